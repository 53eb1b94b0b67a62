"""The program is upgraded while a browser still keeps, for a year, what the one before answered."""

import re
import shutil
from contextlib import contextmanager

import pytest

from tests.browser.visits import settle, wait_for_map
from tests.system import CHROMIUM_FLAGS, ROOT, free_port, running_app

pytestmark = pytest.mark.browser
NO_PARTS = (".venv", ".git", "local", "tests", "node_modules", "__pycache__")
# The next version writes bytes in a way that the scripts of this one cannot read, and one camera
# less.
UPGRADE = {
    "gis/mapserver/cameras.py": {
        r'b"QTC\d"': 'b"QTC0"',
        r"(np.flatnonzero\(shown.to_numpy\(\)\))": r"\1[1:]",
    },
    "pages/components/camera_map/dist/map.js": {r"QTC\d": "QTC0"},
}
# How many bytes of what the map asked for came over the net, not from what the browser keeps.
SENT = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => /cameras[.]bin|own[/]map/.test(name))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)"""


@pytest.fixture
def program(tmp_path):
    """A copy of the program, to be changed."""
    copy = tmp_path / "program"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NO_PARTS))
    return copy


def upgrade(program):
    for name, changes in UPGRADE.items():
        text = (program / name).read_text("utf-8")
        for before, after in changes.items():
            text, times = re.subn(before, after, text)
            assert times == 1
        (program / name).write_text(text, "utf-8")


@pytest.fixture
def serve(program, small_register, tmp_path):
    """Run the program as it now is, always at the same address."""
    url, port = f"sqlite:///{shutil.copy(small_register, tmp_path)}", free_port()

    @contextmanager
    def run():
        with running_app(url, tmp_path / "log", program, port) as address:
            yield address

    return run


@pytest.fixture
def profile(browser, chromium, tmp_path):
    """A browser that keeps on its disk what it was given, over all its visits."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium, args=CHROMIUM_FLAGS
    )
    yield context
    context.close()


def open_map(profile, address):
    page = profile.new_page()
    page.goto(f"{address}/ban-do")
    page.wait_for_selector("h1", timeout=60_000)
    settle(page)
    return page, int(wait_for_map(page).get_attribute("data-cameras"))


def test_after_an_upgrade_a_browser_with_warm_caches_shows_the_new_bytes(serve, profile, program):
    with serve() as address:
        page, cameras = open_map(profile, address)
        assert page.evaluate(SENT) > 0
        page.close()
        page, again = open_map(profile, address)
        assert (page.evaluate(SENT), again) == (0, cameras)  # all of it from the browser's own disk
        page.close()
    upgrade(program)
    with serve() as address:
        page, upgraded = open_map(profile, address)
        assert upgraded == cameras - 1
        assert page.evaluate(SENT) > 0
        assert page.locator(".camera-map .chip.trouble").count() == 0
        page.close()
