"""Every kind of file there is a reader for, damaged anywhere: findings or a refusal in words."""

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gis.core.errors import FileError
from gis.ingest.formats.readers import READERS
from gis.ingest.importing import read_import
from tests.ingest.formats_table import FORMATS, xls
from tests.ingest.fuzzing import (
    EDITS,
    PIECES,
    USUAL,
    edited,
    edited_inside,
    layer,
    packed,
    read_or_refused,
    seeds,
)
from tests.registers import communes

# Endings that name a kind of file written under another one above.
ALIASES = {
    ".xlsm": ".xlsx",
    ".txt": ".csv",
    ".tsv": ".csv",
    ".html": "page",
    ".htm": "page",
    ".geoparquet": ".parquet",
}
# Parts of a layer of several files, which people send alone.
PARTS = {
    "shp": "ESRI Shapefile",
    "dbf": "ESRI Shapefile",
    "tab": "MapInfo File",
    "mif": "MapInfo File",
}


@cache
def files():
    """Return sound files of all formats, by a name that ends as they may."""
    found = {f"{place}-{each.name}": each.make() for place, each in enumerate(FORMATS)}
    found |= {f"a{ending}": data for ending, data in seeds().items()}
    page = next(each for each in FORMATS if "web page" in each.reads).make()
    kinds = {Path(name).suffix: data for name, data in found.items()} | {"page": page}
    found |= {f"b{ending}": kinds[kind] for ending, kind in ALIASES.items()}
    found |= {f"c.{part}": lone(part) for part in PARTS}
    # No free program writes it: a workbook of the old kind under its name.
    return found | {"d.xlsb": xls()}


def lone(part):
    """Return one file of a layer that is made of several."""
    kinds = {"shp": "a.zip", "dbf": "a.zip", "tab": "MapInfo TAB", "mif": "MapInfo MIF"}
    kind = kinds[part]
    data = seeds()[".zip"] if kind == "a.zip" else made(kind)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(n for n in archive.namelist() if n.lower().endswith(f".{part}"))
        return archive.read(name)


def made(reads):
    return next(each for each in FORMATS if each.reads == reads).make()


NAMES = sorted(files())
ARCHIVES = [name for name in NAMES if files()[name].startswith(b"PK")]


def test_every_reader_has_a_file():
    assert {Path(name).suffix for name in NAMES} >= set(READERS)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_as_it_is(name):
    read_or_refused(files()[name], name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.5, 0.97])
def test_every_file_cut_short(name, share):
    data = files()[name]
    read_or_refused(data[: int(len(data) * share) + 1], name)


@USUAL
@given(st.sampled_from(NAMES), EDITS)
def test_bytes_changed_anywhere_in_any_format(name, edits):
    read_or_refused(edited(files()[name], edits), name)


@USUAL
@given(st.sampled_from(ARCHIVES), EDITS, st.floats(0, 1))
def test_bytes_changed_inside_any_archive(name, edits, member):
    read_or_refused(edited_inside(files()[name], edits, member), name)


@USUAL
@given(st.sampled_from(NAMES), st.sampled_from(sorted(READERS)))
def test_any_format_under_any_name(name, ending):
    read_or_refused(files()[name], f"x{ending}")


@USUAL
@given(st.sampled_from(NAMES), st.integers(0, 64), st.lists(PIECES, max_size=20))
def test_a_true_beginning_and_then_anything(name, length, pieces):
    read_or_refused(files()[name][:length] + b"".join(pieces), name)


@USUAL
@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(READERS)))
@example(b"\0" * 600, ".dbf")
@example(b"PK\3\4", ".zip")
@example(b"0\nSECTION\n2\nENTITIES\n0\nPOINT\n10\n", ".dxf")
def test_any_bytes_under_any_name(data, ending):
    read_or_refused(data, f"x{ending}")


# --- tables of the old kinds ----------------------------------------------------------------


def attribute_table():
    with zipfile.ZipFile(io.BytesIO(seeds()[".zip"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("count", [0, 1, 3, 1000, 2**31 - 1, 2**32 - 1])
def test_a_dbf_that_states_another_number_of_records(count):
    parts = attribute_table()
    name = next(n for n in parts if n.endswith(".dbf"))
    table = parts[name]
    parts[name] = table[:4] + count.to_bytes(4, "little") + table[8:]
    read_or_refused(packed(**parts), "a.zip")
    read_or_refused(parts[name], "a.dbf")


def test_a_dbf_of_fewer_records_than_points_loses_no_point():
    parts = attribute_table()
    name = next(n for n in parts if n.endswith(".dbf"))
    table = parts[name]
    assert int.from_bytes(table[4:8], "little") == len(layer().dropna())
    parts[name] = table[:4] + (1).to_bytes(4, "little") + table[8:]
    found = read_import(packed(**parts), "a.zip", communes=communes())
    assert found.rows == len(layer().dropna())


def test_a_dbf_with_two_fields_of_one_name_is_refused():
    """What the one holds would be told of both: better that it is exported again."""
    parts = attribute_table()
    name = next(n for n in parts if n.endswith(".dbf"))
    table = parts[name]
    start = 32 * 3  # the third field: its name has 11 bytes
    parts[name] = table[:start] + b"camera_id".ljust(11, b"\0") + table[start + 11 :]
    with pytest.raises(FileError, match=r"a\.zip"):
        read_import(packed(**parts), "a.zip", communes=communes())


def test_a_list_of_ten_thousand_columns_is_refused():
    headings = ",".join(f"cột {place}" for place in range(10_000))
    data = f"{headings}\n{','.join('1' * 10_000)}\n"
    with pytest.raises(FileError, match=r"rong\.csv.*512"):
        read_import(data.encode(), "rong.csv", communes=communes())
