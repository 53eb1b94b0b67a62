"""Lịch thực hiện and the price of visits on the plan page."""

import datetime as dt

import pytest

from gis.core.language import _
from gis.restoration.model.prices import PRICES_SETTING
from tests.pages.screen import budget, figures, keys, lines, page, press, texts, until


def unfolded(app, folded="schedule_folded", amount=13.0):
    shown = page(app, "plan")
    budget(shown).set_value(amount).run()
    shown.session_state[folded] = True
    shown.run()
    assert not shown.exception
    return shown


def visits(shown):
    return [t.value for t in shown.dataframe if _("Order in the round") in t.value]


def test_each_repair_of_the_plan_has_its_crew_day_and_hour(app, village):
    shown = unfolded(app)
    shown.date_input("schedule_first").set_value(dt.date(2026, 11, 28)).run()
    shown.text_input("schedule_off").set_value("30/11/2026, 1.12.2026").run()
    press(shown, "schedule_make")
    until(shown, visits)
    [table] = visits(shown)
    assert sorted(table[_("Code")]) == ["C1", "C2", "R"]
    # West and East, each from its own middle: a day each for the one crew.
    assert set(table[_("Day")]) == {"02/12/2026", "03/12/2026"}
    assert "3 hạng mục; số ngày: 2" in texts(shown).replace("\\", "")
    files = {button.proto.label for button in shown.get("download_button")}
    assert {"CSV", "XLSX", "Tệp lịch (.ics)"} <= files


@pytest.mark.parametrize("wrong", ["hôm nay", "31/2/2027"])
def test_a_day_off_that_is_none_is_told(app, village, wrong):
    shown = unfolded(app)
    shown.text_input("schedule_off").set_value(wrong).run()
    assert not shown.exception
    assert "không phải ngày" in texts(shown)
    assert "schedule_make" not in keys(shown)


def test_crews_of_other_hours_ask_for_another_schedule(app, village):
    shown = unfolded(app)
    press(shown, "schedule_make")
    until(shown, visits)
    shown.number_input("schedule_crews").set_value(2).run()
    assert not visits(shown)
    assert "schedule_make" in keys(shown)


def test_a_plan_of_nothing_has_no_schedule(app, village):
    shown = unfolded(app, amount=0.0)
    assert "schedule_make" not in keys(shown)


def test_the_cost_of_a_trip_is_a_line_of_the_plan_for_everybody(app, village):
    """C1 and R are in West: with 11 M both and the trip of a million can be paid."""
    shown = unfolded(app, "plan_folded", amount=11.0)
    [field] = [t for t in shown.text_input if t.label == _("Cost of a trip to a commune")]
    assert field.value == ""
    field.set_value("1 triệu").run()
    assert not shown.exception
    assert village.setting(PRICES_SETTING)["trip"]["mid"] == 1e6
    budget(shown).set_value(11.0).run()
    assert figures(shown) == ["11", "3", "2", "9"]
    assert "Chuyến đi Xã West" in set(lines(shown)[_("Repair")])
    [field] = [t for t in shown.text_input if t.label == _("Cost of a trip to a commune")]
    field.set_value("9.000.000.000.000").run()
    assert not shown.exception
    assert village.setting(PRICES_SETTING)["trip"]["mid"] == 1e6
