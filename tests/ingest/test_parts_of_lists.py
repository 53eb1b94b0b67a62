"""Only a list that clearly comes again can lack a camera; a part of it, or another, cannot."""

import pytest

from tests.ingest.five_communes import bring

HEADINGS = ("STT", "Tên", "Đơn vị quản lý", "Tình trạng")
ROWS = [
    ("Chợ Cam Lộ", "Công an xã", "hỏng"),
    ("Ngã ba Quán Mít", "Công an xã", "hỏng"),
    ("Cầu Đuồi", "Công an xã", "hỏng"),
    ("Trạm y tế", "UBND xã", "tốt"),
]
TITLE = "DANH SÁCH CAMERA XÃ CAM LỘ"


def listed(*rows, title=TITLE):
    return [(title,), HEADINGS, *((k, *row) for k, row in enumerate(rows, 1))]


def missed(store, *rows, title=TITLE):
    bring(store, listed(*ROWS))
    found = bring(store, listed(*rows, title=title), source="lan-2.xlsx")
    return sorted(found.absent["name"])


def test_a_row_that_is_gone(store):
    assert missed(store, ROWS[0], ROWS[1], ROWS[3]) == ["Cầu Đuồi"]


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH CAMERA HỎNG XÃ CAM LỘ",
        "Camera thôn An Thái, xã Cam Lộ",
        "Đề nghị sửa chữa camera xã Cam Lộ",
        "XÃ CAM LỘ: camera không hoạt động",
    ],
)
def test_the_title_of_a_part(store, title):
    assert missed(store, ROWS[0], ROWS[1], ROWS[3], title=title) == []


def test_the_list_of_one_keeper_lacks_nothing_of_the_other(store):
    assert missed(store, *ROWS[:3]) == []


def test_a_longer_list_of_somebody_else_lacks_nothing(store):
    more = [(f"Cổng làng số {k}", "Công an xã", "tốt") for k in range(1, 9)]
    assert missed(store, *ROWS[:2], ROWS[3], *more) == []
