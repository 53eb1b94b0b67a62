"""What a section says of the rows below it: their commune, their place, who paid for them."""

import pandas as pd
import pytest

from gis.ingest.headings.headers import Heading
from gis.ingest.sections import divided
from gis.ingest.sheets import Sheet, SheetRole


def sheet(sections, columns=("name",), cells=None, **more):
    headings = tuple(Heading(column, column, 1.0) for column in columns)
    index = range(5, 5 + len(sections))
    rows = cells or [[f"Camera {i}"] for i in index]
    below = pd.Series(sections, index, dtype=str)
    return Sheet("Tờ", headings, pd.DataFrame(rows, index, dtype=object), sections=below, **more)


def said(text):
    """Return the columns a section of this text gives to its row, with what it says."""
    found = divided(sheet([text]))
    return {found.headings[i].column: found.cells.loc[5, i] for i in range(1, len(found.headings))}


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("I. Xã Gio Mỹ", "declared_commune", "Xã Gio Mỹ"),
        ("Phường Đồng Hới", "declared_commune", "Phường Đồng Hới"),
        ("Địa bàn phường Đồng Hới", "declared_commune", "Địa bàn phường Đồng Hới"),
        ("A) TT Hồ Xá", "declared_commune", "TT Hồ Xá"),
        ("P. Đông Lễ", "declared_commune", "P. Đông Lễ"),
        ("2/ Thôn An Lạc", "address", "Thôn An Lạc"),
        ("iv - Quốc lộ 9", "address", "Quốc lộ 9"),
        ("Khu phố 3", "address", "Khu phố 3"),
        ("III: Xã hội hóa", "origin", "Xã hội hóa"),
        ("Ngân sách nhà nước", "origin", "Ngân sách nhà nước"),
    ],
)
def test_what_a_section_speaks_of(text, column, value):
    assert said(text) == {column: value}


@pytest.mark.parametrize("text", ["", "Camera mới", "Danh sách 2025", "Thônx 1"])
def test_other_texts_are_left_alone(text):
    given = sheet([text])
    assert divided(given) is given


def test_only_the_rows_that_say_nothing_are_filled():
    rows = [["A", None], ["B", "Xã Gio Linh"], ["C", None]]
    sections = ["I. Xã Gio Mỹ", "I. Xã Gio Mỹ", "Camera mới"]
    given = sheet(sections, ("name", "declared_commune"), rows)
    found = divided(given)
    assert found.cells[1].tolist() == ["Xã Gio Mỹ", "Xã Gio Linh", None]
    assert len(found.headings) == 2
    assert given.cells[1].tolist() == [None, "Xã Gio Linh", None]


def test_a_part_of_an_address_is_added_to_the_address():
    given = sheet(["Thôn 1", "Thôn 2", ""], ("address",), [["Số 5"], [None], ["Số 7"]])
    found = divided(given)
    assert found.column("address").tolist() == ["Số 5, Thôn 1", "Thôn 2", "Số 7"]


def test_sections_of_several_kinds_fill_a_column_each():
    found = divided(sheet(["Xã Gio Mỹ", "Thôn 2", "Ngân sách nhà nước"]))
    table = {h.column: found.cells[i].tolist() for i, h in enumerate(found.headings)}
    assert table["declared_commune"] == ["Xã Gio Mỹ", None, None]
    assert table["address"] == [None, "Thôn 2", None]
    assert table["origin"] == [None, None, "Ngân sách nhà nước"]


def test_lists_of_equipment_are_not_divided():
    given = sheet(["Xã Gio Mỹ"], role=SheetRole.EQUIPMENT)
    assert divided(given) is given


def test_a_row_that_states_its_commune_in_either_column_is_left_alone():
    columns = ("declared_commune", "declared_commune")
    found = divided(sheet(["Xã Gio Mỹ"], columns, [[None, "Xã Gio Linh"]]))
    assert found.cells.loc[5].tolist() == [None, "Xã Gio Linh"]
