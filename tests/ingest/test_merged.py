"""Cells merged over several rows: the same pole, or only the same village."""

import io

from openpyxl import Workbook

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes

HEADINGS = ("STT", "Vị trí", "Tên camera", "Vĩ độ", "Kinh độ", "Tình trạng")


def read(rows, merged):
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return read_import(file.getvalue(), "a.xlsx", communes=communes())


def test_a_merged_position_over_one_place_is_one_pole():
    found = read(
        [
            (1, "Cầu", "C1", 17.46, 106.62, "tốt"),
            (2, None, "C2", None, None, "tốt"),
            (3, None, "C3", None, None, "hỏng"),
            (4, "Chợ", "C4", 17.47, 106.63, "tốt"),
        ],
        ["B2:B4", "D2:D4", "E2:E4"],
    )
    assert found.cameras["lat"].tolist() == [17.46, 17.46, 17.46, 17.47]
    assert found.cameras["site_id"].nunique() == 2


def test_a_merged_position_is_never_of_rows_that_name_another_place():
    found = read(
        [
            (1, "Cầu", "C1", 17.46, 106.62, "tốt"),
            (2, "Trường", "C2", None, None, "tốt"),
            (3, None, "C3", None, None, "hỏng"),
        ],
        ["D2:D4", "E2:E4", "B3:B4"],
    )
    assert found.cameras["lat"].notna().tolist() == [True, False, False]
    assert [f.row for f in found.findings if f.severity is Severity.WARNING] == [3, 4]


def test_a_place_merged_over_rows_does_not_give_its_position():
    found = read(
        [
            (1, "Cầu", "C1", 17.46, 106.62, "tốt"),
            (2, None, "C2", None, None, "tốt"),
            (3, None, "C3", 17.461, 106.621, "hỏng"),
        ],
        ["B2:B4"],
    )
    assert found.cameras["lat"].notna().tolist() == [True, False, True]


def test_a_village_is_no_pole():
    found = read(
        [
            (1, "Thôn An Mỹ", "Cổng chào", 17.46, 106.62, "tốt"),
            (2, None, "Nhà văn hóa", 17.465, 106.625, "tốt"),
            (3, "Tuyến QL1A", "Cầu", 17.47, 106.63, "tốt"),
            (4, None, "Ngã tư", 17.475, 106.635, "tốt"),
        ],
        ["B2:B3", "B4:B5"],
    )
    assert set(found.cameras["site_id"]) == {""}
    assert found.cameras["address"].tolist() == ["Thôn An Mỹ"] * 2 + ["Tuyến QL1A"] * 2


def test_cameras_below_one_merged_place_stand_at_its_position():
    found = read(
        [
            (1, "Ngã tư Sòng", None, 17.47, 106.62, "tốt"),
            (None, None, None, None, None, "hỏng"),
            (2, "Cầu Đuồi", None, 17.475, 106.625, "tốt"),
        ],
        ["A2:A3", "B2:B3"],
    )
    assert found.cameras["lat"].tolist() == [17.47, 17.47, 17.475]
    assert found.cameras["status"].tolist() == ["working", "broken", "working"]
    assert found.cameras["site_id"].iloc[0] == found.cameras["site_id"].iloc[1] != ""


def test_a_merged_village_gives_no_position():
    rows = [
        (1, "Thôn An Mỹ", "Cổng chợ", 17.47, 106.62, "tốt"),
        (2, None, "Trường", None, None, "hỏng"),
    ]
    assert read(rows, ["B2:B3"]).cameras["lat"].isna().tolist() == [False, True]
