"""Registers as they might be: every unknown of a camera drawn, and what is then seen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags, Floats
from gis.core.choices import Availability, Goal, Weigh
from gis.core.geodesy import metres_per_degree
from gis.core.lenses import usable
from gis.coverage.footprints import footprints
from gis.coverage.occlusion import visible
from gis.coverage.optics import optics
from gis.demand.incidence import covered_by, runs_of
from gis.register.availability import accepted, availability, live
from gis.register.queries import counts_in, lies_in
from gis.restoration.model.problem import Problem
from gis.restoration.model.repair_options import Work, work
from gis.restoration.model.uncertainty import sample_cameras, unknowns
from gis.restoration.robustness.unknown_states import (
    as_if_broken,
    is_unknown,
    may_be_broken,
    sample_working,
    state_uncertainty,
)

# How many footprints are drawn at once.
SAMPLES_IN_BATCH = 20_000
# No view reaches farther than so many times its usual range: a narrower lens, more pixels,
# and the corners of a straight cut.
FARTHEST = 6.0


@dataclass(frozen=True, eq=False)
class SampledViews:
    """What cameras would see in a draw, of the demand that repairs may bring back.

    `views`: boolean, cameras × groups. `groups`: `commune_code weight`; what lies in no
    commune weighs nothing. `broken`: which of all repairs mend something that is broken; what
    else they mend turned out to work.
    """

    views: sparse.csr_array
    groups: pd.DataFrame
    broken: Flags


class SampledRegister:
    """A register whose unknowns are drawn again and again, and what can be repaired in it.

    `todo`: all repairs, also of what may turn out broken (`doubtful`: of a state that is not
    known). `rows`: the cameras that are drawn: something of their optics or their state is
    unknown, they work or can be mended, and what they may reach (in the `commune`, if one is
    named) a repair may bring back. `unknown`: of these, see `unknowns`, and `status`.
    `waited`: boolean, cameras × repairs, for any of the goals.
    """

    def __init__(
        self,
        analysis: Analysis,
        goal: str,
        prices: pd.DataFrame | None,
        *,
        seed: int,
        commune: str | None = None,
        weigh: str = Weigh.BOTH,
    ) -> None:
        self.analysis, self.goal = analysis, goal
        self.seed, self.commune = seed, commune
        pieces = analysis.incidence.pieces
        inside = counts_in(pieces, commune)
        self.items = np.unique(pieces["item"].to_numpy()[inside.to_numpy()])
        self.terms, self.cameras = analysis.terms, analysis.cameras
        view = optics(usable(self.cameras), level=self.terms.level)
        # How far at most: a lens that another height or a narrower angle lets see beyond.
        level = optics(usable(self.cameras).assign(tilt_deg=np.nan), level=self.terms.level)
        self.usual = view[["hfov_deg"]].assign(range_m=level["range_m"])
        roofs = bool(analysis.buildings["height_m"].notna().any())
        unknown = unknowns(self.cameras.assign(assumed=view["assumed"]), roofs=roofs)
        broken = as_if_broken(analysis)
        self.todo = work(broken, goal, prices=prices, weigh=weigh)
        self.doubtful, self.rate = state_uncertainty(self.todo.repairs.table, analysis)
        self.goals = 2 if goal == Goal.BOTH else 1
        self.up = _up(analysis, goal) | _up(broken, goal)
        self.sure = _sure(self.cameras, goal)
        self.mendable = self._of_any_goal(self.todo.repairs.mendable)
        counts = self.mendable | self._of_any_goal(self.up)
        unknown["status"] = is_unknown(self.cameras["status"])
        some, reaches = unknown.any(axis=1).to_numpy(), self._reaches()
        counted = self.mendable & (self.todo.own_share > 0) & self._inside()
        near = reaches | (counted & unknown["status"].to_numpy())
        self.rows = np.flatnonzero(some & counts & near)
        self.unknown = unknown.iloc[self.rows]
        self.waited = self._waits(reaches | counted)
        runs = analysis.incidence.runs
        self.known = runs[(counts & ~some)[runs["polygon"].to_numpy(np.intp)]]

    @property
    def has_unknowns(self) -> bool:
        """Tell whether anything is drawn at all."""
        used = np.diff(self.waited.tocsc().indptr) > 0
        guessed = self.todo.repairs.table["estimated"].to_numpy(bool) | self.doubtful
        return bool(len(self.rows) or (guessed & used).any())

    def draws(self, numbers: NDArray[np.int64]) -> Iterator[SampledViews]:
        """Give what would be seen in each of some draws."""
        size = len(self.rows)
        each = max(SAMPLES_IN_BATCH // max(size, 1), 1)
        for draw in np.split(numbers, range(each, len(numbers), each)):
            runs = self._runs(draw)
            ends = np.searchsorted(runs["polygon"], (np.arange(len(draw) + 1)) * max(size, 1))
            for k in range(len(draw)):
                mine = runs.iloc[ends[k] : ends[k + 1]]
                mine = mine.assign(polygon=self.rows[mine["polygon"] - k * size])
                yield self._seen(mine, int(draw[k]))

    def broken(self, draw: int) -> Flags:
        """Tell which repairs mend what is broken in a draw."""
        ids = self.todo.repairs.table["repair_id"].tolist()
        works = sample_working(ids, self.rate, draw, seed=self.seed)
        return ~(self.doubtful & works)

    def work(self, seen: SampledViews) -> tuple[Work, Problem]:
        """Return what can be repaired, and what a plan is chosen from (costs as listed)."""
        needs, waiting = self._needs(seen)
        todo = replace(
            self.todo,
            repairs=replace(
                self.todo.repairs, needs=needs, mendable=self.todo.repairs.mendable & waiting
            ),
        )
        views, groups = self._for_goals(seen)
        covered = views.T.astype(np.int64) @ self._working(seen).astype(np.int64) > 0
        return todo, todo.problem_of(views, groups, covered)

    def _needs(self, views: SampledViews) -> tuple[sparse.csr_array, Flags]:
        """Return what each camera waits for, and whether it waits for anything."""
        every = self.todo.repairs.needs
        kept = views.broken[every.indices]
        ends = np.concatenate([[0], np.cumsum(kept)])[every.indptr]
        needs = sparse.csr_array((every.data[kept], every.indices[kept], ends), shape=every.shape)
        return needs, np.diff(ends) > 0

    def _working(self, views: SampledViews) -> Flags:
        """Tell which cameras work in a draw, for both goals one after the other."""
        _needs, waiting = self._needs(views)
        working: Flags = self.up | (self.todo.repairs.mendable & self.sure & ~waiting)
        return working

    def own_weight(self, seen: SampledViews) -> Floats:
        """Return the weight each camera sees that no other working camera does, of any goal."""
        views, groups = self._for_goals(seen)
        weight = groups["weight"].where(lies_in(groups, self.commune), 0.0)
        up = self._working(seen)
        seeing = views.T.astype(np.int64) @ up.astype(np.int64)
        none, one = (weight.where(seeing == k, 0.0).to_numpy() for k in (0, 1))
        own = views.astype(float) @ none + up * (views.astype(float) @ one)
        total: Floats = own.reshape(self.goals, len(self.cameras)).sum(axis=0)
        return total

    @property
    def listed(self) -> Flags:
        """Tell which repairs mend what is known to be broken, so that a plan may have them."""
        known = work(self.analysis, self.goal, prices=self.todo.prices).repairs.table
        return self.todo.repairs.table["repair_id"].isin(known["repair_id"]).to_numpy()

    def signed(self, seen: Floats, broken: Flags) -> Floats:
        """Return what came of the drawn cameras: what each sees, below 0 where it is broken.

        What a camera of unknown state counts for itself is part of it.

        Parameters
        ----------
        seen
            Draws × drawn cameras: the weight that no other working camera sees.
        broken
            Draws × repairs.
        """
        doubtful = np.flatnonzero(self.unknown["status"])
        rows, outcome = self.rows[doubtful], seen.copy()
        is_camera = np.flatnonzero(self.todo.repairs.table["target"] == "camera")
        place = np.searchsorted(np.flatnonzero(may_be_broken(self.cameras["status"])), rows)
        sign = np.where(broken[:, is_camera[place]], -1.0, 1.0)
        outcome[:, doubtful] = sign * (
            seen[:, doubtful] + self.todo.own[rows] * self.todo.own_share
        )
        return outcome

    def _inside(self) -> Flags:
        return self._of_any_goal(self.todo.inside(self.commune))

    def _of_any_goal(self, flags: Flags) -> Flags:
        return np.asarray(flags.reshape(self.goals, len(self.cameras)).any(axis=0))

    def _waits(self, reaches: Flags) -> sparse.csr_array:
        """Return which cameras, of those that reach something, wait for which repairs."""
        which = self.todo.repairs.mendable & np.tile(reaches, self.goals)
        waits = sparse.diags_array(which.astype(float)) @ self.todo.repairs.needs.astype(float)
        whole = sparse.hstack([sparse.eye_array(len(reaches))] * self.goals, format="csr")
        return (whole @ waits > 0).tocsr()

    def _for_goals(self, seen: SampledViews) -> tuple[sparse.csr_array, pd.DataFrame]:
        """Return views and groups once for each goal, each weighing its part."""
        if self.goals == 1:
            return seen.views, seen.groups
        views = sparse.block_diag([seen.views] * self.goals, format="csr").astype(bool)
        groups = pd.concat([seen.groups] * self.goals, ignore_index=True)
        return views, groups.assign(weight=groups["weight"] / self.goals)

    def _reaches(self) -> Flags:
        """Tell which cameras may reach demand that a mendable camera may reach, or are one."""
        boxes = self._boxes()
        ground = self.analysis.incidence.ground
        spots, lines = ground.point_tree.query(boxes), ground.tree.query(boxes)
        box, item = np.hstack([spots, lines + np.array([[0], [len(ground.points)]])])
        near: Flags = np.bincount(box[np.isin(item, self.items)], minlength=len(boxes)) > 0
        mending = np.flatnonzero(self.mendable & near)
        beside = shapely.STRtree(boxes[mending]).query(boxes)[0]
        return near & (np.bincount(beside, minlength=len(boxes)) > 0)

    def _boxes(self) -> NDArray[np.object_]:
        """Return a box about each camera that it surely does not see beyond."""
        lon, lat = (self.cameras[c].to_numpy(float) for c in ("lon", "lat"))
        per_lon, per_lat = metres_per_degree(lat)
        reach = FARTHEST * self.usual["range_m"].to_numpy()
        wide, high = reach / per_lon, reach / per_lat
        boxes: NDArray[np.object_] = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
        return np.where(np.isnan(lon + lat), shapely.Polygon(), boxes)

    def _runs(self, draw: NDArray[np.int64]) -> pd.DataFrame:
        """Return what the drawn cameras see in some draws, numbered draw after draw."""
        size = len(self.rows)
        some, number = np.tile(self.rows, len(draw)), np.repeat(draw, size)
        cameras, usual = (t.iloc[some].reset_index(drop=True) for t in (self.cameras, self.usual))
        unknown = self.unknown.iloc[np.tile(np.arange(size), len(draw))].reset_index(drop=True)
        cameras = sample_cameras(cameras, unknown, usual, number, seed=self.seed)
        seen = footprints(cameras, level=self.terms.level, light=self.terms.light)
        seen = visible(seen, cameras, self.analysis.buildings)
        runs = runs_of(self.analysis.incidence, seen[["geometry"]])
        return runs.sort_values("polygon", kind="stable", ignore_index=True)

    def _seen(self, runs: pd.DataFrame, draw: int) -> SampledViews:
        runs = pd.concat([self.known, runs], ignore_index=True)
        items = runs["item"].to_numpy()[self.mendable[runs["polygon"].to_numpy(np.intp)]]
        items = items[np.isin(items, self.items)]
        demand, core = self.analysis.demand, self.analysis.incidence
        _, groups, sees = covered_by(core, demand, runs, items, self.cameras.index)
        weight = groups["weight"].where(counts_in(groups, None), 0.0)
        groups = groups[["commune_code"]].assign(weight=weight)
        return SampledViews(sees.T.tocsr(), groups, self.broken(draw))


def _up(analysis: Analysis, goal: str) -> Flags:
    """Tell of each camera whether it reaches the goal today; for both, one after the other."""
    tables = analysis.cameras, analysis.equipment
    states = {Goal.SEE: [availability(*tables)["sight"]], Goal.LIVE: [live(*tables)]}
    states[Goal.BOTH] = states[Goal.SEE] + states[Goal.LIVE]
    return np.concatenate([(state == Availability.UP).to_numpy() for state in states[Goal(goal)]])


def _sure(cameras: pd.DataFrame, goal: str) -> Flags:
    """Tell whether a camera that works, and all it needs, has reached the goal."""
    see = accepted(cameras).to_numpy()
    reached = {Goal.SEE: [see], Goal.LIVE: [see & (cameras["live_verified_on"] != "").to_numpy()]}
    reached[Goal.BOTH] = reached[Goal.SEE] + reached[Goal.LIVE]
    return np.concatenate(reached[Goal(goal)])
