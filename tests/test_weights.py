"""How much each category weighs: by default, as stated, as chosen, and what a factor does."""

import numpy as np
import pytest

from gis.analysis.run import analyse
from gis.core.errors import GisError
from gis.demand.weights import read_weights, weighted
from tests.world import cameras, communes, demand, equipment

ROWS = [
    {"demand_id": "market", "category": "market", "shape": "POINT (100 100)"},
    {"demand_id": "own", "category": "market", "shape": "POINT (200 100)", "weight": 2.5},
    {"demand_id": "road", "category": "road_commune", "shape": "LINESTRING (0 500, 500 500)"},
    {"demand_id": "track", "category": "elsewhere", "shape": "LINESTRING (0 600, 500 600)"},
]


def test_defaults_are_those_agreed():
    weight = read_weights()["weight"]
    assert weight["border_gate"] == 10
    assert weight["market"] == weight["station"] == 6
    assert weight["school"] == weight["hospital"] == weight["bridge"] == 5
    assert weight["office"] == 4
    classes = ["national", "provincial", "commune", "hamlet"]
    assert [weight[f"junction_{c}"] for c in classes] == [5, 4, 3, 2]
    assert [weight[f"road_{c}"] for c in classes] == [6, 4, 2, 1]


def test_a_row_keeps_what_it_states_and_else_has_its_categorys():
    table = weighted(demand(*ROWS), read_weights({"market": 7})).set_index("demand_id")
    assert table["weight"].tolist()[:2] == [7, 2.5]
    assert table["weight"].isna().tolist() == [False, False, True, True]
    assert table["weight_per_km"].tolist()[2:] == [2, 0]


def test_an_analysis_counts_with_what_was_chosen_and_says_so():
    tables = cameras(), equipment(), communes(), demand(*ROWS)
    found = analyse(*tables)
    # 6 + 2.5 for the markets, 2 a kilometre for 500 m.
    assert found.communes["gap_weight"].sum() == pytest.approx(9.5, rel=1e-4)
    chosen = analyse(*tables, weights=read_weights({"market": 0, "road_commune": 20}))
    assert chosen.communes["gap_weight"].sum() == pytest.approx(12.5, rel=1e-4)
    assert chosen.weights["weight"]["road_commune"] == 20


def test_half_and_double_need_no_geometry_again():
    found = analyse(cameras(), equipment(), communes(), demand(*ROWS))
    factors = np.where(found.demand["category"] == "market", 2.0, 1.0)
    again = found.incidence.weighed(factors)
    assert again.groups["weight"].sum() == pytest.approx(9.5 + 8.5, rel=1e-4)


@pytest.mark.parametrize(
    "chosen", [{"markt": 1}, {"market": -1}, {"market": np.inf}, {"market": np.nan}]
)
def test_weights_nobody_can_mean_are_refused(chosen):
    with pytest.raises(GisError, match="mark"):
        read_weights(chosen)
