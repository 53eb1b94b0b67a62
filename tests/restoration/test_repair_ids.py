"""No two repairs share an id, whatever the codes of cameras and equipment are."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.errors import GisError
from gis.restoration.model.repair_ids import (
    codes_of,
    ids_of,
    repair_ids,
    resolve_repairs,
    whole_ids,
)

# Codes that look like ids, like communes, like each other.
CODES = st.lists(
    st.sampled_from(
        [
            "X",
            "Y",
            "00001",
            "camera:X",
            "equipment:X",
            "connection:X",
            "station:00001",
            "camera:camera:X",
            "equipment:equipment:X",
            "X:camera",
            "station:",
            "camera:",
        ]
    ),
    unique=True,
    max_size=8,
)


def table(cameras, equipment):
    rows = pd.DataFrame(
        {
            "repair_id": pd.Series([*cameras, *equipment], dtype=str),
            "target": pd.Series(
                ["camera"] * len(cameras) + ["equipment"] * len(equipment), dtype=str
            ),
        }
    )
    return rows.assign(repair_id=repair_ids(rows, frozenset(cameras) & frozenset(equipment)))


@given(CODES, CODES)
def test_every_repair_has_an_id_of_its_own_that_leads_back_to_its_code(cameras, equipment):
    rows = table(cameras, equipment)
    assert rows["repair_id"].is_unique
    assert whole_ids(rows).is_unique
    assert codes_of(rows["repair_id"]).tolist() == [*cameras, *equipment]
    generated = {f"connection:{code}" for code in cameras} | {f"station:{c}" for c in equipment}
    assert not generated & set(rows["repair_id"])


@given(CODES, CODES)
def test_each_is_found_by_its_id_and_by_what_it_is(cameras, equipment):
    rows = table(cameras, equipment)
    for names in (rows["repair_id"], whole_ids(rows)):
        for name, meant in zip(names, rows["repair_id"], strict=True):
            assert ids_of([name], rows) == {meant}


def test_ids_are_codes_where_these_are_enough():
    assert table(["A", "B"], ["R"])["repair_id"].tolist() == ["A", "B", "R"]
    assert table(["A", "R"], ["R"])["repair_id"].tolist() == ["A", "camera:R", "equipment:R"]


def test_a_code_that_two_bear_is_refused_with_both_names():
    rows = table(["A", "R"], ["R"])
    with pytest.raises(GisError, match=r"“R”.*camera:R, equipment:R"):
        ids_of(["R"], rows)
    assert ids_of(["equipment:R", "camera:A"], rows) == {"equipment:R", "A"}
    found = resolve_repairs(["R", "Z", "A"], rows)
    assert (found.one, found.unknown) == ({"A": "A"}, ["Z"])
    assert found.several == {"R": ["camera:R", "equipment:R"]}


def test_what_is_unknown_is_refused_by_name():
    with pytest.raises(GisError, match="“Z”"):
        ids_of(["Z"], table(["A"], []))
