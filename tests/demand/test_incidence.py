import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.crs import WGS84
from gis.demand.classify import alone, classify, counts, weights_by_commune
from gis.demand.gaps import gap_places, gaps
from gis.demand.incidence import changed_incidence, incidence
from gis.demand.losses import losses
from tests.world import communes, demand, placed

ROAD = {"shape": "LINESTRING (0 500, 2000 500)", "weight_per_km": 4.0, "category": "road_commune"}


def views(*boxes: tuple[float, float, float, float], sight: str = "up") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"sight": sight},
        geometry=placed([shapely.box(*b) for b in boxes]),
        crs=WGS84,
        index=range(len(boxes)),
    )


def test_a_road_is_cut_exactly_where_views_and_communes_end():
    core = incidence(demand(ROAD), views((100, 400, 300, 600), (250, 400, 500, 600)), communes())
    assert core.pieces["length_m"].tolist() == pytest.approx(
        [100, 150, 50, 200, 500, 1000], abs=0.05
    )
    assert core.by_piece().toarray().tolist() == [
        [False, False],
        [True, False],
        [True, True],
        [False, True],
        [False, False],
        [False, False],
    ]
    assert core.pieces["commune_code"].tolist() == ["00001"] * 5 + ["00002"]
    assert core.pieces["weight"].sum() == pytest.approx(8, rel=1e-4)


def test_the_shortest_piece_of_a_long_road_is_cut_out_as_well():
    core = incidence(demand(ROAD), views((700.0, 400, 700.01, 600)), communes())
    seen = core.pieces[core.by_piece().toarray()[:, 0]]
    assert seen["length_m"].tolist() == pytest.approx([0.01], abs=1e-4)
    assert core.pieces["length_m"].sum() == pytest.approx(2000, rel=1e-4)


def test_one_view_may_see_a_bent_road_in_several_pieces():
    bent = {"shape": "LINESTRING (100 100, 200 100, 200 150, 100 150)", "weight_per_km": 1.0}
    core = incidence(demand(bent), views((150, 0, 180, 1000)), communes())
    assert core.pieces["length_m"][core.by_piece().toarray()[:, 0]].tolist() == pytest.approx(
        [30, 30], abs=0.01
    )


def test_points_on_the_edge_are_seen_and_those_outside_belong_nowhere():
    table = demand(
        {"shape": "POINT (200 500)", "weight": 6.0},
        {"shape": "POINT (301 500)", "weight": 5.0},
        {"shape": "POINT (-5 500)", "weight": 3.0},
        {"shape": "MULTIPOINT ((250 500), (1500 500))", "weight": 4.0},
    )
    core = incidence(table, views((100, 400, 300, 600)), communes())
    assert core.by_piece().toarray()[:, 0].tolist() == [True, False, False, True, False]
    assert core.pieces["commune_code"].tolist() == ["00001", "00001", "", "00001", "00002"]
    assert core.pieces["weight"].tolist() == [6, 5, 3, 2, 2]


def test_no_demand_and_no_view_give_empty_tables():
    nobody = incidence(demand(ROAD), views((0, 0, 1, 1)).head(0), communes())
    assert nobody.by_piece().shape == (2, 0)
    nothing = incidence(demand(ROAD).head(0), views((0, 0, 1, 1)), communes())
    assert nothing.sees.shape == (0, 1)


def test_the_best_camera_decides_and_weights_add_up_by_commune():
    table = demand(ROAD, {"shape": "POINT (50 500)", "weight": 6.0})
    cameras = views((0, 400, 100, 600), (0, 400, 200, 600), (0, 400, 300, 600))
    cameras["sight"] = ["up", "unconfirmed", "down"]
    core = incidence(table, cameras, communes())
    coverage = classify(core.sees, cameras["sight"])
    working = counts(core.sees, cameras["sight"] == "up")
    sums = weights_by_commune(core.groups, coverage, working, 0 * working, communes()["code"])
    # demand, covered, unconfirmed, lost, gap; seen by one alone, only by degraded ones
    expected = [10, 6.4, 0.4, 0.4, 2.8, 6.4, 6.4]
    assert sums.loc["00001"].tolist() == pytest.approx(expected, abs=1e-3)
    assert sums.loc["00002"].tolist() == pytest.approx([4, 0, 0, 0, 4, 0, 0], abs=1e-3)


def test_places_join_what_touches_and_gaps_come_worst_first():
    cameras = views((400, 400, 500, 600), (800, 400, 900, 600), sight="down")
    market = {"shape": "POINT (450 500)", "weight": 6.0, "name": "Chợ"}
    table = demand(ROAD, market)
    core = incidence(table, cameras, communes())
    coverage = classify(core.sees, cameras["sight"])[core.pieces["group"]]
    found = gaps(gap_places(core.pieces, coverage, table), table)
    rows = found[["name", "coverage", "commune_code", "near"]].to_numpy().tolist()
    assert rows[:2] == [["Chợ", "lost", "00001", ""], ["", "gap", "00002", "Chợ"]]
    gap, lost = (["", state, "00001", "Chợ"] for state in ("gap", "lost"))
    assert sorted(rows[2:]) == [gap, gap, gap, lost, lost]
    weights = sorted([6, 4, 1.6, 1.2, 0.4, 0.4, 0.4], reverse=True)
    assert found["weight"].tolist() == pytest.approx(weights, abs=1e-3)
    assert found.geometry.geom_type.tolist() == ["Point", *["LineString"] * 6]
    assert np.isnan(found["length_m"][0])


def test_a_gap_is_one_road_as_far_as_it_hangs_together():
    way = {"category": "road_hamlet", "weight_per_km": 1.0}
    table = demand(
        {"shape": "LINESTRING (0 100, 100 100)", "name": "Lê Lợi", **way},
        {"shape": "LINESTRING (100 100, 200 100)", "name": "Lê Lợi", **way},
        {"shape": "LINESTRING (300 100, 400 100)", "name": "Lê Lợi", **way},
        {"shape": "LINESTRING (200 100, 200 200)", "name": "Hùng Vương", **way},
        {"shape": "LINESTRING (200 200, 300 200)", "name": "", **way},
    )
    core = incidence(table, views((0, 0, 1, 1)).head(0), communes())
    found = gaps(gap_places(core.pieces, np.full(len(core.pieces), "gap"), table), table)
    told = found[["name", "near"]].assign(m=found["length_m"].round()).to_numpy().tolist()
    assert sorted(told) == [
        ["", "Hùng Vương", 100],
        ["Hùng Vương", "", 100],
        ["Lê Lợi", "", 100],
        ["Lê Lợi", "", 200],
    ]


def test_pieces_the_same_cameras_see_are_one_group_and_their_weights_add():
    table = demand(ROAD, {"shape": "POINT (150 500)", "weight": 6.0})
    core = incidence(table, views((100, 400, 300, 600), (100, 300, 300, 700)), communes())
    assert len(core.pieces) == 5
    # Seen by both, west of the border by nobody, east of it by nobody.
    assert sorted(core.groups["weight"]) == pytest.approx([3.2, 4.0, 6.8], abs=1e-3)
    assert core.sees.sum() == 2
    doubled = core.weighed(np.array([2.0, 1.0]))
    assert sorted(doubled.groups["weight"]) == pytest.approx([6.4, 7.6, 8.0], abs=1e-3)


boxes = st.tuples(st.floats(-100, 2000), st.floats(0, 900), st.floats(5, 500), st.floats(5, 300))


def told(core) -> list[tuple]:
    """Return every piece with who sees it, in an order that does not depend on the making."""
    rows = core.pieces[["demand", "commune_code", "length_m", "weight", "x0", "y0"]].round(9)
    sees = core.by_piece().toarray().tolist()
    return sorted(
        (*map(str, row), str(who)) for row, who in zip(rows.to_numpy(), sees, strict=True)
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(boxes, min_size=1, max_size=6),
    st.lists(boxes, min_size=6, max_size=6),
    st.sets(st.integers(0, 5)),
    st.integers(0, 3),
)
def test_changing_some_footprints_gives_what_starting_anew_gives(drawn, others, odd, gone):
    table = demand(
        ROAD,
        {"shape": "LINESTRING (50 100, 1900 880)", "weight_per_km": 2.0},
        *[{"shape": f"POINT ({x} 480)", "weight": 1.0} for x in range(20, 2000, 90)],
    )
    before = views(*[(x, y, x + w, y + d) for x, y, w, d in drawn])
    changed = pd.Index(sorted(k for k in odd if k < len(drawn)), dtype=int)
    now = before.copy()
    replaced = views(*[(x, y, x + w, y + d) for x, y, w, d in others])
    now.loc[changed, "geometry"] = replaced.loc[changed, "geometry"]
    now = now.drop(index=list(changed[:gone]))
    core = incidence(table, before, communes())
    quick = changed_incidence(core, table, now, changed)
    anew = incidence(table, now, communes())
    assert told(quick) == told(anew)
    assert sorted(quick.groups["weight"].round(9)) == sorted(anew.groups["weight"].round(9))
    assert len(quick.groups) == len(anew.groups) == quick.sees.shape[0]


def test_weight_returns_under_the_reason_that_alone_keeps_it_away():
    places = ((50, 1.0), (150, 2.0), (250, 4.0), (350, 8.0), (450, 16.0), (550, 32.0))
    table = demand(*[{"shape": f"POINT ({x} 500)", "weight": w} for x, w in places])
    cameras = views(
        (0, 400, 200, 600),
        (100, 400, 300, 600),
        (300, 400, 400, 600),
        (400, 400, 500, 600),
        sight="down",
    )
    cameras.loc[3, "sight"] = "unconfirmed"
    core = incidence(table, cameras, communes())
    coverage = classify(core.sees, cameras["sight"])
    reason = pd.Series(["line", "theft", "", ""])
    found = losses(core.groups, core.sees, coverage, reason)
    # The point at 150 would return by either; that at 350 waits for more than one thing. What
    # lies at 450 is not confirmed, at 550 nobody has it in view: neither is lost.
    assert found.to_dict() == pytest.approx({"several": 8, "theft": 6, "line": 3})
    assert losses(core.groups, core.sees, coverage, reason, commune="00002").empty


def test_a_camera_that_alone_sees_a_place_is_a_single_point_of_failure():
    table = demand(*[{"shape": f"POINT ({x} 500)", "weight": 3.0} for x in (50, 150, 250)])
    cameras = views((0, 400, 200, 600), (100, 400, 160, 600), (240, 400, 300, 600))
    cameras["sight"] = ["up", "up", "down"]
    core = incidence(table, cameras, communes())
    assert alone(core.groups, core.sees, cameras["sight"] == "up").tolist() == [3, 0, 0]
