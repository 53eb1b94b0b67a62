"""The plan page: what other weights would change, and what fairness costs, on demand."""

from threading import Event

import pytest

from gis.core.language import _
from gis.runtime import plan_cache as planner
from tests.pages.screen import KNOWN, budget, keys, page, press, table_with, texts, until
from tests.world import cameras, demand

pytestmark = pytest.mark.usefixtures("two_communes")


@pytest.fixture
def town(store):
    """A before a market (6), B before a school (4), C in the other commune before an office."""
    rows = [
        {"camera_id": c, "xy": (x, 100), "name": f"Camera {c}"} | KNOWN
        for c, x in (("A", 100), ("B", 500), ("C", 1500))
    ]
    places = [
        {"shape": f"POINT ({x} 120)", "category": category, "weight": weight}
        for x, category, weight in ((100, "market", 6), (500, "school", 4), (1500, "office", 1))
    ]
    store.save(cameras=cameras(*rows), demand=demand(*places), source="test")


def test_repairs_that_stay_whatever_the_weights_and_those_that_do_not(app, town):
    shown = page(app, "plan")
    budget(shown).set_value(2.0).run()
    press(shown, "plan_reweigh")
    until(shown, lambda now: "1 hạng mục" in texts(now) or "0 trong 1 hạng mục" in texts(now))
    table = table_with(shown, _("Leave the plan")).set_index(_("Weight of"))
    assert table.loc["chợ", _("Leave the plan")] == "Camera A"
    assert table.loc["chợ", _("Enter the plan")] == "Camera B"


def test_what_fairness_costs_is_a_curve_and_a_table(app, town):
    shown = page(app, "plan")
    budget(shown).set_value(4.0).run()
    press(shown, "plan_equity")
    until(shown, lambda now: not {"plan_equity", "plan_equity_stop"} & keys(now))
    shown.session_state["plan_equity_points_tabs"] = _("Table")
    shown.run()
    table = table_with(shown, _("Commune worst off (%)"))
    assert table[_("Weight regained")].iloc[0] >= table[_("Weight regained")].iloc[-1]
    assert len(table) == 11


def test_both_tell_how_far_they_are_and_can_be_stopped(app, town, monkeypatch):
    ended = Event()

    def slow(*_in_words, progress, **_how):
        try:
            while not ended.wait(0.01):
                progress(3, 12)
        finally:
            ended.set()

    monkeypatch.setattr(planner, "equity", slow)
    shown = page(app, "plan")
    budget(shown).set_value(4.0).run()
    press(shown, "plan_equity")
    until(shown, lambda now: any("25 %" in bar.proto.text for bar in now.get("progress")))
    press(shown, "plan_equity_stop")
    assert ended.wait(5)
    assert "plan_equity" in keys(shown)
