"""Headings put together of what money or a place is called and what it is for; their units."""

import pytest

from gis.ingest.headings.headers import name_columns
from gis.ingest.headings.heading_rows import find_heading_rows
from gis.ingest.importing import read_import
from tests.registers import communes, workbook


def columns(*headings, **options):
    return [str(h.column) for h in name_columns(headings, **options).headings]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *[("Nơi đặt camera", "address"), ("Chỗ lắp", "address"), ("Điểm", "address")],
        *[("Tuyến có camera", "address"), ("Danh mục", "name"), ("Tên hạng mục", "name")],
        *[("Kinh phí thay thế", "repair_cost_vnd"), ("KP thay thế", "repair_cost_vnd")],
        *[("Dự toán khắc phục (nghìn đồng)", "repair_cost_vnd")],
        *[("KP đấu nối", "connection_cost_vnd"), ("Kinh phí đấu nối", "connection_cost_vnd")],
        *[("Chi phí kết nối về CA xã", "connection_cost_vnd"), ("Bộ phận hư", "fault_part")],
        *[("Xã/thị trấn (cũ)", "declared_commune"), ("Xã, thị trấn", "declared_commune")],
    ],
)
def test_headings_are_read_by_what_they_are_made_of(heading, column):
    assert columns("STT", heading)[1] == column


def test_the_money_of_equipment_is_found_by_the_same_words():
    named = columns("Mã thiết bị", "Kinh phí thay thế", "Dự toán sửa chữa", equipment=True)
    assert named == ["equipment_id", "repair_cost_vnd", "repair_cost_vnd"]


def test_units_in_a_row_of_their_own_belong_to_the_headings_above():
    rows = [
        ("TT", "Vị trí", None, "Thông số", None, "Hiện trạng", None),
        (None, "Địa điểm", "Thôn", "Hướng", "Chiều cao", "Tốt", "Hỏng"),
        (None, None, None, "(độ)", "(m)", "(cái)", "(cái; lý do)"),
        (1, "Chợ", "Thôn 1", 90, 4, 1, None),
    ]
    found = find_heading_rows(rows)
    assert found.first_data_row == 3
    assert found.headings[3].text == "Thông số – Hướng (độ)"
    assert [str(h.column) for h in found.headings] == [
        *("ordinal", "address", "address", "azimuth_deg", "height_m"),
        *("count of working", "count of broken"),
    ]


@pytest.mark.parametrize(
    "units",
    [(None, None, "độ", "triệu đồng"), ("", "", "(độ)", "(triệu đồng)"), (None, "", "", "[Tr.đ]")],
)
def test_units_need_no_brackets_and_no_groups(units):
    found = find_heading_rows([("STT", "Vị trí", "Hướng", "Kinh phí"), units, (1, "Chợ", 90, 2)])
    assert found.first_data_row == 2
    assert found.headings[3].factor == 1e6


def test_a_unit_under_a_plain_heading_does_not_part_the_groups_beside_it():
    rows = [
        ("STT", "Nơi đặt", "Loại camera", None, "Nguồn vốn", None, "Tốt", "Dự toán khắc phục"),
        (None, None, "Thân", "Dome", "NSNN", "XHH", None, "(nghìn đồng)"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
        (1, "Chợ", "x", None, None, "x", "x", 1500),
        (2, "Cầu", None, "x", "x", None, "x", "2.300"),
    ]
    title = ("Phường Đồng Hới",)
    found = read_import(
        workbook([title, *rows, *rows[:3], (3, "Ga", "x")]), "a.xlsx", communes=communes()
    ).cameras
    assert found["address"].tolist() == ["Chợ", "Cầu", "Ga"]
    assert found["kind"].tolist() == ["fixed", "dome", "fixed"]
    assert found["origin"].tolist() == ["community", "state", ""]
    assert found["repair_cost_vnd"].tolist()[:2] == [1_500_000, 2_300_000]


def test_headings_written_out_twice_beside_groups_are_read_once():
    rows = [
        ("STT", "Vị trí", "Loại camera", "Loại camera", "Ghi chú"),
        ("STT", "Vị trí", "Thân", "Dome", "Ghi chú"),
        (1, "Chợ", "x", None, "mới"),
    ]
    assert find_heading_rows(rows).first_data_row == 2


def test_a_title_alone_in_its_row_heads_no_group():
    found = find_heading_rows(
        [("THIẾT BỊ", None, None), ("Mã thiết bị", "Tên thiết bị", "Tình trạng"), ("A",)]
    )
    assert [h.text for h in found.headings] == ["Mã thiết bị", "Tên thiết bị", "Tình trạng"]


def test_a_camera_that_says_little_is_no_row_of_units():
    found = find_heading_rows(
        [("STT", "Tên", "Loại", "Hướng"), (None, "camera", None, None), (2, "Cam", "", 3)]
    )
    assert found.first_data_row == 1
