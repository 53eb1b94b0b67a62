"""A search on the map finds roads, places, equipment, districts, and positions in any notation."""

import pytest

from gis.analysis.run import analyse
from gis.core.crs import WGS84, transformer
from gis.mapserver.cameras import MapTables
from gis.mapserver.search import MAX_HITS, search
from tests import world

ON_ROAD, OFF_ROAD = (500, 500), (1500, 500)


@pytest.fixture(scope="module")
def tables():
    codes = {"00001": "18880", "00002": "19333"}
    communes = world.communes()
    communes = communes.assign(
        code=communes["code"].map(codes), full_name=["Phường Đồng Hới", "Phường X"]
    )
    cameras = world.cameras(
        {"camera_id": "A", "name": "Chợ Ga", "xy": ON_ROAD, "depends_on": "R1"},
        {"camera_id": "B", "name": "Bến xe", "xy": OFF_ROAD, "depends_on": "R1"},
    )
    places = world.demand(
        {"shape": "POINT (500 400)", "weight": 1, "name": "Chợ Ga Mới", "category": "market"},
        {"shape": "LINESTRING (0 0, 400 0)", "category": "road_national", "name": "Quốc lộ 1"},
        {"shape": "LINESTRING (400 0, 900 0)", "category": "road_national", "name": "Quốc lộ 1"},
    )
    recorder = world.equipment({"equipment_id": "R1", "kind": "recorder", "name": "Đầu ghi ga"})
    return MapTables(analyse(cameras, recorder, communes, places))


def one(tables, text):
    [hit] = search(tables, text)
    return hit


def test_a_road_is_found_once_as_long_as_it_is(tables):
    hit = one(tables, "quoc lo 1")
    (west, south), (east, _north) = world.degrees([(0, 0), (900, 0)])
    assert hit["label"] == "Quốc lộ 1"
    assert hit["bounds"][:3] == pytest.approx([west, south, east], abs=1e-5)
    assert hit["geometry"]["type"] == "LineString"


def test_a_place_is_found_where_it_lies(tables):
    hit = one(tables, "chợ ga mới")
    assert (hit["lon"], hit["lat"]) == pytest.approx(world.degrees((500, 400)), abs=1e-6)
    assert hit["commune"] == "18880"
    assert [found["label"] for found in search(tables, "cho ga")] == ["Chợ Ga Mới", "A · Chợ Ga"]


def test_equipment_is_found_by_name_and_code_with_the_cameras_that_need_it(tables):
    for text in ("dau ghi ga", "r1"):
        hit = one(tables, text)
        assert hit["label"] == "Đầu ghi ga"
        assert hit["link"]["cameras"] == [0, 1]
        (west, south), (east, _north) = world.degrees([ON_ROAD, OFF_ROAD])
        assert hit["bounds"][:3] == pytest.approx([west, south, east], abs=1e-5)
        assert "commune" not in hit  # they stand in two


def test_a_camera_tells_its_commune(tables):
    assert one(tables, "ben xe")["commune"] == "19333"


def test_a_former_district_is_found_where_its_communes_are_today(tables):
    labels = {hit["label"]: hit for hit in search(tables, "thanh pho dong hoi")}
    hit = labels["Thành phố Đồng Hới"]
    assert hit["bounds"] == pytest.approx(tables.communes.bounds.iloc[0].tolist(), abs=1e-5)


def written(lon, lat):
    yield f"{lat:.6f}, {lon:.6f}"
    yield f"{lon:.6f} {lat:.6f}"
    yield f"{lat:.6f}; {lon:.6f}".replace(".", ",")
    yield f"https://maps.google.com/?q={lat:.6f},{lon:.6f}"
    for plane, meridian in (("EPSG:9211", "106"), ("EPSG:9212", "106°15'")):
        east, north = transformer(WGS84, plane).transform(lon, lat)
        yield f"X={north:.2f}; Y={east:.2f} (VN-2000 KTT {meridian})"


def test_a_position_is_found_in_any_notation(tables):
    lon, lat = world.degrees(ON_ROAD)
    for text in written(lon, lat):
        hit = one(tables, text)
        assert (hit["lon"], hit["lat"]) == pytest.approx((lon, lat), abs=2e-6), text
        assert (hit["commune"], hit["detail"]) == ("18880", "Phường Đồng Hới")


@pytest.mark.parametrize(
    "text", ["", "   ", "(((", "12345678", "0912345678", "999999999 999999999", "9" * 200, "zzz 1"]
)
def test_what_is_no_position_finds_nothing(tables, text):
    assert search(tables, text) == []


def test_there_are_never_more_than_can_be_shown(tables):
    assert len(search(tables, "o")) <= MAX_HITS
