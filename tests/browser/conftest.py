"""Registers and servers that tests in a browser share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.store.store import Store
from tests.command import Process
from tests.system import alone, running_app


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
