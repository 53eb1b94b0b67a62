"""The curve: every point of it against all choices tried, by each way there is to work it out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.restoration import frontier
from gis.restoration.curve import GRID_VND, curve
from gis.restoration.limits import budget
from tests.restoration.worlds import best, world, worlds

AMOUNT = st.integers(0, 60).map(lambda n: 1e5 * n)


def weight_at(found, amount):
    return found.weight[found.at(np.array(amount))]


def test_a_recorder_and_a_camera_apart_share_the_money():
    # A recorder of 8 million wakes 4 + 5 once a camera of 2 is mended too; another sees 3 for 3.
    problem = world([[1, 0, 0], [1, 1, 0], [0, 0, 1]], np.eye(3), [4, 5, 3], [8e6, 2e6, 3e6])
    found = curve(problem)
    assert found.step_vnd == 1_000_000
    # 0..2: nothing; 3..7: 3; 8, 9: 4; 10: 9; 11, 12 cannot better 9 and 7; 13: all.
    assert found.weight.tolist() == [0] * 3 + [3] * 5 + [4] * 2 + [9] * 3 + [12]
    assert (found.bound == found.weight).all()
    assert found.choose(12_999_999).tolist() == [True, True, False]
    assert found.choose(9e6).tolist() == [True, False, False]
    assert found.choose(2.9e6).tolist() == [False, False, False]


def test_an_amount_beyond_everything_buys_everything_useful():
    problem = world([[1, 0], [0, 1]], [[1], [1]], [5], [1e6, 2e6])
    assert curve(problem).choose(1e12).tolist() == [True, False]


def test_nothing_to_repair_is_a_curve_of_one_point():
    problem = world([], [], [1], [1e6])
    found = curve(problem)
    assert found.weight.tolist() == [0]
    assert not found.choose(1e9).any()


def check(problem, amounts, *, exact):
    found = curve(problem)
    for amount in amounts:
        expected, place = best(problem, budget(amount)), found.at(np.array(amount))
        done = found.choose(amount)
        assert problem.cost_vnd[done].sum() <= amount
        assert problem.regained(done) == pytest.approx(found.weight[place])
        assert found.weight[place] <= expected + 1e-9 <= found.bound[place] + 2e-9
        if exact:
            assert found.weight[place] == found.bound[place]
    assert (np.diff(found.weight) >= 0).all()
    assert (np.diff(found.bound) >= -1e-12).all()


@settings(max_examples=200, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_every_point_is_the_best_of_all_choices(problem, amounts):
    check(problem, amounts, exact=True)


@pytest.mark.parametrize("tried", [0, 1, 2])
@settings(max_examples=100, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_splitting_finds_what_trying_all_finds(tried, problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "TRIED", tried)
        check(problem, amounts, exact=True)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(AMOUNT, min_size=1, max_size=4))
def test_what_is_solved_at_some_amounts_is_bounded_between_them(problem, amounts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "TRIED", 0)
        patch.setattr(frontier, "SPLITS", 0)
        patch.setattr(frontier, "SOLVED", 3)
        check(problem, amounts, exact=False)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(st.integers(0, 10**7), min_size=6, max_size=6), st.integers(0, 3 * 10**7))
def test_odd_costs_are_never_overspent_and_the_bound_stays_honest(problem, costs, amount):
    odd = world(
        problem.needs.toarray(), problem.views.toarray(), problem.weight,
        costs[: len(problem.cost_vnd)], communes=list(problem.commune_code),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gis.restoration.curve.AMOUNTS", 400)
        found = curve(odd)
    assert found.step_vnd % GRID_VND == 0 or len(found.weight) <= 401
    expected, done = best(odd, budget(amount)), found.choose(amount)
    assert odd.cost_vnd[done].sum() <= amount
    place = found.at(np.array(amount))
    assert odd.regained(done) == pytest.approx(found.weight[place])
    assert found.weight[place] <= expected + 1e-9
    assert expected <= found.bound[place] + 1e-9
