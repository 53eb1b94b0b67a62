"""Channels, bandwidth, storage: who gets what is scarce, against all who could have it tried."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.core.choices import Proof
from gis.restoration.model.constraints import NO_PHASE, Constraints, Solution, budget
from gis.restoration.solve import frontier
from gis.restoration.solve.decomposition import best_by_components
from gis.restoration.solve.fairness import floors
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.infeasibility import why_not
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.marginal import lost_if_dropped, without_waste
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import one_channel, payable, regained_in, shared


@pytest.mark.parametrize(
    ("amount", "station", "regained"),
    [
        (1e6, 34e6, 100),
        (2e6, 34e6, 100),
        (35_999_999, 34e6, 100),
        (36e6, 34e6, 101),
        (36e6, 34_000_001, 100),
        (0, 34e6, 0),
    ],
)
def test_a_channel_is_for_the_camera_that_sees_most(amount, station, regained):
    problem = one_channel(station)
    found = solve(problem, budget(amount))
    assert (found.objective, found.bound, found.proof) == (regained, regained, Proof.OPTIMAL)
    divided = MultipleChoiceKnapsack(frontiers(problem), len(problem.cost_vnd)).best(amount)
    assert (divided.weight, divided.bound) == (regained, regained)
    assert problem.regained(divided.done) == regained
    assert problem.room.holds(divided.done)
    apart = best_by_components(problem, budget(amount), np.zeros(len(problem.cost_vnd)))
    assert problem.regained(apart) == regained


def test_a_station_is_kept_though_no_camera_waits_for_it_alone():
    problem = one_channel(34e6)
    found = without_waste(problem, budget(36e6), solve(problem, budget(36e6)))
    assert found.done.all()
    # Without the station one of both must go: the one that sees least.
    assert lost_if_dropped(problem, budget(36e6), found).tolist() == [1, 100, 1, 1, 100]


def test_a_channel_once_given_is_kept():
    # 1 now, or 100 from the second phase on: 12 months of 1 and 9 of 100 are not both to be had.
    problem = one_channel(1e9)
    money = Constraints(
        np.array([1e6, 1e6]),
        np.array([0, 1]),
        months=np.array([3.0, 9.0]),
        share=sparse.csr_array([[1.0, 0], [0, 1], [0, 0], [1, 1], [1, 1]]),
    )
    found = solve(problem, money)
    assert found.objective == 900
    assert found.phase.tolist()[1] == 1


def test_what_is_required_beyond_the_room_is_impossible():
    problem = one_channel(34e6)
    both = np.array([False, False, False, True, True])
    assert solve(problem, budget(2e6, locked=both)).proof == Proof.INFEASIBLE
    assert solve(problem, budget(36e6, locked=both)).objective == 101


def test_what_is_required_beyond_the_room_is_said_to_be_so():
    both = np.array([False, False, False, True, True])
    assert "Không đủ chỗ" in why_not(one_channel(34e6), budget(2e6, locked=both))


def test_a_station_shared_by_two_communes_is_parted_among_their_floors():
    # Three channels, two who wait in A and four in B: one is A's, two are B's.
    size = 6
    problem = shared(
        np.eye(size),
        np.eye(size),
        np.ones(size),
        [1e5] * size,
        uses=np.ones((size, 1)),
        adds=np.zeros((size, 1)),
        free=[3],
        communes=["A"] * 2 + ["B"] * 4,
    )
    share = pd.Series({"A": 0.5, "B": 0.5})
    least = floors(problem, budget(2e6), 1.0, share)
    assert least == {"A": 1, "B": 2}
    assert solve(problem, budget(2e6, floors=least)).objective == 3


def test_a_station_is_spared_where_all_it_makes_room_for_is_seen_otherwise():
    """Two see one place, one of them by a further station: either is dropped with its channel."""
    problem = shared(
        [[0, 0], [1, 0]], [[1], [1]], [5], [2e6, 35e6], uses=[[1], [0]], adds=[[0], [4]], free=[0]
    )
    every = np.zeros(len(problem.cost_vnd), dtype=int)
    all_done = Solution(every, 5.0, 5.0, Proof.OPTIMAL)
    assert without_waste(problem, budget(37e6), all_done).phase.tolist() == [0, -1, -1, 0]


@st.composite
def crowded(draw, most_repairs=3, most_revivals=4):
    """Revivals that share up to two capacities, and extensions of them to be bought."""
    repairs, revivals = draw(st.integers(1, most_repairs)), draw(st.integers(1, most_revivals))
    capacities, extensions = draw(st.integers(1, 2)), draw(st.integers(0, 2))
    places = draw(st.integers(1, 4))

    def table(rows, columns, numbers):
        line = st.lists(numbers, min_size=columns, max_size=columns)
        return np.array(draw(st.lists(line, min_size=rows, max_size=rows))).reshape(rows, columns)

    needs = table(revivals, repairs, st.booleans()).astype(int)
    needs = np.hstack([needs, np.zeros((revivals, extensions), dtype=int)])
    adds = np.vstack(
        [
            np.zeros((repairs, capacities), dtype=int),
            table(extensions, capacities, st.sampled_from([0, 1, 3])),
        ]
    )
    cost = st.sampled_from([0, 1, 2, 2.5, 8])
    return shared(
        needs,
        table(revivals, places, st.booleans()).astype(int),
        draw(st.lists(st.integers(0, 9), min_size=places, max_size=places)),
        [1e5 * draw(cost) for _ in range(repairs + extensions)],
        uses=table(revivals, capacities, st.sampled_from([0, 1, 1, 2])),
        adds=adds,
        free=draw(st.lists(st.integers(0, 3), min_size=capacities, max_size=capacities)),
        communes=draw(st.lists(st.sampled_from("AB"), min_size=places, max_size=places)),
    )


def best_assigned(problem, limits):
    """The most of all repairs and phases tried, and of all who could be served when, by hand."""
    revivals, phases = problem.needs.shape[0], len(limits.months)
    real = len(problem.cost_vnd) - revivals
    needs, views = (m.toarray().astype(int) for m in (problem.needs[:, :real], problem.views))
    take, free = problem.room.take.toarray(), problem.room.free
    values = []
    for done in map(np.array, product(range(NO_PHASE, phases), repeat=real)):
        whole = np.concatenate([done, np.full(revivals, NO_PHASE)])
        if not all(payable(problem, limits, np.flatnonzero(whole == t), t) for t in range(phases)):
            continue
        if problem.cost_vnd[whole != NO_PHASE].sum() > limits.total_vnd + 1e-6:
            continue
        values += [
            _worth(np.array(served), done, needs, views, take, free, problem, limits)
            for served in product(range(NO_PHASE, phases), repeat=revivals)
        ]
    return max((v for v in values if v is not None), default=None)


def _worth(served, done, needs, views, take, free, problem, limits):
    real, worth, regained = len(done), 0.0, dict.fromkeys("AB", 0.0)
    for t, months in enumerate(limits.months):
        there = (done != NO_PHASE) & (done <= t)
        has = (served != NO_PHASE) & (served <= t)
        if (take[:, real:] @ has > free - take[:, :real] @ there).any():
            return None
        active = has & (needs @ there == needs.sum(axis=1))
        seen = (views[active] > 0).any(axis=0)
        worth += months * problem.weight[seen].sum()
        for code in regained:
            regained[code] += months * problem.weight[seen & (problem.commune_code == code)].sum()
    if any(regained[c] < least - 1e-9 for c, least in limits.floors.items()):
        return None
    return worth


MONEY = st.integers(0, 30).map(lambda n: 1e5 * n)


@settings(max_examples=120, deadline=None)
@given(crowded(), st.lists(MONEY, min_size=1, max_size=3))
def test_every_amount_brings_back_what_all_choices_tried_do(problem, amounts):
    divided = MultipleChoiceKnapsack(frontiers(problem), len(problem.cost_vnd))
    for amount in amounts:
        expected = best_assigned(problem, budget(amount))
        found, share = solve(problem, budget(amount)), divided.best(amount)
        assert (found.objective, found.bound) == (expected, expected)
        assert (share.weight, share.bound) == (expected, expected)
        assert problem.regained(share.done) == expected
        for done in (found.done, share.done):
            assert problem.room.holds(done)
            assert problem.cost_vnd[done].sum() <= amount
        lean = without_waste(problem, budget(amount), found)
        assert problem.regained(lean.done) == expected
        assert problem.room.holds(lean.done)


@pytest.mark.parametrize("tried", [0, 1, 2])
@settings(max_examples=50, deadline=None)
@given(crowded(), MONEY)
def test_splitting_finds_what_trying_all_finds(tried, problem, amount):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "TRIED", tried)
        share = MultipleChoiceKnapsack(frontiers(problem), len(problem.cost_vnd)).best(amount)
    assert share.weight == share.bound == best_assigned(problem, budget(amount))


@pytest.mark.parametrize(("name", "number"), [("STATES", 0), ("SCARCE_SPLITS", 0)])
@settings(max_examples=30, deadline=None)
@given(crowded(), MONEY)
def test_too_many_choices_are_bounded(name, number, problem, amount):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, name, number)
        patch.setattr(frontier, "TRIED", 1)
        share = MultipleChoiceKnapsack(frontiers(problem), len(problem.cost_vnd)).best(amount)
    assert problem.room.holds(share.done)
    assert problem.regained(share.done) == pytest.approx(share.weight)
    expected = best_assigned(problem, budget(amount))
    assert share.weight <= expected + 1e-9 <= share.bound + 2e-9


@st.composite
def limited(draw):
    """Few who share, with phases, funds that may not pay everything, floors, a total."""
    problem = draw(crowded(most_repairs=2, most_revivals=3))
    repairs, phases, funds = len(problem.cost_vnd), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    part = st.sampled_from([0.0, 0.5, 1.0, 1.0])
    share = draw(st.lists(part, min_size=repairs * funds, max_size=repairs * funds))
    phase = draw(st.lists(st.integers(0, phases - 1), min_size=funds, max_size=funds))
    return problem, Constraints(
        amount_vnd=np.array(draw(st.lists(MONEY, min_size=funds, max_size=funds))),
        phase=np.array(phase),
        share=draw(st.sampled_from([None, sparse.csr_array(np.reshape(share, (repairs, funds)))])),
        months=np.array([3.0, 9.0][:phases]),
        total_vnd=draw(st.just(np.inf) | MONEY),
        floors=draw(st.dictionaries(st.sampled_from("AB"), st.integers(0, 9).map(float))),
    )


@settings(max_examples=80, deadline=None)
@given(limited())
def test_phases_funds_and_floors_are_kept_with_what_is_scarce(made):
    problem, limits = made
    found, expected = solve(problem, limits), best_assigned(problem, limits)
    assert (found.proof == Proof.INFEASIBLE) == (expected is None)
    if expected is not None:
        assert found.objective == pytest.approx(expected)
        assert found.bound == found.objective
        for t in range(len(limits.months)):
            assert problem.room.holds((found.phase != NO_PHASE) & (found.phase <= t))
        for code, least in limits.floors.items():
            assert regained_in(problem, limits, found.phase, code) >= least - 1e-9
