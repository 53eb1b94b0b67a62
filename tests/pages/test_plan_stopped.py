"""A plan whose limits hang together is looked for beside the page; the search can be stopped."""

import re
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from gis.core.language import _
from gis.restoration.plans import planning as plans
from gis.runtime import plan_cache as planner
from pages.components.plan import search as looking
from tests.pages.screen import budget, figures, keys, lines, page, press, texts, until


def with_floor(shown, percent=100):
    shown.slider("plan_floor").set_value(percent).run()
    assert not shown.exception


def planned(shown):
    return any(_("In the plan") in table.value for table in shown.dataframe)


@pytest.fixture
def slow(monkeypatch):
    """Each search waits until it is let go; gives the money asked for, and how to let go."""
    asked, go_on = [], Event()

    def wait(*told, **how):
        asked.append(told[2].budgets["amount_vnd"].sum())
        go_on.wait(20)
        return plans.make_plan(*told, **how)

    monkeypatch.setattr(planner, "make_plan", wait)
    monkeypatch.setattr(looking, "SOON_S", 0.05)
    yield asked, go_on
    go_on.set()


def test_a_plan_with_a_floor_is_found_and_says_what_the_floor_costs(app, village):
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    with_floor(shown)
    until(shown, planned)
    assert figures(shown) == ["10", "2", "2", "9"]
    assert any("mức sàn" in c.value for c in shown.caption)


def test_no_plan_within_the_ceiling_is_told_as_ever(app, village):
    shown = page(app, "plan")
    shown.session_state["plan_folded"] = True
    shown.run()
    {m.label: m for m in shown.multiselect}[_("Required")].set_value(["C2"]).run()
    budget(shown).set_value(1.0).run()
    with_floor(shown)
    until(shown, lambda shown: len(shown.error) > 0)
    assert "2.000.000" in shown.error[-1].value.replace("\\", "")


def test_a_search_is_stopped_and_begun_again(app, village, slow):
    asked, go_on = slow
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    with_floor(shown)
    assert not planned(shown)
    press(shown, "plan_look_stop")
    until(shown, lambda shown: "plan_look" in keys(shown))
    assert "plan_look_stop" not in keys(shown)
    assert _("The search was stopped: change the conditions, or look again.") in texts(shown)
    go_on.set()
    press(shown, "plan_look")
    until(shown, planned)
    assert lines(shown)[_("In the plan")].sum() == 2
    assert asked == [10e6, 10e6]


def test_other_conditions_end_the_search_for_the_ones_before(app, village, slow):
    asked, go_on = slow
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    with_floor(shown)
    first = shown.session_state[looking.SEARCH_KEY].job
    for amount in (13.0, 12.0, 11.0):
        budget(shown).set_value(amount).run()
    assert first.stopped
    go_on.set()
    until(shown, planned)
    assert (asked[0], asked[-1]) == (10e6, 11e6)  # those between were called off


def test_nobody_ends_the_search_of_another(app, village, slow):
    asked, go_on = slow
    mine, other = (
        page(app, "plan"),
        page(AppTest.from_file(app._script_path, default_timeout=60), "plan"),
    )
    for shown in (mine, other):
        budget(shown).set_value(10.0).run()
        with_floor(shown)
    budget(mine).set_value(11.0).run()
    press(mine, "plan_look_stop")
    go_on.set()
    until(other, planned)
    assert figures(other) == ["10", "2", "2", "9"]
    assert asked[:2] == [10e6, 10e6]


def test_stop_comes_too_late_for_a_plan_that_was_found(app, village):
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    with_floor(shown)
    until(shown, planned)
    shown.session_state[looking.SEARCH_KEY].job.stop()
    shown.run()
    assert planned(shown)


def test_why_there_is_no_plan_is_told_in_the_language_of_now(app, village):
    shown = page(app, "plan")
    shown.session_state["plan_locked"] = ["C2"]
    shown.run()
    budget(shown).set_value(1.0).run()
    with_floor(shown)
    until(shown, lambda shown: len(shown.error) > 0)
    told = shown.error[-1].value
    shown.segmented_control("language").set_value("en").run()
    until(shown, lambda shown: len(shown.error) > 0)
    assert shown.error[-1].value != told
    assert "2,000,000 more than the budget" in shown.error[-1].value


def test_a_search_tells_how_long_it_takes(app, village, slow):
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    with_floor(shown)
    [bar] = shown.get("progress")
    assert re.search(r" Đã \d+ giây$", bar.proto.text)
