"""Plans with the cost of visits: what they promise holds, and papers and money add up."""

import io

import numpy as np
import pytest
from openpyxl import load_workbook

from gis.analysis.run import analyse, reanalyse
from gis.core.errors import GisError
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.prices import PRICE_LEVELS, read_prices
from gis.restoration.model.repair_options import work
from gis.restoration.plans.account import account
from gis.restoration.plans.budget_curve import choices
from gis.restoration.plans.costs import costs
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.restoration.plans.shared_faults import shared_faults
from gis.scenarios.records import Scenario
from gis.scenarios.reopening import Change, scenario_differences
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

# C1 (2 M, behind R of 8 M) is in West, C2 (3 M) in East; a trip costs 1 M.
TRIP = 1e6


@pytest.fixture(scope="module")
def village():
    return analyse(cameras(*CAMERAS), equipment(*UNITS), communes(), demand(*PLACES))


def priced(trip=TRIP, stop=0.0):
    table = read_prices()
    table.loc["trip", list(PRICE_LEVELS)], table.loc["stop", list(PRICE_LEVELS)] = trip, stop
    return table


def planned(found, amount, goal="see", **how):
    todo = work(found, goal, prices=priced())
    request = Request(request_money([amount]), goal=goal, **how)
    return todo, request, make_plan(found, todo, request)


@pytest.mark.parametrize(
    ("amount", "ids"),
    [
        (3_999_999, set()),
        (4_000_000, {"C2", "trip:00002"}),
        # R alone brings C0 back: 8 M and the trip; C1 for 2 M more, the trip already paid.
        (9_000_000, {"R", "trip:00001"}),
        (10_999_999, {"R", "trip:00001"}),
        (11_000_000, {"R", "C1", "trip:00001"}),
        (15_000_000, {"R", "C1", "C2", "trip:00001", "trip:00002"}),
    ],
)
def test_a_trip_is_paid_once_to_the_dong(village, amount, ids):
    todo, request, plan = planned(village, amount)
    assert set(plan.lines["id"]) == ids
    along = choices(formulate(village, todo, request)).plan(amount)
    assert set(along.lines["id"]) == ids
    assert plan.cost_vnd <= amount


@pytest.mark.parametrize("goal", ["see", "live", "both"])
def test_what_is_mended_as_planned_brings_back_what_was_promised(village, goal):
    """Trips mend nothing themselves: with all else of the plan done, sight is as promised."""
    _todo, _request, plan = planned(village, 1e9, goal)
    assert {"trip:00001", "trip:00002"} <= set(plan.lines["id"])
    if goal == "see":
        done = set(plan.lines["id"])
        tables = [
            table.assign(status=table["status"].mask(table[column].isin(done), "working"))
            for table, column in (
                (cameras(*CAMERAS), "camera_id"),
                (equipment(*UNITS), "equipment_id"),
            )
        ]
        now = reanalyse(village, *tables)
        assert now.communes["covered_weight"].sum() == pytest.approx(plan.after)
    free = make_plan(village, work(village, goal), Request(request_money([1e9]), goal=goal))
    assert plan.after == pytest.approx(free.after)
    assert plan.cost_vnd == pytest.approx(free.cost_vnd + 2 * TRIP)


def test_what_is_required_brings_its_trip_along_and_cannot_do_without(village):
    _todo, _request, plan = planned(village, 4e6, locked=frozenset({"C2"}))
    assert set(plan.lines["id"]) == {"C2", "trip:00002"}
    with pytest.raises(GisError):
        planned(village, 3_999_999, locked=frozenset({"C2"}))
    with pytest.raises(GisError, match="trip:00002"):
        planned(village, 1e9, locked=frozenset({"C2"}), excluded=frozenset({"trip:00002"}))
    _todo, _request, plan = planned(village, 1e9, excluded=frozenset({"trip:00001"}))
    assert set(plan.lines["id"]) == {"C2", "trip:00002"}


@pytest.mark.parametrize("method", ["exact", "greedy"])
def test_the_ranked_list_never_beats_the_plan_and_keeps_to_the_money(village, method):
    todo = work(village, prices=priced())
    for amount in (0.0, 4e6, 9e6, 11e6, 15e6):
        request = Request(request_money([amount]), locked=frozenset())
        plan = make_plan(village, todo, request, method=method)
        exact = make_plan(village, todo, request)
        assert plan.cost_vnd <= amount
        assert plan.solution.objective <= exact.solution.objective + 1e-9
        assert exact.solution.objective <= plan.solution.bound + 1e-9


def test_money_account_and_shared_faults_add_up(village):
    todo, request, plan = planned(village, 15e6)
    told = costs(
        village,
        formulate(village, todo, request),
        plan,
        monthly_vnd=0.0,
        connected=lambda: work(village, "live", prices=priced()),
    )
    assert told.everything_vnd == 15e6  # 13 M and two trips
    assert sum(told.by_payer.values()) == sum(told.by_origin.values()) == 15e6
    assert account(village, todo, "see", plan).counts["planned"] == 3
    faults = shared_faults(todo, repair_names(todo, village.communes))
    # C0 waits for R alone: that somebody must go there takes nothing from it.
    assert faults[["id", "cameras", "at_once"]].to_numpy().tolist() == [["R", 2, 1]]


def test_the_workbook_of_a_plan_names_the_trip(village):
    todo, request, plan = planned(village, 15e6)
    data = plan_workbook(village, todo, request, plan)
    cells = [
        str(cell.value) for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row
    ]
    assert "Chuyến đi Xã West" in cells
    assert "15000000" in cells


def test_stops_are_named_by_what_stands_there(village):
    todo = work(village, prices=priced(0.0, 1e5))
    names = repair_names(todo, village.communes)
    stops = names[names.index.str.startswith("stop:")]
    # R's cameras are 300 m apart: it has a place of its own.
    assert stops.to_dict() == {
        "stop:#R": "Lượt đến Đầu ghi",
        "stop:C1": "Lượt đến C1",
        "stop:C2": "Lượt đến C2",
    }
    assert np.isclose(todo.repairs.table["cost_vnd"].sum(), 13e6 + 3e5)


def test_a_trip_that_costs_nothing_any_more_is_no_repair_that_is_gone(village):
    _todo, request, plan = planned(village, 15e6)
    lines = plan.lines[["id", "name", "cost_vnd"]].to_dict("records")
    held = Scenario("k", "A", None, request, result={"lines": lines, "cost_vnd": plan.cost_vnd})
    free = work(village)
    now = make_plan(village, free, Request(request_money([15e6])))
    changes = scenario_differences(held, village, free, now).set_index("id")["change"]
    assert changes.to_dict() == {"trip:00001": Change.NEEDLESS, "trip:00002": Change.NEEDLESS}
