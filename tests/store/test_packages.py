"""Packages go into every store alike, are found again, and can be taken back."""

from gis.packages.arrivals import look
from gis.packages.records import Age
from gis.store.archive import removed
from gis.store.submissions import submissions
from gis.store.undoing import undo, undoable
from tests.packages.two_communes import EAST, WEST, now, opened, other, package, take


def test_two_communes_twice_and_one_step_back(store):
    take(store, package("00001", WEST), package("00002", EAST))
    assert list(now(store).index) == ["CAM-01", "CAM-01 (00002)", "CAM-02", "CAM-03", "E-02"]
    before = now(store)
    second = other(WEST, "CAM-01", status="working", repair_cost_vnd=1e6).drop(index=2)
    file = package("00001", second, "2026-11-25")
    [arrival] = take(store, file)
    assert (arrival.age, arrival.cameras.gone) == (Age.NEWER, ("CAM-03",))
    assert now(store).loc["CAM-01", ["status", "repair_cost_vnd"]].tolist() == ["working", 1e6]
    assert removed(store)["subject_id"].tolist() == ["CAM-03"]
    assert look(store, opened(file))[0].age == Age.SAME
    undo(store, undoable(store))
    assert now(store).equals(before)
    held = submissions(store, "00001")
    assert len(held) == 2
