"""What the title of a table or a section row says of all cameras below it."""

import pytest

from gis.ingest.importing import read_import
from tests.registers import communes, workbook

HEADINGS = ("STT", "Vị trí", "Ghi chú")
TITLE = ("BÁO CÁO TÌNH TRẠNG HOẠT ĐỘNG CAMERA PHƯỜNG ĐỒNG HỚI",)


def cameras(*rows, names=("Danh sách",)):
    return read_import(workbook(list(rows), names=names), "a.xlsx", communes=communes()).cameras


@pytest.mark.parametrize(
    ("title", "column", "value"),
    [
        ("I. CAMERA ĐANG HOẠT ĐỘNG", "status", "working"),
        ("II. CAMERA HỎNG", "status", "broken"),
        ("Danh sách camera không hoạt động trên địa bàn phường Đồng Hới", "status", "broken"),
        ("Camera tạm ngừng", "status", "suspended"),
        ("A. NGUỒN NGÂN SÁCH", "origin", "state"),
        ("Camera xã hội hóa", "origin", "community"),
        ("Camera do doanh nghiệp tài trợ", "origin", "community"),
        ("CAMERA QUAY QUÉT", "kind", "ptz"),
        ("Camera do Công an phường quản lý", "custodian", "Công an phường"),
    ],
)
def test_a_title_and_a_section_say_it_of_all_rows_below(title, column, value):
    table = cameras(TITLE, (title,), HEADINGS, (1, "Chợ", None), (2, "Cầu", None))
    assert table[column].tolist() == [value, value]
    section = cameras(TITLE, HEADINGS, (title, None, None), (1, "Chợ", None), (2, "Cầu", None))
    assert section[column].tolist() == [value, value]


def test_two_tables_have_each_their_own_state():
    table = cameras(
        TITLE,
        ("I. CAMERA ĐANG HOẠT ĐỘNG",),
        HEADINGS,
        (1, "Chợ", None),
        (2, "Cầu", None),
        (),
        ("II. CAMERA KHÔNG HOẠT ĐỘNG",),
        ("STT", "Vị trí", "Lý do"),
        (1, "Ga", "mất nguồn"),
        (2, "Trường", None),
    )
    assert table["status"].tolist() == ["working", "working", "broken", "broken"]
    assert table["fault_part"].tolist() == ["", "", "power", ""]


def test_what_the_row_says_itself_goes_before_its_section():
    table = cameras(
        ("STT", "Vị trí", "Tình trạng"),
        ("I", "Camera hỏng", None),
        (1, "Chợ", None),
        (2, "Cầu", "tốt"),
    )
    assert table["status"].tolist() == ["broken", "working"]


def test_a_title_about_the_state_of_cameras_states_none():
    table = cameras(TITLE, HEADINGS, (1, "Chợ", None), (2, "Cầu", None))
    assert table["status"].tolist() == ["unknown", "unknown"]


def test_states_that_are_counted_are_not_those_of_a_title():
    table = cameras(("CAMERA ĐANG HOẠT ĐỘNG",), ("STT", "Vị trí", "Tốt", "Hỏng"), (1, "Chợ", 1, 1))
    assert sorted(table["status"]) == ["broken", "working"]


def test_what_is_filled_in_from_titles_leaves_the_layout_as_the_file_has_it():
    rows = [("CAMERA HỎNG",), HEADINGS, (1, "Chợ", None), (2, "Cầu", None)]
    plain = [TITLE, *rows[1:]]
    one, other = (
        read_import(workbook(sheet), "a.xlsx", communes=communes()).sheets[0]
        for sheet in (rows, plain)
    )
    assert len(one.headings) > len(other.headings)
    assert one.layout == other.layout
