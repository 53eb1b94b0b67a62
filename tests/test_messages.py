"""What comes back from another process: equal to what was sent, and never run by who takes it."""

import dataclasses
import json
import pickle
from datetime import date, datetime, time, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.core.choices import Status
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.messages import pack_message, unpack_message
from gis.demand.files import read_demand_file
from gis.ingest.formats.grid import Uncalculated
from gis.ingest.headings.mapping import Unread
from gis.ingest.importing import read_import
from gis.ingest.sheets import HeadingsError
from tests.ingest.fuzzing import seeds
from tests.registers import communes, workbook


def again(value):
    return unpack_message(pack_message(value))


def assert_same(one, other):  # noqa: C901, PLR0912 - a case for each kind
    """Compare what tables and findings hold, and in which kinds of columns."""
    if isinstance(one, gpd.GeoDataFrame):
        assert type(other) is type(one)
        if one.active_geometry_name:
            assert one.crs == other.crs
            assert one.active_geometry_name == other.active_geometry_name
    if isinstance(one, pd.DataFrame):
        assert_same(one.columns, other.columns)
        assert_same(one.index, other.index)
        for place in range(one.shape[1]):
            if one.dtypes.iloc[place] == "geometry":
                here, there = (table.iloc[:, place].to_wkb().tolist() for table in (one, other))
                assert here == there
                continue
            assert_same(pd.Series(one.iloc[:, place]), pd.Series(other.iloc[:, place]))
        assert one.attrs == other.attrs
    elif isinstance(one, pd.Series):
        assert one.dtype == other.dtype
        if one.dtype == object:  # no NaN inside a tuple is equal to another
            assert list(map(repr, one.tolist())) == list(map(repr, other.tolist()))
        else:
            pd.testing.assert_series_equal(one, other, check_exact=True)
    elif isinstance(one, pd.Index):
        assert one.names == other.names
        pd.testing.assert_index_equal(one, other, exact=one.nlevels == 1)
    elif dataclasses.is_dataclass(one) and not isinstance(one, type):
        assert type(other) is type(one)
        for field in dataclasses.fields(one):
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, (list, tuple)):
        assert type(other) is type(one)
        for inner, outer in zip(one, other, strict=True):
            assert_same(inner, outer)
    elif isinstance(one, dict):
        assert list(one) == list(other)
        assert_same(list(one.values()), list(other.values()))
    else:
        assert one == other
        assert type(other) is type(one)


@pytest.mark.parametrize("ending", seeds())
def test_what_is_read_of_each_kind_of_file_comes_back_equal(ending):
    found = read_import(seeds()[ending], f"a{ending}", communes=communes())
    assert_same(found, again(found))


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".zip", ".csv"])
def test_places_come_back_equal(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(seeds()[ending])
    try:
        found = read_demand_file([path], communes())
    except FileError as error:
        found = error.args
    assert_same(found, again(found))


def test_headings_nobody_knows_come_back_with_their_sheets():
    with pytest.raises(HeadingsError) as caught:
        read_import(workbook([("Họ tên", "Tuổi"), ("A", 1)]), "a.xlsx", communes=communes())
    other = again(caught.value)
    assert type(other) is HeadingsError
    assert str(other) == str(caught.value)
    assert_same(caught.value.sheets, other.sheets)


TIMES = (st.datetimes() | st.times()).map(lambda moment: moment.replace(fold=0))
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.text(st.characters(categories=["Cs"]), max_size=2),
    st.binary(max_size=5),
    st.dates(),
    TIMES,
    st.timedeltas(),
    st.sampled_from([*Status]),
    st.just(Uncalculated("#REF!")),
    st.tuples(st.integers(), st.text(max_size=3)),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@given(st.lists(CELLS, max_size=6))
def test_cells_of_any_kind(cells):
    column = pd.Series([None] * len(cells), dtype=object)
    for row, cell in enumerate(cells):
        column.at[row] = cell
    assert_same(column, again(column))


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1.5, np.nan, np.inf, -0.0, 5e-324]),
        pd.Series([True, False]),
        pd.Series([2**62, -1], index=pd.Index(["a", "b"], name="mã")),
        pd.Series(["Chợ", None, "", "Chợ", "é\0"], dtype=str),
        pd.Series([None, None], dtype=str),
        pd.Series(["Chợ", None, "", "Chợ"], dtype=object),
        pd.Series([1, 1.0, True, "1", None], dtype=object),
        pd.Series([], dtype=str),
        pd.Series([], dtype=object),
        pd.Series(pd.to_datetime(["2024-02-29", None])),
        pd.Series([1], index=pd.MultiIndex.from_tuples([("Trang 1", 2)], names=["sheet", "row"])),
        pd.Series([pd.NaT, pd.NA, pd.Timestamp("2024-02-29 10:00")], dtype=object),
        pd.Series([1, 2], index=[7, 5], name=3),
    ],
    ids=str,
)
def test_columns_of_each_kind(column):
    assert_same(column, again(column))


def test_a_layer():
    shapes = [shapely.Point(106.1, 16.7), None, shapely.LineString([(0, 0), (1, 1e-9)])]
    layer = gpd.GeoDataFrame({"a": [1, 2, 3], "where": shapes}, geometry="where", crs=4326)
    layer.attrs["source"] = "schematic"
    assert_same(layer, again(layer))
    assert_same(layer[:0], again(layer[:0]))


@pytest.mark.parametrize(
    "value",
    [
        Finding("Trang 1", 3, "Mã", Severity.ERROR, "x", "y"),
        Unread("Trang 1", 3, "Mã", Severity.WARNING, "x", "y", "status", "hong", Status, 2),
        [(1, "a"), [], {}, {1: (None,)}],
        np.float64(0.5).item(),
        {"a": [timedelta(days=-1, microseconds=3), time(1, 2), date(2024, 2, 29)]},
        datetime(2024, 2, 29, 1, 2, 3, 4),  # noqa: DTZ001 - a file's own
    ],
    ids=str,
)
def test_other_values(value):
    assert_same(value, again(value))


def test_what_has_no_plain_form_is_not_sent():
    with pytest.raises(TypeError):
        pack_message([object()])


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self):
        return pytest.fail, ("it ran",)


HOSTILE = [
    pickle.dumps(Bomb()),
    b"",
    b"{",
    b"[" * 100_000,
    b"9" * 100_000,
    *(
        json.dumps(written).encode()
        for written in (
            ["fields", "subprocess:Popen", [["list", ["touch", "x"]]]],
            ["fields", "gis.core.isolation:_Worker", ["os"]],
            ["fields", "gis.core.isolation:subprocess", []],
            ["fields", "gis.core.findings:Finding", []],
            ["error", "builtins:SystemExit", ["list", []]],
            ["error", "gis.core.findings:Finding", ["list", []]],
            ["error", "gis.ingest.importing:read_import", ["list", ["/etc/passwd"]]],
            ["choice", "gis.core.messages:_Packer", "write"],
            ["choice", "gis.core.messages:sys", "modules"],
            ["choice", "gis.never.imported:X", ""],
            ["__class__"],
            ["series", ["object", 9], ["range", 0, 1, 1, None], None],
            ["series", ["O", 0], ["range", 0, 1, 1, None], None],
            ["series", ["V8", 0], ["range", 0, 1, 1, None], None],
            ["series", ["int64", 0], ["range", 0, 1, 1, None], None],
            ["table", ["range", 0, 10**18, 1, None], ["range", 0, 1, 1, None], [], None, None],
        )
    ),
]


@pytest.mark.parametrize("sent", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_taken_over_reader_may_send_runs_nothing(sent):
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, the answer is lost
        unpack_message([sent])


@pytest.mark.parametrize("ending", seeds())
@given(share=st.floats(0, 1), byte=st.integers(0, 255))
def test_a_changed_message_is_another_value_or_none(ending, share, byte):
    parts = pack_message(
        [Finding("a", 1, "b", Severity.ERROR, ending, "d"), pd.Series([1, "x", None])]
    )
    place = int(share * (len(parts) - 1))
    part = bytearray(parts[place])
    part[int(share * (len(part) - 1))] = byte
    parts[place] = bytes(part)
    try:
        unpack_message(parts)
    except Exception:  # noqa: BLE001 - any error is right, a crash is not
        return
