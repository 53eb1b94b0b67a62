"""Whatever is asked at the live addresses: an answer or a refusal in words, never a fault."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.live.file_routes import file_routes
from gis.live.replies import read_routes
from gis.live.tile_routes import tile_addresses
from gis.mapserver.cameras import MapTables
from tests import world

NUMBERS = st.one_of(
    st.integers(-5, 30).map(str), st.integers(0, 10**40).map(str), st.text(max_size=6)
)
PARTS = st.one_of(
    st.sampled_from(["cameras", "cameras.csv", "communes.fgb", "..", "tiles", "WebMercatorQuad"]),
    st.text(max_size=12),
)
QUERIES = st.dictionaries(
    st.one_of(st.sampled_from(["f", "lang", "crs", "commune"]), st.text(max_size=4)),
    st.one_of(st.sampled_from(["mvt", "json", "en", "EPSG:9212", "00001"]), st.text(max_size=9)),
    max_size=2,
)


@pytest.fixture(scope="module")
def client():
    cameras = world.cameras({"camera_id": "A", "xy": (500, 500), "azimuth_deg": 0})
    found = analyse(cameras, world.equipment(), world.communes(), world.nowhere())
    now = MapTables(found)
    routes = [*read_routes(tile_addresses(lambda: now)), *file_routes(lambda: now)]
    with TestClient(Starlette(routes=routes)) as client:
        yield client


def check(client, path, query):
    answer = client.get(f"{path}?{urlencode(query)}", follow_redirects=False)
    assert answer.status_code in {200, 204, 307, 400, 404}
    assert answer.status_code in {204, 307} or answer.content
    assert "Traceback" not in answer.text[:2000]


@settings(max_examples=80, deadline=None)
@given(numbers=st.lists(NUMBERS, min_size=3, max_size=3), query=QUERIES)
def test_tiles(client, numbers, query):
    path = "/".join(quote(number, safe="") for number in numbers)
    check(client, f"/ogc/collections/cameras/tiles/WebMercatorQuad/{path}", query)


@settings(max_examples=80, deadline=None)
@given(parts=st.lists(PARTS, max_size=3), query=QUERIES)
def test_files_and_documents(client, parts, query):
    path = "/".join(quote(part, safe="") for part in parts)
    check(client, f"/data/{path}", query)
    check(client, f"/ogc/collections/cameras/tiles/{path}", query)
    check(client, f"/ogc/tileMatrixSets/{path}", query)
