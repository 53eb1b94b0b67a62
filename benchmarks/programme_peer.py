"""Processor time and objective of other solvers on the whole programme of one budget.

``python -m benchmarks.programme_peer scipy|cpsat FILE AMOUNT SECONDS``; CP-SAT needs pip package
ortools. Prints processor time, what its choice brings back by our own count, and whether it
says that nothing is better.
"""

import sys
import time
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from gis.core.arrays import Flags
from gis.restoration.model.constraints import budget
from gis.restoration.model.problem import Problem
from gis.restoration.solve.milp import programme

# Weights in whole numbers, for a solver that knows no others.
WHOLE = 2.0**14
PARTS = ("data", "indices", "indptr", "shape")


def save(problem: Problem, path: Path) -> None:
    """Write what is chosen from."""
    matrices = {
        f"{name}_{part}": getattr(getattr(problem, name), part)
        for name in ("needs", "views")
        for part in PARTS
    }
    np.savez(path, cost=problem.cost_vnd, weight=problem.weight, **matrices)


def load(path: Path) -> Problem:
    """Read what `save` wrote."""
    with np.load(path) as held:
        needs, views = (
            sparse.csr_array(
                tuple(held[f"{name}_{part}"] for part in PARTS[:3]),
                shape=tuple(held[f"{name}_shape"]),
            )
            for name in ("needs", "views")
        )
        cost, weight = held["cost"], held["weight"]
    codes = np.full(len(weight), "", dtype=object)
    return Problem(cost, np.zeros(len(cost)), needs, views, weight, codes)


def by_scipy(problem: Problem, amount_vnd: float, patience_s: float) -> tuple[Flags, bool]:
    """Return what SciPy's HiGHS does, and whether it calls that best."""
    asked = programme(problem, budget(amount_vnd))
    found = milp(
        -asked.gain,
        integrality=asked.whole,
        bounds=Bounds(asked.low, asked.high),
        constraints=LinearConstraint(asked.rows, asked.least, asked.most),
        options={"time_limit": patience_s, "mip_rel_gap": 0.0},
    )
    done = (
        np.zeros(len(problem.cost_vnd), bool)
        if found.x is None
        else found.x[: len(problem.cost_vnd)] > 0.5
    )
    return done, found.status == 0


def by_cpsat(problem: Problem, amount_vnd: float, patience_s: float) -> tuple[Flags, bool]:
    """Return what CP-SAT does with one worker, and whether it calls that best."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - not everyone has it

    model = cp_model.CpModel()
    revivals, places = problem.views.shape
    do = [model.new_bool_var("") for _ in problem.cost_vnd]
    wake = [model.new_bool_var("") for _ in range(revivals)]
    see = [model.new_bool_var("") for _ in range(places)]
    needs, views = problem.needs.tocoo(), problem.views.tocsc()
    for revival, repair in zip(needs.row.tolist(), needs.col.tolist(), strict=True):
        model.add_implication(wake[revival], do[repair])
    for place in range(places):
        seeing = views.indices[views.indptr[place] : views.indptr[place + 1]].tolist()
        model.add_bool_or([see[place].negated(), *(wake[k] for k in seeing)])
    costs = np.round(problem.cost_vnd).astype(np.int64).tolist()
    model.add(cp_model.LinearExpr.weighted_sum(do, costs) <= int(amount_vnd))
    weights = np.round(problem.weight * WHOLE).astype(np.int64).tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(see, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, patience_s
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.zeros(len(do), bool), False
    return np.array([solver.boolean_value(x) for x in do]), status == cp_model.OPTIMAL


PEERS = {"scipy": by_scipy, "cpsat": by_cpsat}


def main(name: str, path: str, amount_vnd: str, patience_s: str) -> None:
    world, amount = load(Path(path)), float(amount_vnd)
    start = time.process_time()
    done, proven = PEERS[name](world, amount, float(patience_s))
    spent = time.process_time() - start
    within = round(world.cost_vnd[done].sum()) <= amount
    print(spent, world.regained(done), int(proven), int(within))


if __name__ == "__main__":
    main(*sys.argv[1:])
