"""Lịch thực hiện as files: read back by other readers, whatever names people wrote."""

import csv
import datetime as dt
import io
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from gis.analysis.run import analyse
from gis.core.schema import CAMERA_COLUMNS, conform
from gis.demand.layers import no_demand
from gis.export.schedule_files import schedule_calendar, schedule_file
from gis.restoration.scheduling.schedule import SCHEDULE_COLUMNS, Schedule
from tests.world import communes, equipment

NOW = dt.datetime(2026, 11, 27, 1, 2, 3, tzinfo=dt.UTC)
HOSTILE = 'Ngã "ba"; chợ, cầu\\cống\r\nEND:VEVENT\nBEGIN:VALARM\x07 ' + "ngõ dài " * 30


def made(*rows):
    """Visits on one Monday; each row: crew, order, minute it begins, and what differs."""
    listed = []
    for crew, order, minute, more in rows:
        begins = dt.datetime.combine(dt.date(2026, 11, 30), dt.time(7, 30))
        arrive = begins + dt.timedelta(minutes=minute)
        listed.append(
            {
                "day": arrive.date(),
                "crew": crew,
                "order": order,
                "arrive": arrive,
                "leave": arrive + dt.timedelta(minutes=60),
                "repair_id": f"K{minute}",
                "target": "camera",
                "name": "Chợ",
                "address": "Đường 9",
                "commune_code": "00001",
                "lon": 106.6,
                "lat": 17.2,
                "placed": "own",
                "phase": 1,
            }
            | more
        )
    return Schedule(
        pd.DataFrame(listed, columns=list(SCHEDULE_COLUMNS)), 12.0, 1, 0, 0, bettered=True
    )


@cache
def register(*, simulated=False):
    """An analysis without cameras: of it only the communes' names are told, and the mark."""
    found = analyse(conform(pd.DataFrame(), CAMERA_COLUMNS), equipment(), communes(), no_demand())
    return found.of_register(simulated=simulated)


def events(told):
    data = schedule_calendar(told, register(), now=NOW)
    return data, Calendar.from_ical(data).walk("VEVENT")


def test_a_stop_is_an_event_in_local_time_with_all_that_is_done_there():
    told = made((1, 1, 0, {}), (1, 1, 60, {"name": "Cột"}), (2, 1, 0, {"placed": "commune"}))
    _data, (first, second) = events(told)
    begins, ends = first["dtstart"], first["dtend"]
    assert begins.params["TZID"] == "Asia/Ho_Chi_Minh"
    assert begins.dt.astimezone(dt.UTC) == dt.datetime(2026, 11, 30, 0, 30, tzinfo=dt.UTC)
    assert ends.dt.astimezone(dt.UTC) == dt.datetime(2026, 11, 30, 2, 30, tzinfo=dt.UTC)
    assert str(first["summary"]) == "Tổ 1: Chợ và 1 hạng mục nữa"
    assert str(first["location"]) == "Đường 9, Xã West"
    assert str(first["description"]) == "07:30–08:30: Chợ (K0)\n08:30–09:30: Cột (K60)"
    assert first["geo"].to_ical() == "17.2;106.6"
    assert str(second["summary"]) == "Tổ 2: Chợ"
    assert "geo" not in second  # nobody has said where it is


def test_the_calendar_names_its_time_zone_and_says_what_is_simulated():
    data = schedule_calendar(made((1, 1, 0, {})), register(simulated=True), now=NOW)
    read = Calendar.from_ical(data)
    assert [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert "mô phỏng" in str(read["x-wr-calname"])


def test_an_event_keeps_its_name_when_it_moves_and_no_two_have_one():
    before = events(made((1, 1, 0, {}), (1, 2, 60, {})))[1]
    after = events(made((2, 3, 0, {"day": dt.date(2026, 12, 1)}), (1, 1, 60, {})))[1]
    names = [
        {str(event["summary"].split(": ")[1]) + str(event["uid"]) for event in some}
        for some in (before, after)
    ]
    assert names[0] == names[1]
    assert len({str(event["uid"]) for event in before}) == 2
    # A camera and a device of one code are two things.
    both = events(made((1, 1, 0, {}), (1, 2, 90, {"repair_id": "K0", "target": "equipment"})))[1]
    assert both[0]["uid"] != both[1]["uid"]


def test_hostile_names_stay_one_text_in_folded_lines():
    data, found = events(
        made((1, 1, 0, {"name": HOSTILE, "address": HOSTILE, "repair_id": "a\nb"}))
    )
    assert len(found) == 1
    assert not Calendar.from_ical(data).walk("VALARM")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert "END:VEVENT BEGIN:VALARM ngõ dài" in str(found[0]["summary"])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_read_back_as_one_event(name, code):
    data, found = events(made((1, 1, 0, {"name": name, "repair_id": code, "address": name})))
    assert len(found) == 1
    assert data.decode("utf-8").count("BEGIN:VEVENT") == 1


def test_csv_and_workbook_hold_a_row_a_repair_and_run_no_formula():
    told = made((1, 1, 0, {"name": "=HYPERLINK(1)"}), (1, 2, 60, {}))
    text = schedule_file(told, register(), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Hạng mục"] for row in rows] == ["'=HYPERLINK(1)", "Chợ"]
    assert rows[0]["Đến lúc"] == "07:30"
    assert rows[0]["Xã, phường"] == "Xã West"
    book = load_workbook(io.BytesIO(schedule_file(told, register(simulated=True), "xlsx")))
    page = book["Lịch thực hiện"]
    assert page.max_row == 3
    assert page["F2"].value == "=HYPERLINK(1)"
    assert page["F2"].data_type == "s"
    assert page["N2"].value == "có"


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "ics"])
def test_nothing_to_do_is_an_empty_file(fmt):
    assert schedule_file(made(), register(), fmt)
