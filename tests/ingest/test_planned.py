"""Cameras that a list only plans are none of today's: left out, and told by row and name."""

import io
from zipfile import ZipFile

import pytest

from gis.ingest.importing import read_import
from gis.ingest.planned_cameras import is_planned
from tests.registers import communes, read, workbook

PLACE = ("Phường Đồng Hới", 17.47, 106.62)


@pytest.mark.parametrize(
    "text",
    [
        *("Chưa lắp", "chưa lắp đặt", "Chưa được lắp đặt", "Chưa lắp, chờ kinh phí"),
        *("Dự kiến lắp mới 2027", "Đề xuất lắp mới năm 2027", "Kế hoạch lắp quý II/2027"),
        *("Sẽ lắp trong năm 2027", "Đề nghị đầu tư mới", "Nhu cầu lắp camera", "Chuẩn bị lắp đặt"),
        *("Chờ lắp đặt", "Xin được lắp đặt", "Điểm đề xuất 1", "Vị trí dự kiến", "Dự kiến"),
        *("Chưa có camera", "planned", "Not yet installed", "Camera dự kiến lắp tại chợ"),
        *("Chưa lắp do thiếu vốn", "CHUA LAP DAT"),
    ],
)
def test_a_camera_to_come(text):
    assert is_planned(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Hỏng, đề nghị lắp mới", "Hỏng đề nghị lắp mới", "Chưa lắp lại", "Đề nghị lắp lại"),
        *("Chưa lắp biển báo", "Chưa lắp nguồn", "Đề nghị lắp thêm camera", "Mới lắp", "Lắp mới"),
        *("Lắp mới năm 2024", "Chưa lắp xong", "Hoạt động", "Đề nghị sửa chữa", "Đã lắp đặt"),
        *("Dự kiến sửa năm 2027", "Đang hoạt động, dự kiến lắp mới 2027", "Khu quy hoạch chợ"),
        *("Đề nghị đầu tư đường truyền", "Tháo dỡ, chờ lắp lại", "Chưa rà soát", ""),
    ],
)
def test_a_camera_that_stands(text):
    assert not is_planned(text)


def test_a_state_of_not_installed_leaves_the_row_out_and_names_it():
    found = read(
        ("C1", "Chợ", *PLACE, "Hoạt động"),
        ("C2", "Cầu Dài", *PLACE, "Chưa lắp đặt"),
        ("C3", "Bến xe", *PLACE, "Hỏng, đề nghị lắp mới"),
    )
    assert found.cameras["camera_id"].tolist() == ["C1", "C3"]
    assert found.cameras["status"].tolist() == ["working", "broken"]
    [told] = [f for f in found.findings if "3 (Cầu Dài)" in f.message]
    assert told.severity == "warning"
    [sheet] = found.sheets
    assert sheet.left_out.to_dict("index") == {3: {"reason": "planned", "text": "Cầu Dài"}}


def test_a_note_speaks_only_where_the_state_says_nothing():
    headings = ("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng", "Ghi chú")
    found = read(
        ("C1", "Chợ", *PLACE, "Hoạt động", "Dự kiến lắp mới 2027"),
        ("C2", "Cầu", *PLACE, None, "Chưa lắp"),
        ("C3", "Ga", *PLACE, None, "Chưa lắp biển báo"),
        headings=headings,
    )
    assert found.cameras["camera_id"].tolist() == ["C1", "C3"]


def test_a_section_of_planned_cameras():
    rows = [
        ("STT", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng"),
        ("I", "Camera đang hoạt động", None, None, None, None),
        (1, "Chợ", *PLACE, "Tốt"),
        (2, "Ga", *PLACE, None),
        ("II", "Camera dự kiến lắp mới", None, None, None, None),
        (3, "Cầu", *PLACE, None),
        (4, "Bến", *PLACE, "Hỏng"),
    ]
    found = read_import(workbook(rows), "ds.xlsx", communes=communes())
    assert found.cameras["name"].tolist() == ["Chợ", "Ga", "Bến"]


def test_a_list_that_is_called_one_of_planned_cameras():
    listed = [("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ")]
    book = workbook(
        [*listed, ("C1", "Chợ", *PLACE)],
        [("DANH SÁCH ĐIỂM ĐỀ XUẤT LẮP MỚI NĂM 2027",), *listed, ("P1", "Cầu", *PLACE)],
        [*listed, ("P2", "Bến", *PLACE)],
        names=("Hiện có", "Phụ lục 2", "Dự kiến lắp đặt"),
    )
    found = read_import(book, "ds.xlsx", communes=communes())
    assert found.cameras["camera_id"].tolist() == ["C1"]
    assert {f.sheet for f in found.findings if "P" in f.message and f.severity == "warning"} <= {
        "Phụ lục 2",
        "Dự kiến lắp đặt",
    }


def test_a_list_that_belongs_to_a_plan_is_of_cameras_that_stand():
    rows = [
        ("DANH SÁCH CAMERA HIỆN CÓ",),
        ("(Kèm theo Kế hoạch lắp đặt camera số 12/KH-UBND)",),
        ("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ"),
        ("C1", "Chợ", *PLACE),
    ]
    found = read_import(workbook(rows), "ke-hoach-lap-moi.xlsx", communes=communes())
    assert found.cameras["camera_id"].tolist() == ["C1"]


def test_a_list_of_nothing_but_planned_cameras():
    found = read(("C1", "Chợ", *PLACE, "Chưa lắp"))
    assert found.cameras.empty
    assert (found.rows, found.quarantined) == (0, 0)
    assert any("2 (Chợ)" in f.message for f in found.findings)


def test_the_folder_of_a_map_layer():
    def mark(name, lon, note=""):
        return (
            f"<Placemark><name>{name}</name><description>{note}</description>"
            f"<Point><coordinates>{lon},17.47</coordinates></Point></Placemark>"
        )

    kml = (
        "<kml><Document><Folder><name>Đang hoạt động</name>" + mark("Chợ", 106.62) + "</Folder>"
        "<Folder><name>Dự kiến lắp mới 2027</name>" + mark("Cầu", 106.63, "Chưa lắp") + "</Folder>"
        "<Folder><name>Hỏng</name>" + mark("Ga", 106.61) + "</Folder></Document></kml>"
    )
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("doc.kml", kml)
    for data, name in ((kml.encode(), "c.kml"), (packed.getvalue(), "c.kmz")):
        found = read_import(data, name, communes=communes())
        assert found.cameras["name"].tolist() == ["Chợ", "Ga"]
        assert any("(Cầu)" in f.message for f in found.findings)
