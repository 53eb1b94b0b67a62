"""Live tiles as OGC API – Tiles and TileJSON describe them; the reader is GDAL."""

import json
import math
from dataclasses import replace

import pyogrio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.export.layers import layer
from gis.export.schema import SCHEMAS, feature_ids, feature_numbers
from gis.live.replies import read_routes
from gis.live.tile_routes import TILED, tile_addresses
from gis.mapserver.cameras import MapTables
from tests import world

TILES = "/ogc/collections/{}/tiles/WebMercatorQuad"


@pytest.fixture(scope="module")
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
        },
        {"camera_id": "B", "name": "Không vị trí", "status": "broken"},
        {"camera_id": "M", "name": "Mật", "xy": (1500, 500), "confidentiality": "secret"},
        {"camera_id": "P", "xy": (1500, 510), "azimuth_deg": 90, "status": "broken"},
    )
    demand = world.demand(
        {"shape": "LINESTRING (500 0, 500 1000)", "weight_per_km": 1, "category": "road_hamlet"},
        {"shape": "POINT (1800 800)", "weight": 5, "name": "Chợ"},
    )
    found = analyse(cameras, world.equipment(), world.communes(), demand)
    return MapTables(found.of_register(simulated=True, revision="r1"))


@pytest.fixture(scope="module")
def client(tables):
    with TestClient(Starlette(routes=read_routes(tile_addresses(lambda: tables)))) as client:
        yield client


def tile_at(lon, lat, zoom):
    """Return column and row of the tile at a place, by the formula everybody knows."""
    side, phi = 2**zoom, math.radians(lat)
    column = (lon + 180) / 360 * side
    return int(column), int((1 - math.asinh(math.tan(phi)) / math.pi) / 2 * side)


def read_tile(content, tmp_path, zoom, column, row):
    """Read a tile with GDAL, which takes its place from its name: z/x/y."""
    path = tmp_path / str(zoom) / str(column) / f"{row}.pbf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return pyogrio.read_dataframe(path, X=column, Y=row, Z=zoom)


@pytest.mark.parametrize("zoom", [0, 5, 14, 16, 22])
def test_a_tile_holds_the_cameras_that_stand_in_it(client, tables, tmp_path, zoom):
    table = layer(tables.analysis, "cameras").set_index("camera_id")
    place = table.geometry["A"]
    column, row = tile_at(place.x, place.y, zoom)
    answer = client.get(f"{TILES.format('cameras')}/{zoom}/{row}/{column}?f=mvt")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert answer.headers["content-encoding"] == "gzip"
    found = read_tile(answer.content, tmp_path, zoom, column, row).set_index("camera_id")
    assert found.loc["A", "name"] == "Chợ <b>Đông</b>"
    schema = SCHEMAS["cameras"]
    ids = feature_ids(table.reset_index(), schema)
    expected = dict(zip(table.index, feature_numbers(ids), strict=True))
    assert found.loc["A", "mvt_id"] == expected["A"]
    inside = [tile_at(p.x, p.y, zoom) == (column, row) for p in table.geometry.dropna()]
    assert set(found.index) == set(table.geometry.dropna().index[inside])
    assert "M" not in found.index


@pytest.mark.parametrize("name", TILED)
def test_every_layer_has_its_tiles(client, name):
    column, row = tile_at(world.LON + 0.005, world.LAT + 0.004, 10)
    answer = client.get(f"{TILES.format(name)}/10/{row}/{column}")
    assert answer.status_code in {200, 204}
    assert bool(answer.content) is (answer.status_code == 200)


def test_the_same_is_not_sent_twice_and_another_revision_is(client, tables):
    column, row = tile_at(world.LON + 0.005, world.LAT + 0.004, 14)
    address = f"{TILES.format('communes')}/14/{row}/{column}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    moved = replace(tables, analysis=tables.analysis.of_register(simulated=True, revision="r2"))
    with TestClient(Starlette(routes=read_routes(tile_addresses(lambda: moved)))) as later:
        newer = later.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert newer.status_code == 200
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content  # the client has unpacked the first


def test_words_are_in_the_language_asked_for(client, tmp_path):
    column, row = tile_at(world.LON + 0.005, world.LAT + 0.004, 9)
    words = set()
    for language in ("vi", "en"):
        address = f"{TILES.format('cameras')}/9/{row}/{column}?lang={language}"
        found = read_tile(client.get(address).content, tmp_path, 9, column, row)
        words.add(found.set_index("camera_id")["status_label"]["P"])
    assert words == {"hư hỏng", "broken"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/14/8192/99999", 404),
        ("/0/0/1", 404),
        ("/0/1/0", 404),
        ("/23/0/0", 404),
        ("/999999999999999999999999/0/0", 404),
        ("/3/-1/0", 400),
        ("/a/b/c", 400),
        ("/1/0.5/0", 400),
        ("/१/0/0", 400),
        ("/1/0/0?f=png", 400),
        ("/1/0/0?f=mvt&f=mvt", 400),
        ("/1/0/0?token=1", 400),
        ("/1/0", 404),
        ("/metadata?f=xml", 400),
    ],
)
def test_what_is_no_tile_is_refused_in_words(client, path, status):
    answer = client.get(TILES.format("cameras") + path)
    assert answer.status_code == status
    assert answer.text.strip()
    assert "Traceback" not in answer.text
    assert len(answer.text) < 300


def test_far_away_there_is_nothing(client):
    answer = client.get(TILES.format("cameras") + "/14/0/0")
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("name", ["equipment", "plan", "cameras;DROP TABLE", "..", "x" * 300])
def test_other_layers_have_no_tiles(client, name):
    answer = client.get(f"/ogc/collections/{name}/tiles")
    assert answer.status_code == 404
    assert name == ".." or "cameras" in answer.text


def test_the_scheme_is_that_of_browsers(client):
    [told] = client.get("/ogc/tileMatrixSets").json()["tileMatrixSets"]
    assert told["id"] == "WebMercatorQuad"
    scheme = client.get("/ogc/tileMatrixSets/WebMercatorQuad").json()
    assert scheme["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    first, second = scheme["tileMatrices"][:2]
    # As OGC 17-083r4, annex D.1, prints them.
    assert first["scaleDenominator"] == pytest.approx(559082264.028717, rel=1e-9)
    assert first["cellSize"] == pytest.approx(156543.033928041, rel=1e-9)
    assert first["pointOfOrigin"] == pytest.approx([-20037508.342789, 20037508.342789])
    assert (second["id"], second["matrixWidth"], second["tileWidth"]) == ("1", 2, 256)
    assert client.get("/ogc/tileMatrixSets/WorldCRS84Quad").status_code == 404


def test_the_tiles_are_described_with_links_that_lead_to_them(client, tables):
    listed = client.get("/ogc/collections/footprints/tiles").json()["tilesets"]
    [own] = [link["href"] for link in listed[0]["links"] if link["rel"] == "self"]
    told = client.get(own).json()
    assert told["dataType"] == "vector"
    [about] = told["layers"]
    assert (about["id"], about["geometryDimension"]) == ("footprints", 2)
    assert set(about["propertiesSchema"]["properties"]) == set(SCHEMAS["footprints"].names)
    [template] = [link for link in told["links"] if link["rel"] == "item"]
    place = layer(tables.analysis, "footprints").geometry.iloc[0].centroid
    column, row = tile_at(place.x, place.y, 13)
    address = template["href"].format(tileMatrix=13, tileRow=row, tileCol=column)
    assert template["templated"] is True
    assert client.get(address).status_code == 200
    west, south = told["boundingBox"]["lowerLeft"]
    assert west < place.x
    assert south < place.y


def test_tilejson_tells_a_map_all_it_needs(client, tables):
    told = client.get(TILES.format("cameras") + "/metadata").json()
    assert (told["tilejson"], told["minzoom"], told["maxzoom"]) == ("3.0.0", 0, 14)
    assert (told["simulated"], told["revision"], told["level"]) == (True, "r1", "observe")
    assert "mô phỏng" in told["attribution"]
    table = layer(tables.analysis, "cameras")
    assert told["bounds"] == pytest.approx(table.total_bounds.tolist(), abs=1e-6)
    place = table.geometry.dropna().iloc[0]
    column, row = tile_at(place.x, place.y, 14)
    [address] = told["tiles"]
    assert client.get(address.format(z=14, x=column, y=row)).status_code == 200


def test_an_empty_register_is_described_too():
    cameras = world.cameras({"camera_id": "B"})
    none = analyse(cameras, world.equipment(), world.communes(), world.nowhere())
    with TestClient(
        Starlette(routes=read_routes(tile_addresses(lambda: MapTables(none))))
    ) as client:
        assert "bounds" not in client.get(TILES.format("cameras") + "/metadata").json()
        assert "boundingBox" not in client.get(TILES.format("cameras")).json()
        assert client.get(TILES.format("cameras") + "/0/0/0").status_code == 204


def test_a_document_is_packed_and_readable(client):
    answer = client.get(TILES.format("cameras"), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(answer.text)["title"] == "Camera"
