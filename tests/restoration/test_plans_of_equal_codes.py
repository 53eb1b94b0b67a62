"""A register whose cameras and equipment share codes, against the same one in which none do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.core.choices import Goal
from gis.core.errors import GisError
from gis.restoration.model.repair_ids import ids_of, whole_ids
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import plan_lines, repair_names
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.restoration.plans.request import Request, request_money
from gis.restoration.plans.shared_faults import hanging
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.report import robustness_lines
from tests.world import cameras, communes, demand, equipment

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60}
PLACES = [
    {"demand_id": f"P{k}", "shape": f"POINT ({60 + 75 * k} 500)", "weight": 1.0 + k}
    for k in range(12)
]
# What a code may look like besides: an id of another repair, a commune, a station.
CODES = ["X", "00001", "camera:X", "equipment:X", "connection:X", "station:00001"]


@st.composite
def registers(draw):
    """Up to four cameras behind up to three pieces of equipment, codes drawn from the same few."""
    named = [draw(st.permutations(CODES)) for _ in range(2)]
    state = st.sampled_from(["broken", "broken", "working", "abandoned"])
    cost = st.integers(1, 9).map(lambda n: 1e6 * n)
    count, shared = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    behind = st.lists(st.sampled_from(range(shared)), unique=True, max_size=2)
    rows = [
        {
            "camera_id": named[0][k],
            "xy": (draw(st.integers(0, 11)) * 75, 500),
            **VIEW,
            "status": draw(state),
            "repair_cost_vnd": draw(cost),
            "behind": draw(behind),
        }
        for k in range(count)
    ]
    kinds = st.sampled_from(["recorder", "hq"])
    units = [
        {
            "equipment_id": named[1][k],
            "kind": draw(kinds),
            "status": draw(state),
            "repair_cost_vnd": draw(cost),
            "channels": draw(st.sampled_from([1, 8])),
        }
        for k in range(shared)
    ]
    return rows, units


def analysed(rows, units, call=lambda kind, code: code):
    """Analyse a register with its codes as they are, or as `call` has them."""
    ids = [call("equipment", unit["equipment_id"]) for unit in units]
    behind = [";".join(ids[k] for k in row["behind"]) for row in rows]
    named = [
        {name: value for name, value in row.items() if name != "behind"}
        | {"camera_id": call("camera", row["camera_id"])}
        | {"depends_on": links, "connects_through": links}
        for row, links in zip(rows, behind, strict=True)
    ]
    shared = [{**unit, "equipment_id": i} for unit, i in zip(units, ids, strict=True)]
    return analyse(cameras(*named), equipment(*shared), communes(), demand(*PLACES))


def apart(kind, code):
    """Give cameras and equipment codes that nothing else bears."""
    return f"{kind[0].upper()}{CODES.index(code)}"


def both(rows, units, goal=Goal.SEE):
    """Return the analysis and the work of both registers; their repairs stand in one order."""
    found = [analysed(rows, units), analysed(rows, units, apart)]
    works = [work(one, goal) for one in found]
    kinds = [one.repairs.table["target"].tolist() for one in works]
    assert sorted(kinds[0]) == sorted(kinds[1])
    return found, works


@settings(max_examples=12, deadline=None)
@given(registers(), st.integers(0, 30), st.data())
def test_each_is_required_and_excluded_by_itself(register, millions, data):
    found, works = both(*register)
    ids = [todo.repairs.table["repair_id"] for todo in works]
    assert ids[0].is_unique
    place = data.draw(st.sampled_from(range(len(ids[0])))) if len(ids[0]) else None
    for how in ("locked", "excluded"):
        asked = [set() if place is None else {one.iloc[place]} for one in ids]
        told = []
        for one, todo, names in zip(found, works, asked, strict=True):
            request = Request(request_money([millions * 1e6]), **{how: frozenset(names)})
            try:
                told.append(make_plan(one, todo, request))
            except GisError:
                told.append(None)
        if told[1] is None:
            assert told[0] is None
            continue
        assert told[0].solution.objective == pytest.approx(told[1].solution.objective)
        assert told[0].cost_vnd == told[1].cost_vnd
        done = [set(np.flatnonzero(i.isin(t.lines["id"]))) for i, t in zip(ids, told, strict=True)]
        assert done[0] == done[1]
        if place is not None:
            assert (place in done[0]) == (how == "locked") or how == "excluded"
            assert not (how == "excluded" and place in done[0])


@settings(max_examples=8, deadline=None)
@given(registers(), st.sampled_from([Goal.SEE, Goal.LIVE, Goal.BOTH]))
def test_repairs_of_every_goal_are_told_apart(register, goal):
    found, works = both(*register, goal)
    tables = [todo.repairs.table for todo in works]
    assert tables[0]["repair_id"].is_unique
    assert whole_ids(tables[0]).is_unique
    names = repair_names(works[0], found[0].communes)
    assert names.index.is_unique
    assert names.notna().all()
    costs = [sorted(table["cost_vnd"]) for table in tables]
    assert costs[0] == costs[1]


@settings(max_examples=6, deadline=None)
@given(registers())
def test_ranking_and_what_hangs_on_equipment_are_those_of_other_codes(register):
    found, works = both(*register)
    ranked = [ranking_lines_in_words(one, rank_repairs(one)) for one in found]
    for column in ("cost_vnd", "gain_weight", "lost_if_dropped_weight"):
        assert ranked[0][column].tolist() == pytest.approx(ranked[1][column].tolist())
    counts = ["repairs", "cameras", "needed_with"]
    sizes = [one[counts].map(len).to_numpy().tolist() for one in ranked]
    assert sizes[0] == sizes[1]
    hung = [hanging(one, todo) for one, todo in zip(found, works, strict=True)]
    assert hung[0]["waiting"].tolist() == hung[1]["waiting"].tolist()


# A camera and the recorder it stands behind, both called X, and a camera of its own.
ROWS = [
    {"camera_id": "X", "xy": (0, 500), **VIEW, "status": "broken", "behind": [0]},
    {"camera_id": "B", "xy": (300, 500), **VIEW, "status": "working", "behind": [0]},
]
UNITS = [{"equipment_id": "X", "kind": "recorder", "status": "broken", "channels": 8}]


@pytest.fixture
def twins():
    found = analysed(ROWS, UNITS)
    return found, work(found)


def test_a_code_that_is_two_things_is_refused_and_either_is_named(twins):
    found, todo = twins
    with pytest.raises(GisError, match="camera:X, equipment:X"):
        make_plan(found, todo, Request(request_money([1e9]), locked=frozenset({"X"})))
    request = Request(
        request_money([1e9]), locked=frozenset({"equipment:X"}), excluded=frozenset({"camera:X"})
    )
    assert make_plan(found, todo, request).lines["id"].tolist() == ["equipment:X"]


def test_a_code_of_one_thing_may_be_written_either_way(twins):
    table = analysed(ROWS[1:], UNITS)
    todo = work(table)
    assert todo.repairs.table["repair_id"].tolist() == ["X"]
    for name in ("X", "equipment:X"):
        assert ids_of([name], todo.repairs.table) == {"X"}


def test_lines_say_which_of_both_they_are(twins):
    found, todo = twins
    told = plan_lines(found, todo, make_plan(found, todo, Request(request_money([1e9]))))
    assert sorted(told["id"]) == ["camera:X", "equipment:X"]
    assert told["code"].tolist() == ["X", "X"]
    assert told["what"].nunique() == 2
    assert {tuple(names) for names in told["needed_with"]} == {("camera:X",), ("equipment:X",)}


def test_their_prices_are_drawn_apart_and_told_apart(twins):
    found, todo = twins
    made = make_plan(found, todo, Request(request_money([1e9])))
    judged = judge(found, Request(request_money([1e9])), made, draws=20)
    assert judged.repairs.index.is_unique
    assert set(judged.repairs.index) == {"camera:X", "equipment:X"}
    lines = robustness_lines(made, judged)
    assert sum("camera:X: " in line for line in lines) == 1
    assert sum("equipment:X: " in line for line in lines) == 1


def test_a_station_of_the_code_of_a_commune_is_not_that_commune():
    """The station 00001 serves one camera and is full; a second is due to commune 00001."""
    rows = [
        {"camera_id": "A", "xy": (0, 500), **VIEW, "status": "broken", "behind": [0]},
        {"camera_id": "B", "xy": (300, 500), **VIEW, "status": "broken", "behind": [0]},
        {"camera_id": "C", "xy": (1300, 500), **VIEW, "status": "broken", "behind": []},
    ]
    units = [{"equipment_id": "00002", "kind": "hq", "status": "working", "channels": 1}]
    found = analysed(rows, units)
    todo = work(found, Goal.LIVE)
    stations = todo.repairs.table.query("target == 'station'")["repair_id"].tolist()
    assert sorted(stations) == ["station:00002", "station:equipment:00002"]
    names = repair_names(todo, found.communes)
    assert "Phường East" in names["station:00002"]
    assert "00002" in names["station:equipment:00002"]
