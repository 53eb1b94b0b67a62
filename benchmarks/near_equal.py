"""Near-equal costs, to the đồng: our programme, CP-SAT and scipy's milp beside enumeration.

``python -m benchmarks.near_equal [WORLDS]``; pip package ortools is a peer.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from scipy import optimize, sparse

from gis.restoration.model.constraints import Constraints
from gis.restoration.model.problem import Problem
from gis.restoration.solve.milp import solve

WORLDS, REPAIRS, CAMERAS = 4_000, 10, 8
CHOICES = (np.arange(2**REPAIRS)[:, None] >> np.arange(REPAIRS) & 1).astype(bool)


def world(random: np.random.Generator) -> tuple[Problem, float, float]:
    """Repairs that differ by a few đồng; a budget and a ceiling within a few đồng of some sum."""
    needs = np.eye(CAMERAS, REPAIRS, dtype=bool) | (random.random((CAMERAS, REPAIRS)) < 0.1)
    cost = 35_000_000.0 + random.integers(0, 4, REPAIRS)
    monthly = 20_000.0 + random.integers(0, 3, REPAIRS)
    few = random.choice(REPAIRS, random.integers(1, REPAIRS), replace=False)
    problem = Problem(
        cost,
        monthly,
        sparse.csr_array(needs),
        sparse.eye_array(CAMERAS, dtype=bool, format="csr"),
        random.integers(1, 30, CAMERAS).astype(float),
        np.full(CAMERAS, "A", dtype=object),
    )
    near = random.integers(-2, 3, 2)
    return problem, cost[few].sum() + near[0], monthly[few].sum() + near[1]


def enumeration(problem: Problem, money: float, ceiling: float) -> float:
    needs = problem.needs.toarray()
    met = (CHOICES @ needs.T.astype(np.int64)) == needs.sum(axis=1)
    may = (CHOICES @ problem.cost_vnd <= money) & (CHOICES @ problem.monthly_vnd <= ceiling)
    return float((met @ problem.weight)[may].max())


def ours(problem: Problem, money: float, ceiling: float) -> float:
    return solve(problem, Constraints(np.array([money]), monthly_vnd=ceiling)).objective


def cp_sat(problem: Problem, money: float, ceiling: float) -> float:
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in problem.cost_vnd]
    y = [model.new_bool_var("") for _ in problem.weight]
    needs = problem.needs.tocoo()
    for camera, repair in zip(needs.row, needs.col, strict=True):
        model.add_implication(y[camera], x[repair])
    model.add(_sum(problem.cost_vnd, x) <= int(money))
    model.add(_sum(problem.monthly_vnd, x) <= int(ceiling))
    model.maximize(_sum(problem.weight, y))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model)
    return solver.objective_value


def _sum(numbers: NDArray[np.float64], variables: list[cp_model.IntVar]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum(variables, numbers.astype(int).tolist())


def scipy_milp(problem: Problem, money: float, ceiling: float) -> float:
    needs = problem.needs.tocoo()
    row, n = np.arange(needs.nnz), needs.nnz
    waits = np.zeros((n, REPAIRS + CAMERAS))
    waits[row, needs.col], waits[row, REPAIRS + needs.row] = -1, 1
    none = np.zeros(CAMERAS)
    rows = np.vstack([waits, np.r_[problem.cost_vnd, none], np.r_[problem.monthly_vnd, none]])
    found = optimize.milp(
        -np.r_[np.zeros(REPAIRS), problem.weight],
        integrality=np.ones(REPAIRS + CAMERAS),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(rows, -np.inf, np.r_[np.zeros(n), money, ceiling]),
    )
    return float(-found.fun) if found.fun is not None else float("nan")


def main(worlds: int = WORLDS) -> None:
    ways: dict[str, Callable[[Problem, float, float], float]] = {
        "ours (HiGHS, asked again in whole đồng)": ours,
        "CP-SAT": cp_sat,
        "scipy.optimize.milp": scipy_milp,
    }
    right, spent = dict.fromkeys(ways, 0), dict.fromkeys(ways, 0.0)
    random = np.random.default_rng(0)
    for _ in range(worlds):
        problem, money, ceiling = world(random)
        best = enumeration(problem, money, ceiling)
        for name, way in ways.items():
            start = time.process_time()
            right[name] += abs(way(problem, money, ceiling) - best) < 1e-6
            spent[name] += time.process_time() - start
    print(f"| of {worlds:,} near-equal worlds | right | processor time, ms each |\n|---|---|---|")
    for name in ways:
        print(f"| {name} | {right[name]:,} | {1000 * spent[name] / worlds:.1f} |")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
