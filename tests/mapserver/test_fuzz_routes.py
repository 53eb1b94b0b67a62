"""Whatever address is asked for: an answer, or a refusal of the 400s; never a breakdown."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.result import Analysis
from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from gis.mapserver.routes import WHOLE, map_routes
from tests import world

REVISION = "r1"


def analysis() -> Analysis:
    cameras = world.cameras(
        {"camera_id": "A", "name": "Chợ", "xy": (500, 500), "azimuth_deg": 12.3, "range_m": 100},
        {"camera_id": "B", "name": "Không vị trí", "status": "broken"},
    )
    demand = world.demand({"shape": "POINT (1800 800)", "weight": 5, "name": "Chợ"})
    return analyse(cameras, world.equipment(), world.communes(), demand)


@pytest.fixture(scope="module")
def client():
    now = MapTables(analysis())
    app = Starlette(routes=map_routes({REVISION: now}.get))
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


NUMBERS = st.one_of(
    st.integers().map(str),
    st.integers(0, 2**14).map(str),
    st.text("0123456789", max_size=40),
    st.text(max_size=5),
    st.sampled_from(["9" * 30, "9" * 5000, "-1", "1.5", "٣", "nan", "%00"]),
)
LAYERS = st.sampled_from(["footprints", "buildings", "roads", "water", "places", "redundancy"])
TILES = st.builds("{}/{}/{}.bin".format, LAYERS, NUMBERS, NUMBERS)
NAMES = st.builds("names/{}/{}.json".format, NUMBERS, NUMBERS)
ROWS = st.builds("{}/{}".format, st.sampled_from(["camera", "place"]), NUMBERS)
ADDRESSES = st.one_of(TILES, NAMES, ROWS, st.sampled_from(sorted(WHOLE)), st.text(max_size=20))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ADDRESSES, st.sampled_from([REVISION, "", "r2", "9" * 99]), st.text(max_size=8))
@example("camera/" + "9" * 30, REVISION, "vi")
@example("place/" + "9" * 5000, REVISION, "vi")
@example("roads/999999999/999999999.bin", REVISION, "vi")
def test_any_address(client, address, revision, language):
    place = f"/map/{quote(revision)}/{quote(address)}"
    answer = client.get(place, params={"language": language})
    assert answer.status_code < 300 or 400 <= answer.status_code < 500


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["search", "find"]), st.text(max_size=60) | st.just("a" * 20_000))
@example("search", "(" * 300)
@example("find", "\0")
def test_any_words(client, route, words):
    answer = client.get(f"/map/{REVISION}/{route}", params={"q": words})
    assert answer.status_code == 200
    json.loads(answer.content)
