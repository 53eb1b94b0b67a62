"""Other weights, and floors from nothing to everything, against all choices tried."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse, reweighed
from gis.core.choices import Proof
from gis.core.deadline import Deadline, Stopped
from gis.core.errors import NotFoundYetError
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.restoration.robustness.equity import FLOORS, equity
from gis.restoration.robustness.sensitivity import reweighed_work, sensitivity
from tests import world

VIEW = {"kind": "fixed", "azimuth_deg": 0, "hfov_deg": 90, "range_m": 50, "status": "broken"}


def town(rows, *, goal="see", weigh="places"):
    """Cameras apart from each other: x, cost in million, category and weight of its place."""
    cameras = [
        {"camera_id": f"C{k}", "xy": (x, 100), "repair_cost_vnd": cost * 1e6} | VIEW
        for k, (x, cost, _category, _weight) in enumerate(rows)
    ]
    places = [
        {"shape": f"POINT ({x} 120)", "weight": float(weight), "category": category}
        for x, _cost, category, weight in rows
    ]
    found = analyse(
        world.cameras(*cameras), world.equipment(), world.communes(), world.demand(*places)
    )
    return found, work(found, goal, weigh=weigh)


def test_which_repairs_stay_when_a_weight_is_halved_or_doubled():
    # For 4 million: the market (6) and the school (5), or the two offices (4 and 4).
    rows = [
        (100, 2, "market", 6),
        (300, 2, "school", 5),
        (500, 2, "office", 4),
        (700, 2, "office", 4),
    ]
    found, todo = town(rows)
    asked = Request(request_money([4e6]), weigh="places")
    made = make_plan(found, todo, asked)
    assert sorted(made.lines["id"]) == ["C0", "C1"]
    told = sensitivity(found, todo, asked, made)
    assert told.weights == 3
    changes = {
        (r["category"], r["factor"]): (r["leaving"], r["entering"])
        for r in told.rows.to_dict("records")
    }
    assert changes[("market", 0.5)] == (["C0"], ["C2"])  # 3 < 4: the first office instead
    assert changes[("school", 0.5)] == (["C1"], ["C2"])
    assert changes[("office", 2.0)] == (["C0", "C1"], ["C2", "C3"])
    assert changes[("office", 0.5)] == changes[("market", 2.0)] == ([], [])
    assert told.lines.to_dict() == {"C0": 4 / 6, "C1": 4 / 6}
    assert told.rows["kept"].tolist() == [0, 1, 1, 2, 2, 2]
    said = "\n".join(told.sentences())
    assert "0 trong 2 hạng mục" in said
    assert "chợ × 0,5: giữ 1, bỏ 1, thêm 1" in said


def test_own_weights_of_cameras_are_tried_too():
    cameras = [
        {"camera_id": "A", "name": "Camera cổng chợ", "repair_cost_vnd": 1e6, "status": "broken"},
        {
            "camera_id": "B",
            "name": "Camera trường học",
            "repair_cost_vnd": 1e6,
            "status": "broken",
            "importance": "",
        },
    ]
    found = analyse(
        world.cameras(*cameras),
        world.equipment(),
        world.communes(),
        world.demand({"shape": "POINT (1 1)"}).iloc[:0],
    )
    todo, asked = work(found), Request(request_money([1e6]))
    made = make_plan(found, todo, asked)
    assert made.lines["id"].tolist() == ["A"]  # both weigh 4: the first
    told = sensitivity(found, todo, asked, made)
    changes = {(r["category"], r["factor"]): r["leaving"] for r in told.rows.to_dict("records")}
    assert changes == {
        ("own_market", 0.5): ["A"],
        ("own_market", 2.0): [],
        ("own_school", 0.5): [],
        ("own_school", 2.0): ["A"],
    }


@pytest.mark.parametrize("goal", ["see", "both"])
def test_weights_are_those_of_an_analysis_with_other_weights(goal):
    found, todo = town([(100, 2, "market", 6), (300, 2, "school", 5)], goal=goal)
    ours = reweighed_work(found, todo, "market", 0.5)
    whole = work(reweighed(found, "market", 0.5), goal, weigh="places")
    assert ours.groups["weight"].tolist() == whole.groups["weight"].tolist()


street = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9), st.booleans()), min_size=1, max_size=6
)


@settings(max_examples=15, deadline=None)
@given(street, st.integers(1, 30))
def test_the_gain_for_each_floor_is_the_best_of_all_choices(cameras, budget):
    rows = [
        (100 + 150 * k + 1000 * east, cost, "market", weight)
        for k, (cost, weight, east) in enumerate(cameras)
    ]
    found, todo = town(rows)
    asked = Request(request_money([budget * 1e6]), weigh="places", share="equal")
    steps = []
    points = equity(found, todo, asked, progress=lambda *step: steps.append(step)).points
    cost, weight = (np.array([row[k] for row in rows], float) for k in (1, 3))
    east = np.array([row[0] > 1000 for row in rows])
    choices = np.array(list(product([False, True], repeat=len(rows))))

    def best(of, amount, least=()):
        gain = choices @ (weight * of)
        kept = choices @ cost <= amount
        for side, floor in least:
            kept &= choices @ (weight * side) >= floor - 1e-9
        return gain[kept].max()

    alone = [(side, best(side, budget / 2)) for side in (~east, east)]
    for point in points.to_dict("records"):
        floors = [(side, point["floor"] * v) for side, v in alone]
        expected = best(np.ones(len(rows)), budget, floors)
        assert point["weight"] == pytest.approx(expected)
        assert point["gap"] == pytest.approx(0, abs=1e-9)
        assert point["least"] >= point["floor"] - 1e-9
    assert points["floor"].tolist() == pytest.approx(FLOORS)
    assert points["weight"].is_monotonic_decreasing
    assert steps[0] == (0, 12)
    assert steps[-1] == (12, 12)


def test_both_end_at_the_deadline_and_when_nobody_waits():
    found, todo = town([(100, 2, "market", 6), (300, 2, "school", 5), (1300, 2, "office", 1)])
    asked = Request(request_money([4e6]), weigh="places")
    made = make_plan(found, todo, asked)
    late = sensitivity(found, todo, asked, made, deadline=Deadline(0))
    assert (len(late.rows), late.weights, late.short) == (0, 3, True)
    # One plain budget falls apart and takes no time; phases do.
    phases = Request(request_money([2e6, 2e6], phases=True), weigh="places", months=(3.0, 9.0))
    with pytest.raises(NotFoundYetError):
        equity(found, todo, phases, deadline=Deadline(0))

    def stop(_done, _all):
        raise Stopped

    for work_on in (
        lambda: sensitivity(found, todo, asked, made, progress=stop),
        lambda: equity(found, todo, asked, progress=stop),
    ):
        with pytest.raises(Stopped):
            work_on()


def test_phases_have_a_curve_too():
    found, todo = town([(100, 2, "market", 6), (1300, 2, "office", 1)])
    asked = Request(request_money([2e6, 2e6], phases=True), weigh="places", months=(3.0, 9.0))
    points = equity(found, todo, asked).points
    # All is done in both: the market first, 12 months of 6, then 9 of 1 … whatever the floor.
    assert points["weight"].iloc[0] == 12 * 6 + 9
    assert make_plan(found, todo, asked).solution.proof == Proof.OPTIMAL
