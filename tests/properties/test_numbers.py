"""Numbers are written as Unicode's tables of languages have it."""

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from gis.core.language import use_language
from gis.core.numbers import number


@pytest.mark.parametrize("language", ["vi", "en"])
@given(
    value=st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12, allow_nan=False),
    decimals=st.integers(0, 4),
)
@example(value=0.25, decimals=1)
@example(value=0.35, decimals=1)
@example(value=1234.5, decimals=0)
def test_numbers_are_written_as_babel_writes_them(language, value, decimals):
    use_language(language)
    try:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        assert number(value, decimals) == format_decimal(value, format=pattern, locale=language)
    finally:
        use_language("vi")
