"""The plan page: how sure a plan is, worked out beside the page, and sites for new cameras."""

import json
from threading import Event

import pytest

from gis.core.language import _
from gis.restoration.robustness import assessment as uncertain
from gis.runtime import plan_cache as planner
from gis.runtime.snapshot import snapshots
from pages.components.plan.new_cameras import sites_geojson
from tests.pages.screen import (
    KNOWN,
    budget,
    keys,
    lines,
    opened,
    page,
    press,
    table_with,
    texts,
    until,
)
from tests.world import cameras, demand

pytestmark = pytest.mark.usefixtures("two_communes")

DRAWS = 110


@pytest.fixture
def known(store):
    """One broken camera, of which all is known."""
    store.save(
        cameras=cameras({"camera_id": "A", "xy": (100, 100)} | KNOWN),
        demand=demand({"shape": "POINT (100 120)", "weight": 6}),
        source="test",
    )
    return store


@pytest.fixture
def uncertain_town(store, monkeypatch):
    """A brings back 6 for certain; B, for the same money, 8 if it looks there: in 1 of 4 draws."""
    table = cameras(
        {"camera_id": "A", "xy": (100, 100)} | KNOWN,
        {"camera_id": "B", "xy": (500, 500)} | KNOWN | {"azimuth_deg": None},
    )
    places = demand(
        {"shape": "POINT (100 120)", "weight": 6}, {"shape": "POINT (500 520)", "weight": 8}
    )
    store.save(cameras=table, demand=places, source="test")
    asked = []

    def few(*told, **how):
        asked.append(how)
        return uncertain.judge(*told, **how, draws=DRAWS)

    monkeypatch.setattr(planner, "judge", few)
    return asked


def judged(shown):
    return _("How sure") in lines(shown)


def test_each_repair_tells_how_sure_it_is_and_what_to_find_out_first(
    app,
    uncertain_town,
):
    shown = page(app, "plan")
    budget(shown).set_value(2.0).run()
    press(shown, "plan_judge")
    until(shown, judged)
    row = lines(shown).set_index(_("Repair")).loc["A"]
    share = int(row[_("Share of draws")].split()[0])
    assert (row[_("How sure")], 55 < share < 95) == ("nhiều khả năng", True)
    first = table_with(shown, _("Could change (weight)"))
    assert first[_("Camera or repair")].tolist() == ["B"]
    assert first[_("Not known")].tolist() == ["hướng"]
    assert first[_("May see (weight)")].tolist() == ["0,0 – 8,0"]
    assert f"B ({100 - share} %)" in texts(shown).replace("\\", "")


def test_what_was_judged_once_is_not_judged_again(app, uncertain_town):
    shown = page(app, "plan")
    budget(shown).set_value(2.0).run()
    press(shown, "plan_judge")
    until(shown, judged)
    budget(shown).set_value(1.0).run()
    assert not judged(shown)
    budget(shown).set_value(2.0).run()
    assert judged(shown)
    assert len(uncertain_town) == 1


def test_where_all_is_known_nothing_needs_a_survey(app, known):
    shown = page(app, "plan")
    budget(shown).set_value(2.0).run()
    press(shown, "plan_judge")
    until(shown, judged)
    row = lines(shown).iloc[0]
    assert (row[_("How sure")], row[_("Share of draws")]) == ("chắc chắn", "100 %")
    assert _(
        "Nothing that is still unknown could change this plan: it can be carried out as it is."
    ) in texts(shown)


def test_judging_tells_how_far_it_is_and_can_be_stopped(app, known, monkeypatch):
    ended = Event()

    def slow(*_in_words, progress, **_how):
        try:
            while not ended.wait(0.01):
                progress(50, 200)
        finally:
            ended.set()

    monkeypatch.setattr(planner, "judge", slow)
    shown = page(app, "plan")
    budget(shown).set_value(2.0).run()
    press(shown, "plan_judge")
    until(shown, lambda now: any("25 %" in bar.proto.text for bar in now.get("progress")))
    assert "plan_judge" not in keys(shown)
    press(shown, "plan_judge_stop")
    assert ended.wait(5)
    assert "plan_judge" in keys(shown)
    assert not judged(shown)


def test_a_plan_without_repairs_cannot_be_judged(app, known):
    shown = page(app, "plan")
    budget(shown).set_value(0.0).run()
    assert shown.button("plan_judge").disabled


@pytest.fixture
def gap(store):
    """A pole left by a camera, with a place before it that no camera sees."""
    table = cameras(
        {
            "camera_id": "P",
            "xy": (100, 100),
            "status": "abandoned",
            "name": "Cột P",
            "kind": "fixed",
            "hfov_deg": 90,
            "range_m": 5,
            "azimuth_deg": 180,
        }
    )
    places = demand({"shape": "POINT (100 110)", "weight": 6, "name": "Chợ Hôm"})
    store.save(cameras=table, demand=places, source="test")
    return store


def sites_for(shown, amount):
    shown.text_input("sites_budget").set_value(f"{amount} triệu").run()
    press(shown, "sites_find")
    until(shown, lambda now: not {"sites_find", "sites_stop"} & keys(now))


def test_new_cameras_stand_apart_with_a_budget_of_their_own(app, gap):
    shown = opened(app, "plan")
    assert _("New investment: cameras where no repair can help") in [
        s.value for s in shown.subheader
    ]
    told = texts(shown)
    assert _("Find sites") in told
    sites_for(shown, 10)
    table = table_with(shown, _("Why here"))
    [site] = table.to_dict("records")
    assert site[_("Where it stands")] == "Cột P"
    assert site[_("Why here")] == "cột của camera bỏ trống"
    assert (site[_("Cost (million VND)")], site[_("Weight gained")]) == (5.85, 6)
    assert site[_("Sees anew")] == "Chợ Hôm"
    assert "sites_find" not in keys(shown)


def test_sites_leave_as_geojson_marked_as_new_investment(gap):
    taken = snapshots(str(gap.engine.url)).current()
    made = planner.new_sites(taken.analysis, budget_vnd=1e7, prices=taken.planner.prices)
    [feature] = json.loads(sites_geojson(taken.analysis, made))["features"]
    assert feature["properties"]["new_investment"]
    assert feature["geometry"]["type"] == "Point"


def test_too_little_money_says_what_to_do(app, gap):
    shown = opened(app, "plan")
    sites_for(shown, 1)
    assert _(
        "No new camera that sees something anew can be had for this money: enter a greater budget."
    ) in [i.value for i in shown.info]


def test_without_places_for_cameras_the_page_says_so(app, known):
    shown = opened(app, "plan")
    sites_for(shown, 10)
    assert any("nút giao" in w.value for w in shown.warning)
