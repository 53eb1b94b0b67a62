"""Every change of state there is comes to the same, typed or read from a list, and goes back whole.

What must follow is worked out here by hand: the states that count as failed and as working, and
the day of the repair, one camera for every case.
"""

import datetime as dt
from itertools import product

import pandas as pd
import pytest

from gis.core.choices import Status
from gis.core.clock import stopped
from gis.core.errors import StoreError
from gis.register.transitions import repair_transitions, undated_repairs
from gis.store.by_hand import propose_disposal
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from gis.store.undoing import redoable, undo, undoable
from tests.world import cameras

FAILED = ["broken", "abandoned", "suspended", "disposal"]
WORKING = ["working", "degraded"]
OLD, STATED, TODAY, LATER = "2024-01-01", "2025-11-20", "2026-03-04", "2026-05-06"
NOON = dt.time(12, tzinfo=dt.UTC)
# State before and after, day of the repair before, and the one that is said with the change.
CASES = list(product(Status, Status, ["", OLD], ["", OLD, STATED]))
IDS = [f"C{k}" for k in range(len(CASES))]


def on(day):
    return stopped(dt.datetime.combine(dt.date.fromisoformat(day), NOON))


def expected_day(before, after, held, said):
    if said not in ("", held):
        return said
    return TODAY if before in FAILED and after in WORKING else held


def listed(states, days):
    rows = zip(IDS, states, days, strict=True)
    return cameras(*({"camera_id": i, "status": s, "repaired_on": d} for i, s, d in rows))


@pytest.fixture
def store(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    was, _now, held, _said = zip(*CASES, strict=True)
    with on(OLD):
        opened.save(cameras=listed(was, held), source="first.xlsx")
    yield opened
    opened.engine.dispose()


def rows(store):
    return store.cameras().set_index("camera_id").loc[IDS].drop(columns="version", errors="ignore")


def figures(store):
    return rows(store)[["status", "repaired_on"]].to_numpy().tolist()


def typed(store):
    edits = [
        (code, field, a, b)
        for code, (was, now, held, said) in zip(IDS, CASES, strict=True)
        for field, a, b in (("status", was, now), ("repaired_on", held, said or held))
        if a != b
    ]
    with on(TODAY):
        edit(store, pd.DataFrame(edits, columns=FIELDS), source="bảng")


def imported(store):
    _was, now, _held, said = zip(*CASES, strict=True)
    with on(TODAY):
        store.save(cameras=listed(now, said), source="second.xlsx")


def test_typed_every_change_sets_the_day_worked_out_by_hand(store):
    typed(store)
    assert figures(store) == [[str(case[1]), expected_day(*case)] for case in CASES]


def test_a_list_comes_to_the_same_but_that_unknown_says_nothing(store):
    imported(store)
    told = [(a, a if b == Status.UNKNOWN else b, *days) for a, b, *days in CASES]
    assert figures(store) == [[str(case[1]), expected_day(*case)] for case in told]


@pytest.mark.parametrize("write", [typed, imported])
def test_taken_back_nothing_is_left_and_done_again_nothing_is_new(store, write):
    before = rows(store)
    write(store)
    after = rows(store)
    with on(LATER):  # what is taken back today dates no repair of today
        undo(store, undoable(store))
        pd.testing.assert_frame_equal(rows(store), before)
        undo(store, redoable(store))
    pd.testing.assert_frame_equal(rows(store), after)


def test_only_who_turns_failed_to_working_without_a_day_is_asked():
    edits = pd.DataFrame(
        [(i, "status", a, b) for i, (a, b, *_days) in zip(IDS, CASES, strict=True)]
        + [(i, "repaired_on", "", d) for i, (*_s, d) in zip(IDS, CASES, strict=True) if d],
        columns=FIELDS,
    )
    asked = [
        i
        for i, (a, b, _held, said) in zip(IDS, CASES, strict=True)
        if a in FAILED and b in WORKING and not said
    ]
    assert undated_repairs(edits).tolist() == asked
    assert len(asked) == 4 * 2 * 2


def test_what_never_had_failed_was_not_repaired():
    days = pd.Series([OLD, ""], ["A", "B"])
    assert repair_transitions(days, None).empty
    assert repair_transitions(days, OLD).to_numpy().tolist() == [["B", "repaired_on", "", OLD]]


def test_proposed_for_disposal_the_state_typed_comes_with_reason_and_day(store):
    ids = [i for i, (_a, _b, held, said) in zip(IDS, CASES, strict=True) if not held and not said]
    before = rows(store)
    with on(TODAY):
        propose_disposal(store, ids, reason=" ngập nước ", source="trang")
    now = rows(store).loc[ids]
    assert set(now["status"]) == {"disposal"}
    assert now["note"].str.contains("04/03/2026.*: ngập nước$").all()
    assert now["repaired_on"].tolist() == before.loc[ids, "repaired_on"].tolist()
    undo(store, undoable(store))
    pd.testing.assert_frame_equal(rows(store), before)
    with pytest.raises(StoreError):
        propose_disposal(store, ids, reason=" ", source="trang")
