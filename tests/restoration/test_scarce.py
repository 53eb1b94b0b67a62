"""Plans where stations, lines and disks have room for some only, against mended registers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.result import ViewTerms
from gis.analysis.run import analyse
from gis.restoration.model import connections
from gis.restoration.model.repair_options import work
from gis.restoration.plans.account import account
from gis.restoration.plans.budget_curve import choices
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, months, request_money
from tests.world import cameras, communes, demand, equipment

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60}
PLACES = [
    {"demand_id": f"P{k}", "shape": f"POINT ({60 + 75 * k} 500)", "weight": 1.0 + k % 7}
    for k in range(25)
]
STEPS = pd.DataFrame(
    {"part": ["hq", "upgrade", "disk"], "adds": [2, 5_000, 1_000_000]},
    index=["channels", "bandwidth", "storage"],
)
DAY = "2026-11-01"


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(connections, "extensions", lambda: STEPS)


def ask(amount, **how):
    return Request(request_money([amount]), **how)


@st.composite
def registers(draw):
    """Up to six cameras in a row, behind two recorders, on a line to a station, all too narrow."""
    state = st.sampled_from(["broken", "broken", "working"])
    cost = st.integers(1, 9).map(lambda n: 1e6 * n)
    rows = [
        {
            "xy": (draw(st.integers(0, 24)) * 75, 500),
            "status": draw(state),
            **VIEW,
            "repair_cost_vnd": draw(cost),
            "depends_on": draw(st.sampled_from(["", "R0", "R1"])),
            "connects_through": draw(st.sampled_from(["L;HQ", "L;HQ", "HQ", ""])),
            "connection_cost_vnd": 2e6,
            "live_verified_on": draw(st.sampled_from(["", "2026-01-01"])),
            "bitrate_kbps": draw(st.sampled_from([2000.0, 4000.0])),
        }
        for _ in range(draw(st.integers(2, 6)))
    ]
    units = [
        *(
            {
                "equipment_id": f"R{k}",
                "kind": "recorder",
                "status": draw(state),
                "repair_cost_vnd": draw(cost),
            }
            for k in range(2)
        ),
        {
            "equipment_id": "L",
            "kind": "line",
            "status": draw(state),
            "repair_cost_vnd": 1e6,
            "bandwidth_mbps": draw(st.sampled_from([np.nan, 2.0, 6.0, 9.0])),
        },
        {
            "equipment_id": "HQ",
            "kind": "hq",
            "status": draw(state),
            "repair_cost_vnd": 1e6,
            "channels": float(draw(st.integers(0, 4))),
            "storage_tb": draw(st.sampled_from([np.nan, np.nan, 1.0, 2.0])),
            "storage_days": 30.0,
        },
    ]
    return cameras(*rows), equipment(*units)


def analysed(register, **terms):
    return analyse(*register, communes(), demand(*PLACES), terms=ViewTerms(**terms))


def mended(register, told, live):
    """The register when all lines of a plan are done, and its channels are given so."""
    table, units = (each.copy() for each in register)
    ids = told.lines["id"]
    for each, column in ((table, "camera_id"), (units, "equipment_id")):
        each["status"] = each["status"].mask(each[column].isin(ids), "working")
    connected = ("connection:" + table["camera_id"]).isin(ids)
    code = analysed(register).cameras["commune_code"]
    new = {c: ids.str.fullmatch(f"station:{c}( ×[0-9]+)?").sum() for c in ("00001", "00002")}
    hq = code.map(lambda c: f"NEW-{c}" if new[c] else "HQ")
    table.loc[connected, "connects_through"] = hq[connected]
    for target, column, step in (
        ("station", "channels", 2.0),
        ("upgrade", "bandwidth_mbps", 5.0),
        ("disk", "storage_tb", 1.0),
    ):
        for unit in units["equipment_id"]:
            more = ids.str.fullmatch(f"{target}:{unit}( ×[0-9]+)?").sum() * step
            units.loc[units["equipment_id"] == unit, column] += more
    more = [
        {"equipment_id": f"NEW-{c}", "kind": "hq", "status": "working", "channels": 2.0 * n}
        for c, n in new.items()
        if n
    ]
    units = equipment(*units.to_dict("records"), *more)
    own = table["camera_id"].isin(live)
    kept = (register[0]["live_verified_on"] != "") & ~own
    today = analysed(register, live_only=True).cameras["sight"] != "down"
    verified = np.where(kept & today, table["live_verified_on"], "")
    table["live_verified_on"] = np.where(own, DAY, verified)
    return table, units


def covered(register, **terms):
    return analysed(register, **terms).communes["covered_weight"].sum()


@pytest.mark.parametrize("goal", ["live", "both"])
@settings(max_examples=10, deadline=None)
@given(registers(), st.integers(0, 90).map(lambda n: 1e6 * n))
def test_a_register_mended_as_the_plan_says_is_what_it_promised(goal, register, amount):
    found = analysed(register)
    todo = work(found, goal)
    told = make_plan(found, todo, ask(amount, goal=goal))
    size = len(found.cameras)
    live = told.cameras[told.cameras >= size] - size if goal == "both" else told.cameras
    after = mended(register, told, found.cameras["camera_id"].iloc[live])
    reached = covered(after, live_only=True)
    if goal == "both":
        reached = (reached + covered(after)) / 2
    assert told.cost_vnd <= amount
    assert reached == pytest.approx(told.after)
    greedy = make_plan(found, todo, ask(amount, goal=goal), method="greedy").solution
    best = told.solution
    assert greedy.objective <= best.objective + 1e-9
    assert best.objective <= best.bound + 1e-9
    assert best.objective <= greedy.bound + 1e-6
    offered = choices(formulate(found, todo, ask(amount, goal=goal)))
    assert offered.plan(amount).solution.objective == pytest.approx(best.objective)
    room = todo.repairs.room
    assert room is None or room.holds(best.done)
    listed = set(offered.plan(offered.all_vnd).restored)
    assert listed == set(todo.cameras["camera_id"][todo.repairs.mendable])


def one_channel():
    """Two broken cameras, of weights 1 and 5, and one channel for them."""
    path = {"status": "broken", "repair_cost_vnd": 1e6, "connects_through": "HQ", **VIEW}
    table = cameras(
        {"xy": (0, 500), "name": "Cổng chợ", **path}, {"xy": (300, 500), "name": "Cầu", **path}
    )
    hq = {
        "equipment_id": "HQ",
        "kind": "hq",
        "status": "working",
        "channels": 1,
        "name": "Trung tâm",
    }
    return table, equipment(hq)


def test_the_one_channel_is_for_the_camera_that_sees_most_and_the_other_is_told_why():
    found = analysed(one_channel())
    todo = work(found, "live")
    for method in ("exact", "greedy"):
        told = make_plan(found, todo, ask(1e6, goal="live"), method=method)
        assert (told.lines["id"].tolist(), told.after) == (["C1"], 5)
    less = make_plan(found, todo, ask(36_999_999, goal="live"))
    assert (less.after, less.restored) == (5, {"C1"})
    both = make_plan(found, todo, ask(37e6, goal="live"))
    assert set(both.lines["id"]) == {"C0", "C1", "station:HQ"}
    assert both.after == 6
    assert both.lines.set_index("id").loc["station:HQ", "gain_weight"] == 1
    assert repair_names(todo, found.communes)["channel:C0"] == "Kênh cho Cổng chợ"
    said = account(found, todo, "live", less).cameras.set_index("camera_id")
    assert said["outcome"].to_dict() == {"C0": "later", "C1": "planned"}
    assert said["why"].to_dict() == {"C0": "Trung tâm không còn kênh", "C1": ""}
    assert account(found, todo, "live", both).cameras["why"].tolist() == ["", ""]


def test_for_seeing_again_channels_do_not_matter():
    found = analysed(one_channel())
    assert make_plan(found, work(found, "see"), ask(2e6)).after == 6


def test_nothing_is_restored_for_no_money_in_one_commune():
    found = analysed(one_channel())
    todo = work(found, "live")
    told = make_plan(found, todo, ask(0, goal="live", commune="00001"))
    assert (told.restored, told.after, len(told.lines)) == (frozenset(), 0, 0)


def test_a_channel_given_in_the_first_phase_stays_given():
    found = analysed(one_channel())
    budgets = request_money([1e6, 1e6], phases=True)
    told = make_plan(found, work(found, "live"), Request(budgets, goal="live", months=months(2)))
    assert told.lines[["id", "phase"]].to_numpy().tolist() == [["C1", 1]]
    assert told.solution.objective == (3 + 9) * 5
