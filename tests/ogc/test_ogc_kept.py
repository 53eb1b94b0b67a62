"""What a revision holds for the service is made once, counted as memory, and gone with it."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.core.errors import BoundaryError, StoreError
from gis.live.features import collections
from gis.live.features.routes import ogc_routes
from gis.mapserver.cameras import MapTables
from gis.runtime.sizes import Sizes
from tests import world

ITEMS = "/ogc/collections/cameras/items"


def test_a_layer_is_taken_once_a_revision_and_language(village, monkeypatch):
    taken = []
    take = collections.layer
    monkeypatch.setattr(collections, "layer", lambda *a, **k: taken.append(a[1]) or take(*a, **k))
    now = [MapTables(village)]
    with TestClient(Starlette(routes=ogc_routes(lambda: now[0]))) as client:
        for query in ("", "?limit=1", "?status=broken", "/C0", "?lang=vi"):
            assert client.get(ITEMS + query).status_code == 200
        assert taken == ["cameras"]
        client.get(ITEMS + "?lang=en")
        now[0] = MapTables(village)
        client.get(ITEMS)
    assert taken == ["cameras"] * 3


def test_collections_are_told_without_taking_layers(village, monkeypatch):
    monkeypatch.setattr(collections, "layer", None)
    now = MapTables(village)
    with TestClient(Starlette(routes=ogc_routes(lambda: now))) as client:
        assert client.get("/ogc/collections").status_code == 200


def test_what_is_kept_is_counted(village):
    now = MapTables(village)
    before = Sizes().add(now)
    with TestClient(Starlette(routes=ogc_routes(lambda: now))) as client:
        client.get(ITEMS)
    held = collections.collection(now, "cameras")
    assert (
        Sizes().add(now) - before
        >= held.table.drop(columns="geometry").memory_usage(deep=True).sum() / 2
    )


@pytest.mark.parametrize(
    "error", [StoreError("postgresql://u:p@db.example:5432"), BoundaryError("x")]
)
def test_a_register_out_of_reach_is_503_and_says_not_where_it_lies(error):
    def current():
        raise error

    with TestClient(Starlette(routes=ogc_routes(current))) as client:
        answer = client.get(ITEMS)
        assert client.get("/ogc").status_code == 200
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert "db.example" not in answer.text
    assert answer.headers["retry-after"] == "10"


def test_long_pages_say_what_short_ones_do(serve):
    """More rows than a block, from what is kept and anew: the same texts, in the same order."""
    rows = [
        {"xy": (x, x % 7), "name": f"Camera {x}\n", "status": "working"} for x in range(1, 1300)
    ]
    found = analyse(world.cameras(*rows), world.equipment(), world.communes(), world.nowhere())
    with serve(found) as client:
        page = {"limit": "1250", "offset": "20"}
        twice = [client.get("collections/cameras/items", params=page).json() for _ in range(2)]
        assert twice[0]["features"] == twice[1]["features"]
        short = []
        for offset in range(20, 1270, 125):
            query = {"limit": "125", "offset": str(offset)}
            short += client.get("collections/cameras/items", params=query).json()["features"]
        assert twice[0]["features"] == short
        some = {"limit": "1250", "offset": "20", "properties": "name"}
        names = client.get("collections/cameras/items", params=some).json()["features"]
        assert [o["properties"]["name"] for o in names] == [o["properties"]["name"] for o in short]
        swapped = page | {"crs": "http://www.opengis.net/def/crs/EPSG/0/4326"}
        places = client.get("collections/cameras/items", params=swapped).json()["features"]
        assert [o["geometry"]["coordinates"][::-1] for o in places] == [
            o["geometry"]["coordinates"] for o in short
        ]
        found = client.get(
            "collections/cameras/items", params={"filter": "lon > 0", "limit": "1300"}
        )
        assert found.json()["numberReturned"] == 1299
