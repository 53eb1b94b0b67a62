"""The best plan from components: the same as that of the programme, and of all choices tried."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.restoration.model.constraints import Constraints, budget
from gis.restoration.solve import decomposition as apart
from gis.restoration.solve.decomposition import best_by_components
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import best, world, worlds

MONEY = st.integers(0, 60).map(lambda n: 1e5 * n)


def nothing(problem):
    return np.zeros(len(problem.cost_vnd))


@st.composite
def asked(draw):
    problem = draw(worlds())
    flags = st.lists(st.booleans(), min_size=len(problem.cost_vnd), max_size=len(problem.cost_vnd))
    first = np.arange(len(problem.cost_vnd)) == 0
    locked = draw(st.none() | st.just(first))
    excluded = draw(st.none() | flags.map(np.array).map(lambda out: out & ~first))
    return problem, budget(draw(MONEY), locked=locked, excluded=excluded)


@settings(max_examples=120, deadline=None)
@given(asked())
def test_it_is_the_best_of_all_choices(made):
    problem, limits = made
    done, expected = best_by_components(problem, limits, nothing(problem)), best(problem, limits)
    assert (done is None) == (expected is None)
    if done is not None:
        assert problem.cost_vnd[done].sum() <= limits.there_vnd
        assert problem.regained(done) == pytest.approx(expected)
        assert limits.excluded is None or not done[limits.excluded].any()
        assert limits.locked is None or done[limits.locked].all()


@st.composite
def many(draw):
    """Twelve repairs, some shared by two cameras, weights and costs of any kind."""
    size, seed = 12, draw(st.integers(0, 2**16))
    random = np.random.default_rng(seed)
    needs = np.eye(size, dtype=int)
    needs[[1, 4], [0, 3]] = 1
    views = np.eye(size, dtype=int) | (random.random((size, size)) < 0.05)
    cost = random.integers(1, 400, size) * 1e4
    return world(needs, views, random.random(size) * 9, cost), float(draw(st.integers(0, 30)) * 1e6)


@settings(max_examples=40, deadline=None)
@given(many())
def test_it_is_what_the_programme_finds(made):
    problem, amount = made
    limits = budget(amount)
    done = best_by_components(problem, limits, nothing(problem))
    assert done is not None
    assert problem.regained(done) == pytest.approx(solve(problem, limits).objective)
    assert problem.cost_vnd[done].sum() <= amount


@settings(max_examples=40, deadline=None)
@given(worlds(), MONEY, st.data())
def test_what_is_preferred_breaks_ties_alike_in_both_ways(problem, amount, data):
    size = len(problem.cost_vnd)
    prefer = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size))) / 1e3
    prefer[np.diff(problem.needs.tocsc().indptr) == 0] = 0.0
    done = best_by_components(problem, budget(amount), prefer)
    found = solve(problem, budget(amount), prefer=prefer)

    def worth(of):
        return problem.regained(of) + prefer[of].sum()

    assert worth(done) == pytest.approx(worth(found.done), abs=2e-6)
    assert found.bound >= found.objective


def test_of_equals_the_preferred_is_taken():
    problem = world(np.eye(3), np.eye(3), [5, 5, 5], [1e6] * 3)
    for k in range(3):
        prefer = np.where(np.arange(3) == k, 1e-3, 0.0)
        assert best_by_components(problem, budget(1e6), prefer).tolist() == [
            k == i for i in range(3)
        ]
        assert solve(problem, budget(1e6), prefer=prefer).done.tolist() == [
            k == i for i in range(3)
        ]


def test_what_is_not_one_budget_is_left_to_the_programme(monkeypatch):
    problem = world(np.eye(2), np.eye(2), [1, 3], [1e6, 1e6])
    zero = np.zeros(2)
    phases = Constraints(np.array([1e6, 1e6]), np.array([0, 1]), months=np.array([3.0, 9.0]))
    assert best_by_components(problem, phases, zero) is None
    assert best_by_components(problem, budget(1e6, monthly_vnd=1.0), zero) is None
    assert best_by_components(problem, budget(1e6, floors={"A": 1.0}), zero) is None
    assert best_by_components(problem, budget(1e6, locked=np.ones(2, bool)), zero) is None
    monkeypatch.setattr(apart, "LARGEST", 0)
    assert best_by_components(problem, budget(1e6), zero) is None
