"""Visits: what has failed is repaired first, a missing date assumed, what is late spread."""

import datetime as dt

import pandas as pd
from icalendar import Calendar

from gis.export.calendar import calendar
from gis.survey.maintenance import LEAST_A_WEEK, due, planned_on
from tests.world import cameras, equipment

TODAY = "2026-11-24"
EVERY_SIX = pd.DataFrame({"interval_months": [6], "visit_cost_vnd": [150e3]}, index=["fixed"])


def visits(*rows, today=TODAY):
    return due(cameras(*rows), equipment(), EVERY_SIX, today=today).set_index("subject_id")


def test_a_broken_camera_is_to_be_repaired_and_not_years_overdue():
    table = visits({"camera_id": "A", "status": "broken", "maintained_on": "2018-01-01"})
    assert table.loc["A", ["standing", "overdue_days"]].tolist() == ["repair", 0]


def test_an_assumed_day_stays_where_it_is_until_it_has_passed():
    camera = {"camera_id": "A", "commune_code": "18880"}
    first = visits(camera).loc["A", "next_on"]
    assert first >= TODAY
    assert dt.date.fromisoformat(first).weekday() == 0
    for day in pd.date_range(TODAY, first).strftime("%Y-%m-%d"):
        assert visits(camera, today=day).loc["A", "next_on"] == first
    after = (dt.date.fromisoformat(first) + dt.timedelta(days=1)).isoformat()
    later = visits(camera, today=after).loc["A", "next_on"]
    assert dt.date.fromisoformat(later) - dt.date.fromisoformat(first) == dt.timedelta(weeks=26)


def test_communes_without_dates_are_not_all_due_in_one_week():
    rows = [{"camera_id": f"C{k}", "commune_code": str(18000 + k)} for k in range(78)]
    table = visits(*rows)
    assert set(table["standing"]) == {"assumed"}
    assert table["next_on"].value_counts().max() <= 12
    assert table["next_on"].nunique() >= 15


def test_what_is_late_is_laid_over_the_weeks_commune_by_commune():
    late = {"maintained_on": "2026-01-01"}
    latest = {"maintained_on": "2025-01-01"}
    rows = [{"camera_id": f"A{k:02}", "commune_code": "1", **late} for k in range(LEAST_A_WEEK)]
    rows += [{"camera_id": f"B{k:02}", "commune_code": "2", **latest} for k in range(LEAST_A_WEEK)]
    rows += [{"camera_id": "N", "commune_code": "1", "maintained_on": "2026-11-01"}]
    table = visits(*rows)
    days = planned_on(table, today=TODAY).groupby(table["commune_code"]).unique()
    assert days["2"].tolist() == ["2026-11-24"]
    assert sorted(days["1"]) == ["2026-12-01", "2027-05-01"]


def test_the_calendar_follows_and_says_what_is_assumed():
    table = visits(
        {"camera_id": "A", "commune_code": "1"},
        {"camera_id": "B", "status": "broken", "commune_code": "1"},
    ).reset_index()
    now = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    [event] = Calendar.from_ical(calendar(table, now=now)).walk("VEVENT")
    assert event["uid"] == "camera-A@camera-quang-tri"
    assert event["description"]
