"""Edits made on what was seen earlier, laid over what others saved meanwhile."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gis.store.merging import merge
from tests.world import cameras

FIELDS = ["subject_id", "field", "before", "after"]


def merged(stored, *edits):
    found = merge(pd.DataFrame(edits, columns=FIELDS), stored)
    told = [(c.subject_id, c.field, c.expected, c.stored, c.wanted) for c in found.conflicts]
    return list(found.edits.itertuples(index=False, name=None)), told


def test_a_field_nobody_else_touched_is_saved_though_its_row_was():
    now = cameras({"camera_id": "A", "name": "their name", "note": ""})
    edit = ("A", "note", "", "mine")
    assert merged(now, edit) == ([edit], [])


def test_a_field_both_changed_is_a_conflict_and_the_others_are_saved():
    now = cameras({"camera_id": "A", "name": "theirs", "repair_cost_vnd": 5e6})
    edits, conflicts = merged(
        now, ("A", "name", "old", "mine"), ("A", "repair_cost_vnd", "5000000", "7000000")
    )
    assert edits == [("A", "repair_cost_vnd", "5000000", "7000000")]
    assert conflicts == [("A", "name", "old", "theirs", "mine")]


def test_what_both_wrote_alike_is_nothing_more_to_do():
    assert merged(cameras({"camera_id": "A", "name": "same"}), ("A", "name", "old", "same")) == (
        [],
        [],
    )


def test_half_a_position_is_not_saved_beside_half_of_another():
    now = cameras({"camera_id": "A", "lon": 107.0, "lat": 17.0})
    edits, conflicts = merged(now, ("A", "lon", "106.5", "106.6"), ("A", "lat", "17", "17.2"))
    assert edits == []
    assert [field for _id, field, *_rest in conflicts] == ["lon", "lat"]


def test_a_row_that_is_gone_is_a_conflict():
    _edits, conflicts = merged(cameras({"camera_id": "B"}), ("A", "name", "old", "mine"))
    assert conflicts == [("A", "name", "old", "removed", "mine")]


TEXT = st.sampled_from(["", "a", "b", "c"])


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=6))
def test_every_edit_is_saved_asked_about_or_done(fields):
    now = cameras(*({"camera_id": f"C{i}", "name": f[0]} for i, f in enumerate(fields)))
    edits = [(f"C{i}", "name", f[1], f[2]) for i, f in enumerate(fields)]
    saved, conflicts = merged(now, *edits)
    for (code, _field, before, after), (stored, *_rest) in zip(edits, fields, strict=True):
        expected = "done" if stored == after else "saved" if stored == before else "asked"
        asked = code in [c[0] for c in conflicts]
        found = "saved" if code in [e[0] for e in saved] else "asked" if asked else "done"
        assert found == expected
