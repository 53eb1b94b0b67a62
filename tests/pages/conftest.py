"""What every test of the pages stands on: the app, its store, a small simulated register."""

from functools import cache

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.language import use_language
from gis.runtime.snapshot import snapshots
from gis.simulation.register import simulate
from gis.store.store import Store
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

# Each run of a page would look for components in all packages anew; none comes meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _language_restored():
    yield
    use_language("vi")


@pytest.fixture(autouse=True)
def _pages_are_those_main_names(monkeypatch):
    """Do in every run what app.py does once: no page is guessed from the folder's files."""
    guess = PagesManager.__init__

    def know(self, *arguments, **options):
        guess(self, *arguments, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", know)


@pytest.fixture(scope="session")
def simulated():
    made = simulate(communes_or_schematic(), read_succession(), cameras=200, seed=2)
    return {"cameras": made.cameras, "equipment": made.equipment, "demand": made.demand}


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    monkeypatch.setenv("CAMERA_STORE", url)
    yield Store(url)
    snapshots.cache_clear()  # a server holds what it has analysed; each test has its own store


@pytest.fixture
def app(store):
    return AppTest.from_file("../../main.py", default_timeout=60)


@pytest.fixture
def demo(store, simulated):
    store.save(**simulated, source="demo", simulated=True)


@pytest.fixture
def two_communes(monkeypatch):
    """The small world of `tests.world` instead of the province."""
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", communes)


@pytest.fixture
def village(store, two_communes):
    """A recorder of 8 million behind two cameras, one broken (2); another camera broken (3)."""
    store.save(
        cameras=cameras(*CAMERAS),
        equipment=equipment(*UNITS),
        demand=demand(*PLACES),
        source="test",
    )
    return store


class Typed(dict):
    """What a test types into the table of cameras, row → column → text; `equipment`: there."""

    def __init__(self):
        super().__init__()
        self.equipment = {}


@pytest.fixture
def typed(monkeypatch):
    """Type into the tables of the register: it is there once, then only what the page keeps."""
    cells = Typed()
    editor = st.data_editor

    def answering(table, **options):
        if not options["key"].startswith("edit_table"):
            return editor(table, **options)
        rows = cells if "edit_table_camera" in options["key"] else cells.equipment
        st.session_state[options["key"]] = {"edited_rows": dict(rows)}
        rows.clear()
        options["on_change"](*options["args"])
        return table

    monkeypatch.setattr(st, "data_editor", answering)
    return cells


HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    rows = (
        {
            "camera_id": "A",
            "status": "broken",
            "repair_cost_vnd": 12.5e6,
            "range_m": 30.5,
            "surveyed_on": "2024-03-15",
            **HERE,
        },
        {"camera_id": "B", "status": "working", **HERE},
    )
    store.save(cameras=cameras(*rows), source="list.xlsx", who="An")
    return store


@pytest.fixture
def typed_by_heading(monkeypatch):
    """Type into a table: its key → row → heading → text."""
    cells = {}
    editor = st.data_editor

    def answering(table, **options):
        changed = table.copy()
        for row, fields in cells.get(options["key"], {}).items():
            for heading, text in fields.items():
                changed.loc[row, heading] = text
        editor(table, **options)
        return changed

    monkeypatch.setattr(st, "data_editor", answering)
    return cells
