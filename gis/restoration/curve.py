"""What the best plan brings back for every budget, from nothing to everything.

Components share neither demand nor repairs, so the best for an amount is the best way to
divide it among them: their frontiers are joined two by two on a grid of amounts. A tree of
all joins is kept, so that the plan for any amount is read off it.
"""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

import numpy as np
from numba import njit
from numpy.typing import NDArray

from gis.restoration.frontier import Frontier, frontiers
from gis.restoration.problem import Flags, Floats, Problem

GRID_VND = 100_000
# A finer grid, that of the costs themselves, is taken up to so many amounts.
AMOUNTS = 150_000
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Join:
    """The best weight by amount (index on the grid), of a frontier or of two joins."""

    weight: Floats
    of: Frontier | tuple["_Join", "_Join"]


@dataclass(frozen=True, eq=False)
class Curve:
    """The best weight regained by budget.

    `amount_vnd`: the grid. `weight`: what the best known plan for each brings back; `bound`:
    what no plan for it exceeds.
    """

    amount_vnd: Ints
    weight: Floats
    bound: Floats
    tree: _Join | None
    step_vnd: int
    repairs: int

    def at(self, amounts_vnd: Floats) -> Ints:
        """Return the position on the grid of the money there is, at most the last."""
        place = np.floor(np.asarray(amounts_vnd) / self.step_vnd).astype(np.int64)
        return np.clip(place, 0, len(self.weight) - 1)

    def choose(self, amount_vnd: float) -> Flags:
        """Return which repairs the best plan for an amount does, none without use."""
        done = np.zeros(self.repairs, dtype=bool)
        open_ = [] if self.tree is None else [(self.tree, int(self.at(np.array(amount_vnd))))]
        while open_:
            join, place = open_.pop()
            # The least amount that brings back as much.
            place = int(np.searchsorted(join.weight, join.weight[place] - 1e-12))
            if isinstance(join.of, Frontier):
                entry = np.searchsorted(_cells(join.of.cost_vnd, self.step_vnd), place, "right") - 1
                done[join.of.repairs[join.of.done[entry]]] = True
            else:
                open_ += _divided(*join.of, place)
        return done


def curve(world: Problem, *, most_vnd: float = np.inf) -> Curve:
    """Return the curve up to an amount; costs are rounded up, so that no plan costs more.

    Where all costs lie on the grid and every component could be tried, weight and bound are
    the same: each point is proven best.
    """
    parts = frontiers(world)
    step = _step(world)
    size = int(min(most_vnd, world.cost_vnd.sum() + step) // step) + 2
    tree = _joined([_Join(_dense(f.cost_vnd, f.weight, step)[:size], f) for f in parts], size)
    if tree is None:
        zero = np.zeros(1)
        return Curve(zero.astype(np.int64), zero, zero, None, step, len(world.cost_vnd))
    weight, bound = tree.weight, tree.weight
    if not all(_exact(f, step) for f in parts):
        most = [_Join(_dense(f.most_vnd, f.most_weight, step, up=False), f) for f in parts]
        top = _joined(most, size)
        bound = weight if top is None else _longer(top.weight, len(weight))
    amounts = np.arange(len(weight)) * step
    return Curve(amounts, weight, np.maximum(bound, weight), tree, step, len(world.cost_vnd))


def _step(world: Problem) -> int:
    """Return the grid's step: the greatest all costs share; one of `GRID_VND` where too fine."""
    whole = np.round(world.cost_vnd).astype(np.int64)
    shared = int(np.gcd.reduce(whole)) if len(whole) else 0
    if shared and whole.sum() <= AMOUNTS * shared:
        return shared
    return GRID_VND * max(-(-int(whole.sum()) // (GRID_VND * AMOUNTS)), 1)


def _exact(part: Frontier, step: int) -> bool:
    same = len(part.cost_vnd) == len(part.most_vnd) and (part.cost_vnd == part.most_vnd).all()
    return bool(same and (part.cost_vnd % step == 0).all())


def _cells(cost_vnd: Ints, step: int) -> Ints:
    """Return the first place on the grid with enough money."""
    cells: Ints = -(-cost_vnd // step)
    return cells


def _dense(cost_vnd: Ints, weight: Floats, step: int, *, up: bool = True) -> Floats:
    """Return the best weight at every place of the grid, up to the last cost."""
    place = _cells(cost_vnd, step) if up else cost_vnd // step
    dense = np.zeros(int(place[-1]) + 1)
    np.maximum.at(dense, place, weight)
    return np.maximum.accumulate(dense)


def _longer(weight: Floats, size: int) -> Floats:
    return np.concatenate([weight, np.full(max(size - len(weight), 0), weight[-1])])[:size]


def _joined(leaves: list[_Join], size: int) -> _Join | None:
    """Join the two shortest until one is left, all of at most so many amounts."""
    order = count()
    queue = [(len(leaf.weight), next(order), leaf) for leaf in leaves]
    heapify(queue)
    while len(queue) > 1:
        one, other = heappop(queue)[2], heappop(queue)[2]
        rises = np.append(True, np.diff(one.weight) > 0)
        place = np.flatnonzero(rises)
        weight = _best_sums(other.weight, place, one.weight[place], size)
        heappush(queue, (len(weight), next(order), _Join(weight, (one, other))))
    return queue[0][2] if queue else None


def _divided(one: _Join, other: _Join, place: int) -> list[tuple[_Join, int]]:
    """Return how an amount is best divided between two."""
    first, last = max(place - len(other.weight) + 1, 0), min(place, len(one.weight) - 1)
    sums = one.weight[first : last + 1] + other.weight[place - last : place - first + 1][::-1]
    mine = first + int(np.argmax(sums))
    return [(one, mine), (other, place - mine)]


@njit(cache=True)
def _best_sums(
    dense: Floats, place: Ints, weight: Floats, size: int
) -> Floats:  # pragma: no cover - compiled
    """Return the best sum of a dense curve and one of some entries, at so many amounts at most."""
    best = np.zeros(min(len(dense) + place[-1], size))
    for k in range(len(place)):
        start = place[k]
        for i in range(min(len(dense), len(best) - start)):
            best[start + i] = max(best[start + i], dense[i] + weight[k])
    for i in range(1, len(best)):
        best[i] = max(best[i], best[i - 1])
    return best
