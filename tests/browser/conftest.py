"""Registers and servers that tests in a browser share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.store.store import Store
from tests.browser.visits import (
    OFFICE,
    PROBES,
    Visitor,
    settle,
)
from tests.command import Process
from tests.system import alone, running_app


def pytest_collection_modifyitems(items):
    """On a machine that builds, a test in a browser that failed is tried once more.

    The summary names it (`-rR`): whoever reads it mends the race, in the test or in the product.
    """
    if os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """Folder of what is made once in a run, whichever of its processes needs it first."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo_register(shared) -> Path:
    """The demo register, to be copied."""
    return demo(shared / "demo")


def demo(folder: Path, *options: str) -> Path:
    """Make a demo register in a folder where there is none; return its file."""
    file = folder / "register.sqlite"
    with alone(folder.name):
        if not file.exists():
            new = folder.with_name(f"{folder.name}-new")
            new.mkdir()
            Process(new).json("demo", *options)  # at its end all of it is in the one file
            new.rename(folder)
    return file


@pytest.fixture(scope="session")
def small_register(shared) -> Path:
    """A demo register so small that all its poles are soon clicked, to be copied."""
    return demo(shared / "small", "--cameras", "150")


@pytest.fixture(scope="session")
def province(demo_register, tmp_path_factory) -> Iterator[str]:
    """The app on a demo register that tests only look at; gives its address."""
    yield from looked_at(demo_register, tmp_path_factory.mktemp("province"))


@pytest.fixture(scope="session")
def few(shared, tmp_path_factory) -> Iterator[str]:
    """The app on a demo register of few cameras that tests only look at; gives its address."""
    register = demo(shared / "few", "--cameras", "400")
    yield from looked_at(register, tmp_path_factory.mktemp("few"))


def looked_at(register: Path, folder: Path) -> Iterator[str]:
    """Run the app on a copy of a register, which nobody may have changed at the end."""
    copy = shutil.copy(register, folder)
    with running_app(f"sqlite:///{copy}", folder / "log") as address:
        yield address
    assert revision(copy) == revision(register)


def revision(register: Path) -> str:
    store = Store(f"sqlite:///{register}")
    told = store.revision()
    store.engine.dispose()
    return told


@pytest.fixture
def server(province) -> str:
    """Address of the app that the tests of a module visit."""
    return province


@pytest.fixture(scope="module")
def store_url(tmp_path_factory, demo_register):
    return f"sqlite:///{shutil.copy(demo_register, tmp_path_factory.mktemp('store'))}"


@pytest.fixture
def visit(browser, server):
    """Open pages; fail on any console error and any request to another host."""
    opened, faults = [], []

    def watch(page):
        page.on("console", lambda m: m.type == "error" and faults.append(told(m)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: foreign(r.url) and faults.append(f"request to {r.url}"))

    def told(message):
        return f"{message.text} ({message.location.get('url', '')})"

    def foreign(url):
        return not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))

    def open_page(path="", size=(1440, 900)):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, accept_downloads=True
        )
        opened.append(context)
        page = context.new_page()
        watch(page)
        page.goto(f"{server}/{path}")
        page.wait_for_selector("h1", timeout=60_000)
        settle(page)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert [fault for fault in faults if not any(probe in fault for probe in PROBES)] == []


@pytest.fixture
def visitor(browser, server):
    """Give visitors of a size; at the end nothing may have gone wrong for any of them."""
    visitors = []

    def come(size=OFFICE):
        visitors.append(Visitor(browser, server, size))
        return visitors[-1]

    yield come
    faults = [fault for one in visitors for fault in one.faults]
    for one in visitors:
        one.page.context.close()
    assert faults == []


@pytest.fixture(scope="module")
def own_server(tmp_path_factory, store_url):
    """The app on a simulated register of its own; gives its address."""
    with running_app(store_url, tmp_path_factory.mktemp("app") / "log") as address:
        yield address
