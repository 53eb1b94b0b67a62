"""The best plan there is, as a mixed-integer programme solved by HiGHS.

With repairs r, revivals b, places g, phases t and funds f: x[r,t] = 1 when r is done in t,
y[b,t] ≤ 1 whether b sees by the end of t, z[g,t] ≤ 1 whether g is seen, p[r,f] what f pays:

    maximise   Σ months[t]·weight[g]·z[g,t]
    y[b,t] ≤ Σ_{s≤t} x[r,s]           for every r that b needs
    z[g,t] ≤ Σ_b views[b,g]·y[b,t]
    Σ_t x[r,t] ≤ 1                    = 1 when locked, = 0 when excluded
    Σ_t,r balance[k,r]·x[r,t] ≤ 0     for every row k of what must balance
    Σ_{f of t} p[r,f] = cost[r]·x[r,t],  Σ_r p[r,f] ≤ amount[f],  p[r,f] ≤ share[r,f]·cost[r]
    Σ cost[r]·x[r,t] ≤ total
    Σ_r,t monthly[r]·x[r,t] ≤ ceiling
    Σ months[t]·weight[g]·z[g,t] ≥ floor[c]   over the places g of commune c

Only x is declared whole: given x, the best y and z are whole by themselves. This is maximal
covering (Church and ReVelle 1974) in which what covers must first be bought together.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from gis.choices import Proof
from gis.restoration.limits import NOT_DONE, Limits, Phases, Solution, value
from gis.restoration.problem import Floats, Problem

MILLION = 1e6
# Of HiGHS: found and proven, stopped by a limit, impossible.
_PROVEN, _STOPPED, _IMPOSSIBLE = 0, 1, 2
# Row, column and number of entries; what is one alone is of all.
Entries = list[tuple[Any, Any, Any]]


def solve(
    world: Problem,
    limits: Limits,
    *,
    time_limit_s: float | None = None,
    relaxed: bool = False,
    prefer: Floats | None = None,
) -> Solution:
    """Return the best choice of repairs, with proof; see the module for the programme.

    With a time limit the best found by then is returned, with the bound reached by then;
    when nothing was found, nothing is done. Whole đồng are kept exactly. The relaxed
    programme allows parts of repairs: it gives a bound, and nothing is done.

    `prefer`: what doing each repair is worth beside what it brings back, in weight, to break
    ties. The objective is without it; the bound holds for it, so the gap says what it may cost.
    """
    if not len(world.cost_vnd):
        return _nothing(limits)
    model = _Model(world, limits, prefer)
    if relaxed:
        return _bounded(model.solve({}, whole=False), world)
    options = {"mip_rel_gap": 0.0, "presolve": True}
    if time_limit_s is not None:
        options["time_limit"] = time_limit_s
    while True:
        found = model.solve(options)
        if found.status == _IMPOSSIBLE:
            nothing = np.full(len(world.cost_vnd), NOT_DONE)
            return Solution(nothing, 0.0, 0.0, Proof.INFEASIBLE)
        phase = model.phases(found.x)
        if not model.forbid_overspent(phase):
            break
    objective = value(world, limits, phase)
    bound = -found.mip_dual_bound if found.mip_dual_bound is not None else world.weight.sum()
    proof = Proof.OPTIMAL if found.status == _PROVEN else Proof.FEASIBLE
    room = _most_disliked(model.prefer, world, limits)
    if proof == Proof.OPTIMAL:
        bound = objective + model.prefer[phase != NOT_DONE].sum()
    bound = max(float(bound) + room, objective)
    return Solution(phase, objective, bound, proof)


def _nothing(limits: Limits) -> Solution:
    """Return the only choice where there is no repair."""
    possible = max(limits.floors.values(), default=0.0) <= 0
    proof = Proof.OPTIMAL if possible else Proof.INFEASIBLE
    return Solution(np.empty(0, dtype=np.int64), 0.0, 0.0, proof)


def _bounded(found: Any, world: Problem) -> Solution:
    nothing = np.full(len(world.cost_vnd), NOT_DONE)
    possible = found.status == _PROVEN
    bound, proof = (-found.fun, Proof.FEASIBLE) if possible else (0.0, Proof.INFEASIBLE)
    return Solution(nothing, 0.0, float(bound), proof)


def _most_disliked(prefer: Floats, world: Problem, limits: Limits) -> float:
    """Return how much the money can at most buy of what is preferred not to be done."""
    cost, disliked = world.cost_vnd, -prefer.clip(max=0.0)
    order = np.argsort(-disliked / np.maximum(cost, 1.0), kind="stable")
    before = np.cumsum(cost[order]) - cost[order]
    part = (limits.there_vnd - before) / np.maximum(cost[order], 1.0)
    return float((disliked[order] * part.clip(0.0, 1.0)).sum())


class _Model:
    """The programme as matrices; columns are x, y, z by phase, then p."""

    def __init__(self, world: Problem, limits: Limits, prefer: Floats | None = None) -> None:
        self.world, self.limits = world, limits
        self.prefer = np.zeros(len(world.cost_vnd)) if prefer is None else prefer
        self.repairs, self.phases_n = len(world.cost_vnd), len(limits.months)
        self.revivals, self.places = world.views.shape
        self.x = self._columns(0, self.repairs)
        self.y = self._columns(self.x.size, self.revivals)
        self.z = self._columns(self.x.size + self.y.size, self.places)
        share = limits.share
        self.payments = (share if share is not None else sparse.csr_array((0, 0))).tocoo()
        self.p = self.x.size + self.y.size + self.z.size + np.arange(self.payments.nnz)
        self.size = self.x.size + self.y.size + self.z.size + len(self.p)
        self.forbidden: list[LinearConstraint] = []

    def _columns(self, start: int, count: int) -> NDArray[np.intp]:
        return start + np.arange(self.phases_n * count).reshape(self.phases_n, count)

    def solve(self, options: dict[str, Any], *, whole: bool = True) -> Any:
        low, high = np.zeros(self.size), np.ones(self.size)
        high[self.p] = np.inf
        if self.limits.excluded is not None:
            high[self.x[:, self.limits.excluded]] = 0.0
        gain = np.zeros(self.size)
        gain[self.x] = self.prefer
        gain[self.z] = self.limits.months[:, None] * self.world.weight
        integral = np.zeros(self.size)
        integral[self.x] = whole
        within = [self._within(*ceiling) for ceiling in self._ceilings()]
        rows = [*self._seeing(), self._once(), *self._balanced(), *self._paid(), *within,
                *self._floors(), *self.forbidden]  # fmt: skip
        return milp(-gain, integrality=integral, bounds=Bounds(low, high), constraints=rows,
                    options=options)  # fmt: skip

    def _matrix(self, entries: Entries, rows: int) -> sparse.csr_array:
        row, column, number = (
            np.concatenate([np.ravel(np.broadcast_to(e[k], np.shape(e[1]))) for e in entries])
            for k in range(3)
        )
        return sparse.csr_array((number.astype(float), (row, column)), shape=(rows, self.size))

    def _seeing(self) -> list[LinearConstraint]:
        """Make a revival wait for all it needs, a place for one revival that sees it."""
        needs, views = self.world.needs.tocoo(), self.world.views.tocoo()
        made = []
        for t in range(self.phases_n):
            row = np.arange(needs.nnz)
            entries: Entries = [(row, self.y[t, needs.row], 1.0)]
            entries += [(row, self.x[s, needs.col], -1.0) for s in range(t + 1)]
            made.append(LinearConstraint(self._matrix(entries, needs.nnz), ub=0.0))
            entries = [
                (np.arange(self.places), self.z[t], 1.0),
                (views.col, self.y[t, views.row], -1.0),
            ]
            made.append(LinearConstraint(self._matrix(entries, self.places), ub=0.0))
        return made

    def _once(self) -> LinearConstraint:
        row = np.arange(self.repairs)
        matrix = self._matrix([(row, x, 1.0) for x in self.x], self.repairs)
        locked = self.limits.locked
        least = np.zeros(self.repairs) if locked is None else locked.astype(float)
        return LinearConstraint(matrix, lb=least, ub=1.0)

    def _balanced(self) -> list[LinearConstraint]:
        if self.limits.balance is None:
            return []
        rows = self.limits.balance.tocoo()
        entries: Entries = [(rows.row, x[rows.col], rows.data) for x in self.x]
        return [LinearConstraint(self._matrix(entries, rows.shape[0]), ub=0.0)]

    def _ceilings(self) -> Iterator[tuple[Floats, range, float]]:
        """Give what some cost of all that is done in some phases must not exceed."""
        limits, cost = self.limits, self.world.cost_vnd
        if limits.plain:
            amounts = np.bincount(limits.phase, limits.amount_vnd, minlength=self.phases_n)
            yield from ((cost, range(t, t + 1), amounts[t]) for t in range(self.phases_n))
        if np.isfinite(limits.total_vnd):
            yield cost, range(self.phases_n), limits.total_vnd
        if np.isfinite(limits.monthly_vnd):
            # What is done never stops running: the last phase has it all.
            yield self.world.monthly_vnd, range(self.phases_n), limits.monthly_vnd

    def _paid(self) -> list[LinearConstraint]:
        """Let funds that may not pay everything bear the cost of what is done."""
        limits = self.limits
        if limits.plain:
            return []
        cost, left = self.world.cost_vnd / MILLION, limits.amount_vnd / MILLION
        pay, phase = self.payments, limits.phase[self.payments.col]
        row = phase * self.repairs + pay.row
        entries: Entries = [(row, self.p, 1.0)]
        entries += [(t * self.repairs + np.arange(self.repairs), x, -cost)
                    for t, x in enumerate(self.x)]  # fmt: skip
        together = self._matrix(entries, self.phases_n * self.repairs)
        spent = self._matrix([(pay.col, self.p, 1.0)], len(left))
        most = self._matrix([(np.arange(len(self.p)), self.p, 1.0)], len(self.p))
        return [
            LinearConstraint(together, lb=0.0, ub=0.0),
            LinearConstraint(spent, ub=left),
            LinearConstraint(most, ub=pay.data * cost[pay.row]),
        ]

    def _within(self, each_vnd: Floats, phases: range, most_vnd: float) -> LinearConstraint:
        """Keep what is done in some phases within whole đồng.

        Sums of whole numbers differ by one at least: half a step of room is none, and the
        solver's tolerance does not matter.
        """
        whole = np.round(each_vnd).astype(np.int64)
        step = max(int(np.gcd.reduce(whole)), 1)
        scale = max(float(whole.max(initial=0)), step)
        most = (np.floor(round(most_vnd) / step) + 0.5) * step / scale
        entries: Entries = [(0, self.x[t], whole / scale) for t in phases]
        return LinearConstraint(self._matrix(entries, 1), ub=most)

    def _floors(self) -> list[LinearConstraint]:
        made = []
        for code, least in self.limits.floors.items():
            inside = np.flatnonzero(self.world.commune_code == code)
            if least <= 0:
                continue
            gain = self.limits.months[:, None] * self.world.weight[inside]
            matrix = self._matrix([(0, self.z[:, inside], gain)], 1)
            made.append(LinearConstraint(matrix, lb=least * (1 - 1e-9)))
        return made

    def phases(self, found: Any) -> Phases:
        """Return the phase of each repair; nothing done when nothing was found."""
        if found is None:
            return np.full(self.repairs, NOT_DONE)
        chosen = found[self.x] > 0.5
        return np.where(chosen.any(axis=0), chosen.argmax(axis=0), NOT_DONE)

    def forbid_overspent(self, phase: Phases) -> bool:
        """Forbid a choice that costs a few đồng too many after all; tell whether it does."""
        over = False
        for each_vnd, phases, most_vnd in self._ceilings():
            done = np.flatnonzero((phase >= phases.start) & (phase < phases.stop))
            if round(each_vnd[done].sum()) > round(most_vnd):
                matrix = self._matrix([(0, self.x[phase[done], done], 1.0)], 1)
                self.forbidden.append(LinearConstraint(matrix, ub=len(done) - 1))
                over = True
        return over
