"""How full stations, lines and recorders are: counted by hand, today and after a plan."""

import numpy as np
import pytest

from gis.analysis.run import analyse
from gis.restoration.model.repair_options import work
from gis.restoration.plans.loads import loads
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.world import cameras, communes, demand, equipment

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60}
PLACES = [
    {"demand_id": f"P{k}", "shape": f"POINT ({60 + 300 * k} 500)", "weight": 1.0 + k}
    for k in range(3)
]


@pytest.fixture
def found():
    """Two of three cameras live: 6 of 9 Mbps, 2 of 2 channels, recorded on 1.5 TB for 30 days."""
    here = {"depends_on": "R", "connects_through": "L;HQ", "bitrate_kbps": 3000.0, **VIEW}
    table = cameras(
        {"xy": (0, 500), "status": "working", "live_verified_on": "2026-01-01", **here},
        {"xy": (300, 500), "status": "working", "live_verified_on": "2026-01-01", **here},
        {"xy": (600, 500), "status": "broken", "repair_cost_vnd": 1e6, **here},
    )
    units = equipment(
        {
            "equipment_id": "R",
            "kind": "recorder",
            "status": "working",
            "channels": 4,
            "storage_tb": 1.5,
            "storage_days": np.nan,
        },
        {"equipment_id": "L", "kind": "line", "status": "working", "bandwidth_mbps": 7},
        {"equipment_id": "HQ", "kind": "hq", "status": "working", "channels": 2, "name": "Xã"},
    )
    return analyse(table, units, communes(), demand(*PLACES))


def told(found, goal, amount):
    todo = work(found, goal)
    made = make_plan(found, todo, Request(request_money([amount]), goal=goal))
    rows = loads(found, todo, goal, made).table
    return rows.set_index(["equipment_id", "what"])


def test_today_and_after_the_plan_are_told_the_over_full_first(found):
    rows = told(found, "live", 1e9)
    columns = ["today", "most_today", "after", "most_after"]
    shown = rows[columns].round(3)
    # A third camera needs its repair, a further station (64 channels), 100 Mbps more.
    assert shown.loc[("HQ", "channels")].tolist() == [2, 2, 3, 66]
    assert shown.loc[("L", "bandwidth")].tolist() == [6, 7, 9, 107]
    # 3 Mbps for 30 days are 0.972 TB each: the recorder keeps two already too briefly.
    assert shown.loc[("R", "storage")].tolist() == [1.944, 1.5, 2.916, 1.5]
    assert shown.loc[("R", "channels")].tolist() == [2, 4, 3, 4]
    assert rows.index[0] == ("R", "storage")
    assert rows[["over_today", "over_after"]].to_numpy().sum(axis=0).tolist() == [1, 1]


def test_for_seeing_again_nothing_more_is_live(found):
    rows = told(found, "see", 1e6)
    assert rows.loc[("HQ", "channels"), ["today", "after"]].tolist() == [2, 2]
    assert rows.loc[("R", "channels"), ["today", "after"]].tolist() == [2, 3]


def test_the_table_says_in_words_what_is_over_full(found):
    todo = work(found, "live")
    made = make_plan(found, todo, Request(request_money([0]), goal="live"))
    shown = loads(found, todo, "live", made).in_words()
    assert shown["Trạng thái"].tolist() == [
        "QUÁ TẢI: lưu được 23 ngày",
        "đã đầy",
        "còn chỗ",
        "còn chỗ",
    ]
    assert shown["Hiện trạng"].tolist() == ["1,94/1,50", "2/2", "6,0/7,0", "2/4"]


def test_without_any_stated_room_there_is_no_load():
    table = cameras({"xy": (0, 500), "status": "working", **VIEW})
    bare = analyse(table, equipment(), communes(), demand(*PLACES))
    assert loads(bare, work(bare), "see", None).table.empty
