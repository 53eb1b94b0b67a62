"""Cells are read once for each distinct one; whatever repeats or differs, rows come out right."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.communes.succession import Succession
from gis.core.schema import conform
from gis.ingest.columns import parse_values
from gis.ingest.formats.grid import changed, tidied
from gis.ingest.matching.duplicates import suspects
from gis.ingest.matching.identity import AUTOMATIC
from gis.ingest.privacy import _POSSIBLE, _SECRETS
from tests.world import communes

CELLS = st.lists(
    st.sampled_from([None, "", "1", " a  b ", "a b", 1, 1.0, True, 2.5, "\u200bx", "e\u0323"])
)


@given(CELLS)
def test_texts_alone_are_changed_and_each_keeps_its_kind(cells):
    got = changed(pd.Series(cells, dtype=object), str.upper).tolist()
    expected = [cell.upper() if isinstance(cell, str) else cell for cell in cells]
    assert [(type(cell), cell) for cell in got] == [(type(cell), cell) for cell in expected]


def test_changes_may_be_of_any_kind():
    pairs = {"a": (1.0, 2.0), "b": None, "c": "x"}
    cells = pd.Series(["a", "b", None, "c", "a"], [3, 5, 7, 9, 11], dtype=object)
    got = changed(cells, pairs.get)
    assert got.tolist() == [(1.0, 2.0), None, None, "x", (1.0, 2.0)]
    assert got.index.tolist() == [3, 5, 7, 9, 11]


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("  Trường   học ", "Trường học"),
        ("Tru\u031bo\u031b\u0300ng", "Trường"),
        ("\u200b\ufeff", None),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("mềm\u00admại\0", "mềmmại"),
        ("\U000f0001x", "\U000f0001x"),
    ],
)
def test_tidied_texts(written, tidy):
    assert tidied(pd.Series([written], dtype=object)).tolist() == [tidy]


def test_what_cannot_be_read_is_told_row_by_row():
    cells = pd.Series(["1", "x", None, "1", "x", float("nan")], dtype=object)
    values, unread = parse_values(cells, float)
    assert values.tolist() == [1.0, None, None, 1.0, None, None]
    assert unread.index.tolist() == [1, 4]


TEXTS = st.lists(
    st.text(alphabet="0123456789 .,()-+:=/@aấmk", max_size=25)
    | st.sampled_from(["0914 123 456", "+84 (0) 914-123-456", "10.0.0.1:80", "1.1.1.1", "mk: x"])
)


@given(TEXTS)
def test_the_quick_look_misses_nothing_private(texts):
    private = any(_SECRETS.search(text) for text in texts)
    assert not private or _POSSIBLE.search("\n".join(texts))


NAMES = st.sampled_from(["", "Chợ", "CHO", "Cổng chợ", "Trạm"])


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["A", "B"]), st.booleans(), st.booleans())))
def test_communes_whose_cameras_all_have_places_add_no_namesakes(rows):
    table = pd.DataFrame(rows, columns=["name", "address", "commune_code", "placed", "coded"])
    codes = [f"C{i}" if coded else f"{AUTOMATIC}{i}" for i, coded in enumerate(table["coded"])]
    table["lon"] = np.where(table["placed"], 100.0 + np.arange(len(table)), np.nan)
    table["lat"] = np.where(table["placed"], 17.0, np.nan)
    cameras = conform(table.assign(camera_id=codes))
    found = suspects(cameras)
    placed = cameras["lon"].notna()
    for first, second in zip(found["first"], found["second"], strict=True):
        assert not (placed[first] and placed[second])
        assert cameras["commune_code"][first] == cameras["commune_code"][second]
    open_ = cameras["commune_code"].isin(cameras["commune_code"][~placed])
    rows_ = np.flatnonzero(open_)
    among = suspects(cameras[open_].reset_index(drop=True))
    pairs = zip(rows_[among["first"]], rows_[among["second"]], strict=True)
    assert set(pairs) == set(zip(found["first"], found["second"], strict=True))


def test_names_resolve_row_by_row_whatever_repeats():
    succession = Succession(communes())
    names = communes()["full_name"].tolist()
    said = pd.Series([names[0], "không có", names[1], "", names[0]], [9, 7, 5, 3, 1], dtype=str)
    got = succession.resolve(said)
    alone = [succession.resolve(said[[row]]).iloc[0] for row in said.index]
    assert got.index.tolist() == said.index.tolist()
    assert got["code"].tolist() == [one["code"] for one in alone]
    assert got["candidates"].tolist() == [one["candidates"] for one in alone]


def test_of_several_candidates_the_one_a_camera_lies_in_is_taken():
    succession = Succession(communes())
    twice = SimpleNamespace(
        candidates=lambda name, _where: ["a", "b"] if name else [], made_of=lambda _name: []
    )
    names, here = pd.Series(["x", "x", "", "x"], dtype=str), pd.Series(["b", "", "b", "c"])
    got = type(succession).resolve(twice, names, located=here)
    assert got["code"].tolist() == ["b", "", "", ""]
    assert got["candidates"].map(len).tolist() == [2, 2, 0, 2]
