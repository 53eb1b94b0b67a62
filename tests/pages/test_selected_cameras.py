"""What is done with cameras selected on the map: their table, one change, files, the plan."""

import os

import pytest

from gis.runtime.snapshot import snapshots
from pages.components.camera_map import MANY_ACTS
from pages.components.register.selected_cameras import CameraSelection, _read
from tests.pages.screen import opened, texts
from tests.world import cameras

ROWS = (
    {"xy": (500, 500), "camera_id": "A", "commune_code": "00001", "status": "broken"},
    {"xy": (500, 500), "camera_id": "B", "commune_code": "00001", "status": "working"},
    {"xy": (1500, 500), "camera_id": "C", "commune_code": "00002", "status": "broken"},
)


@pytest.fixture
def filled(store, two_communes):
    store.save(cameras=cameras(*ROWS), source="list.xlsx", who="An")
    return store


def selected(app, act, rows, revision=None):
    """Show the map page as it is after a selection on the map."""
    shown = opened(app, "map")
    held = CameraSelection(act, revision or revision_of(), rows)
    shown.session_state["selected_cameras"] = held
    return shown.run()


def revision_of():
    return snapshots(os.environ["CAMERA_STORE"]).current().revision


def custodians(store):
    return store.cameras().set_index("camera_id")["custodian"].to_dict()


def test_the_table_counts_and_lists_them(app, filled):
    shown = selected(app, "table", [0, 1])
    assert not shown.exception
    assert "Đang hoạt động: 1 · Chưa xác nhận: 0 · Không hoạt động: 1" in texts(shown)
    assert shown.dataframe[0].value["Mã"].tolist() == ["A", "B"]


def test_one_change_is_one_write_of_all_of_them(app, filled):
    before = filled.revision()
    shown = selected(app, "bulk", [0, 2])
    shown.selectbox(key="bulk_field").select("custodian").run()
    shown.text_input(key="bulk_text").input("Công an xã").run()
    shown.button(key="bulk_save").click().run()
    assert not shown.exception
    assert custodians(filled) == {"A": "Công an xã", "B": "", "C": "Công an xã"}
    assert filled.revision() != before
    # What was selected has been answered: nothing asks for it again.
    assert "selected_cameras" not in shown.session_state


def test_what_others_have_changed_since_has_to_be_selected_anew(app, filled):
    shown = selected(app, "bulk", [0], revision="of another day")
    assert not shown.exception
    assert "bulk_field" not in [box.key for box in shown.selectbox]


def test_the_repairs_they_wait_for_become_required(app, filled):
    shown = selected(app, "require", [0, 1])
    assert "1 trên 2 camera" in texts(shown)
    shown.button(key="selected_require").click().run()
    shown = opened(app, "plan")
    assert not shown.exception
    assert shown.session_state["plan_locked"] == ["A"]


@pytest.mark.parametrize("act", MANY_ACTS)
def test_rows_that_are_none_do_no_harm(app, filled, act):
    shown = selected(app, act, [2, 999_999_999])
    assert not shown.exception


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"act": "table", "given": ["r", "2", "0", "2"]}, [0, 2]),
        ({"act": "bulk", "given": ["r", "-1", "1e3", "x", "9" * 30, "٣", None, "4"]}, [3, 4]),
        ({"act": "table", "given": ["r"]}, []),
    ],
)
def test_what_a_browser_sends_is_read_as_rows(asked, rows):
    found = _read(asked)
    assert (found.act, found.revision, found.rows) == (asked["act"], "r", rows)


@pytest.mark.parametrize(
    "asked",
    [{}, {"act": "remove", "given": ["r"]}, {"act": "table"}, {"act": "table", "given": []}],
)
def test_what_a_browser_makes_up_selects_nothing(asked):
    assert _read(asked) is None
