"""What this program exports, handed in again: read back exactly, routed, or named and refused."""

import io
import json

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gis.analysis.run import analyse
from gis.core.errors import FileError
from gis.core.language import use_language
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, conform
from gis.core.spreadsheet import guarded, is_formula, page_title, unguarded
from gis.export.files import encode
from gis.export.layers import camera_layer, layer, plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.ingest.importing import read_import
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import registers, world
from tests.export.every_column import full_cameras

USUAL = ("geojson", "gpkg", "csv", "xlsx")
NEVER = ("footprints", "communes", "demand", "gaps", "ranking")


@pytest.fixture(scope="module")
def analysis():
    units = world.equipment(
        {
            "equipment_id": "R",
            "kind": "recorder",
            "name": "=đầu",
            "status": "broken",
            "cause": "theft",
            "repair_cost_vnd": 1_250_000.0,
            "channels": 16.0,
            "maintained_on": "2025-11-04",
            "origin": "state",
            "payer": "unconfirmed",
        },
        {"equipment_id": "L", "kind": "line", "depends_on": "R"},
    )
    places = world.demand({"shape": "LINESTRING (0 520, 2000 520)", "weight_per_km": 4.0})
    cameras = full_cameras()
    cameras.loc[3, ["lon", "lat"]] = float("nan")
    return analyse(cameras, units, world.communes(), places)


@pytest.fixture(params=["vi", "en"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("vi")


def back(data, name):
    return read_import(data, name, communes=world.communes())


def exported(analysis, name, fmt, *, simulated=False, crs=None):
    table = layer(analysis.of_register(simulated=simulated), name, confidential=True)
    return encode(table, name=name, fmt=fmt, crs=crs)


def assert_alike(found, expected, fmt):
    if fmt == "gpkg":  # its rows stand by the lasting numbers of what they are
        key = expected.columns[0]
        found, expected = (t.sort_values(key, ignore_index=True) for t in (found, expected))
    pd.testing.assert_frame_equal(found, expected, rtol=1e-10)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("fmt", [*USUAL, "fgb", "parquet"])
def test_cameras_come_back_exactly(analysis, fmt):
    found = back(exported(analysis, "cameras", fmt), f"camera.{fmt}")
    assert (found.quarantined, found.simulated) == (0, False)
    assert_alike(found.cameras, conform(analysis.cameras, CAMERA_COLUMNS), fmt)
    assert not [f for f in found.findings if "không đọc" in f.message or "not read" in f.message]


@pytest.mark.parametrize("fmt", ["gpkg", "csv", "xlsx"])
def test_cameras_in_vn2000_come_back_where_they_were(analysis, fmt):
    found = back(exported(analysis, "cameras", fmt, crs="EPSG:9212"), f"camera.{fmt}")
    expected = analysis.cameras[["camera_id", "lon", "lat"]]
    assert_alike(found.cameras[["camera_id", "lon", "lat"]], expected, fmt)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("fmt", USUAL)
def test_equipment_is_routed_as_equipment(analysis, fmt):
    found = back(exported(analysis, "equipment", fmt, simulated=True), f"thiet-bi.{fmt}")
    assert (len(found.cameras), found.quarantined, found.simulated) == (0, 0, True)
    assert_alike(found.equipment, conform(analysis.equipment, EQUIPMENT_COLUMNS), fmt)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("fmt", USUAL)
@pytest.mark.parametrize("name", NEVER)
def test_other_layers_are_refused_as_what_they_are(analysis, name, fmt):
    expected = {
        "footprints": ("vùng quan sát", "footprints"),
        "communes": ("số liệu theo xã", "communes"),
        "demand": ("địa điểm, tuyến cần giám sát", "places and roads"),
        "gaps": ("chưa được giám sát", "nobody sees"),
        "ranking": ("thứ tự phục hồi", "order of repairs"),
    }[name]
    with pytest.raises(FileError, match="|".join(expected)):
        back(exported(analysis, name, fmt), f"lop.{fmt}")


@pytest.mark.usefixtures("language")
def test_plans_are_refused_in_every_shape(analysis):
    todo = work(analysis)
    asked = Request(budgets=request_money([1e12]))
    found = make_plan(analysis, todo, asked)
    table = plan_layer(analysis, todo, found)
    files = {f"plan.{fmt}": encode(table, name="plan", fmt=fmt) for fmt in USUAL}
    files["phuong-an.xlsx"] = plan_workbook(analysis, todo, asked, found)
    for name, data in files.items():
        with pytest.raises(FileError, match=r"phương án phục hồi|plan of repairs"):
            back(data, name)


def test_of_several_layers_in_one_file_the_cameras_are_read(analysis, tmp_path):
    path = tmp_path / "qgis.gpkg"
    for name in ("footprints", "cameras", "equipment"):
        table = layer(analysis.of_register(simulated=True), name, confidential=True)
        table.to_file(path, layer=name)
    found = back(path.read_bytes(), path.name)
    assert (len(found.cameras), len(found.equipment), found.simulated) == (20, 2, True)
    [notice] = [f for f in found.findings if f.sheet == "footprints"]
    assert "vùng quan sát" in notice.message


def test_the_cameras_behind_a_figure_come_back_too(analysis):
    analysis = analysis.of_register(simulated=True)
    table = camera_layer(analysis, analysis.cameras, confidential=True)
    found = back(encode(table, name="broken", fmt="csv"), "broken.csv")
    assert (len(found.cameras), found.simulated) == (20, True)


@pytest.mark.parametrize("word", [True, "True", "TRUE", 1, 1.0, "có", "x", "yes"])
def test_a_mark_of_simulated_data_is_understood_as_programs_write_it(word):
    headings = (*registers.HEADINGS, "simulated")
    row = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng", word)
    found = registers.read(row, headings=headings)
    assert (found.simulated, found.accepted) == (True, 1)


@pytest.mark.parametrize("word", [False, "False", 0, "không", None, ""])
def test_a_list_that_denies_it_or_says_nothing_is_real(word):
    headings = (*registers.HEADINGS, "Dữ liệu mô phỏng")
    row = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng", word)
    assert registers.read(row, headings=headings).simulated is False


def test_simulated_rows_beside_real_ones_are_refused():
    headings = (*registers.HEADINGS, "simulated")
    row = ("Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng")
    with pytest.raises(FileError, match="mô phỏng"):
        registers.read(("C1", *row, True), ("C2", *row, False), headings=headings)


def test_a_list_of_someone_elses_is_no_layer_of_ours():
    headings = ("Code", "Full name", "Area", "Light", "Level", "Latitude", "Longitude")
    found = registers.read(("C1", "Chợ", "x", "đèn", "2", 17.47, 106.62), headings=headings)
    assert (found.accepted, found.simulated) == (1, False)
    assert any("Light" in f.message for f in found.findings)  # not read, and told


@pytest.mark.usefixtures("language")
def test_a_survey_of_simulated_cameras_comes_back_simulated(analysis):
    west = analysis.cameras[analysis.cameras["commune_code"] == "00001"]
    for simulated in (True, False):
        found = back(survey_workbook(west, "Xã West", simulated=simulated), "ra-soat.xlsx")
        assert (found.simulated, len(found.cameras)) == (simulated, len(west))
    # In a commune without cameras every row is one that nobody knew.
    book = load_workbook(io.BytesIO(survey_workbook(west.iloc[:0], "Xã West", simulated=True)))
    book.worksheets[2]["B2"], book.worksheets[2]["C2"] = "Camera mới", "Thôn 1"
    file = io.BytesIO()
    book.save(file)
    found = back(file.getvalue(), "ra-soat.xlsx")
    assert (found.simulated, found.cameras["name"].tolist()) == (True, ["Camera mới"])


def test_the_phone_form_of_simulated_cameras_says_so(analysis):
    book = load_workbook(io.BytesIO(xlsform(analysis.cameras, "Xã West", simulated=True)))
    assert book["settings"]["A2"].value.startswith("DỮ LIỆU MÔ PHỎNG")
    [mark] = [row for row in book["survey"].values if row[1] == "simulated"]
    assert (mark[0], mark[5]) == ("calculate", "'true'")
    headings = (*registers.HEADINGS, "simulated")
    row = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng", "true")
    assert registers.read(row, headings=headings).simulated


def test_edited_points_of_a_layer_win_over_its_columns(analysis):
    collection = json.loads(exported(analysis, "cameras", "geojson"))
    collection["features"][0]["geometry"]["coordinates"] = [106.61, 17.205]
    found = back(json.dumps(collection).encode(), "sua.geojson")
    assert found.cameras.loc[0, ["lon", "lat"]].tolist() == [106.61, 17.205]
    exact = analysis.cameras["lon"].iloc[1]
    assert found.cameras["lon"].iloc[1] == exact != round(exact, 7)


@given(st.text(st.sampled_from("'=+-@\t a1")))
def test_the_guard_of_formulas_comes_off_again(text):
    safe = guarded(text)
    assert not is_formula(safe)
    assert unguarded(safe) == text


@given(st.lists(st.text(max_size=40), max_size=6))
def test_sheets_have_names_that_a_workbook_may_have(names):
    taken = []
    for name in [*names, "a" * 31, "A" * 31, "a" * 40, "''", ""]:
        taken.append(page_title(name, taken))
    assert len({title.casefold() for title in taken}) == len(taken)
    for title in taken:
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\\0")
        assert not title.startswith("'")
        assert not title.endswith("'")


@pytest.mark.parametrize("odd", [["a"], {"b": 1}, "x" * 100_000, None])
def test_odd_values_under_the_mark_say_nothing(odd):
    feature = {
        "type": "Feature",
        "properties": {"camera_id": "A", "simulated": odd},
        "geometry": {"type": "Point", "coordinates": [106.62, 17.47]},
    }
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    found = read_import(data, "a.geojson", communes=registers.communes())
    assert (found.accepted, found.simulated) == (1, False)


def test_a_geojson_without_our_marks_is_a_plain_list():
    points = gpd.points_from_xy([106.62], [17.47])
    table = gpd.GeoDataFrame({"Tên": ["Chợ"]}, geometry=points, crs=4326)
    found = read_import(table.to_json().encode(), "a.geojson", communes=registers.communes())
    assert (found.accepted, found.simulated) == (1, False)
