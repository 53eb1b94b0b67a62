"""The day of a repair: as stated, else the day the register hears of it."""

import pandas as pd
import pytest

from gis.core.clock import today
from gis.store.changes import FIELDS, difference
from gis.store.editing import edit
from tests.world import cameras

STATED = "2025-11-20"


def broken(repaired=""):
    return cameras({"status": "broken", "repaired_on": repaired})


def mended(**more):
    return cameras({"status": "working", **more})


def row(store):
    return store.cameras().set_index("camera_id").loc["C0"]


def test_a_list_that_states_the_day_is_believed(store):
    store.save(cameras=broken(), source="a.xlsx")
    store.save(cameras=mended(repaired_on=STATED), source="b.xlsx")
    assert row(store)[["status", "repaired_on"]].tolist() == ["working", STATED]


def test_a_list_that_states_none_is_dated_today(store):
    store.save(cameras=broken(), source="a.xlsx")
    store.save(cameras=mended(), source="b.xlsx")
    assert row(store)["repaired_on"] == today()


def test_an_earlier_repair_does_not_stand_for_this_one(store):
    store.save(cameras=broken("2024-01-01"), source="a.xlsx")
    store.save(cameras=mended(), source="b.xlsx")
    assert row(store)["repaired_on"] == today()


@pytest.mark.parametrize("order", [1, -1])
def test_an_edit_that_states_the_day_is_believed(store, order):
    store.save(cameras=broken(), source="a.xlsx")
    changes = [("C0", "status", "broken", "working"), ("C0", "repaired_on", "", STATED)][::order]
    edit(store, pd.DataFrame(changes, columns=FIELDS), source="bảng")
    assert row(store)[["status", "repaired_on"]].tolist() == ["working", STATED]


def test_rows_are_compared_with_their_stated_day_alone():
    both = pd.concat([broken("2024-01-01"), broken().assign(camera_id="C1")])
    now = pd.concat([mended(repaired_on=STATED), mended().assign(camera_id="C1")])
    rows = difference(both, now, "camera_id").rows.set_index("camera_id")
    assert rows["repaired_on"].to_dict() == {"C0": STATED, "C1": today()}
