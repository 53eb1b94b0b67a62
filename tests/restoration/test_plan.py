"""Plans as they are told: what hangs on each line, what is idle, why nothing is possible."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from gis.restoration.model.constraints import NO_PHASE, Constraints, Solution, budget, value
from gis.restoration.model.problem import build_problem
from gis.restoration.model.repairs import Repairs
from gis.restoration.plans.plan import plan
from gis.restoration.solve.infeasibility import why_not
from gis.restoration.solve.marginal import lost_if_dropped, without_waste
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import world, worlds

MONEY = st.integers(0, 40).map(lambda n: 1e5 * n)


@given(worlds(), MONEY)
def test_what_is_lost_is_what_working_it_out_again_says(problem, amount):
    limits = Constraints(np.array([amount, amount]), np.array([0, 1]), months=np.array([3.0, 9.0]))
    found = solve(problem, limits)
    told = lost_if_dropped(problem, limits, found)
    for repair in range(len(found.phase)):
        left = found.phase.copy()
        left[repair] = NO_PHASE
        assert told[repair] == pytest.approx(found.objective - value(problem, limits, left))


@given(worlds(), MONEY)
def test_nothing_idle_is_bought_and_the_objective_stays(problem, amount):
    everything = Solution(np.zeros(len(problem.cost_vnd), int), 0.0, 0.0, "feasible")
    limits = budget(amount)
    lean = without_waste(problem, limits, everything)
    assert problem.regained(lean.done) == problem.regained(everything.done)
    assert (lost_if_dropped(problem, limits, lean)[lean.done] > 0).all()


def test_what_must_be_done_stays_although_idle():
    made = world(np.eye(2), np.eye(2), [1, 0], [1e6, 1e6])
    limits = budget(2e6, locked=np.array([False, True]))
    both = Solution(np.zeros(2, int), 1.0, 1.0, "feasible")
    assert without_waste(made, limits, both).done.tolist() == [True, True]
    assert without_waste(made, budget(2e6), both).done.tolist() == [True, False]


def test_a_plan_tells_each_line_and_what_all_bring_back_together():
    # A recorder (8) wakes C0, and C1 once its own fault (2) is mended; C2 waits for a unit (9)
    # that the money does not reach; C3 sees what C0 sees.
    table = pd.DataFrame(
        {
            "repair_id": ["C1", "R", "U", "C3"],
            "target": ["camera", "equipment"] * 2,
            "name": "",
            "cost_vnd": [2e6, 8e6, 9e6, 3e6],
            "estimated": [True, False, False, False],
            "monthly_vnd": [1.0, 2.0, 4.0, 8.0],
            "origin": "state",
            "payer": "",
        }
    )
    needs = sparse.csr_array(np.array([[0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]) > 0)
    views = sparse.csr_array(np.array([[1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]]) > 0)
    todo = Repairs(table, needs, np.ones(4, bool))
    groups = pd.DataFrame({"commune_code": ["A"] * 4, "weight": [4.0, 1.0, 5.0, 7.0]})
    made = build_problem(todo, views, groups, np.zeros(4, bool))
    limits, rows = budget(11e6), np.arange(4)
    cameras = pd.DataFrame({"camera_id": ["C0", "C1", "C2", "C3"], "commune_code": list("AABB")})
    found = without_waste(made, limits, solve(made, limits))
    told = plan(made, limits, found, rows, todo, cameras, before=2.0)
    lines = told.lines.set_index("id")
    # 4 + 1 + 5 with recorder and C1; the unit's 7 would be less; C3 adds nothing to them.
    assert told.as_dict()["objective"] == 10
    assert (told.before, told.after) == (2, 12)
    assert (told.cost_vnd, told.monthly_vnd) == (10e6, 3)
    assert lines["gain_weight"].to_dict() == {"R": 10, "C1": 5}
    assert lines["needed_with"].to_dict() == {"R": ["C1"], "C1": ["R"]}
    assert lines["cameras"].to_dict() == {"R": ["C0", "C1"], "C1": ["C1"]}
    assert told.cameras.tolist() == [0, 1]


REASONS = [
    (budget(1e6, locked=np.array([True, False])), "2.000.000 đồng.*1.000.000"),
    (budget(9e6, locked=np.array([True, False]), monthly_vnd=10.0), "30.*20"),
    (budget(9e6, floors={"A": 9.0}), "A.*4.*9"),
    (budget(2e6, floors={"A": 4.0, "B": 3.0}), "không thể đồng thời"),
]


@pytest.mark.parametrize(("limits", "said"), REASONS)
def test_what_cannot_be_is_told_with_its_measure(limits, said):
    made = world(np.eye(2), np.eye(2), [4, 3], [2e6, 2e6], monthly=[30, 30], communes=["A", "B"])
    assert solve(made, limits).proof == "infeasible"
    assert re.search(said, why_not(made, limits))


def test_money_that_may_not_pay_is_told():
    made = world(np.eye(1), np.eye(1), [4], [2e6])
    limits = Constraints(np.array([5e6]), share=sparse.csr_array([[0.25]]), locked=np.array([True]))
    assert "1.500.000" in why_not(made, limits)
    assert solve(made, replace(limits, locked=None)).objective == 0
