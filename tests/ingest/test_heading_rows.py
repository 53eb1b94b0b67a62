"""Where the headings of a sheet stand, and where a further table begins."""

import pandas as pd
import pytest

from gis.ingest.formats.grid import Grid
from gis.ingest.headings.heading_rows import (
    SEARCHED_ROWS,
    find_heading_rows,
    numbers_columns,
    tables,
)

ONE = ("STT", "Tên", "Vĩ độ", "Kinh độ")
ROW = (1, "Chợ", 17.47, 106.62)


def texts(*rows):
    return [h.text for h in find_heading_rows(rows).headings]


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (("(1)", "(2)", "(3)"), True),
        (("1", "", "2", "3"), True),
        (("A", "B", "1", "2"), True),
        (("(1)", "(2)", "(3) = (1) + (2)"), True),
        (("4", "5", "6"), True),
        (("1", "2"), False),
        (("1", "2", "4"), False),
        (("3", "2", "1"), False),
        (("A", "B", "1"), False),
        (("A", "B", "C"), False),
        (("1", "2", "Chợ"), False),
        (("1000", "1001", "1002"), False),
        ((), False),
    ],
)
def test_rows_that_number_the_columns(row, numbers):
    assert numbers_columns(row) is numbers


def test_headings_begin_where_most_columns_are_named():
    title = ("DANH SÁCH CAMERA", None, None, None)
    found = find_heading_rows([title, (None,) * 4, ONE, ROW])
    assert [h.text for h in found.headings] == list(ONE)
    assert (found.first_heading_row, found.first_data_row) == (2, 3)


def test_a_row_of_numbers_below_is_passed_over():
    assert find_heading_rows([ONE, ("(1)", "(2)", "(3)", "(4)"), ROW]).first_data_row == 2
    assert find_heading_rows([ONE, ROW, ("(1)", "(2)", "(3)", "(4)")]).first_data_row == 1
    assert find_heading_rows([ONE]).first_data_row == 1


def test_of_headings_on_two_pages_the_first_counts():
    assert find_heading_rows([ONE, ROW, ONE, ROW]).first_heading_row == 0


def test_one_known_heading_is_none():
    assert find_heading_rows([("Tên", "Lạ lùng"), ("Chợ", 1)]) is None
    assert find_heading_rows([]) is None


def test_headings_are_looked_for_in_the_first_rows_only():
    before = [("x", None, None, None)] * SEARCHED_ROWS
    assert find_heading_rows([*before[1:], ONE, ROW]).first_data_row == SEARCHED_ROWS
    assert find_heading_rows([*before, ONE, ROW]) is None


def test_headings_under_headings():
    rows = [
        ("STT", "Tên", "Tọa độ", None, "Ghi chú"),
        (None, None, "Vĩ độ", "Kinh độ", None),
        (1, "Chợ", 17.47, 106.62, None),
    ]
    assert texts(*rows) == ["STT", "Tên", "Tọa độ – Vĩ độ", "Tọa độ – Kinh độ", "Ghi chú"]
    assert find_heading_rows(rows).first_data_row == 2


def test_three_rows_of_headings_and_no_more():
    rows = [
        ("Tên", "Vị trí", None),
        (None, "Tọa độ", None),
        (None, "Vĩ độ", "Kinh độ"),
        ("Chợ", 17.47, 106.62),
    ]
    assert texts(*rows) == ["Tên", "Vị trí – Tọa độ – Vĩ độ", "Vị trí – Tọa độ – Kinh độ"]
    assert find_heading_rows(rows).first_data_row == 3


@pytest.mark.parametrize(
    "row", [(1, "Chợ", 17.47, 106.62), (None, None, "x", None), (None, None, "1.234,5", "2")]
)
def test_values_under_a_wide_heading_are_no_headings(row):
    head = ("STT", "Tên", "Vĩ độ, kinh độ", None)
    assert find_heading_rows([head, row]).first_data_row == 1


def grid(*rows):
    return Grid("Tờ", pd.DataFrame(rows, index=range(1, 1 + len(rows)), dtype=object))


def parts(*rows):
    return [(g.name, g.cells.index.tolist()) for g in tables([grid(*rows)])]


OTHER = ("STT", "Mã đầu ghi", "Loại", "Hãng")


def test_a_table_below_begins_with_its_titles():
    title = ("B. ĐẦU GHI", None, None, None)
    found = parts(ONE, ROW, (None,) * 4, title, title, OTHER, (1, "N1", "NVR", "x"))
    assert found == [("Tờ", [1, 2, 3]), ("Tờ (2)", [4, 5, 6, 7])]


def test_the_same_headings_on_each_page_are_one_table():
    assert parts(ONE, ROW, ONE, ROW) == [("Tờ", [1, 2, 3, 4])]
    found = parts(ONE, ROW, OTHER, ROW, ONE, ROW, OTHER, ROW)
    assert found == [("Tờ", [1, 2]), ("Tờ (2)", [3, 4, 5, 6, 7, 8])]


def test_three_tables():
    third = ("Stt", "Tủ điện", "Ghi chú", None)
    found = parts(ONE, ROW, OTHER, ROW, third, ROW)
    assert found == [("Tờ", [1, 2]), ("Tờ (2)", [3, 4]), ("Tờ (3)", [5, 6])]


def test_titles_above_the_first_table_and_sheets_without_one_stay_whole():
    assert parts(("DANH SÁCH", None, None, None), ONE, ROW) == [("Tờ", [1, 2, 3])]
    assert parts(("a", "b"), ("c", "d")) == [("Tờ", [1, 2])]
    layer = Grid("Lớp", grid(ONE, ROW, OTHER, ROW).cells, headings=ONE)
    assert [g.cells.shape for g in tables([layer])] == [layer.cells.shape]


def test_two_known_headings_are_a_list():
    assert find_heading_rows([("Tên", "Mã camera"), ("Chợ", "C1")]).first_data_row == 1


def test_headings_of_four_rows_are_read_to_the_third():
    rows = [
        ("Tên", "Vị trí", None),
        (None, "Nơi lắp", None),
        (None, "Tọa độ", None),
        (None, "Vĩ độ", "Kinh độ"),
    ]
    assert max(text.count("–") for text in texts(*rows)) == 2


def test_what_stands_under_a_narrow_heading_is_a_row():
    rows = [
        ("Mã", "Vị trí", None, "Tên"),
        (None, "Vĩ độ", "Kinh độ", None),
        (None, None, "chưa đo", "Chợ"),
    ]
    assert find_heading_rows(rows).first_data_row == 2


def test_what_stands_over_a_group_reaches_over_the_headings_right_of_it():
    found = find_heading_rows(
        [
            ("STT", "Vị trí", "Tình trạng camera", "", "", "Ghi chú"),
            ("", "", "Hoạt động", "", "Hỏng", ""),
            ("", "", "Tốt", "Kém", "", ""),
            (1, "Cầu", 1, "", "", ""),
        ]
    )
    assert [heading.text for heading in found.headings] == [
        *("STT", "Vị trí", "Tình trạng camera – Hoạt động – Tốt"),
        *("Tình trạng camera – Hoạt động – Kém", "Tình trạng camera – Hỏng", "Ghi chú"),
    ]
    columns = [heading.column for heading in found.headings]
    assert columns[2:5] == ["count of working", "count of degraded", "count of broken"]


def test_sums_under_money_are_money_and_no_cameras():
    found = find_heading_rows(
        [
            ("TT", "Địa điểm", "Hiện trạng", "", "", "Kinh phí (triệu đồng)", "", ""),
            ("", "", "Số lượng", "Trong đó", "", "Tổng", "Trong đó", ""),
            ("", "", "", "HĐ", "KHĐ", "", "Sửa chữa", "Thay mới"),
            (1, "Cầu", 3, 2, 1, 5, 3, 2),
        ]
    )
    columns = [str(heading.column) for heading in found.headings]
    assert columns[2:5] == ["quantity", "count of working", "count of broken"]
    assert columns[5:] == ["repair_cost_vnd"] * 3
    assert [heading.factor for heading in found.headings[5:]] == [1e6] * 3
