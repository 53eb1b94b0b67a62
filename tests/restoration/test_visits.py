"""Visits: one trip a commune, one stop a site, whatever is done there."""

from itertools import combinations
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.restoration.model.budgets import EVERY, shares
from gis.restoration.model.constraints import NO_PHASE, Constraints, budget, value
from gis.restoration.model.prices import PRICE_LEVELS, read_prices
from gis.restoration.model.problem import build_problem
from gis.restoration.model.repairs import Repairs
from gis.restoration.model.visits import visit_sites, visited_communes, with_visit_repairs
from gis.restoration.solve import frontier
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.greedy import choice_of_steps, rank
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve
from tests.world import cameras

A, B = "00001", "00002"


def prices(trip=0.0, stop=0.0):
    table = read_prices()
    table.loc["trip", list(PRICE_LEVELS)] = trip
    table.loc["stop", list(PRICE_LEVELS)] = stop
    return table


def todo(needs, cost, origin="police"):
    """What is to be mended: a 0/1 table, cameras × repairs; camera k's own repair is Rk."""
    size = len(cost)
    table = pd.DataFrame(
        {
            "repair_id": [f"R{k}" for k in range(size)],
            "target": "camera",
            "name": "",
            "cost_vnd": np.asarray(cost, float),
            "estimated": False,
            "quoted": True,
            "part": "fixed",
            "low_vnd": np.asarray(cost, float),
            "high_vnd": np.asarray(cost, float),
            "monthly_vnd": 0.0,
            "origin": origin,
            "payer": "",
        }
    )
    return Repairs(table, sparse.csr_array(np.asarray(needs, bool)), np.ones(len(needs), bool))


def row(code, xy=None, **more):
    return {"camera_id": code, "commune_code": A, "xy": xy, **more}


def waits(found):
    ids = found.table["repair_id"].to_numpy(object)
    return [sorted(ids[line.indices]) for line in found.needs]


def test_visits_that_cost_nothing_are_none():
    before = todo(np.eye(2), [1e6, 2e6])
    places = cameras(row("K0", (0, 0)), row("K1", (500, 0)))
    assert visited_communes(before, places, read_prices()) is before


def test_a_trip_is_one_for_all_that_is_done_in_a_commune():
    """Two cameras of A and one of B, a shared recorder in use by two of A and one of B."""
    needs = [[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]]
    places = cameras(row("K0", (0, 0)), row("K1", (500, 0)), row("K2", (900, 0), commune_code=B))
    found = visited_communes(todo(needs, [1e6] * 4), places, prices(trip=5e5))
    # The recorder stands where most of its cameras do: who waits for it waits for both trips.
    assert waits(found) == [
        ["R0", "R3", f"trip:{A}"],
        ["R1", "R3", f"trip:{A}"],
        ["R2", "R3", f"trip:{A}", f"trip:{B}"],
    ]
    trips = found.table.set_index("repair_id").loc[[f"trip:{A}", f"trip:{B}"]]
    assert trips["cost_vnd"].tolist() == [5e5, 5e5]
    assert trips["target"].tolist() == ["trip", "trip"]
    assert found.table["trip"].tolist() == [f"trip:{c}" for c in (A, A, B, A)] + ["", ""]


def test_a_site_is_what_hangs_on_one_pole_or_is_stated_to():
    places = cameras(
        row("K0", (0, 0)),
        row("K1", (30, 0)),
        row("K2", (70, 0)),  # steps of 30 and 40 m
        row("K3", (300, 0)),
        row("K4", (351, 0)),  # 51 m apart
        row("K5", None, site_id="S1"),
        row("K6", (900, 0), site_id="S1"),
        row("K7", None, site_id="S1", commune_code=B),
        row("K8", None),
        row("K9", None),
        row("K10", (300, 0)),
    )
    assert visit_sites(places).tolist() == [0, 0, 0, 3, 4, 5, 5, 7, 8, 9, 3]
    assert visit_sites(places.iloc[:0]).tolist() == []


def test_thousands_of_cameras_on_one_spot_are_one_site():
    places = cameras(*(row(f"K{k}", (10, 10)) for k in range(20_000)))
    assert set(visit_sites(places)) == {0}


def test_a_stop_is_one_for_all_that_is_done_at_a_site():
    """K0 and K1 on one pole, behind a recorder of their own; a line is for K2 too."""
    needs = [[1, 0, 0, 1, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 1]]
    places = cameras(row("K0", (0, 0)), row("K1", (20, 0)), row("K2", (500, 0)))
    found = visited_communes(todo(needs, [1e6] * 5), places, prices(stop=2e5))
    assert waits(found) == [
        ["R0", "R3", "R4", "stop:#R4", "stop:K0"],
        ["R1", "R3", "R4", "stop:#R4", "stop:K0"],
        ["R2", "R4", "stop:#R4", "stop:K2"],
    ]


def test_what_is_required_brings_its_visits_along():
    places = cameras(row("K0", (0, 0)), row("K1", (500, 0), commune_code=B))
    table = visited_communes(todo(np.eye(2), [1e6] * 2), places, prices(trip=5e5, stop=1e5)).table
    flags = with_visit_repairs(table, np.array([False, True] + [False] * 4))
    assert set(table["repair_id"][flags]) == {"R1", f"trip:{B}", "stop:K1"}


def test_money_for_any_of_its_origins_may_pay_a_visit():
    places = cameras(row("K0", (0, 0)), row("K1", (500, 0)))
    found = visited_communes(
        todo(np.eye(2), [1e6] * 2, ["police", "citizen"]), places, prices(trip=5e5)
    )
    funds = pd.DataFrame(
        {
            "commune_code": "",
            "payer": "",
            "phase": 1,
            "amount_vnd": 1e6,
            "eligible_origin": ["police", "citizen", "project", EVERY],
        }
    )
    assert shares(funds, found, places["commune_code"]).toarray().tolist() == [
        [1, 0, 0, 1],
        [0, 1, 0, 1],
        [1, 1, 0, 1],
    ]
    assert found.table["origin"].tolist() == ["police", "citizen", ""]


@st.composite
def worlds(draw):
    """Up to six cameras in two communes, three places, a recorder some are behind; visits."""
    size = draw(st.integers(1, 6))
    own = np.eye(size, dtype=bool) & np.array(
        draw(st.lists(st.booleans(), min_size=size, max_size=size))
    )
    behind = np.array([draw(st.lists(st.booleans(), min_size=size, max_size=size))]).T
    behind[~own.any(axis=1)] = True  # each waits for something
    near = draw(st.lists(st.sampled_from([0, 20, 500]), min_size=size, max_size=size))
    codes = draw(st.lists(st.sampled_from([A, B]), min_size=size, max_size=size))
    places = cameras(
        *(
            row(f"K{k}", (x + 2000 * (c == B), 0), commune_code=c)
            for k, (x, c) in enumerate(zip(near, codes, strict=True))
        )
    )
    some = st.lists(st.integers(0, 9), min_size=size + 1, max_size=size + 1)
    repairs = todo(np.hstack([own, behind]), [1_000_001 + 7 * c for c in draw(some)])
    views = np.array(
        draw(
            st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=size, max_size=size)
        )
    )
    money = st.sampled_from([0, 1, 400_001, 1_500_000])
    priced = prices(draw(money), draw(money))
    weight = np.array(draw(st.lists(st.integers(1, 9), min_size=3, max_size=3)), float)
    own_weight = draw(st.lists(st.integers(1, 5), min_size=size, max_size=size))
    return repairs, places, priced, sparse.csr_array(views), weight, own_weight


def choices_by_hand(case):
    """Cost, with its visits, and gain of every set of repairs, by itself.

    Independent of the code under test: communes and sites are gone through one by one.
    """
    before, places, priced, views, weight, own_weight = case
    needs, seeing, cost = before.needs.toarray(), views.toarray(), before.table["cost_vnd"]
    behind = [np.flatnonzero(column) for column in needs.T]
    codes, spots = places["commune_code"].tolist(), visit_sites(places)
    usual, site = [], []
    for repair, rows in enumerate(behind):
        near = sorted(codes[k] for k in rows)
        usual.append(max(near, key=lambda c, near=near: (near.count(c), -int(c))) if near else "")
        here = {int(spots[k]) for k in rows}
        site.append(min(here) if len(here) == 1 else f"own {repair}")
    trip, stop = (float(priced.loc[kind, "mid"]) for kind in ("trip", "stop"))
    for count in range(len(cost) + 1):
        for rows in combinations(range(len(cost)), count):
            spent = (
                cost[list(rows)].sum()
                + trip * len({usual[r] for r in rows})
                + stop * len({site[r] for r in rows})
            )
            active = needs[:, list(rows)].sum(axis=1) == needs.sum(axis=1)
            seen = seeing[active].any(axis=0)
            yield spent, weight[seen].sum() + np.array(own_weight)[active].sum(), rows


def posed(case):
    before, places, priced, views, weight, own_weight = case
    found = visited_communes(before, places, priced)
    groups = pd.DataFrame({"commune_code": A, "weight": weight})
    own = pd.DataFrame({"commune_code": A, "weight": np.array(own_weight, float)})
    return found, build_problem(found, views, groups, np.zeros(len(weight), bool), own)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(0, 12_000_000), st.sampled_from([-1, 0, 1]))
def test_the_plan_is_the_best_of_all_choices_with_their_visits(case, amount, step):
    """Also one đồng less and one more than a choice costs."""
    found, world = posed(case)
    cheapest = solve(world, budget(amount))
    exact = max(round(world.cost_vnd[cheapest.done].sum()) + step, 0)
    division = MultipleChoiceKnapsack(frontiers(world), len(world.cost_vnd))
    tried = list(choices_by_hand(case))
    for money in (amount, exact):
        wanted = max(gain for spent, gain, _rows in tried if spent <= money)
        assert solve(world, budget(money)).objective == pytest.approx(wanted)
        share = division.best(money)
        assert (share.weight, share.bound) == pytest.approx((wanted, wanted))
        assert world.cost_vnd[share.done].sum() <= money
        ranked = choice_of_steps(
            rank(
                found,
                case[3],
                case[4],
                np.zeros(3, bool),
                budget_vnd=money,
                own=np.array(case[5], float),
            ),
            len(found.table),
        )
        assert found.table["cost_vnd"][ranked].sum() <= money
        done = tuple(np.flatnonzero(ranked[: len(case[0].table)]))
        assert max(gain for _spent, gain, rows in tried if rows == done) <= wanted + 1e-9


@settings(max_examples=20, deadline=None)
@given(worlds(), st.integers(0, 6_000_000), st.integers(0, 6_000_000))
def test_phases_and_funds_pay_a_visit_once(case, now, later):
    """All phases of all repairs are tried; the visit is there before or with what needs it."""
    _found, world = posed(case)
    size = len(world.cost_vnd)
    if size > 5:
        return
    limits = Constraints(
        np.array([now, later], float), np.array([0, 1]), months=np.array([3.0, 9.0])
    )
    best = 0.0
    for number in range(3**size):
        phase = np.array([number // 3**k % 3 - 1 for k in range(size)])
        spent = [world.cost_vnd[phase == t].sum() for t in (0, 1)]
        if spent[0] <= now and spent[1] <= later:
            best = max(best, value(world, limits, phase))
    found = solve(world, limits)
    assert found.objective == pytest.approx(best)
    assert (found.phase >= NO_PHASE).all()


def test_the_ranked_list_pays_a_trip_with_the_first_line_there():
    """Ten cameras of B for a trip of 5 M, one of A without anything beside: B at once, as one.

    Alone each of B costs 6 M for weight 1; together 15 M for 10. That of A, 2 M for 1, is
    behind 10/15 and before 1/6.
    """
    size = 11
    places = cameras(
        row("K0", (0, 0)), *(row(f"K{k}", (k * 100, 0), commune_code=B) for k in range(1, size))
    )
    listed = prices(trip=5e6)
    found = visited_communes(todo(np.eye(size), [2e6] + [1e6] * 10), places, listed)
    free = found.table["cost_vnd"].mask(found.table["repair_id"] == f"trip:{A}", 0.0)
    found = Repairs(found.table.assign(cost_vnd=free), found.needs, found.mendable)
    steps = rank(found, sparse.eye_array(size, format="csr"), np.ones(size), np.zeros(size, bool))
    assert [(step.cost_vnd, step.gain_weight) for step in steps] == [(15e6, 10.0), (2e6, 1.0)]
    short = rank(
        found,
        sparse.eye_array(size, format="csr"),
        np.ones(size),
        np.zeros(size, bool),
        budget_vnd=9e6,
    )
    # What cannot be paid whole is taken one by one: the trip is paid once, by the first.
    assert [step.cost_vnd for step in short] == [2e6, 6e6, 1e6]


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(0, 12_000_000))
def test_along_the_hull_nothing_is_promised_and_nothing_lies_above(case, amount):
    """What has too many entries is summed at the corners of its hull, with an honest bound."""
    _found, world = posed(case)
    with mock.patch.object(frontier, "SUMMED", 0), mock.patch.object(frontier, "TRIED", 0):
        division = MultipleChoiceKnapsack(frontiers(world), len(world.cost_vnd))
    share = division.best(amount)
    wanted = max(gain for spent, gain, _rows in choices_by_hand(case) if spent <= amount)
    assert world.cost_vnd[share.done].sum() <= amount
    assert world.regained(share.done) == pytest.approx(share.weight)
    assert share.weight <= wanted + 1e-9 <= share.bound + 2e-9
