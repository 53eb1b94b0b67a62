"""Rows of large whole numbers say, as rows of small ones, just what they said."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.restoration.solve.whole_rows import BASE, whole_rows


def keeps(rows, chosen):
    """Whether the rows can be kept, each carry being the least it may be."""
    before = 0
    for row in rows:
        left = int((row.numbers * chosen).sum()) + before
        if row.carry is None:
            return left <= row.most
        low, high = row.carry
        before = row.carried(left)
        assert low <= before <= high
    raise AssertionError


sizes = st.sampled_from([3, 10**5, 10**9, 10**12])


@settings(max_examples=300, deadline=None)
@given(st.data(), sizes)
def test_every_choice_is_within_as_its_sum_is(data, size):
    numbers = data.draw(st.lists(st.integers(-size, size), min_size=1, max_size=6))
    some = data.draw(st.lists(st.booleans(), min_size=len(numbers), max_size=len(numbers)))
    near = sum(n for n, chosen in zip(numbers, some, strict=True) if chosen)
    most = near + data.draw(st.integers(-2, 2))
    rows = list(whole_rows(np.array(numbers, dtype=np.int64), most))
    assert all(np.abs(row.numbers).max(initial=0) <= BASE for row in rows)
    for chosen in product((0, 1), repeat=len(numbers)):
        sum_ = int(np.array(numbers) @ chosen)
        assert keeps(rows, np.array(chosen, dtype=np.int64)) == (sum_ <= most)


def test_by_hand():
    # 35,000,001 + 35,000,002 ≤ 70,000,003: remainders 1 + 2 ≤ 3, quotients 350 + 350 ≤ 700.
    first, last = whole_rows(np.array([35_000_001, 35_000_002]), 70_000_003)
    assert (first.numbers.tolist(), first.most, first.carry) == ([1, 2], 3, (0, 0))
    assert (last.numbers.tolist(), last.most, last.carry) == ([350, 350], 700, None)
    # Whole thousands are counted in thousands.
    [row] = whole_rows(np.array([2_500_000, 1_000]), 24_999_999)
    assert (row.numbers.tolist(), row.most) == ([2_500, 1], 24_999)
