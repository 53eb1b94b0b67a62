"""Lists of shared equipment as communes keep them: names for kinds, money, what serves what."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

CAMERAS = [
    ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",),
    ("Mã camera", "Địa chỉ", "Tình trạng"),
    *(("C1", "Chợ", "tốt"), ("C2", "Cầu", "tốt")),
]
HEADINGS = ("Mã", "Tên thiết bị", "Tình trạng", "Kinh phí thay thế", "Phục vụ camera")


def read(*rows):
    sheets = (CAMERAS, [("THIẾT BỊ DÙNG CHUNG",), HEADINGS, *rows])
    data = workbook(*sheets, names=("Camera", "Thiết bị"))
    return read_import(data, "a.xlsx", communes=communes())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *[("Đầu ghi 16 kênh", "recorder"), ("Switch PoE 8 cổng", "switch")],
        *[("Bộ lưu điện", "power"), ("Đường truyền FTTH", "line"), ("Tủ điện", "power")],
        *[("Modem VNPT", "switch"), ("Trụ thép 6 m", "pole")],
    ],
)
def test_the_kind_is_told_by_the_name(name, kind):
    assert read(("E1", name, "tốt", None, "C1"), ("E2", "Đầu ghi", "tốt", None, "C2")).equipment[
        "kind"
    ].tolist() == [kind, "recorder"]


def test_what_fails_within_a_recorder_is_the_recorder():
    [one] = read(("E1", "Đầu ghi 8 kênh", "Hỏng mainboard", "7.200.000", "C1")).equipment.to_dict(
        "records"
    )
    assert (one["status"], one["fault_part"]) == ("broken", "recorder")
    assert one["repair_cost_vnd"] == 7_200_000


def test_what_is_paid_each_month_is_no_repair():
    rows = [
        ("E1", "Đường truyền", "tốt", "330.000đ/tháng", "C1"),
        ("E2", "Đầu ghi", "hỏng", "1tr8", "C2"),
    ]
    table = read(*rows).equipment
    assert table["monthly_cost_vnd"].tolist()[0] == 330_000
    assert table["repair_cost_vnd"].isna().tolist() == [True, False]
    assert table["repair_cost_vnd"].tolist()[1] == 1_800_000


def test_equipment_that_serves_equipment_is_what_that_depends_on():
    found = read(
        ("DG1", "Đầu ghi", "tốt", None, "C1, C2"),
        ("UPS1", "Bộ lưu điện", "hỏng", None, "DG1"),
        ("SW1", "Switch", "tốt", None, "DG1; C2"),
    )
    assert found.equipment["depends_on"].tolist() == ["UPS1;SW1", "", ""]
    assert found.cameras["depends_on"].tolist() == ["DG1", "DG1;SW1"]
    assert [f for f in found.findings if f.severity is Severity.WARNING] == []


def test_equipment_that_serves_itself_in_a_ring_is_refused():
    found = read(("A1", "Đầu ghi", "tốt", None, "B1"), ("B1", "Switch", "tốt", None, "A1"))
    assert len(found.equipment) == 0
    assert {f.row for f in found.findings if f.severity is Severity.ERROR} == {3, 4}


def test_columns_that_count_cameras_are_not_read_in_silence():
    data = workbook([("Mã thiết bị", "Tên thiết bị", "Số camera hỏng"), ("E1", "Đầu ghi", 2)])
    found = read_import(data, "a.xlsx", communes=communes())
    assert any("Số camera hỏng" in f.message for f in found.findings)


def test_cameras_that_name_equipment_hang_on_it():
    cameras = [
        ("Mã camera", "Vị trí", "Đầu ghi"),
        ("C1", "Chợ", "đầu ghi 16 kênh"),
        ("C2", "Cầu", "DG2"),
    ]
    units = [
        ("Mã thiết bị", "Tên thiết bị", "Tình trạng"),
        ("DG1", "Đầu ghi 16 kênh", "hỏng"),
        ("DG2", "Đầu ghi 8 kênh", "tốt"),
    ]
    data = workbook(cameras, units, names=("Camera", "Thiết bị"))
    found = read_import(data, "a.xlsx", communes=communes())
    assert found.cameras["depends_on"].tolist() == ["DG1", "DG2"]
