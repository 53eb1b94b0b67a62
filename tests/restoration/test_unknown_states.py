"""States that are not known, drawn by what is known of others: rates and plans by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.register.availability import UP
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.report import robustness_lines
from gis.restoration.robustness.samples import SampledRegister
from gis.restoration.robustness.unknown_states import sample_working, working_rates
from tests import world
from tests.restoration.unsure import KNOWN, place

BROKEN = {"broken", "abandoned", "suspended"}
STATES = ["working", "degraded", "broken", "abandoned", "suspended", "unknown", "disposal"]


def test_rates_lean_on_commune_and_kind_and_where_few_are_known_on_all():
    # Of 40 known 20 work: all 20 of East, none of West; kinds are alike everywhere.
    status = pd.Series(["working"] * 20 + ["broken"] * 20 + ["unknown"] * 3)
    commune = pd.Series(["E"] * 20 + ["W"] * 20 + ["E", "W", "N"])
    kind = pd.Series(["fixed", "dome"] * 20 + ["fixed", "fixed", "ptz"])
    east, west, north = working_rates(status, commune, kind)[-3:]
    # p_E = (20 + 10 · ½) / 30 = 5/6, odds 5; of its fixed ones 10 of 10: (10 + 10 · 5/6) / 20.
    assert east == pytest.approx((10 + 10 * 5 / 6) / 20)
    assert west == pytest.approx(1 - east)
    assert north == pytest.approx(0.5)
    assert (
        working_rates(pd.Series(["unknown", "disposal"]), pd.Series(["", ""])).tolist() == [0.5] * 2
    )


row = st.tuples(st.sampled_from(STATES), st.sampled_from("AB"), st.sampled_from(["", "ptz"]))


@given(st.lists(row, min_size=1, max_size=30))
def test_rates_are_those_of_the_formula(rows):
    def rate(some, otherwise):
        works = sum(r[0] in UP for r in some)
        known = works + sum(r[0] in BROKEN for r in some)
        return (works + 10 * otherwise) / (known + 10)

    works = sum(r[0] in UP for r in rows)
    p0 = (works + 1) / (works + sum(r[0] in BROKEN for r in rows) + 2)
    told = working_rates(*(pd.Series(column) for column in zip(*rows, strict=True)))
    for (_state, commune, kind), found in zip(rows, told, strict=True):
        pc = rate([r for r in rows if r[1] == commune], p0)
        pk = rate([r for r in rows if r[2] == kind], p0)
        odds = pc / (1 - pc) * pk / (1 - pk) * (1 - p0) / p0
        expected = rate([r for r in rows if r[1:] == (commune, kind)], odds / (1 + odds))
        assert found == pytest.approx(expected)
        assert 0 < found < 1


def judged(rows, places, budget, equipment=(), draws=60, goal="see"):
    made = analyse(
        world.cameras(*rows), world.equipment(*equipment), world.communes(), world.demand(*places)
    )
    request = Request(request_money([budget]), goal=goal, weigh="places")
    planned = make_plan(made, work(made, goal, weigh="places"), request)
    return planned, judge(made, request, planned, draws=draws), made


BROKEN_A = {"camera_id": "A", "xy": (500, 480), "repair_cost_vnd": 2e6} | KNOWN
UNKNOWN_U = (
    {"camera_id": "U", "xy": (500, 470), "repair_cost_vnd": 9e9} | KNOWN | {"status": "unknown"}
)


def test_where_an_unknown_camera_works_another_brings_nothing_back():
    """A and U see one place of weight 6; U works with p, by one broken camera: Laplace's 1/3."""
    planned, told, made = judged([BROKEN_A, UNKNOWN_U], [place(500, 500)], 2e6)
    assert planned.lines["id"].tolist() == ["A"]
    # p₀ = (0 + 1) / (1 + 2) = 1/3; commune and kind (0 + 10/3) / 11 = 10/33; odds (10/23)² · 2.
    odds = (10 / 23) ** 2 * 2
    rate = (10 * odds / (1 + odds)) / 11
    works = np.array([sample_working(["U"], np.array([rate]), d, seed=1)[0] for d in range(60)])
    assert told.repairs["share"]["A"] == pytest.approx(1 - works.mean())
    assert works.mean() == pytest.approx(rate, abs=0.15)
    assert sorted(set(told.gains)) == [0, 6]
    assert told.gain[1] == pytest.approx(6 * (1 - works.mean()))
    assert told.repairs.index.tolist() == ["A"]
    [survey] = told.surveys.to_dict("records")
    assert (survey["camera_id"], survey["unknown"]) == ("U", ["status"])
    assert survey["could_change_repairs"] == pytest.approx(
        2 * works.mean() * (1 - works.mean()), rel=0.05
    )
    assert "U: còn hoạt động hay không" in "\n".join(robustness_lines(planned, told))
    drawn = SampledRegister(made, "see", None, seed=1)
    assert drawn.rate[drawn.doubtful] == pytest.approx([rate])


def test_an_unknown_camera_that_is_broken_competes_for_the_money():
    cheap = UNKNOWN_U | {"xy": (100, 100), "repair_cost_vnd": 2e6}
    _planned, told, _made = judged([BROKEN_A, cheap], [place(500, 500), place(100, 120, 9)], 2e6)
    # Where U is broken it brings back 9 for the same money, and A waits.
    share = told.repairs["share"]["A"]
    assert 0.1 < share < 0.5
    assert set(told.gains) == {6}


def test_a_recorder_of_unknown_state_decides_about_the_camera_behind_it():
    recorder = {
        "equipment_id": "R",
        "kind": "recorder",
        "status": "unknown",
        "repair_cost_vnd": 9e9,
        "name": "Đầu ghi",
    }
    behind = UNKNOWN_U | {"status": "working", "depends_on": "R"}
    _planned, told, _made = judged([BROKEN_A, behind], [place(500, 500)], 2e6, [recorder])
    # Nothing is known of equipment: it works in half of all draws; then A brings nothing back.
    assert told.repairs["share"]["A"] == pytest.approx(0.5, abs=0.2)
    first = told.surveys.iloc[0]
    assert (first["repair_id"], first["unknown"]) == ("R", ["status"])


def test_a_repair_not_yet_accepted_stays_unconfirmed_whatever_its_recorder_does():
    recorder = {"equipment_id": "R", "kind": "recorder", "status": "unknown"}
    waiting = UNKNOWN_U | {"status": "working", "depends_on": "R", "repaired_on": "2026-11-01"}
    _planned, told, made = judged([BROKEN_A, waiting], [place(500, 500)], 2e6, [recorder])
    assert told.repairs["share"]["A"] == 1
    assert not SampledRegister(made, "see", None, seed=1).sure[1]


@pytest.mark.parametrize("goal", ["live", "both"])
def test_states_are_drawn_for_live_pictures_too(goal):
    station = {"equipment_id": "H", "kind": "hq", "status": "working"}
    rows = [
        row | {"connects_through": "H", "live_verified_on": "2026-01-01"}
        for row in (BROKEN_A, UNKNOWN_U)
    ]
    _planned, told, _made = judged(rows, [place(500, 500)], 2e6, [station], goal=goal)
    assert 0.5 < told.repairs["share"]["A"] < 1
    assert set(told.gains) == {0, 6}


def test_another_camera_of_unknown_state_changes_no_draw():
    far = UNKNOWN_U | {"camera_id": "0", "xy": (1500, 500)}
    _planned, alone, _made = judged([BROKEN_A, UNKNOWN_U], [place(500, 500)], 2e6)
    _planned, beside, _made = judged([far, BROKEN_A, UNKNOWN_U], [place(500, 500)], 2e6)
    assert alone.gains.tolist() == beside.gains.tolist()
    pd.testing.assert_frame_equal(alone.repairs, beside.repairs)
