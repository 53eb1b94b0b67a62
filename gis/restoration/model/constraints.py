"""What a plan must keep to, and a choice of repairs with how good it is."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats, Rows
from gis.core.choices import Proof
from gis.restoration.model.problem import Problem

NO_PHASE = -1
Phases = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Constraints:
    """What a plan must keep to.

    `amount_vnd`, `phase`: of each fund, phases from 0 on. `share`: repairs × funds, the greatest
    part of a repair's cost that the fund may bear; None when every fund may bear all. `total_vnd`:
    what may be spent in all, whatever the funds hold. `months`: how long each phase counts.
    `monthly_vnd`: ceiling of the running cost, VND a month. `locked`, `excluded`: flags of repairs
    that must, and must not, be done; None for none. `floors`: commune code → least weight (×
    months) regained inside it. `balance`: rows of numbers × repairs; in each, the numbers of what
    is done add up to at most 0.
    """

    amount_vnd: Floats
    phase: Phases = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    share: sparse.csr_array | None = None
    months: Floats = field(default_factory=lambda: np.ones(1))
    total_vnd: float = np.inf
    monthly_vnd: float = np.inf
    locked: Flags | None = None
    excluded: Flags | None = None
    floors: dict[str, float] = field(default_factory=dict)
    balance: sparse.csr_array | None = None

    @property
    def plain(self) -> bool:
        """Tell whether any money of a phase may pay anything done in it."""
        return self.share is None

    @property
    def there_vnd(self) -> float:
        """Return the money there is in all."""
        return float(min(self.amount_vnd.sum(), self.total_vnd))

    def of(self, repairs: Rows) -> "Constraints":
        """Return the limits for some of the repairs alone."""
        flags: dict[str, Any] = {
            name: None if getattr(self, name) is None else getattr(self, name)[repairs]
            for name in ("share", "locked", "excluded")
        }
        balance = None if self.balance is None else self.balance[:, repairs]
        return replace(self, balance=balance, **flags)


@dataclass(frozen=True, eq=False)
class Solution:
    """A choice of repairs: the phase of each (`NO_PHASE` for none), and how good it is.

    `phase`: of each repair, from 0 on. `objective` is worked out from the choice itself; `bound` is
    the most any choice can reach, as `proof` says; both in weight × months.
    """

    phase: Phases
    objective: float
    bound: float
    proof: Proof

    @property
    def done(self) -> Flags:
        """Tell which repairs are done in the end."""
        return np.asarray(self.phase != NO_PHASE)

    @property
    def gap(self) -> float:
        """Return how much better than this another choice may be, as a part of the bound."""
        return (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    def among(self, repairs: Rows, total: int) -> "Solution":
        """Return the same choice among all repairs, of which it chose some."""
        phase = np.full(total, NO_PHASE)
        phase[repairs] = self.phase
        return replace(self, phase=phase)


def budget(amount_vnd: float, **how: Any) -> Constraints:
    """Return the limits of one budget for everything.

    Parameters
    ----------
    amount_vnd
        What may be spent, in VND, from 0 on.
    **how
        Other fields of `Constraints`.

    Returns
    -------
    Constraints
        One fund of one phase that lasts 1 month, so that weight × months is weight.
    """
    return Constraints(np.array([float(amount_vnd)]), **how)


def value(problem: Problem, limits: Constraints, phase: Phases) -> float:
    """Return what a choice of phases brings back, in weight × months.

    Parameters
    ----------
    problem
        What the choice is of.
    limits
        How many months each phase counts.
    phase
        Of each repair, from 0 on, `NO_PHASE` where it is not done.

    Returns
    -------
    float
        What is seen by the end of a phase counts for all of its months.
    """
    done = [(phase != NO_PHASE) & (phase <= t) for t in range(len(limits.months))]
    return float(sum(m * problem.regained(d) for m, d in zip(limits.months, done, strict=True)))


def stated_solution(problem: Problem, limits: Constraints, solution: Solution) -> Solution:
    """Return a solution as it is told: in what places and roads weigh, where any does.

    What cameras count for themselves chose between what brings back equally much; it is left
    out of the objective, and as much of it out of the bound.

    Parameters
    ----------
    problem
        What the choice is of.
    limits
        How many months each phase counts.
    solution
        Objective and bound with the own weight of cameras.

    Returns
    -------
    Solution
        The same choice and proof, objective and bound in weight × months.
    """
    objective = value(replace(problem, weight=problem.main_weight), limits, solution.phase)
    return replace(
        solution, objective=objective, bound=objective + solution.bound - solution.objective
    )
