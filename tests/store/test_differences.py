"""In what two tables differ: by hand, and as the one way from the one to the other."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gis.store.changes import CREATED, REMOVED, row_differences
from tests.world import cameras


def test_what_came_what_went_and_what_changed():
    before = cameras({"camera_id": "A", "note": "cũ", "range_m": 20.0}, {"camera_id": "B"})
    now = cameras({"camera_id": "C"}, {"camera_id": "A", "note": "mới", "range_m": None})
    found = row_differences(before[["camera_id", "note", "range_m"]], now, "camera_id")
    assert list(found.itertuples(index=False, name=None)) == [
        ("C", "", "", CREATED),
        ("B", "", CREATED, REMOVED),
        ("A", "note", "cũ", "mới"),
        ("A", "range_m", "20", ""),
    ]
    assert row_differences(now, now.iloc[::-1], "camera_id").empty
    assert row_differences(now.iloc[:0], now.iloc[:0], "camera_id").empty


tables = st.dictionaries(st.sampled_from("ABCD"), st.tuples(*[st.sampled_from(["", "x", "y"])] * 2))


@given(tables, tables)
def test_the_edits_lead_from_the_one_table_to_the_other(before, now):
    def table(rows):
        return pd.DataFrame(
            [(code, *values) for code, values in rows.items()], columns=["id", "p", "q"]
        )

    made = {code: list(values) for code, values in before.items()}
    for code, field, old, new in row_differences(table(before), table(now), "id").to_numpy():
        if not field:
            if new == REMOVED:
                del made[code]
            else:
                made[code] = list(now[code])
            continue
        place = "pq".index(field)
        assert made[code][place] == old
        made[code][place] = new
    assert made == {code: list(values) for code, values in now.items()}
