"""Counts with a reason beside them, codes a list explains itself, and sums in a sentence."""

import pytest

from gis.core.findings import Severity
from gis.ingest.cells import read_resolution
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

TITLE = ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",)


def read(*rows):
    return read_import(workbook([TITLE, *rows]), "a.xlsx", communes=communes())


def warned(found):
    return [f for f in found.findings if f.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("cell", "part", "cause", "note"),
    [
        ("1 - chập điện", "power", "", ""),
        ("1; mất nguồn", "power", "", ""),
        ("01 cái (bị sét đánh)", "", "weather", ""),
        ("1 do mất trộm", "camera", "theft", ""),
        ("1; mối ăn hộp kỹ thuật", "", "", "mối ăn hộp kỹ thuật"),
    ],
)
def test_a_count_with_a_reason_is_both(cell, part, cause, note):
    found = read(("STT", "Địa điểm", "Tốt", "Hư hỏng"), (1, "Chợ", 2, cell), (2, "Cầu", 1, None))
    assert found.cameras["status"].tolist() == ["working", "working", "broken", "working"]
    broken = found.cameras.iloc[2]
    assert (broken["cause"], broken["note"]) == (cause, note)
    assert broken["fault_part"] == part or cause
    assert (found.cameras["fault_part"].iloc[[0, 1, 3]] == "").all()
    assert warned(found) == []


@pytest.mark.parametrize(
    "legend",
    [
        "Tình trạng: 1 - hoạt động; 2 - hỏng; 3 - tạm ngừng",
        "Ghi chú: 1 – hoạt động tốt; 2 – hư hỏng; 3 – tạm dừng",
        "(1: hoạt động, 2: hỏng, 3: tạm ngừng)",
        "1 là hoạt động; 2 là hỏng; 3 là tạm ngừng",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_codes_are_read_by_the_legend(legend, above):
    rows = [("STT", "Vị trí", "Tình trạng"), *((1, "Chợ", 1), (2, "Cầu", 2), (3, "Ga", "3"))]
    if above:
        found = read((legend,), *rows)
    else:
        found = read(*rows, (), ("Ghi chú: " + legend.removeprefix("Ghi chú: "),))
    assert found.cameras["status"].tolist() == ["working", "broken", "suspended"]


def test_letters_and_kinds_have_legends_too():
    found = read(
        ("Loại: T - thân; B - bán cầu; Q - quay quét",),
        ("STT", "Vị trí", "Loại"),
        (1, "Chợ", "T"),
        (2, "Cầu", "Q"),
        (3, "Ga", "b"),
    )
    assert found.cameras["kind"].tolist() == ["fixed", "ptz", "dome"]


def test_a_title_with_numbers_explains_nothing():
    found = read(("Từ 1 - 5/2026: 3 camera hỏng",), ("STT", "Vị trí", "Tình trạng"), (1, "A", "1"))
    assert found.cameras["status"].tolist() == ["unknown"]


@pytest.mark.parametrize("label", ["Cộng: 4 camera", "Cộng 4 mắt", "Tổng: 4 camera"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_sum_in_a_sentence_is_no_camera_and_is_compared(label, place):
    total = ("", label) if place else (label, "")
    found = read(("STT", "Vị trí"), (1, "Chợ"), (2, "Cầu"), (3, "Ga"), total)
    assert len(found.cameras) == 3
    assert [f.row for f in warned(found)] == [6]


def test_the_sum_of_a_section_is_that_of_its_rows():
    found = read(
        ("STT", "Vị trí", "Ghi chú"),
        ("I", "Thôn An", ""),
        (1, "Chợ", ""),
        (2, "Cầu", ""),
        ("", "Cộng: 2 camera", ""),
        ("II", "Thôn Bắc", ""),
        (1, "Ga", ""),
        ("", "Cộng: 1 camera", ""),
        ("", "Tổng: 3 camera, trong đó 3 chưa rà soát", ""),
    )
    assert len(found.cameras) == 3
    assert warned(found) == []


def test_a_gate_with_cameras_is_no_sum():
    found = read(("STT", "Vị trí"), (1, "Chợ"), (2, "Cầu"), ("", "Cổng: 4 camera"))
    assert len(found.cameras) == 3


@pytest.mark.parametrize("cell", ["2.0 Megapixel", "2 megapixels", "2 Mpx", "2 mega pixel", "2MP"])
def test_megapixels_are_written_in_full_too(cell):
    assert read_resolution(cell) == (1920, 1080)
