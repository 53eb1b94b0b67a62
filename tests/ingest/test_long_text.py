"""Separated text is read in parts; whatever stands in it, the cells are those read at once."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.errors import FileError
from gis.ingest.formats import delimited
from gis.ingest.formats.delimited import read_delimited

HEADINGS = "Mã camera,Tên,Địa chỉ,Tình trạng"
CELL = st.text(alphabet='ab1 ",;\n\r\tế', max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read_in_parts(data: bytes, rows: int) -> list[list[str]]:
    most = delimited._ROWS_AT_ONCE
    delimited._ROWS_AT_ONCE = rows
    try:
        [grid] = read_delimited(data, "list.csv", separators=(",",))
    finally:
        delimited._ROWS_AT_ONCE = most
    assert grid.cells.index.tolist() == list(range(1, len(grid.cells) + 1))
    assert grid.cells.columns.tolist() == list(range(grid.cells.shape[1]))
    return grid.cells.to_numpy(dtype=object).tolist()


@given(st.lists(st.lists(CELL, max_size=6), max_size=9), ENDS, st.integers(1, 4))
def test_quotes_line_breaks_and_ragged_rows(rows, end, at_once):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerows([HEADINGS.split(","), *rows])
    text = written.getvalue()
    expected = list(csv.reader(io.StringIO(text, newline="")))
    width = max(map(len, expected))
    filled = [row + [""] * (width - len(row)) for row in expected]
    assert read_in_parts(text.encode(), at_once) == filled


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_across_parts(encoding):
    rows = [HEADINGS, *(f"C{i},Chợ số {i},Thôn,tốt" for i in range(9))]
    expected = [row.split(",") for row in rows]
    assert read_in_parts("\r\n".join(rows).encode(encoding), 2) == expected


def test_the_code_page_of_old_spreadsheets_across_parts():
    rows = ["Tên,STT"] + ["Trươ\u0300ng Tiê\u0309u ho\u0323c,Bê\u0323nh viê\u0323n"] * 5
    expected = [row.split(",") for row in rows]
    assert read_in_parts("\n".join(rows).encode("cp1258"), 2) == expected


def test_a_guard_is_taken_off_in_every_part():
    text = HEADINGS + "\n" + "\n".join(["C1,x,y,z", "C2,'=1+1,y,z", "C3,'+84,y,z"])
    assert [row[1] for row in read_in_parts(text.encode(), 1)] == ["Tên", "x", "=1+1", "+84"]


def test_a_row_of_too_many_cells_is_refused_wherever_it_stands():
    text = HEADINGS + "\n" + "C1,x,y,z\n" * 5 + "," * 600
    with pytest.raises(FileError, match="512"):
        read_in_parts(text.encode(), 2)
