"""Money no single thing costs: what was written in đồng under a heading in millions."""

import numpy as np
import pytest

from gis.core.numbers import AmbiguousNumberError, read_amount
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

HEADINGS = ("Mã camera", "Vĩ độ", "Kinh độ")


def costs(heading, *cells):
    rows = [(*HEADINGS, heading), *((f"C{n}", 17.47, 106.62, c) for n, c in enumerate(cells, 1))]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    warned = {f.row: f.message for f in found.findings if f.column == heading}
    return found.cameras["repair_cost_vnd"].tolist(), warned


def test_a_number_and_a_text_beyond_measure_are_refused_with_both_readings():
    cells = (500000, "500 000", "12.500,50", 12500000, 15, "12,5", "1200", "2 tỷ")
    values, warned = costs("Kinh phí sửa chữa (triệu đồng)", *cells)
    np.testing.assert_equal(values, [np.nan] * 4 + [15e6, 12.5e6, 1.2e9, 2e9])
    assert set(warned) == {2, 3, 4, 5}
    assert "500.000.000.000 đồng hoặc 500.000 đồng" in warned[2]
    assert "500.000.000.000 đồng hoặc 500.000 đồng" in warned[3]
    assert "12.500.500.000 đồng hoặc 12.500.500 đồng" in warned[4]
    assert "12.500.000.000.000 đồng hoặc 12.500.000 đồng" in warned[5]


def test_thousands_and_plain_dong():
    values, warned = costs("Kinh phí sửa chữa (nghìn đồng)", 12500, 12500000)
    np.testing.assert_equal(values, [12.5e6, np.nan])
    assert "12.500.000.000 đồng hoặc 12.500.000 đồng" in warned[3]
    values, warned = costs("Kinh phí sửa chữa (đồng)", 500000, "50 tỷ", 6e9)
    np.testing.assert_equal(values, [5e5, np.nan, np.nan])
    assert set(warned) == {3, 4}


@pytest.mark.parametrize("text", ["2000 tỷ", "50000 triệu"])
def test_a_budget_may_be_large(text):
    assert read_amount(text) >= 5e10


def test_an_amount_with_a_unit_of_its_own_is_not_taken_for_another():
    assert read_amount("6 tỷ", factor=1e6, most=5e9) == 6e9
    with pytest.raises(AmbiguousNumberError):
        read_amount("6000", factor=1e6, most=5e9)
