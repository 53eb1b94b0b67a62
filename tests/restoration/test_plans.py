"""Plans of whole registers, against registers in which the repairs have been made."""

import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse, reanalyse
from gis.communes.boundaries import schematic
from gis.communes.succession import read_succession
from gis.core.errors import GisError
from gis.restoration.model.repair_options import work
from gis.restoration.plans.budget_curve import choices, coupled, coupled_table, separable
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.restoration.plans.request import (
    Request,
    as_values,
    months,
    request_from_values,
    request_money,
)
from gis.restoration.solve.milp import solve
from gis.simulation.register import simulate
from tests.world import cameras, communes, demand, equipment

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60}
PLACES = [
    {"demand_id": f"P{k}", "shape": f"POINT ({60 + 75 * k} 500)", "weight": 1.0 + k}
    for k in range(25)
]


@st.composite
def registers(draw):
    """Up to three cameras along a row of places, behind up to two recorders; most broken."""
    state = st.sampled_from(["broken", "broken", "working", "abandoned", "unknown"])
    number, shared = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    cost = st.integers(1, 9).map(lambda n: 1e6 * n)
    rows = [
        {
            "xy": (draw(st.integers(0, 24)) * 75, 500),
            "status": draw(state),
            **VIEW,
            "repair_cost_vnd": draw(cost),
            "depends_on": draw(st.sampled_from(["", "R0", "R1;R0"])),
        }
        for _ in range(number)
    ]
    units = [
        {
            "equipment_id": f"R{k}",
            "kind": "recorder",
            "status": draw(state),
            "repair_cost_vnd": draw(cost),
        }
        for k in range(shared)
    ]
    return cameras(*rows), equipment(*units)


def analysed(register):
    table, shared = register
    return analyse(table, shared, communes(), demand(*PLACES))


def mended(register, ids):
    return tuple(
        table.assign(status=table["status"].mask(table[column].isin(ids), "working"))
        for table, column in zip(register, ("camera_id", "equipment_id"), strict=True)
    )


def covered(found, register):
    return reanalyse(found, *register).communes["covered_weight"].sum()


def ask(amount, **how):
    return Request(request_money([amount]), **how)


@settings(max_examples=15, deadline=None)
@given(registers(), st.integers(0, 30).map(lambda n: 1e6 * n))
def test_the_plan_is_the_best_of_all_registers_that_money_can_mend(register, amount):
    found = analysed(register)
    todo = work(found)
    told = make_plan(found, todo, ask(amount))
    table = todo.repairs.table.set_index("repair_id")["cost_vnd"]
    choices_ = [c for n in range(len(table) + 1) for c in combinations(table.index, n)]
    affordable = [c for c in choices_ if table[list(c)].sum() <= amount]
    assert told.after == pytest.approx(max(covered(found, mended(register, c)) for c in affordable))
    assert told.cost_vnd <= amount
    assert covered(found, mended(register, set(told.lines["id"]))) == pytest.approx(told.after)
    greedy = make_plan(found, todo, ask(amount), method="greedy")
    assert greedy.solution.objective <= told.solution.objective + 1e-9
    assert told.solution.objective <= greedy.solution.bound + 1e-9


@settings(max_examples=8, deadline=None)
@given(registers())
def test_each_line_of_the_ranking_gains_what_mending_it_gains(register):
    found = analysed(register)
    table = ranking_lines_in_words(found, rank_repairs(found))
    done = set()
    for line in table.to_dict("records"):
        done |= set(line["repairs"])
        told = found.communes["covered_weight"].sum() + line["total_gain_weight"]
        assert covered(found, mended(register, done)) == pytest.approx(told)
    for line in table.to_dict("records"):
        rest = covered(found, mended(register, done - set(line["repairs"])))
        lost = covered(found, mended(register, done)) - rest
        assert lost == pytest.approx(line["lost_if_dropped_weight"])


@pytest.fixture(scope="module")
def province():
    made = simulate(schematic(), read_succession(), cameras=600, seed=2)
    found = analyse(made.cameras, made.equipment, schematic(), made.demand)
    return found, work(found)


def test_greedy_exact_and_bound_stand_in_order_and_more_money_is_never_worse(province):
    found, todo = province
    before = 0.0
    for amount in (0, 5e6, 4e7, 2e8, 1e12):
        best = make_plan(found, todo, ask(amount))
        greedy = make_plan(found, todo, ask(amount), method="greedy")
        assert greedy.solution.objective <= best.solution.objective + 1e-9
        assert best.solution.objective <= best.solution.bound <= greedy.solution.bound + 1e-6
        assert best.solution.objective >= before - 1e-9
        assert max(best.cost_vnd, greedy.cost_vnd) <= amount
        before = best.solution.objective


def test_components_and_the_whole_programme_agree(province):
    found, todo = province
    for amount in (3e7, 1.5e8):
        apart = make_plan(found, todo, ask(amount))
        asked = formulate(found, todo, ask(amount))
        whole = asked.answer(solve(asked.problem, asked.limits))
        assert apart.solution.proof == whole.solution.proof == "optimal"
        assert apart.solution.objective == pytest.approx(whole.solution.objective)


def test_every_point_of_the_curve_is_the_plan_for_it(province):
    found, todo = province
    for how in ({}, {"commune": todo.cameras["commune_code"].mode()[0]}):
        asked = formulate(found, todo, ask(0, **how))
        offered = choices(asked)
        points = offered.table(200)
        assert len(points) > 200
        assert (points["gap"] == 0).all()
        for row in points.iloc[[0, 1, len(points) // 3, -1]].to_dict("records"):
            told, read = make_plan(found, todo, ask(row["amount_vnd"], **how)), row["weight"]
            assert told.solution.objective == pytest.approx(read)
            assert offered.plan(row["amount_vnd"]).after == pytest.approx(row["covered_weight"])
        assert offered.plan(offered.all_vnd).solution.objective == pytest.approx(
            asked.problem.main_weight.sum()
        )


def test_what_is_required_and_excluded_holds_along_the_whole_curve(province):
    found, todo = province
    free = make_plan(found, todo, ask(5e7)).lines["id"]
    ids = todo.repairs.table.set_index("repair_id")["cost_vnd"]
    locked, excluded = ids.drop(free).index[0], free.iloc[0]
    how = {"locked": frozenset([locked]), "excluded": frozenset([excluded])}
    offered = choices(formulate(found, todo, ask(0, **how)))
    for amount in (ids[locked], 5e7):
        lines = set(offered.plan(amount).lines["id"])
        told = make_plan(found, todo, ask(amount, **how))
        greedy = make_plan(found, todo, ask(amount, **how), method="greedy")
        for chosen in (lines, set(told.lines["id"]), set(greedy.lines["id"])):
            assert locked in chosen
            assert excluded not in chosen
        assert greedy.solution.objective <= told.solution.objective + 1e-9
    with pytest.raises(GisError, match="bắt buộc"):
        offered.plan(ids[locked] - 1)


def test_limits_that_couple_are_solved_at_points(province):
    found, todo = province
    asked = formulate(found, todo, ask(1e12, monthly_vnd=5e6))
    assert not separable(asked)
    points = coupled_table(asked, list(coupled(asked, 5)))
    assert points["amount_vnd"].iloc[0] == 0
    assert points["weight"].is_monotonic_increasing
    for row in points.iloc[1:3].to_dict("records"):
        told = make_plan(found, todo, ask(row["amount_vnd"], monthly_vnd=5e6))
        assert told.solution.objective == pytest.approx(row["weight"])
        assert told.monthly_vnd <= 5e6


def test_floors_give_each_commune_its_part_and_are_told_with_their_price(province):
    found, todo = province
    free, fair = (make_plan(found, todo, ask(1.5e8, floor=part)) for part in (0.0, 1.0))
    assert set(fair.limits.floors) == set(found.communes["code"])
    assert fair.price_of_fairness == pytest.approx(free.after - fair.after)
    assert fair.price_of_fairness > 0
    back = todo.problem.covered(fair.solution.done)
    for code, least in fair.limits.floors.items():
        inside = back & (todo.problem.commune_code == code)
        assert todo.problem.weight[inside].sum() >= least - 1e-6


def test_phases_and_funds_are_kept():
    table = cameras(
        {"xy": (0, 500), "status": "broken", "repair_cost_vnd": 5e6, "origin": "state", **VIEW},
        {
            "xy": (300, 500),
            "status": "broken",
            "repair_cost_vnd": 5e6,
            "origin": "community",
            **VIEW,
        },
    )
    found = analysed((table, equipment()))
    todo = work(found)
    # C0 sees the place of 1, C1 those of 5 (at 360 m).
    phased = make_plan(
        found, todo, Request(request_money([5e6, 5e6], phases=True), months=months(2))
    )
    assert phased.lines.set_index("id")["phase"].to_dict() == {"C1": 1, "C0": 2}
    assert phased.solution.objective == 3 * 5 + 9 * 6
    state = make_plan(found, todo, Request(request_money([9e6], origins=["state"])))
    assert state.lines["id"].tolist() == ["C0"]
    both = make_plan(
        found,
        todo,
        Request(request_money([9e6, 9e6], origins=["state", "community"]), total_vnd=5e6),
    )
    assert both.lines["id"].tolist() == ["C1"]


def station(**rest):
    return {"equipment_id": "HQ", "kind": "hq", "status": "working", **rest}


def test_live_needs_a_line_a_station_and_a_channel():
    path = {"connects_through": "L;HQ", "depends_on": "", **VIEW}
    table = cameras(
        {"xy": (0, 500), "status": "working", **path},
        {"xy": (300, 500), "status": "broken", "repair_cost_vnd": 2e6, **path},
        {"xy": (600, 500), "status": "working", "connection_cost_vnd": 4e6, **VIEW},
    )
    shared = equipment(
        {"equipment_id": "L", "kind": "line", "status": "broken", "repair_cost_vnd": 3e6},
        station(channels=2),
    )
    found = analysed((table, shared))
    see, live = work(found), work(found, "live")
    assert make_plan(found, see, ask(1e9)).lines["id"].tolist() == ["C1"]
    prices = live.repairs.table.set_index("repair_id")["cost_vnd"].to_dict()
    # Two channels for C0, C1 and C2, which has no path: a connection, or a further station.
    channels = {f"channel:C{k}": 0 for k in range(3)}
    assert prices == {"C1": 2e6, "L": 3e6, "connection:C2": 4e6, **channels, "station:HQ": 35e6}
    waits = {
        c: set(np.array(list(prices))[live.repairs.needs[[k]].toarray().ravel()])
        for k, c in enumerate(["C0", "C1", "C2"])
    }
    assert waits == {
        "C0": {"L", "channel:C0"},
        "C1": {"C1", "L", "channel:C1"},
        "C2": {"connection:C2", "channel:C2"},
    }
    told = make_plan(found, live, ask(5e6))
    assert (told.before, told.after) == (0, 9)
    # C1 and C2 see most; with 44 million all have a channel.
    told = make_plan(found, live, ask(43_999_999))
    assert (told.after, told.lines["id"].tolist()) == (5 + 9, ["connection:C2", "C1", "L"])
    told = make_plan(found, live, ask(44e6))
    assert told.after == 1 + 5 + 9
    shown = told.lines.set_index("id")
    assert shown.loc["station:HQ", "gain_weight"] == 1
    assert sorted(shown.loc["station:HQ", "cameras"]) == ["C0", "C1", "C2"]
    # For both goals each weighs half: C1 sees again (2.5), and all are live (1 + 5 + 9) / 2.
    both = make_plan(found, work(found, "both"), ask(1e9))
    assert both.solution.objective == pytest.approx(5 / 2 + 15 / 2)
    assert make_plan(found, work(found, "both"), ask(2e6)).solution.objective == 2.5


def test_a_request_survives_being_written_down():
    budgets = request_money([1e6, 2e6], phases=True)
    asked = Request(
        budgets,
        goal="both",
        total_vnd=3e6,
        months=(3.0, 9.0),
        floor=0.5,
        locked=frozenset(["A"]),
        commune="00001",
    )
    again = request_from_values(json.loads(json.dumps(as_values(asked))))
    pd.testing.assert_frame_equal(again.budgets, asked.budgets, check_dtype=False)
    assert as_values(again) == as_values(asked)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (ask(1e6, locked=frozenset(["no"])), "“no”"),
        (ask(1e6, floor=2.0), "0 đến 1"),
        (Request(request_money([1e6, 1e6], phases=True)), "giai đoạn"),
        (ask(1e6, locked=frozenset(["C0"])), "vượt 1.000.000"),
    ],
)
def test_what_cannot_be_asked_is_said(request_, said):
    table = cameras({"xy": (0, 500), "status": "broken", "repair_cost_vnd": 2e6, **VIEW})
    found = analysed((table, equipment()))
    with pytest.raises(GisError, match=said):
        make_plan(found, work(found), request_)


def test_the_ranked_list_takes_one_budget():
    table = cameras({"xy": (0, 500), "status": "broken", "repair_cost_vnd": 2e6, **VIEW})
    found = analysed((table, equipment()))
    asked = Request(request_money([1e6, 1e6], phases=True), months=months(2))
    with pytest.raises(GisError, match="một ngân sách"):
        make_plan(found, work(found), asked, method="greedy")


@pytest.mark.parametrize("amount", [-1.0, np.inf, np.nan])
def test_a_budget_is_a_number_from_0_on(amount):
    with pytest.raises(GisError, match="từ 0 trở lên"):
        request_money([amount])


@pytest.mark.parametrize("more", [{}, {"monthly_vnd": 1e6}, {"floor": 0.5}])
def test_what_is_both_required_and_excluded_is_refused_whatever_else_is_asked(province, more):
    found, todo = province
    one = todo.repairs.table["repair_id"].iloc[0]
    both = {"locked": frozenset([one]), "excluded": frozenset([one]), **more}
    with pytest.raises(GisError, match=one):
        make_plan(found, todo, ask(5e7, **both))
