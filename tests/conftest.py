"""Fixtures shared by all tests: a real browser, a real PostGIS."""

import os
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import Phase, settings
from playwright.sync_api import Browser, sync_playwright

from gis.core import isolation
from gis.store.store import Store
from tests import world
from tests.command import Inside
from tests.forks import Forked
from tests.system import CHROMIUM_FLAGS, chromium_path, throwaway_postgis
from tests.village import CAMERAS, PLACES, UNITS

# The same examples on every machine that builds; new ones wherever somebody works.
settings.register_profile("ci", derandomize=True, deadline=None)
# While working: a failing example at once, however long.
settings.register_profile("unshrunk", phases=[Phase.explicit, Phase.reuse, Phase.generate])
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium or Chrome."""
    return chromium_path()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A headless Chromium, for Playwright."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def postgis() -> Iterator[str]:
    """URL of an empty PostGIS database that lives as long as the test run."""
    with throwaway_postgis() as server:
        yield server.url


if sys.platform == "linux":  # elsewhere they are started as the app starts them
    isolation.subprocess = SimpleNamespace(Popen=Forked, PIPE=subprocess.PIPE)


@pytest.fixture
def inputs(tmp_path):
    world.cameras(*CAMERAS).to_csv(tmp_path / "cameras.csv", index=False)
    world.equipment(*UNITS).to_csv(tmp_path / "equipment.csv", index=False)
    world.demand(*PLACES).to_file(tmp_path / "demand.geojson")
    world.communes().to_file(tmp_path / "communes.gpkg")
    names = ("cameras.csv", "equipment.csv", "demand.geojson", "communes.gpkg")
    return [part for name in names for part in (f"--{name.split('.')[0]}", tmp_path / name)]


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'register.sqlite'}")


@pytest.fixture
def gis(tmp_path):
    return Inside(tmp_path)
