"""How surely each repair belongs in the plan, and what to find out first.

What is not known of cameras and costs is drawn many times, each time the plan is made anew,
and repairs and unknowns are judged by all these plans. See docs/uncertainty.md.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis import Analysis
from gis.choices import Proof
from gis.deadline import Deadline
from gis.errors import GisError, NotFoundYetError
from gis.language import _
from gis.planning.drawn import Drawn, Seen
from gis.planning.judged import Judged
from gis.planning.question import Question, question
from gis.planning.request import Request
from gis.restoration.apart import best_apart
from gis.restoration.exact import solve
from gis.restoration.limits import NOT_DONE, Solution, value
from gis.restoration.marginal import lost_if_dropped, without_waste
from gis.restoration.plan import Plan
from gis.restoration.uncertainty import OPTICS, certainties, could_change, drawn_costs, wilson

DRAWS = 200
# All that can come back weighs so much while ties are broken, so that what breaks them is
# well above the solver's tolerance; and so much a repair of the plan at hand.
SCALE, KEPT = 1e4, 1e-2
# Between which parts of the draws the weight a camera may see is told.
LOW, HIGH = 0.05, 0.95
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


def judge(
    analysis: Analysis,
    request: Request,
    made: Plan,
    *,
    prices: pd.DataFrame | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
    deadline: Deadline | None = None,
) -> Judged:
    """Judge a plan by the plans of so many draws, all with the same request.

    Of plans that bring back equally much, that nearest to the plan at hand is taken: it has
    most of its repairs, then fewest others, then those that come first in the register. For
    this each repair of the plan at hand counts a millionth of all weight more, each other
    one at most that less.

    Parameters
    ----------
    made
        The plan at hand, as `make_plan` gives it for the same request.
    prices
        See `read_prices`.
    progress
        Called with the number of draws done, and of all; what it raises ends the work.

    Raises
    ------
    GisError
        The number of draws is not one from 1 on, or what is asked cannot be.
    NotFoundYetError
        Not one draw was finished by the deadline; later, fewer draws are told.
    """
    if draws < 1:
        raise GisError(_("The number of draws must be a whole number from 1 on"))
    drawn = Drawn(analysis, request.goal, prices, seed=seed, commune=request.commune,
                  weigh=request.weigh)  # fmt: skip
    table = drawn.todo.repairs.table
    planned = table["repair_id"].isin(made.lines["id"]).to_numpy()
    # Without anything unknown all draws are alike.
    needed = draws if drawn.uncertain else 1
    tally = _Tally(drawn)
    for number, seen in enumerate(drawn.draws(needed)):
        costs = drawn_costs(table, number, seed=seed)
        world = replace(drawn.problem(seen), cost_vnd=costs)
        asked = question(analysis, drawn.todo, request, world, deadline)
        found = _chosen(asked, planned)
        if found.proof == Proof.NOT_FOUND:
            draws = number  # so many were made in the time allowed
            break
        lost = lost_if_dropped(asked.world, asked.limits, found)
        tally.add(seen, costs, found, lost, asked.rows)
        if progress is not None:
            progress(draws if needed == 1 else number + 1, draws)
    if not tally.members:
        raise NotFoundYetError(_("No draw was finished in the time allowed: allow more time"))
    members = np.array(tally.members)
    repairs = _shares(table, members, planned, draws if drawn.uncertain else np.inf)
    impossible = tally.impossible * draws // needed
    return Judged(repairs, _surveys(drawn, tally, members), draws, impossible)


def _shares(table: pd.DataFrame, members: Flags, planned: Flags, draws: float) -> pd.DataFrame:
    """Return `Judged.repairs`; `draws`: infinite where all of them are alike."""
    share = members.mean(axis=0)
    low, high = wilson(share, draws)
    columns = {"repair_id": table["repair_id"], "share": share, "low": low, "high": high}
    told = pd.DataFrame(columns | {"planned": planned})
    return told.assign(certainty=certainties(share, planned, draws)).set_index("repair_id")


def _chosen(asked: Question, planned: Flags) -> Solution:
    """Return the plan of a draw."""
    world, inside, rows = asked.world, asked.limits, asked.rows
    weight = float(world.weight.sum())
    scale = SCALE / weight if weight > 0 else 1.0
    scaled = replace(world, weight=world.weight * scale)
    floors = {code: least * scale for code, least in inside.floors.items()}
    order = np.arange(1, len(rows) + 1) / max(len(rows), 1)
    prefer = np.where(planned[rows], KEPT, -KEPT / 2 * (1 + order) / max(len(rows), 1))
    within = replace(inside, floors=floors)
    done = best_apart(scaled, within, prefer)
    if done is None:
        found = solve(scaled, within, deadline=asked.deadline, prefer=prefer)
    else:
        phase = np.where(done, 0, NOT_DONE)
        found = Solution(phase, value(scaled, within, phase), 0.0, Proof.OPTIMAL)
    return without_waste(scaled, within, found)


class _Tally:
    """What the draws have shown so far."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.members: list[Flags] = []
        self.seen: list[Floats] = []
        self.costs: list[Floats] = []
        self.lost = np.zeros(len(drawn.todo.repairs.table))
        self.impossible = 0
        size = len(drawn.cameras)
        self.together = sparse.eye_array(size, dtype=np.int64, format="csr")

    def add(self, seen: Seen, costs: Floats, found: Solution, lost: Floats, rows: Rows) -> None:
        """Add one draw: what cameras saw, what repairs cost, its plan and what hangs on it."""
        self.impossible += found.proof == Proof.INFEASIBLE
        self.members.append(found.among(rows, len(costs)).done)
        self.lost[rows] += lost
        self.seen.append(self.drawn.own_weight(seen)[self.drawn.rows])
        self.costs.append(costs)
        views = seen.views.astype(np.int64)
        self.together = ((self.together + views @ views.T) > 0).astype(np.int64)

    def counts(self) -> Floats:
        """Return, for each repair, the weight that hangs on it where it is planned, and 1."""
        times = np.maximum(np.sum(self.members, axis=0), 1)
        return np.column_stack([self.lost / times, np.ones(len(times))])


def _surveys(drawn: Drawn, tally: _Tally, members: Flags) -> pd.DataFrame:
    """Return all unknowns by how much finding them out could change the plan."""
    needs = drawn.waited.astype(np.int64)
    beside = (tally.together @ needs > 0).astype(np.int64)
    seen, costs = np.array(tally.seen), np.array(tally.costs)
    table = drawn.todo.repairs.table
    used = np.diff(needs.tocsc().indptr) > 0
    guessed = np.flatnonzero(table["estimated"].to_numpy(bool) & used)
    related = (needs.T @ beside > 0).tocsr()[guessed]
    ids = drawn.cameras["camera_id"].to_numpy(object)[drawn.rows]
    low, high = np.quantile(seen, [LOW, HIGH], axis=0)
    unknown, counts = drawn.unknown[list(OPTICS)].to_numpy(), tally.counts()
    by_camera = could_change(members, seen, (beside > 0).tocsr()[drawn.rows], counts)
    by_cost = could_change(members, costs[:, guessed], related, counts)
    cameras = pd.DataFrame(
        {
            "camera_id": ids,
            "repair_id": "",
            "unknown": [[c for c, is_so in zip(OPTICS, row, strict=True) if is_so]
                        for row in unknown],
            "could_change": by_camera[:, 0],
            "could_change_repairs": by_camera[:, 1],
            "low_weight": low,
            "high_weight": high,
        }
    )  # fmt: skip
    repairs = pd.DataFrame(
        {
            "camera_id": "",
            "repair_id": table["repair_id"].to_numpy(object)[guessed],
            "unknown": [["cost_vnd"]] * len(guessed),
            "could_change": by_cost[:, 0],
            "could_change_repairs": by_cost[:, 1],
            "low_weight": np.nan,
            "high_weight": np.nan,
        }
    )
    told = pd.concat([t for t in (cameras, repairs) if len(t)] or [cameras], ignore_index=True)
    return told.sort_values("could_change", ascending=False, kind="stable", ignore_index=True)
