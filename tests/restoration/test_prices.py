"""The price list: only prices that can be, from the least to the most."""

import pytest

from gis.errors import GisError
from gis.restoration.prices import read_prices


def prices(low, mid, high):
    return {"fixed": {"low": low, "mid": mid, "high": high, "source": "báo giá"}}


def test_prices_from_the_least_to_the_most_may_be_equal():
    for levels in ((1e6, 2e6, 3e6), (2e6, 2e6, 2e6), (0, 0, 0), (0, 1e12, 1e12)):
        row = read_prices(chosen=prices(*levels)).loc["fixed"]
        assert tuple(row[["low", "mid", "high"]]) == levels
        assert not row["estimated"]


@pytest.mark.parametrize(
    "levels",
    [
        (3e6, 2e6, 4e6),
        (1e6, 5e6, 4e6),
        (4e6, 3e6, 2e6),
        (-1, 2e6, 3e6),
        (1e6, 2e6, float("inf")),
        (1e6, float("nan"), 3e6),
        (1e6, 2e6, 1.1e12),
        (1e6, 2e6, None),
    ],
)
def test_prices_upside_down_or_without_end_are_refused(levels):
    with pytest.raises(GisError, match="fixed"):
        read_prices(chosen=prices(*levels))


@pytest.mark.parametrize("vat", [-1, 101, float("inf"), float("nan")])
def test_a_tax_that_cannot_be_is_refused(vat):
    with pytest.raises(GisError, match="fixed"):
        read_prices(chosen={"fixed": {"vat": vat}})
