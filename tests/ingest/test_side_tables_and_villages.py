"""Tables side by side on one sheet, and sheets that count the cameras of a list by village."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook


def read(*sheets, names=("DS",)):
    return read_import(workbook(*sheets, names=names), "a.xlsx", communes=communes())


def warnings(found):
    return [(f.sheet, f.row, f.column) for f in found.findings if f.severity is Severity.WARNING]


RUN = ("STT", "Vị trí", "Tình trạng")


def beside(*, runs=2, blanks=1, above=(), left=0):
    """Write `runs` tables of two rows, `blanks` columns apart, after `left` blank columns."""
    heads = [(*RUN, *[None] * blanks)] * runs
    rows = [
        [
            (line + 2 * n, f"Chợ {line + 2 * n}", "hỏng" if n else "tốt", *[None] * blanks)
            for n in range(runs)
        ]
        for line in (1, 2)
    ]
    wide = [sum(parts, (None,) * left) for parts in (heads, *rows)]
    return [*above, *wide]


@pytest.mark.parametrize("runs", [2, 3])
@pytest.mark.parametrize("blanks", [0, 1, 2])
@pytest.mark.parametrize("left", [0, 1])
def test_tables_side_by_side_are_read_one_below_the_other(runs, blanks, left):
    found = read(beside(runs=runs, blanks=blanks, left=left))
    names = ["Chợ 1", "Chợ 2", "Chợ 3", "Chợ 4", "Chợ 5", "Chợ 6"][: 2 * runs]
    assert found.cameras["address"].tolist() == names
    assert found.cameras["status"].tolist() == ["working"] * 2 + ["broken"] * (2 * runs - 2)


def test_a_title_stands_above_all_the_tables():
    found = read(beside(above=[("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",), ()]))
    assert [sheet.title for sheet in found.sheets] == ["DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI"] * 2
    assert len(found.cameras) == 4


def test_findings_name_the_row_of_the_file():
    rows = [
        (*RUN, "Ngày lắp đặt") * 2,
        (1, "Chợ", "tốt", "1/2/2020", 2, "Ga", "tốt", "1/2/2020"),
        (3, "Cầu", "tốt", "1/2/2020", 4, "Bến", "tốt", "hôm kia"),
    ]
    found = read(rows)
    assert found.cameras["address"].tolist() == ["Chợ", "Cầu", "Ga", "Bến"]
    assert {f.row for f in found.findings if f.column == "Ngày lắp đặt"} == {3}


def test_groups_that_repeat_counts_are_one_table():
    found = read(
        [
            ("STT", "Vị trí", "Camera thân", None, "Camera quay", None),
            (None, None, "Số lượng", "Hỏng", "Số lượng", "Hỏng"),
            (1, "Chợ", 2, 1, 1, 0),
        ]
    )
    assert [sheet.name for sheet in found.sheets] == ["DS"]


def test_places_repeated_under_groups_beside_other_columns_are_one_table():
    found = read(
        [
            ("STT", "Tình trạng", "Điểm đầu", None, "Điểm cuối", None),
            (None, None, "Vị trí", "Ghi chú", "Vị trí", "Ghi chú"),
            (1, "tốt", "Chợ", "a", "Ga", "b"),
            (2, "hỏng", "Cầu", "c", "Bến", "d"),
        ]
    )
    assert [sheet.name for sheet in found.sheets] == ["DS"]
    assert len(found.cameras) == 2


VILLAGES = ("An Mỹ", "Tân Bích", "Kinh Môn")
LIST = [
    ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",),
    ("STT", "Địa chỉ", "Tình trạng"),
    *(
        (n + 1, f"Điểm {n + 1}, thôn {VILLAGES[n % 3]}", "hỏng" if n > 4 else "tốt")
        for n in range(8)
    ),
]
COUNTS = [
    ("Thôn", "Tổng số", "Hoạt động", "Hỏng"),
    ("An Mỹ", 3, 2, 1),
    ("Tân Bích", 3, 2, 1),
    ("Kinh Môn", 2, 1, 1),
]


@pytest.mark.parametrize("name", ["Tổng hợp", "Thống kê", "Báo cáo", "Bảng cân đối", "Sheet2"])
def test_counts_by_village_are_compared_with_the_list(name):
    found = read(LIST, COUNTS, names=("Camera", name))
    assert [str(sheet.role) for sheet in found.sheets] == ["cameras", "summary"]
    assert len(found.cameras) == 8
    assert found.sheets[1].sums["counted"].tolist() == [3, 2, 1, 3, 2, 1, 2, 1, 1]
    assert warnings(found) == []


def test_the_summary_may_come_first_and_its_villages_be_called_so():
    counts = [
        COUNTS[0],
        *((f"Thôn {name}", *rest) for name, *rest in COUNTS[1:]),
        ("Cộng", 8, 5, 3),
    ]
    found = read(counts, LIST, names=("Tổng hợp", "Camera"))
    assert [str(sheet.role) for sheet in found.sheets] == ["summary", "cameras"]
    assert len(found.cameras) == 8
    assert warnings(found) == []


def test_numbers_by_village_that_differ_are_told():
    counts = [*COUNTS[:2], ("Tân Bích", 3, 3, 0), COUNTS[3]]
    found = read(LIST, counts, names=("Camera", "Sheet2"))
    assert len(found.cameras) == 8
    assert warnings(found) == [("Sheet2", 3, "Hoạt động"), ("Sheet2", 3, "Hỏng")]


def test_a_village_that_the_list_does_not_name_differs():
    counts = [*COUNTS, ("Cù Bai", 2, 2, 0)]
    found = read(LIST, counts, names=("Camera", "Tổng hợp"))
    assert len(found.cameras) == 8
    assert warnings(found) == [("Tổng hợp", 5, "Tổng số"), ("Tổng hợp", 5, "Hoạt động")]


def test_numbered_villages_are_told_apart():
    places = ("thôn 1", "thôn 10", "Thôn 1", "khu phố 2", "Số 1, KP 2")
    rows = [("STT", "Địa chỉ", "Tình trạng"), *((n, p, "tốt") for n, p in enumerate(places, 1))]
    counts = [("Thôn, khu phố", "Số camera"), ("Thôn 1", 2), ("Thôn 10", 1), ("Khu phố 2", 2)]
    found = read(rows, counts, names=("Camera", "Tổng hợp"))
    assert len(found.cameras) == 5
    assert found.sheets[1].sums["counted"].tolist() == [2, 1, 2]


def test_counts_by_village_alone_are_all_the_file_lists():
    assert len(read(COUNTS, names=("Tổng hợp",)).cameras) == 8


def test_counts_of_other_villages_on_a_sheet_of_no_such_name_are_cameras():
    counts = [("Thôn", "Số camera", "Hỏng"), ("Cù Bai", 2, 1), ("Tà Rùng", 1, 0)]
    assert len(read(LIST, counts, names=("Camera", "Sheet2")).cameras) == 11


def test_counts_at_villages_with_a_kind_are_cameras():
    counts = [("Thôn", "Loại camera", "Số lượng"), ("An Mỹ", "thân", 2)]
    assert len(read(LIST, counts, names=("Camera", "Tổng hợp")).cameras) == 10
