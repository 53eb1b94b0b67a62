"""A camera marked confidential is in no file that a page offers, unless its switch asks for it."""

import ast
import os

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.core.language import _
from gis.export.files import takes_layer
from gis.export.formats import FORMATS, USUAL
from gis.runtime.snapshot import snapshots
from pages.components.register.selected_cameras import CameraSelection
from pages.components.reports.layer_files import NAMES
from pages.components.shared.confidential import close_side_doors
from tests.leaks import found
from tests.pages.screen import PAGES, budget, opened, page, press, until
from tests.system import ROOT
from tests.village import CAMERAS, PLACES, UNITS, VIEW
from tests.world import cameras, demand, equipment

WEST = "00001"
WORDS = ("SECRET-7", "Villa Kestrel", "Back lane 9")
SECRET = {
    "camera_id": "SECRET-7",
    "name": "Villa Kestrel",
    "address": "Back lane 9",
    "xy": (600, 500),
    **VIEW,
    "repair_cost_vnd": 1e6,
    "confidentiality": "secret",
    "commune_code": WEST,
}
LOOKED_AFTER = {**SECRET, "camera_id": "SECRET-7-B", "status": "working", "xy": (600, 400)}
# Where files are offered, and how many times: a new place is entered when it is tried below.
# Rows to correct are given back to whoever has just handed them in, and to nobody else.
OFFERED = {
    "pages/components/maintenance/maintenance.py": 1,
    "pages/components/plan/new_cameras.py": 1,
    "pages/components/plan/scenarios.py": 2,
    "pages/components/plan/schedule.py": 1,
    "pages/components/register/places.py": 1,
    "pages/components/register/upload.py": 1,
    "pages/components/shared/drill_down.py": 1,
    "pages/components/shared/file_offer.py": 1,
    "pages/components/shared/papers.py": 1,
    "pages/components/survey/packages.py": 1,
    "pages/components/survey/rounds.py": 1,
    "pages/components/survey/submissions.py": 2,
    "pages/reports.py": 1,
}


FURTHER = [fmt for fmt in FORMATS if fmt not in USUAL]
# Behind the figures of all pages is the same dialog.
WITH_FIGURES = ("overview", "maintenance")
WALKS = [*((name, WEST) for name in PAGES), *((name, None) for name in ("survey", "reports"))]


@pytest.fixture
def offered(monkeypatch):
    """Every file that is offered: its name, and what makes its bytes."""
    files = {}
    button = DeltaGenerator._download_button

    def offering(self, label, data, file_name, *arguments, **options):
        if not options.get("disabled"):
            files[f"{label} {file_name}"] = data
        return button(self, label, data, file_name, *arguments, **options)

    monkeypatch.setattr(DeltaGenerator, "_download_button", offering)
    return files


@pytest.fixture
def guarded(store, two_communes):
    own = [{**row, "camera_id": f"C{k}"} for k, row in enumerate(CAMERAS)]
    store.save(
        cameras=cameras(*own, SECRET, LOOKED_AFTER),
        equipment=equipment(*UNITS),
        demand=demand(*PLACES, {"shape": "POINT (650 500)", "weight": 5}),
        source="test",
    )
    return store


def leaks(files):
    made = {name: data() if callable(data) else data for name, data in files.items()}
    assert all(isinstance(content, bytes) and content for content in made.values())
    return {name: found(content, WORDS) for name, content in made.items() if found(content, WORDS)}


def walked(app, name, commune):
    """Open a page of a commune with all it folds in, and what is behind each of its figures."""
    shown = opened(app, name)
    shown.session_state["commune"] = commune
    shown.session_state["papers"] = True
    shown.run()
    assert not shown.exception
    figures = [b.key for b in shown.button if str(b.key).startswith("behind-")]
    for key in figures[:3] if name in WITH_FIGURES else []:
        press(shown, key)
    return shown


def test_every_place_that_offers_a_file_is_known():
    counts = {}
    for path in sorted((ROOT / "pages").rglob("*.py")):
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and node.attr == "download_button"
        ]
        if calls:
            counts[path.relative_to(ROOT).as_posix()] = len(calls)
    assert counts == OFFERED


@pytest.mark.parametrize(("name", "commune"), WALKS)
def test_no_file_of_a_page_holds_it(app, guarded, offered, name, commune):
    walked(app, name, commune)
    assert not leaks(offered)
    if name == "reports":
        assert len(offered) >= 29


@pytest.mark.parametrize("fmt", FURTHER)
def test_a_further_kind_of_file_is_offered_of_every_layer_it_takes(app, guarded, offered, fmt):
    shown = page(app, "reports")
    shown.selectbox(key="export_further").set_value(fmt).run()
    assert not shown.exception
    ending = f".{FORMATS[fmt].ending}"
    mine = {n: data for n, data in offered.items() if n.endswith(ending) and "tat-ca" not in n}
    closed = {b.key for b in shown.button if b.disabled and str(b.key).endswith(f".{fmt}")}
    assert closed == {f"{name}.{fmt}" for name in NAMES if not takes_layer(name, fmt)}
    assert len(mine) == len(NAMES) - len(closed)
    assert not leaks(mine)


def test_the_files_of_a_schedule(app, guarded, offered):
    shown = page(app, "plan")
    budget(shown).set_value(14.0).run()
    shown.session_state["schedule_folded"] = True
    shown.run()
    press(shown, "schedule_make")
    until(shown, lambda now: any(_("Order in the round") in t.value for t in now.dataframe))
    assert {name.split()[0] for name in offered} >= {"CSV", "XLSX"}
    assert not leaks(offered)
    shown.checkbox(key="schedule_confidential").check().run()
    assert leaks(offered)


def test_the_files_of_cameras_selected_on_the_map(app, guarded, offered):
    shown = opened(app, "map")
    revision = snapshots(os.environ["CAMERA_STORE"]).current().revision
    rows = list(range(len(guarded.cameras())))
    shown.session_state["selected_cameras"] = CameraSelection("export", revision, rows)
    shown.run()
    assert len(offered) == 4
    assert not leaks(offered)
    shown.checkbox(key="selected_confidential").check().run()
    told = leaks(offered)
    assert len(told) == 4
    assert b"confidentiality" in next(d for n, d in offered.items() if n.startswith("CSV"))()


def test_a_package_is_made_only_when_they_are_asked_for(app, guarded, offered):
    shown = opened(app, "survey")
    shown.session_state["who"] = "An"
    shown.session_state["commune"] = WEST
    shown.run()
    assert shown.button(key="make_package").disabled
    shown.checkbox(key=f"package_confidential_{WEST}").check().run()
    press(shown, "make_package")
    assert [name for name in leaks(offered) if name.startswith("goi-bao-cao")]


def test_tables_and_the_browser_make_no_file_or_print_of_their_own(monkeypatch):
    styles = []
    monkeypatch.setattr(st, "html", styles.append)
    close_side_doors(cameras(*CAMERAS))
    assert not styles
    close_side_doors(cameras(SECRET))
    [style] = styles
    assert '[aria-label^="Download as CSV"]' in style
    assert "@media print" in style
