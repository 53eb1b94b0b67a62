"""What status, ticks and notes of one row say together, as offices fill them in."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

PLACE = ("Mã camera", "Vĩ độ", "Kinh độ")
AT = (17.47, 106.62)
STATED = ("Tình trạng", "Ghi chú")
TICKED = ("Hoạt động", "Hỏng", "Ghi chú")


def read(*rows, headings=STATED):
    table = [(*PLACE, *headings), *((f"C{n}", *AT, *row) for n, row in enumerate(rows, 1))]
    return read_import(workbook(table), "a.xlsx", communes=communes())


def facts(found):
    return found.cameras[["status", "fault_part", "cause"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Hỏng", "đề nghị Viettel sửa đường truyền"), ["broken", "line", ""]),
        (("Hỏng", "chờ di dời cột điện"), ["broken", "", ""]),
        (("Hỏng", "thay nguồn 12V"), ["broken", "power", ""]),
        (("Hỏng", "sửa lại đầu ghi"), ["broken", "recorder", ""]),
        (("Hỏng", "đang di dời do làm đường"), ["broken", "", "moved"]),
        ((None, "lắp mới năm 2024 thay camera hỏng"), ["unknown", "", ""]),
        ((None, "gần nhà ông Hỏng"), ["unknown", "", ""]),
        ((None, "GẦN NHÀ ÔNG HỎNG"), ["unknown", "", ""]),
        ((None, "nhà ông Hùng, hỏng đầu ghi"), ["broken", "recorder", ""]),
        ((None, "ko hđ do cắt điện"), ["broken", "power", ""]),
        (("Hoạt động", "Hình ảnh mờ, nhòe"), ["degraded", "", ""]),
        (("Đang hoạt động", "cây che một phần"), ["degraded", "", "blocked_or_turned"]),
        (("Hoạt động", "cột rỉ sét"), ["working", "", ""]),
        (("hoạt động tốt nhưng chưa đóng cước", None), ["working", "", "unpaid"]),
        (("Chưa kết nối nhưng camera vẫn chạy", None), ["working", "", ""]),
    ],
)
def test_a_state_and_a_note_together(row, expected):
    assert facts(read(row)) == [expected]


@pytest.mark.parametrize(
    "row", [("Hoạt động tốt", "hình mờ"), ("Hoạt động", "đầu ghi hỏng ổ cứng")]
)
def test_a_note_that_contradicts_is_told_and_the_state_stands(row):
    found = read(row)
    assert facts(found) == [["working", "", ""]]
    [warning] = [f for f in found.findings if f.severity is Severity.WARNING]
    assert all(text in warning.message for text in row)


def test_a_tick_is_a_state_as_a_word_is():
    found = read(
        *(("x", None, "Hình ảnh mờ, nhòe"), ("x", None, "mất tín hiệu"), ("x", None, None)),
        *((None, "x", "đứt cáp"), (None, "x", "hoạt động tốt")),
        headings=TICKED,
    )
    states = ["degraded", "working", "working", "broken", "broken"]
    assert found.cameras["status"].tolist() == states
    warned = [f.row for f in found.findings if f.severity is Severity.WARNING]
    assert warned == [3, 6]


def test_counts_of_several_cameras_stay_as_they_are():
    headings = (*("Số lượng", "Hoạt động", "Hỏng"), "Ghi chú")
    found = read((3, 2, 1, "hình mờ"), (2, "x", None, "hình ảnh mờ"), headings=headings)
    states = ["working", "working", "broken", "degraded", "degraded"]
    assert found.cameras["status"].tolist() == states
