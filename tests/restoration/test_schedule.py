"""Lịch thực hiện: every repair of a plan once, on a day of work, in working hours."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.core.errors import GisError
from gis.restoration.model.prices import PRICE_LEVELS, read_prices
from gis.restoration.model.repair_options import work
from gis.restoration.model.repairs import Repairs
from gis.restoration.model.visits import visited_communes
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, months, request_money
from gis.restoration.scheduling.crews import Crews
from gis.restoration.scheduling.schedule import schedule
from gis.restoration.scheduling.stops import read_minutes, stops, visits
from tests.world import cameras, communes, demand, equipment

FRIDAY = dt.date(2026, 11, 27)
VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60, "status": "broken", "kind": "fixed"}
PLACES = [{"shape": f"POINT ({60 + 75 * k} 500)", "weight": 1.0 + k} for k in range(25)]


def planned(rows, units=(), amount=1e9, trip=0.0, **how):
    found = analyse(cameras(*rows), equipment(*units), communes(), demand(*PLACES))
    prices = read_prices()
    prices.loc["trip", list(PRICE_LEVELS)] = trip
    todo = work(found, prices=prices)
    request = (
        Request(request_money(amount, phases=True), months=months(len(amount)), **how)
        if (isinstance(amount, list))
        else Request(request_money([amount]), **how)
    )
    return found, todo, make_plan(found, todo, request)


def broken(count, **more):
    return [
        {"xy": (75 * k, 500), "camera_id": f"K{k}", "repair_cost_vnd": 1e6, **VIEW, **more}
        for k in range(count)
    ]


def test_two_cameras_at_one_pole_are_one_stop_on_the_next_working_day():
    """One hour each. The first day is a Saturday: they go on Monday at half past seven."""
    rows = [*broken(1), {**broken(1)[0], "camera_id": "K1", "xy": (10, 500)}]
    made = schedule(*planned(rows), Crews(dt.date(2026, 11, 28)))
    told = made.visits
    assert told["day"].tolist() == [dt.date(2026, 11, 30)] * 2
    assert told["order"].tolist() == [1, 1]
    # The middle of both is 5 m away: one minute, rounded up.
    clock = [
        (a.strftime("%H:%M"), b.strftime("%H:%M"))
        for a, b in zip(told["arrive"], told["leave"], strict=True)
    ]
    assert clock == [("07:30", "08:30"), ("08:30", "09:30")]
    assert sorted(told["repair_id"]) == ["K0", "K1"]


def test_there_is_a_break_at_noon_and_a_day_ends_in_time():
    """Eight of an hour in one place, ways of no length: 7.30–11.30 and 13.00–17.00."""
    rows = [{**row, "xy": (500, 500)} for row in broken(8)]
    told = schedule(*planned(rows), Crews(FRIDAY)).visits
    assert [f"{a:%H:%M}" for a in told["arrive"]] == [
        "07:30",
        "08:30",
        "09:30",
        "10:30",
        "13:00",
        "14:00",
        "15:00",
        "16:00",
    ]
    assert [f"{b:%H:%M}" for b in told["leave"]][3:5] == ["11:30", "14:00"]
    assert f"{told['leave'].max():%d/%m/%Y %H:%M}" == "27/11/2026 17:00"


def test_days_off_are_passed_over_and_crews_go_at_the_same_time():
    """24 hours of work; two crews: two on Friday, one after the weekend and the day off."""
    rows = [{**row, "xy": (500 + 100 * (k % 3), 500)} for k, row in enumerate(broken(21))]
    crews = Crews(FRIDAY, count=2, off=frozenset({dt.date(2026, 11, 30)}), hours=8)
    told = schedule(*planned(rows), crews).visits
    days = told.groupby(["day", "crew"]).size()
    assert days.index.tolist() == [(FRIDAY, 1), (FRIDAY, 2), (dt.date(2026, 12, 1), 1)]
    assert len(told) == 21


def test_what_weighs_most_comes_first():
    rows = [{**row, "xy": (75 * (23 - k), 500)} for k, row in enumerate(broken(20))]
    told = schedule(*planned(rows), Crews(FRIDAY, hours=4)).visits
    _found, _todo, plan = planned(rows)
    weight = plan.lines.set_index("id")["gain_weight"]
    by_round = told["repair_id"].map(weight).groupby([told["day"], told["crew"]]).sum()
    assert by_round.is_monotonic_decreasing


def test_a_camera_without_position_is_gone_to_in_the_middle_of_its_commune():
    rows = [
        *broken(1),
        {"camera_id": "N", "xy": None, "commune_code": "00002", **VIEW, "declared_commune": "East"},
    ]
    found, todo, plan = planned(rows)
    table = visits(found, todo, plan).set_index("repair_id")
    assert table.loc["K0", "placed"] == "own"
    assert table.loc["N", "placed"] == "commune"
    made = schedule(found, todo, plan, Crews(FRIDAY))
    middle = found.communes.set_index("code").geometry["00002"].representative_point()
    where = made.visits.set_index("repair_id").loc["N"]
    assert (where["lon"], where["lat"]) == (middle.x, middle.y)
    assert len(made.sentences()) == 2


def test_a_shared_recorder_is_gone_to_amid_its_cameras_and_a_trip_is_no_stop():
    rows = [{**row, "depends_on": "R"} for row in broken(2)]
    units = [{"equipment_id": "R", "kind": "recorder", "status": "broken", "name": "Đầu ghi"}]
    found, todo, plan = planned(rows, units, trip=5e5)
    assert "trip:00001" in set(plan.lines["id"])
    table = visits(found, todo, plan).set_index("repair_id")
    assert sorted(table.index) == ["K0", "K1", "R"]
    lon = found.cameras.set_index("camera_id")["lon"]
    assert table.loc["R", "lon"] == pytest.approx((lon["K0"] + lon["K1"]) / 2)
    assert table["minutes"].to_dict() == {"K0": 60, "K1": 60, "R": 90}


def test_a_phase_begins_when_its_money_is_there():
    """1 M now, 1 M in three months: 27 February, a Saturday, so on Monday 1 March."""
    found, todo, plan = planned(broken(2), amount=[1e6, 1e6])
    told = schedule(found, todo, plan, Crews(FRIDAY)).visits
    assert told["phase"].tolist() == [1, 2]
    assert told["day"].tolist() == [FRIDAY, dt.date(2027, 3, 1)]


def test_a_site_that_takes_longer_than_a_day_is_parted_and_one_repair_is_told():
    table = pd.DataFrame(
        {
            "minutes": [200, 200, 200, 900],
            "site": ["A", "A", "A", "B"],
            "lon": 106.6,
            "lat": 17.2,
            "weight": 1.0,
        }
    )
    made = stops(table, (106.6, 17.2), 30.0, 480)
    assert [rows.tolist() for rows in made.members] == [[0, 1], [2], [3]]
    assert made.ground.minutes.tolist() == [400, 200, 900]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1999), st.integers(0, 999)), min_size=1, max_size=12),
    st.integers(1, 3),
    st.sampled_from([2.0, 4.0, 8.0]),
    st.sampled_from([1.0, 30.0]),
)
def test_every_repair_once_in_working_hours(spots, count, hours, speed):
    rows = [{**row, "xy": xy} for row, xy in zip(broken(len(spots)), spots, strict=True)]
    found, todo, plan = planned(rows)
    crews = Crews(FRIDAY, count=count, hours=hours, speed_kmh=speed)
    made = schedule(found, todo, plan, crews)
    told = made.visits
    assert sorted(told["repair_id"]) == sorted(plan.lines["id"])
    assert all(day.weekday() < 5 for day in told["day"])
    assert set(told["crew"]) <= set(range(1, count + 1))
    for (day, _crew), ours in told.groupby(["day", "crew"]):
        assert (ours["arrive"].to_numpy()[1:] >= ours["leave"].to_numpy()[:-1]).all()
        end = dt.datetime.combine(day, dt.time(7, 30)) + dt.timedelta(hours=hours, minutes=90)
        assert made.overlong or ours["leave"].max() <= end


def test_a_plan_without_repairs_has_no_visits():
    found, todo, plan = planned(broken(1), amount=0.0)
    made = schedule(found, todo, plan, Crews(FRIDAY))
    assert made.visits.empty
    assert len(made.sentences()) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"count": 0}, {"hours": 0.5}, {"hours": np.nan}, {"speed_kmh": 0}, {"begins": dt.time(20, 0)}],
)
def test_crews_that_cannot_be_are_refused(wrong):
    with pytest.raises(GisError):
        Crews(FRIDAY, **wrong)


def test_minutes_are_listed_for_all_else_too():
    table = read_minutes()
    assert (table["minutes"] > 0).sum() == len(table) - 1  # to pay is done from a desk
    assert ((table["part"] == "") & (table["action"] == "")).sum() == 1
    assert not table.duplicated(["part", "action"]).any()


def test_what_is_paid_from_a_desk_needs_no_visit_and_no_trip():
    """K0's repair is to pay what is owed: neither a trip nor a stop of the schedule."""
    found = analyse(cameras(*broken(2)), equipment(), communes(), demand(*PLACES))
    prices = read_prices()
    prices.loc["paid"] = prices.loc["fixed"]
    prices.loc["paid", "action"] = "pay"
    prices.loc["trip", list(PRICE_LEVELS)] = 5e5
    before = work(found, prices=prices).repairs
    part = before.table["part"].mask(before.table["repair_id"] == "K0", "paid")
    table = before.table[before.table["target"] == "camera"].assign(part=part)
    paid = Repairs(table, before.needs[:, : len(table)].tocsr(), before.mendable)
    now = visited_communes(paid, found.cameras, prices)
    ids = now.table["repair_id"].to_numpy(object)
    waits = dict(
        zip(found.cameras["camera_id"], [set(ids[r.indices]) for r in now.needs], strict=True)
    )
    assert waits == {"K0": {"K0"}, "K1": {"K1", "trip:00001"}}
    todo = replace(work(found, prices=prices), repairs=now)
    plan = make_plan(found, todo, Request(request_money([1e9])))
    made = schedule(found, todo, plan, Crews(FRIDAY))
    assert made.visits["repair_id"].tolist() == ["K1"]
    assert made.at_desk == 1


def test_each_commune_is_gone_to_from_its_own_middle_or_all_from_one_start():
    rows = [
        {**broken(1)[0], "xy": (100, 500)},
        {**broken(1)[0], "camera_id": "K1", "xy": (1600, 500)},
    ]
    planned_ = planned(rows)
    apart = schedule(*planned_, Crews(FRIDAY))
    assert (apart.rounds, apart.km) == (2, 0.0)
    start = planned_[0].cameras[["lon", "lat"]].iloc[0]
    together = schedule(*planned_, Crews(FRIDAY, start=tuple(start)))
    assert together.rounds == 1
    # 1.5 km there and back, and 1.4 times that.
    assert together.km == pytest.approx(4.2, abs=0.01)
