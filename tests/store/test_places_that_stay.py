"""What goes with the simulated data is told, and its places may stay, simulated as they are."""

import pytest

from gis.store.store import leaving
from tests.world import cameras, demand, equipment

TWO = cameras({"camera_id": "A"}, {"camera_id": "B"})
REAL = cameras({"camera_id": "C1"})
BOX = equipment({"equipment_id": "R", "kind": "recorder"})
PLACES = demand(
    {"shape": "POINT (5 5)", "weight": 6.0},
    {"shape": "POINT (6 6)", "weight": 6.0},
    {"shape": "LINESTRING (0 0, 100 0)", "weight_per_km": 4.0},
)
REAL_PLACES = demand({"shape": "POINT (7 7)", "weight": 6.0}).assign(demand_id="real")


@pytest.fixture
def simulated(store):
    store.save(cameras=TWO, equipment=BOX, demand=PLACES, source="demo", simulated=True)
    store.set("scenario:thu", {"cost": 1}, simulated=True)
    store.set("weights", {"market": 2})
    return store


def counted(**counts):
    names = ("cameras", "equipment", "places", "roads", "rounds", "settings")
    return dict.fromkeys(names, 0) | counts


def test_what_is_simulated_is_counted_by_kind(simulated):
    everything = counted(cameras=2, equipment=1, places=2, roads=1, settings=1)
    assert simulated.simulated() == everything
    assert leaving(everything, places=False) == everything


def test_all_goes_but_what_people_chose(simulated):
    simulated.remove_simulated()
    assert simulated.simulated() == counted()
    assert simulated.setting("scenario:thu") is None
    assert simulated.setting("weights") == {"market": 2}


def test_places_that_stay_are_still_simulated(simulated):
    simulated.remove_simulated(keep_demand=True)
    assert simulated.is_empty()
    assert len(simulated.demand()) == 3
    assert simulated.simulated() == counted(places=2, roads=1)
    assert simulated.is_simulated()


def test_real_cameras_go_beside_places_that_stayed_and_real_places_send_them_away(simulated):
    simulated.remove_simulated(keep_demand=True)
    assert not any(leaving(simulated.simulated(), places=False).values())
    simulated.save(cameras=REAL, source="list.xlsx", anew=False)
    simulated.save(cameras=REAL.assign(name="Chợ"), source="list.xlsx", anew=False)
    assert simulated.cameras()["camera_id"].tolist() == ["C1"]
    assert simulated.simulated() == counted(places=2, roads=1)
    simulated.save(demand=REAL_PLACES, source="places.xlsx")
    assert simulated.demand()["demand_id"].tolist() == ["real"]
    assert simulated.cameras()["name"].tolist() == ["Chợ"]
    assert not simulated.is_simulated()


def test_real_places_beside_simulated_cameras_are_no_part_of_it(store):
    store.save(demand=REAL_PLACES, source="places.xlsx")
    store.save(cameras=TWO, demand=PLACES, source="demo", simulated=True)
    assert store.simulated() == counted(cameras=2, places=2, roads=1)
    store.remove_simulated()
    assert store.demand()["demand_id"].tolist() == ["real"]
    assert not store.is_simulated()
