"""Texts that would run or disguise themselves: from a file through the page into every export."""

import csv
import io
import json
from html.parser import HTMLParser

import geopandas as gpd
import pytest
from openpyxl import Workbook, load_workbook

from gis.analysis.run import analyse
from gis.core.errors import FileError
from gis.demand.layers import no_demand as no_places
from gis.export.files import encode
from gis.export.layers import layer
from gis.ingest.importing import quarantine_workbook, read_import
from gis.mapserver.cameras import MapTables
from gis.mapserver.offline_html import map_html
from tests.registers import AT_DONG_HOI, HEADINGS, communes

LAT, LON = AT_DONG_HOI
# What a cell says, and the name that is to be read from it.
NAMES = {
    "=cmd|' /C calc'!A0": "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example","Chợ")': '=HYPERLINK("http://x.example","Chợ")',
    "+84|x": "+84|x",
    "@SUM(1)*cmd": "@SUM(1)*cmd",
    "-2+3+cmd|'x'!A": "-2+3+cmd|'x'!A",
    "\t=1+1": "=1+1",
    "\u202eợhC\u202c Đông": "ợhC Đông",
    "Ch\u0007ợ \u0000Hôm\u001b": "Chợ Hôm",
    "\u2066Cầu\u2069 \u200fsố 1\x7f": "Cầu số 1",
    "</script><script>window.x=1</script>": "</script><script>window.x=1</script>",
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
}


def listed():
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    for place, name in enumerate(NAMES):
        writer.writerow((f"C{place}", name, "", LAT + place / 1000, LON, "hỏng"))
    return file.getvalue().encode()


@pytest.fixture(scope="module")
def found():
    return read_import(listed(), "a.csv", communes=communes())


@pytest.fixture(scope="module")
def exported(found):
    areas = communes().assign(population=float("nan"))
    analysis = analyse(found.cameras, found.equipment, areas, no_places())
    table = layer(analysis, "cameras")
    files = {
        fmt: encode(table, name="cameras", fmt=fmt) for fmt in ("csv", "xlsx", "geojson", "gpkg")
    }
    return files | {"html": map_html(MapTables(analysis))}


def test_a_stray_control_character_spoils_no_list(found):
    assert found.accepted == len(NAMES)
    assert found.cameras["name"].tolist() == list(NAMES.values())


def test_in_csv_no_cell_begins_a_formula_and_all_come_back(exported):
    text = exported["csv"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    begins = [c for c in cells if c.startswith(("=", "+", "@", "-2+"))]
    assert begins == []
    again = read_import(exported["csv"], "a.csv", communes=communes())
    assert sorted(again.cameras["name"]) == sorted(NAMES.values())


def test_in_a_workbook_they_are_texts(exported):
    cells = [cell for row in load_workbook(io.BytesIO(exported["xlsx"])).active for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert set(NAMES.values()) <= {cell.value for cell in cells}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@")))


def test_layers_hold_them_as_they_are(exported, tmp_path):
    told = json.loads(exported["geojson"])["features"]
    assert sorted(each["properties"]["name"] for each in told) == sorted(NAMES.values())
    (tmp_path / "a.gpkg").write_bytes(exported["gpkg"])
    assert sorted(gpd.read_file(tmp_path / "a.gpkg", layer="cameras")["name"]) == sorted(
        NAMES.values()
    )


def test_the_map_to_take_along_runs_none_of_them(exported):
    tags = []
    page = HTMLParser()
    page.handle_starttag = lambda tag, _attributes: tags.append(tag)
    page.feed(exported["html"].decode("utf-8"))
    assert "img" not in tags
    assert b"<script>window.x" not in exported["html"]


def test_a_formula_in_a_workbook_is_told_and_goes_nowhere():
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append(("C1", "=cmd|' /C calc'!A0", "", LAT, LON, "hỏng"))
    book.active.append(("=1+1", "Chợ", "", "=2+2", LON, "hỏng"))
    file = io.BytesIO()
    book.save(file)
    found = read_import(file.getvalue(), "a.xlsx", communes=communes())
    assert found.cameras["name"].tolist() == [""]
    told = [(f.row, f.message) for f in found.findings if "=" in f.message]
    assert any("calc" in message for row, message in told if row == 2)
    rows = load_workbook(io.BytesIO(quarantine_workbook(found))).active
    cells = [cell for row in rows for cell in row]
    assert "=2+2" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_bytes_that_are_no_text_are_still_refused():
    with pytest.raises(FileError, match=r"a\.csv"):
        read_import(b"Ma,Ten\n" + bytes(range(1, 32)) * 50, "a.csv", communes=communes())


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(code):
    text = "Mã camera;Tên;Vĩ độ;Kinh độ\nC1;Chợ Đông Hà;17,47;106,62\n"
    found = read_import(text.encode(code), "a.csv", communes=communes())
    assert found.cameras["name"].tolist() == ["Chợ Đông Hà"]
