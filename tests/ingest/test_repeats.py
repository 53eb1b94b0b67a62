"""Repeat groups of phone forms: each camera of a visit with what the visit says."""

import io
from zipfile import ZipFile

from gis.ingest.importing import read_import
from tests.registers import communes, workbook

VISITS = [
    (
        "start",
        "end",
        "Họ tên người rà soát",
        "Xã/phường",
        "Địa điểm",
        "_Vị trí_latitude",
        "_Vị trí_longitude",
        "_id",
        "_uuid",
        "_submission_time",
        "_index",
    ),
    (
        "2026-10-01T08:00:00",
        "2026-10-01T08:09:00",
        "Hoàng Văn Nam",
        "Đồng Hới",
        "Bãi tắm",
        17.47,
        106.62,
        501,
        "a",
        "2026-10-02T09:00:00",
        1,
    ),
    (
        "2026-10-03T08:00:00",
        "2026-10-03T08:09:00",
        "Lê Thị Hoa",
        "Đồng Hới",
        "Cầu",
        17.471,
        106.621,
        502,
        "b",
        "2026-10-03T09:00:00",
        2,
    ),
    (
        "2026-10-04T08:00:00",
        "2026-10-04T08:09:00",
        "Lê Thị Hoa",
        "Đồng Hới",
        "Chợ",
        17.472,
        106.622,
        503,
        "c",
        "2026-10-04T09:00:00",
        3,
    ),
]
CAMERAS = [
    (
        "Loại camera",
        "Tình trạng camera",
        "Hướng (độ)",
        "_index",
        "_parent_table_name",
        "_parent_index",
    ),
    ("Camera thân", "Đang hoạt động", 30, 1, "Phiếu", 1),
    ("PTZ", "Hỏng", 200, 2, "Phiếu", 1),
    ("Camera thân", "Hỏng", None, 3, "Phiếu", 2),
]


def expected(found):
    cameras = found.cameras
    assert cameras["address"].tolist() == ["Bãi tắm", "Bãi tắm", "Cầu"]
    assert cameras["status"].tolist() == ["working", "broken", "broken"]
    assert cameras["kind"].tolist() == ["fixed", "ptz", "fixed"]
    assert cameras["lat"].tolist() == [17.47, 17.47, 17.471]
    assert cameras["commune_code"].tolist() == ["18880"] * 3


def test_an_export_of_kobotoolbox():
    book = workbook(VISITS, CAMERAS, names=("Phiếu", "camera_rep"))
    found = read_import(book, "kobo.xlsx", communes=communes())
    expected(found)
    assert found.cameras["surveyed_on"].tolist() == ["2026-10-01", "2026-10-01", "2026-10-03"]
    assert found.cameras["surveyed_by"].tolist() == ["Hoàng Văn Nam"] * 2 + ["Lê Thị Hoa"]
    assert any(f.sheet == "Phiếu" and "4" in f.message for f in found.findings)


def test_an_archive_of_odk_central():
    form = (
        "SubmissionDate,dia_diem,xa_phuong,gps-Latitude,gps-Longitude,KEY\n"
        "2026-10-01T08:00:00Z,Bãi tắm,Đồng Hới,17.47,106.62,uuid:a\n"
        "2026-10-03T08:00:00Z,Cầu,Đồng Hới,17.471,106.621,uuid:b\n"
    )
    repeat = (
        "loai_camera,tinh_trang,huong,PARENT_KEY,KEY\n"
        "than,hoat_dong,30,uuid:a,uuid:a/c[1]\n"
        "ptz,hong,200,uuid:a,uuid:a/c[2]\n"
        "than,hong,,uuid:b,uuid:b/c[1]\n"
    )
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("phieu.csv", form)
        archive.writestr("phieu-camera.csv", repeat)
    found = read_import(packed.getvalue(), "odk.zip", communes=communes())
    expected(found)
    assert found.cameras["surveyed_on"].tolist() == ["2026-10-01", "2026-10-01", "2026-10-03"]


def test_a_form_that_asks_for_the_day_keeps_its_own():
    visits = [(*VISITS[0], "Ngày rà soát"), (*VISITS[1], "05/09/2026")]
    found = read_import(workbook(visits), "kobo.xlsx", communes=communes())
    assert found.cameras["surveyed_on"].tolist() == ["2026-09-05"]


def test_a_list_that_is_no_form_has_no_day_of_its_own():
    rows = [
        ("Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "start"),
        ("A", "Đồng Hới", 17.47, 106.62, "2026-10-01"),
    ]
    found = read_import(workbook(rows), "ds.xlsx", communes=communes())
    assert found.cameras["surveyed_on"].tolist() == [""]
