"""What is written of numbers and money is read as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.language import use_language
from gis.core.numbers import in_one_way, read_amount, read_number, short_amount
from gis.core.units import DONG

LANGUAGES = st.sampled_from(["vi", "en"])


@pytest.fixture(autouse=True)
def _language_restored():
    yield
    use_language("vi")


@pytest.mark.parametrize(
    ("vnd", "written"),
    [
        (0, "0"),
        (500_000, "500.000"),
        (1_500_000, "1,5 triệu"),
        (500_000_000, "500 triệu"),
        (2_000_000_000, "2 tỷ"),
        (1_250_000_000, "1.250.000.000"),
        (12_345_678, "12.345.678"),
        (2_000_000_000_000, "2.000.000.000.000"),
    ],
)
def test_money_is_written_short_where_that_is_exact(vnd, written):
    assert short_amount(vnd) == written


@given(st.integers(1_000, 10**15), st.integers(0, 9), LANGUAGES)
def test_short_money_is_read_as_it_was(vnd, zeros, code):
    use_language(code)
    vnd = max(vnd - vnd % 10**zeros, 1_000)
    assert read_amount(short_amount(vnd), unit_known=False) == vnd


@given(st.integers(1_000, 10**15), LANGUAGES)
def test_long_money_is_read_as_it_was(vnd, code):
    use_language(code)
    assert read_amount(in_one_way(vnd, DONG), unit_known=False) == vnd


@given(st.integers(0, 10**9), st.integers(0, 4), LANGUAGES)
def test_a_number_of_few_decimals_is_read_as_it_was(digits, decimals, code):
    use_language(code)
    value = digits / 10**decimals
    written = in_one_way(value)
    if decimals != 3 and len(written.partition("," if code == "vi" else ".")[2]) != 3:
        assert read_number(written, "m") == pytest.approx(value)
