"""What a write changes, worked out on small tables: rows laid over rows, events, their undoing."""

import datetime as dt
import time

import pandas as pd
import pytest

from gis.core.clock import stopped, today
from gis.store.changes import CREATED, FIELDS, as_text, difference, merged, swapped

NAN = float("nan")


def table(*rows, columns=("camera_id", "status", "note", "repaired_on", "height_m")):
    return pd.DataFrame(rows, columns=columns)


def events(changes):
    return changes.events[FIELDS].to_numpy().tolist()


STORED = table(
    ("C1", "working", "a", "", 4.0),
    ("C2", "broken", "b", "", 5.5),
    ("C3", "broken", "", "2026-01-02", NAN),
)


def test_blank_and_unstated_values_leave_what_is_stored():
    given = table(("C2", "unknown", None, "", NAN), ("C1", "broken", "", "", 6.0))
    laid = merged(STORED, given, "camera_id").set_index("camera_id").loc[["C2", "C1"]]
    assert laid.to_numpy().tolist() == [["broken", "b", "", 5.5], ["broken", "a", "", 6.0]]


def test_new_rows_are_taken_as_they_are_and_the_others_left_alone():
    given = table(("C9", "unknown", "", "", 1.0), ("C1", "working", "z", "", 4.0))
    laid = merged(STORED, given, "camera_id")
    assert laid.to_numpy().tolist() == [
        ["C9", "unknown", "", "", 1.0],
        ["C1", "working", "z", "", 4.0],
    ]


def test_a_column_that_is_not_given_is_not_touched():
    laid = merged(STORED, STORED[["camera_id", "note"]].assign(note="neu"), "camera_id")
    assert list(laid.columns) == ["camera_id", "note"]


def test_only_what_differs_is_written_and_told():
    now = table(
        ("C1", "working", "mới", "", 6.0), ("C2", "broken", "b", "", 5.5), ("C9", "", "", "", NAN)
    )
    changes = difference(STORED, now, "camera_id")
    assert changes.rows["camera_id"].tolist() == ["C9", "C1"]
    assert events(changes) == [
        ["C9", "", "", CREATED],
        ["C1", "note", "a", "mới"],
        ["C1", "height_m", "4", "6"],
    ]
    assert changes


def test_values_that_come_and_go():
    now = table(("C1", "working", "a", "", NAN), ("C3", "broken", "", "2026-01-02", 2.5))
    changes = difference(STORED, now, "camera_id")
    assert events(changes) == [["C1", "height_m", "4", ""], ["C3", "height_m", "", "2.5"]]


def test_the_same_again_changes_nothing():
    changes = difference(STORED, STORED, "camera_id")
    assert (len(changes.rows), events(changes), bool(changes)) == (0, [], False)


@pytest.mark.parametrize(
    ("camera", "status", "given", "repaired"),
    [
        ("C2", "working", "", today()),
        ("C3", "working", "2026-01-02", today()),  # that was the repair before
        ("C3", "working", "2026-05-06", "2026-05-06"),
        ("C3", "working", "2025-05-06", "2025-05-06"),
        ("C2", "suspended", "", ""),
        ("C1", "working", "", ""),
    ],
)
def test_a_failed_camera_that_works_was_repaired_today_unless_a_day_is_given(
    camera, status, given, repaired
):
    now = STORED[STORED["camera_id"] == camera].assign(status=status, repaired_on=given, note="n")
    changes = difference(STORED, now, "camera_id")
    assert changes.rows["repaired_on"].tolist() == [repaired]
    assert changes  # one row is something to write


def test_tables_without_a_day_of_repair_are_compared_too():
    before, now = (STORED[["camera_id", "note"]].assign(note=note) for note in "ab")
    assert events(difference(before, now, "camera_id"))[0] == ["C1", "note", "a", "b"]


def test_undoing_goes_backwards_and_swaps():
    told = pd.DataFrame([("C1", "note", "a", "b"), ("C1", "note", "b", "c")], columns=FIELDS)
    back = swapped(told.assign(at="2026"))
    assert list(back.columns) == FIELDS
    assert back.to_numpy().tolist() == [["C1", "note", "c", "b"], ["C1", "note", "b", "a"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (NAN, ""),
        (pd.NaT, ""),
        (4.0, "4"),
        (4.5, "4.5"),
        (7, "7"),
        ("4.0", "4.0"),
        (True, "True"),
        (0.0, "0"),
        ("", ""),
    ],
)
def test_values_as_events_write_them(value, text):
    assert as_text(value) == text


def test_today_is_the_day_of_this_place(monkeypatch):
    """Half past midnight in Quảng Trị is still yesterday in London."""

    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    with stopped(dt.datetime(2026, 1, 1, 17, 30, tzinfo=dt.UTC)):
        assert today() == "2026-01-02"
    monkeypatch.undo()
    time.tzset()
