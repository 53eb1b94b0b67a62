from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import LineString, Point
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.result import ViewTerms
from gis.analysis.run import analyse
from gis.core.choices import Availability, Coverage, Origin, Status
from gis.core.crs import WGS84
from gis.mapserver.binary import COMMUNE_TILES, STREET_TILES, by_tiles, tile_of
from gis.mapserver.cameras import NO_COMMUNE, NO_DIRECTION, MapTables
from gis.mapserver.details import camera_particulars
from gis.mapserver.places import GRID_DEG, ROADS_BY_RANK, STATES
from gis.mapserver.routes import map_routes
from gis.mapserver.search import search
from tests import world
from tests.coverage.town import buildings

REVISION = "r1"


def tables():
    cameras = world.cameras(
        {
            "camera_id": "A",
            "name": "Chợ <b>Đông</b>",
            "xy": (500, 500),
            "azimuth_deg": 12.3,
            "range_m": 100,
            "hfov_deg": 90,
            "status": "working",
            "origin": "state",
        },
        {"camera_id": "B", "name": "Không vị trí", "status": "broken"},
        {"camera_id": "C", "name": "Cầu", "xy": (1500, 500), "kind": "fixed", "status": "broken"},
        {"camera_id": "D", "name": "Ngoài", "xy": (5000, 500), "kind": "fisheye", "azimuth_deg": 0},
    )
    demand = world.demand(
        {"shape": "LINESTRING (500 0, 500 1000)", "weight_per_km": 1, "category": "road_hamlet"},
        {"shape": "POINT (1800 800)", "weight": 5, "name": "Chợ"},
    )
    found = analyse(cameras, world.equipment(), world.communes(), demand)
    return MapTables(found)


@pytest.fixture(scope="module")
def client():
    now = tables()
    with TestClient(Starlette(routes=map_routes({REVISION: now}.get))) as client:
        yield client


def arrays(content, magic, *types):
    """Read the arrays of one length that follow the magic and their length."""
    assert content[:4] == magic
    n, at = int(np.frombuffer(content, "<u4", 1, 4)[0]), 8
    for kind in types:
        yield np.frombuffer(content, kind, n, at)
        at += n * np.dtype(kind).itemsize
    yield content[at:]


def test_cameras_are_all_located_ones_in_order(client):
    answer = client.get(f"/map/{REVISION}/cameras.bin")
    kinds = ("<i4", "<i4", "<u4", "<u2", "<u2", *["u1"] * 9)
    lon, lat, row, azimuth, seen_on, sight, status, origin, commune, sees, *faults, rest = arrays(
        answer.content, b"QTC2", *kinds
    )
    assert seen_on.tolist() == [0, 0, 0]
    assert len(faults) == 4
    assert rest == b""
    assert row.tolist() == [0, 2, 3]
    assert np.column_stack([lon, lat]) / 1e7 == pytest.approx(
        world.degrees([(500, 500), (1500, 500), (5000, 500)]), abs=1e-7
    )
    assert azimuth.tolist() == [123, NO_DIRECTION, 0]
    assert [list(Availability)[k] for k in sight] == ["up", "down", "unconfirmed"]
    assert [list(Status)[k] for k in status] == ["working", "broken", "unknown"]
    assert [list(Origin)[k] for k in origin] == ["state", "unknown", "unknown"]
    assert commune.tolist() == [0, 1, NO_COMMUNE]
    assert sees.tolist() == [1, 0, 1]


def paths(content):
    """Read paths: (owner, layer), and the vertices in degrees."""
    owner, layer, count, rest = arrays(content, b"QTR2", "<u4", "<u4", "<u4")
    degrees = np.frombuffer(rest, "<i4").reshape(-1, 2).cumsum(axis=0) / 1e7
    keys = zip(owner.tolist(), layer.tolist(), strict=True)
    return list(zip(keys, np.split(degrees, np.cumsum(count))[:-1], strict=True))


def polygons(content):
    """Put the rings of each owner and layer together again: over each other, they are holes."""
    told = {}
    for key, ring in paths(content):
        told[key] = told.get(key, shapely.Polygon()).symmetric_difference(shapely.Polygon(ring))
    return told


def tile_at(now, row):
    at = now.cameras.iloc[[row]]
    return tuple(int(v[0]) for v in tile_of(at["lon"], at["lat"]))


def same_shape(one, other):
    rounded_deg = 1e-7
    return one.symmetric_difference(other).area < rounded_deg * other.length


def test_footprints_of_a_tile_are_the_polygons_themselves(client):
    now = tables()
    x, y = tile_at(now, 0)
    told = polygons(client.get(f"/map/{REVISION}/footprints/{x}/{y}.bin").content)
    assert same_shape(told[0, 1], now.analysis.footprints.geometry[0])


def test_rings_holes_and_finer_levels_come_along():
    lens = {
        "hfov_deg": 69.7,
        "vfov_deg": 42.7,
        "focal_mm": 4,
        "resolution_w_px": 1920,
        "height_m": 5,
        "tilt_deg": 25,
        "status": "working",
    }
    cameras = world.cameras(
        {"xy": (500, 500), "kind": "fixed", "azimuth_deg": 0, **lens},
        {
            "xy": (600, 500),
            "kind": "fisheye",
            "hfov_deg": 360,
            "vfov_deg": 40,
            "height_m": 4,
            "tilt_deg": 20,
            "range_m": 20,
        },
        {"xy": (700, 500), "kind": "ptz", "azimuth_deg": 90, "range_m": 60, "hfov_deg": 60},
        {"xy": (800, 500), "kind": "fixed", "azimuth_deg": 90, "range_m": 60, "hfov_deg": 60},
    )
    wall = buildings(shapely.box(830, 498, 832, 502))
    found = analyse(
        cameras,
        world.equipment(),
        world.communes(),
        world.demand({"shape": "POINT (0 0)", "weight": 1}),
        buildings=wall,
    )
    now = MapTables(found)
    told = polygons(now.footprint_bytes(*tile_at(now, 0)))
    assert set(told) == {(0, 1), (0, 2), (1, 1), (2, 0), (2, 1), (3, 1)}
    for row in range(4):
        assert same_shape(told[row, 1], found.footprints.geometry[row])
    assert len(told[1, 1].interiors) == 1  # the blind zone below the fisheye
    assert same_shape(told[0, 2], found.detail.geometry[0])
    # Faces are seen nearer to the pole than feet: not within, but smaller.
    assert told[0, 2].area < told[0, 1].area / 4
    assert same_shape(told[2, 0], found.reachable.geometry[2])
    assert told[2, 1].within(told[2, 0].buffer(1e-6))
    assert told[3, 1].area < 0.95 * found.footprints.geometry[2].area  # the wall's shadow
    [(key, drawn)] = polygons(now.building_bytes(*tile_at(now, 3))).items()
    assert key == (0, 0)
    assert same_shape(drawn, wall.geometry[0])


def test_every_footprint_is_in_exactly_one_tile(client):
    now = tables()
    of = now.cameras.loc[now.analysis.footprints.index]
    tiles = set(zip(*(v.tolist() for v in tile_of(of["lon"], of["lat"])), strict=True))
    answers = [client.get(f"/map/{REVISION}/footprints/{x}/{y}.bin").content for x, y in tiles]
    assert sum(len(polygons(content)) for content in answers) == len(of) == 2


def test_a_tile_without_anything_is_empty(client):
    for what in ("footprints", "buildings", "roads", "water", "places", "redundancy"):
        content = client.get(f"/map/{REVISION}/{what}/1/1.bin").content
        assert content == b"QTR2" + bytes(4)
    assert client.get(f"/map/{REVISION}/names/1/1.json").json() == []


@pytest.mark.parametrize("detail", ["land", "fine"])
def test_outlines_keep_neighbours_together(client, detail):
    told = client.get(f"/map/{REVISION}/communes.json").json()
    assert told["schematic"] is False
    assert [c["code"] for c in told["communes"]] == ["00001", "00002"]
    shapes = polygons(client.get(f"/map/{REVISION}/{detail}.bin").content)
    west, east, province = (shapes[owner, 0] for owner in range(3))
    assert west.intersection(east).area == 0
    assert west.distance(east) == 0
    assert province.area == pytest.approx(west.area + east.area, rel=1e-6)
    for commune, shape in zip(told["communes"], (west, east), strict=True):
        assert shape.contains(shapely.Point(commune["lon"], commune["lat"]))
        assert commune["radius_m"] == pytest.approx(500, rel=0.1)
        assert commune["bounds"] == pytest.approx(shape.bounds, abs=1e-4)


def test_communes_tell_what_share_is_lost_has_no_camera_is_surveyed(client):
    """Of 1 km of road A sees 100 m; the market, of weight 5, lies in East and is seen by none."""
    west, east = client.get(f"/map/{REVISION}/communes.json").json()["communes"]
    assert (west["lost"], west["gap"]) == (0, pytest.approx(0.9, abs=0.02))
    assert (east["lost"], east["gap"]) == (0, 1)
    assert (west["surveyed"], east["surveyed"]) == (0, 0)


def tile_of_xy(xy, zoom):
    lon, lat = world.degrees(xy)
    return tuple(int(v[0]) for v in tile_of(pd.Series([lon]), pd.Series([lat]), zoom))


def test_places_not_seen_carry_how_and_where(client):
    now = tables()
    x, y = tile_of_xy((500, 500), COMMUNE_TILES)
    told = paths(client.get(f"/map/{REVISION}/places/{x}/{y}.bin").content)
    order = [str(c) for c in Coverage]
    drawn = {(owner, order[layer % STATES], layer // STATES % 256) for (owner, layer), _xy in told}
    rows = now.analysis.places
    hidden = rows[rows["coverage"].isin(["lost", "gap"])]
    communes = {"00001": 0, "00002": 1}
    assert drawn == {
        (row, str(place["coverage"]), communes[place["commune_code"]])
        for row, place in hidden.iterrows()
    }
    assert len(drawn) == 3
    [market] = [xy for (owner, _), xy in told if rows["name"][owner] == "Chợ"]
    assert market == pytest.approx(world.degrees([(1800, 800)]), abs=1e-7)


def test_the_overview_is_on_a_grid_and_says_everything_once(client):
    told = paths(client.get(f"/map/{REVISION}/places.bin").content)
    cells = [(layer, *np.rint(xy / GRID_DEG).astype(int).ravel()) for (_, layer), xy in told]
    assert len(set(cells)) == len(cells) > 0
    ends = np.concatenate([xy for _, xy in told])
    assert np.abs(ends / GRID_DEG - np.rint(ends / GRID_DEG)).max() < 1e-3


def test_roads_come_as_they_were_loaded_with_their_class(client):
    x, y = tile_of_xy((500, 500), COMMUNE_TILES)
    [((owner, layer), xy)] = paths(client.get(f"/map/{REVISION}/roads/{x}/{y}.bin").content)
    assert (owner, ROADS_BY_RANK[layer]) == (0, "road_hamlet")
    assert xy == pytest.approx(world.degrees([(500, 0), (500, 1000)]), abs=1e-7)
    assert paths(client.get(f"/map/{REVISION}/roads.bin").content) == []  # only greater ones


def test_a_long_road_is_in_every_tile_it_touches():
    east = LineString([(106.0, 17.0), (107.0, 17.0)])
    tiles = by_tiles(np.array([east, Point(106.0, 17.0)]), COMMUNE_TILES)
    assert len(tiles) == 6  # of 0.176° each
    assert sorted(len(rows) for rows in tiles.values()) == [1, 1, 1, 1, 1, 2]
    assert {y for _x, y in tiles} == {tile_of(pd.Series([106.0]), pd.Series([17.0]), 11)[1][0]}


def test_names_of_places_come_by_tile(client):
    x, y = tile_of_xy((1800, 800), STREET_TILES)
    [named] = client.get(f"/map/{REVISION}/names/{x}/{y}.json").json()
    assert named["name"] == "Chợ"
    assert (named["lon"], named["lat"]) == pytest.approx(world.degrees((1800, 800)), abs=1e-6)


def test_waters_are_drawn_where_they_lie():
    pond = world.placed(shapely.box(100, 100, 200, 200))
    now = replace(tables(), water=gpd.GeoDataFrame({"water_id": ["w"]}, geometry=[pond], crs=WGS84))
    told = polygons(now.ground.water_bytes(*tile_of_xy((150, 150), COMMUNE_TILES)))
    assert same_shape(told[0, 0], pond)


def test_redundancy_is_how_many_working_cameras_see(client):
    x, y = tile_of_xy((500, 500), COMMUNE_TILES)
    [((_owner, layer), _xy)] = paths(client.get(f"/map/{REVISION}/redundancy/{x}/{y}.bin").content)
    assert (layer % STATES, layer // STATES % 256) == (1, 0)


def test_a_place_in_words(client):
    row = tables().analysis.places["name"].tolist().index("Chợ")
    told = client.get(f"/map/{REVISION}/place/{row}?language=vi").json()
    assert told["title"] == "Chợ"
    assert dict(told["lines"])["Hiện trạng"] == "chưa có camera"
    assert dict(told["lines"])["Mức quan trọng"] == "5,0"
    assert client.get(f"/map/{REVISION}/place/99").status_code == 404


def test_another_revision_is_gone(client):
    assert client.get("/map/r0/cameras.bin").status_code == 404


def test_answers_never_change_so_browsers_keep_them(client):
    answer = client.get(f"/map/{REVISION}/cameras.bin")
    assert "immutable" in answer.headers["cache-control"]
    assert "private" in answer.headers["cache-control"]


def test_a_camera_in_words_of_the_language_asked_for(client):
    camera = client.get(f"/map/{REVISION}/camera/0?language=vi").json()
    assert camera["title"] == "Chợ <b>Đông</b>"  # escaping is the page's, which sets text only
    lines = dict(camera["lines"])
    assert lines["Mã"] == "A"
    assert lines["Hướng"] == "12°"
    english = dict(client.get(f"/map/{REVISION}/camera/0?language=en").json()["lines"])
    assert english["Today"] == "Seeing"
    assert client.get(f"/map/{REVISION}/camera/99").status_code == 404


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("cau", ["C · Cầu"]),
        ("CHỢ", ["Chợ", "A · Chợ <b>Đông</b>"]),
        ("east", ["Phường East"]),
        ("Không vị trí", []),
        ("", []),
        ("[(*", []),
    ],
)
def test_search_finds_communes_and_located_cameras(client, text, labels):
    found = client.get(f"/map/{REVISION}/search", params={"q": text}).json()
    assert [hit["label"] for hit in found] == labels


def test_search_finds_former_communes_and_says_what_they_are_today():
    codes = ["18880", "19333"]
    communes = world.communes().assign(code=codes, full_name=["Phường Đồng Hới", "Phường X"])
    found = analyse(
        world.cameras({"camera_id": "X"}).head(0),
        world.equipment(),
        communes,
        world.demand({"shape": "POINT (0 0)", "weight": 1}),
    )
    now = MapTables(found)
    hits = {hit["label"]: hit for hit in search(now, "duc ninh")}
    assert hits["Xã Đức Ninh"]["detail"] == "cũ, thành phố Đồng Hới; nay là Phường Đồng Hới"
    assert hits["Xã Đức Ninh"]["bounds"] == pytest.approx(communes.bounds.iloc[0], abs=1e-5)


def test_a_camera_is_found_by_its_code_alone(client):
    hit = client.get(f"/map/{REVISION}/find", params={"q": "C"}).json()
    assert (hit["label"], hit["row"]) == ("C · Cầu", 2)
    assert client.get(f"/map/{REVISION}/find", params={"q": "B"}).json() is None


def test_equipment_links_a_camera_to_all_that_need_the_same():
    """A and B hang on the recorder, C on the line the recorder hangs on; D on nothing."""
    cameras = world.cameras(
        {"camera_id": "A", "xy": (1, 1), "depends_on": "R"},
        {"camera_id": "N", "depends_on": "R"},
        {"camera_id": "B", "xy": (2, 1), "depends_on": "R;GONE"},
        {"camera_id": "C", "xy": (3, 1), "depends_on": "L"},
        {"camera_id": "D", "xy": (4, 1)},
    )
    equipment = world.equipment(
        {
            "equipment_id": "R",
            "kind": "recorder",
            "name": "Đầu ghi 1",
            "depends_on": "L",
            "status": "working",
        },
        {"equipment_id": "L", "kind": "line", "status": "broken", "depends_on": "R"},
    )
    found = analyse(
        cameras, equipment, world.communes(), world.demand({"shape": "POINT (0 0)", "weight": 1})
    )
    now = MapTables(found)
    recorder, line = camera_particulars(now, 0)["links"]
    assert (recorder["name"], recorder["down"]) == ("Đầu ghi 1", False)
    assert (line["name"], line["state"], line["down"]) == ("đường truyền L", "hư hỏng", True)
    assert line["cameras"] == [0, 1, 2]  # places among the located: A, B, C
    assert camera_particulars(now, 4)["links"] == []


def test_an_empty_register_makes_an_empty_map():
    found = analyse(
        world.cameras({"camera_id": "X"}).head(0),
        world.equipment(),
        world.communes(),
        world.demand({"shape": "POINT (0 0)", "weight": 1}).head(0),
    )
    now = MapTables(found)
    assert now.camera_bytes == b"QTC2" + bytes(4)
    assert now.ground.not_seen.overview() == b"QTR2" + bytes(4)
    assert now.footprint_bytes(0, 0) == b"QTR2" + bytes(4)
    assert now.ground.road_bytes(0, 0) == b"QTR2" + bytes(4)
    assert isinstance(now.communes, gpd.GeoDataFrame)


def test_a_survey_of_long_ago_is_told_as_such():
    now = tables()
    days = ["2020-01-01", "2999-01-01", "", ""]
    cameras = now.cameras.assign(surveyed_on=days)
    dated = replace(now, analysis=replace(now.analysis, cameras=cameras))
    told = [dict(camera_particulars(dated, row)["lines"]).get("Ngày rà soát") for row in (0, 1, 2)]
    assert told == ["01/01/2020 (quá 90 ngày chưa xem lại)", "01/01/2999", None]


def test_a_camera_explains_its_figures():
    """A 4 mm lens on a 1/2.8" sensor, 2 MP, 5 m high, 25° down: `docs/coverage.md` works it out."""
    lens = {
        "kind": "fixed",
        "focal_mm": 4,
        "sensor_width_mm": 5.57,
        "sensor_height_mm": 3.13,
        "resolution_w_px": 1920,
        "height_m": 5,
        "tilt_deg": 25,
        "azimuth_deg": 0,
        "xy": (500, 500),
    }
    turning = {"xy": (1, 1), "kind": "ptz", "azimuth_deg": 0}
    cameras = world.cameras(lens, lens | {"height_m": 12}, turning)
    place = world.demand({"shape": "POINT (0 0)", "weight": 1})
    rest = world.equipment(), world.communes(), place
    now = MapTables(analyse(cameras, *rest))
    told = dict(camera_particulars(now, 0)["lines"])
    assert told["Vùng mù"] == "4,8 m tính từ chân cột"
    assert told["Phát hiện người"] == "từ 4,8 đến 52,0 m"
    assert told["Quan sát"] == "từ 4,8 đến 22,8 m"
    assert told["Nhận biết khuôn mặt"] == "từ 3,2 đến 10,6 m"
    assert told["Nhận dạng khuôn mặt"] == (
        "từ 3,2 đến 4,5 m, nằm trọn trong vùng mù trên mặt đất: gần như không ai"
    )
    assert told["Tính theo"] == "ống kính, độ cao và góc nghiêng"
    for level in ("identify", "detect"):
        finer = analyse(cameras, *rest, terms=ViewTerms(level=level))
        lines = dict(camera_particulars(MapTables(finer), 0)["lines"])
        assert lines["Vùng mù"] == "4,8 m tính từ chân cột"
    high = dict(camera_particulars(now, 1)["lines"])
    assert high["Nhận dạng khuôn mặt"] == "không ai: mức này hết ở 1,2 m, trong vùng mù"
    turned = dict(camera_particulars(now, 2)["lines"])
    assert turned["Có thể quay tới"] == (
        "704,1 m quanh cột khi phóng gần nhất; không tính vào vùng quan sát"
    )
    assert turned["Tính theo"] == "tầm thông thường của loại camera"
