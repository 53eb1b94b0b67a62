"""DOC."""

import pytest

from gis.analysis.run import analyse
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
    return {
        "empty": analyse(bare.iloc[:0], none, world.communes(), no_places()),
        "bare": analyse(bare, none, world.communes(), no_places()),
        "full": analyse(full_cameras(), units, world.communes(), places),
    }
