"""Why nothing keeps to what is asked: what no fund can bear, and within the time allowed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from gis.core.deadline import Deadline
from gis.restoration.model.constraints import Constraints
from gis.restoration.solve.infeasibility import why_not
from gis.restoration.solve.payments import unpaid_vnd
from tests.restoration.worlds import world


def alone(costs):
    """Repairs that each bring back one place of weight 1 by themselves."""
    one = np.eye(len(costs), dtype=bool)
    return world(one, one, np.ones(len(costs)), costs)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_what_no_fund_can_bear_is_the_rest_of_the_greatest_flow(repairs, funds, data):
    """Beside a linear programme: pay the most, no fund beyond what it holds or may bear."""
    whole = st.integers(0, 9)
    cost = np.array(data.draw(st.lists(whole, min_size=repairs, max_size=repairs)), float)
    amount = np.array(data.draw(st.lists(whole, min_size=funds, max_size=funds)), float)
    part = np.array(
        data.draw(
            st.lists(
                st.sampled_from([0.0, 1.0]), min_size=repairs * funds, max_size=repairs * funds
            )
        )
    )
    part = part.reshape(repairs, funds)
    within = Constraints(amount, np.zeros(funds, np.int64), sparse.csr_array(part))
    most = part * cost[:, None]
    rows = np.vstack(
        [np.kron(np.eye(repairs), np.ones(funds)), np.kron(np.ones(repairs), np.eye(funds))]
    )
    found = optimize.linprog(
        -np.ones(most.size),
        A_ub=rows,
        b_ub=np.append(cost, amount),
        bounds=np.column_stack([0 * most.ravel(), most.ravel()]),
    )
    every = np.ones(repairs, dtype=bool)
    assert unpaid_vnd(alone(cost), within, every) == pytest.approx(cost.sum() + found.fun)


def test_hundreds_of_required_repairs_and_funds_are_told_of_at_once():
    """500 repairs of 1 million, 100 funds that may each bear 5 of them, one short of a đồng."""
    size, funds = 500, 100
    share = np.zeros((size, funds))
    share[np.arange(size), np.arange(size) // 5] = 1.0
    amount = np.full(funds, 5e6)
    amount[-2:] += [1.0, -1.0]  # no repair may be paid by both
    within = Constraints(
        amount, np.zeros(funds, np.int64), sparse.csr_array(share), locked=np.ones(size, dtype=bool)
    )
    assert " 1 đồng" in why_not(alone(np.full(size, 1e6)), within).replace("\u202f", " ")


def test_a_floor_out_of_reach_is_named_and_without_time_that_is_said():
    problem = alone([2e6, 1e6])
    within = Constraints(np.array([3e6]), floors={"A": 3.0})
    assert "A" in why_not(problem, within)
    assert "2,0" in why_not(problem, within)
    assert "thời gian cho phép" in why_not(problem, within, Deadline(0))
