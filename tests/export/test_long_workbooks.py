"""Long tables are streamed into a workbook; it is the one that openpyxl would have written."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gis.export.sheet_rows import AT_ONCE
from gis.export.workbook import saved, sheets, workbook_of

TABLE = pd.DataFrame(
    {
        "Mã": ["QT-1", "QT-2", "=1+1", "", None],
        "Ghi chú <&> \"'": ["  lề  ", "hai\ndòng", "x" * 61, "-" + "y" * 70, "a\r\nb"],
        "Giá": [1_000_000, 2.5, np.nan, np.inf, None],
        "Ngày": [dt.date(2026, 11, 28), "chưa rõ", None, dt.date(1901, 1, 1), ""],
        "Lúc": [dt.datetime(2026, 11, 28, 6, 30), None, None, None, dt.time(7, 5)],  # noqa: DTZ001
        "Có": [True, False, None, None, np.int64(7)],
        "Số": [Decimal("1.5"), -3, 0, 1e-9, 12345678901234],
    },
    dtype=object,
)


def cells(content):
    """Return all of a workbook's sheets: of each cell its value and how it looks."""
    return {
        page.title: (
            page.dimensions,
            page.freeze_panes,
            {letter: shown.width for letter, shown in page.column_dimensions.items()},
            [
                (
                    c.coordinate,
                    c.value,
                    c.data_type,
                    c.number_format,
                    c.quotePrefix,
                    c.alignment.wrap_text,
                    c.alignment.vertical,
                    c.font.b,
                    c.fill.fgColor.rgb,
                )
                for row in page.iter_rows()
                for c in row
            ],
        )
        for page in openpyxl.load_workbook(io.BytesIO(content))
    }


def test_it_is_what_openpyxl_writes_cell_by_cell():
    tables = {"Camera": TABLE, "camera": TABLE.head(0), "Ba": TABLE[["Giá"]].head(2)}
    money = ("Giá", "Số")
    plain = cells(saved(workbook_of(tables, money=money)))
    assert cells(sheets(tables, money=money)) == plain
    assert plain["Camera"][3][0][1] == "Mã"


# openpyxl cuts a number after 16 digits; these have fewer.
NUMBERS = st.integers(-(2**40), 2**40).map(lambda n: n / 8) | st.sampled_from([np.nan, np.inf])


@settings(deadline=None, max_examples=50)
@example(["\x1f", "", "a\x1f"])
@given(st.lists(st.text() | st.integers(-(2**40), 2**40) | NUMBERS | st.booleans()))
def test_whatever_stands_in_it(values):
    table = pd.DataFrame({"a": pd.Series(values, dtype=object)})
    assert cells(sheets({"t": table})) == cells(saved(workbook_of({"t": table})))


def test_rows_beyond_those_written_at_once_follow_in_order():
    count = 2 * AT_ONCE + 7
    table = pd.DataFrame({"n": range(count), "t": [f"hàng {n}" for n in range(count)]})
    told = []
    content = sheets({"một": table, "hai": table}, progress=lambda *rows: told.append(rows))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in ("một", "hai"):
        rows = book.get_sheet_by_name(name).to_python()
        assert rows[0] == ["n", "t"]
        assert rows[1:] == [[n, f"hàng {n}"] for n in range(count)]
    assert told == sorted(told)
    assert (len(told), told[-1]) == (6, (2 * count, 2 * count))


def test_readers_that_go_as_far_as_the_sheet_says_read_it_all():
    content = sheets({"t": pd.DataFrame({"a": range(5), "b": range(5)})})
    page = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["t"]
    assert (page.max_row, page.max_column) == (6, 2)


def test_no_columns_and_no_rows_are_a_sheet_too():
    for table in (pd.DataFrame(), pd.DataFrame(index=range(3)), pd.DataFrame(columns=["a"])):
        content = sheets({"t": table})
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["t"]


def test_what_no_cell_can_hold_is_refused():
    with pytest.raises(TypeError):
        sheets({"t": pd.DataFrame({"a": pd.Series([[1, 2]], dtype=object)})})


def test_the_file_holds_each_part_once():
    names = zipfile.ZipFile(io.BytesIO(sheets({"t": TABLE}))).namelist()
    assert len(names) == len(set(names))
    assert "xl/worksheets/sheet1.xml" in names
