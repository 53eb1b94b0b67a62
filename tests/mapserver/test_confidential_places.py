"""The map says which of the cameras it draws are confidential, by their place among them."""

import json

import pytest

from gis.analysis.run import analyse
from gis.demand.layers import no_demand
from gis.mapserver.cameras import MapTables
from tests import world

ROWS = (
    {"camera_id": "NOWHERE"},
    {"camera_id": "A", "xy": (500, 500), "commune_code": "00001"},
    {"camera_id": "S", "xy": (600, 500), "commune_code": "00001", "confidentiality": "secret"},
    {"camera_id": "I", "xy": (700, 500), "confidentiality": "internal"},
    {"camera_id": "T", "xy": (1500, 500), "commune_code": "00002", "confidentiality": "secret"},
)


@pytest.fixture(scope="module")
def found():
    return analyse(world.cameras(*ROWS), world.equipment(), world.communes(), no_demand())


@pytest.mark.parametrize(
    ("how", "places"),
    [({}, [1, 3]), ({"commune": "00002"}, [0]), ({"confidential": False}, [])],
)
def test_they_are_told_by_their_places(found, how, places):
    tables = MapTables(found, **how)
    assert json.loads(tables.commune_json)["confidential"] == places
    codes = found.cameras["camera_id"].iloc[tables.located]
    assert set(codes.iloc[places]) <= {"S", "T"}
