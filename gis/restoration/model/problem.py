"""What can be bought and what it would bring back, in the least numbers that say so."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats, Rows
from gis.restoration.model.repairs import Repairs
from gis.restoration.model.room import Room


@dataclass(frozen=True, eq=False)
class Problem:
    """Repairs, the camera groups they bring about, and the weight each camera group sees.

    A *camera group* is all cameras that wait for the same repairs: they see again together, once
    all of these are done. A *demand node* is all demand of one commune that the same camera groups
    see; the words are
    those of maximal covering (Church & ReVelle 1974), where a facility is a repair here.

    `cost_vnd`, `monthly_vnd`: of each repair. `needs`: boolean, camera groups × repairs. `views`:
    boolean, camera groups × nodes. `weight`, `commune_code`: of each node; what working cameras
    see already is in none. `own_weight`: the part of each node's weight that cameras count
    for themselves: a further node, seen by the one camera group they belong to (None: they do
    not).
    `room`: what has room for so many and no more (None: nothing that is scarce).
    """

    cost_vnd: Floats
    monthly_vnd: Floats
    needs: sparse.csr_array
    views: sparse.csr_array
    weight: Floats
    commune_code: NDArray[np.object_]
    own_weight: Floats | None = None
    room: Room | None = None

    @property
    def only_own(self) -> bool:
        """Tell whether cameras alone weigh, and no place or road."""
        return self.own_weight is not None and np.array_equal(self.weight, self.own_weight)

    @property
    def main_weight(self) -> Floats:
        """Return the weight that is spoken of: of places and roads alone, where any has some."""
        if self.own_weight is None or self.only_own:
            return self.weight
        return self.weight - self.own_weight

    def scaled(self, factor: float) -> "Problem":
        """Return the problem with everything weighing so many times as much."""
        own = None if self.own_weight is None else self.own_weight * factor
        return replace(self, weight=self.weight * factor, own_weight=own)

    def active(self, done: Flags) -> Flags:
        """Tell which camera groups come about when some repairs are done."""
        wanted = np.diff(self.needs.indptr)
        met: Flags = self.needs.astype(np.int64) @ done.astype(np.int64) == wanted
        return met

    def covered(self, done: Flags) -> Flags:
        """Tell which nodes are seen again when some repairs are done."""
        seen: Flags = self.views.T.astype(np.int64) @ self.active(done).astype(np.int64) > 0
        return seen

    def part(self, nodes: Flags, also: Flags | None = None) -> tuple["Problem", Rows]:
        """Return the problem of some nodes alone, and the repairs that take part in it.

        `also`: repairs that are to take part whether anything needs them or not.
        """
        views = self.views[:, np.flatnonzero(nodes)]
        rows = np.flatnonzero(np.diff(views.indptr))
        needs = self.needs[rows]
        needed = np.diff(needs.tocsc().indptr) > 0
        needed = needed if also is None else needed | also
        if self.room is not None:
            needed |= self.room.extending(needed)
        repairs = np.flatnonzero(needed)
        inside = Problem(
            self.cost_vnd[repairs],
            self.monthly_vnd[repairs],
            needs[:, repairs].tocsr(),
            views[rows].tocsr(),
            self.weight[nodes],
            self.commune_code[nodes],
            None if self.own_weight is None else self.own_weight[nodes],
            None if self.room is None else self.room.of(repairs).scarce(),
        )
        return inside, repairs

    def conditioned(self, done: Flags, never: Flags) -> tuple["Problem", Rows, Flags]:
        """Return what is left to choose when some repairs are done, and some never will be.

        Also the repairs left, and which nodes are seen by what is done.
        """
        left = np.flatnonzero(~done & ~never)
        possible = np.flatnonzero(self.needs.astype(np.int64) @ never.astype(np.int64) == 0)
        needs, views = self.needs[possible][:, left], self.views[possible]
        active = np.diff(needs.indptr) == 0
        seen: Flags = views.T.astype(np.int64) @ active.astype(np.int64) > 0
        waiting, unseen = np.flatnonzero(~active), np.flatnonzero(~seen)
        rest = Problem(
            self.cost_vnd[left],
            self.monthly_vnd[left],
            needs[waiting].tocsr(),
            views[waiting][:, unseen].tocsr(),
            self.weight[unseen],
            self.commune_code[unseen],
            None if self.own_weight is None else self.own_weight[unseen],
            None if self.room is None else self.room.conditioned(done, left),
        )
        return rest, left, seen

    def regained(self, done: Flags) -> float:
        """Return the weight seen again when some repairs are done."""
        return float(self.weight[self.covered(done)].sum())


def build_problem(
    repairs: Repairs,
    views: sparse.csr_array,
    groups: pd.DataFrame,
    covered: Flags,
    own: pd.DataFrame | None = None,
) -> Problem:
    """Gather what a plan is chosen from.

    Parameters
    ----------
    repairs
        See `Repairs`; only mendable cameras take part.
    views
        Boolean matrix, cameras × groups: what each camera sees when it works.
    groups
        `commune_code` and `weight` of each group of pieces, see `Incidence`.
    covered
        Whether a working camera sees the group today.
    own
        `commune_code` and `weight` of each camera: what it counts for itself.

    Returns
    -------
    Problem
        Camera groups × repairs and camera groups × demand nodes; costs in VND.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the Regional
    Science Association 32, 101–118.
    """
    waiting = np.flatnonzero(repairs.mendable)
    seeing = views[waiting]
    groups = groups[["commune_code", "weight"]].assign(own=0.0)
    if own is not None:
        mine = own.assign(own=own["weight"]).iloc[waiting]
        groups = pd.concat([groups, mine], ignore_index=True)
        alone = sparse.eye_array(len(waiting), dtype=bool)
        seeing = sparse.hstack([seeing, alone], format="csr")
        covered = np.concatenate([covered, np.zeros(len(waiting), dtype=bool)])
    camera_group = row_classes(repairs.needs[waiting])
    needs = _first_of_each(repairs.needs[waiting], camera_group)
    regained = np.flatnonzero(~covered & (groups["weight"] > 0).to_numpy())
    seen = _joined(seeing[:, regained], camera_group)
    any_view = np.flatnonzero(np.diff(seen.tocsc().indptr))
    regained, seen = regained[any_view], seen[:, any_view]
    codes, commune = np.unique(
        groups["commune_code"].to_numpy(object)[regained], return_inverse=True
    )
    node = row_classes(seen.T.tocsr(), commune)
    first = np.unique(node, return_index=True)[1]
    weight, of_own = (
        np.bincount(node, groups[c].to_numpy(float)[regained], minlength=len(first)).astype(float)
        for c in ("weight", "own")
    )
    table = repairs.table
    return Problem(
        cost_vnd=table["cost_vnd"].to_numpy(float),
        monthly_vnd=table["monthly_vnd"].to_numpy(float),
        needs=needs,
        views=seen[:, first].tocsr(),
        weight=weight,
        commune_code=codes[commune[first]],
        own_weight=None if own is None else of_own,
        room=repairs.room,
    )


def row_classes(matrix: sparse.csr_array, apart: Rows | None = None) -> Rows:
    """Return a number for each row of a boolean matrix: equal rows have one, from 0 on.

    Rows are told apart by 128 random bits for each of their columns, summed, and by `apart`.

    Parameters
    ----------
    matrix
        Boolean, rows × columns.
    apart
        A number for each row: rows of different numbers are never one class.

    Returns
    -------
    ndarray
        A number for each row, in the order of first appearance.
    """
    random = np.random.default_rng(0)
    bits = random.integers(0, 2**64, size=(matrix.shape[1], 2), dtype=np.uint64)
    keys = pd.DataFrame(matrix.astype(np.uint64) @ bits)
    keys["apart"] = 0 if apart is None else apart
    return np.asarray(keys.groupby([0, 1, "apart"], sort=False).ngroup(), dtype=np.intp)


def _first_of_each(matrix: sparse.csr_array, number: Rows) -> sparse.csr_array:
    return matrix[np.unique(number, return_index=True)[1]].tocsr()


def _joined(matrix: sparse.csr_array, number: Rows) -> sparse.csr_array:
    """Return, for each number, the union of the rows that have it."""
    size = int(number.max()) + 1 if len(number) else 0
    members = sparse.csr_array(
        (np.ones(len(number), dtype=np.int64), (number, np.arange(len(number)))),
        shape=(size, len(number)),
    )
    joined = (members @ matrix.astype(np.int64)).tocsr()
    return (joined > 0).tocsr()
