"""The exact plan: small worlds on paper, and all choices tried in hundreds of random ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.core.choices import Proof
from gis.restoration.model.constraints import NO_PHASE, Constraints, budget, value
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import allowed, best, world, worlds

MONEY = st.integers(0, 40).map(lambda n: 1e5 * n)


def test_a_shared_recorder_is_bought_when_it_wakes_enough():
    # Repairs: recorder 8, lamp 3. Three cameras behind the recorder, one of them also broken.
    problem = world([[1, 0, 0], [1, 1, 0], [0, 0, 1]], np.eye(3), [4, 5, 3], [8e6, 2e6, 3e6])
    assert solve(problem, budget(8e6)).done.tolist() == [True, False, False]
    assert solve(problem, budget(10e6)).objective == 9
    assert solve(problem, budget(7e6)).objective == 3
    assert solve(problem, budget(0)).objective == 0


def test_what_two_revivals_see_counts_once():
    problem = world(np.eye(2), [[1, 1], [1, 0]], [5, 1], [1e6, 1e6])
    found = solve(problem, budget(2e6))
    assert (found.objective, found.bound, found.gap, found.proof) == (6, 6, 0, Proof.OPTIMAL)


def test_a_dong_too_few_is_too_few():
    problem = world(np.eye(3), np.eye(3), [1, 1, 1], [2_500_000, 2_500_000, 2_500_001])
    assert solve(problem, budget(7_500_000)).objective == 2
    assert solve(problem, budget(7_500_001)).objective == 3


def test_earlier_is_better_and_money_is_not_carried_over():
    problem = world(np.eye(2), np.eye(2), [1, 3], [1e6, 1e6])
    limits = Constraints(np.array([1e6, 1e6]), np.array([0, 1]), months=np.array([3.0, 9.0]))
    found = solve(problem, limits)
    assert found.phase.tolist() == [1, 0]
    assert found.objective == 3 * 3 + 9 * 4


def test_where_there_is_no_repair_nothing_is_done():
    problem = world([], [], [1], [])
    assert solve(problem, budget(1e6)).objective == 0
    assert solve(problem, budget(1e6, floors={"A": 1.0})).proof == Proof.INFEASIBLE


def test_no_choice_is_said_to_be_none():
    problem = world(np.eye(1), np.eye(1), [1], [2e6])
    assert solve(problem, budget(1e6, locked=np.array([True]))).proof == Proof.INFEASIBLE


def test_with_nothing_to_repair_the_plan_is_empty():
    nothing = world(np.eye(1), np.eye(1), [1], [1e6]).part(np.zeros(1, bool))[0]
    found = solve(nothing, budget(1e6))
    assert (found.phase.tolist(), found.objective, found.proof) == ([], 0, Proof.OPTIMAL)
    assert solve(nothing, budget(1e6, floors={"A": 1.0})).proof == Proof.INFEASIBLE


@st.composite
def limited(draw):
    """A world and limits of every kind."""
    problem = draw(worlds(most_repairs=4))
    repairs, phases = len(problem.cost_vnd), draw(st.integers(1, 2))
    funds = draw(st.integers(1, 3))
    phase = np.array(draw(st.lists(st.integers(0, phases - 1), min_size=funds, max_size=funds)))
    part = st.sampled_from([0.0, 0.4, 0.6, 1.0])
    share = draw(st.lists(part, min_size=repairs * funds, max_size=repairs * funds))
    shared = sparse.csr_array(np.array(share).reshape(repairs, funds))
    flags = st.lists(st.booleans(), min_size=repairs, max_size=repairs).map(np.array)
    return problem, Constraints(
        amount_vnd=np.array(draw(st.lists(MONEY, min_size=funds, max_size=funds))),
        phase=phase,
        share=draw(st.sampled_from([None, shared])),
        months=np.array([3.0, 9.0][:phases]),
        total_vnd=draw(st.just(np.inf) | MONEY),
        monthly_vnd=draw(st.sampled_from([np.inf, 5e4, 1.5e5])),
        locked=draw(st.none() | flags.map(lambda f: f & (np.arange(repairs) == 0))),
        excluded=draw(st.none() | flags),
        floors=draw(st.dictionaries(st.sampled_from("AB"), st.integers(0, 20).map(float))),
    )


@settings(max_examples=300, deadline=None)
@given(limited())
def test_it_is_the_best_of_all_choices(made):
    problem, limits = made
    found, expected = solve(problem, limits), best(problem, limits)
    assert (found.proof == Proof.INFEASIBLE) == (expected is None)
    if expected is not None:
        assert found.objective == pytest.approx(expected)
        assert found.bound == found.objective
        assert allowed(problem, limits, found.phase)


@given(worlds(), st.lists(MONEY, min_size=2, max_size=2).map(sorted))
def test_more_money_never_brings_back_less(problem, amounts):
    less, more = (solve(problem, budget(amount)).objective for amount in amounts)
    assert less <= more


@given(worlds())
def test_with_all_the_money_everything_comes_back(problem):
    found = solve(problem, budget(1e9))
    everything = np.zeros(len(problem.cost_vnd), dtype=int)
    assert found.objective == value(problem, budget(1e9), everything)
    nothing = np.full(len(problem.cost_vnd), NO_PHASE)
    assert value(problem, budget(0), nothing) == 0
