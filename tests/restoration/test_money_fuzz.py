"""Whatever a file of budgets or prices holds: it is read with findings, or refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.errors import GisError
from gis.restoration.files.budget_files import read_budgets
from gis.restoration.files.price_files import read_price_file
from tests.ingest.fuzzing import EDITS, USUAL, VALUES, edited
from tests.registers import communes, workbook

BUDGETS = [("Xã", "Nguồn", "Đợt", "Kinh phí (triệu đồng)"), ("Đồng Hới", "Tỉnh", "1", 12.5)]
PRICES = [("Bộ phận", "Thấp", "Trung bình", "Cao", "VAT"), ("Đầu ghi", 5e6, 8e6, 15e6, "10%")]
COMMUNES = communes()


def budgets(data, name):
    return read_budgets(data, name, COMMUNES)


def prices(data, name):
    return read_price_file(data, name, source="x")


READERS = {budgets: BUDGETS, prices: PRICES}


def delimited(rows):
    lines = [";".join(f'"{str(c).replace(chr(34), "")}"' for c in row) for row in rows]
    return "\n".join(lines).encode("utf-8", "replace")


def read_or_refused(read, data, name):
    try:
        read(data, name)
    except GisError as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize("read", READERS)
def test_the_sound_file_is_read(read):
    read(workbook(READERS[read]), "a.xlsx")
    read(delimited(READERS[read]), "a.csv")


@pytest.mark.parametrize("read", READERS)
@USUAL
@given(st.sampled_from([".xlsx", ".csv"]), EDITS)
def test_bytes_changed_anywhere(read, ending, edits):
    rows = READERS[read]
    sound = workbook(rows) if ending == ".xlsx" else delimited(rows)
    read_or_refused(read, edited(sound, edits), f"a{ending}")


@pytest.mark.parametrize("read", READERS)
@USUAL
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=4))
def test_any_texts_below_the_headings(read, rows):
    read_or_refused(read, delimited([READERS[read][0], *rows]), "a.csv")
