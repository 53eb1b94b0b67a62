"""Degrees and metres are told apart row by row; what is odd is told, nothing lies elsewhere."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from gis.communes.boundaries import communes_or_schematic
from gis.communes.location import just_outside
from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, read, workbook

LAT, LON = 17.4681, 106.6217
CASES = Path(__file__).resolve().parents[2] / ".." / "shared" / "cases"
XY = ("Mã camera", "X", "Y")


def on_plane(crs, lon=LON, lat=LAT):
    """North and east by a transformation of the test's own."""
    east, north = Transformer.from_crs(4326, crs, always_xy=True).transform(lon, lat)
    return round(north, 3), round(east, 3)


def places(found):
    return found.cameras[["lat", "lon"]].to_numpy()


def errors(found):
    return [f for f in found.findings if f.severity is Severity.ERROR]


def warnings(found):
    return [f for f in found.findings if f.severity is Severity.WARNING]


def test_degrees_stay_degrees_whatever_was_chosen_for_metres():
    rows = [("C1", *on_plane(9212)), ("C2", LAT, LON), ("C3", LON, LAT)]
    found = read(*rows, headings=XY, crs="EPSG:9212")
    assert (found.accepted, errors(found)) == (3, [])
    assert places(found) == pytest.approx(np.array([[LAT, LON]] * 3), abs=1e-7)
    asked = read(*rows, headings=XY)
    assert asked.cameras["camera_id"].tolist() == ["C2", "C3"]
    assert asked.readings.rows.index.tolist() == [("Danh sách", 2)]


def test_a_sheet_on_a_plane_beside_one_in_degrees():
    book = workbook(
        [XY, ("C1", *on_plane(9211))],
        [("Mã camera", "Vĩ độ", "Kinh độ"), ("C2", LAT, LON)],
        names=("A", "B"),
    )
    found = read_import(book, "a.xlsx", communes=communes(), crs="EPSG:9211")
    assert places(found) == pytest.approx(np.array([[LAT, LON]] * 2), abs=1e-7)


def test_rows_of_another_surveyor_are_returned_with_the_reading_that_fits_them():
    headings = ("Mã camera", "Xã", "X", "Y")
    commune = "Phường Đồng Hới"
    rows = [("C1", commune, *on_plane(9211)), ("C2", commune, *on_plane(9212))]
    wide = communes()
    wide.geometry = [
        shapely.box(106.2, 17.44, 106.6, 17.5),
        shapely.box(106.6, 17.44, 106.65, 17.5),
    ]
    book = workbook([headings, *rows])
    found = read_import(book, "a.xlsx", communes=wide, crs="EPSG:9212")
    assert found.cameras["camera_id"].tolist() == ["C2"]
    assert places(found) == pytest.approx(np.array([[LAT, LON]]), abs=1e-7)
    [error] = errors(found)
    assert "106°00′" in error.suggestion


MERIDIANS = {
    5897: 105,
    9209: 105.5,
    9210: 105.75,
    9211: 106,
    9212: 106.25,
    9213: 106.5,
    9214: 107,
    9215: 107.25,
    9216: 107.5,
    5899: 107.75,
    5898: 108,
}


@pytest.mark.parametrize(("crs", "meridian"), MERIDIANS.items())
def test_every_meridian_is_tried_and_the_stated_commune_tells_it(crs, meridian):
    operation = CRS.from_epsg(crs).coordinate_operation
    assert [p.value for p in operation.params] == [0, meridian, 0.9999, 500_000, 0]
    row = ("C1", "Phường Đồng Hới", *on_plane(crs))
    found = read(row, headings=("Mã camera", "Xã", "X", "Y"))
    fitting = found.readings.table.query("in_stated == 1")["reading"].tolist()
    assert f"EPSG:{crs}" in fitting
    table = found.readings.table.set_index("reading")
    # Readings that lie 26 km away are no tie with the one in the stated commune.
    for other in set(MERIDIANS) - {crs}:
        assert not table.loc[f"EPSG:{other}", "tied"]
    again = read(row, headings=("Mã camera", "Xã", "X", "Y"), crs=f"EPSG:{crs}")
    assert places(again) == pytest.approx(np.array([[LAT, LON]]), abs=1e-7)


def test_the_title_is_evidence_where_rows_state_no_commune():
    rows = [("CAMERA PHƯỜNG ĐỒNG HỚI",), XY, ("C1", *on_plane(9212)), ("C2", *on_plane(9212))]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    assert found.readings.table.query("proposed")["reading"].tolist() == ["EPSG:9212"]
    assert found.readings.table["in_stated"].max() == 2


def test_readings_far_apart_that_fit_alike_leave_nothing_to_propose():
    wide = communes()
    wide.geometry = [shapely.box(105, 16, 105.1, 16.1), shapely.box(105.6, 16.6, 107.6, 18)]
    found = read_import(workbook([XY, ("C1", *on_plane(9212))]), "a.xlsx", communes=wide)
    assert found.readings.undecided
    assert not found.readings.table["proposed"].any()


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (17468100, 106621700),
        ("17.468.100", "106.621.700"),
        ("174.681.000", "1.066.217.000"),
        ("1.746.810.000.000.000", "1.066.217.000.000.000"),
        (1746810, 10662170),
        (17.4681, 106621700),
        ("17468100", "106621700"),
    ],
)
def test_decimal_points_a_spreadsheet_took_out_are_put_back_and_told(lat, lon):
    found = read(("C1", "", "Phường Đồng Hới", lat, lon, ""))
    assert places(found) == pytest.approx(np.array([[LAT, LON]]))
    assert {f.column for f in warnings(found)} >= {"Kinh độ"}
    assert found.readings is None


def test_lost_points_in_one_cell_and_thousands_of_metres():
    found = read(("C1", "17468100, 106621700"), headings=("Mã camera", "Tọa độ"))
    assert places(found) == pytest.approx(np.array([[LAT, LON]]))
    assert len(warnings(found)) == 1
    north, east = (round(half) for half in on_plane(9212))
    grouped = (f"{half:,}".replace(",", ".") for half in (north, east))
    found = read(("C1", *grouped), headings=XY, crs="EPSG:9212")
    assert places(found) == pytest.approx(np.array([[LAT, LON]]), abs=1e-5)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Shape", f"POINT ({LON} {LAT})"),
        ("Cột 7", f"POINT ({LON} {LAT})"),
        ("the_geom", shapely.to_wkb(shapely.Point(LON, LAT), hex=True)),
        ("Link", f"https://www.google.com/maps?q={LAT},{LON}"),
        ("Vị trí", f"{LAT}, {LON}"),
        ("GisPoint", f"{LAT} {LON} 11.2 4.5"),
        ("Địa chỉ", f"Chợ Đồng Hới ({LAT}, {LON})"),
        ("Ghi chú", f"đo lại: {LAT}; {LON}"),
        ("Tên", f"Cổng chợ {LAT}, {LON}"),
    ],
)
def test_positions_are_noticed_under_any_heading(heading, cell):
    found = read(("C1", "Phường Đồng Hới", cell), headings=("Mã camera", "Xã", heading))
    assert places(found) == pytest.approx(np.array([[LAT, LON]]))


def test_a_list_of_which_only_the_positions_are_known():
    data = f"Diem,Vitri\nCam 1,POINT ({LON} {LAT})\nCam 2,POINT ({LON} {LAT})\n".encode()
    assert len(read_import(data, "xuat.csv", communes=communes()).cameras) == 2


def test_a_half_in_each_of_two_columns_headed_alike():
    for row in (("C1", LAT, LON), ("C1", "17,4681 N", "106,6217 E")):
        found = read(row, headings=("Mã camera", "Tọa độ (N)", "Tọa độ (E)"))
        assert places(found) == pytest.approx(np.array([[LAT, LON]]))
    north, east = on_plane(9212)
    found = read(("C1", north, east), headings=("Mã camera", "Tọa độ", "Tọa độ"), crs="EPSG:9212")
    assert places(found) == pytest.approx(np.array([[LAT, LON]]), abs=1e-7)


def test_both_halves_in_one_of_two_columns():
    found = read(("C1", "", "", f"{LAT}, {LON}", None, ""))
    assert places(found) == pytest.approx(np.array([[LAT, LON]]))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("16,9475", "một trong hai"),
        ("https://maps.app.goo.gl/AbC", "rút gọn"),
        ("https://www.google.com/maps/@17.46,106.63,17z", "tâm khung bản đồ"),
        ("F9M7+2X Đồng Hới", "plus code"),
        ("POINT (17.4681 106.6217)", "đảo"),
    ],
)
def test_what_cannot_be_placed_is_returned_with_its_reason(cell, words):
    found = read(("C1", cell), headings=("Mã camera", "Tọa độ"))
    [error] = errors(found)
    assert (found.accepted, words in error.message) == (0, True)


def test_a_position_not_measured_yet_is_as_good_as_empty():
    found = read(("C1", "đang xác định"), ("C2", "chưa đo"), headings=("Mã camera", "Tọa độ"))
    assert (found.accepted, found.not_located) == (2, 2)


def test_one_wrong_digit_that_leads_into_the_stated_commune_is_proposed():
    row = ("C1", "Phường Đồng Hới", "18.4681, 106.6217")
    [error] = errors(read(row, headings=("Mã camera", "Xã", "Tọa độ")))
    assert "17.4681?" in error.suggestion
    [error] = errors(read(("C1", "18.4681, 106.6217"), headings=("Mã camera", "Tọa độ")))
    assert "?" not in error.suggestion


# Of a degree, at 17.47° north: 106,180 m of longitude, 110,680 m of latitude.
@pytest.mark.parametrize(
    ("metres", "stated", "accepted"),
    [
        (2, "", True),
        (80, "", True),
        (90, "Phường Đồng Thuận", True),
        (130, "", False),
        (300, "Phường Đồng Hới", True),
        (300, "Phường Đồng Thuận", False),
        (1200, "Phường Đồng Hới", False),
    ],
)
def test_just_outside_the_coast_or_border(metres, stated, accepted):
    found = read(("C1", "", stated, LAT, 106.65 + metres / 106_180, ""))
    assert found.accepted == accepted
    if accepted:
        assert found.cameras["commune_code"].tolist() == ["18880"]
        assert any(" m" in f.message for f in warnings(found))


def test_nothing_is_near_a_missing_point():
    points = gpd.GeoSeries([None, shapely.Point(106.6505, LAT)], index=[5, 7], crs=4326)
    table = just_outside(points, points.map(lambda _point: []), communes())
    assert table["code"].to_dict() == {5: "", 7: "18880"}
    assert table["away_m"][7] == pytest.approx(0.0005 * 106_180, rel=0.01)


@pytest.fixture
def layer():
    attributes = {"camera_id": ["C1"], "declared_commune": ["Phường Đồng Hới"]}
    return gpd.GeoDataFrame(attributes, geometry=[shapely.Point(LON, LAT)], crs=4326)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("crs", [4326, 4756, 9212, 3405])
def test_a_layer_without_a_system_is_asked_about(tmp_path, layer, crs):
    moved = layer.to_crs(crs)
    moved.set_crs(None, allow_override=True).to_file(path := tmp_path / "a.gpkg")
    found = read_import(path, communes=communes())
    assert (found.accepted, len(found.readings.rows)) == (0, 1)
    assert f"EPSG:{crs}" in found.readings.table.query("tied")["reading"].tolist()
    again = read_import(path, communes=communes(), crs=f"EPSG:{crs}")
    assert places(again) == pytest.approx(np.array([[LAT, LON]]), abs=1e-7)


def test_a_datum_nobody_knows_is_asked_about_and_one_that_is_stated_is_not(tmp_path, layer):
    unknown = CRS.from_proj4("+proj=tmerc +lon_0=106.25 +k=0.9999 +x_0=500000 +ellps=krass")
    north, east = on_plane(9212)
    moved = gpd.GeoDataFrame(
        layer.drop(columns="geometry"), geometry=[shapely.Point(east, north)], crs=unknown
    )
    moved.to_file(path := tmp_path / "a.gpkg")
    found = read_import(path, communes=communes())
    assert found.readings.table.query("proposed")["reading"].tolist() == ["EPSG:9212"]
    layer.to_crs(9212).to_file(path := tmp_path / "b.gpkg")
    found = read_import(path, communes=communes(), crs="EPSG:9211")
    assert places(found) == pytest.approx(np.array([[LAT, LON]]), abs=1e-7)
    assert any("106°00′" in f.message for f in found.findings)  # told that it was not needed


def test_no_message_names_a_switch_or_a_number_of_a_system():
    rows = [("C1", *on_plane(9212)), ("C2", *on_plane(3405))]
    for crs in ("auto", "EPSG:9211"):
        found = read(*rows, headings=XY, crs=crs)
        told = " ".join(f.message + f.suggestion for f in found.findings)
        assert "EPSG" not in told
        assert "--" not in told


# --- the cases people handed in ---------------------------------------------------------------


CASE = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
FOUR = [(17.4681, 106.6217), (17.4632, 106.629), (16.818, 107.095), (16.806, 107.1)]


@pytest.fixture(scope="module")
def province():
    table = communes_or_schematic()
    if table.attrs.get("source") == "schematic":
        pytest.skip("the boundaries are not installed")
    return table


@CASE
@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("07_crs_missing_3405.geojson", 3405),
        ("07_crs_missing_9212.geojson", 9212),
        ("75_wkt_9212.csv", 9212),
        *((f"78_xy_{c}.csv", c) for c in (3405, 5897, 5898, 9211, 9212)),
        ("24_nocrs.gpkg", 4326),
        ("34_noprj.zip", 4326),
        ("80_en_head.csv", 9212),
        *((f"79_EN_{c}.csv", c) for c in (3405, 5897, 9210, 9211, 9212)),
    ],
)
def test_four_cameras_on_every_plane(province, name, crs):
    asked = read_import(CASES / "gis" / name, communes=province)
    assert asked.accepted == 0
    assert f"EPSG:{crs}" in asked.readings.table.query("tied")["reading"].tolist()
    found = read_import(CASES / "gis" / name, communes=province, crs=f"EPSG:{crs}")
    assert places(found) == pytest.approx(np.array(FOUR), abs=5e-6)


@CASE
@pytest.mark.parametrize(
    "name",
    [
        "36_9212.zip",
        "37_esri_custom_prj.zip",
        "73_xy.csv",
        "74_geometry_col.csv",
        "81_kinhdo_vido.csv",
        "93_pair.xlsx",
        "99_overpass.csv",
        "70_wkt_first.csv",
    ],
)
def test_four_cameras_that_say_where_they_are(province, name):
    found = read_import(CASES / "gis" / name, communes=province)
    assert places(found) == pytest.approx(np.array(FOUR), abs=5e-6)


@CASE
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("03_google_place_pin/links.xlsx", 4),
        ("14_lost_decimal_points/a1_lost_point.xlsx", 4),
        ("14_lost_decimal_points/a1_lost_point.csv", 4),
        ("15_wkt_positions/vms_export.csv", 2),
        ("15_wkt_positions/qgis_as_wkt.csv", 2),
        ("15_wkt_positions/pandas_geometry.csv", 2),
        ("15_wkt_positions/position_inside_address.csv", 2),
        ("26_kobo_any_form/four_numbers.csv", 2),
    ],
)
def test_cases_of_the_field(province, name, count):
    found = read_import(CASES / "field" / name, communes=province)
    assert (len(found.cameras), found.not_located) == (count, 0)
    first = found.cameras[["lat", "lon"]].iloc[0].tolist()
    assert first == pytest.approx([17.457437, 106.624335], abs=1e-7)


@CASE
def test_cameras_along_the_coast(province):
    found = read_import(CASES / "gis" / "coast.csv", communes=province)
    assert found.cameras["camera_id"].tolist() == [
        "BIEN-5",
        "BIEN2",
        "BIEN10",
        "BIEN30",
        "BIEN80",
        "BIEN300",
    ]
    assert set(found.cameras["commune_code"]) == {"19496"}
    assert len(warnings(found)) == 5
