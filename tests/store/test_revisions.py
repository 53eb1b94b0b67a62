"""What changed between two revisions, held to the register as it stood at each of them."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from gis.core.clock import stopped
from gis.core.errors import StoreError
from gis.store.archive import remove, restore
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.revisions import changed_rows, revision_before, revision_number
from gis.store.undoing import undo
from gis.store.writing import writing
from tests.world import cameras

COLUMNS = ["camera_id", "operation", "fields", "former_id"]


def list_of(**names):
    return cameras(*[{"camera_id": code, "name": name} for code, name in names.items()])


def number(store):
    return int(store.revision().rpartition("-")[2])


def say(store, code, field, before, after):
    edit(store, pd.DataFrame([(code, field, before, after)], columns=FIELDS), source="t", who="An")


def rename(store, **codes):
    with writing(store.engine, source="t", who="An") as write:
        write.rename(codes)


def told(store, since, until=None):
    table = changed_rows(store, since, until)
    return list(table[COLUMNS].itertuples(index=False, name=None))


@pytest.fixture
def filled(store):
    store.save(cameras=list_of(A="Chợ", B="Cầu", C="Cảng", D="Đình"), source="list.xlsx")
    return store


def test_what_came_went_and_changed(filled):
    begin = number(filled)
    say(filled, "A", "name", "Chợ", "Chợ Đông Hà")
    say(filled, "A", "note", "", "tầng 2")
    remove(filled, ["B"], reason="tháo dỡ", source="t")
    filled.save(cameras=list_of(E="Bến xe"), source="list.xlsx")
    rename(filled, D="D-01")
    assert told(filled, begin) == [
        ("A", "changed", "name;note", ""),
        ("B", "removed", "", ""),
        ("D-01", "changed", "camera_id", "D"),
        ("E", "added", "", ""),
    ]
    table = changed_rows(filled, begin).set_index("camera_id")
    assert table["name"].to_dict() == {
        "A": "Chợ Đông Hà",
        "B": "Cầu",
        "D-01": "Đình",
        "E": "Bến xe",
    }
    assert not table["simulated"].any()


def test_what_was_taken_back_is_no_change(filled):
    begin = number(filled)
    say(filled, "A", "name", "Chợ", "x")
    undo(filled, number(filled))
    remove(filled, ["B"], reason="nhầm", source="t")
    restore(filled, ["B"], source="t")
    rename(filled, C="C-01")
    rename(filled, **{"C-01": "C"})
    filled.save(cameras=list_of(E="Bến xe"), source="list.xlsx")
    undo(filled, number(filled))
    assert told(filled, begin) == []
    assert told(filled, number(filled)) == []


def test_each_span_is_the_difference_of_two_lists(filled):
    """Every pair of revisions, against what the store itself held at each of them."""
    random = np.random.default_rng(19)
    lists = {number(filled): filled.cameras()}
    for step in range(14):
        now = filled.cameras().set_index("camera_id")
        code = str(random.choice(now.index))
        match step % 4:
            case 0:
                say(filled, code, "name", now.at[code, "name"], f"tên {step}")
            case 1:
                filled.save(cameras=list_of(**{f"N{step}": "mới"}), source="list.xlsx")
            case 2:
                remove(filled, [code], reason="tháo dỡ", source="t")
            case _:
                undo(filled, number(filled))
        lists[number(filled)] = filled.cameras()
    for since, before in lists.items():
        for until, after in lists.items():
            if since <= until:
                assert_difference(changed_rows(filled, since, until), before, after)


def assert_difference(table, before, after):
    old, new = before.set_index("camera_id"), after.set_index("camera_id")
    by = {one: table[table["operation"] == one] for one in ("added", "changed", "removed")}
    assert set(by["added"]["camera_id"]) == set(new.index) - set(old.index)
    assert set(by["removed"]["camera_id"]) == set(old.index) - set(new.index)
    both = old.index.intersection(new.index)
    differ = {c for c in both if not old.loc[c].equals(new.loc[c])}
    assert set(by["changed"]["camera_id"]) == differ
    for kind, source in (("added", new), ("changed", new), ("removed", old)):
        rows = by[kind].set_index("camera_id")[old.columns]
        pd.testing.assert_frame_equal(rows, source.loc[rows.index], check_dtype=False)


def test_a_day_and_a_key_name_a_revision(store):
    key = store.revision().rpartition("-")[0]
    for day in (1, 3, 3, 8):
        with stopped(dt.datetime(2026, 11, day, 12).astimezone()):
            store.save(cameras=list_of(**{f"N{number(store)}": "x"}), source="list.xlsx")
    newest = number(store)
    found = [revision_before(store, dt.date(2026, 11, day)) for day in (1, 2, 3, 4, 8, 9)]
    assert found == [newest - k for k in (4, 3, 3, 1, 1, 0)]
    assert revision_number(store, f"{key}-{newest}") == revision_number(store, str(newest))
    with pytest.raises(StoreError, match="Chưa có"):
        revision_number(store, str(newest + 1))
    with pytest.raises(StoreError, match="danh mục khác"):
        revision_number(store, f"{'0' * 8}-1")


def test_simulated_cameras_are_marked_and_tell_nothing_once_they_are_gone(store):
    begin = number(store)
    store.save(cameras=list_of(A="Chợ", B="Cầu"), source="demo", simulated=True)
    remove(store, ["B"], reason="thử", source="t")
    middle = number(store)
    assert told(store, begin) == [("A", "added", "", "")]
    assert changed_rows(store, begin)["simulated"].all()
    assert changed_rows(store, middle - 1)["simulated"].all()
    store.save(cameras=list_of(R="thật"), source="list.xlsx")
    assert told(store, middle) == [("R", "added", "", "")]
    assert not changed_rows(store, middle)["simulated"].any()
