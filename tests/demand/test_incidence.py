import geopandas as gpd
import numpy as np
import pytest
import shapely

from gis.crs import WGS84
from gis.demand.classify import classify, weights_by_commune
from gis.demand.gaps import gaps, places
from gis.demand.incidence import incidence
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
    assert core.sees.toarray().tolist() == [
        [False, False], [True, False], [True, True], [False, True], [False, False], [False, False],
    ]  # fmt: skip
    assert core.pieces["commune_code"].tolist() == ["00001"] * 5 + ["00002"]
    assert core.pieces["weight"].sum() == pytest.approx(8, rel=1e-4)


def test_one_view_may_see_a_bent_road_in_several_pieces():
    bent = {"shape": "LINESTRING (100 100, 200 100, 200 150, 100 150)", "weight_per_km": 1.0}
    core = incidence(demand(bent), views((150, 0, 180, 1000)), communes())
    assert core.pieces["length_m"][core.sees.toarray()[:, 0]].tolist() == pytest.approx(
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
    assert core.sees.toarray()[:, 0].tolist() == [True, False, False, True, False]
    assert core.pieces["commune_code"].tolist() == ["00001", "00001", "", "00001", "00002"]
    assert core.pieces["weight"].tolist() == [6, 5, 3, 2, 2]


def test_no_demand_and_no_view_give_empty_tables():
    nobody = incidence(demand(ROAD), views((0, 0, 1, 1)).head(0), communes())
    assert nobody.sees.shape == (2, 0)
    nothing = incidence(demand(ROAD).head(0), views((0, 0, 1, 1)), communes())
    assert nothing.sees.shape == (0, 1)


def test_the_best_camera_decides_and_weights_add_up_by_commune():
    table = demand(ROAD, {"shape": "POINT (50 500)", "weight": 6.0})
    cameras = views((0, 400, 100, 600), (0, 400, 200, 600), (0, 400, 300, 600))
    cameras["sight"] = ["up", "unconfirmed", "down"]
    core = incidence(table, cameras, communes())
    coverage = classify(core.sees, cameras["sight"])
    sums = weights_by_commune(core.pieces, coverage, communes()["code"])
    # demand, covered, unconfirmed, lost, gap
    assert sums.loc["00001"].tolist() == pytest.approx([10, 6.4, 0.4, 0.4, 2.8], abs=1e-3)
    assert sums.loc["00002"].tolist() == pytest.approx([4, 0, 0, 0, 4], abs=1e-3)


def test_places_join_what_touches_and_gaps_come_worst_first():
    cameras = views((400, 400, 500, 600), (800, 400, 900, 600), sight="down")
    market = {"shape": "POINT (450 500)", "weight": 6.0, "name": "Chợ"}
    table = demand(ROAD, market)
    core = incidence(table, cameras, communes())
    found = gaps(places(core.pieces, classify(core.sees, cameras["sight"]), table))
    assert found[["name", "coverage", "commune_code"]].to_numpy().tolist() == [
        ["Chợ", "lost", "00001"], ["", "gap", "00002"], ["", "gap", "00001"], ["", "lost", "00001"],
    ]  # fmt: skip
    assert found["weight"].tolist() == pytest.approx([6, 4, 3.2, 0.8], abs=1e-3)
    assert found.geometry.geom_type.tolist() == [
        "Point",
        "LineString",
        "MultiLineString",
        "MultiLineString",
    ]
    assert np.isnan(found["length_m"][0])
