"""What the search begins with keeps to all limits, and is told where time allows no more."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import NO_PHASE, Constraints, budget, value
from gis.restoration.solve import milp as exact
from gis.restoration.solve.fairness import guarantee
from gis.restoration.solve.highs import HighsAnswer
from gis.restoration.solve.milp import solve
from gis.restoration.solve.payments import breach
from gis.restoration.solve.warm_start import best_start, first_choice
from tests.restoration.worlds import allowed, world, worlds

MILLION = 1e6


@st.composite
def limits(draw, repairs):
    """Money by phases, or of funds that may not pay everything, with a ceiling, or none."""
    phases = draw(st.integers(1, 3))
    months = np.array([3.0, 9.0, 12.0])[:phases]
    amounts = draw(st.lists(st.integers(0, 20), min_size=phases, max_size=2 * phases))
    share = None
    if draw(st.booleans()):
        parts = st.sampled_from([0.0, 0.5, 1.0])
        rows = [
            draw(st.lists(parts, min_size=len(amounts), max_size=len(amounts)))
            for _ in range(repairs)
        ]
        share = sparse.csr_array(np.array(rows))
    flags = st.lists(st.booleans(), min_size=repairs, max_size=repairs).map(np.array)
    excluded = draw(flags) if draw(st.booleans()) else None
    return Constraints(
        1e5 * np.array(amounts, float),
        np.arange(len(amounts)) % phases,
        share,
        months,
        total_vnd=draw(st.sampled_from([np.inf, 1e6])),
        monthly_vnd=draw(st.sampled_from([np.inf, 1e5])),
        excluded=excluded,
    )


@settings(max_examples=150, deadline=None)
@given(worlds(), st.data())
def test_a_first_choice_keeps_to_all_limits(problem, data):
    within = data.draw(limits(len(problem.cost_vnd)))
    phase = first_choice(problem, within)
    assert breach(problem, within, phase) is None
    assert allowed(problem, within, phase)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_the_best_is_the_same_whatever_it_begins_with(problem, data):
    within = data.draw(limits(len(problem.cost_vnd)))
    size = len(problem.cost_vnd)
    any_choice = np.array(
        data.draw(st.lists(st.integers(-1, len(within.months) - 1), min_size=size, max_size=size))
    )
    best = solve(problem, within)
    for start in (first_choice(problem, within), any_choice):
        again = solve(problem, within, start=start)
        assert again.proof == best.proof
        assert again.objective == best.objective


@settings(max_examples=60, deadline=None)
@given(worlds(), st.integers(0, 20), st.sampled_from([0.3, 0.7, 1.0]), st.integers(1, 3))
def test_what_communes_choose_by_themselves_keeps_all_floors(problem, tenths, least, phases):
    within = Constraints(np.full(phases, 1e5 * tenths), np.arange(phases), None, np.ones(phases))
    share = pd.Series({"A": 2.0, "B": 1.0})
    fair = guarantee(problem, within, least, share)
    within = Constraints(within.amount_vnd, within.phase, None, within.months, floors=fair.floors)
    assert breach(problem, within, fair.phase) is None
    for code, floor in fair.floors.items():
        mine = world_of(problem, code)
        assert value(mine, within, fair.phase) >= floor - 1e-9
    start = best_start(problem, within, Deadline(), fair.phase)
    found = solve(problem, within, start=start)
    assert found.proof == Proof.OPTIMAL
    assert found.objective >= value(problem, within, start) - 1e-9


def world_of(problem, code):
    return replace(problem, weight=np.where(problem.commune_code == code, problem.weight, 0.0))


# Two repairs of 1 and 2 million bring back 1 and 5.
TWO = world([[1, 0], [0, 1]], [[1, 0], [0, 1]], [1, 5], [1 * MILLION, 2 * MILLION])


def slow(_programme, _deadline, _first=None, tell=None):
    """Answer as the solver does that found nothing in time."""
    return HighsAnswer(None, 40.0, proven=False)


def test_where_time_ends_the_start_is_told_with_the_bound(monkeypatch):
    monkeypatch.setattr(exact, "maximise", slow)
    within = budget(2 * MILLION)
    found = solve(TWO, within, start=first_choice(TWO, within))
    assert (found.proof, found.objective, found.bound) == (Proof.FEASIBLE, 5.0, 6.0)
    assert solve(TWO, within).proof == Proof.NOT_FOUND


def test_a_start_that_breaks_a_limit_by_one_dong_is_no_answer(monkeypatch):
    monkeypatch.setattr(exact, "maximise", slow)
    both = np.zeros(2, dtype=np.int64)
    assert solve(TWO, budget(3 * MILLION), start=both).proof == Proof.FEASIBLE
    assert solve(TWO, budget(3 * MILLION - 1), start=both).proof == Proof.NOT_FOUND
    excluded = budget(3 * MILLION, excluded=np.array([True, False]))
    assert solve(TWO, excluded, start=both).proof == Proof.NOT_FOUND
    required = budget(3 * MILLION, locked=np.array([True, False]))
    second = np.array([NO_PHASE, 0])
    assert solve(TWO, required, start=second).proof == Proof.NOT_FOUND
    floors = budget(3 * MILLION, floors={"A": 6.0})
    assert solve(TWO, floors, start=second).proof == Proof.NOT_FOUND
    assert solve(TWO, floors, start=both).proof == Proof.FEASIBLE


def test_no_time_at_all_is_nothing_found_without_a_start():
    locked = budget(3 * MILLION, locked=np.array([True, False]))
    assert solve(TWO, locked, deadline=Deadline(0)).proof == Proof.NOT_FOUND
    start = first_choice(TWO, locked)
    found = solve(TWO, locked, deadline=Deadline(0), start=start)
    assert (found.proof, found.objective) == (Proof.FEASIBLE, 6.0)


def test_the_search_tells_what_it_has_found_and_what_none_exceeds():
    random = np.random.default_rng(3)
    size = 60
    needs, views = random.random((size, size)) < 0.05, random.random((size, 80)) < 0.06
    needs[np.arange(size), np.arange(size)] = True
    hard = world(needs, views, random.integers(1, 99, 80), 1e5 * random.integers(3, 90, size))
    told = []
    within = Constraints(np.array([8e6, 8e6]), np.arange(2), None, np.array([3.0, 9.0]))
    found = solve(hard, within, tell=lambda best, bound: told.append((best, bound)))
    assert told
    assert all(best <= found.objective + 1e-6 <= bound + 2e-6 for best, bound in told)
