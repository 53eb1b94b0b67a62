"""A list of cameras whose column of places has a heading nobody foresaw."""

import pytest

from gis.ingest.headings.mapping import Mapping
from gis.ingest.importing import read_import
from gis.ingest.sheets import HeadingsError
from tests.registers import communes, workbook

TITLE = ("CAMERA PHƯỜNG ĐỒNG HỚI",)
ROWS = [
    (1, "Ngã tư Bưu điện", "tốt", "Lan"),
    (2, "Chợ Đồng Hới", "hỏng", "Lan"),
    (3, "Cầu Nhật Lệ", "tốt", "Minh"),
]


def read(*rows, **options):
    return read_import(workbook([*rows]), "a.xlsx", communes=communes(), **options)


@pytest.mark.parametrize("heading", ["Chốt", "Cụm dân cư nào", "Đặt chỗ mô", "Mục tiêu bảo vệ"])
def test_the_column_of_different_texts_is_taken_and_told(heading):
    found = read(TITLE, ("STT", heading, "Tình trạng", "Phụ trách"), *ROWS)
    assert found.cameras["address"].tolist() == [row[1] for row in ROWS]
    assert found.sheets[0].likely_place == heading
    assert [f.column for f in found.findings if "“" + heading in f.message] == [heading]


def test_the_column_need_not_follow_the_running_number():
    found = read(
        TITLE,
        ("Tình trạng", "Loại camera", "Chốt"),
        ("tốt", "dome", "Ngã tư Bưu điện"),
        ("hỏng", "dome", "Chợ Đồng Hới"),
    )
    assert found.cameras["address"].tolist() == ["Ngã tư Bưu điện", "Chợ Đồng Hới"]


def test_a_commune_alone_is_no_place():
    headings = ("STT", "Xã, phường", "Chốt", "Tình trạng")
    rows = [(1, "Đồng Hới", "Ngã tư", "tốt"), (2, "Đồng Hới", "Chợ lớn", "hỏng")]
    assert read(TITLE, headings, *rows).cameras["address"].tolist() == ["Ngã tư", "Chợ lớn"]


def test_places_that_have_a_heading_stay():
    found = read(
        TITLE,
        ("STT", "Phụ trách ca", "Vị trí", "Tình trạng"),
        (1, "Lan", "Chợ", "tốt"),
        (2, "Minh", "Cầu", "tốt"),
    )
    assert found.cameras["address"].tolist() == ["Chợ", "Cầu"]
    assert found.sheets[0].likely_place == ""


@pytest.mark.parametrize(
    "rows",
    [
        [(1, "abc", "tốt"), (2, "abc", "tốt"), (3, "abc", "hỏng")],
        [(1, 17, "tốt"), (2, 18, "hỏng"), (3, 19, "hỏng")],
        [(1, "x", "tốt"), (2, "y", "tốt"), (3, "", "tốt")],
    ],
)
def test_what_says_no_place_is_not_taken(rows):
    with pytest.raises(HeadingsError):
        read(TITLE, ("STT", "Lạ", "Tình trạng"), *rows)


def test_a_meaning_people_have_given_is_not_overruled():
    with pytest.raises(HeadingsError):
        read(
            TITLE,
            ("STT", "Chốt", "Tình trạng", "Ai"),
            *ROWS,
            mapping=Mapping(headings={"chot": "", "ai": ""}),
        )


def test_a_sheet_of_choices_beside_a_list_is_no_list():
    choices = [
        ("Loại camera", "Tình trạng", "Diễn giải chung"),
        ("dome", "tốt", "mái vòm tròn"),
        ("thân", "hỏng", "ống dài cố định"),
    ]
    sheets = ([TITLE, ("STT", "Vị trí", "Tình trạng"), (1, "Chợ", "tốt")], choices)
    data = workbook(*sheets, names=("Camera", "Danh mục"))
    found = read_import(data, "a.xlsx", communes=communes())
    assert found.cameras["address"].tolist() == ["Chợ"]


def test_a_second_numbered_list_with_an_odd_heading_is_read_too():
    sheets = (
        [TITLE, ("STT", "Vị trí", "Tình trạng"), (1, "Chợ", "tốt")],
        [TITLE, ("STT", "Chốt", "Tình trạng"), (1, "Cầu Nhật Lệ", "hỏng")],
    )
    data = workbook(*sheets, names=("Camera", "Thêm"))
    found = read_import(data, "a.xlsx", communes=communes())
    assert found.cameras["address"].tolist() == ["Chợ", "Cầu Nhật Lệ"]
