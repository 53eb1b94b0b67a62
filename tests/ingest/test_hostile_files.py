"""Files that crashed or froze the import: each is read, or refused in words, at once."""

import io
import json
import sqlite3
import time
import zipfile

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from openpyxl import Workbook

from gis.core.archives import SHAPEFILE_PARTS
from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.core.numbers import read_amount, read_number
from gis.ingest.directions.bearings import read_bearings, read_looks, read_remark
from gis.ingest.formats import kml, legacy_text
from gis.ingest.formats.far_cells import near_cells
from gis.ingest.formats.file_limits import MAX_LETTERS, MAX_SHEETS
from gis.ingest.formats.grid import Grid
from gis.ingest.importing import read_import
from gis.ingest.positions.coordinates import read_angle, read_pair
from gis.ingest.privacy import without_private
from gis.ingest.sheets import find_sheets
from tests.registers import AT_DONG_HOI, HEADINGS, communes, workbook

LAT, LON = AT_DONG_HOI
ROW = ("C1", "Cổng chợ", "", LAT, LON, "hỏng")
FOR_EVER = (
    "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
    "SELECT n AS fid, n AS camera_id, 'x' AS name FROM r"
)


def imported(data, name):
    return read_import(data, name, communes=communes())


def warnings(found):
    return [f.message for f in found.findings if f.severity is Severity.WARNING]


def comma_separated(*rows):
    lines = [",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
    return "\n".join(lines).encode()


def features(*properties):
    point = {"type": "Point", "coordinates": [LON, LAT]}
    told = [{"type": "Feature", "properties": p, "geometry": point} for p in properties]
    return json.dumps({"type": "FeatureCollection", "features": told}).encode()


def without(data, part):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return file.getvalue()


def layer():
    point = [shapely.Point(LON, LAT)]
    return gpd.GeoDataFrame({"camera_id": ["C1"], "name": ["Chợ"]}, geometry=point, crs=4326)


def shapefile(tmp_path, prj=None):
    layer().to_file(tmp_path / "a.shp")
    parts = {ending: (tmp_path / f"a{ending}").read_bytes() for ending in SHAPEFILE_PARTS}
    return parts | ({".prj": prj} if prj is not None else {})


def packed(parts, count=1):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for place in range(count):
            for ending, content in parts.items():
                archive.writestr(f"a{place}{ending}", content)
    return file.getvalue()


def test_one_filled_sheet_and_one_of_headings_only():
    headings = (*HEADINGS, "Số lượng", "Hoạt động")
    data = workbook([headings, (*ROW, 3, 1)], [headings], names=("Đã có", "Chưa có"))
    found = imported(data, "a.xlsx")
    assert len(found.cameras) == 3
    assert found.cameras["status"].tolist() == ["working", "broken", "broken"]


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_workbook_without_one_of_its_parts(part):
    with pytest.raises(FileError, match=r"a\.xlsx"):
        imported(without(workbook([HEADINGS, ROW]), part), "a.xlsx")


def node(place):
    tags = '<tag k="man_made" v="surveillance"/><tag k="name" v="Chợ"/>'
    return f'<osm version="0.6"><node id="1" version="1" {place}>{tags}</node></osm>'.encode()


def test_a_node_without_coordinates_is_not_located():
    found = imported(node(""), "a.osm")
    assert (found.accepted, found.not_located) == (1, 1)


def test_a_node_beyond_the_pole_comes_back():
    found = imported(node('lat="999" lon="106"'), "a.osm")
    assert (found.accepted, found.quarantined) == (0, 1)


@pytest.mark.parametrize("prj", [b"A" * 5_000_000, b"GEOGCS[" * 200_000, b"\xff\xfe\0"])
def test_a_wild_statement_of_the_coordinate_system(tmp_path, prj):
    try:
        found = imported(packed(shapefile(tmp_path, prj)), "a.zip")
    except FileError as error:
        assert "a.zip" in str(error)  # noqa: PT017
    else:  # asked about, as any layer without a coordinate system
        assert found.accepted == 0


@pytest.mark.parametrize("place", range(len(HEADINGS)))
@pytest.mark.parametrize("cell", ["9" * 5000, "-" + "9" * 400, "1e999", "9" * 30])
def test_endless_digits_in_any_cell(place, cell):
    row = [*ROW[:place], cell, *ROW[place + 1 :]]
    found = imported(comma_separated(row), "a.csv")
    assert found.rows == 1
    assert all(len(f.message) < 1600 for f in found.findings)


def test_lists_and_objects_as_values():
    properties = {"camera_id": ["C1"], "status": ["hỏng"], "note": {"a": 1}, "azimuth_deg": [90]}
    found = imported(features(properties, {"camera_id": "C2", "name": [1, 2]}), "a.geojson")
    assert found.cameras["camera_id"].tolist() == ["C1", "C2"]
    assert found.cameras["status"].tolist()[0] == "broken"
    assert found.cameras["azimuth_deg"].tolist()[0] == 90
    assert found.cameras["name"].tolist()[1] == "1; 2"
    assert json.loads(found.cameras["note"].tolist()[0]) == {"a": 1}


def test_half_a_character_and_a_number_beyond_all_bounds():
    tags = {"man_made": "surveillance", "name": "Ch\ud83d", "description": 10**400}
    at = {"type": "node", "id": 1, "lat": LAT, "lon": 10**400}
    data = json.dumps({"elements": [at | {"tags": tags}]}).encode()
    found = imported(data, "a.json")
    assert found.rows == 1
    found.cameras.to_csv().encode("utf-8")


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_and_told():
    found = imported(comma_separated((*ROW[:1], "a" * 100_000, *ROW[2:])), "a.csv")
    assert len(found.cameras["name"].tolist()[0]) == MAX_LETTERS
    assert any("32.767" in message for message in warnings(found))


@pytest.mark.parametrize("far", ["IV199999", "XFD1048576", "B199990", "AZ1"])
def test_a_cell_far_from_the_list_is_left_out_and_told(far):
    book = Workbook()
    for row in (HEADINGS, ROW):
        book.active.append(row)
    book.active[far] = "x"
    file = io.BytesIO()
    book.save(file)
    start = time.process_time()
    found = imported(file.getvalue(), "a.xlsx")
    assert time.process_time() - start < 3
    assert found.cameras["camera_id"].tolist() == ["C1"]
    assert any(far in message for message in warnings(found))


def test_a_list_that_goes_on_below_and_beside_a_gap_is_read():
    book = Workbook()
    for row in (HEADINGS, ROW):
        book.active.append(row)
    for column, cell in enumerate(("C2", *ROW[1:]), 1):
        book.active.cell(900, column, cell)
    book.active.cell(1, 30, "Ghi chú")
    book.active.cell(900, 30, "cũ")
    file = io.BytesIO()
    book.save(file)
    found = imported(file.getvalue(), "a.xlsx")
    assert found.cameras["camera_id"].tolist() == ["C1", "C2"]
    assert found.cameras["note"].tolist() == ["", "cũ"]


def test_a_list_without_end_is_refused():
    content = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (i, i) for i in range(1, 300_000)
    )
    with pytest.raises(FileError, match=r"a\.xlsx"):
        near_cells(content, "a.xlsx")


def test_only_the_first_sheets_are_read():
    count = MAX_SHEETS + 5
    sheets = [[HEADINGS, (f"C{place}", *ROW[1:])] for place in range(count)]
    found = imported(workbook(*sheets, names=tuple(map(str, range(count)))), "a.xlsx")
    assert found.rows == MAX_SHEETS
    assert any("105" in message for message in warnings(found))


def test_an_archive_of_too_many_shapefiles_is_refused_at_once(tmp_path):
    with pytest.raises(FileError, match="100"):
        imported(packed(shapefile(tmp_path), 2000), "a.zip")


def geopackage(path, *statements):
    pyogrio.write_dataframe(layer(), path, layer="camera")
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    return path.read_bytes()


LISTED = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
    "VALUES ('v', 'attributes', 'v', 0)"
)


@pytest.mark.parametrize(
    "more", [(), (LISTED,), ("CREATE TRIGGER t AFTER INSERT ON camera BEGIN SELECT 1 FROM v; END",)]
)
def test_a_view_is_no_layer(tmp_path, more):
    found = imported(geopackage(tmp_path / "a.gpkg", FOR_EVER, *more), "a.gpkg")
    assert found.cameras["camera_id"].tolist() == ["C1"]


def test_a_geopackage_whose_list_of_layers_is_a_view(tmp_path):
    turned = FOR_EVER.replace("VIEW v", "VIEW gpkg_contents")
    data = geopackage(tmp_path / "a.gpkg", "DROP TABLE gpkg_contents", turned)
    with pytest.raises(FileError, match=r"a\.gpkg"):
        imported(data, "a.gpkg")


def test_a_line_of_a_million_separators():
    for sign in ",;\t|":
        data = comma_separated(ROW) + b"\n" + sign.encode() * 1_000_000
        try:
            imported(data, "a.csv")
        except FileError as error:
            assert "a.csv" in str(error)  # noqa: PT017


def private(text):
    grid = Grid("a", workbook_cells(text), headings=("camera_id", "address", "note"))
    [sheet], _others = find_sheets([grid], "a")
    return without_private(sheet)


def workbook_cells(text):
    return pd.DataFrame([["C1", "Chợ", text]], index=[1], dtype=object)


def description(text):
    mark = f"<Placemark><description><![CDATA[{text}]]></description></Placemark>"
    return kml.read_kml(f"<kml>{mark}</kml>".encode(), "a.kml")


def sheet_xml(text):
    return near_cells(f'<row r="999999">{text}'.encode(), "a")


def quietly(work, text):
    try:
        return work(text)
    except (ValueError, FileError):
        return None


# What each reader does, and the texts that would make a careless pattern look again and again.
UNITS = (
    "a",
    "1",
    "1.",
    "1,",
    " ",
    "(",
    "<",
    "<c ",
    ":",
    "a://",
    "a@",
    "tk ",
    "x ",
    "1 ",
    "é1",
    "ngày ",
    "e",
    "0 ",
    "B",
    "°",
    "/",
    "1-",
    "và ",
)
READERS = {
    "private": private,
    "number": read_number,
    "amount": read_amount,
    "bearings": read_bearings,
    "looks": read_looks,
    "remark": read_remark,
    "angle": read_angle,
    "pair": read_pair,
    "kml": description,
    "syllables": legacy_text.count_syllables.__wrapped__,
    "cells": sheet_xml,
}
SHORT, TURNS = 1_500, 3


def fastest(work, text):
    times = []
    for _turn in range(TURNS):
        start = time.process_time()
        quietly(work, text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_length_of_a_text(reader):
    """Twice the text three times over, each at most 2.2 times the time; a square would be 64."""
    for unit in UNITS:
        text = "é1" + unit * (SHORT // len(unit)) + "!x"
        longer = "é1" + unit * (8 * SHORT // len(unit)) + "!x"
        short = fastest(READERS[reader], text)
        assert fastest(READERS[reader], longer) < 2.2**3 * max(short, 1e-3), unit
