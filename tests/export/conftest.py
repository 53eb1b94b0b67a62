"""DOC."""

import geopandas as gpd
import pytest
import shapely

from gis.analysis.run import analyse
from gis.core.crs import WGS84
from gis.demand.layers import no_demand as no_places
from tests import world
from tests.export.every_column import full_cameras


@pytest.fixture(scope="module")
def registers():
    """No camera at all; two of a first list, nothing known but a state; and all there can be."""
    none = world.equipment()
    bare = world.cameras(
        {"camera_id": "A", "name": "Chợ", "status": "broken", "commune_code": "00001"},
        {"camera_id": "B"},
    )
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
    pond = gpd.GeoDataFrame(
        {"water_id": ["way/2"]}, geometry=world.placed([shapely.box(0, 0, 30, 20)]), crs=WGS84
    )
    return {
        "empty": analyse(bare.iloc[:0], none, world.communes(), no_places()),
        "bare": analyse(bare, none, world.communes(), no_places()),
        "full": analyse(
            full_cameras(), units, world.communes(), places, buildings=house
        ).with_water(pond),
    }
