"""Directions as offices write them: fractions, turning cameras, a word and a number apart."""

import numpy as np
import pytest

from gis.ingest.importing import read_import
from tests.registers import communes, workbook

PLACE = ("Mã camera", "Vĩ độ", "Kinh độ")
AT = (17.47, 106.62)


def read(*rows, headings=("Hướng", "Ghi chú")):
    table = [(*PLACE, *headings), *((f"C{n}", *AT, *row) for n, row in enumerate(rows, 1))]
    return read_import(workbook(table), "a.xlsx", communes=communes())


@pytest.mark.parametrize("text", ["hướng Bắc, 180°", "180°, Bắc", "Bắc; 180", "B / 180 độ"])
def test_a_word_and_a_number_are_one_camera_even_when_they_disagree(text):
    found = read((text, None))
    assert found.cameras["azimuth_deg"].tolist() == [180]
    [warning] = [f for f in found.findings if f.column == "Hướng"]
    assert text in warning.message


@pytest.mark.parametrize(
    "text", ["4 phía", "1/4 Đông", "3/4 Tây Nam", "quay 360", "xoay 360 độ", "PTZ 360°", "3 phía"]
)
def test_what_is_no_direction_is_told_and_stays_in_the_note(text):
    found = read((text, "cổng chợ"))
    assert found.cameras["azimuth_deg"].isna().tolist() == [True]
    assert text in found.cameras["note"].iloc[0]
    assert [f for f in found.findings if f.column == "Hướng" and text in f.message]


def test_a_camera_that_turns_all_round_is_a_ptz():
    assert read(("quay 360", None)).cameras["kind"].tolist() == ["ptz"]


@pytest.mark.parametrize(
    ("note", "azimuth"),
    [
        ("hướng nhìn về phía Tây Bắc", 315),
        ("camera nhìn ra phía Nam", 180),
        ("quay về hướng Đông", 90),
        ("nhà phía Bắc chợ", np.nan),
        ("bị lệch hướng Bắc", np.nan),
        ("phía Đông Hà", np.nan),
    ],
)
def test_a_note_says_where_a_camera_looks(note, azimuth):
    np.testing.assert_equal(read((None, note)).cameras["azimuth_deg"].tolist(), [azimuth])


def test_a_row_that_its_directions_make_several_cameras_is_told():
    found = read(("Đông, Đông Nam", None), ("Bắc", None))
    assert found.cameras["azimuth_deg"].tolist() == [90, 135, 0]
    [notice] = [f for f in found.findings if f.column == "Hướng"]
    assert "Đông, Đông Nam" in notice.message


def test_two_cameras_stated_as_two_need_not_be_told():
    found = read((2, "Đông và Tây"), headings=("Số lượng", "Hướng"))
    assert len(found.cameras) == 2
    assert not [f for f in found.findings if f.column == "Hướng"]
