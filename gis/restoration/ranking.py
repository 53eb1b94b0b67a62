"""The ranked list: which repairs bring back the most demand weight for their cost."""

import heapq
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.restoration.repairs import Repairs

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the ranking, given that all lines above it are done.

    `repairs`, `cameras` and `groups` are positions in their tables: what is mended, which
    cameras see again, which groups of demand are newly covered.
    """

    repairs: Rows
    cameras: Rows
    groups: Rows
    cost_vnd: float
    gain_weight: float


def rank(
    repairs: Repairs,
    views: sparse.csr_array,
    weight: NDArray[np.float64],
    covered: NDArray[np.bool_],
) -> list[Step]:
    """Order the repairs greedily by demand weight regained per đồng.

    A candidate is a *bundle*: all a camera waits for, or a set of broken shared equipment
    with the own faults of every camera behind it. The best bundle given what is already
    done comes next, until every mendable camera sees. Ties go to the cheaper bundle, then
    to the one that comes first in the tables.

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
    """
    work = _Work(repairs, views, np.where(covered, 0.0, weight))
    queue = [(*work.key(b), b) for b in range(len(work.bundles))]
    heapq.heapify(queue)
    steps = []
    while queue:
        *key, bundle = heapq.heappop(queue)
        step = work.step(bundle)
        if step is None:
            continue
        if work.key(bundle) != tuple(key):
            heapq.heappush(queue, (*work.key(bundle), bundle))
            continue
        for other in work.do(step):
            heapq.heappush(queue, (*work.key(other), other))
        steps.append(step)
    return steps


def _entries(matrix: sparse.csr_array | sparse.csc_array, line: int) -> Rows:
    """Return the positions set in one line (row of a CSR, column of a CSC matrix)."""
    entries: Rows = matrix.indices[matrix.indptr[line] : matrix.indptr[line + 1]]
    return entries


class _Work:
    """The state of the greedy run: what is done, what is still missing, what is still open."""

    def __init__(
        self, repairs: Repairs, views: sparse.csr_array, weight: NDArray[np.float64]
    ) -> None:
        self.cost = repairs.table["cost_vnd"].to_numpy()
        self.shared = (repairs.table["target"] == "equipment").to_numpy()
        mendable = sparse.diags_array(repairs.mendable.astype(float))
        self.needs = (mendable @ repairs.needs).tocsr()
        self.needs.eliminate_zeros()
        self.needs.sort_indices()
        self.users = self.needs.tocsc()
        self.views, self.open = views, weight.copy()
        self.missing = np.diff(self.needs.indptr)
        self.done = np.zeros(len(self.cost), dtype=bool)
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
        if not len(new):
            return None
        waiting, count = np.unique(
            np.concatenate([_entries(self.users, r) for r in new]), return_counts=True
        )
        cameras = waiting[count == self.missing[waiting]]
        seen = [_entries(self.views, c) for c in cameras]
        pieces = np.unique(np.concatenate(seen)) if seen else np.empty(0, dtype=np.intp)
        pieces = pieces[self.open[pieces] > 0]
        cost, gain = float(self.cost[new].sum()), float(self.open[pieces].sum())
        return Step(new, cameras, pieces, cost, gain)

    def key(self, bundle: int) -> tuple[float, float]:
        """Return the sorting key: most weight per đồng first, then the cheaper."""
        step = self.step(bundle)
        if step is None:
            return (0.0, 0.0)
        return (-step.gain_weight / max(step.cost_vnd, 1.0), step.cost_vnd)

    def do(self, step: Step) -> set[int]:
        """Carry out a step; return the bundles that may have become better by it."""
        self.done[step.repairs] = True
        self.open[step.groups] = 0.0
        waiting = np.concatenate([_entries(self.users, r) for r in step.repairs])
        np.subtract.at(self.missing, waiting, 1)
        related = {
            int(r) for c in np.unique(waiting) for r in _entries(self.needs, c) if not self.done[r]
        }
        return {b for r in related for b in self.holders[r]}


def ranking_table(steps: list[Step], repairs: Repairs, cameras: pd.DataFrame) -> pd.DataFrame:
    """Return the steps as a table, best first.

    Columns: `rank`, `repairs cameras communes` (lists of ids and codes), `cost_vnd`,
    `estimated` (some cost comes from the price list), `gain_weight`, and the running totals
    `total_cost_vnd total_gain_weight`.
    """
    ids = repairs.table["repair_id"].to_numpy()
    camera_id, code = cameras["camera_id"].to_numpy(), cameras["commune_code"].to_numpy()
    estimated = repairs.table["estimated"].to_numpy()
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(steps) + 1),
            "repairs": [list(ids[s.repairs]) for s in steps],
            "cameras": [list(camera_id[s.cameras]) for s in steps],
            "communes": [sorted(set(code[s.cameras]) - {""}) for s in steps],
            "cost_vnd": np.array([s.cost_vnd for s in steps], dtype=float),
            "estimated": [bool(estimated[s.repairs].any()) for s in steps],
            "gain_weight": np.array([s.gain_weight for s in steps], dtype=float),
        }
    )
    totals = table[["cost_vnd", "gain_weight"]].cumsum().add_prefix("total_")
    return pd.concat([table, totals], axis=1)
