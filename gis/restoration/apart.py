"""The best plan for one budget, from components that share nothing: exact, and fast.

Of every component one entry of its frontier is chosen (a multiple-choice knapsack). With a
price λ on money, each entry falls short of its component's best by a loss ≥ 0, and no choice
is better than U − Σ losses − λ·(money left), U being what the relaxation reaches. What falls
short by more than U less the best choice known so far can be in no better one; the few that
remain are tried out, dominated ones dropped (Pisinger 1995, "A minimal algorithm for the
multiple-choice knapsack problem").
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.restoration.frontier import Frontier, frontier, labels, parts
from gis.restoration.limits import Limits
from gis.restoration.problem import Flags, Floats, Problem, Rows

# Larger components are left to the mixed-integer programme, as is what has more states.
LARGEST = 18
STATES = 200_000
Ints = NDArray[np.int64]


def best_apart(world: Problem, limits: Limits, prefer: Floats) -> Flags | None:
    """Return what the best plan does; None where this is not the way to find it.

    It is for one budget without phases, funds, floors, balance or monthly ceiling, in components of
    at most `LARGEST` repairs, and costs in whole đồng.

    Parameters
    ----------
    prefer
        What doing each repair is worth beside what it brings back, see `exact.solve`.
    """
    locked, out = _flags(world, limits.locked), _flags(world, limits.excluded)
    left = round(limits.there_vnd) - round(world.cost_vnd[locked].sum())
    simple = limits.plain and len(limits.months) == 1 and not any(limits.floors.values())
    simple &= limits.balance is None
    if not simple or np.isfinite(limits.monthly_vnd) or left < 0 or (locked & out).any():
        return None
    free = replace(world, cost_vnd=np.where(locked, 0.0, world.cost_vnd))
    valued = _valued(_without(free, out), np.where(locked, 0.0, prefer))
    found = _frontiers(valued)
    entries = None if found is None else _best(found, left)
    if found is None or entries is None:
        return None
    done = locked.copy()
    for part, entry in zip(found, entries, strict=True):
        done[part.repairs[part.done[entry]]] = True
    return done


def _flags(world: Problem, flags: Flags | None) -> Flags:
    return np.zeros(len(world.cost_vnd), bool) if flags is None else flags


def _without(world: Problem, out: Flags) -> Problem:
    """Return the problem without what waits for some repairs."""
    kept = np.flatnonzero(world.needs.astype(np.int64) @ out.astype(np.int64) == 0)
    return replace(world, needs=world.needs[kept], views=world.views[kept])


def _valued(world: Problem, prefer: Floats) -> Problem:
    """Return the problem with a place of its own for each repair that is needed.

    Such a place weighs what doing the repair is worth in itself, which may be below 0.
    """
    needed = np.flatnonzero(np.diff(world.needs.tocsc().indptr) > 0)
    own = sparse.eye_array(len(prefer), dtype=bool, format="csr")[needed]
    alone = sparse.eye_array(len(needed), dtype=bool, format="csr")
    return replace(
        world,
        needs=sparse.vstack([world.needs, own], format="csr").astype(bool),
        views=sparse.block_diag([world.views, alone], format="csr").astype(bool),
        weight=np.concatenate([world.weight, prefer[needed]]),
        commune_code=np.concatenate([world.commune_code, np.full(len(needed), "", object)]),
    )


def _frontiers(world: Problem) -> list[Frontier] | None:
    """Return the frontiers of all components, those of one repair at once; None if too large."""
    label = labels(world)
    repairs = np.bincount(label[1], minlength=1 + max(p.max(initial=0) for p in label))
    if repairs.max(initial=0) > LARGEST:
        return None
    weight = np.bincount(label[2], world.weight, minlength=len(repairs))
    made, choice, zero = [], np.array([[False], [True]]), np.zeros(1, np.int64)
    for row in np.flatnonzero(repairs[label[1]] == 1):  # a list of many small frontiers
        gain, cost = float(weight[label[1][row]]), round(world.cost_vnd[row])
        if gain > 0:
            costs, weights = np.array([0, cost]), np.array([0.0, gain])
            done = choice if cost > 0 else choice[1:]
            costs, weights = (costs, weights) if cost > 0 else (zero, weights[1:])
            made.append(Frontier(np.array([row]), costs, weights, done, costs, weights))
    several = np.unique(label[1][repairs[label[1]] > 1])
    return made + [frontier(*part) for part in parts(world, label, several)]


@dataclass(frozen=True, eq=False)
class _States:
    """Partial choices worth going on with: what each spends and falls short by, and how."""

    spent: Ints
    loss: Floats
    before: Rows
    entry: Rows


def _best(parts: list[Frontier], amount: int) -> list[int] | None:
    """Return the entry of each frontier that is best for an amount; None when it takes long."""
    price, chosen, reached = _relaxed(parts, amount)
    gained = [f.weight - price * f.cost_vnd for f in parts]
    losses = [g.max() - g for g in gained]
    most = sum(float(g.max()) for g in gained) + price * amount
    short = most - reached + 1e-9 * max(abs(most), 1.0)
    kept = [np.flatnonzero((loss <= short) & (f.cost_vnd <= amount))
            for loss, f in zip(losses, parts, strict=True)]  # fmt: skip
    open_ = [k for k in range(len(parts)) if len(kept[k]) > 1]
    fixed = sum(int(parts[k].cost_vnd[kept[k][0]]) for k in range(len(parts)) if len(kept[k]) == 1)
    loss = sum(float(losses[k][kept[k][0]]) for k in range(len(parts)) if len(kept[k]) == 1)
    spans = [int(parts[k].cost_vnd[kept[k]].max()) for k in open_]
    stages = [_States(np.array([fixed]), np.array([loss]), np.zeros(1, int), np.zeros(1, int))]
    for place, k in enumerate(open_):
        ahead = sum(spans[place + 1 :])
        step = _joined(stages[-1], parts[k].cost_vnd[kept[k]], losses[k][kept[k]], price)
        stages.append(_pruned(step, price, amount, ahead, short))
        if len(stages[-1].spent) > STATES:
            return None
    if not len(stages[-1].spent):  # only by rounding: the known choice is best
        return chosen
    return _traced(stages, open_, kept, price)


def _joined(states: _States, cost: Ints, loss: Floats, price: float) -> _States:
    """Add every entry of one more frontier to every state; drop what another one dominates."""
    before, entry = np.indices((len(states.spent), len(cost))).reshape(2, -1)
    spent, lost = states.spent[before] + cost[entry], states.loss[before] + loss[entry]
    value = price * spent - lost
    order = np.lexsort((-value, spent))
    best = np.maximum.accumulate(value[order])
    rising = np.append(True, best[1:] > best[:-1])
    kept = order[rising]
    return _States(spent[kept], lost[kept], before[kept], entry[kept])


def _pruned(states: _States, price: float, amount: int, ahead: int, short: float) -> _States:
    """Drop what spends too much, or falls too short even if all else goes well."""
    idle = price * np.maximum(amount - states.spent - ahead, 0)
    kept = (states.spent <= amount) & (states.loss + idle <= short)
    return _States(states.spent[kept], states.loss[kept], states.before[kept], states.entry[kept])


def _traced(stages: list[_States], open_: list[int], kept: list[Rows], price: float) -> list[int]:
    """Return the entries of the best of the last states."""
    entries = [int(rows[0]) for rows in kept]
    last = stages[-1]
    at = int(np.argmax(price * last.spent - last.loss))
    for stage, k in zip(stages[:0:-1], open_[::-1], strict=True):
        entries[k] = int(kept[k][stage.entry[at]])
        at = int(stage.before[at])
    return entries


def _relaxed(parts: list[Frontier], amount: int) -> tuple[float, list[int], float]:
    """Return the price of money, and a good choice with what it reaches.

    The steps of all convex hulls, steepest first, are bought while the money lasts; the
    first that is too dear sets the price; cheaper ones further on are still bought.
    """
    steps = [_hull(f) for f in parts]
    of = np.repeat(np.arange(len(parts)), [len(s) - 1 for s in steps])
    ends = np.concatenate([np.empty(0, int), *(s[1:] for s in steps)])
    begins = np.concatenate([np.empty(0, int), *(s[:-1] for s in steps)])
    cost = np.array([parts[k].cost_vnd[b] - parts[k].cost_vnd[a]
                     for k, a, b in zip(of, begins, ends, strict=True)])  # fmt: skip
    gain = np.array([parts[k].weight[b] - parts[k].weight[a]
                     for k, a, b in zip(of, begins, ends, strict=True)])  # fmt: skip
    chosen, price, left, reached = [int(s[0]) for s in steps], 0.0, amount, 0.0
    reached = sum(float(f.weight[s[0]]) for f, s in zip(parts, steps, strict=True))
    stopped = np.zeros(len(parts), bool)
    with np.errstate(divide="ignore"):
        slope = gain / cost
    for i in np.argsort(-slope, kind="stable"):  # each depends on the money left by the last
        if cost[i] <= left and not stopped[of[i]]:
            chosen[of[i]], left, reached = int(ends[i]), left - int(cost[i]), reached + gain[i]
        else:
            price = price or float(slope[i])
            stopped[of[i]] = True
    return price, chosen, reached


def _hull(part: Frontier) -> Rows:
    """Return the entries on the upper convex hull, up to the best, by rising cost."""
    hull: list[int] = []
    for k in range(len(part.cost_vnd)):
        while len(hull) > 1 and _below(part, hull[-2], hull[-1], k):
            hull.pop()
        hull.append(k)
    return np.array(hull, dtype=np.intp)


def _below(part: Frontier, a: int, b: int, c: int) -> bool:
    cost, weight = part.cost_vnd, part.weight
    return bool((weight[b] - weight[a]) * (cost[c] - cost[a])
                <= (weight[c] - weight[a]) * (cost[b] - cost[a]))  # fmt: skip
