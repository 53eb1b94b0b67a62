"""A plan: the repairs chosen, each with what hangs on it, and what they restore together."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.arrays import Rows
from gis.restoration.model.constraints import Constraints, Solution, stated_solution
from gis.restoration.model.problem import Problem
from gis.restoration.model.repairs import Repairs
from gis.restoration.plans.ranking_lines import listed
from gis.restoration.solve.marginal import lost_if_dropped


@dataclass(frozen=True, eq=False)
class Plan:
    """A set of repairs within limits, what it restores, and how good it can at most be.

    `lines`: one row a repair, heaviest loss first: `repair` (row in the repairs), `id target
    name phase cost_vnd estimated monthly_vnd`, `gain_weight` (lost again if it alone were
    dropped) and `own_weight` (what the cameras lost with it count for themselves),
    `needed_with` (ids it does nothing without, or that do nothing without it), `cameras
    communes` (that see again by it, lists); what only chooses who gets a channel is no line.
    `cameras`: rows of all cameras that see again; `restored`: ids of those of the scope;
    `own_weight`: what these count for themselves.
    `before`, `after`: the weight of the places and roads covered. `only_own`: none of these
    weighs, cameras alone count. `solution`: see `stated_solution`. `price_of_fairness`: how much
    more would come back without the floors of `limits`, NaN where that was not found in time.
    """

    solution: Solution
    limits: Constraints
    lines: pd.DataFrame
    cameras: Rows
    before: float
    after: float
    restored: frozenset[str] = frozenset()
    own_weight: float = 0.0
    only_own: bool = False
    price_of_fairness: float = 0.0

    @property
    def worth(self) -> float:
        """Return the weight covered after it; what its cameras count where they alone do."""
        return self.solution.objective if self.only_own else self.after

    @property
    def cost_vnd(self) -> float:
        """Return what all repairs cost."""
        return float(self.lines["cost_vnd"].sum())

    @property
    def monthly_vnd(self) -> float:
        """Return the running cost of what is switched on again."""
        return float(self.lines["monthly_vnd"].sum())

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as plain values."""
        columns = [
            "id",
            "target",
            "name",
            "phase",
            "cost_vnd",
            "estimated",
            "monthly_vnd",
            "gain_weight",
            "own_weight",
            "needed_with",
            "cameras",
            "communes",
        ]
        return {
            "status": str(self.solution.proof),
            "objective": self.solution.objective,
            "bound": self.solution.bound,
            "gap": self.solution.gap,
            "cost_vnd": self.cost_vnd,
            "monthly_vnd": self.monthly_vnd,
            "repairs": self.lines[columns].to_dict("records"),
            "floors": self.limits.floors,
            "price_of_fairness": None
            if np.isnan(self.price_of_fairness)
            else self.price_of_fairness,
            "covered_weight_before": self.before,
            "covered_weight_after": self.after,
            "own_weight": self.own_weight,
            "cameras": len(self.restored),
        }


def plan(
    problem: Problem,
    limits: Constraints,
    solution: Solution,
    rows: Rows,
    repairs: Repairs,
    cameras: pd.DataFrame,
    *,
    before: float,
    price_of_fairness: float = 0.0,
) -> Plan:
    """Return the plan that a solution is.

    Parameters
    ----------
    problem
        What was solved; costs in VND.
    limits
        What it keeps to.
    solution
        The phase of each of the problem's repairs.
    rows
        Which of all `repairs` the problem's are.
    repairs
        All repairs of the work.
    cameras
        Of each row of `repairs.needs`: `camera_id`, `commune_code`; and, else 0 and true,
        `own_weight` (what it counts for itself), `inside` (it is of the scope asked about).
    before
        The weight covered today.
    price_of_fairness
        See `fairness.price_of_fairness`; weight × months.

    Returns
    -------
    Plan
        Among all repairs.
    """
    cameras = pd.DataFrame({"own_weight": 0.0, "inside": True}, cameras.index).assign(**cameras)
    lost = np.zeros(len(repairs.table))
    places = replace(problem, weight=problem.main_weight)
    lost[rows] = 0.0 if problem.only_own else lost_if_dropped(places, limits, solution)
    after = before + (0.0 if problem.only_own else places.regained(solution.done))
    solution = stated_solution(problem, limits, solution).among(rows, len(repairs.table))
    done = solution.done
    needs = repairs.needs.astype(np.int64)
    wanted = np.diff(repairs.needs.indptr)
    active = repairs.mendable & (needs @ done.astype(np.int64) == wanted) & (wanted > 0)
    lines = _lines(solution, repairs, lost)
    rows = lines["repair"].to_numpy()
    behind, sharing = (m[np.flatnonzero(active)][:, rows] for m in (repairs.needs, repairs.waits))
    woken = cameras.iloc[np.flatnonzero(active)]
    ids = lines["id"].to_numpy(object)
    beside = (behind.T.astype(np.int64) @ behind.astype(np.int64)).tocsr()
    beside.setdiag(0)
    beside.eliminate_zeros()
    lines["needed_with"] = listed(beside, ids)
    lines["cameras"] = listed(sharing.T.tocsr(), woken["camera_id"].to_numpy(object))
    codes = listed(sharing.T.tocsr(), woken["commune_code"].to_numpy(object))
    lines["communes"] = [sorted(set(c) - {""}) for c in codes]
    lines["own_weight"] = behind.T.astype(float) @ (woken["own_weight"] * woken["inside"])
    heaviest = ["gain_weight", "own_weight"]
    lines = lines.sort_values(heaviest, ascending=False, kind="stable", ignore_index=True)
    back = np.flatnonzero(active & cameras["inside"].to_numpy())
    ids = cameras["camera_id"].to_numpy(object)[back]
    counted = float(cameras["own_weight"].to_numpy()[back].sum())
    return Plan(
        solution,
        limits,
        lines,
        np.flatnonzero(active),
        before,
        after,
        frozenset(ids),
        counted,
        problem.only_own,
        price_of_fairness,
    )


def _lines(solution: Solution, repairs: Repairs, lost: NDArray[np.float64]) -> pd.DataFrame:
    rows = np.flatnonzero(solution.done & repairs.bought)
    columns = ["target", "name", "cost_vnd", "estimated", "monthly_vnd", "origin", "payer"]
    table = repairs.table.iloc[rows][["repair_id", *columns]].reset_index(drop=True)
    told = {"repair": rows, "phase": solution.phase[rows] + 1, "gain_weight": lost[rows]}
    return table.rename(columns={"repair_id": "id"}).assign(**told)
