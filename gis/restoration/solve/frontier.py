"""What each part of a problem can bring back for every amount, where parts share nothing.

Repairs, camera groups and demand nodes that hang together are one component. A small component has
all
its choices tried. A larger one is split at the repair most waits for: with it done, and with
it left out, what remains falls apart into smaller components (recursive conditioning, Darwiche
2001). One that does not fall apart soon is solved at some amounts, and bounded between them.

What is scarce (see `room`) joins what shares it into one component. Inside it, room is spent
like money: its parts are looked at apart, each choice with what it takes, and added up.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats, Ints, Rows
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import budget
from gis.restoration.model.problem import Problem
from gis.restoration.model.room import Room
from gis.restoration.solve.dominance import rising, rising_with_room
from gis.restoration.solve.enumeration import all_choices
from gis.restoration.solve.hulls import corners, steps_above
from gis.restoration.solve.milp import solve

# So many repairs have all their choices tried: 2 to that power.
TRIED = 14
# So often is a component split before it is solved at some amounts instead.
SPLITS = 200
SOLVED = 24
# … each of them so long.
SOLVED_S = 2.0
# So often in one that shares what is scarce, and so many choices of it are held at most.
SCARCE_SPLITS, STATES = 2_000, 20_000
# What falls apart is summed entry by entry up to so many, then along its hull.
SUMMED = 20_000
# So many repairs that are alike share a frontier at most.
ALIKE = 256


@dataclass(frozen=True, eq=False)
class Frontier:
    """The best that some repairs can bring back, by cost: one entry a useful amount.

    `cost_vnd` and `weight` rise, from (0, 0) on. `done`: boolean, entries × `repairs`.
    `most_vnd`, `most_weight`: what no choice exceeds: `most_weight` holds from `most_vnd` on.
    `taken`: of what is scarce, entries × capacities (then no entry is cheaper or takes less).
    """

    repairs: Rows
    cost_vnd: Ints
    weight: Floats
    done: Flags
    most_vnd: Ints
    most_weight: Floats
    taken: Ints


class _TooManyError(Exception):
    """A component that shares what is scarce has more choices than are looked at."""


@dataclass
class _Effort:
    """What may still be done for a component: how often it is split, and until when.

    `solving`: until when HiGHS is asked. `most`: of each capacity, what all may take together.
    """

    splits: int
    deadline: Deadline
    solving: Deadline
    most: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def frontiers(
    problem: Problem, deadline: Deadline | None = None, *, solving: bool = True
) -> list[Frontier]:
    """Return the frontier of every component that brings anything back (costs in whole đồng).

    Each may be split `SPLITS` times.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in whole VND.
    deadline
        After it what is not split is bounded alone; None: as long as it takes.
    solving
        Whether what is not split is solved at some amounts before that.

    Returns
    -------
    list of Frontier
        One a component.

    Raises
    ------
    Stopped
        The deadline was called off.
    """
    deadline = Deadline() if deadline is None else deadline
    return _frontiers(problem, deadline, deadline if solving else Deadline(0))


def _frontiers(
    problem: Problem, deadline: Deadline, solving: Deadline, effort: _Effort | None = None
) -> list[Frontier]:
    """Return the frontiers of components: apart by what is scarce too within one (`effort`)."""
    if effort is None and problem.room is not None:
        problem = replace(problem, room=problem.room.scarce())
    label = labels_by_camera(problem, joined=effort is None)
    taking = _taking(problem)
    several = np.flatnonzero(
        (np.bincount(label[1], minlength=1) > 1) | (np.bincount(label[1], taking, minlength=1) > 0)
    )
    parts = _parts(problem, label, several)
    found = _alone(problem, label, taking)
    if effort is not None:
        return found + [_frontier(part, rows, effort) for part, rows in parts]
    return found + [
        _scarce(part, rows, deadline, solving)
        if _taking(part).any()
        else _frontier(replace(part, room=None), rows, _Effort(SPLITS, deadline, solving))
        for part, rows in parts
    ]


def _room(problem: Problem) -> Room:
    """Return what is scarce, none of it included."""
    if problem.room is not None:
        return problem.room
    none = sparse.csr_array((0, len(problem.cost_vnd)), dtype=np.int64)
    return Room(none, np.zeros(0, dtype=np.int64))


def _taking(problem: Problem) -> Flags:
    """Tell which repairs take of what is scarce, or add to it."""
    flags: Flags = np.diff(_room(problem).take.tocsc().indptr) > 0
    return flags


def _scarce(problem: Problem, rows: Rows, deadline: Deadline, solving: Deadline) -> Frontier:
    """Return the frontier of a component that shares what is scarce."""
    room = _room(problem).used()
    problem = replace(problem, room=room)
    try:
        found = _summed(problem, rows, _Effort(SCARCE_SPLITS, deadline, solving, room.most))
    except _TooManyError:
        return _solved(problem, rows, solving)
    fit = np.flatnonzero((found.taken <= room.free).all(axis=1))
    kept = fit[rising(found.cost_vnd[fit], found.weight[fit])]
    cost, weight = found.cost_vnd[kept], found.weight[kept]
    return Frontier(rows, cost, weight, found.done[kept], cost, weight, found.taken[kept])


def _alone(problem: Problem, label: list[NDArray[np.int32]], taking: Flags) -> list[Frontier]:
    """Return the frontiers of the components of one repair, all at once; of those `taking`, none.

    Those alike in cost and weight share one: as many of them as the money buys, first ones
    first. So thousands of cameras of one price and one own weight are a few frontiers.
    """
    count = max(int(of.max(initial=0)) for of in label) + 1
    gain = np.bincount(label[2], problem.weight, minlength=count)[label[1]]
    alone = np.bincount(label[1], minlength=count)[label[1]] == 1
    cost_vnd = np.round(problem.cost_vnd).astype(np.int64)
    rows = np.flatnonzero(alone & (gain > 0) & ~taking)
    capacities = len(_room(problem).free)
    rows = rows[np.lexsort((gain[rows], cost_vnd[rows]))]
    same = (np.diff(cost_vnd[rows]) == 0) & (np.diff(gain[rows]) == 0)
    groups = np.split(rows, np.flatnonzero(~same) + 1) if len(rows) else []
    return [
        _chain(part, int(cost_vnd[part[0]]), float(gain[part[0]]), capacities)
        for alike in groups  # a list of many small frontiers
        for part in np.split(alike, range(ALIKE, len(alike), ALIKE))
    ]


def _chain(rows: Rows, cost_vnd: int, weight: float, capacities: int) -> Frontier:
    """Return the frontier of some repairs alone that cost and weigh the same each."""
    number: Ints = np.arange(0 if cost_vnd else len(rows), len(rows) + 1)
    cost: Ints = number * cost_vnd
    weights: Floats = number * np.float64(weight)
    done: Flags = number[:, None] > np.arange(len(rows))
    none = np.zeros((len(number), capacities), dtype=np.int64)
    return Frontier(rows, cost, weights, done, cost, weights, none)


def labels_by_camera(problem: Problem, *, joined: bool = True) -> list[NDArray[np.int32]]:
    """Return the number of the component that each camera group, repair and demand node belongs to.

    `joined`: by what is scarce too.
    """
    repairs, camera_groups = len(problem.cost_vnd), len(problem.needs.indptr) - 1
    links = sparse.hstack([problem.needs, problem.views])
    if joined:
        take = _room(problem).take
        more = sparse.csr_array((len(take.indptr) - 1, problem.views.shape[1]))
        links = sparse.vstack([links, sparse.hstack([take != 0, more])])
    both = sparse.block_array([[None, links], [links.T, None]])
    label = sparse.csgraph.connected_components(both, directed=False)[1]
    others = links.shape[0]
    return [label[:camera_groups], *np.split(label[others:], [repairs])]


def _parts(
    problem: Problem, label: list[NDArray[np.int32]], which: Rows
) -> list[tuple[Problem, Rows]]:
    """Return some of the components (see `labels_by_camera`), each with the rows of its repairs."""
    members = [_members(part, which) for part in label]
    return [(_part(problem, *rows), rows[1]) for rows in zip(*members, strict=True)]


def _members(label: NDArray[np.int32], useful: Rows) -> list[Rows]:
    """Return the rows that have each of some labels."""
    order = np.argsort(label, kind="stable")
    bounds = np.searchsorted(label[order], useful), np.searchsorted(label[order], useful, "right")
    return [order[a:b] for a, b in zip(*bounds, strict=True)]


def _part(problem: Problem, camera_groups: Rows, repairs: Rows, nodes: Rows) -> Problem:
    return Problem(
        problem.cost_vnd[repairs],
        problem.monthly_vnd[repairs],
        _block(problem.needs, camera_groups, repairs),
        _block(problem.views, camera_groups, nodes),
        problem.weight[nodes],
        problem.commune_code[nodes],
        room=None if problem.room is None else problem.room.of(repairs),
    )


def _block(matrix: sparse.csr_array, rows: Rows, columns: Rows) -> sparse.csr_array:
    """Return some rows whose entries all lie in some columns (in order)."""
    starts, ends = matrix.indptr[rows], matrix.indptr[rows + 1]
    count = ends - starts
    at = np.arange(count.sum()) + np.repeat(starts - np.cumsum(count) + count, count)
    column = np.searchsorted(columns, matrix.indices[at])
    indptr = np.concatenate([[0], np.cumsum(count)])
    shape = (len(rows), len(columns))
    return sparse.csr_array((np.ones(len(at), dtype=bool), column, indptr), shape=shape)


def _frontier(problem: Problem, rows: Rows, effort: _Effort) -> Frontier:
    """Return the frontier of one component."""
    effort.deadline.check()
    if len(rows) <= TRIED:
        cost, weight, chosen, taken = _tried(problem, effort)
        return Frontier(rows, cost, weight, chosen, cost, weight, taken)
    if effort.splits <= 0:
        if len(effort.most):
            raise _TooManyError
        return _solved(problem, rows, effort.solving)
    effort.splits -= 1
    most = np.arange(len(rows)) == np.argmax(_reach(problem))
    out, done = (_given(problem, rows, most, effort, done=choice) for choice in (False, True))
    return _better(rows, out, done, effort)


def _reach(problem: Problem) -> Floats:
    """Return how much of the component hangs on each repair: camera groups first, then nodes."""
    nodes = np.diff(problem.views.indptr)
    waiting, seen = (problem.needs.T.astype(np.int64) @ n for n in (np.ones_like(nodes), nodes))
    reach: Floats = waiting + seen / (nodes.sum() + 1)
    return reach


def _given(problem: Problem, rows: Rows, repair: Flags, effort: _Effort, *, done: bool) -> Frontier:
    """Return the frontier when one repair is always done, or never."""
    rest, left, seen = problem.conditioned(repair & done, repair & (not done))
    found = _summed(rest, rows[left], effort)
    chosen = np.zeros((len(found.cost_vnd), len(rows)), dtype=bool)
    chosen[:, left] = found.done
    chosen[:, repair] = done
    cost, weight = round(done * problem.cost_vnd[repair].sum()), problem.weight[seen].sum()
    taken = found.taken + _room(problem).take @ (repair & done).astype(np.int64)
    return Frontier(
        rows,
        found.cost_vnd + cost,
        found.weight + weight,
        chosen,
        found.most_vnd + cost,
        found.most_weight + weight,
        taken,
    )


def _summed(problem: Problem, rows: Rows, effort: _Effort) -> Frontier:
    """Return the frontier of a problem that may fall apart, over all its repairs."""
    zero, none = np.zeros(1, dtype=np.int64), np.zeros(1)
    free = np.zeros((1, len(effort.most)), dtype=np.int64)
    total = Frontier(rows, zero, none, np.zeros((1, len(rows)), dtype=bool), zero, none, free)
    parts = _frontiers(problem, effort.deadline, effort.solving, effort)
    for found in parts:  # each brings a set of entries of any size
        if len(total.cost_vnd) > SUMMED and not len(effort.most):
            return _along_hull(parts, rows)
        first, second = np.indices((len(total.cost_vnd), len(found.cost_vnd))).reshape(2, -1)
        cost = total.cost_vnd[first] + found.cost_vnd[second]
        weight = total.weight[first] + found.weight[second]
        taken = total.taken[first] + found.taken[second]
        kept = _kept(cost, weight, taken, effort)
        done = total.done[first[kept]]
        done[:, found.repairs] |= found.done[second[kept]]
        most = np.add.outer(total.most_vnd, found.most_vnd).ravel()
        bound = np.add.outer(total.most_weight, found.most_weight).ravel()
        top = rising(most, bound)
        total = Frontier(rows, cost[kept], weight[kept], done, most[top], bound[top], taken[kept])
    return total


def _along_hull(parts: list[Frontier], rows: Rows) -> Frontier:
    """Return the frontier of many parts together, at the corners of its hull alone.

    No choice lies above the hull: between two corners it is bounded by steps above it.
    """
    most = corners([p.most_vnd for p in parts], [p.most_weight for p in parts])
    corner, cost, weight = corners([p.cost_vnd for p in parts], [p.weight for p in parts])
    done = np.zeros((len(cost), len(rows)), dtype=bool)
    first = np.cumsum([0, *(len(p.cost_vnd) for p in parts)])
    for part in parts:  # each is of repairs of its own
        done[0, part.repairs] = part.done[0]
    for k, entry in enumerate(corner, start=1):  # each goes one step further in one part
        which = int(np.searchsorted(first, entry, side="right")) - 1
        done[k] = done[k - 1]
        done[k, parts[which].repairs] = parts[which].done[entry - first[which]]
    return Frontier(
        rows, cost, weight, done, *steps_above(*most[1:]), np.zeros((len(cost), 0), dtype=np.int64)
    )


def _kept(cost: Ints, weight: Floats, taken: Ints, effort: _Effort) -> Rows:
    """Return the entries that may be best, see `rising_with_room`."""
    effort.deadline.check()
    if not len(effort.most):
        return rising(cost, weight)
    # With one capacity they are compared fast, with several each with each.
    states = STATES if len(effort.most) == 1 else STATES // 8
    if len(cost) > 8 * states or effort.deadline.passed:
        raise _TooManyError
    possible = np.flatnonzero((taken <= effort.most).all(axis=1))
    kept = possible[rising_with_room(cost[possible], weight[possible], taken[possible])]
    if len(kept) > states:
        raise _TooManyError
    return kept


def _better(rows: Rows, one: Frontier, other: Frontier, effort: _Effort) -> Frontier:
    """Return, for every amount, the better of two."""
    cost, weight, done, most_vnd, most_weight, taken = (
        np.concatenate([getattr(f, name) for f in (one, other)])
        for name in ("cost_vnd", "weight", "done", "most_vnd", "most_weight", "taken")
    )
    kept, top = _kept(cost, weight, taken, effort), rising(most_vnd, most_weight)
    return Frontier(
        rows, cost[kept], weight[kept], done[kept], most_vnd[top], most_weight[top], taken[kept]
    )


def _solved(problem: Problem, rows: Rows, deadline: Deadline) -> Frontier:
    """Return the frontier of a component solved at some amounts, bounded between them."""
    total = round(problem.cost_vnd.sum())
    amounts = np.unique(np.linspace(0, total, SOLVED + 1).astype(np.int64))
    found = [
        solve(problem, budget(float(amount)), deadline=deadline.within(SOLVED_S))
        for amount in amounts
    ]
    done = np.array([f.done for f in found])
    cost = np.round(done @ problem.cost_vnd).astype(np.int64)
    weight = np.array([f.objective for f in found])
    bound = np.maximum.accumulate([f.bound for f in found])
    kept = rising(cost, weight)
    # From just above one amount on, at most what is bound at the next.
    most = np.concatenate([[0], amounts[:-1] + 1])
    taken = done[kept] @ _room(problem).take.T.astype(np.int64)
    return Frontier(rows, cost[kept], weight[kept], done[kept], most, bound, taken)


def _tried(problem: Problem, effort: _Effort) -> tuple[Ints, Floats, Flags, Ints]:
    """Return cost, weight and choice of all choices that none is better than, what each takes."""
    size = len(problem.cost_vnd)
    cost = np.round(problem.cost_vnd).astype(np.int64)
    wanted = np.zeros(len(problem.needs.indptr) - 1, dtype=np.int64)
    row = np.repeat(np.arange(len(wanted)), np.diff(problem.needs.indptr))
    np.bitwise_or.at(wanted, row, 1 << problem.needs.indices.astype(np.int64))
    seen = problem.views.tocsc()
    costs, weights = all_choices(cost, wanted, seen.indptr, seen.indices, problem.weight)
    taken = np.zeros((len(costs), len(effort.most)), dtype=np.int64)
    for bit, takes in enumerate(_room(problem).take.T.toarray() if len(effort.most) else ()):
        taken[np.arange(len(costs)) >> bit & 1 == 1] += takes
    kept = _kept(costs, weights, taken, effort)
    done = (kept[:, None] >> np.arange(size) & 1).astype(bool)
    return costs[kept], weights[kept], done, taken[kept]
