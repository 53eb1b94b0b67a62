"""Due dates, standards and papers, worked out by hand."""

import datetime as dt

import pandas as pd
import pytest
from icalendar import Calendar

from gis.core.choices import EquipmentKind, Kind
from gis.export.calendar import calendar
from gis.register.availability import accepted, availability
from gis.survey.maintenance import due, read_intervals, yearly_cost_vnd
from gis.survey.papers import orphans, presence_counts
from gis.survey.standards import ask_of_replacement, check, read_rules, share_met
from tests import registers
from tests.world import cameras, equipment

TODAY = "2026-11-24"
EVERY_SIX = pd.DataFrame(
    {"interval_months": [6, 3], "visit_cost_vnd": [150e3, 300e3]}, index=["fixed", "recorder"]
)


def test_what_is_due_counts_from_the_last_visit_else_from_the_installation():
    table = due(
        cameras(
            {"camera_id": "A", "kind": "fixed", "maintained_on": "2026-05-31", "commune_code": "1"},
            {
                "camera_id": "B",
                "installed_on": "2026-11-01",
                "commune_code": "1",
                "depends_on": "R",
            },
            {"camera_id": "C", "kind": "fixed", "commune_code": "2"},
            {"camera_id": "D", "kind": "fixed", "status": "disposal", "commune_code": "2"},
        ),
        equipment({"equipment_id": "R", "kind": "recorder", "maintained_on": "2026-08-20"}),
        EVERY_SIX,
        today=TODAY,
    ).set_index("subject_id")
    dated = table.drop(index="C")
    assert dated["next_on"].to_dict() == {
        "A": "2026-11-30",
        "B": "2027-05-01",
        "R": "2026-11-20",
    }
    assert dated.index.tolist() == ["R", "A", "B"]  # most overdue first
    assert table["standing"].to_dict() == {
        "R": "overdue",
        "C": "assumed",  # nobody dated it
        "A": "soon",
        "B": "later",
    }
    assert table.loc["R", ["overdue_days", "commune_code"]].tolist() == [4, "1"]
    # Two visits a year of 150.000 for A and B, four of 300.000 for the recorder.
    assert yearly_cost_vnd(table).to_dict() == {"1": 1_800_000, "2": 300_000}


def test_intervals_are_there_for_every_kind():
    assert set(read_intervals().index) == {*map(str, Kind), *map(str, EquipmentKind)}


def test_the_calendar_is_read_by_another_program():
    table = due(
        cameras({"camera_id": "A", "name": "Chợ; cổng, sau", "kind": "fixed"}),
        equipment(),
        EVERY_SIX,
        today=TODAY,
    )
    now = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    made = Calendar.from_ical(calendar(table.assign(overdue_days=3, next_on="2026-11-21"), now=now))
    [event] = made.walk("VEVENT")
    assert event["uid"] == "camera-A@camera-quang-tri"
    assert event.decoded("dtstart") == dt.date(2026, 11, 24)
    assert "Chợ; cổng, sau" in event["summary"]
    assert event["description"]


MADE = {
    "made before, fails": ({"made_on": "2025-12-31", "qcvn135": "không"}, "exempt"),
    "made after, fails": ({"made_on": "2026-01-01", "qcvn135": "không"}, "failed"),
    "made after, meets": ({"made_on": "2026-02-01", "qcvn135": "có"}, "met"),
    "installed before": ({"installed_on": "2024-05-01", "qcvn135": "không"}, "exempt"),
    "installed after, made when?": ({"installed_on": "2026-05-01", "qcvn135": "không"}, "unknown"),
    "nothing known": ({}, "unknown"),
    "meets, made when?": ({"qcvn135": "Đạt"}, "met"),
}


@pytest.mark.parametrize(("camera", "expected"), MADE.values(), ids=MADE)
def test_qcvn_135_never_fails_a_camera_made_before_2026(camera, expected):
    outcome = check(cameras({"camera_id": "A", **camera}), read_rules(), today=TODAY)
    assert outcome["qcvn135"].tolist() == [expected]


def test_a_rule_is_not_asked_before_it_is_in_force():
    assert "qcvn135" not in check(cameras({"camera_id": "A"}), read_rules(), today="2025-12-31")


def test_shares_and_what_to_ask_of_a_replacement():
    table = cameras(
        {
            "camera_id": "A",
            "resolution_h_px": 1440.0,
            "onvif": "có",
            "storage_days": 30.0,
            "notice_sign": "x",
            "encrypted": "không",
            "made_on": "2025-01-01",
            "commune_code": "1",
        },
        {"camera_id": "B", "resolution_h_px": 720.0, "commune_code": "1"},
    )
    outcomes = check(table, read_rules(), today=TODAY)
    assert outcomes["resolution"].tolist() == ["met", "failed"]
    share = share_met(outcomes, table["commune_code"]).loc["1"]
    assert (share["resolution_met"], share["resolution_bound"]) == (1, 2)
    assert (share["qcvn135_bound"], share["qcvn135_unknown"]) == (1, 1)
    asked = ask_of_replacement(read_rules(), outcomes)
    assert asked.tolist() == [
        "qcvn135;encrypted",
        "onvif;qcvn135;resolution;storage;notice_sign;encrypted",
    ]


BODIES = {
    "": True,
    "Công an phường Đồng Hới": False,
    "UBND xã Bảo Ninh": True,
    "Công an thành phố Đồng Hới": True,
    "UBND huyện Lệ Thủy": True,
    "Ủy ban nhân dân phường Đồng Thuận quản lý": False,
    "Ông Nguyễn Văn A": False,
}


@pytest.mark.parametrize(("body", "orphan"), BODIES.items())
def test_orphans_have_no_body_of_today(body, orphan):
    table = cameras({"camera_id": "A", "custodian": body})
    assert len(orphans(table, registers.communes())) == orphan


def test_a_camera_never_handed_over_is_an_orphan():
    table = cameras({"camera_id": "A", "custodian": "Công an tỉnh", "cause": "not_handed_over"})
    assert orphans(table, registers.communes())["why"].tolist() == ["chưa bàn giao"]


def test_number_on_file_against_number_found():
    headings = ("Tên", "Xã", "Số lượng theo hồ sơ", "Số lượng thực tế")
    found = registers.read(
        ("Chợ", "Phường Đồng Hới", 3, 2),
        ("Cổng", "Phường Đồng Hới", 1, 2),
        ("Cầu", "Phường Đồng Hới", 1, None),
        headings=headings,
    )
    assert found.cameras["presence"].tolist() == [
        "found",
        "found",
        "not_found",
        "found",
        "not_on_file",
        "",
    ]
    assert presence_counts(found.cameras).loc["18880"].to_dict() == {
        "on_file": 5,
        "found": 4,
        "not_found": 1,
        "not_on_file": 1,
        "not_compared": 1,
    }


ACCEPTED = {"accepted_on": "2026-10-02", "accepted_by": "An", "accepted_photo": "1.jpg"}
REPAIRED = {"camera_id": "A", "status": "working", "repaired_on": "2026-10-01"}


@pytest.mark.parametrize("missing", ["", *ACCEPTED])
def test_a_mended_camera_counts_only_once_date_person_and_photo_accept_it(missing):
    given = {k: v for k, v in ACCEPTED.items() if k != missing}
    table = cameras(REPAIRED | given)
    state = availability(table, equipment())["sight"].tolist()
    assert state == (["unconfirmed"] if missing else ["up"])
    assert accepted(table).tolist() == [not missing]


def test_an_acceptance_of_before_the_repair_is_none():
    table = cameras(REPAIRED | ACCEPTED | {"accepted_on": "2026-09-30"})
    assert availability(table, equipment())["sight"].tolist() == ["unconfirmed"]


def test_an_acceptance_does_not_raise_a_camera_that_is_broken_again():
    table = cameras(REPAIRED | ACCEPTED | {"status": "broken"})
    assert availability(table, equipment())["sight"].tolist() == ["down"]
