"""Kept plans: of a commune, never overwritten unasked, carried over, refused in words, opened."""

import json
from dataclasses import replace

import numpy as np
import pytest

from gis.analysis.result import ViewTerms
from gis.core.errors import GisError
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import (
    Request,
    as_values,
    months,
    request_from_values,
    request_money,
)
from gis.runtime.snapshot import Snapshots
from gis.scenarios.records import SCENARIO_VERSION
from gis.scenarios.reopening import (
    dropped,
    reopening_sentences,
    request_today,
    scenario_differences,
)
from gis.scenarios.scenarios import (
    SCENARIO_PREFIX,
    NameTakenError,
    choose,
    compared,
    find_scenario,
    forget,
    free_name,
    list_scenarios,
    name_owner,
    proposed,
    save_scenario,
)
from gis.scenarios.table import scenario_table
from gis.store.store import Store
from tests.restoration.known_plan import Made
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

WEST, EAST = "00001", "00002"


@pytest.fixture
def village(tmp_path, monkeypatch):
    """A recorder of 8 million behind two cameras, one broken (2); another camera broken (3)."""
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


def keep_one(village, name, *, million=13.0, commune=None, **how):
    request = Request(request_money([million * 1e6]), commune=commune)
    save_scenario(village.store, name, request, made(village, request), **how)


def opened(village, name):
    """Return the request, the plan of now, and what differs."""
    plan, taken = find_scenario(village.store, name), village.current()
    todo = taken.planner.work(plan.parsed_request.goal, plan.parsed_request.weigh)
    request = request_today(plan, taken.analysis, todo)
    told = make_plan(taken.analysis, todo, request)
    return request, told, scenario_differences(plan, taken.analysis, todo, told)


FULL = Request(
    request_money([1e6, 2e6, 3e6], phases=True),
    goal="both",
    weigh="cameras",
    total_vnd=5e6,
    months=months(3),
    monthly_vnd=2e5,
    floor=0.25,
    share="need",
    locked=frozenset(["C2"]),
    excluded=frozenset(["R"]),
    commune=EAST,
)


def test_a_kept_plan_gives_back_every_condition(village):
    plan = made(village, Request(request_money([3e6]), commune=EAST))
    terms = ViewTerms("identify", "night", live_only=True)
    save_scenario(village.store, "Đủ điều kiện", FULL, plan, terms=terms, who="An")
    held = find_scenario(village.store, "Đủ điều kiện")
    assert as_values(held.parsed_request) == as_values(FULL)
    assert (held.commune, held.terms, held.result["who"]) == (EAST, terms, "An")
    assert [(line["id"], line["cost_vnd"]) for line in held.result["lines"]] == [("C2", 3e6)]


def test_a_name_is_never_overwritten_unasked(village):
    keep_one(village, "Phương án 1", million=13, who="An")
    for again in ("Phương án 1", "  phương   ÁN 1 "):
        with pytest.raises(NameTakenError, match="Phương án 1"):
            keep_one(village, again, million=3)
    assert find_scenario(village.store, "Phương án 1").result["cost_vnd"] == 13e6
    other = free_name(village.store, "Phương án 1", None)
    assert other == "Phương án 1 (2)"
    keep_one(village, other, million=3)
    keep_one(village, "phương án 1", million=8, replace=True)
    costs = {plan.name: plan.result["cost_vnd"] for plan in list_scenarios(village.store)}
    assert costs == {"phương án 1": 8e6, "Phương án 1 (2)": 3e6}


def test_a_free_name_stays_within_the_letters_there_are(village):
    keep_one(village, "x" * 80)
    other = free_name(village.store, "x" * 80, None)
    assert (len(other), other[-4:]) == (80, " (2)")


def test_two_communes_use_one_name(village):
    keep_one(village, "Phương án 1", commune=WEST, million=10)
    keep_one(village, "Phương án 1", commune=EAST, million=3)
    keep_one(village, "Phương án 1", million=13)
    assert sorted(plan.result["cost_vnd"] for plan in list_scenarios(village.store)) == [
        3e6,
        10e6,
        13e6,
    ]
    assert find_scenario(village.store, "Phương án 1", EAST).result["cost_vnd"] == 3e6
    with pytest.raises(GisError, match=EAST):
        find_scenario(village.store, "Phương án 1")
    forget(village.store, find_scenario(village.store, "Phương án 1", WEST))
    assert {plan.commune for plan in list_scenarios(village.store)} == {None, EAST}


def test_the_plan_a_commune_proposes(village):
    assert proposed(village.store, WEST) is None
    keep_one(village, "A", commune=WEST, million=10)
    keep_one(village, "B", commune=WEST, million=2)
    keep_one(village, "A", commune=EAST, million=3)
    for name in "AB":
        choose(village.store, find_scenario(village.store, name, WEST), who="An")
    name, request, result = proposed(village.store, WEST)
    assert (name, request.commune, result["cost_vnd"]) == ("B", WEST, 0)
    assert proposed(village.store, EAST) is None
    forget(village.store, find_scenario(village.store, "B"))
    assert proposed(village.store, WEST) is None


OLD = {
    "request": {
        "budgets": [
            {
                "commune_code": "",
                "payer": "",
                "phase": 1,
                "amount_vnd": 13e6,
                "eligible_origin": "all",
            }
        ],
        "goal": "see",
        "total_vnd": None,
        "months": [1.0],
        "monthly_vnd": None,
        "floor": 0.0,
        "share": "lost",
        "locked": [],
        "excluded": [],
        "commune": None,
    },
    "result": {
        "cost_vnd": 13e6,
        "monthly_vnd": 2e5,
        "covered_weight_before": 0.0,
        "covered_weight_after": 12.0,
        "gap": 0.0,
        "repairs": ["R", "C1", "C2"],
        "cameras": 3,
        "day": "2026-03-05",
        "who": "An",
    },
}


def test_a_plan_of_the_version_before_is_carried_over(village):
    village.store.set(SCENARIO_PREFIX + "Cũ: bản 1", OLD)
    plan = find_scenario(village.store, "cũ: bản 1")
    assert (plan.commune, plan.terms, plan.wrong) == (None, None, "")
    _request, told, found = opened(village, "Cũ: bản 1")
    assert told.cost_vnd == 13e6
    assert found.empty
    assert "phiên bản cũ" in " ".join(reopening_sentences(plan, found, told))
    with pytest.raises(NameTakenError):
        keep_one(village, "Cũ: bản 1")
    keep_one(village, "Cũ: bản 1", replace=True)
    [one] = list_scenarios(village.store)
    assert one.terms == ViewTerms()


def broken(*path, **change):
    """Return a sound plan of today in which something is changed."""
    value = json.loads(json.dumps(OLD)) | {
        "version": SCENARIO_VERSION,
        "name": "Hỏng",
        "terms": None,
    }
    value["result"]["lines"] = []
    place = value
    for step in path:
        place = place[step]
    return place.update(change) or value


@pytest.mark.parametrize(
    "value",
    [
        *("text", 5, [], {}, {"version": SCENARIO_VERSION}, {"version": "2"}, {"version": None}),
        *(broken(version=0), broken(version=-3), broken(request=None), broken(result=[])),
        *(broken("request", goal="none"), broken("request", budgets=[]), broken(terms={"x": 1})),
        broken("request", more=1),
        broken("request", months=[]),
        broken("request", months=["x"]),
        broken("request", floor=7),
        broken("request", floor=float("nan")),
        broken("request", share="x"),
        broken("request", commune=5),
        broken("request", monthly_vnd=-1),
        broken("request", total_vnd="viel"),
        broken("request", locked=5),
        broken("request", budgets=[{"phase": 1}]),
        broken("request", budgets=[OLD["request"]["budgets"][0] | {"phase": 2}]),
        broken("request", budgets=[OLD["request"]["budgets"][0] | {"amount_vnd": float("nan")}]),
        broken("request", budgets=[OLD["request"]["budgets"][0] | {"eligible_origin": None}]),
        broken("result", cost_vnd="x"),
        broken("result", cost_vnd=float("inf")),
        broken("result", day="5.3."),
        broken("result", lines=[{"id": "C1"}]),
        broken(terms={"level": "x", "light": "day", "live_only": False}),
    ],
)
def test_a_damaged_plan_is_listed_with_the_reason_and_can_be_removed(tmp_path, value):
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    store.set(f"{SCENARIO_PREFIX}:Hỏng", value)
    save_scenario(store, "Lành", Request(request_money([2e6])), Made())
    sound, bad = list_scenarios(store)
    assert (sound.wrong, sound.name) == ("", "Lành")
    assert "Hỏng" in bad.name
    assert bad.wrong.startswith("Phương án lưu bị hỏng")
    assert bad.wrong in scenario_table([sound, bad], communes(), set()).to_numpy()
    for act in (compared, lambda plan: choose(store, plan), lambda plan: plan.parsed_request):
        with pytest.raises(GisError):
            act(bad)
    with pytest.raises(NameTakenError):  # nor is what cannot be read overwritten unasked
        save_scenario(store, "Hỏng", Request(request_money([2e6])), Made())
    forget(store, bad)
    assert [plan.name for plan in list_scenarios(store)] == ["Lành"]


def test_a_plan_of_a_newer_version_says_so_and_stays(village):
    village.store.set(
        f"{SCENARIO_PREFIX}{WEST}:Mới", broken(version=SCENARIO_VERSION + 1, name="Mới")
    )
    [plan] = list_scenarios(village.store)
    assert (plan.name, "mới hơn" in plan.wrong) == ("Mới", True)
    with pytest.raises(NameTakenError):
        keep_one(village, "Mới", commune=WEST)


def test_what_could_not_be_read_again_is_not_kept(village):
    plan = made(village, Request(request_money([13e6])))
    with pytest.raises(GisError):
        save_scenario(village.store, "Quá lớn", Request(request_money([1e16])), plan)
    assert list_scenarios(village.store) == []


def test_opening_says_nothing_where_nothing_differs(village):
    keep_one(village, "A")
    _request, told, found = opened(village, "A")
    assert found.empty
    assert reopening_sentences(find_scenario(village.store, "A"), found, told) == []


def test_opening_tells_what_differs_with_both_figures(village):
    keep_one(village, "A")
    # The recorder is dearer, one camera works again, the other left the register; one is new.
    fresh = {
        "camera_id": "N1",
        "xy": (1300, 500),
        "azimuth_deg": 90,
        "range_m": 100,
        "hfov_deg": 60,
        "status": "broken",
        "repair_cost_vnd": 1e6,
    }
    village.store.save(
        cameras=cameras({**CAMERAS[1], "camera_id": "C1", "status": "working"}, fresh),
        equipment=equipment({**UNITS[0], "repair_cost_vnd": 9e6}),
        source="test",
    )
    _gone(village.store, "C2")
    _request, told, found = opened(village, "A")
    changes = {row["id"]: row for row in found.to_dict("records")}
    assert {id_: row["change"] for id_, row in changes.items()} == {
        "R": "cost",
        "C1": "needless",
        "C2": "gone",
        "N1": "new",
    }
    assert (changes["R"]["then_vnd"], changes["R"]["now_vnd"]) == (8e6, 9e6)
    assert (changes["C1"]["then_vnd"], np.isnan(changes["C1"]["now_vnd"])) == (2e6, True)
    assert (changes["C2"]["then_vnd"], np.isnan(changes["N1"]["then_vnd"])) == (3e6, True)
    said = " ".join(reopening_sentences(find_scenario(village.store, "A"), found, told))
    assert "khi lưu 13,0, hiện nay 10,0" in said


def _gone(store, code):
    from sqlalchemy import delete  # noqa: PLC0415

    from gis.store import tables  # noqa: PLC0415

    with store.engine.begin() as connection:
        connection.execute(delete(tables.camera).where(tables.camera.c.camera_id == code))
    store.set("touched", 1)


def test_what_was_required_and_is_no_repair_any_more_is_left_out_and_told(village):
    request = Request(request_money([13e6]), locked=frozenset(["C2"]), excluded=frozenset(["R"]))
    save_scenario(village.store, "A", request, made(village, request))
    repaired = {**CAMERAS[2], "camera_id": "C2", "status": "working"}
    village.store.save(cameras=cameras(repaired), source="test")
    asked, _in_words, _found = opened(village, "A")
    assert (asked.locked, asked.excluded) == (frozenset(), frozenset(["R"]))
    assert dropped(find_scenario(village.store, "A"), asked) == ["C2"]


def test_a_plan_of_a_commune_that_is_no_more_is_refused_in_words(village):
    plan = made(village, Request(request_money([13e6])))
    save_scenario(village.store, "A", replace(Request(request_money([1e6])), commune="99999"), plan)
    with pytest.raises(GisError, match="99999"):
        opened(village, "A")


def test_a_request_survives_being_written():
    assert as_values(request_from_values(json.loads(json.dumps(as_values(FULL))))) == as_values(
        FULL
    )


def test_a_name_in_another_spelling_of_its_letters_is_the_same(village):
    keep_one(village, "Phương án Đông Hà")
    decomposed = "Phu\u031bo\u031bng a\u0301n \u0110o\u0302ng Ha\u0300"
    assert name_owner(village.store, decomposed, None) is not None


def test_each_plan_says_whose_it_is_for_what_when_and_by_whom(village):
    keep_one(village, "A", commune=EAST, million=3, who="Bình")
    choose(village.store, find_scenario(village.store, "A"))
    [plan] = list_scenarios(village.store)
    [row] = scenario_table([plan], communes(), {plan.key}).to_dict("records")
    assert row["Tên"] == "A"
    assert {"Bình", "phương án đề nghị", "3,0"} <= set(row.values())
