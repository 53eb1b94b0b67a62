"""How surely each repair belongs in the plan, and what to find out first.

What is not known of cameras and costs is drawn many times, each time the plan is made anew,
and repairs and unknowns are judged by all these plans. See docs/uncertainty.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags, Floats
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.errors import GisError, NotFoundYetError
from gis.core.language import _
from gis.restoration.model.constraints import NO_PHASE, Phases, Solution, value
from gis.restoration.model.repair_options import work
from gis.restoration.model.uncertainty import (
    certainties,
    cost_draws,
    could_change,
    sample_costs,
    wilson,
)
from gis.restoration.plans.formulation import Formulation, formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, named_repairs
from gis.restoration.robustness.processes import spread
from gis.restoration.robustness.report import HIGH, LOW, RobustnessReport
from gis.restoration.robustness.samples import SampledRegister
from gis.restoration.solve.decomposition import best_by_components
from gis.restoration.solve.marginal import lost_if_dropped, without_waste
from gis.restoration.solve.milp import solve

DRAWS = 200
# All that can come back weighs so much while ties are broken, so that what breaks them is
# well above the solver's tolerance; and so much a repair of the plan at hand.
SCALE, KEPT = 1e4, 1e-2
Draws = NDArray[np.int64]
# Makes some draws by a deadline.
Making = Callable[[Draws, Deadline], Iterator["DrawResult"]]
# So many draws are made here before it is known how long all take, and so many seconds of work
# are worth the time it takes to start processes.
FIRST, WORTH_S = 3, 6.0


def judge(
    analysis: Analysis,
    request: Request,
    plan: Plan,
    *,
    prices: pd.DataFrame | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
    deadline: Deadline | None = None,
) -> RobustnessReport:
    """Judge a plan by the plans of so many draws, all with the same request.

    Of plans that bring back equally much, that nearest to the plan at hand is taken: it has
    most of its repairs, then fewest others, then those that come first in the register. For
    this each repair of the plan at hand counts a millionth of all weight more, each other
    one at most that less.

    Parameters
    ----------
    analysis
        The cameras, equipment, demand and what sees what.
    request
        What the plan was asked for.
    plan
        The plan at hand, as `make_plan` gives it for the same request.
    prices
        VND, see `read_prices`; None: the list of the program.
    draws
        How many, from 1 on; one is enough where nothing is unknown.
    seed
        The same seed gives the same draws.
    progress
        Called with the number of draws done, and of all; what it raises ends the work.
    deadline
        When no further draw is begun; None: as long as it takes.

    Returns
    -------
    RobustnessReport
        Shares of the draws from 0 to 1, by Wilson's score interval; weights × months.

    Raises
    ------
    GisError
        The number of draws is not one from 1 on, or what is asked cannot be.
    NotFoundYetError
        Not one draw was finished by the deadline; later, fewer draws are told.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209–212.
    """
    if draws < 1:
        raise GisError(_("The number of draws must be a whole number from 1 on"))
    deadline = Deadline() if deadline is None else deadline
    todo = work(analysis, request.goal, prices=prices, weigh=request.weigh)
    request = named_repairs(todo, request)
    phase = pd.Series(plan.solution.phase, todo.repairs.table["repair_id"])
    told = analysis, request, phase, prices, seed
    drawn, make = _drawing(*told)
    # Without anything unknown all draws are alike.
    needed = draws if drawn.has_unknowns else 1
    tally = _Tally(drawn, _phases(drawn, phase) != NO_PHASE)

    def tell() -> None:
        if progress is not None:
            progress(draws if needed == 1 else len(tally.outcomes), draws)

    for outcome in _made(make, told, np.arange(needed), deadline, tell):
        tally.add(outcome)
        tell()
    if not tally.outcomes:
        raise NotFoundYetError(_("No draw was finished in the time allowed: allow more time"))
    return tally.judged(draws if needed == 1 else len(tally.outcomes))


def _drawing(
    analysis: Analysis, request: Request, phase: pd.Series, prices: pd.DataFrame | None, seed: int
) -> tuple[SampledRegister, Making]:
    """Return the register to be drawn, and what makes some draws of it by a deadline."""
    drawn = SampledRegister(
        analysis, request.goal, prices, seed=seed, commune=request.commune, weigh=request.weigh
    )
    return drawn, partial(outcomes, drawn, request, _phases(drawn, phase))


def _phases(register: SampledRegister, phase: pd.Series) -> Phases:
    ids = register.todo.repairs.table["repair_id"]
    return phase.reindex(ids).fillna(NO_PHASE).to_numpy(np.int64)


def _made(
    make: Making,
    told: tuple[Any, ...],
    draws: Draws,
    deadline: Deadline,
    tick: Callable[[], None],
) -> Iterator["DrawResult"]:
    """Give what comes of all draws, by processes beside this one where that is worth it.

    The draws are the same whoever makes them.
    """
    start = monotonic()
    yield from make(draws[:FIRST], deadline)
    left = [int(draw) for draw in draws[FIRST:]]
    if left and (monotonic() - start) / FIRST * len(left) > WORTH_S:
        seconds = deadline.left_s if np.isfinite(deadline.left_s) else None
        for draw, outcome in spread(make_beside, (told, seconds), left, deadline, tick):
            left.remove(draw)
            yield outcome
    yield from make(np.array(left, dtype=np.int64), deadline)


def make_beside(
    told: tuple[Any, ...], seconds: float | None
) -> Callable[[list[int]], Iterator["DrawResult"]]:
    """Return what makes draws in a process of its own.

    Parameters
    ----------
    told
        The arguments of `_drawing`: analysis, request, phases, prices and seed.
    seconds
        How long there is; None: as long as it takes.

    Returns
    -------
    callable
        Given numbers of draws it gives what comes of each, in order.
    """
    make, deadline = _drawing(*told)[1], Deadline(seconds)
    return lambda numbers: make(np.array(numbers, dtype=np.int64), deadline)


@dataclass(frozen=True, eq=False)
class DrawResult:
    """What came of a draw; flags and numbers of all repairs, but `seen` of the drawn cameras.

    `members`: the plan made anew has it; `lost`: what hangs on it there. `seen`: the weight
    that no other working camera sees. `gain`: what the plan at hand brings back. `possible`:
    there is a plan that keeps to what is asked. `together`: which cameras see a place together.
    """

    draw: int
    members: Flags
    lost: Floats
    seen: Floats
    gain: float
    possible: bool
    together: sparse.csr_array


def outcomes(
    register: SampledRegister, request: Request, phase: Phases, draws: Draws, deadline: Deadline
) -> Iterator[DrawResult]:
    """Give what comes of some draws, as many as are done by the deadline.

    Parameters
    ----------
    register
        What is drawn from.
    request
        What the plan was asked for.
    phase
        The plan at hand: when each of the drawn repairs is done.
    draws
        Numbers of the draws; 0 is always made.
    deadline
        When no further draw is begun.

    Yields
    ------
    DrawResult
        In the order of the numbers; none more once nothing is found in time.
    """
    table = register.todo.repairs.table
    for number, seen in zip(draws, register.draws(draws), strict=False):
        if number and deadline.passed:
            break
        todo, problem = register.work(seen)
        problem = replace(problem, cost_vnd=sample_costs(table, int(number), seed=register.seed))
        asked = formulate(register.analysis, todo, request, problem, deadline)
        found = nearest_solution(asked, phase != NO_PHASE)
        if found.proof == Proof.NOT_FOUND:
            break
        lost = np.zeros(len(table))
        lost[asked.rows] = lost_if_dropped(asked.problem, asked.limits, found)
        views = seen.views.astype(np.int64)
        yield DrawResult(
            int(number),
            found.among(asked.rows, len(table)).done,
            lost,
            register.own_weight(seen)[register.rows],
            _gain(asked, phase),
            found.proof != Proof.INFEASIBLE,
            (views @ views.T > 0).tocsr(),
        )


def _gain(formulation: Formulation, phase: Phases) -> float:
    """Return what the plan at hand brings back, as it is told, were all of it done."""
    problem = replace(formulation.problem, weight=formulation.problem.main_weight)
    return value(problem, formulation.limits, phase[formulation.rows])


def _shares(table: pd.DataFrame, members: Flags, planned: Flags, draws: float) -> pd.DataFrame:
    """Return `RobustnessReport.repairs`; `draws`: infinite where all of them are alike."""
    share = members.mean(axis=0)
    low, high = wilson(share, draws)
    columns = {"repair_id": table["repair_id"], "share": share, "low": low, "high": high}
    told = pd.DataFrame(columns | {"planned": planned})
    return told.assign(certainty=certainties(share, planned, draws)).set_index("repair_id")


def nearest_solution(formulation: Formulation, planned: Flags) -> Solution:
    """Return the best plan, of plans equally good that nearest to what is planned already.

    Parameters
    ----------
    formulation
        The question, see `judge` for what is preferred.
    planned
        Flags of all repairs, those of the plan at hand.

    Returns
    -------
    Solution
        Of the repairs of the question; its weights are scaled, so only `phase` and `proof` tell.
    """
    problem, inside, rows = formulation.problem, formulation.limits, formulation.rows
    weight = float(problem.weight.sum())
    scale = SCALE / weight if weight > 0 else 1.0
    scaled = replace(problem, weight=problem.weight * scale)
    floors = {code: least * scale for code, least in inside.floors.items()}
    order = np.arange(1, len(rows) + 1) / max(len(rows), 1)
    prefer = np.where(planned[rows], KEPT, -KEPT / 2 * (1 + order) / max(len(rows), 1))
    within = replace(inside, floors=floors)
    done = best_by_components(scaled, within, prefer)
    if done is None:
        found = solve(scaled, within, deadline=formulation.deadline, prefer=prefer)
    else:
        phase = np.where(done, 0, NO_PHASE)
        found = Solution(phase, value(scaled, within, phase), 0.0, Proof.OPTIMAL)
    return without_waste(scaled, within, found)


class _Tally:
    """What the draws have shown so far; `planned`: what the plan at hand has."""

    def __init__(self, register: SampledRegister, planned: Flags) -> None:
        self.drawn, self.planned = register, planned
        self.outcomes: list[DrawResult] = []
        size = len(register.cameras)
        self.together = sparse.eye_array(size, dtype=bool, format="csr")

    def add(self, outcome: DrawResult) -> None:
        """Add one draw; what cameras see together is kept of all at once."""
        self.together = (self.together + outcome.together).tocsr()
        self.outcomes.append(replace(outcome, together=outcome.together[:0]))

    def judged(self, draws: int) -> RobustnessReport:
        """Return the plan judged by so many draws, in their order whoever made them."""
        done = sorted(self.outcomes, key=lambda outcome: outcome.draw)
        members = np.array([outcome.members for outcome in done])
        table, known = self.drawn.todo.repairs.table, self.drawn.listed
        endless = draws if self.drawn.has_unknowns else np.inf
        repairs = _shares(table, members, self.planned, endless)[
            known & self.drawn.todo.repairs.bought
        ]
        impossible = sum(not outcome.possible for outcome in done) * draws // len(done)
        gains = np.array([outcome.gain for outcome in done])
        return RobustnessReport(repairs, self._surveys(done, members), draws, impossible, gains)

    def _surveys(self, results: list[DrawResult], members: Flags) -> pd.DataFrame:
        times = np.maximum(members.sum(axis=0), 1)
        lost = np.sum([outcome.lost for outcome in results], axis=0) / times
        counts = np.column_stack([lost, np.ones(len(times))])
        seen = np.array([outcome.seen for outcome in results])
        numbers = np.array([outcome.draw for outcome in results])
        return _surveys(self.drawn, self.together, members, counts, seen, numbers)


def _surveys(
    register: SampledRegister,
    together: sparse.csr_array,
    members: Flags,
    counts: Floats,
    seen: Floats,
    draws: Draws,
) -> pd.DataFrame:
    """Return all unknowns by how much finding them out could change the plan.

    `counts`: the weight that hangs on each repair where it is planned, and 1.
    """
    needs, table = register.waited.astype(np.int64), register.todo.repairs.table
    beside = (together.astype(np.int64) @ needs > 0).astype(np.int64)
    used = np.diff(needs.tocsc().indptr) > 0
    broken = np.array([register.broken(int(draw)) for draw in draws])
    costs = cost_draws(table, draws, seed=register.seed) * broken
    # A survey of a camera finds out what mending it costs, too.
    guessed = np.where(register.doubtful, table["target"] == "equipment", table["estimated"] & used)
    guessed = np.flatnonzero(guessed & used)
    related = (needs.T @ beside > 0).tocsr()[guessed]
    ids = register.cameras["camera_id"].to_numpy(object)[register.rows]
    low, high = np.quantile(seen, [LOW, HIGH], axis=0)
    unknown = register.unknown.to_numpy()
    by_camera = could_change(
        members, register.signed(seen, broken), (beside > 0).tocsr()[register.rows], counts
    )
    by_cost = could_change(members, costs[:, guessed], related, counts)
    cameras = pd.DataFrame(
        {
            "camera_id": ids,
            "repair_id": "",
            "unknown": [
                [c for c, is_so in zip(register.unknown, row, strict=True) if is_so]
                for row in unknown
            ],
            "could_change": by_camera[:, 0],
            "could_change_repairs": by_camera[:, 1],
            "low_weight": low,
            "high_weight": high,
        }
    )
    repairs = pd.DataFrame(
        {
            "camera_id": "",
            "repair_id": table["repair_id"].to_numpy(object)[guessed],
            "unknown": [
                ["status"] if is_so else ["cost_vnd"] for is_so in register.doubtful[guessed]
            ],
            "could_change": by_cost[:, 0],
            "could_change_repairs": by_cost[:, 1],
            "low_weight": np.nan,
            "high_weight": np.nan,
        }
    )
    told = pd.concat([t for t in (cameras, repairs) if len(t)] or [cameras], ignore_index=True)
    return told.sort_values("could_change", ascending=False, kind="stable", ignore_index=True)
