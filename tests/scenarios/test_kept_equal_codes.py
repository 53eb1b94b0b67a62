"""Kept plans opened after a camera and a piece of equipment have come to share a code."""

from dataclasses import replace

import pytest

from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.runtime.snapshot import Snapshots
from gis.scenarios.records import SCENARIO_VERSION
from gis.scenarios.reopening import dropped, request_today, scenario_differences
from gis.scenarios.scenarios import SCENARIO_PREFIX, find_scenario, save_scenario
from gis.store.archive import remove
from gis.store.by_hand import add_camera
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

TWIN = {
    "xy": (600, 500),
    "azimuth_deg": 90,
    "range_m": 100,
    "hfov_deg": 60,
    "camera_id": "R",
    "status": "broken",
    "repair_cost_vnd": 1e6,
    "name": "Cổng chợ",
}


@pytest.fixture
def village(tmp_path, monkeypatch):
    """A recorder R of 8 million behind two cameras, one broken (2); another camera broken (3)."""
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", communes)
    taken = Snapshots(f"sqlite:///{tmp_path / 'register.sqlite'}")
    taken.store.save(
        cameras=cameras(*CAMERAS),
        equipment=equipment(*UNITS),
        demand=demand(*PLACES),
        source="test",
    )
    return taken


def made(village, request):
    planner = village.current().planner
    return make_plan(planner.analysis, planner.work(request.goal, request.weigh), request)


def opened(village, name):
    plan, taken = find_scenario(village.store, name), village.current()
    todo = taken.planner.work(plan.parsed_request.goal, plan.parsed_request.weigh)
    request = request_today(plan, taken.analysis, todo)
    told = make_plan(taken.analysis, todo, request)
    return plan, request, scenario_differences(plan, taken.analysis, todo, told)


def with_twin(village):
    """Add a broken camera that is called as the recorder is."""
    add_camera(village.store, cameras(TWIN), source="test")


@pytest.mark.parametrize(
    ("how", "meant"), [("locked", {"equipment:R"}), ("excluded", {"camera:R", "equipment:R"})]
)
def test_what_was_asked_of_a_code_is_asked_of_what_bore_it(village, how, meant):
    """What was required is the recorder; what was left out stays out whichever it was."""
    request = replace(Request(request_money([14e6])), **{how: frozenset({"R"})})
    save_scenario(village.store, "A", request, made(village, request))
    with_twin(village)
    plan, asked, found = opened(village, "A")
    assert getattr(asked, how) == meant
    assert dropped(plan, asked) == []
    changed = dict(zip(found["id"], found["change"], strict=True))
    assert changed.get("equipment:R") is None
    assert changed.get("camera:R") == ("new" if how == "locked" else None)


@pytest.mark.parametrize("version", [1, SCENARIO_VERSION])
def test_plans_that_did_not_say_what_bore_a_code_are_opened(village, version):
    """Both R were meant then: their lines stand twice under one id."""
    with_twin(village)
    request = Request(request_money([14e6]), locked=frozenset({"equipment:R", "camera:R"}))
    save_scenario(village.store, "A", request, made(village, request))
    held = village.store.setting(f"{SCENARIO_PREFIX}:A")
    held["request"]["locked"] = ["R"]
    lines = [
        {
            "id": line["id"].removeprefix("equipment:").removeprefix("camera:"),
            "name": line["name"],
            "cost_vnd": line["cost_vnd"],
        }
        for line in held["result"]["lines"]
    ]
    held["result"]["lines"] = lines
    if version == 1:
        held["result"]["repairs"] = [line["id"] for line in lines]
        del held["version"]
    village.store.set(f"{SCENARIO_PREFIX}:A", held, who="", simulated=False)
    plan, asked, found = opened(village, "A")
    assert asked.locked == {"equipment:R", "camera:R"}
    assert dropped(plan, asked) == []
    assert found.empty


def test_a_plan_of_two_of_one_code_is_opened_when_one_is_gone(village):
    with_twin(village)
    request = Request(request_money([14e6]), locked=frozenset({"equipment:R"}))
    save_scenario(village.store, "A", request, made(village, request))
    village.store.save(cameras=cameras(*CAMERAS), equipment=equipment(*UNITS), source="b")
    remove(village.store, ["R"], reason="thừa", source="test")
    plan, asked, found = opened(village, "A")
    assert asked.locked == {"R"}
    assert dropped(plan, asked) == []
    assert found[["id", "change"]].to_numpy().tolist() == [["camera:R", "needless"]]
