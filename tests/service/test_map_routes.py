import json
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.choices import Coverage, Origin, Sight, Status
from gis.service.map_data import NO_COMMUNE, NO_DIRECTION, MapTables, tile_of
from gis.service.map_text import camera_particulars
from gis.service.routes import map_routes
from gis.workflow import analyse
from tests import world

REVISION = "r1"


def tables(simulated=False):
    cameras = world.cameras(
        {"camera_id": "A", "name": "Chợ <b>Đông</b>", "xy": (500, 500), "azimuth_deg": 12.3,
         "range_m": 100, "hfov_deg": 90, "status": "working", "origin": "state"},
        {"camera_id": "B", "name": "Không vị trí", "status": "broken"},
        {"camera_id": "C", "name": "Cầu", "xy": (1500, 500), "kind": "fixed", "status": "broken"},
        {"camera_id": "D", "name": "Ngoài", "xy": (5000, 500), "kind": "fisheye", "azimuth_deg": 0},
    )  # fmt: skip
    demand = world.demand(
        {"shape": "LINESTRING (500 0, 500 1000)", "weight_per_km": 1, "category": "road_hamlet"},
        {"shape": "POINT (1800 800)", "weight": 5, "name": "Chợ"},
    )
    found = analyse(cameras, world.equipment(), world.communes(), demand)
    parts = (found.cameras, found.footprints, found.communes, found.places)
    return MapTables(REVISION, *parts, simulated)


@pytest.fixture(scope="module")
def client():
    now = tables()
    with TestClient(Starlette(routes=map_routes(lambda: now))) as client:
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
    kinds = ("<i4", "<i4", "<u4", "<u2", *["u1"] * 5)
    lon, lat, row, azimuth, sight, status, origin, commune, sees, rest = arrays(
        answer.content, b"QTC1", *kinds
    )
    assert rest == b""
    assert row.tolist() == [0, 2, 3]
    assert np.column_stack([lon, lat]) / 1e7 == pytest.approx(
        world.degrees([(500, 500), (1500, 500), (5000, 500)]), abs=1e-7
    )
    assert azimuth.tolist() == [123, NO_DIRECTION, 0]
    assert [list(Sight)[k] for k in sight] == ["up", "down", "unconfirmed"]
    assert [list(Status)[k] for k in status] == ["working", "broken", "unknown"]
    assert [list(Origin)[k] for k in origin] == ["state", "unknown", "unknown"]
    assert commune.tolist() == [0, 1, NO_COMMUNE]
    assert sees.tolist() == [1, 0, 1]


def test_footprints_of_a_tile_are_the_polygons_themselves(client):
    now = tables()
    first = now.cameras["lon"].head(1), now.cameras["lat"].head(1)
    x, y = (int(v[0]) for v in tile_of(*first))
    content = client.get(f"/map/{REVISION}/footprints/{x}/{y}.bin").content
    camera, count, rest = arrays(content, b"QTF1", "<u4", "<u4")
    rings = np.split(np.frombuffer(rest, "<i4").reshape(-1, 2) / 1e7, np.cumsum(count)[:-1])
    located = now.cameras.index[now.located]
    for k, ring in zip(camera, rings, strict=True):
        expected = now.footprints.geometry[located[k]]
        off = shapely.Polygon(ring).symmetric_difference(expected).area
        assert off < 2e-4 * expected.area  # of rounding to a centimetre


def test_every_footprint_is_in_exactly_one_tile(client):
    now = tables()
    of = now.cameras.loc[now.footprints.index]
    tiles = set(zip(*(v.tolist() for v in tile_of(of["lon"], of["lat"])), strict=True))
    answers = [client.get(f"/map/{REVISION}/footprints/{x}/{y}.bin").content for x, y in tiles]
    counts = [int(np.frombuffer(content, "<u4", 1, 4)[0]) for content in answers]
    assert sum(counts) == len(now.footprints) == 2


def test_a_tile_without_cameras_is_empty(client):
    content = client.get(f"/map/{REVISION}/footprints/1/1.bin").content
    assert content == b"QTF1" + bytes(4)


@pytest.mark.parametrize("detail", ["communes", "fine"])
def test_outlines_keep_neighbours_together(client, detail):
    answer = client.get(f"/map/{REVISION}/{detail}.json").json()
    assert answer["schematic"] is False
    shapes = [shapely.from_geojson(json.dumps(c["geometry"])) for c in answer["communes"]]
    assert [c["code"] for c in answer["communes"]] == ["00001", "00002"]
    assert shapes[0].intersection(shapes[1]).area == 0
    assert shapes[0].distance(shapes[1]) == 0
    for commune, shape in zip(answer["communes"], shapes, strict=True):
        assert shape.contains(shapely.Point(commune["lon"], commune["lat"]))
        assert commune["radius_m"] == pytest.approx(500, rel=0.1)


def test_places_carry_how_they_are_seen(client):
    places = pd.DataFrame(client.get(f"/map/{REVISION}/places.json").json())
    states = [list(Coverage)[k] for k in places["coverage"]]
    assert sorted(states) == ["covered", "gap", "gap", "gap"]
    assert places["weight"].sum() == pytest.approx(6, abs=0.02)


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
        ("CHỢ", ["A · Chợ <b>Đông</b>"]),
        ("east", ["Phường East"]),
        ("Không vị trí", []),
        ("", []),
        ("[(*", []),
    ],
)
def test_search_finds_communes_and_located_cameras(client, text, labels):
    found = client.get(f"/map/{REVISION}/search", params={"q": text}).json()
    assert [hit["label"] for hit in found] == labels


def test_an_empty_register_makes_an_empty_map():
    found = analyse(world.cameras({"camera_id": "X"}).head(0), world.equipment(), world.communes(),
                    world.demand({"shape": "POINT (0 0)", "weight": 1}).head(0))  # fmt: skip
    now = MapTables("r", found.cameras, found.footprints, found.communes, found.places, False)
    assert now.camera_bytes == b"QTC1" + bytes(4)
    assert now.place_json == b"[]"
    assert now.footprint_bytes(0, 0) == b"QTF1" + bytes(4)
    assert isinstance(now.communes, gpd.GeoDataFrame)


def test_a_survey_of_long_ago_is_told_as_such():
    now = tables()
    days = ["2020-01-01", "2999-01-01", "", ""]
    dated = replace(now, cameras=now.cameras.assign(surveyed_on=days))
    told = [dict(camera_particulars(dated, row)["lines"]).get("Ngày rà soát") for row in (0, 1, 2)]
    assert told == ["01/01/2020 (quá 90 ngày chưa xem lại)", "01/01/2999", None]
