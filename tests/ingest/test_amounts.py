"""Money and numbers of a list: what the heading, the title, the column and the row tell."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import AT_DONG_HOI, communes, read, workbook

COST = "Kinh phí sửa chữa"


def costs(*cells, heading=COST):
    rows = [(f"C{place}", *AT_DONG_HOI, cell) for place, cell in enumerate(cells)]
    return read(*rows, headings=("Mã camera", "Vĩ độ", "Kinh độ", heading))


def amounts(found):
    return found.cameras.sort_values("camera_id")["repair_cost_vnd"].tolist()


def told(found):
    return [f.message for f in found.findings if f.severity is Severity.WARNING]


def test_amounts_in_words_and_digits():
    found = costs("12.500.000", "12,5 triệu", "2tr", "1,2 tỷ", "(trống)", "–", "0", "500k")
    written = amounts(found)
    assert written[:4] == [12.5e6, 12.5e6, 2e6, 1.2e9]
    assert [value != value for value in written[4:6]] == [True, True]  # noqa: PLR0124 - NaN
    assert written[6:] == [0, 5e5]
    assert told(found) == []


def test_a_heading_in_million():
    found = costs("3,5", "0.5", 12, 12.5, "500.000 đ", heading=f"{COST} (triệu đồng)")
    assert amounts(found) == [3.5e6, 0.5e6, 12e6, 12.5e6, 5e5]


def test_one_mark_before_three_digits_under_million_is_refused_with_both_readings():
    found = costs("3.500", "3,500", 7, heading=f"{COST} (triệu đồng)")
    assert found.cameras["repair_cost_vnd"].count() == 1
    assert [("3.500.000 đồng" in m, "3.500.000.000 đồng" in m) for m in told(found)] == [
        (True, True)
    ] * 2


def test_the_rest_of_the_column_settles_it():
    found = costs("3,5", "3.500", "12,500", heading=f"{COST} (triệu đồng)")
    assert amounts(found) == [3.5e6, 3.5e9, 12.5e6]


def test_the_line_above_the_table_names_the_unit():
    rows = [
        ("DANH SÁCH CAMERA",),
        ("", "", "", "ĐVT: Triệu đồng"),
        ("Mã camera", "Vĩ độ", "Kinh độ", COST),
        ("C1", *AT_DONG_HOI, 12.5),
        ("C2", *AT_DONG_HOI, "3,5"),
    ]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    assert amounts(found) == [12.5e6, 3.5e6]


def test_amounts_of_a_few_dong_without_a_unit_are_asked():
    found = costs(12, "8,5", 15)
    assert found.cameras["repair_cost_vnd"].isna().all()
    assert "12 đồng" in told(found)[0]
    assert "12.000.000 đồng" in told(found)[0]


@pytest.mark.parametrize("cell", ["-500.000", "2.000.000.000.000", 1e13, -1, "1e400", "inf"])
def test_money_that_cannot_be_is_told_and_left_out(cell):
    found = costs(cell)
    assert found.accepted == 1
    assert found.cameras["repair_cost_vnd"].isna().all()
    assert len(told(found)) == 1


def test_amounts_of_a_row_are_divided_by_its_quantity():
    headings = (
        "Mã camera",
        "Vĩ độ",
        "Kinh độ",
        "Số lượng",
        COST,
        "Chi phí hằng tháng",
        "Chi phí đấu nối",
        "Nguyên giá",
    )
    found = read(
        ("C1", *AT_DONG_HOI, 3, 9_000_000, "300.000", 6_000_000, 30_000_000), headings=headings
    )
    assert found.cameras["repair_cost_vnd"].tolist() == [3e6] * 3
    assert found.cameras["monthly_cost_vnd"].tolist() == [1e5] * 3
    assert found.cameras["connection_cost_vnd"].tolist() == [2e6] * 3
    assert found.cameras["asset_value_vnd"].tolist() == [1e7] * 3


def test_a_yearly_fee_is_kept_by_the_month():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", "Chi phí duy trì (đồng/năm)")
    found = read(("C1", *AT_DONG_HOI, "2.400.000"), headings=headings)
    assert found.cameras["monthly_cost_vnd"].tolist() == [200_000]


def test_the_range_of_a_column_tells_what_a_mark_is():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", "Chiều cao", "Tầm xa")
    found = read(
        ("C1", *AT_DONG_HOI, "4,500", "1.500"),
        ("C2", *AT_DONG_HOI, "450 cm", "200 m"),
        headings=headings,
    )
    assert found.cameras["height_m"].tolist() == [4.5, 4.5]
    assert found.cameras["range_m"].tolist()[1] == 200
    assert found.cameras["range_m"].isna().tolist() == [True, False]
    [message] = told(found)
    assert "1,5 hoặc 1500" in message


def test_the_unit_of_one_heading_is_not_that_of_another():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", f"{COST}\n(ĐVT: triệu đồng)", "Cước hằng tháng")
    found = read(("C1", *AT_DONG_HOI, "2,5", "300.000"), headings=headings)
    assert found.cameras["repair_cost_vnd"].tolist() == [2.5e6]
    assert found.cameras["monthly_cost_vnd"].tolist() == [3e5]


def test_a_repair_is_of_the_broken_not_of_those_nobody_has_looked_at():
    row = ("Chợ", 4, 2, 1, "3.000.000")
    found = read(row, headings=("Vị trí", "Số lượng", "Hoạt động", "Hỏng", COST))
    cost = found.cameras.groupby("status")["repair_cost_vnd"].sum()
    assert cost.to_dict() == {"working": 0, "broken": 3e6, "unknown": 0}
