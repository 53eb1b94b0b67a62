"""Unit prices, quantities and what they come to, as bills of quantities write them."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

TITLE = ("NHU CẦU KINH PHÍ SỬA CHỮA, ĐẤU NỐI CAMERA PHƯỜNG ĐỒNG HỚI",)
HEADINGS = [
    ("STT", "Danh mục", "Số lượng", "Kinh phí", None, None, "Tình trạng"),
    (None, None, "(mắt)", "Sửa chữa", None, "Đấu nối", None),
    (None, None, None, "Đơn giá", "Thành tiền", None, None),
]


def read(*rows):
    return read_import(workbook([TITLE, *rows]), "a.xlsx", communes=communes())


def warned(found):
    return [f.row for f in found.findings if f.severity is Severity.WARNING]


def test_each_camera_costs_the_unit_price():
    found = read(
        *HEADINGS,
        (1, "Chợ", 2, 3_000_000, 6_000_000, 1_500_000, "hỏng"),
        (2, "Cầu", 1, 2_500_000, 2_500_000, None, "hỏng"),
    )
    assert found.cameras["repair_cost_vnd"].tolist() == [3e6, 3e6, 2.5e6]
    assert found.cameras["connection_cost_vnd"].tolist()[:2] == [750_000, 750_000]
    assert found.cameras["asset_value_vnd"].isna().all()
    assert warned(found) == []


def test_a_price_without_its_total_counts_for_each():
    found = read(*HEADINGS, (1, "Chợ", 3, 1_200_000, None, None, "hỏng"))
    assert found.cameras["repair_cost_vnd"].tolist() == [1.2e6] * 3


def test_a_total_without_a_price_is_that_of_the_row():
    found = read(*HEADINGS, (1, "Chợ", 2, None, 3_000_000, None, "hỏng"))
    assert found.cameras["repair_cost_vnd"].tolist() == [1.5e6] * 2


def test_a_total_that_is_no_product_is_told_and_taken():
    found = read(*HEADINGS, (1, "Chợ", 2, 3_000_000, 5_000_000, None, "hỏng"))
    assert found.cameras["repair_cost_vnd"].tolist() == [2.5e6] * 2
    assert warned(found) == [5]


def test_the_sums_are_compared():
    found = read(
        *HEADINGS,
        (1, "Chợ", 2, 3_000_000, 6_000_000, 500_000, "hỏng"),
        (2, "Cầu", 1, 1_000_000, 1_000_000, 0, "hỏng"),
        (None, "Cộng", 3, None, 7_000_000, 900_000, None),
    )
    assert len(found.cameras) == 3
    assert [(f.row, f.column) for f in found.findings if f.severity is Severity.WARNING] == [
        (7, "Kinh phí – Đấu nối")
    ]


@pytest.mark.parametrize("unit", ["đồng", "nghìn đồng", "triệu đồng"])
def test_units_above_hold_for_prices_and_totals(unit):
    price = {"đồng": 2_000_000, "nghìn đồng": 2000, "triệu đồng": 2}[unit]
    found = read(
        (f"Đơn vị tính: {unit}",),
        *HEADINGS,
        (1, "Chợ", 2, price, None, None, "hỏng"),
        (2, "Cầu", 2, price, 2 * price, None, "hỏng"),
    )
    assert found.cameras["repair_cost_vnd"].tolist() == [2e6] * 4


def test_the_broken_ones_may_be_what_is_counted():
    found = read(
        ("STT", "Vị trí", "Số camera", "Hỏng", "Đơn giá sửa chữa", "Thành tiền"),
        (1, "Chợ", 4, 2, 1_000_000, 2_000_000),
    )
    assert found.cameras["repair_cost_vnd"].sum() == 2e6
    assert warned(found) == []


def test_the_quantity_may_stand_between_price_and_total():
    found = read(
        ("STT", "Vị trí", "Tình trạng", "Kinh phí sửa chữa", None, None),
        (None, None, None, "Đơn giá", "Số lượng", "Thành tiền"),
        (1, "Chợ", "hỏng", 1_000_000, 2, 2_000_000),
    )
    assert found.cameras["repair_cost_vnd"].tolist() == [1e6, 1e6]
    assert warned(found) == []
