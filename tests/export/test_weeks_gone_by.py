"""The weeks of a small register, counted by hand; what was taken back is in none of them."""

import datetime as dt
import time

import numpy as np
import pandas as pd
import pytest

from gis.export.weeks import of_commune, of_province, weeks
from gis.store import archive
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.effective_history import happened
from gis.store.store import Store
from gis.store.undoing import undo, undoable
from tests.world import cameras, equipment

HERE = dt.timezone(dt.timedelta(hours=7))
# Mondays of four weeks.
FIRST, SECOND, THIRD, FOURTH = (dt.date(2026, 11, day) for day in (2, 9, 16, 23))
NOW = dt.datetime(2026, 11, 27, 20, 0, tzinfo=HERE)


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'r.sqlite'}")


@pytest.fixture
def on(monkeypatch):
    """Set the clock of the store to noon of a day."""

    def _set(day):
        noon = dt.datetime.combine(day, dt.time(12), HERE)
        monkeypatch.setattr("gis.core.clock._read", lambda: noon)

    return _set


def change(store, *rows, subject="camera", **options):
    table = pd.DataFrame(rows, columns=FIELDS)
    return edit(store, table, source="bảng", subject=subject, **options)


def counted(store, now=NOW):
    return weeks(store.cameras(), store.equipment(), happened(store), now=now)


def figures(table, *columns):
    return table[list(columns)].to_numpy().tolist()


@pytest.fixture
def filled(store, on):
    """Four cameras: two broken, one behind a broken recorder, one that works."""
    on(FIRST)
    rows = (
        {"camera_id": "A", "status": "broken", "commune_code": "1"},
        {"camera_id": "B", "status": "broken", "commune_code": "1"},
        {"camera_id": "C", "status": "working", "commune_code": "2", "depends_on": "R"},
        {"camera_id": "D", "status": "working", "commune_code": "2"},
    )
    store.save(
        cameras=cameras(*rows),
        source="list.xlsx",
        equipment=equipment({"equipment_id": "R", "status": "broken"}),
    )
    return store


def test_weeks_are_counted_as_they_were(filled, on):
    on(SECOND)
    change(filled, ("A", "status", "broken", "working"), repaired_on="2026-11-09")
    on(THIRD)
    change(filled, ("R", "status", "broken", "working"), subject="equipment")
    on(FOURTH)
    change(filled, ("D", "status", "working", "suspended"))
    archive.remove(filled, ["B"], reason="cũ", source="tay")
    table = of_province(counted(filled))
    assert figures(table, "begins", "ends") == [
        ["2026-11-02", "2026-11-08"],
        ["2026-11-09", "2026-11-15"],
        ["2026-11-16", "2026-11-22"],
        ["2026-11-23", "2026-11-27"],
    ]
    # A repaired camera waits for acceptance: unconfirmed, not seeing any more.
    assert figures(table, "cameras", "seeing", "unconfirmed", "not_seeing") == [
        [4, 1, 0, 3],
        [4, 1, 1, 2],
        [4, 2, 1, 1],
        [3, 1, 1, 1],
    ]
    assert figures(table, "restored", "failed", "restored_since") == [
        [0, 0, 0],
        [1, 0, 1],
        [1, 0, 2],
        [0, 1, 2],
    ]


def test_each_commune_has_its_weeks_and_all_are_the_province(filled, on):
    on(THIRD)
    change(filled, ("A", "status", "broken", "working"))
    change(filled, ("A", "commune_code", "1", "2"))
    table = counted(filled)
    assert figures(of_commune(table, "1"), "cameras", "restored_since") == [
        [2, 0],
        [2, 0],
        [1, 0],
        [1, 0],
    ]
    assert figures(of_commune(table, "2"), "cameras", "restored_since") == [
        [2, 0],
        [2, 0],
        [3, 1],
        [3, 1],
    ]
    assert figures(of_commune(table, "3"), "cameras", "restored_since") == [[0, 0]] * 4
    assert of_province(table)["cameras"].tolist() == [4] * 4


def test_a_slip_taken_back_is_in_no_week(filled, on):
    on(SECOND)
    change(filled, ("D", "status", "working", "broken"))
    on(THIRD)
    undo(filled, undoable(filled))
    table = of_province(counted(filled))
    assert table["not_seeing"].tolist() == [3] * 4
    assert table[["restored", "failed"]].to_numpy().sum() == 0


def test_a_mistake_put_right_restores_nothing(filled, on):
    on(SECOND)
    change(filled, ("A", "status", "broken", "working"), repaired_on=None)
    table = of_province(counted(filled))
    assert table["seeing"].tolist() == [1, 2, 2, 2]
    assert table["restored_since"].tolist() == [0] * 4


def test_what_was_simulated_before_is_in_no_week(store, on):
    on(FIRST)
    store.save(
        cameras=cameras({"camera_id": "S", "status": "working"}), source="demo", simulated=True
    )
    on(SECOND)
    store.save(cameras=cameras({"camera_id": "A", "status": "working"}), source="list.xlsx")
    table = of_province(counted(store))
    assert figures(table, "begins", "cameras")[0] == ["2026-11-09", 1]
    assert len(table) == 3


def test_an_empty_register_has_no_camera_this_week(store):
    table = counted(store)
    assert len(of_province(table)) <= 1
    assert of_commune(table, "1")["cameras"].sum() == 0


def test_sunday_night_here_belongs_to_the_week_that_ends(filled, on, monkeypatch):
    """23:30 on Sunday is Sunday in Quảng Trị, whatever day it is elsewhere."""
    on(SECOND)
    change(filled, ("A", "status", "broken", "working"))
    late = dt.datetime(2026, 11, 15, 23, 30, tzinfo=HERE)
    assert of_province(counted(filled, late))["ends"].tolist()[-1] == "2026-11-15"


def test_a_year_of_the_province_is_counted_in_good_time():
    """3.000 cameras, 50.000 events in 52 weeks: processor time, whatever else runs here."""
    number, events = 3000, 50_000
    random = np.random.default_rng(0)
    ids = [f"C{k}" for k in range(number)]
    table = cameras(*({"camera_id": i, "status": "working", "commune_code": i[-1]} for i in ids))
    at = pd.Timestamp(NOW).tz_convert("UTC") - pd.to_timedelta(
        np.sort(random.integers(0, 360 * 86_400, events))[::-1], unit="s"
    )
    told = pd.DataFrame(
        {
            "at": at,
            "subject": "camera",
            "subject_id": random.choice(ids, events),
            "field": random.choice(["status", "note", "repaired_on"], events),
            "before": random.choice(["working", "broken"], events),
            "after": "working",
        }
    )
    weeks(table, equipment(), told, now=NOW)
    begin = time.process_time()
    assert len(of_province(weeks(table, equipment(), told, now=NOW))) == 52
    assert time.process_time() - begin < 1.5
