"""What communes are coloured by, counted by hand."""

import json

import pytest

from gis.analysis.run import analyse
from gis.core.choices import FaultPart
from gis.mapserver.cameras import MapTables
from gis.mapserver.commune_figures import figure_json
from tests import world


@pytest.fixture(scope="module")
def figures():
    """Commune 1: A works, B is broken (2 million), C hangs on a broken recorder (3 million)."""
    cameras = world.cameras(
        {"camera_id": "A", "xy": (100, 500), "status": "working", "custodian": "Công an xã West"},
        {"camera_id": "B", "xy": (200, 500), "status": "broken", "repair_cost_vnd": 2e6},
        {"camera_id": "C", "xy": (300, 500), "status": "working", "depends_on": "R"},
    )
    recorder = world.equipment(
        {
            "equipment_id": "R",
            "kind": FaultPart.RECORDER,
            "status": "broken",
            "repair_cost_vnd": 3e6,
        }
    )
    demand = world.demand({"shape": "POINT (0 0)", "weight": 1})
    return json.loads(figure_json(MapTables(analyse(cameras, recorder, world.communes(), demand))))


def test_shares_money_and_numbers_of_a_commune(figures):
    first = figures[0]
    assert first["working"] == pytest.approx(1 / 3, abs=1e-4)
    assert first["live"] == 0
    assert first["cost_vnd"] == 5e6
    assert first["orphans"] == 2  # B and C name nobody


def test_a_commune_without_cameras_has_no_figures(figures):
    assert set(figures[1].values()) == {None}
