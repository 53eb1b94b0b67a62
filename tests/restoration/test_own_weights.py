"""What cameras count for themselves: further places in the problem, so all stays exact."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.demand.weights import OWN_SHARE
from gis.restoration.model.constraints import budget, stated_solution
from gis.restoration.model.problem import build_problem
from gis.restoration.model.repairs import Repairs
from gis.restoration.solve.decomposition import best_by_components
from gis.restoration.solve.fairness import floors
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.greedy import choice_of_steps, rank
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve


@st.composite
def registers(draw):
    """Up to six repairs, seven cameras waiting for some of them, five groups, two communes."""
    repairs, cameras, groups = (
        draw(st.integers(1, 6)),
        draw(st.integers(1, 7)),
        draw(st.integers(0, 5)),
    )

    def table(rows, columns):
        return np.array(
            draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns)), bool
        ).reshape(rows, columns)

    def numbers(size, least=0):
        return np.array(draw(st.lists(st.integers(least, 5), min_size=size, max_size=size)), float)

    needs = table(cameras, repairs)
    needs[~needs.any(axis=1), 0] = True
    codes = np.array(
        draw(st.lists(st.sampled_from("AB"), min_size=cameras + groups, max_size=cameras + groups)),
        object,
    )
    listed = pd.DataFrame(
        {
            "repair_id": [f"R{k}" for k in range(repairs)],
            "target": draw(
                st.lists(
                    st.sampled_from(["camera", "equipment"]), min_size=repairs, max_size=repairs
                )
            ),
            "cost_vnd": 1e6 * numbers(repairs),
            "monthly_vnd": 1e4 * numbers(repairs),
        }
    )
    return {
        "repairs": Repairs(listed, sparse.csr_array(needs), np.ones(cameras, bool)),
        "views": table(cameras, groups),
        "groups": pd.DataFrame({"commune_code": codes[cameras:], "weight": numbers(groups)}),
        "covered": table(groups, 1).ravel(),
        "own": pd.DataFrame({"commune_code": codes[:cameras], "weight": numbers(cameras, 1)}),
    }


def counted(register, done, share, commune=None):
    """What a choice brings back, counted camera by camera and place by place, as a pair."""
    needs = register["repairs"].needs.toarray()
    active = [not (needs[c] & ~done).any() for c in range(len(needs))]
    groups, own = register["groups"], register["own"]
    places = sum(
        groups["weight"][g]
        for g in range(len(groups))
        if not register["covered"][g]
        and commune in (None, groups["commune_code"][g])
        and any(active[c] and register["views"][c, g] for c in range(len(needs)))
    )
    cameras = sum(
        own["weight"][c]
        for c in range(len(needs))
        if active[c] and commune in (None, own["commune_code"][c])
    )
    return places + share * cameras, places, cameras


def every(register):
    size = len(register["repairs"].table)
    return [np.array(c, bool) for c in product([False, True], repeat=size)]


def world_of(register, share):
    own = register["own"].assign(weight=register["own"]["weight"] * share)
    return build_problem(
        register["repairs"],
        sparse.csr_array(register["views"]),
        register["groups"],
        register["covered"],
        own,
    )


SHARES = st.sampled_from([OWN_SHARE, OWN_SHARE, 1.0])
AMOUNTS = st.integers(0, 12).map(lambda n: 1e6 * n)


@settings(max_examples=150, deadline=None)
@given(registers(), AMOUNTS, SHARES)
def test_every_way_to_the_best_plan_finds_what_trying_all_finds(register, amount, share):
    world, cost = world_of(register, share), register["repairs"].table["cost_vnd"].to_numpy()
    affordable = [c for c in every(register) if cost[c].sum() <= amount]
    best = max(counted(register, c, share)[0] for c in affordable)
    whole = solve(world, budget(amount))
    assert whole.objective == best == whole.bound
    assert counted(register, whole.done, share)[0] == best
    division = MultipleChoiceKnapsack(frontiers(world), len(cost)).best(amount)
    assert division.weight == division.bound == best
    apart = best_by_components(world, budget(amount), np.zeros(len(cost)))
    assert counted(register, apart, share)[0] == best
    places = [counted(register, c, share)[1] for c in affordable]
    # Cameras rank behind: they never cost the plan a whole place.
    if share == OWN_SHARE:
        assert counted(register, whole.done, share)[1] == max(places)
        if max(places):
            assert stated_solution(world, budget(amount), whole).objective == max(places)


@settings(max_examples=80, deadline=None)
@given(registers(), AMOUNTS, SHARES)
def test_the_ranked_list_counts_what_its_steps_bring_back(register, amount, share):
    repairs, groups, own = register["repairs"], register["groups"], register["own"]["weight"]
    cost = repairs.table["cost_vnd"].to_numpy()
    how = {"own": own.to_numpy() * share, "budget_vnd": amount}
    views = sparse.csr_array(register["views"])
    steps = rank(repairs, views, groups["weight"].to_numpy(), register["covered"], **how)
    done = choice_of_steps(steps, len(cost))
    gain, places, _cameras = counted(register, done, share)
    assert sum(s.worth for s in steps) <= gain
    assert sum(s.gain_weight for s in steps) <= places
    assert cost[done].sum() <= amount
    assert gain <= solve(world_of(register, share), budget(amount)).objective


@settings(max_examples=60, deadline=None)
@given(registers(), AMOUNTS, SHARES)
def test_floors_are_the_best_that_half_the_money_buys_each_commune(register, amount, share):
    world, cost = world_of(register, share), register["repairs"].table["cost_vnd"].to_numpy()
    shares = pd.Series({"A": 1.0, "B": 1.0})
    least = floors(world, budget(amount), 1.0, shares)
    for code in "AB":
        tried = [
            counted(register, c, share, code)
            for c in every(register)
            if cost[c].sum() <= amount / 2
        ]
        everything = counted(register, np.ones(len(cost), bool), share, code)
        best = max(t[0] if not everything[1] else t[1] for t in tried)
        assert least[code] == best
    assert solve(world, budget(amount, floors=least)).proof == "optimal"


def test_what_is_left_to_choose_keeps_what_cameras_count():
    register = {
        "repairs": Repairs(
            pd.DataFrame({"cost_vnd": [1e6, 2e6], "monthly_vnd": 0.0}),
            sparse.csr_array(np.eye(2, dtype=bool)),
            np.ones(2, bool),
        ),
        "views": np.array([[True], [True]]),
        "covered": np.array([False]),
        "groups": pd.DataFrame({"commune_code": ["A"], "weight": [3.0]}),
        "own": pd.DataFrame({"commune_code": ["A", "B"], "weight": [2.0, 1.0]}),
    }
    world = world_of(register, OWN_SHARE)
    assert sorted(world.weight) == [OWN_SHARE, 2 * OWN_SHARE, 3]
    assert not world.only_own
    rest, left, _seen = world.conditioned(np.array([True, False]), np.zeros(2, bool))
    assert (rest.weight.tolist(), rest.only_own, left.tolist()) == ([OWN_SHARE], True, [1])
    inside, _rows = world.part(world.commune_code == "B")
    assert inside.only_own
    assert inside.scaled(1 / OWN_SHARE).weight.tolist() == [1]
