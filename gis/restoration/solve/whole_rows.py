"""Rows of large whole numbers as rows of small ones, so that no tolerance blurs a đồng.

A solver keeps a row of numbers of the size of 1 to about 10⁻⁶: it cannot tell 35,000,001 from
35,000,002. With q and r the quotients and remainders by `BASE`,

    Σ number·x ≤ most   ⇔   Σ r·x ≤ rest + BASE·carry  and  Σ q·x + carry ≤ quotient

for some whole carry: the least is ⌈(Σ r·x − rest) / BASE⌉. So each row has numbers up to
`BASE`, and half a step of room in it is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gis.core.arrays import Ints

BASE = 100_000


@dataclass(frozen=True, eq=False)
class WholeRow:
    """Σ `numbers`·x + carry of the row before ≤ `most` + `BASE`·carry of this row.

    `carry`: the least and the greatest that the carry of this row may need to be; the last row
    has none.
    """

    numbers: Ints
    most: int
    carry: tuple[int, int] | None

    def carried(self, sum_: int) -> int:
        """Return the least carry for what stands on the left."""
        return -((self.most - sum_) // BASE)


def whole_rows(numbers: Ints, most: int) -> Iterator[WholeRow]:
    """Give the rows that together say Σ numbers·x ≤ most, for x of 0 and 1.

    Parameters
    ----------
    numbers
        Whole VND, or what is taken of a capacity; below 0 for what adds room.
    most
        What their sum may be.

    Yields
    ------
    WholeRow
        Numbers of at most `BASE`; the last has no carry.
    """
    step = max(int(np.gcd.reduce(numbers, axis=None)), 1)
    numbers, most, before = numbers // step, most // step, (0, 0)
    while np.abs(numbers).max(initial=0) > BASE:
        numbers, digits = np.divmod(numbers, BASE)
        most, rest = divmod(most, BASE)
        row = WholeRow(digits, rest, None)
        before = row.carried(before[0]), row.carried(int(digits.sum()) + before[1])
        yield WholeRow(digits, rest, before)
    yield WholeRow(numbers, most, None)
