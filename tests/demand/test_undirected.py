"""A place with a camera by it whose direction is not known: no gap, and no site for a new one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.analysis.result import summary
from gis.analysis.run import analyse, reanalyse
from gis.analysis.summary import summary_of
from gis.core.errors import GisError
from gis.drill_down import drill_down
from gis.siting.new_cameras import new_sites
from tests.world import cameras, communes, demand, equipment

KNOWN = {"azimuth_deg": 90.0, "range_m": 100.0, "hfov_deg": 60.0}
ROAD = {
    "demand_id": "road",
    "shape": "LINESTRING (0 500, 900 500)",
    "weight_per_km": 10.0,
    "category": "road_commune",
}


def test_within_its_range_it_is_unconfirmed_and_told_apart():
    rows = [
        {"xy": (200, 500), "range_m": 50.0, "status": "broken"},
        {"xy": (600, 500), "status": "working", **KNOWN},
    ]
    near, far, seen = (
        {"demand_id": i, "shape": f"POINT ({x} 500)", "weight": 4.0}
        for i, x in (("near", 240), ("far", 260), ("seen", 650))
    )
    found = analyse(cameras(*rows), equipment(), communes(), demand(near, far, seen, ROAD))
    west = found.communes.set_index("code").loc["00001"]
    # 100 m of the road are within 50 m of the pole; 100 m are seen by the other camera.
    assert west["undirected_weight"] == west["unconfirmed_weight"]
    assert west["undirected_weight"] == pytest.approx(4 + 1, rel=5e-3)
    assert west["covered_weight"] == pytest.approx(4 + 1, rel=5e-3)
    assert west["gap_weight"] == pytest.approx(4 + 7, rel=5e-3)
    parts = ["covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight"]
    assert west[parts].sum() == pytest.approx(west["demand_weight"])
    assert set(found.gaps["demand_id"]) == {"far", "road"}
    now = summary_of(found, commune="00001").unseen
    assert now.loc["undirected", "places"] == 1
    assert now.loc["undirected", "road_km"] == pytest.approx(0.1, rel=5e-3)
    told = drill_down(found, "undirected_weight", commune="00001")
    assert told.cameras["camera_id"].tolist() == ["C0"]
    assert set(told.places["demand_id"]) == {"near", "road"}
    assert summary(found)["province"]["undirected_weight"] == pytest.approx(5, rel=5e-3)


def test_one_known_to_look_there_or_written_off_makes_a_difference():
    place = demand({"shape": "POINT (240 500)", "weight": 4.0})
    blind = {"xy": (200, 500), "range_m": 50.0}

    def weights(*rows):
        found = analyse(cameras(*rows), equipment(), communes(), place)
        sums = found.communes[["covered_weight", "lost_weight", "undirected_weight", "gap_weight"]]
        return sums.sum().tolist()

    looks = {"xy": (150, 500), **KNOWN}
    assert weights({**blind, "status": "working"}) == [0, 0, 4, 0]
    assert weights({**blind, "status": "disposal"}) == [0, 0, 0, 4]
    assert weights({**blind}, {**looks, "status": "working"}) == [4, 0, 0, 0]
    assert weights({**blind}, {**looks, "status": "broken"}) == [0, 4, 0, 0]
    assert weights({**blind, "xy": None}) == [0, 0, 0, 4]


def test_it_is_never_a_site_for_a_new_pole_nor_what_one_is_put_up_for():
    crossing = {"demand_id": "J", "category": "junction_commune", "shape": "POINT (500 500)"}
    beside = {"demand_id": "M", "shape": "POINT (510 500)", "weight": 5.0}
    lone = {"xy": (495, 500), "range_m": 50.0, "status": "broken"}
    places = demand(crossing, beside)
    free = analyse(cameras({"xy": (5, 5), **KNOWN}), equipment(), communes(), places)
    assert new_sites(free, budget_vnd=1e9).solution.objective == 5 + 3
    taken = analyse(cameras(lone), equipment(), communes(), places)
    with pytest.raises(GisError):
        new_sites(taken, budget_vnd=1e9)
    other = {"demand_id": "K", "category": "junction_commune", "shape": "POINT (570 500)"}
    both = analyse(cameras(lone), equipment(), communes(), demand(crossing, beside, other))
    found = new_sites(both, budget_vnd=1e9)
    assert found.sites["site"].tolist() == ["junction:K"]
    assert found.solution.objective == found.beyond_weight == 3


@st.composite
def rows(draw):
    def camera():
        return {
            "xy": (draw(st.integers(0, 9)) * 100, 500),
            "azimuth_deg": draw(st.sampled_from([np.nan, 0.0, 90.0, 200.0])),
            "range_m": draw(st.sampled_from([40.0, 90.0])),
            "hfov_deg": 60.0,
            "status": draw(st.sampled_from(["working", "broken", "disposal", "unknown"])),
        }

    return [camera() for _ in range(4)], [camera() for _ in range(4)]


@settings(max_examples=30, deadline=None)
@given(rows())
def test_what_is_worked_out_again_is_what_is_worked_out_anew(both):
    places = demand(ROAD, {"demand_id": "P", "shape": "POINT (330 500)", "weight": 4.0})
    before, after = (cameras(*part) for part in both)
    quick = reanalyse(analyse(before, equipment(), communes(), places), after, equipment())
    anew = analyse(after, equipment(), communes(), places)
    numbers = [c for c in anew.communes if c.endswith("_weight")]
    pd.testing.assert_frame_equal(quick.communes[numbers], anew.communes[numbers])
    sums = anew.communes[numbers].sum()
    parts = ["covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight"]
    assert sums[parts].sum() == pytest.approx(sums["demand_weight"])
    assert sums["undirected_weight"] <= sums["unconfirmed_weight"] + 1e-9
