"""The ranked list: which repairs bring back the most weight for their cost."""

import heapq
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Rows
from gis.restoration.model.repairs import Repairs
from gis.restoration.model.visits import VISITS


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the ranking, given that all lines above it are done.

    `repairs`, `cameras` and `groups` are positions in their tables: what is mended, which cameras
    see again, which groups of demand are newly covered. `cost_vnd`: of these repairs.
    `gain_weight`: of these groups; `own_weight`: what the cameras count for themselves.
    `ahead_cost_vnd` and `ahead_worth`: what it would have cost and counted one line earlier.
    """

    repairs: Rows
    cameras: Rows
    groups: Rows
    cost_vnd: float
    gain_weight: float
    own_weight: float = 0.0
    ahead_cost_vnd: float = np.nan
    ahead_worth: float = np.nan

    @property
    def worth(self) -> float:
        """Return all that it counts."""
        return self.gain_weight + self.own_weight


def rank(
    repairs: Repairs,
    views: sparse.csr_array,
    weight: NDArray[np.float64],
    covered: NDArray[np.bool_],
    *,
    budget_vnd: float = np.inf,
    monthly_vnd: float = np.inf,
    first: Rows | None = None,
    own: NDArray[np.float64] | None = None,
) -> list[Step]:
    """Order the repairs greedily by the weight regained per đồng, of demand and of cameras.

    A candidate is a *bundle*: all a camera waits for, or a set of broken shared equipment
    with the own faults of every camera behind it. The best bundle given what is already
    done comes next, until every mendable camera sees. Ties go to the cheaper bundle, then
    to the one that comes first in the tables. One for which there is no room (see `Room`)
    takes what makes room with it.

    Parameters
    ----------
    repairs
        See `Repairs`.
    views
        Boolean matrix, cameras × groups: what each camera sees when it works.
    weight
        Demand weight of each group of pieces, see `Incidence`.
    covered
        Whether a working camera sees the group today: such groups are not regained.
    budget_vnd, monthly_vnd
        The money there is, and the running cost that can be borne; a bundle that needs more
        than is left is passed over.
    first
        Repairs that come before all others, whatever they bring back.
    own
        What each camera counts for itself.

    Returns
    -------
    list of Step
        In the order in which they are done; costs in VND.
    """
    counted = np.zeros(len(repairs.mendable)) if own is None else own
    work = _Work(repairs, views, np.where(covered, 0.0, weight), counted)
    return _in_turn(work, _Purse(repairs.table, budget_vnd, monthly_vnd), first)


def rank_within(
    repairs: Repairs,
    views: sparse.csr_array,
    weight: NDArray[np.float64],
    purse: "Purse",
    *,
    first: Rows | None = None,
) -> list[Step]:
    """Order the repairs as `rank` does, as far as a purse can pay them.

    What a step would have been one line earlier is left open.

    Parameters
    ----------
    repairs
        See `Repairs`.
    views
        Boolean matrix, cameras × groups: what each camera sees when it works.
    weight
        Of each group that is not covered.
    purse
        Asked of each step whether it can be paid.
    first
        Repairs that come before all others.

    Returns
    -------
    list of Step
        The steps that are paid, in their order.
    """
    work = _Work(repairs, views, weight, np.zeros(len(repairs.mendable)))
    return _in_turn(work, purse, first, compared=False)


def _in_turn(
    work: "_Work", purse: "Purse", first: Rows | None, *, compared: bool = True
) -> list[Step]:
    steps = []
    if first is not None and len(first):
        steps.append(work.buy(work.with_room(first)))
        purse.affords(steps[0])
        work.do(steps[0])
    queue = [(*work.key(b), b) for b in range(len(work.bundles))]
    heapq.heapify(queue)
    while queue and not purse.closed:
        *key, bundle = heapq.heappop(queue)
        step = work.step(bundle)
        if step is None:
            continue
        if work.key(bundle) != tuple(key):
            heapq.heappush(queue, (*work.key(bundle), bundle))
            continue
        if not work.holds(step) or not purse.affords(step):
            continue
        steps.append(work.beside(step, bundle, steps[-1]) if steps and compared else step)
        for other in work.do(step):
            heapq.heappush(queue, (*work.key(other), other))
    return steps


class Purse(Protocol):
    """What is asked whether a step can be paid, and then has paid it.

    `closed`: whether it pays nothing any more.
    """

    @property
    def closed(self) -> bool:
        """Tell whether it pays nothing any more."""

    def affords(self, step: Step) -> bool:
        """Pay for a step, or tell that it cannot be paid."""


class _Purse:
    """The money and the running cost still to be had."""

    closed = False

    def __init__(self, table: pd.DataFrame, budget_vnd: float, monthly_vnd: float) -> None:
        self.each_monthly = table["monthly_vnd"].to_numpy()
        self.left_vnd, self.left_monthly = budget_vnd, monthly_vnd

    def affords(self, step: Step) -> bool:
        """Pay for a step, or tell that it cannot be paid."""
        monthly = float(self.each_monthly[step.repairs].sum())
        if step.cost_vnd > self.left_vnd or monthly > self.left_monthly:
            return False
        self.left_vnd -= step.cost_vnd
        self.left_monthly -= monthly
        return True


def _entries(matrix: sparse.csr_array | sparse.csc_array, line: int) -> Rows:
    """Return the positions set in one line (row of a CSR, column of a CSC matrix)."""
    entries: Rows = matrix.indices[matrix.indptr[line] : matrix.indptr[line + 1]]
    return entries


class _Work:
    """The state of the greedy run: what is done, what is still missing, what is still open."""

    def __init__(
        self,
        repairs: Repairs,
        views: sparse.csr_array,
        weight: NDArray[np.float64],
        own: NDArray[np.float64],
    ) -> None:
        self.cost = repairs.table["cost_vnd"].to_numpy()
        self.shared = repairs.table["target"].isin(["equipment", *VISITS]).to_numpy()
        mendable = sparse.diags_array(repairs.mendable.astype(float))
        self.needs = (mendable @ repairs.needs).tocsr()
        self.needs.eliminate_zeros()
        self.needs.sort_indices()
        self.users = self.needs.tocsc()
        self.views, self.weight, self.open = views, weight, weight.copy()
        self.own = own
        self.missing = np.diff(self.needs.indptr)
        self.done = np.zeros(len(self.cost), dtype=bool)
        self.room = repairs.room
        self.bundles = self._bundles(np.flatnonzero(repairs.mendable))
        self.holders = self._holders()

    def _bundles(self, cameras: Rows) -> list[Rows]:
        found: dict[bytes, Rows] = {}
        behind: dict[bytes, list[Rows]] = {}
        for camera in cameras:  # a bundle is a set of any size: no array holds them all
            needs = _entries(self.needs, camera)
            found.setdefault(needs.tobytes(), needs)
            equipment = needs[self.shared[needs]]
            if len(equipment):
                behind.setdefault(equipment.tobytes(), []).append(needs)
        for group in behind.values():
            together = np.unique(np.concatenate(group))
            found.setdefault(together.tobytes(), together)
        return list(found.values())

    def _holders(self) -> list[list[int]]:
        holders: list[list[int]] = [[] for _ in self.cost]
        for bundle, members in enumerate(self.bundles):
            for repair in members:
                holders[repair].append(bundle)
        return holders

    def step(self, bundle: int) -> Step | None:
        """Return what the bundle would do now; None when all of it is done."""
        new = self.bundles[bundle]
        new = new[~self.done[new]]
        return self.buy(self.with_room(new)) if len(new) else None

    def with_room(self, new: Rows) -> Rows:
        """Return some repairs with what makes room for them, as far as there is any."""
        if self.room is None:
            return new
        done = self.done.copy()
        done[new] = True
        for row in np.flatnonzero(self.room.take @ done.astype(np.int64) > self.room.free):
            for wider in self.room.wider(int(row)):  # one after the other
                if self.room.short(int(row), done) <= 0:
                    break
                done[wider] = True
        return np.flatnonzero(done & ~self.done)

    def buy(self, new: Rows) -> Step:
        """Return what some repairs not yet done would do now."""
        waiting, count = np.unique(
            np.concatenate([_entries(self.users, r) for r in new]), return_counts=True
        )
        cameras = waiting[count == self.missing[waiting]]
        seen = [_entries(self.views, c) for c in cameras]
        pieces = np.unique(np.concatenate(seen)) if seen else np.empty(0, dtype=np.intp)
        pieces = pieces[self.open[pieces] > 0]
        cost, gain = float(self.cost[new].sum()), float(self.open[pieces].sum())
        return Step(new, cameras, pieces, cost, gain, float(self.own[cameras].sum()))

    def holds(self, step: Step) -> bool:
        """Tell whether there is room for all that is done, with a step."""
        done = self.done.copy()
        done[step.repairs] = True
        return self.room is None or self.room.holds(done)

    def key(self, bundle: int) -> tuple[float, float]:
        """Return the sorting key: most weight per đồng first, then the cheaper."""
        step = self.step(bundle)
        if step is None:
            return (0.0, 0.0)
        return (-step.worth / max(step.cost_vnd, 1.0), step.cost_vnd)

    def do(self, step: Step) -> set[int]:
        """Carry out a step; return the bundles that may have become better by it."""
        waiting = self._turn(step, done=True)
        related = {
            int(r) for c in np.unique(waiting) for r in _entries(self.needs, c) if not self.done[r]
        }
        related |= {int(r) for r in self._roomier(step) if not self.done[r]}
        return {b for r in related for b in self.holders[r]}

    def _roomier(self, step: Step) -> Rows:
        """Return what shares the room that a step makes."""
        if self.room is None:
            return np.empty(0, dtype=np.intp)
        bought = np.zeros(len(self.cost), dtype=bool)
        bought[step.repairs] = True
        return np.flatnonzero(self.room.sharing(bought))

    def _turn(self, step: Step, *, done: bool) -> Rows:
        """Carry a step out, or take it back; return the cameras that wait for its repairs."""
        self.done[step.repairs] = done
        self.open[step.groups] = 0.0 if done else self.weight[step.groups]
        waiting = np.concatenate([_entries(self.users, r) for r in step.repairs])
        np.add.at(self.missing, waiting, -1 if done else 1)
        return waiting

    def beside(self, step: Step, bundle: int, before: Step) -> Step:
        """Return the step with what its bundle would have done one line earlier."""
        self._turn(before, done=False)
        ahead = self.step(bundle)
        self._turn(before, done=True)
        if ahead is None:
            return step
        return replace(step, ahead_cost_vnd=ahead.cost_vnd, ahead_worth=ahead.worth)


def choice_of_steps(steps: list[Step], repairs: int) -> NDArray[np.bool_]:
    """Tell which of all repairs the steps do.

    Parameters
    ----------
    steps
        What `rank` gives.
    repairs
        How many repairs there are.

    Returns
    -------
    ndarray
        Flags of the repairs.
    """
    done = np.zeros(repairs, dtype=bool)
    for step in steps:  # a step does a set of repairs of any size
        done[step.repairs] = True
    return done
