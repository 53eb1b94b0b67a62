"""A state of some of a row's cameras, and numbers of cameras to come."""

import pytest

from gis.ingest.headings.headers import name_columns
from tests.registers import HEADINGS, read

ROW = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62)


@pytest.mark.parametrize("state", ["Hỏng 1/3 mắt", "1/3 mắt hỏng", "Hỏng 01/03 camera"])
def test_one_of_three_is_broken(state):
    found = read((*ROW, state, 3), headings=(*HEADINGS, "Số lượng"))
    assert sorted(found.cameras["status"]) == ["broken", "working", "working"]


@pytest.mark.parametrize(
    "heading", ["Số lượng dự kiến", "Số camera đề xuất lắp", "Số lượng kế hoạch", "Nhu cầu camera"]
)
def test_a_number_of_cameras_to_come_is_no_quantity(heading):
    assert name_columns((heading,)).headings[0].column == ""
