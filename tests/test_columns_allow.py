"""What a column allows is asked in one place: by value and by table alike."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.schema import (
    CAMERA_COLUMNS,
    EQUIPMENT_COLUMNS,
    MOST_PRICE_VND,
    ColumnType,
    parse_value,
)
from gis.core.units import UNITS
from gis.store.changes import as_text

NUMBERS = {c.name: c for c in (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS) if c.holds is ColumnType.NUMBER}
COST = NUMBERS["repair_cost_vnd"]


@given(st.sampled_from(sorted(NUMBERS)), st.floats(allow_nan=True, allow_infinity=True))
def test_a_value_and_a_table_are_judged_alike(name, value):
    column = NUMBERS[name]
    [refused] = column.refuses(pd.Series([value]))
    assert refused == (not math.isnan(value) and not column.allows(value))
    assert not (column.allows(value) and not math.isfinite(value))


def test_money_ends_where_no_single_thing_costs_more():
    assert COST.allows(MOST_PRICE_VND)
    assert COST.allows(0)
    assert not any(map(COST.allows, (MOST_PRICE_VND + 1, -1, np.inf, -np.inf, np.nan)))
    assert {c.unit for c in NUMBERS.values()} <= set(UNITS)
    assert COST.is_money
    assert not NUMBERS["lon"].is_money


@given(st.sampled_from(sorted(NUMBERS)), st.floats(0, 1))
def test_what_the_history_writes_is_read_back(name, part):
    column = NUMBERS[name]
    value = column.low + part * (column.high - column.low)
    assert parse_value(column, as_text(value)) == value


@pytest.mark.parametrize("text", ["inf", "-inf", "nan", "1e400", "x", "1e13", "-1"])
def test_the_reader_of_events_takes_nothing_that_cannot_be(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_value(COST, text)
    assert parse_value(COST, "1500.5") == 1500.5
