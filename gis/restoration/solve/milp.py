"""The best plan there is, as a mixed-integer programme.

With repairs r, camera groups b, demand nodes g, phases t and funds f: x[r,t] = 1 when r is done in
t,
y[b,t] ≤ 1 whether b sees by the end of t, z[g,t] ≤ 1 whether g is seen, p[r,f] what f pays:

    maximise   Σ months[t]·weight[g]·z[g,t]
    y[b,t] ≤ Σ_{s≤t} x[r,s]           for every r that b needs
    z[g,t] ≤ Σ_b views[b,g]·y[b,t]
    Σ_t x[r,t] ≤ 1                    = 1 when locked, = 0 when excluded
    Σ_t,r balance[k,r]·x[r,t] ≤ 0     for every row k of what must balance
    Σ_{s≤t} Σ_r take[k,r]·x[r,s] ≤ free[k]   for every capacity k that is scarce, see `room`
    Σ_{f of t} p[r,f] = cost[r]·x[r,t],  Σ_r p[r,f] ≤ amount[f],  p[r,f] ≤ share[r,f]·cost[r]
    Σ cost[r]·x[r,t] ≤ total
    Σ_r,t monthly[r]·x[r,t] ≤ ceiling
    Σ months[t]·weight[g]·z[g,t] ≥ floor[c]   over the nodes g of commune c

Only x is declared whole: given x, the best y and z are whole by themselves. This is maximal
covering (Church and ReVelle 1974) in which what covers must first be bought together.

A solver's numbers are rounded ones. So every choice it gives is asked for again in whole đồng
(`payments.breach`); what it breaks becomes a row of the programme, which is solved once more.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import NO_PHASE, Constraints, Phases, Solution, value
from gis.restoration.model.problem import Problem
from gis.restoration.solve.highs import TOLERANCE, HighsAnswer, Programme, maximise
from gis.restoration.solve.payments import (
    Ceiling,
    breach,
    ceilings,
    most_paid,
    out_of_reach,
    whole_vnd,
)
from gis.restoration.solve.whole_rows import BASE, WholeRow, whole_rows

# So much more, of the largest payment, funds may pay in the programme: a payment of a few đồng
# is lost in the solver's tolerance otherwise. What they bear is asked in whole đồng afterwards.
_PAYMENT_SLACK = 10 * TOLERANCE
# Told the best found so far, and what no choice exceeds.
GapCallback = Callable[[float, float], None]
# Row, column and number of entries; what is one alone is of all.
RowEntries = list[tuple[Any, Any, Any]]
# Rows of a programme: least, matrix, most.
ProgrammeRows = tuple[Any, sparse.csr_array, Any]


def solve(
    problem: Problem,
    limits: Constraints,
    *,
    deadline: Deadline | None = None,
    relaxed: bool = False,
    prefer: Floats | None = None,
    start: Phases | None = None,
    tell: GapCallback | None = None,
) -> Solution:
    """Return the best choice of repairs, with proof; see the module for the programme.

    The best found by the deadline is returned, with the bound reached by then; where nothing was
    found, the proof says so. Whole đồng are kept exactly.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, phases, floors, required and excluded repairs.
    deadline
        None: as long as it takes.
    relaxed
        Allow parts of repairs: it gives a bound, and nothing is done.
    prefer
        What doing each repair is worth beside what it brings back, in weight, to break ties. The
        objective is without it; the bound holds for it, so the gap says what it may cost.
    start
        A choice to begin with; where it keeps to the limits, the answer is never worse.
    tell
        Told now and then the best found so far that keeps to all, and what none exceeds.

    Returns
    -------
    Solution
        `phase` of each repair; objective and bound in weight × months.

    Raises
    ------
    Stopped
        Who asked does not wait any more.
    GisError
        The solver gives up for another reason than time.
    """
    deadline = Deadline() if deadline is None else deadline
    if not len(problem.cost_vnd):
        return _empty(limits)
    if _contradicts(limits):
        return _nothing(problem, Proof.INFEASIBLE)
    model = _Model(problem, limits, prefer)
    if relaxed:
        found = maximise(model.programme(whole=False), deadline)
        none = found.numbers is None and found.proven
        most = float(limits.months.sum() * problem.weight.clip(min=0.0).sum())
        proof = Proof.INFEASIBLE if none else Proof.FEASIBLE
        return _nothing(problem, proof, min(found.bound, most))
    found, phase = _asked_again(model, deadline, start, tell)
    if phase is None:
        proof = Proof.INFEASIBLE if found.proven else Proof.NOT_FOUND
        return _nothing(problem, proof, found.bound)
    return _solution(model, found, phase)


def programme(problem: Problem, limits: Constraints) -> Programme:
    """Return the programme of the module as matrices; columns are x, y, z by phase, then p."""
    return _Model(problem, limits).programme()


def _asked_again(
    model: "_Model", deadline: Deadline, start: Phases | None, tell: GapCallback | None
) -> tuple[HighsAnswer, Phases | None]:
    """Return what is best, and the choice it is: None where none that keeps to all is known.

    Where time ends before anything better is found, it is the start, if that keeps to all.
    """
    most = float(model.limits.months.sum() * model.problem.weight.sum())
    rows, found = model.programme(), HighsAnswer(None, most, proven=False)
    known = start if start is not None and model.keeps(start, rows) else None
    first = None if known is None else model.choice(known)
    say = None if tell is None else _Progress(model, tell, known)
    while not deadline.passed:
        found = maximise(rows, deadline, first, say)
        if found.numbers is None:
            break
        phase = model.phases(found.numbers)
        broken = breach(model.problem, model.limits, phase)
        if broken is None:
            better = known is None or found.proven or model.worth(phase) >= model.worth(known)
            return found, phase if better else known
        model.forbid(broken, phase)
        rows = model.programme()
    if known is None:
        return found, None
    return HighsAnswer(None, most if found.proven else found.bound, proven=False), known


class _Progress:
    """Tells how good the best choice found so far is that keeps to all limits."""

    def __init__(self, model: "_Model", tell: GapCallback, known: Phases | None) -> None:
        self.model, self.tell = model, tell
        self.best = -np.inf if known is None else model.worth(known)

    def __call__(self, numbers: Floats | None, bound: float) -> None:
        """Take note of what the solver has found, and proven."""
        if numbers is not None:
            phase = self.model.phases(numbers)
            if breach(self.model.problem, self.model.limits, phase) is None:
                self.best = max(self.best, self.model.worth(phase))
        if np.isfinite(self.best):
            self.tell(self.best, bound)


def _solution(model: "_Model", found: HighsAnswer, phase: Phases) -> Solution:
    problem, limits = model.problem, model.limits
    objective = value(problem, limits, phase)
    bound = min(found.bound, float(limits.months.sum() * problem.weight.sum()))
    if found.proven:
        bound = objective + model.prefer[phase != NO_PHASE].sum()
    room = _most_disliked(model.prefer, problem, limits)
    proof = Proof.OPTIMAL if found.proven else Proof.FEASIBLE
    return Solution(phase, objective, max(float(bound) + room, objective), proof)


def _empty(limits: Constraints) -> Solution:
    """Return the only choice where there is no repair."""
    possible = max(limits.floors.values(), default=0.0) <= 0
    proof = Proof.OPTIMAL if possible else Proof.INFEASIBLE
    return Solution(np.empty(0, dtype=np.int64), 0.0, 0.0, proof)


def _nothing(problem: Problem, proof: Proof, bound: float = 0.0) -> Solution:
    nothing = np.full(len(problem.cost_vnd), NO_PHASE)
    return Solution(nothing, 0.0, 0.0 if proof == Proof.INFEASIBLE else float(bound), proof)


def _contradicts(limits: Constraints) -> bool:
    """Tell whether anything is both locked and excluded."""
    both = limits.locked is not None and limits.excluded is not None
    return both and bool((limits.locked & limits.excluded).any())  # type: ignore[operator]


def _most_disliked(prefer: Floats, problem: Problem, limits: Constraints) -> float:
    """Return how much the money can at most buy of what is preferred not to be done."""
    cost, disliked = problem.cost_vnd, -prefer.clip(max=0.0)
    order = np.argsort(-disliked / np.maximum(cost, 1.0), kind="stable")
    before = np.cumsum(cost[order]) - cost[order]
    part = (limits.there_vnd - before) / np.maximum(cost[order], 1.0)
    return float((disliked[order] * part.clip(0.0, 1.0)).sum())


class _Model:
    """The programme as matrices; columns are x, y, z by phase, then p, then carries."""

    def __init__(self, problem: Problem, limits: Constraints, prefer: Floats | None = None) -> None:
        self.problem, self.limits = problem, limits
        self.prefer = np.zeros(len(problem.cost_vnd)) if prefer is None else prefer
        self.repairs, self.phases_n = len(problem.cost_vnd), len(limits.months)
        self.camera_groups, self.nodes = problem.views.shape
        self.x = self._columns(0, self.repairs)
        self.y = self._columns(self.x.size, self.camera_groups)
        self.z = self._columns(self.x.size + self.y.size, self.nodes)
        self.out: Flags = out_of_reach(problem, limits)
        none = sparse.csr_array((0, 0), dtype=np.int64)
        self.payments = (none if limits.plain else most_paid(problem, limits)).tocoo()
        # What funds pay is counted in, so that the numbers are of the size of 1.
        self.unit_vnd = max(float(self.payments.data.max(initial=0)), 1.0)
        self.p = self.x.size + self.y.size + self.z.size + np.arange(self.payments.nnz)
        self.size = self.x.size + self.y.size + self.z.size + len(self.p)
        # Columns, numbers and row of each carry, see `whole_rows`, and the carry before it.
        self.carries: list[tuple[Any, WholeRow, int | None]] = []
        self.within = [row for c in ceilings(problem, limits) for row in self._within(c)]

    def _columns(self, start: int, count: int) -> NDArray[np.intp]:
        return start + np.arange(self.phases_n * count).reshape(self.phases_n, count)

    def programme(self, *, whole: bool = True) -> Programme:
        """Return the programme as it is now."""
        carry = [row.carry or (0, 0) for _x, row, _before in self.carries]
        low, high = (
            np.concatenate([np.full(self.size, usual), [each[k] for each in carry]])
            for k, usual in enumerate((0.0, 1.0))
        )
        high[self.x[self.out]] = 0.0
        if self.limits.excluded is not None:
            high[self.x[:, self.limits.excluded]] = 0.0
        high[self.p] = self.payments.data / self.unit_vnd + _PAYMENT_SLACK
        gain, integral = np.zeros(len(low)), np.zeros(len(low), dtype=bool)
        gain[self.x] = self.prefer
        gain[self.z] = self.limits.months[:, None] * self.problem.weight
        integral[self.x] = integral[self.size :] = whole
        rows = [
            *self._seeing(),
            self._once(),
            *self._balanced(),
            *self._paid(),
            *self.within,
            *self._floors(),
        ]
        for _least, part, _most in rows:
            part.resize(part.shape[0], len(low))
        matrix = sparse.vstack([matrix for _l, matrix, _m in rows], format="csr")
        least, most = (
            np.concatenate([np.broadcast_to(row[k], row[1].shape[0]) for row in rows])
            for k in (0, 2)
        )
        return Programme(gain, low, high, integral, matrix, least, most)

    def _matrix(self, entries: RowEntries, rows: int) -> sparse.csr_array:
        row, column, number = (
            np.concatenate([np.ravel(np.broadcast_to(e[k], np.shape(e[1]))) for e in entries])
            for k in range(3)
        )
        shape = rows, self.size + len(self.carries)
        matrix = sparse.csr_array((number.astype(float), (row, column)), shape=shape)
        matrix.eliminate_zeros()
        return matrix

    def _seeing(self) -> Iterator[ProgrammeRows]:
        """Make a camera group wait for all it needs, a node for one camera group that sees it."""
        needs, views = self.problem.needs.tocoo(), self.problem.views.tocoo()
        for t in range(self.phases_n):
            row = np.arange(needs.nnz)
            entries: RowEntries = [(row, self.y[t, needs.row], 1.0)]
            entries += [(row, self.x[s, needs.col], -1.0) for s in range(t + 1)]
            yield -np.inf, self._matrix(entries, needs.nnz), 0.0
            entries = [
                (np.arange(self.nodes), self.z[t], 1.0),
                (views.col, self.y[t, views.row], -1.0),
            ]
            yield -np.inf, self._matrix(entries, self.nodes), 0.0

    def _once(self) -> ProgrammeRows:
        row = np.arange(self.repairs)
        matrix = self._matrix([(row, x, 1.0) for x in self.x], self.repairs)
        locked = self.limits.locked
        least = np.zeros(self.repairs) if locked is None else locked.astype(float)
        return least, matrix, 1.0

    def _balanced(self) -> Iterator[ProgrammeRows]:
        if self.limits.balance is not None:
            rows = self.limits.balance.tocoo()
            entries: RowEntries = [(rows.row, x[rows.col], rows.data) for x in self.x]
            yield -np.inf, self._matrix(entries, rows.shape[0]), 0.0

    def _paid(self) -> Iterator[ProgrammeRows]:
        """Let funds that may not pay everything bear the cost of what is done."""
        limits, pay = self.limits, self.payments
        if limits.plain:
            return
        cost = np.where(self.out, 0, whole_vnd(self.problem.cost_vnd)) / self.unit_vnd
        row = limits.phase[pay.col] * self.repairs + pay.row
        entries: RowEntries = [(row, self.p, 1.0)]
        entries += [
            (t * self.repairs + np.arange(self.repairs), x, -cost[t]) for t, x in enumerate(self.x)
        ]
        yield 0.0, self._matrix(entries, self.phases_n * self.repairs), 0.0
        spent = self._matrix([(pay.col, self.p, 1.0)], len(limits.amount_vnd))
        yield -np.inf, spent, np.floor(limits.amount_vnd) / self.unit_vnd + _PAYMENT_SLACK

    def _within(self, ceiling: Ceiling) -> Iterator[ProgrammeRows]:
        """Keep what is done in some phases within whole đồng, see `whole_rows`."""
        t = np.array(ceiling.phases)
        columns, before = self.x[t], None
        for row in whole_rows(np.where(self.out[t], 0, ceiling.each_vnd), ceiling.most_vnd):
            entries: RowEntries = [(0, columns, row.numbers)]
            if before is not None:
                entries.append((0, [self.size + before], 1.0))
            if row.carry is not None:
                self.carries.append((columns, row, before))
                before = len(self.carries) - 1
                entries.append((0, [self.size + before], -float(BASE)))
            yield -np.inf, self._matrix(entries, 1), row.most + 0.5

    def _floors(self) -> Iterator[ProgrammeRows]:
        for code, least in self.limits.floors.items():
            inside = np.flatnonzero(self.problem.commune_code == code)
            if least <= 0:
                continue
            gain = self.limits.months[:, None] * self.problem.weight[inside]
            yield least * (1 - 1e-9), self._matrix([(0, self.z[:, inside], gain)], 1), np.inf

    def choice(self, phase: Phases) -> tuple[NDArray[np.intp], Floats]:
        """Return the columns of all but what funds pay, and what they are in a choice."""
        done = np.arange(self.phases_n)[:, None] == phase
        by_then = np.logical_or.accumulate(done, axis=0)
        active = [self.problem.active(each) for each in by_then]
        seen = [
            self.problem.views.T.astype(np.int64) @ each.astype(np.int64) > 0 for each in active
        ]
        flags = np.concatenate([done.ravel(), np.ravel(active), np.ravel(seen)]).astype(float)
        carried = self._carried(flags)
        columns = [np.arange(len(flags)), self.size + np.arange(len(carried))]
        return np.concatenate(columns), np.concatenate([flags, carried])

    def _carried(self, flags: Floats) -> list[int]:
        """Return the least carries of a choice."""
        carried: list[int] = []
        for columns, row, before in self.carries:
            left = int((row.numbers * flags[columns].astype(np.int64)).sum())
            carried.append(row.carried(left + (0 if before is None else carried[before])))
        return carried

    def keeps(self, phase: Phases, programme: Programme) -> bool:
        """Tell whether a choice keeps to all that is asked, money in whole đồng."""
        columns, numbers = self.choice(phase)
        within = (numbers >= programme.low[columns]) & (numbers <= programme.high[columns])
        # What funds pay is asked for below.
        asked = np.diff(programme.rows[:, self.p].indptr) == 0
        rows = programme.rows[:, columns] @ numbers
        most = rows <= programme.most + TOLERANCE
        met = ((rows >= programme.least - TOLERANCE) & most)[asked]
        return bool(within.all() and met.all()) and breach(self.problem, self.limits, phase) is None

    def worth(self, phase: Phases) -> float:
        """Return what a choice counts, with what is preferred."""
        done = phase != NO_PHASE
        return value(self.problem, self.limits, phase) + float(self.prefer[done].sum())

    def phases(self, numbers: Floats) -> Phases:
        """Return the phase of each repair."""
        chosen = numbers[self.x] > 0.5
        return np.where(chosen.any(axis=0), chosen.argmax(axis=0), NO_PHASE)

    def forbid(self, broken: Ceiling, phase: Phases) -> None:
        """Keep to what a choice has broken, and never to that choice again.

        Of what costs too much together the fewest are named: then more is forbidden at once.
        What would add room, and is not done, allows it again.
        """
        self.within += self._within(broken)
        chosen, each = np.isin(phase, broken.phases), broken.each_vnd
        inside, unused = np.flatnonzero(chosen & (each > 0)), np.flatnonzero(~chosen & (each < 0))
        most = broken.most_vnd - each[chosen].clip(max=0).sum()
        order = inside[np.argsort(-each[inside], kind="stable")]
        together = np.cumsum(each[order])
        few = order[: int(np.searchsorted(together, most, side="right")) + 1]
        entries: RowEntries = [(0, self.x[phase[few], few], 1.0)]
        entries += [(0, self.x[t, unused], -1.0) for t in broken.phases]
        self.within.append((-np.inf, self._matrix(entries, 1), len(few) - 1))
