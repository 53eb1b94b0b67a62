"""What is behind a figure counts and sums to just that figure: of every commune, of each state."""

import numpy as np
import pandas as pd
import pytest

from gis.analysis.result import CAMERA_COUNTS
from gis.analysis.run import analyse
from gis.analysis.summary import summary_of
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.choices import Goal
from gis.core.errors import GisError
from gis.coverage.area import AREAS
from gis.drill_down import PLACES, drill_down, regained, visited_cameras
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.simulation.register import simulate
from tests import world
from tests.village import CAMERAS, UNITS
from tests.village import PLACES as VILLAGE

WEIGHTS = [figure for figure in PLACES if figure.endswith("_weight")]
SQUARE = {"kind": "fisheye", "range_m": 30.0, "status": "working"}


@pytest.fixture(scope="module")
def demo():
    communes = communes_or_schematic()
    made = simulate(communes, read_succession(), cameras=200, seed=2)
    return analyse(made.cameras, made.equipment, communes, made.demand)


@pytest.mark.parametrize("figure", CAMERA_COUNTS)
def test_as_many_cameras_as_every_commune_counts(demo, figure):
    counted = demo.communes.set_index("code")[figure]
    found = {code: len(drill_down(demo, figure, commune=code).cameras) for code in counted.index}
    assert found == counted.to_dict()
    assert len(drill_down(demo, figure).cameras) == summary_of(demo).counts[figure]


@pytest.mark.parametrize("figure", WEIGHTS)
def test_places_weigh_what_every_commune_sums(demo, figure):
    summed = demo.communes.set_index("code")[figure]
    found = [drill_down(demo, figure, commune=code).places["weight"].sum() for code in summed.index]
    assert found == pytest.approx(summed.to_numpy(), abs=1e-9)
    assert drill_down(demo, figure).places["weight"].sum() == pytest.approx(summed.sum())


@pytest.mark.parametrize("state", ["lost", "gap"])
def test_places_and_roads_are_those_of_the_overview(demo, state):
    unseen = summary_of(demo).unseen.loc[state]
    roads = drill_down(demo, f"road_km_{state}").places
    assert roads["length_m"].sum() / 1000 == pytest.approx(unseen["road_km"])
    assert len(drill_down(demo, f"places_{state}").places) == unseen["places"] > 0


@pytest.mark.parametrize("figure", AREAS)
def test_there_is_ground_just_where_there_are_cameras(demo, figure):
    """Ground only broken cameras see needs one; one may also look where others see."""
    areas = demo.communes.set_index("code")[figure]
    there = np.array([len(drill_down(demo, figure, commune=c).cameras) > 0 for c in areas.index])
    some = areas.to_numpy() > 1e-9  # a thousandth of a square metre
    assert there[some].all()
    if figure not in ("unconfirmed_km2", "lost_km2"):
        assert some.tolist() == there.tolist()


def test_reasons_split_the_cameras_that_do_not_see(demo):
    now = summary_of(demo)
    for column, counted in (("fault_part", now.not_seeing), ("cause", now.causes)):
        found = {word: len(drill_down(demo, f"{column}:{word}").cameras) for word in counted.index}
        assert found == counted["cameras"].to_dict()
        assert sum(found.values()) == now.counts["not_seeing"]


def test_lost_places_lead_to_the_broken_cameras_that_would_see_them():
    cameras = world.cameras(
        {"camera_id": "A", "xy": (100, 100), **SQUARE},
        {"camera_id": "B", "xy": (500, 100), **SQUARE | {"status": "broken"}},
        {"camera_id": "C", "xy": (110, 100), **SQUARE | {"status": "broken"}},
    )
    demand = world.demand(
        {"shape": "POINT (500 120)", "name": "Trường", "weight": 5.0},
        {"shape": "POINT (100 110)", "name": "Chợ", "weight": 5.0},
    )
    found = drill_down(analyse(cameras, world.equipment(), world.communes(), demand), "places_lost")
    assert found.places["name"].tolist() == ["Trường"]
    assert found.cameras["camera_id"].tolist() == ["B"]  # C looks where A sees


def test_ground_seen_twice_and_thrice_leads_to_those_who_share_it():
    """Three views in a row: two overlaps, none of all three; then a fourth over the first."""
    at = zip("ABC", (200, 250, 300), strict=True)
    row = [{"camera_id": c, "xy": (x, 500), **SQUARE} for c, x in at]
    alone = {"camera_id": "D", "xy": (900, 500), **SQUARE}
    over = {"camera_id": "E", "xy": (225, 500), **SQUARE}

    def ids(figure, *rows):
        demand = world.demand({"shape": "POINT (0 0)", "weight": 1.0})
        found = analyse(world.cameras(*rows), world.equipment(), world.communes(), demand)
        return drill_down(found, figure, commune="00001").cameras["camera_id"].tolist()

    assert ids("twice_km2", *row, alone) == ["A", "B", "C"]
    assert ids("thrice_km2", *row, alone) == []
    assert ids("thrice_km2", *row, alone, over) == ["A", "B", "E"]
    assert ids("working_km2", *row, alone) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("goal", Goal)
def test_what_a_plan_brings_back_weighs_what_the_plan_adds(demo, goal):
    todo, gained = work(demo, goal), []
    for commune in (None, *demo.communes.nlargest(5, "not_seeing")["code"]):
        request = Request(request_money([150e6]), goal=goal, commune=commune)
        told = make_plan(demo, todo, request)
        found = regained(demo, todo, told, commune=commune)
        gained.append(told.after - told.before)
        assert found.places["weight"].sum() == pytest.approx(gained[-1])
        listed = {camera for ids in told.lines["cameras"] for camera in ids}
        assert set(found.cameras["camera_id"]) == listed
    assert gained[0] > 0
    assert max(gained[1:]) > 0


def test_a_plan_leads_to_the_places_it_brings_back_and_no_others():
    """For 10 million the recorder with its broken camera; the other one stays as it is."""
    found = analyse(*map_of(CAMERAS, UNITS), world.communes(), world.demand(*VILLAGE))
    todo = work(found)
    back = regained(found, todo, make_plan(found, todo, Request(request_money([10e6]))))
    assert back.cameras["camera_id"].tolist() == ["C0", "C1"]
    assert sorted(back.places["category"]) == ["market", "school"]
    assert set(back.places["coverage"]) == {"lost"}


def map_of(rows, units):
    return world.cameras(*rows), world.equipment(*units)


def test_a_visit_to_equipment_concerns_the_cameras_behind_it_however_far():
    needs = {"A": "R", "B": "S", "C": "", "D": ""}
    cameras = [{"camera_id": camera, "depends_on": unit} for camera, unit in needs.items()]
    units = [{"equipment_id": "R", "depends_on": "S"}, {"equipment_id": "S"}]
    demand = world.demand({"shape": "POINT (0 0)", "weight": 1.0})
    found = analyse(*map_of(cameras, units), world.communes(), demand)

    def visits(*ids):
        kinds = ["camera" if one in needs else "equipment" for one in ids]
        return pd.DataFrame({"subject": kinds, "subject_id": ids})

    def ids(*subjects):
        return visited_cameras(found, visits(*subjects)).cameras["camera_id"].tolist()

    assert (ids("R"), ids("S"), ids("C", "R"), ids()) == (["A"], ["A", "B"], ["A", "C"], [])
    assert "2" in visited_cameras(found, visits("C", "R")).about


def test_an_unknown_figure_is_refused(demo):
    with pytest.raises(GisError, match="nothing"):
        drill_down(demo, "nothing")
