"""Every layer of an empty, a bare and a full register in every format, read by others' readers."""

import csv
import io
import json
import sqlite3
from collections import Counter
from html.parser import HTMLParser
from itertools import product

import geopandas as gpd
import numpy as np
import pytest
import shapely
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from gis.core import choices
from gis.export.files import encode
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.export.schema import SCHEMAS, feature_ids, feature_numbers
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.mapserver.cameras import MapTables
from gis.mapserver.offline_html import map_html
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.export.every_column import PLAN, table_of

ALL = (*LAYERS, PLAN)


@pytest.fixture(scope="module")
def tables(registers):
    return {(r, name): table_of(a, name) for (r, a), name in product(registers.items(), ALL)}


def as_file(tables, register, name, fmt):
    return encode(tables[register, name], name=name, fmt=fmt)


CASES = list(product(("empty", "bare", "full"), ALL))


def test_the_full_register_fills_every_layer(tables):
    assert [name for name in ALL if not len(tables["full", name])] == []


@pytest.mark.parametrize(("register", "name"), CASES)
def test_geojson_is_strict_and_by_rfc_7946(tables, register, name):
    text = as_file(tables, register, name, "geojson").decode("utf-8")
    found = json.loads(text, parse_constant=pytest.fail)  # NaN and Infinity are no JSON
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert len(found["features"]) == len(tables[register, name])
    columns = set(SCHEMAS[name].names)
    ids = feature_ids(tables[register, name], SCHEMAS[name]).tolist()
    assert [feature["id"] for feature in found["features"]] == ids
    for feature in found["features"]:
        assert set(feature["properties"]) == columns
        assert feature["properties"]["simulated"] is True
        shape = feature["geometry"]
        if shape is not None:
            assert shape["type"] == SCHEMAS[name].geometry
            geometry = shapely.geometry.shape(shape)
            assert geometry.is_valid
            assert not geometry.is_empty
            parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
            assert all(part.exterior.is_ccw for part in parts)


def read_geopackage(data, tmp_path, name):
    """Read a GeoPackage with SQLite alone: types, kind of geometry, rows."""
    path = tmp_path / "layer.gpkg"
    path.write_bytes(data)
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        named = connection.execute("SELECT table_name FROM gpkg_contents").fetchall()
        assert set(named) == {(name,), ("layer_styles",)}
        # 1.2, the newest that GDAL 3.4 and QGIS 3.22 open without a warning.
        assert connection.execute("PRAGMA user_version").fetchone() == (10200,)
        kinds = connection.execute(
            "SELECT geometry_type_name, srs_id FROM gpkg_geometry_columns"
        ).fetchall()
        [(kind, srs)] = kinds or [("", 4326)]
        types = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        shape = "geom" if kinds else "NULL"
        numbers, shapes = [], []
        for number, blob in connection.execute(f'SELECT fid, {shape} FROM "{name}" ORDER BY fid'):
            numbers.append(number)
            shapes.append(blob[8 + {0: 0, 1: 32}[blob[3] >> 1 & 7] :] if blob else None)
    finally:
        connection.close()
    return types, kind, srs, shapely.from_wkb(shapes), numbers


@pytest.mark.parametrize("name", ALL)
def test_a_geopackage_has_the_same_types_whatever_its_rows(tables, tmp_path, name):
    read = {
        register: read_geopackage(as_file(tables, register, name, "gpkg"), tmp_path, name)
        for register in ("empty", "bare", "full")
    }
    types, kind, srs, shapes, numbers = read["full"]
    assert (kind, srs) == (SCHEMAS[name].geometry.upper(), 4326)
    ids = feature_ids(tables["full", name], SCHEMAS[name])
    assert numbers == sorted(feature_numbers(ids))
    there = shapes[~shapely.is_missing(shapes)]
    assert shapely.is_valid(there).all()
    for other in ("empty", "bare"):
        assert read[other][:2] == (types, kind), other
        assert len(read[other][3]) == len(tables[other, name])


@pytest.mark.parametrize(("register", "name"), CASES)
def test_csv_has_all_rows_and_no_words_for_nothing(tables, register, name):
    content = as_file(tables, register, name, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    table = tables[register, name]
    assert head == [c for c in table if c != "geometry"]
    assert len(rows) == len(table)
    cells = [cell for row in rows for cell in row]
    assert not {"nan", "NaN", "None", "inf", "-inf", "NaT", "<NA>"} & set(cells)
    for cell in cells:
        assert not cell.startswith(("=", "+", "@"))
        assert not cell.startswith("-") or float(cell) < 0


def check_workbook(data, titles_above=0):
    """Check what spreadsheets insist on; return the first sheet's headings and rows."""
    book = load_workbook(io.BytesIO(data))
    names = [name.casefold() for name in book.sheetnames]
    assert len(set(names)) == len(names)
    for page in book:
        assert 0 < len(page.title) <= 31
        assert not set(page.title) & set("[]:*?/\\")
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.value not in ("None", "nan", "NaN", "inf", "True", "False")
                assert len(str(cell.value).encode("utf-16-le")) // 2 <= 32_767
    page = book.worksheets[0]
    rows = [list(row) for row in page.iter_rows(min_row=titles_above + 1, values_only=True)]
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as other:
        assert other.sheet_names == book.sheetnames
        assert len(other.get_sheet_by_index(0).to_python(skip_empty_area=False)) == page.max_row
    assert all(rows[0])
    assert len(set(rows[0])) == len(rows[0])
    return rows[0], rows[1:]


@pytest.mark.parametrize(("register", "name"), CASES)
def test_excel_takes_every_workbook(tables, register, name):
    heads, rows = check_workbook(as_file(tables, register, name, "xlsx"))
    table = tables[register, name]
    assert len(rows) == len(table)
    at = heads.index("Dữ liệu mô phỏng")
    assert {row[at] for row in rows} <= {"có"}
    page = load_workbook(io.BytesIO(as_file(tables, register, name, "xlsx"))).worksheets[0]
    assert page.freeze_panes == "A2"
    assert all(5 < column.width <= 60 for column in page.column_dimensions.values())


def test_excel_speaks_to_an_officer(tables):
    data = as_file(tables, "full", "cameras", "xlsx")
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    heads = [cell.value for cell in page[1]]
    third = dict(zip(heads, page[4], strict=True))  # C2: the third of every list of choices
    assert third["Trạng thái trong danh mục"].value == "hư hỏng"
    assert third["Bộ phận hỏng"].value == "đường truyền"
    assert third["Nguyên nhân"].value == "mất cắp, phá hoại"
    assert third["Chi phí sửa chữa (đồng)"].value == 333_336
    assert third["Chi phí sửa chữa (đồng)"].number_format == "#,##0"
    assert third["Ngày rà soát"].is_date
    assert third["Ngày rà soát"].number_format == "dd/mm/yyyy"
    assert f"{third['Ngày rà soát'].value:%Y-%m-%d}" == "2025-11-03"
    assert third["Mất hình do thiết bị dùng chung"].value == "không"
    stored = {
        str(value) for of in (choices.Status, choices.Cause, choices.Availability) for value in of
    }
    assert not stored & {cell.value for row in page.iter_rows() for cell in row}


def test_what_a_column_is_called_depends_on_what_the_rows_are(tables):
    expected = {"cameras": "Loại camera", "equipment": "Loại thiết bị", "communes": "Loại đơn vị"}
    for name, heading in expected.items():
        heads, _rows = check_workbook(as_file(tables, "full", name, "xlsx"))
        assert [head for head in heads if head.startswith("Loại ")] == [heading]


@pytest.mark.parametrize("register", ["empty", "bare", "full"])
def test_the_other_workbooks_are_sound_and_marked(registers, register):
    analysis = registers[register]
    todo = work(analysis)
    asked = Request(budgets=request_money([1e12]))
    found = make_plan(analysis, todo, asked)
    data = plan_workbook(analysis.of_register(simulated=True), todo, asked, found)
    titles = [row[0] for row in load_workbook(io.BytesIO(data)).worksheets[0].values]
    assert titles[1] == "Dữ liệu mô phỏng"
    assert "đã gồm thuế GTGT" in titles[7]
    heads, rows = check_workbook(data, titles_above=9)
    assert heads[:2] == ["STT", "Mã"]
    assert len(rows) == len(found.lines) + 1
    for simulated in (True, False):
        survey = survey_workbook(analysis.cameras, "Xã West", simulated=simulated)
        form = xlsform(analysis.cameras, "Xã West", simulated=simulated)
        for data in (survey, form):
            book = load_workbook(io.BytesIO(data))
            texts = [str(v) for page in book for row in page.values for v in row if v is not None]
            assert any("MÔ PHỎNG" in text for text in texts) is simulated
            CalamineWorkbook.from_filelike(io.BytesIO(data)).close()


def test_the_plan_of_a_bare_list_has_its_columns_and_no_place_on_the_map(tables):
    """Nothing broken has a position or direction, as in most first lists: it counts for itself."""
    for name in ("ranking", PLAN):
        for register, lines in (("empty", 0), ("bare", 1)):
            table = tables[register, name]
            assert len(table) == lines
            assert table.geometry.isna().all()
            assert list(table.columns) == list(tables["full", name].columns)
            assert (table.dtypes == tables["full", name].dtypes).all()


def test_a_plan_without_money_is_an_empty_layer_and_a_workbook_of_its_total(registers):
    analysis = registers["full"]
    todo = work(analysis)
    asked = Request(budgets=request_money([0.0]))
    found = make_plan(analysis, todo, asked)
    table = plan_layer(analysis.of_register(simulated=True), todo, found)
    assert len(table) == 0
    for fmt in FORMATS:
        assert encode(table, name="plan", fmt=fmt) or fmt == "geojsonl"
    data = plan_workbook(analysis.of_register(simulated=True), todo, asked, found)
    heads, [total] = check_workbook(data, titles_above=9)
    assert dict(zip(heads, total, strict=True))["Chi phí (đồng)"] == 0


def test_shapes_below_the_precision_leave_their_rows(tmp_path):
    """A sliver of some millimetres, and a bow that rounding would make cross itself."""
    sliver = shapely.box(106.6, 17.2, 106.60000002, 17.3)
    bow = shapely.Polygon([(0, 0), (1e-6, 0), (1e-6, 1e-6), (4e-8, 4.1e-8), (0, 1e-6)])
    bow = shapely.transform(bow, lambda xy: np.add(xy, (106.6, 17.2)))
    rows = {"camera_id": ["a", "b", "c"]}
    table = gpd.GeoDataFrame(rows, geometry=[sliver, bow, None], crs=4326)
    for fmt in ("geojson", "gpkg"):
        path = tmp_path / f"footprints.{fmt}"
        path.write_bytes(encode(table, name="footprints", fmt=fmt))
        back = gpd.read_file(path, layer="footprints")
        back = back.sort_values("camera_id")  # a GeoPackage's rows stand by their numbers
        assert back["camera_id"].tolist() == ["a", "b", "c"]
        assert back.geom_type.fillna("").tolist() == ["", "MultiPolygon", ""]
        assert back.geometry.iloc[1].is_valid
    line = gpd.GeoDataFrame(
        {"demand_id": ["d"]},
        crs=4326,
        geometry=[shapely.LineString([(106.6, 17.2), (106.60000001, 17.2)])],
    )
    back = json.loads(encode(line, name="demand_roads", fmt="geojson"))
    assert [f["geometry"] for f in back["features"]] == [None]


def test_what_is_too_long_for_a_cell_is_said(tables):
    coast = shapely.Point(106.6, 17.2).buffer(0.1, quad_segs=1000)
    table = gpd.GeoDataFrame(
        {"code": ["00001"], "name": ["x\x0b\ufffe" * 20_000]}, geometry=[coast], crs=4326
    )
    heads, [row] = check_workbook(encode(table, name="communes", fmt="xlsx"))
    told = dict(zip(heads, row, strict=True))
    assert "GeoPackage" in told["Hình (WKT)"]
    assert told["Tên"] == "x" * 20_000
    table["name"] = "🎥" * 20_000
    heads, [row] = check_workbook(encode(table, name="communes", fmt="xlsx"))
    assert dict(zip(heads, row, strict=True))["Tên"].endswith("quá dài đối với một ô)")


@pytest.mark.parametrize("register", ["empty", "bare", "full"])
def test_the_map_is_one_whole_page(registers, register):
    content = map_html(MapTables(registers[register].of_register(simulated=True))).decode("utf-8")
    seen = Counter()
    page = HTMLParser()
    page.handle_starttag = lambda tag, _attributes: seen.update([tag])
    page.handle_endtag = lambda tag: seen.subtract([tag])
    page.feed(content)
    assert {tag for tag in ("html", "head", "body", "script", "style", "div") if seen[tag]} == set()


def test_formats_are_these():
    usual = {"geojson", "gpkg", "csv", "xlsx"}
    assert set(FORMATS) == usual | {
        *("geojsonl", "fgb", "parquet", "kml", "kmz", "shp", "dxf", "wkt", "pmtiles", "mbtiles"),
        "qgis",
    }
