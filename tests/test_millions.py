"""Amounts in millions of đồng: as numbers of a table, and as they are written."""

import pandas as pd
import pytest

from gis.core.language import use_language
from gis.core.numbers import in_millions, million_vnd


def test_columns_keep_their_rows():
    column = pd.Series([1_500_000.0, float("nan"), 0.0], index=[4, 2, 9])
    expected = pd.Series([1.5, float("nan"), 0.0], index=[4, 2, 9])
    pd.testing.assert_series_equal(in_millions(column), expected)
    assert in_millions(2_000_000) == 2.0


@pytest.mark.parametrize(
    ("vnd", "decimals", "vi", "en"),
    [
        (1_234_560_000, 1, "1.234,6", "1,234.6"),
        (120_000, 2, "0,12", "0.12"),
        (0, 1, "0,0", "0.0"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_written_as_the_reader_writes(vnd, decimals, vi, en):
    for name, written in (("vi", vi), ("en", en)):
        use_language(name)
        assert million_vnd(vnd, decimals) == written
    use_language("vi")
