"""Room for so many and no more: channels of a station, bandwidth of a line, storage.

Who gets room is chosen like what is mended: a camera that shares what is scarce waits for one
more repair, its *channel*, which costs nothing and takes of the room; a further station, an
upgrade or a disk is a repair that takes less than nothing. With repairs r, capacities k:

    Σ_r take[k,r]·x[r] ≤ free[k]      by the end of every phase, in whole numbers
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from gis.core.arrays import Flags, Ints, Rows


@dataclass(frozen=True, eq=False)
class Room:
    """What repairs take of capacities, and what is free of each today.

    `take`: capacities × repairs, whole numbers, below 0 for what adds room. `free`: of each.
    """

    take: sparse.csr_array
    free: Ints

    @property
    def taken(self) -> Ints:
        """Return what is taken of each capacity when all is done that takes any."""
        return self._sums(self.take.data.clip(min=0))

    @property
    def most(self) -> Ints:
        """Return the room of each capacity when all is done that adds any."""
        most: Ints = self.free - self._sums(self.take.data.clip(max=0))
        return most

    @property
    def adding(self) -> Flags:
        """Tell which repairs add room."""
        flags: Flags = np.diff((self.take < 0).tocsc().indptr) > 0
        return flags

    def of(self, repairs: Rows) -> "Room":
        """Return the room for some of the repairs alone."""
        return Room(self.take[:, repairs].tocsr(), self.free)

    def beside(self, count: int) -> "Room":
        """Return the room where so many more repairs stand at the end, which take none."""
        none = sparse.csr_array((len(self.free), count), dtype=np.int64)
        return Room(sparse.hstack([self.take, none], format="csr"), self.free)

    def without(self, never: Flags) -> "Room":
        """Return the room when some repairs are never done."""
        kept = sparse.diags_array((~never).astype(np.int64), dtype=np.int64)
        take = (self.take @ kept).tocsr()
        take.eliminate_zeros()
        return Room(take, self.free)

    def conditioned(self, done: Flags, left: Rows) -> "Room":
        """Return the room for what is left to choose when some repairs are done."""
        return Room(self.take[:, left].tocsr(), self.free - self.take @ done.astype(np.int64))

    def scarce(self) -> "Room | None":
        """Return the capacities that all could not share at once, None where there is none."""
        rows = np.flatnonzero(self.taken > self.free)
        return Room(self.take[rows].tocsr(), self.free[rows]) if len(rows) else None

    def used(self) -> "Room":
        """Return the capacities that anything takes of or adds to."""
        rows = np.flatnonzero(np.diff(self.take.indptr))
        return Room(self.take[rows].tocsr(), self.free[rows])

    def holds(self, done: Flags) -> bool:
        """Tell whether there is room for all that is done."""
        return bool((self.take @ done.astype(np.int64) <= self.free).all())

    def short(self, row: int, done: Flags) -> int:
        """Return how much room one capacity lacks for all that is done."""
        return int((self.take[[row]] @ done.astype(np.int64))[0] - self.free[row])

    def wider(self, row: int) -> Rows:
        """Return what adds room to one capacity, in order."""
        line = self.take[[row]].toarray().ravel()
        return np.flatnonzero(line < 0)

    def extending(self, sharing: Flags) -> Flags:
        """Tell which repairs add room for some that take of it."""
        return self._beside(sharing, self.take > 0, self.take < 0)

    def sharing(self, extending: Flags) -> Flags:
        """Tell which repairs take of the room that some others add."""
        return self._beside(extending, self.take < 0, self.take > 0)

    @staticmethod
    def _beside(which: Flags, one: Any, other: Any) -> Flags:
        rows = one.astype(np.int64) @ which.astype(np.int64) > 0
        flags: Flags = other.T.astype(np.int64) @ rows.astype(np.int64) > 0
        return flags

    def _sums(self, numbers: Ints) -> Ints:
        row = np.repeat(np.arange(len(self.free)), np.diff(self.take.indptr))
        sums = np.zeros(len(self.free), dtype=np.int64)
        np.add.at(sums, row, numbers)
        return sums
