"""A register in which every layer has rows, and the service over it."""

import json
from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.core.crs import WGS84
from gis.live.features.routes import ogc_routes
from gis.mapserver.cameras import MapTables
from tests import world
from tests.export.every_column import full_cameras

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60}
# C0 to C3 stand in West; C4 in East; C5 has no position.
CAMERAS = [
    {
        "xy": (100, 500),
        **VIEW,
        "status": "working",
        "name": "Chợ Đông",
        "surveyed_on": "2026-01-10",
    },
    {"xy": (300, 500), **VIEW, "status": "broken", "name": "Cổng xã", "surveyed_on": "2026-02-10"},
    {"xy": (500, 500), **VIEW, "status": "broken", "name": "chợ Tây", "repair_cost_vnd": 2e6},
    {"xy": (700, 500), **VIEW, "status": "working", "surveyed_on": "2026-03-10", "range_m": 250},
    {"xy": (1300, 500), **VIEW, "status": "abandoned", "name": "100%_tốt"},
    {"status": "broken", "name": "O'Hara", "surveyed_on": "2026-02-20"},
]


@pytest.fixture(scope="session")
def village():
    cameras = world.cameras(*CAMERAS)
    places = world.demand(
        {"shape": "POINT (150 500)", "name": "Trường"}, {"shape": "POINT (900 900)"}
    )
    return analyse(cameras, world.equipment(), world.communes(), places)


@pytest.fixture(scope="session")
def full():
    """Return an analysis in which no layer is empty but those of PTZ cameras and of detail."""
    units = world.equipment(
        {"equipment_id": "R", "kind": "recorder", "status": "broken", "cause": "theft"},
        {"equipment_id": "L", "kind": "line", "name": "=cáp", "monthly_cost_vnd": 30_000},
    )
    places = world.demand(
        {"shape": "LINESTRING (0 520, 2000 520)", "weight_per_km": 4.0, "name": "Đường 9"},
        {"shape": "POINT (60 540)", "weight": 6.0},
    )
    house = gpd.GeoDataFrame(
        {"building_id": ["way/1"], "height_m": [6.0]},
        geometry=world.placed([shapely.box(900, 900, 910, 920)]),
        crs=WGS84,
    )
    return analyse(full_cameras(), units, world.communes(), places, buildings=house)


def served(analysis) -> TestClient:
    """Return a client of the service over one analysis."""
    now = MapTables(analysis)
    app = Starlette(routes=ogc_routes(lambda: now))
    return TestClient(app, base_url="http://testserver/ogc", headers={"Accept-Language": "en"})


@pytest.fixture(scope="session")
def client(full):
    with served(full) as opened:
        yield opened


@pytest.fixture(scope="session")
def serve():
    return served


@pytest.fixture(scope="session")
def ask(village):
    """Return what asks the village for cameras: parameters → what the page says."""
    with served(village) as opened:

        def asked(layer="cameras", **parameters):
            names = {
                name.replace("_", "-", name.startswith(("bbox_", "filter_"))): value
                for name, value in parameters.items()
            }
            answer = opened.get(f"collections/{layer}/items", params=names)
            page = json.loads(answer.content)
            ids = [one["id"] for one in page.get("features", [])]
            return SimpleNamespace(status=answer.status_code, page=page, ids=ids, answer=answer)

        yield asked
