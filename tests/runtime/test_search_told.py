"""A search for a plan tells how good the best found so far is, and what none exceeds."""

from math import inf, isnan

import pytest

from gis.restoration.plans.request import Request, months, request_money
from gis.runtime.jobs import Bounds, Job
from gis.runtime.snapshot import Snapshots
from pages.components.shared.background_job import bounds_in_words
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment


@pytest.mark.parametrize(
    ("best", "bound", "said"),
    [
        (float("nan"), inf, ""),
        (0.0, 40.0, ""),
        (8.0, inf, "đã có phương án"),
        (8.0, 8.0, "đã có phương án, có thể thêm tối đa 0,0 %"),
        (8.0, 10.0, "đã có phương án, có thể thêm tối đa 25,0 %"),
        (
            1000.0,
            1000.3,
            "đã có phương án, có thể thêm tối đa 0,1 %",
        ),  # never less than is possible
    ],
)
def test_what_is_found_is_told_with_how_much_better_it_can_be(best, bound, said):
    bounds = Bounds()
    assert isnan(bounds.more)
    bounds.tell(best, bound)
    assert bounds_in_words(bounds) == said


def test_a_plan_by_phases_tells_its_bounds(tmp_path, monkeypatch):
    """11 million now, 2 later: recorder and C2 for 3 months, C1 for 9 more; or the like."""
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", communes)
    taken = Snapshots(f"sqlite:///{tmp_path / 'register.sqlite'}")
    taken.store.save(
        cameras=cameras(*CAMERAS),
        equipment=equipment(*UNITS),
        demand=demand(*PLACES),
        source="test",
    )
    request = Request(request_money([11e6, 2e6], phases=True), months=months(2))
    job = taken.current().planner.plan(request)
    job.wait(60)
    told = job.result()
    assert told is not None
    assert job.bounds.best <= told.solution.objective * (1 + 2**-10)
    assert job.bounds.bound >= told.solution.objective * (1 - 1e-9)


def test_other_work_tells_no_bounds():
    job = Job(lambda _tell: 1)
    job.wait(5)
    assert not job.bounds.has_solution
