"""Floors: what each commune's share could buy alone, and what keeping them costs."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.choices import Proof
from gis.restoration.model.constraints import budget
from gis.restoration.solve.fairness import floors, price_of_fairness
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import best, regained_in, world, worlds

HALF = pd.Series({"A": 1.0, "B": 1.0})


def test_a_poor_commune_gets_back_its_share_and_it_costs_the_rest():
    # A regains 10 for 1 million, twice; B regains 1 for 1 million.
    problem = world(np.eye(3), np.eye(3), [10, 10, 1], [1e6] * 3, communes=["A", "A", "B"])
    limits = budget(2e6)
    assert solve(problem, limits).objective == 20
    least = floors(problem, limits, 1.0, HALF)
    assert least == {"A": 10, "B": 1}
    fair = replace(limits, floors=least)
    found = solve(problem, fair)
    assert found.objective == 11
    assert price_of_fairness(problem, fair, found) == 9


def test_a_repair_two_communes_share_counts_in_full_for_each():
    problem = world([[1], [1]], np.eye(2), [5, 5], [2e6], communes=["A", "B"])
    assert floors(problem, budget(2e6), 1.0, HALF) == {"A": 0, "B": 0}
    assert floors(problem, budget(4e6), 0.5, HALF) == {"A": 2.5, "B": 2.5}


def test_what_is_locked_is_paid_before_money_is_shared_out():
    problem = world(np.eye(3), np.eye(3), [1, 5, 5], [2e6, 1e6, 1e6], communes=["A", "A", "B"])
    limits = budget(4e6, locked=np.array([True, False, False]))
    assert floors(problem, limits, 1.0, HALF) == {"A": 6, "B": 5}


@given(
    worlds(),
    st.integers(0, 40).map(lambda n: 1e5 * n),
    st.sampled_from([0.3, 1.0]),
    st.integers(0, 4),
)
def test_all_floors_together_can_always_be_kept(problem, amount, least, part):
    limits = budget(amount, monthly_vnd=1.2e5)
    share = pd.Series({"A": part, "B": 4 - part}, dtype=float)
    fair = replace(limits, floors=floors(problem, limits, least, share))
    found = solve(problem, fair)
    assert found.proof == Proof.OPTIMAL
    assert found.objective == pytest.approx(best(problem, fair))
    for code, floor in fair.floors.items():
        assert regained_in(problem, fair, found.phase, code) >= floor - 1e-9
    assert price_of_fairness(problem, fair, found) >= -1e-9
