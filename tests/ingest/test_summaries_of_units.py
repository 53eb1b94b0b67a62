"""Sheets that only count, by commune or line by line, are compared and never imported."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

LIST = [
    ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",),
    ("STT", "Địa chỉ", "Tình trạng"),
    *((1, "Chợ", "tốt"), (2, "Cầu", "hỏng"), (3, "Ga", "tốt")),
]


def read(*sheets):
    names = tuple(f"Tờ {n}" for n, _sheet in enumerate(sheets))
    return read_import(workbook(*sheets, names=names), "a.xlsx", communes=communes())


def warnings(found):
    return [(f.row, f.column) for f in found.findings if f.severity is Severity.WARNING]


@pytest.mark.parametrize("unit", ["Đồng Hới", "Phường Đồng Hới", "phường ĐỒNG HỚI"])
@pytest.mark.parametrize("heading", ["Xã, phường", "Đơn vị", "Địa phương"])
def test_one_line_that_counts_a_commune_is_compared(unit, heading):
    found = read(
        LIST,
        [("Bảng tổng hợp",), (heading, "Tổng số camera", "Hoạt động", "Hỏng"), (unit, 3, 2, 1)],
    )
    assert [str(sheet.role) for sheet in found.sheets] == ["cameras", "summary"]
    assert len(found.cameras) == 3
    assert warnings(found) == []
    assert found.sheets[1].sums["counted"].tolist() == [3, 2, 1]


def test_each_number_that_differs_is_told():
    found = read(LIST, [("Xã, phường", "Số camera", "Hoạt động", "Hỏng"), ("Đồng Hới", 4, 2, 2)])
    assert len(found.cameras) == 3
    assert warnings(found) == [(2, "Số camera"), (2, "Hỏng")]


def test_lines_that_name_what_they_count_are_compared():
    found = read(
        LIST,
        [
            ("STT", "Nội dung", "Số lượng"),
            (1, "Tổng số camera", 3),
            (2, "Đang hoạt động", 2),
            (3, "Số camera hỏng", 2),
        ],
    )
    assert len(found.cameras) == 3
    assert [f.row for f in found.findings if f.severity is Severity.WARNING] == [4]
    assert found.sheets[1].sums["heading"].tolist()[:2] == ["Tổng số camera", "Đang hoạt động"]


def test_a_second_list_that_counts_at_places_is_a_list():
    found = read(LIST, [("STT", "Địa chỉ", "Số camera", "Hỏng"), (1, "Trường", 2, 1)])
    assert len(found.cameras) == 5


def test_counts_by_commune_alone_in_a_file_are_all_it_lists():
    found = read([("Xã, phường", "Số camera", "Hoạt động", "Hỏng"), ("Đồng Hới", 2, 1, 1)])
    assert len(found.cameras) == 2
