"""Which rows are totals, sections and signatures, and what totals are compared with."""

import pandas as pd
import pytest

from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, Heading
from gis.ingest.rows import listed_rows
from gis.ingest.sheets import Sheet, SheetRole

COLUMNS = {
    "STT": Role.ORDINAL,
    "Tên": "name",
    "Số lượng": Role.QUANTITY,
    "Hỏng": f"{COUNT_OF}broken",
    "Kinh phí": "repair_cost_vnd",
}


def sheet(*rows, columns=COLUMNS, **more):
    headings = tuple(Heading(text, column, 1.0) for text, column in columns.items())
    cells = pd.DataFrame(rows, index=range(4, 4 + len(rows)), dtype=object)
    return Sheet("Tờ", headings, cells, **more)


def listed(*rows, **more):
    [found], findings = listed_rows([sheet(*rows, **more)], "a.xlsx")
    return found, findings


def left_out(found):
    return found.left_out["reason"].to_dict()


def sums(found):
    return found.sums.to_numpy().tolist()


def test_each_number_of_a_total_is_compared():
    found, findings = listed(
        (1, "Chợ", 2, 1, 1e6), (2, "Cầu", 3, None, 2e6), (None, "Tổng cộng", 5, 2, 3_000_001)
    )
    assert found.cells[1].tolist() == ["Chợ", "Cầu"]
    assert left_out(found) == {6: "total"}
    assert found.left_out["text"].tolist() == ["Tổng cộng · 5 · 2 · 3000001"]
    assert sums(found) == [
        [6, "Số lượng", 5, 5],
        [6, "Hỏng", 2, 1],
        [6, "Kinh phí", 3_000_001, 3_000_000],
    ]
    notice, one = findings  # a đồng in three million is rounding
    assert (notice.row, notice.severity, "6" in notice.message) == (0, Severity.NOTICE, True)
    assert (one.sheet, one.row, one.column, one.severity) == ("Tờ", 6, "Hỏng", Severity.WARNING)
    assert "2" in one.message
    assert "1" in one.message


def test_a_tick_counts_all_cameras_of_its_row_and_what_cannot_be_read_nothing():
    found, findings = listed(
        (1, "Chợ", 4, "x", None), (2, "Cầu", "nhiều", 1, None), (None, "Cộng", 4, 5, None)
    )
    assert sums(found) == [[6, "Số lượng", 4, 4], [6, "Hỏng", 5, 5]]
    assert len(findings) == 1


def test_a_tick_without_a_quantity_is_one():
    columns = {"STT": Role.ORDINAL, "Tên": "name", "Hỏng": f"{COUNT_OF}broken"}
    rows = [(1, "Chợ", "x"), (2, "Cầu", "x"), (3, "Ngã ba", None), (None, "Cộng", 2)]
    assert sums(listed(*rows, columns=columns)[0]) == [[7, "Hỏng", 2, 2]]


PARTS = [(1, "Chợ", 2), (2, "Cầu", 3), (None, "Cộng I", 5), (3, "Ngã ba", 4), (None, "Cộng II", 4)]
SHORT = {name: COLUMNS[name] for name in ("STT", "Tên", "Số lượng")}


@pytest.mark.parametrize(
    ("last", "stated", "counted"),
    [
        ("Tổng cộng", 9, 9),
        ("Tổng", 9, 9),
        ("Tổng cộng toàn xã", 9, 9),
        ("Tổng cộng (I+II)", 9, 9),
        ("Luỹ kế", 9, 9),
        ("Tổng cộng", 8, 9),
        ("Cộng", 9, 9),
    ],
)
def test_totals_of_parts_and_of_the_whole(last, stated, counted):
    found, findings = listed(*PARTS, (None, last, stated), columns=SHORT)
    assert [row[2:] for row in sums(found)] == [[5, 5], [4, 4], [stated, counted]]
    assert len(findings) == 1 + (stated != counted)


def test_a_total_of_a_part_is_told_from_its_own_rows():
    found, findings = listed(*PARTS[:4], (None, "Cộng II", 6), columns=SHORT)
    assert sums(found)[1] == [8, "Số lượng", 6, 4]
    assert len(findings) == 2


def test_a_total_that_counts_on_from_the_beginning_agrees_too():
    found, findings = listed(*PARTS[:4], (None, "Cộng II", 9), columns=SHORT)
    assert sums(found)[1] == [8, "Số lượng", 9, 9]
    assert len(findings) == 1


def test_sums_beside_sections_are_of_the_rows_below_them():
    rows = [
        ("I", "Thôn An Lạc", 5),
        (1, "Chợ", 2),
        (2, "Cầu", 3),
        ("II", "Thôn Hạ", 7),
        (1, "Ngã ba", 4),
        (2, "Trường học", 2),
    ]
    found, findings = listed(*rows, columns=SHORT)
    assert left_out(found) == {4: "section", 7: "section"}
    assert found.sections.tolist() == ["Thôn An Lạc"] * 2 + ["Thôn Hạ"] * 2
    assert sums(found) == [[4, "Số lượng", 5, 5], [7, "Số lượng", 7, 6]]
    assert [f.row for f in findings] == [0, 7]


def test_without_a_total_nothing_is_summed():
    found, findings = listed((1, "Chợ", 2), (2, "Cầu", 3), columns=SHORT)
    assert (sums(found), findings, found.left_out.empty) == ([], [], True)
    assert found.cells.index.tolist() == [4, 5]


def test_a_total_that_states_nothing_is_left_out_in_silence():
    found, findings = listed((1, "Chợ", 2), (None, "Tổng cộng", None), columns=SHORT)
    assert (sums(found), left_out(found)) == ([], {5: "total"})
    assert [f.severity for f in findings] == [Severity.NOTICE]


def test_numbers_alone_below_a_list_are_a_total_and_a_single_one_is_not():
    rows = [(1, "Chợ", 2), (2, "Cầu", 3)]
    assert left_out(listed(*rows, (None, None, 5), columns=SHORT)[0]) == {6: "total"}
    assert left_out(listed(*rows, (None, None, 2), columns=SHORT)[0]) == {6: "total"}
    assert left_out(listed(*rows, (None, None, 1), columns=SHORT)[0]) == {}
    assert left_out(listed(*rows, (3, None, 5), columns=SHORT)[0]) == {}


@pytest.mark.parametrize(
    "foot",
    [
        "Người lập biểu",
        "TM. UBND XÃ",
        "Ngày 5 tháng 6 năm 2025",
        "Ghi chú: x là hỏng",
        "* hỏng",
        "Trang 2/3",
        "Chủ tịch",
    ],
)
def test_what_closes_a_list_is_no_camera(foot):
    found, _findings = listed((1, "Chợ", 2), (None, foot, None), columns=SHORT)
    assert left_out(found) == {5: "foot"}
    found, _findings = listed((1, "Chợ", 2), (foot, None, None), columns=SHORT)
    assert left_out(found) == {5: "foot"}
    found, _findings = listed((1, "Chợ", 2), (2, foot, 1), columns=SHORT)
    assert left_out(found) == {}


def test_below_a_signature_all_is_foot_until_a_numbered_row():
    rows = [(1, "Chợ", 2), (None, "Người lập", None), (None, "Nguyễn Văn A", None), (2, "Cầu", 1)]
    found, _findings = listed(*rows, (None, "Trần B", None), columns=SHORT)
    assert left_out(found)[5] == left_out(found)[6] == "foot"
    assert found.cells[1].tolist()[:2] == ["Chợ", "Cầu"]


def test_blank_rows_go_without_a_word():
    found, findings = listed((1, "Chợ", 2), (None, None, None), (2, "Cầu", 3), columns=SHORT)
    assert found.cells.index.tolist() == [4, 6]
    assert (findings, left_out(found)) == ([], {})


def test_repeated_headings_are_left_out():
    found, _findings = listed((1, "Chợ", 2), ("STT", "Tên", "Số lượng"), (2, "C", 3), columns=SHORT)
    assert left_out(found) == {5: "heading"}
    found, _findings = listed((1, "Chợ", 2), ("(1)", "(2)", "(3)"), (2, "C", 3), columns=SHORT)
    assert left_out(found) == {5: "heading"}


def test_every_row_of_a_layer_is_a_camera():
    rows = [(1, "Tổng cộng", 2), (None, "Người lập", None), (None, None, None)]
    found, _findings = listed(*rows, columns=SHORT, layer=True)
    assert found.cells.index.tolist() == [4, 5]


def test_a_file_without_a_row_is_refused_by_its_name():
    for rows in ([(None, "Người lập", None)], [(None, None, None)]):
        with pytest.raises(FileError, match=r"a\.xlsx"):
            listed_rows([sheet(*rows, columns=SHORT)], "a.xlsx")
    both = [sheet((None, None, None), columns=SHORT), sheet((1, "Chợ", 1), columns=SHORT)]
    assert [len(s.cells) for s in listed_rows(both, "a.xlsx")[0]] == [0, 1]


CONTINUED = {"STT": Role.ORDINAL, "Tên": "name", "Mã": "camera_id", "Tình trạng": "status"}


def test_rows_without_a_place_continue_the_one_above():
    rows = [(1, "Chợ", "A", "tốt"), (None, None, "B", None), (2, "Cầu", "C", None)]
    found, _findings = listed(*rows, columns=CONTINUED)
    assert found.places.tolist() == [4, 4, 6]
    assert found.cells.to_numpy().tolist() == [
        [1, "Chợ", "A", "tốt"],
        [None, "Chợ", "B", None],
        [2, "Cầu", "C", None],
    ]


def test_rows_of_equipment_continue_nothing():
    rows = [(1, "Chợ", "A", "tốt"), (None, None, "B", None)]
    found, _findings = listed(*rows, columns=CONTINUED, role=SheetRole.EQUIPMENT)
    assert found.places.tolist() == [4, 5]
    assert found.cells.loc[5, 1] is None


def test_a_numbered_row_continues_nothing_and_a_first_row_has_none_above():
    for rows in (
        [(1, "Chợ", "A", "x"), (2, None, "B", "x")],
        [(None, None, "A", "x"), (2, "C", "B", "x")],
    ):
        found, _findings = listed(*rows, columns=CONTINUED)
        assert found.places.tolist() == [4, 5]


def test_one_merged_cell_of_a_place_is_one_place():
    rows = [(1, "Chợ", "A", "x"), (2, "Chợ", "B", "x"), (3, "Chợ", "C", "x"), (4, "Chợ", "D", "x")]
    found, _findings = listed(*rows, columns=CONTINUED, merged=((4, 5, 1), (6, 7, 3)))
    assert found.places.tolist() == [4, 4, 6, 7]


WIDE = {
    "STT": Role.ORDINAL,
    "Tên": "name",
    "Tình trạng": "status",
    "Ghi chú": "note",
    "Hãng": "vendor",
    "Mã": "camera_id",
}
THREE = {"STT": Role.ORDINAL, "Tên": "name", "Tình trạng": "status"}
CAMERA = (1, "Chợ", "tốt", "mới", "Hik", "C1")


@pytest.mark.parametrize(
    ("row", "foot"),
    [
        ((None, "Người lập biểu", "Kế toán", "Chủ tịch", None, None), True),
        ((None, "Người lập biểu", "tốt", "mới", "Hik", None), False),
        ((None, "Gio Mỹ", "Người lập biểu", None, None, None), True),
        ((None, "Gio Mỹ", "tốt", None, None, None), False),
        ((None, "Người lập biểu", None, None, None, "số 7"), True),
        ((None, "Gio Mỹ", "Người lập biểu", None, None, "C2"), False),
    ],
)
def test_signatures_side_by_side(row, foot):
    found, _findings = listed(CAMERA, row, columns=WIDE)
    assert left_out(found) == ({5: "foot"} if foot else {})


def test_a_row_is_the_headings_again_where_most_of_it_is():
    same = ("STT", "Tên", "Tình trạng", None, None, None)
    camera = (2, "Tên", "Tình trạng", "mới", "Hik", "C2")
    found, _findings = listed(CAMERA, same, camera, columns=WIDE)
    assert left_out(found) == {5: "heading"}


def test_lines_numbered_below_a_line_are_headed_by_it():
    rows = [("1", "Thôn An", None), ("1.1", "Chợ", 2), ("1.2", "Cầu", 3)]
    found, _findings = listed(*rows, columns=SHORT)
    assert left_out(found) == {4: "section"}
    assert found.sections.tolist() == ["Thôn An", "Thôn An"]
    rows = [("1", "Đình", "tốt"), ("1.1", "Chợ", "tốt")]
    found, _findings = listed(*rows, columns=THREE)
    assert left_out(found) == {}


def test_a_name_in_the_column_of_numbers_heads_the_rows_below():
    rows = [("Thôn An", None, None), (1, "Chợ", "tốt"), ("Kho", "Cầu", "tốt")]
    found, _findings = listed(*rows, columns=THREE)
    assert left_out(found) == {4: "section"}
    assert found.sections.tolist() == ["Thôn An", "Thôn An"]


def test_capitals_alone_head_a_list_without_numbers():
    rows = [
        (None, "GIO MỸ", None, None, None, None),
        (None, "Chợ", "tốt", "mới", "Hik", "C1"),
        (None, "Cầu", "tốt", "mới", "Hik", "C2"),
    ]
    found, _findings = listed(*rows, columns=WIDE)
    assert left_out(found) == {4: "section"}


def test_a_name_merged_over_the_sheet_heads_the_rows_below():
    rows = [(None, "Gio Mỹ", None, None, None, None), CAMERA, (2, *CAMERA[1:])]
    found, _findings = listed(*rows, columns=WIDE, spans=((4, 1, 5),))
    assert left_out(found) == {4: "section"}
