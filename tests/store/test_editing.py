"""Edits by hand: refused when stale, taken back, told again; the same on every store."""

import pandas as pd
import pytest

from gis.core.errors import StoreError
from gis.store.editing import StaleEditError, edit, history, recent_changes
from gis.store.undoing import undo, undoable
from tests.world import cameras

THREE = cameras(
    {"xy": (10, 10), "status": "working", "name": "Chợ", "azimuth_deg": 90.0},
    {"xy": (20, 20), "status": "broken"},
    {"status": "unknown"},
)


@pytest.fixture(autouse=True)
def _filled(store):
    store.save(cameras=THREE, source="list.xlsx", who="An")


def edits(*rows):
    return pd.DataFrame(rows, columns=["subject_id", "field", "before", "after"])


def row(store, name="C0"):
    return store.cameras().set_index("camera_id").loc[name]


def test_single_fields_change_and_nothing_else(store):
    change = edits(("C0", "azimuth_deg", "90", "180.5"), ("C2", "name", "", "Cổng chào"))
    assert edit(store, change, source="bản đồ", who="Bình") == 2
    assert row(store)["azimuth_deg"] == 180.5
    assert row(store, "C2")["name"] == "Cổng chào"
    expected = THREE.copy()
    expected.loc[0, "azimuth_deg"], expected.loc[2, "name"] = 180.5, "Cổng chào"
    assert store.cameras().equals(expected)


def test_an_edit_that_rests_on_an_older_value_is_refused_with_both_values(store):
    edit(store, edits(("C0", "name", "Chợ", "Chợ Đông Hà")), source="bảng", who="Bình")
    before = store.revision()
    both = edits(("C1", "name", "", "x"), ("C0", "name", "Chợ", "Chợ cũ"))
    with pytest.raises(StaleEditError) as caught:
        edit(store, both, source="bảng", who="Cúc")
    assert "Chợ Đông Hà" in str(caught.value)
    assert "Chợ cũ" in str(caught.value)
    [conflict] = caught.value.conflicts
    assert (conflict.subject_id, conflict.field) == ("C0", "name")
    assert row(store, "C1")["name"] == ""  # all or none
    assert store.revision() == before


def test_two_people_may_edit_different_fields_of_one_camera(store):
    edit(store, edits(("C0", "name", "Chợ", "Chợ Đông Hà")), source="bảng", who="Bình")
    edit(store, edits(("C0", "azimuth_deg", "90", "45")), source="bảng", who="Cúc")
    assert row(store)[["name", "azimuth_deg"]].tolist() == ["Chợ Đông Hà", 45.0]


def test_an_edit_of_a_camera_that_is_not_there_is_refused(store):
    with pytest.raises(StaleEditError):
        edit(store, edits(("none", "name", "", "x")), source="bảng")


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("azimuth_deg", "90", "400"),
        ("azimuth_deg", "90", "bắc"),
        ("status", "working", "?"),
        ("surveyed_on", "", "32/13/2025"),
    ],
)
def test_a_value_its_column_cannot_hold_is_refused(store, field, before, after):
    with pytest.raises(StoreError, match="không thể đúng"):
        edit(store, edits(("C0", field, before, after)), source="bảng")
    assert store.cameras().equals(THREE)


def test_an_edit_may_empty_a_field(store):
    edit(
        store,
        edits(("C0", "azimuth_deg", "90", ""), ("C0", "lon", _text(store, "lon"), "")),
        source="bảng",
    )
    assert row(store)[["azimuth_deg", "lon"]].isna().all()


def _text(store, field):
    return str(row(store)[field])


def test_undo_goes_back_step_by_step_and_is_itself_on_record(store):
    first = store.cameras()
    edit(store, edits(("C0", "name", "Chợ", "A")), source="bảng", who="Bình")
    second = store.cameras()
    edit(store, edits(("C0", "name", "A", "B"), ("C1", "note", "", "n")), source="bảng", who="Bình")
    assert undo(store, undoable(store), who="Cúc") == 2
    assert store.cameras().equals(second)
    undo(store, undoable(store), who="Cúc")
    assert store.cameras().equals(first)
    told = history(store, "C0")[["who", "field", "before", "after"]].to_numpy().tolist()
    assert told == [
        ["An", "", "", "created"],
        ["Bình", "name", "Chợ", "A"],
        ["Bình", "name", "A", "B"],
        ["Cúc", "name", "B", "A"],
        ["Cúc", "name", "A", "Chợ"],
    ]


def test_an_import_can_be_undone_and_brought_back(store):
    before = store.cameras()
    more = cameras({"camera_id": "N1", "xy": (5, 5), "range_m": 30.0}, {"camera_id": "N2"})
    store.save(cameras=more, source="second.xlsx", who="An")
    after = store.cameras()
    undo(store, undoable(store))
    assert store.cameras().equals(before)
    undo(store, int(recent_changes(store)["revision"].iloc[0]))
    assert store.cameras().equals(after)


def test_undo_of_what_was_changed_since_is_refused(store):
    revision = undoable(store)
    edit(store, edits(("C0", "name", "Chợ", "A")), source="bảng")
    with pytest.raises(StaleEditError):
        undo(store, revision)
    assert len(store.cameras()) == 3


def test_the_list_of_changes_is_newest_first(store):
    edit(
        store, edits(("C0", "name", "Chợ", "A"), ("C1", "name", "", "B")), source="bảng", who="Bình"
    )
    told = recent_changes(store)[["who", "source", "subject", "events"]].to_numpy().tolist()
    assert told == [["Bình", "bảng", "camera", 2], ["An", "list.xlsx", "camera", 3]]


def test_a_mended_camera_waits_for_its_acceptance(store):
    edit(store, edits(("C1", "status", "broken", "working")), source="bảng")
    assert row(store, "C1")["repaired_on"] != ""
    undo(store, undoable(store))
    assert row(store, "C1")[["status", "repaired_on"]].tolist() == ["broken", ""]


def test_settings_are_kept_and_on_record(store):
    assert store.setting("deadline") is None
    store.set("deadline", {"on": "2026-12-31"}, who="An")
    store.set("deadline", {"on": "2027-01-31"}, who="Bình")
    assert store.setting("deadline") == {"on": "2027-01-31"}
    undo(store, undoable(store))
    assert store.setting("deadline") == {"on": "2026-12-31"}


def test_a_number_where_none_was_is_told(store):
    store.save(cameras=cameras({"camera_id": "C2", "range_m": 40.0}), source="second.xlsx")
    assert row(store, "C2")["range_m"] == 40
    assert history(store, "C2")[["before", "after"]].iloc[-1].tolist() == ["", "40"]


def test_a_file_that_does_not_know_the_state_leaves_the_known_one(store):
    store.save(cameras=cameras({"camera_id": "C0", "status": "unknown"}), source="second.xlsx")
    assert row(store)["status"] == "working"
