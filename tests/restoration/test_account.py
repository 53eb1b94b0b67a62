"""Every camera that does not work is somewhere: in the plan, later, or below the line with why."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.register.availability import availability, live
from gis.restoration.model.repair_options import work
from gis.restoration.plans.account import account
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.world import cameras, communes, demand, equipment

STATES = ("working", "degraded", "broken", "abandoned", "suspended", "unknown", "disposal")
PLACES = [
    {"demand_id": f"P{k}", "shape": f"POINT ({60 + 75 * k} 500)", "weight": 1.0 + k}
    for k in range(25)
]


@st.composite
def registers(draw):
    """Cameras in both communes or in none, located or not, behind equipment in every state."""

    def one(*values):
        return draw(st.sampled_from(values))

    rows = []
    for k in range(draw(st.integers(1, 6))):
        located = {"xy": (draw(st.integers(0, 24)) * 75, 500)} if one(True, False) else {}
        rows.append(
            {
                "camera_id": f"C{k}",
                "xy": None,
                **located,
                "status": one(*STATES),
                "commune_code": one("00001", "00002", ""),
                "azimuth_deg": one(90.0, np.nan),
                "depends_on": one("", "", "R0", "R1;R0", "NOBODY"),
                "connects_through": one("", "L", "L;HQ", "HQ"),
                "live_verified_on": one("", "2026-01-01"),
                "repaired_on": one("", "", "2026-02-02"),
                "repair_cost_vnd": one(1e6, 2e6),
            }
        )
    units = [
        {
            "equipment_id": i,
            "kind": kind,
            "status": one(*STATES),
            "repair_cost_vnd": 1e6,
            "channels": 2.0,
        }
        for i, kind in (("R0", "recorder"), ("R1", "power"), ("L", "line"), ("HQ", "hq"))
    ]
    return cameras(*rows), equipment(*units)


def mended(tables, ids):
    return [
        t.assign(status=t["status"].mask(t[c].isin(ids), "working"))
        for t, c in zip(tables, ("camera_id", "equipment_id"), strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(
    registers(),
    st.sampled_from([0.0, 2e6, 1e12]),
    st.sampled_from(["see", "live", "both"]),
    st.sampled_from([None, "00001", "00002"]),
)
def test_all_that_do_not_work_are_accounted_for(tables, amount, goal, commune):
    found = analyse(*tables, communes(), demand(*PLACES))
    todo = work(found, goal)
    told = make_plan(found, todo, Request(request_money([amount]), goal=goal, commune=commune))
    counts = account(found, todo, goal, told, commune=commune).counts
    inside = (
        np.ones(len(found.cameras), bool)
        if commune is None
        else (found.cameras["commune_code"] == commune)
    )
    state = (
        availability(found.cameras, found.equipment)["sight"]
        if goal == "see"
        else live(found.cameras, found.equipment)
    )
    parts = ("planned", "later", "survey", "disposal", "unlisted")
    assert counts["not_working"] == sum(counts[part] for part in parts)
    assert counts["not_working"] == ((state == "down") & inside).sum()
    assert counts["unconfirmed"] == ((state == "unconfirmed") & inside).sum()
    if amount == 0:
        assert counts["planned"] == len(told.restored) == 0
    if amount > 1e9:
        assert counts["later"] == 0
    assert counts["planned"] == len(told.restored)
    if goal == "see":
        after = availability(*mended(tables, set(told.lines["id"])))["sight"]
        # Mended they are down no more (a repair of long ago may wait for its acceptance).
        assert (after[found.cameras["camera_id"].isin(told.restored)] != "down").all()


def test_what_no_money_mends_says_why_and_what_to_do():
    table = cameras(
        {"camera_id": "old", "status": "disposal", "name": "Cầu"},
        {"camera_id": "behind", "status": "broken", "depends_on": "NOBODY"},
        {"camera_id": "dark", "status": "unknown", "depends_on": "R"},
        {"camera_id": "lit", "status": "broken", "depends_on": "S"},
        {"camera_id": "gone", "status": "working", "depends_on": "T"},
        {"camera_id": "mend", "status": "broken", "repair_cost_vnd": 1e6},
        {"camera_id": "later", "status": "broken", "repair_cost_vnd": 9e6},
        {"camera_id": "seen", "status": "unknown"},
    )
    shared = equipment(
        {"equipment_id": "R", "kind": "recorder", "status": "broken"},
        {"equipment_id": "S", "kind": "switch", "status": "unknown", "name": "Switch chợ"},
        {"equipment_id": "T", "kind": "server", "status": "disposal", "name": "Máy chủ cũ"},
    )
    found = analyse(table, shared, communes(), demand(*PLACES))
    todo = work(found)
    told = account(found, todo, "see", make_plan(found, todo, Request(request_money([2e6]))))
    outcome = told.cameras.set_index("camera_id")["outcome"].to_dict()
    assert outcome == {
        "old": "disposal",
        "behind": "unlisted",
        "dark": "survey",
        "lit": "survey",
        "gone": "disposal",
        "mend": "planned",
        "later": "later",
        "seen": "survey",
    }
    why = told.beyond_money.set_index("camera_id")
    assert "Switch chợ" in why.loc["lit", "why"]
    assert "Máy chủ cũ" in why.loc["gone", "why"]
    assert (why[["why", "advice"]] != "").all(axis=None)
    assert told.sentence() == (
        "7 camera không hoạt động = 1 trong phương án + 1 để lại sau + 2 cần khảo sát + "
        "2 đề nghị thanh lý + 1 phụ thuộc thiết bị chưa kê khai. "
        "Ngoài ra có 1 camera chưa xác nhận tình trạng."
    )


def test_a_scope_counts_no_camera_of_others():
    """West has one camera to mend; East three live ones that only need their channel."""
    table = cameras(
        {"xy": (100, 500), "status": "broken", "repair_cost_vnd": 1e6},
        *[
            {"xy": (1100 + 9 * k, 500), "status": "working", "connects_through": "HQ"}
            for k in range(3)
        ],
    )
    hq = equipment({"equipment_id": "HQ", "kind": "hq", "status": "working", "channels": 2.0})
    found = analyse(table, hq, communes(), demand(*PLACES))
    for goal in ("see", "live", "both"):
        todo = work(found, goal)
        for commune in ("00001", "00002"):
            asked = Request(request_money([0.0]), goal=goal, commune=commune)
            told = make_plan(found, todo, asked)
            assert (len(told.restored), told.solution.objective) == (0, 0)
            assert account(found, todo, goal, told, commune=commune).counts["planned"] == 0


@pytest.mark.parametrize("goal", ["see", "live", "both"])
def test_money_for_all_leaves_nothing_that_can_be_mended(goal):
    table = cameras(*[{"status": "broken", "commune_code": "00001"} for _ in range(5)])
    found = analyse(table, equipment(), communes(), demand(*PLACES))
    todo = work(found, goal)
    told = make_plan(found, todo, Request(request_money([1e12]), goal=goal, commune="00001"))
    assert account(found, todo, goal, told, commune="00001").counts == {
        "not_working": 5,
        "planned": 5,
        "later": 0,
        "survey": 0,
        "disposal": 0,
        "unlisted": 0,
        "unconfirmed": 0,
    }
    assert isinstance(told.lines, pd.DataFrame)
