"""A plan judged by many draws: small worlds whose shares can be worked out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.core.errors import GisError
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.report import robustness_lines
from tests import world
from tests.restoration.unsure import KNOWN, PLACES, UNSURE, place


def judged(rows, places, budget, *, draws=15, equipment=(), goal="see", commune=None, **asked):
    made = analyse(
        world.cameras(*rows), world.equipment(*equipment), world.communes(), world.demand(*places)
    )
    request = Request(request_money([budget]), goal=goal, commune=commune, **asked)
    planned = make_plan(made, work(made, goal), request)
    return planned, judge(made, request, planned, draws=draws)


def test_nobody_knows_where_it_looks_and_only_one_can_be_paid():
    # A sees a place of weight 6 for certain; B, at the same cost, one of 8 if it looks there:
    # its 90° hold the place in a quarter of all directions.
    rows = [
        {"camera_id": "A", "xy": (100, 100), "repair_cost_vnd": 2e6} | KNOWN,
        {"camera_id": "B", "xy": (500, 500), "repair_cost_vnd": 2e6}
        | KNOWN
        | {"azimuth_deg": None},
    ]
    planned, told = judged(rows, [place(100, 120), place(500, 520, 8)], 2e6, draws=120)
    assert planned.lines["id"].tolist() == ["A"]
    shares = told.repairs["share"]
    assert shares["A"] + shares["B"] == pytest.approx(1)
    assert shares["B"] == pytest.approx(0.25, abs=0.13)
    assert told.repairs["certainty"].to_dict() == {"A": "likely", "B": "survey_first"}
    [survey] = told.surveys.to_dict("records")
    assert (survey["camera_id"], survey["unknown"]) == ("B", ["azimuth_deg"])
    assert (survey["low_weight"], survey["high_weight"]) == (0, 8)
    # B's direction decides about B alone among what it may decide about: 2 · ¼ · ¾.
    flips = 2 * shares["B"] * shares["A"]
    assert survey["could_change_repairs"] == pytest.approx(flips, rel=0.05)
    assert survey["could_change"] == pytest.approx(8 * flips, rel=0.05)
    assert "B: hướng" in "\n".join(robustness_lines(planned, told))
    answer = told.as_dict()
    [entering] = answer["entering"]
    assert (entering["id"], entering["certainty"]) == ("B", "survey_first")
    assert entering["low"] < entering["share"] == shares["B"] < entering["high"]


def test_few_draws_label_nothing():
    rows = [
        {"camera_id": "A", "xy": (100, 100), "repair_cost_vnd": 2e6} | KNOWN,
        {"camera_id": "B", "xy": (500, 500), "repair_cost_vnd": 2e6}
        | KNOWN
        | {"azimuth_deg": None},
    ]
    planned, told = judged(rows, [place(100, 120), place(500, 520, 8)], 2e6, draws=99)
    assert (told.repairs["certainty"] == "").all()
    assert told.entering.index.tolist() == ["B"]
    assert "Dưới 100 lần thử" in "\n".join(robustness_lines(planned, told))


def test_what_a_working_camera_may_see_decides_about_a_repair():
    # W works and may already see what A would bring back; B brings back less.
    rows = [
        {"camera_id": "A", "xy": (500, 480), "repair_cost_vnd": 2e6} | KNOWN,
        {"camera_id": "W", "xy": (500, 520)} | KNOWN | {"azimuth_deg": None, "status": "working"},
        {"camera_id": "B", "xy": (100, 100), "repair_cost_vnd": 2e6} | KNOWN,
    ]
    _, told = judged(rows, [place(500, 500), place(100, 120, 2)], 2e6, draws=60)
    assert told.repairs["share"]["B"] == pytest.approx(0.25, abs=0.13)
    assert told.surveys["camera_id"].tolist() == ["W"]
    assert told.surveys["could_change"][0] > 0.2


def test_a_cost_nobody_has_stated_decides_what_the_money_reaches():
    # A new bullet is 1.8 to 4 million, mid 2.5; for a cost below 2.55 million A is bought.
    rows = [{"camera_id": "A", "xy": (100, 100)} | KNOWN]
    planned, told = judged(rows, [place(100, 120)], 2.55e6, draws=60)
    # Drawn elsewhere a million times: triangular (1.8, 2.5, 4) times triangular (0.9, 1, 1.2).
    assert told.repairs["share"]["A"] == pytest.approx(0.307, abs=0.14)
    assert told.surveys["repair_id"].tolist() == ["A"]
    assert told.surveys["unknown"].tolist() == [["cost_vnd"]]
    assert told.surveys["could_change"][0] == pytest.approx(6 * 2 * 0.307 * 0.693, abs=6 * 0.15)
    assert len(planned.lines) == 1


def test_ties_stay_with_the_plan_at_hand():
    rows = [
        {"camera_id": c, "xy": (100 * k, 100), "repair_cost_vnd": 2e6} | KNOWN
        for k, c in enumerate("ABCDEF", start=1)
    ]
    rows.append(rows[0] | {"camera_id": "U", "xy": (900, 900), "azimuth_deg": None})
    places = [place(100 * k, 120) for k in range(1, 7)] + [place(900, 920, 1)]
    planned, told = judged(rows, places, 6e6, draws=20)
    assert (told.repairs["share"] == told.repairs["planned"]).all()
    assert set(planned.lines["id"]) == set(told.repairs.index[told.repairs["share"] == 1])


COSTS = st.sampled_from([1e6, 1.5e6, 2e6])


@st.composite
def certain(draw):
    """A register without anything unknown: cameras on a street, some behind a recorder."""
    count = draw(st.integers(1, 6))
    rows = [
        {"camera_id": f"C{k}", "xy": (100 + 30 * k, 100), "repair_cost_vnd": draw(COSTS)}
        | KNOWN
        | {
            "status": draw(st.sampled_from(["broken", "working"])),
            "depends_on": draw(st.sampled_from(["", "R"])),
        }
        for k in range(count)
    ]
    places = [place(100 + 30 * k, 120, draw(st.integers(1, 4))) for k in range(count)]
    recorder = {"equipment_id": "R", "kind": "recorder", "status": "broken", "repair_cost_vnd": 2e6}
    return rows, places, [recorder], draw(st.integers(0, 12)) * 1e6


@settings(max_examples=12, deadline=None)
@given(certain())
def test_without_unknowns_the_plan_is_certain_and_all_else_stays_out(made):
    rows, places, recorder, budget = made
    planned, told = judged(rows, places, budget, equipment=recorder, draws=7)
    inside = told.repairs.index.isin(planned.lines["id"])
    assert (told.repairs["share"] == inside).all()
    assert (told.repairs["certainty"] == ["robust" if i else "" for i in inside]).all()
    assert told.surveys.empty
    assert (told.draws, told.impossible) == (7, 0)


def test_draws_can_be_repeated_and_another_camera_changes_nothing():
    _, told = judged(UNSURE, PLACES, 3e6)
    _, again = judged(UNSURE, PLACES, 3e6)
    pd.testing.assert_frame_equal(told.repairs, again.repairs)
    pd.testing.assert_frame_equal(told.surveys, again.surveys)
    apart = {"camera_id": "0", "xy": (900, 900), "status": "working"}
    _, beside = judged([apart, *UNSURE], PLACES, 3e6)
    pd.testing.assert_frame_equal(told.repairs, beside.repairs)
    pd.testing.assert_frame_equal(told.surveys, beside.surveys)
    assert 0 < told.repairs["share"]["A"] < 1


def test_a_commune_is_judged_by_what_lies_in_it():
    east = [
        row | {"camera_id": f"E{row['camera_id']}", "xy": (row["xy"][0] + 1000, 100)}
        for row in UNSURE
    ]
    _, told = judged([*UNSURE, *east], PLACES, 3e6, commune="00001")
    assert not told.repairs.loc[told.repairs.index.str.startswith("E"), "share"].any()
    assert not told.surveys["camera_id"].str.startswith("E").any()
    _, alone = judged(UNSURE, PLACES, 3e6)
    assert told.repairs.loc[["A", "B"], "share"].equals(alone.repairs["share"])


@pytest.mark.parametrize("goal", ["live", "both"])
def test_live_pictures_are_judged_too(goal):
    stations = [{"equipment_id": "H", "kind": "hq", "status": "working"}]
    rows = [row | {"connects_through": "H"} for row in UNSURE]
    _, told = judged(rows, PLACES, 4e6, goal=goal, equipment=stations)
    assert told.repairs["share"].between(0, 1).all()
    assert told.repairs["share"].any()


def test_phases_funds_and_floors_are_judged_by_the_programme():
    asked = Request(request_money([2e6, 3e6], phases=True), months=(3.0, 9.0), floor=0.5)
    made = analyse(
        world.cameras(*UNSURE), world.equipment(), world.communes(), world.demand(*PLACES)
    )
    planned = make_plan(made, work(made), asked)
    told = judge(made, asked, planned, draws=5)
    assert told.repairs["share"].any()


def test_a_required_repair_may_be_too_dear_in_some_draws():
    _, told = judged(UNSURE, PLACES, 2.6e6, locked=frozenset({"B"}))
    assert 0 < told.impossible < told.draws
    assert told.repairs["share"]["B"] == pytest.approx(1 - told.impossible / told.draws)


def test_progress_is_told_and_can_stop_the_work():
    made = analyse(
        world.cameras(*UNSURE), world.equipment(), world.communes(), world.demand(*PLACES)
    )
    request = Request(request_money([3e6]))
    planned = make_plan(made, work(made), request)
    steps = []
    judge(made, request, planned, draws=5, progress=lambda *step: steps.append(step))
    assert steps == [(k, 5) for k in range(1, 6)]

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge(made, request, planned, draws=5, progress=stop)
    with pytest.raises(GisError, match="từ 1"):
        judge(made, request, planned, draws=0)


NOTHING = [
    (world.cameras({"camera_id": "X"}).iloc[:0], world.demand(place(1, 1))),
    (world.cameras({"camera_id": "X", "status": "unknown"}), world.demand(place(1, 1))),
    (world.cameras(*UNSURE), world.demand(place(1, 1)).iloc[:0]),
]


@pytest.mark.parametrize(("cameras", "demand"), NOTHING)
def test_nothing_to_repair_is_judged_without_complaint(cameras, demand):
    made = analyse(cameras, world.equipment(), world.communes(), demand)
    request = Request(request_money([1e6]))
    planned = make_plan(made, work(made), request)
    told = judge(made, request, planned, draws=3)
    assert not told.repairs["share"].any()
    assert not told.surveys["could_change"].any()
