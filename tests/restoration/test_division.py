"""Any amount divided among components: against all choices tried, by each way to work it out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.restoration.model.constraints import budget
from gis.restoration.solve import frontier
from gis.restoration.solve import knapsack as division
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import best, world, worlds

AMOUNT = st.integers(0, 60).map(lambda n: 1e5 * n)


def divided(problem):
    return MultipleChoiceKnapsack(frontiers(problem), len(problem.cost_vnd))


def test_a_recorder_and_a_camera_apart_share_the_money():
    # A recorder of 8 million wakes 4 + 5 once a camera of 2 is mended too; another sees 3 for 3.
    problem = world([[1, 0, 0], [1, 1, 0], [0, 0, 1]], np.eye(3), [4, 5, 3], [8e6, 2e6, 3e6])
    found = divided(problem)
    assert found.all_vnd == 13_000_000
    # 0..2: nothing; 3..7: 3; 8, 9: 4; 10: 9; 11, 12 cannot better 9 and 7; 13: all.
    shares = [found.best(1e6 * amount) for amount in range(15)]
    assert [s.weight for s in shares] == [0] * 3 + [3] * 5 + [4] * 2 + [9] * 3 + [12] * 2
    assert all(s.bound == s.weight for s in shares)
    assert found.best(12_999_999).done.tolist() == [True, True, False]
    assert found.best(9e6).done.tolist() == [True, False, False]
    assert found.best(2.9e6).done.tolist() == [False, False, False]


def test_an_amount_beyond_everything_buys_everything_useful():
    problem = world([[1, 0], [0, 1]], [[1], [1]], [5], [1e6, 2e6])
    assert divided(problem).best(1e12).done.tolist() == [True, False]
    assert divided(problem).best(np.inf).done.tolist() == [True, False]


def test_nothing_to_repair_is_divided_among_nothing():
    found = divided(world([], [], [1], [1e6]))
    assert (found.all_vnd, found.best(1e9).weight, found.best(1e9).bound) == (0, 0, 0)
    assert not found.best(1e9).done.any()


def check(problem, amounts, *, exact=True):
    found, before = divided(problem), 0.0
    for amount in sorted(amounts):
        expected, share = best(problem, budget(amount)), found.best(amount)
        assert problem.cost_vnd[share.done].sum() <= amount
        assert problem.regained(share.done) == pytest.approx(share.weight)
        assert share.weight <= expected + 1e-9 <= share.bound + 2e-9
        if exact:
            assert share.weight == share.bound
            assert before <= share.weight + 1e-9
        before = share.weight


@settings(max_examples=200, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_every_amount_is_divided_as_the_best_of_all_choices(problem, amounts):
    check(problem, amounts)


@pytest.mark.parametrize("tried", [0, 1, 2])
@settings(max_examples=100, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_splitting_finds_what_trying_all_finds(tried, problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "TRIED", tried)
        check(problem, amounts)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_what_is_solved_at_some_amounts_is_bounded_between_them(problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "TRIED", 0)
        patch.setattr(frontier, "SPLITS", 0)
        patch.setattr(frontier, "SOLVED", 3)
        check(problem, amounts, exact=False)


@settings(max_examples=100, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_the_smallest_core_grows_until_it_proves_the_best(problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "CORE", 1)
        check(problem, amounts)


@settings(max_examples=100, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_what_takes_too_long_is_told_with_its_bound(problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "STATES", 0)
        check(problem, amounts, exact=False)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(st.integers(0, 10**7), min_size=6, max_size=6), st.integers(0, 3 * 10**7))
def test_costs_of_any_number_of_dong_are_kept_exactly(problem, costs, amount):
    odd = world(
        problem.needs.toarray(),
        problem.views.toarray(),
        problem.weight,
        costs[: len(problem.cost_vnd)],
        communes=list(problem.commune_code),
    )
    check(odd, [amount])


@pytest.mark.parametrize("seed", range(6))
def test_hundreds_of_components_are_divided_as_the_programme_does(seed):
    random = np.random.default_rng(seed)
    size = 300
    needs, views = np.eye(size, dtype=int), np.eye(size, dtype=int)
    needs[np.arange(0, size, 3), np.arange(1, size, 3)] = 1
    cost = random.choice([25, 40, 60, 80, 200], size) * 1e5 + random.integers(0, 3, size)
    problem = world(needs, views, random.random(size) * cost / 1e6, cost)
    found = divided(problem)
    for part in random.random(3):
        amount = np.floor(part * cost.sum())
        share, whole = found.best(amount), solve(problem, budget(amount))
        assert share.weight == share.bound == pytest.approx(whole.objective)
        assert cost[share.done].sum() <= amount
