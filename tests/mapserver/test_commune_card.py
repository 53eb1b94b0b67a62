"""What the map tells of a commune: figures worked out by hand, from a server and in a file."""

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from gis.mapserver.commune_card import commune_particulars
from gis.mapserver.offline_html import _communes_in_words
from gis.mapserver.routes import map_routes
from tests import world


@pytest.fixture(scope="module")
def tables():
    cameras = world.cameras(
        {"xy": (100, 100), "status": "working", "surveyed_on": "2026-05-01", "azimuth_deg": 0},
        {"xy": (100, 100), "status": "broken"},
        {"xy": (300, 300), "status": "broken"},
        {"commune_code": "00001", "status": "unknown"},
        {"xy": (1500, 100), "status": "working"},
    )
    demand = world.demand({"shape": "POINT (800 800)", "weight": 5})
    return MapTables(analyse(cameras, world.equipment(), world.communes(), demand))


def test_counts_and_shares_are_those_of_the_commune(tables):
    told = commune_particulars(tables, 0)
    assert told["title"] == "Xã West"
    assert [text for _label, text in told["lines"]] == [
        *("4", "1 (25,0%)", "2 (50,0%)", "1 (25,0%)", "1", "1 (25,0%)"),
        *("0,0%", "100,0%"),  # the one place lies in nobody's view
    ]


def test_where_nothing_is_to_be_watched_no_share_is_told(tables):
    told = commune_particulars(tables, 1)
    assert [text for _label, text in told["lines"]][:2] == ["1", "1 (100,0%)"]
    assert len(told["lines"]) == 6


def test_the_server_answers_by_the_place_in_the_list_of_communes(tables):
    with TestClient(Starlette(routes=map_routes({"r": tables}.get))) as client:
        answer = client.get("/map/r/commune/1")
        assert answer.json()["title"] == "Phường East"
        assert client.get("/map/r/commune/2").status_code == 404
        assert client.get("/map/r/commune/123456789012").status_code == 404


def test_a_file_of_one_commune_tells_of_others_no_more_than_the_name(tables):
    one = MapTables(tables.analysis, commune="00002")
    told = json.loads(json.dumps(_communes_in_words(one)))
    assert told["0"] == {"title": "Xã West", "lines": []}
    assert len(told["1"]["lines"]) == 6
    assert all(card["lines"] for card in _communes_in_words(tables).values())
