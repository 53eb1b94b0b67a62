"""Mixed-integer programmes put to HiGHS: one deadline, a first choice, an end.

HiGHS (Huangfu and Hall 2018) is asked through its own interface, for what others hide: it starts
from a choice that is known, tells how far it is, and ends when nobody waits. Its tolerances are
left as they are: with tighter ones (1e-9) it calls choices best that are not, and gives up where
numbers are nearly equal. So rows must be of numbers that 1e-6 tells apart, see `whole_rows`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats
from gis.core.deadline import Deadline
from gis.core.errors import GisError
from gis.core.language import _

# How far a row may be missed, and how near the best is the best.
TOLERANCE, _NEAR = 1e-6, 1e-9
_Model = highspy.HighsModelStatus
_ENDED = (_Model.kTimeLimit, _Model.kInterrupt)
_NONE = (_Model.kInfeasible, _Model.kUnboundedOrInfeasible)


class _Solver(highspy.Highs):
    """HiGHS without a word on standard output, where results go."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its name
        """Be silent first: calling back is announced."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, eq=False)
class Programme:
    """Maximise `gain` · x over `low` ≤ x ≤ `high` and `least` ≤ `rows` @ x ≤ `most`.

    `gain`, `low`, `high` and `whole` (which numbers are whole): of each column; all are bounded.
    `rows`: rows × columns; `least`, `most`: of each row, infinite where open.
    """

    gain: Floats
    low: Floats
    high: Floats
    whole: Flags
    rows: sparse.csr_array
    least: Floats
    most: Floats


@dataclass(frozen=True, eq=False)
class HighsAnswer:
    """What the solver says: numbers (None: none known), and what no choice exceeds.

    `numbers`: one a column of the programme; `bound`: in its own measure. `proven`: whether the
    numbers are best, or there are none at all.
    """

    numbers: Floats | None
    bound: float
    proven: bool


# Told numbers that are better than those before, or None, and what no choice exceeds.
ProgressCallback = Callable[[Floats | None, float], None]


def maximise(
    programme: Programme,
    deadline: Deadline,
    start: tuple[NDArray[np.intp], Floats] | None = None,
    tell: ProgressCallback | None = None,
) -> HighsAnswer:
    """Return the best numbers, or the best found by the deadline.

    Parameters
    ----------
    programme
        What is maximised.
    deadline
        When the best found by then is returned.
    start
        Columns and their numbers, of a choice that is known to be possible.
    tell
        Told now and then how far it is.

    Returns
    -------
    HighsAnswer
        No numbers where none are possible, or none were found.

    Raises
    ------
    Stopped
        Who asked does not wait any more.
    GisError
        The solver gives up for another reason than time.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    Mathematical Programming Computation 10, 119–142.
    """
    deadline.check()
    solver = _solver(deadline, tell)
    solver.passModel(_as_highs(programme))
    if start is not None:
        columns, numbers = start
        solver.setSolution(len(columns), columns.astype(np.int32), numbers)
    solver.run()
    deadline.check()
    status = solver.getModelStatus()
    if status in _NONE:
        return HighsAnswer(None, -np.inf, proven=True)
    proven = status == _Model.kOptimal
    if not proven and status not in _ENDED:
        raise GisError(_("The solver gave up: {status}", status=solver.modelStatusToString(status)))
    return _answer(solver, programme, proven=proven)


def _answer(solver: Any, programme: Programme, *, proven: bool) -> HighsAnswer:
    info = solver.getInfo()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    numbers = np.array(solver.getSolution().col_value) if feasible else None
    bound = info.mip_dual_bound if programme.whole.any() else info.objective_function_value
    known = abs(bound) < highspy.kHighsInf and (proven or programme.whole.any())
    return HighsAnswer(numbers, -bound if known else np.inf, proven)


def _solver(deadline: Deadline, tell: ProgressCallback | None) -> Any:
    solver = _Solver()  # type: ignore[no-untyped-call]
    options = {
        "mip_rel_gap": 0.0,
        "mip_abs_gap": _NEAR,
        "time_limit": float(min(deadline.left_s, highspy.kHighsInf)),
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)

    def end(event: Any) -> None:
        if deadline.stopped or deadline.passed:
            event.interrupt()

    def better(event: Any) -> None:
        if tell is not None:
            tell(np.array(event.data_out.mip_solution), -event.data_out.mip_dual_bound)

    def further(event: Any) -> None:
        if tell is not None:
            tell(None, -event.data_out.mip_dual_bound)

    solver.cbMipInterrupt += end
    solver.cbSimplexInterrupt += end
    if tell is not None:
        solver.cbMipImprovingSolution += better
        solver.cbMipInterrupt += further
    return solver


def _as_highs(programme: Programme) -> Any:
    """Return the programme as HiGHS takes it: it minimises, and its matrices go by columns."""
    kinds, columns = highspy.HighsVarType, programme.rows.tocsc()
    told = highspy.HighsLp()
    told.num_row_, told.num_col_ = columns.shape
    told.col_cost_ = -programme.gain
    told.col_lower_, told.col_upper_ = programme.low, programme.high
    told.row_lower_, told.row_upper_ = programme.least, programme.most
    told.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    told.a_matrix_.start_, told.a_matrix_.index_ = columns.indptr, columns.indices
    told.a_matrix_.value_ = columns.data
    told.integrality_ = [kinds.kInteger if w else kinds.kContinuous for w in programme.whole]
    return told
