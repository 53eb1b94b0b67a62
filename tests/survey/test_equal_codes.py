"""Visits, history and undoing where a camera and a piece of equipment share a code."""

import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.documents.upkeep_year import _lines
from gis.drill_down import visited_cameras
from gis.export.history import history_tables
from gis.store.archive import remove, removed, restore
from gis.store.changes import FIELDS
from gis.store.editing import ASSETS, edit, history
from gis.store.store import Store
from gis.store.undoing import undo, undoable
from gis.survey.maintenance import due, read_intervals
from tests import world

ROWS = [
    {"camera_id": "X", "name": "Cổng chợ", "kind": "fixed", "status": "working", "xy": (9, 9)},
    {
        "camera_id": "B",
        "name": "Cầu",
        "kind": "fixed",
        "status": "working",
        "xy": (9, 9),
        "depends_on": "X",
    },
]
UNITS = [{"equipment_id": "X", "name": "Đầu ghi", "kind": "recorder", "status": "working"}]


@pytest.fixture
def store(tmp_path):
    found = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    found.save(cameras=world.cameras(*ROWS), equipment=world.equipment(*UNITS), source="list")
    return found


def test_visits_are_to_the_one_or_the_other():
    found = analyse(
        world.cameras(*ROWS),
        world.equipment(*UNITS),
        world.communes(),
        world.demand({"shape": "POINT (5 5)"}),
    )
    table = due(found.cameras, found.equipment, read_intervals(), today="2026-01-01")
    parts = table[table["subject_id"] == "X"].groupby("subject")
    by_subject = {
        name: visited_cameras(found, part).cameras["camera_id"].tolist() for name, part in parts
    }
    assert by_subject == {"camera": ["X"], "equipment": ["B"]}
    names = {(line["code"], line["name"]) for line in _lines(table, found.cameras)}
    assert names == {("X", "Cổng chợ"), ("X", "Đầu ghi"), ("B", "Cầu")}


def test_each_is_changed_undone_taken_out_and_brought_back_by_itself(store):
    for subject in ("camera", "equipment"):
        edit(store, broken(), subject=subject, source="page")
    undo(store, undoable(store))
    assert states(store) == ("broken", "working")
    remove(store, ["X"], reason="thừa", source="page", subject="equipment", detach=True)
    assert removed(store)[["subject", "subject_id"]].to_numpy().tolist() == [["equipment", "X"]]
    assert len(store.cameras()) == 2
    restore(store, ["X"], source="page", subject="equipment")
    assert states(store) == ("broken", "working")


def broken():
    return pd.DataFrame([("X", "status", "working", "broken")], columns=FIELDS)


def states(store):
    views, units = store.cameras(), store.equipment()
    return (
        views.set_index("camera_id").at["X", "status"],
        units.set_index("equipment_id").at["X", "status"],
    )


def test_their_histories_are_two(store):
    edit(store, broken(), subject="equipment", source="page")
    told = history_tables(history(store, "X", subjects=ASSETS))
    assert [len(table) for table in told.values()] == [1, 2]
    assert len(set(told)) == 2
    assert list(history_tables(history(store, "B", subjects=ASSETS))) == [""]
