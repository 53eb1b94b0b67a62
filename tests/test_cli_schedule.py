"""The schedule and the price of visits from a terminal."""

from pathlib import Path

import pytest
from icalendar import Calendar


def test_each_repair_of_the_plan_has_its_day(gis, inputs, tmp_path):
    found = gis.json(
        "schedule",
        *inputs,
        "--budget",
        13_000_000,
        "--first-day",
        "28/11/2026",
        "--day-off",
        "30/11/2026",
        "--crews",
        2,
        "--begins",
        "8h",
        "--hours",
        "7,5",
        "--format",
        "ics",
        "--out",
        tmp_path,
    )
    assert sorted(row["repair_id"] for row in found["visits"]) == ["C1", "C2", "R"]
    assert {row["day"] for row in found["visits"]} == {"2026-12-01"}
    assert {row["arrive"][:10] for row in found["visits"]} == {"2026-12-01"}
    events = Calendar.from_ical(Path(found["file"]).read_bytes()).walk("VEVENT")
    # Two crews, each in a commune; R and C1 are two stops of West, C2 the one of East.
    assert len(events) == len({(row["crew"], row["order"]) for row in found["visits"]}) == 3
    assert "lich-thuc-hien" in found["file"]


def test_the_schedule_is_told_in_lines(gis, inputs):
    told = gis("schedule", *inputs, "--budget", 13_000_000, "--first-day", "27/11/2026").stdout
    assert "27/11/2026 · tổ 1 · điểm 1" in told
    assert "3 hạng mục; số ngày: 2" in told
    told = gis(
        "schedule",
        *inputs,
        "--budget",
        13_000_000,
        "--first-day",
        "27/11/2026",
        "--start",
        "106.6,17.2",
    ).stdout
    assert "3 hạng mục; số ngày: 1" in told


@pytest.mark.parametrize(
    "wrong",
    [
        ("--crews", "0"),
        ("--hours", "25"),
        ("--begins", "25:00"),
        ("--start", "1,2,3"),
        ("--first-day", "hôm qua"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(gis, inputs, wrong):
    done = gis("schedule", *inputs, "--budget", 1_000_000, *wrong)
    assert done.returncode == 2
    assert done.stderr.strip().count("\n") == 0


def test_a_trip_is_paid_once_and_is_a_line_of_the_plan(gis, inputs):
    """Both C1 and R are in West: a trip of 1 M more; with 10 M nothing there can be paid."""
    found = gis.json("plan", *inputs, "--budget", 11_000_000, "--trip-vnd", "1 triệu")
    assert {line["id"] for line in found["repairs"]} == {"C1", "R", "trip:00001"}
    assert found["cost_vnd"] == 11e6
    less = gis.json("plan", *inputs, "--budget", 10_999_999, "--trip-vnd", "1 triệu")
    assert "C1" not in {line["id"] for line in less["repairs"]}
    # R serves C0 and C1, which are 300 m apart: a site of its own. 13 M and three stops.
    stops = gis.json("plan", *inputs, "--budget", 14_200_000, "--stop-vnd", "400.000")
    assert sum(line["cost_vnd"] == 4e5 for line in stops["repairs"]) == 3
    told = gis("plan", *inputs, "--budget", 11_000_000, "--trip-vnd", "1 triệu").stdout
    assert "Chuyến đi Xã West (trip:00001), đi lại: 1.000.000 đ" in told
    ranked = gis.json("rank", *inputs, "--trip-vnd", "1 triệu")["ranking"]
    assert sum("trip:00001" in row["repairs"] for row in ranked) == 1
