"""How an amount of money is best divided among parts that share nothing.

Of every part one entry of its frontier is chosen (a multiple-choice knapsack). With a price
λ on money, each entry falls short of its part's best by a loss ≥ 0, and no choice is better
than U − Σ losses − λ·(money left), U being what the relaxation reaches. What falls short by
more than U less the best choice known so far can be in no better one. The few entries that
remain, those of least loss first, are tried in every way, dominated ones dropped (Pisinger
1995, "A minimal algorithm for the multiple-choice knapsack problem").
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy import sparse

from gis.core.arrays import Flags, Floats, Ints, Rows
from gis.restoration.solve.frontier import Frontier
from gis.restoration.solve.hulls import hulls

# So many entries of some loss are tried at first; what has more partial choices than `STATES`
# is told with its bound instead.
CORE, STATES = 24, 200_000


@dataclass(frozen=True, eq=False)
class Share:
    """What is done for an amount: `done` of all repairs, its weight, and what none exceeds.

    `done`: flags of all repairs. `weight`: what they bring back; `bound`: what no choice for the
    same amount exceeds.
    """

    done: Flags
    weight: float
    bound: float


class MultipleChoiceKnapsack:
    """The parts of a problem of some repairs, among which any amount is divided.

    Costs are in whole đồng, and kept exactly. Where no part is only bounded (see `Frontier`)
    and the tries are not too many, weight and bound are the same: the choice is proven best.
    """

    def __init__(self, parts: list[Frontier], repairs: int) -> None:
        self.least = _Entries([p.cost_vnd for p in parts], [p.weight for p in parts])
        exact = all(
            len(p.cost_vnd) == len(p.most_vnd) and (p.cost_vnd == p.most_vnd).all() for p in parts
        )
        self.most = None
        if not exact:
            self.most = _Entries([p.most_vnd for p in parts], [p.most_weight for p in parts])
        self.choice = _choices(parts, repairs)

    @property
    def all_vnd(self) -> int:
        """Return the least amount that brings back all there is to bring back."""
        return int(self.least.cost[self.least.start[1:] - 1].sum())

    def best(self, amount_vnd: float) -> Share:
        """Return the best division of an amount of 0 or more."""
        amount = int(amount_vnd) if np.isfinite(amount_vnd) else self.all_vnd
        entry, bound = self.least.best(amount)
        weight = float(self.least.weight[entry].sum())
        if self.most is not None:
            bound = self.most.relaxed(amount)[2]
        done = np.zeros(self.choice.shape[1], dtype=bool)
        done[self.choice[entry].indices] = True
        return Share(done, weight, max(bound, weight))


def _choices(parts: list[Frontier], repairs: int) -> sparse.csr_array:
    """Return which of all repairs each entry of the parts does, part after part."""
    done = [np.nonzero(part.done) for part in parts]  # each of a size of its own
    first = np.cumsum([0, *(len(part.done) for part in parts)])
    row = [rows + start for (rows, _), start in zip(done, first, strict=False)]
    column = [part.repairs[columns] for (_, columns), part in zip(done, parts, strict=True)]
    at = tuple(np.concatenate([np.empty(0, np.int64), *each]) for each in (row, column))
    return sparse.csr_array((np.ones(len(at[0]), bool), at), shape=(int(first[-1]), repairs))


class _Entries:
    """All entries of some frontiers, part after part, and the steps of their convex hulls.

    `start`: where each part begins. Steps: from which entry to which, the steepest first.
    """

    def __init__(self, costs: list[Ints], weights: list[Floats]) -> None:
        sizes = np.array([len(c) for c in costs], dtype=np.int64)
        self.start = np.concatenate([[0], np.cumsum(sizes)])
        self.part = np.repeat(np.arange(len(sizes)), sizes)
        self.cost = np.concatenate([np.empty(0, np.int64), *costs])
        self.weight = np.concatenate([np.empty(0), *weights])
        begin, end = hulls(self.cost, self.weight, self.start)
        gain, cost = (v[end] - v[begin] for v in (self.weight, self.cost))
        order = np.argsort(-gain / cost, kind="stable")
        self.begin, self.end = begin[order], end[order]
        self.slope, self.spent = (gain / cost)[order], np.cumsum(cost[order])

    def relaxed(self, amount: int) -> tuple[float, Rows, float]:
        """Return the price of money, a good choice of entries, and what no choice exceeds.

        Steps are bought while the money lasts; the first that is too dear sets the price;
        cheaper ones further on are still bought. Each part's first entry costs nothing.
        """
        bought = int(np.searchsorted(self.spent, amount, side="right"))
        chosen = self.start[:-1].copy()
        steps, rest = ((self.begin[k], self.end[k]) for k in (slice(bought), slice(bought, None)))
        left = _buy(chosen, self.part, *steps, self.cost, amount)
        price = float(self.slope[bought]) if bought < len(self.slope) else 0.0
        bound = float(self.weight[chosen].sum()) + price * left
        _buy(chosen, self.part, *rest, self.cost, left)
        return price, chosen, bound

    def best(self, amount: int) -> tuple[Rows, float]:
        """Return the best choice of entries found, and the most that any can reach."""
        price, chosen, bound = self.relaxed(amount)
        if not price:
            return chosen, float(self.weight[chosen].sum())
        gained = self.weight - price * self.cost
        loss = np.maximum.reduceat(gained, self.start[:-1])[self.part] - gained
        loss[self.cost > amount] = np.inf
        room = 1e-12 * max(abs(bound), 1.0)
        lossy, tried = np.sort(loss[(loss > 0) & np.isfinite(loss)]), CORE
        while True:
            short = bound - float(self.weight[chosen].sum()) + room
            most = min(short, float(lossy[tried])) if tried < len(lossy) else short
            better, possible = self._tried(price, loss, most, short, amount)
            if not possible:
                return chosen, bound
            if better is not None:
                chosen = max(chosen, better, key=lambda entries: self.weight[entries].sum())
            if most >= bound - float(self.weight[chosen].sum()) + room:
                return chosen, float(self.weight[chosen].sum())
            tried *= 4

    def _tried(
        self, price: float, loss: Floats, most: float, short: float, amount: int
    ) -> tuple[Rows | None, bool]:
        """Return the best choice of entries of a loss up to `most`, and whether it was found.

        It is None when all fall short by more than `short`.
        """
        least = np.minimum.reduceat(loss, self.start[:-1])[self.part]
        kept = np.flatnonzero((loss <= most) | (loss == least))
        bounds = np.searchsorted(self.part[kept], np.arange(len(self.start)))
        count = np.diff(bounds)
        chosen = kept[bounds[:-1]]
        open_ = np.flatnonzero(count > 1)
        # Those whose costs differ most come first: what is left to spend is soon known.
        low, high = (f.reduceat(self.cost[kept], bounds[:-1]) for f in (np.minimum, np.maximum))
        open_ = open_[np.argsort(-(high - low)[open_], kind="stable")]
        ahead = _after(low[open_]), _after(high[open_])
        spent, lost = (np.array([v[chosen[count == 1]].sum()]) for v in (self.cost, loss))
        steps: list[tuple[Rows, Rows]] = []
        for k, part in enumerate(open_):
            entries = kept[bounds[part] : bounds[part + 1]]
            if len(spent) * len(entries) > 8 * STATES:
                return None, False
            spent, lost, before, entry = _joined(
                spent,
                lost,
                self.cost[entries],
                loss[entries],
                price,
                (amount - ahead[0][k], amount - ahead[1][k]),
                short,
            )
            steps.append((before, entries[entry]))
            if not len(spent) or len(spent) > STATES:
                return None, not len(spent)
        at = int(np.argmax(price * spent - lost))
        for part, (before, entry) in zip(open_[::-1], steps[::-1], strict=True):
            chosen[part], at = entry[at], int(before[at])
        return chosen, True


def _after(values: Ints) -> Ints:
    """Return the sum of all values that come after each."""
    total: Ints = values.sum() - np.cumsum(values)
    return total


@njit(cache=True)
def _buy(
    chosen: Rows, part: Rows, begin: Rows, end: Rows, cost: Ints, left: int
) -> int:  # pragma: no cover - compiled
    """Take each step there is money left for, in no part beyond one that was too dear."""
    for k in range(len(end)):
        price = cost[end[k]] - cost[begin[k]]
        if chosen[part[end[k]]] == begin[k] and price <= left:
            chosen[part[end[k]]] = end[k]
            left -= price
    return left


@njit(cache=True)
def _joined(
    spent: Ints,
    lost: Floats,
    cost: Ints,
    loss: Floats,
    price: float,
    amounts: tuple[int, int],
    short: float,
) -> tuple[Ints, Floats, Rows, Rows]:  # pragma: no cover - compiled
    """Add every entry of one more part to every partial choice, and keep what may be best.

    Dropped: what spends more than the first of `amounts` (left when all to come is cheapest),
    what falls short by more than `short` even if all to come is at its dearest (the second),
    and what another one matches for no more money.
    """
    size = len(spent) * len(cost)
    sums, losses = np.empty(size, np.int64), np.empty(size)
    before, entry, count = np.empty(size, np.int64), np.empty(size, np.int64), 0
    for j in range(len(cost)):
        for i in range(len(spent)):
            total, fall = spent[i] + cost[j], lost[i] + loss[j]
            if total <= amounts[0] and fall + price * max(amounts[1] - total, 0) <= short:
                sums[count], losses[count], before[count], entry[count] = total, fall, i, j
                count += 1
    order, kept, best = np.argsort(sums[:count], kind="mergesort"), 0, -np.inf
    for k in order:
        value = price * sums[k] - losses[k]
        if value > best:
            if kept and sums[order[kept - 1]] == sums[k]:
                kept -= 1
            order[kept] = k
            kept, best = kept + 1, value
    order = order[:kept]
    return sums[order], losses[order], before[order], entry[order]
