"""What never stays: each kind of secret, and the texts and columns it is looked for in."""

import pandas as pd
import pytest

from gis.core.findings import Severity
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading
from gis.ingest.privacy import without_private
from gis.ingest.sheets import Sheet


def sheet(*columns, rows):
    headings = tuple(Heading(text, column, 1.0) for text, column in columns)
    return Sheet("Tờ 1", headings, pd.DataFrame(rows, index=range(5, 5 + len(rows)), dtype=object))


def note(text):
    return without_private(sheet(("Ghi chú", "note"), rows=[[text]]))[0].cells.loc[5, 0]


@pytest.mark.parametrize(
    "secret",
    [
        "rtsp://10.1.2.3/1",
        "rtsps://cam.vn/1",
        "RTMP://cam.vn/x",
        "rtmps://cam.vn/x",
        "http://admin:s3@cam.vn/xem",
        "HTTPS://a@cam.vn",
        "mật khẩu: s3cret",
        "MK=s3cret",
        "pass : s3cret",
        "Password:s3",
        "user=admin",
        "username = admin",
        "tài khoản: congan",
        "tk:congan",
        "10.1.2.3",
        "10.1.2.3:8080",
        "192.168.100.200",
        "255.249.99.0",
        "250.251.254.199",
        "http://admin:s3@",
    ],
)
def test_a_secret_is_taken_out_of_a_text(secret):
    assert note(f"xem {secret} khi hỏng") == "xem khi hỏng"


@pytest.mark.parametrize(
    "text",
    [
        "http://cam.vn/xem",
        "mật khẩu đã đổi",
        "bypass: tắt",
        "bản 1.2.3",
        "bản 1.2.3.4.5",
        "a@b.vn",
        "luồng rtsp:// chưa mở",
        "http://@ là gì",
        "chưa có mật khẩu:",
        "mã 1234.1.2.3",
        "bản 1.2.3.256",
        "mã 1.2.3.1234",
        "hỏng nguồn: adapter",
    ],
)
def test_what_is_no_secret_stays(text):
    assert note(text) == text


@pytest.mark.parametrize(
    "number",
    [
        "0233 3852123",
        "0232.3.822.123",
        "0233-3852123",
        "0233 - 3852 123",
        "(0233) 3.852.123",
        "02333852123",
        "024 38253456",
        "028.3822.3456",
        "+84 233 3852123",
        "84 233 3852 123",
        "+84 (0)233 3852123",
        "0084 912 345 678",
        "0912 (345) 678",
        "053.3852123",
        "09.12.203456",
    ],
)
def test_phones_and_landlines_are_taken_out(number):
    assert note(f"gọi {number} khi hỏng") == "gọi khi hỏng"


@pytest.mark.parametrize(
    "text",
    [
        "hỏng 05-11-2025 08:30",
        "01.02.2025-05.03.2025 mất điện",
        "9.12.2025 10:30",
        "từ 05-9-2025 - 06-9-2025",
        "số 0233 38521",
        "mã 023338521234",
        "17.0912345678",
        "17,0912345678",
        "hết 12.500.000.000 đồng",
    ],
)
def test_dates_and_codes_are_no_phones(text):
    assert note(text) == text


def test_only_a_text_people_write_freely_is_searched():
    columns = [
        ("Tên", "name"),
        ("Địa chỉ", "address"),
        ("Đơn vị", "custodian"),
        ("Lạ", ""),
        ("Mã", "camera_id"),
        ("Vĩ độ", "lat"),
    ]
    found, _findings = without_private(sheet(*columns, rows=[["0912345678"] * len(columns)]))
    assert found.cells.loc[5].tolist() == [None] * 4 + ["0912345678"] * 2


def test_a_private_column_is_emptied_and_the_columns_behind_it_are_searched():
    columns = [("Mã", "camera_id"), ("Điện thoại", Role.PRIVATE), ("Ghi chú", "note")]
    rows = [["C1", "1", "gọi 0912345678"], ["C2", None, "tốt"], ["C3", 912345678, None]]
    given = sheet(*columns, rows=rows)
    found, findings = without_private(given)
    assert found.cells.astype(object).where(found.cells.notna(), None).to_numpy().tolist() == [
        ["C1", None, "gọi"],
        ["C2", None, "tốt"],
        ["C3", None, None],
    ]
    assert [(f.sheet, f.row, f.column, f.severity) for f in findings] == [
        ("Tờ 1", 0, "Điện thoại", Severity.NOTICE),
        ("Tờ 1", 0, "Ghi chú", Severity.NOTICE),
    ]
    assert ["(2" in findings[0].message, "(1" in findings[1].message] == [True, True]
    assert given.cells.loc[5, 2] == "gọi 0912345678"


def test_nothing_is_said_where_nothing_is_taken_out():
    columns = [("Điện thoại", Role.PRIVATE), ("Ghi chú", "note")]
    assert without_private(sheet(*columns, rows=[[None, "tốt"]]))[1] == []


@pytest.mark.parametrize("column", ["status", "vendor", "camera_id", "lat"])
def test_columns_of_other_names_keep_their_cells(column):
    found, findings = without_private(sheet(("Cột", column), rows=[["hỏng"]]))
    assert (found.cells.loc[5, 0], findings) == ("hỏng", [])


def test_a_column_that_a_person_called_private_is_emptied_too():
    """What was chosen comes back from a file as a plain text."""
    found, [notice] = without_private(sheet(("Cột", "private"), rows=[["x"]]))
    assert (found.cells.loc[5, 0], notice.column) == (None, "Cột")


def test_what_stands_beside_an_address_stays():
    assert note("10.1.2.3: hỏng") == ": hỏng"
