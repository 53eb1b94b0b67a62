"""The money of a plan: by payer and origin, all that can be mended, a year, and what is left."""

import pytest

from gis.analysis.run import analyse
from gis.restoration.model.prices import read_prices
from gis.restoration.model.repair_options import work
from gis.restoration.plans.costs import costs, running
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.world import cameras, communes, demand, equipment

WEST, EAST = {"commune_code": "00001"}, {"commune_code": "00002"}
ROWS = [
    {
        "status": "broken",
        "repair_cost_vnd": 2e6,
        "payer": "commune",
        "origin": "state",
        "monthly_cost_vnd": 1e5,
        "depends_on": "L",
        **WEST,
    },
    {
        "status": "broken",
        "repair_cost_vnd": 3e6,
        "payer": "commune",
        "origin": "community",
        "monthly_cost_vnd": 2e5,
        **WEST,
    },
    {"status": "working", "monthly_cost_vnd": 3e5, "depends_on": "L", **EAST},
    {"status": "disposal", "monthly_cost_vnd": 9e5, **WEST},
    {"status": "unknown", "monthly_cost_vnd": 5e4, **WEST},
]
LINE = {
    "equipment_id": "L",
    "kind": "line",
    "status": "broken",
    "repair_cost_vnd": 4e6,
    "monthly_cost_vnd": 4e5,
}


def told(amount, commune=None):
    found = analyse(
        cameras(*ROWS), equipment(LINE), communes(), demand({"shape": "POINT (500 500)"})
    )
    prices, todo = read_prices(), work(found)
    asked = formulate(found, todo, Request(request_money([amount]), commune=commune))
    made = make_plan(found, todo, asked.request)
    return costs(
        found,
        asked,
        made,
        monthly_vnd=running(found, prices, commune),
        connected=lambda: work(found, "live"),
    )


def test_all_that_can_be_mended_who_pays_it_and_what_a_year_costs():
    found = told(9e6)
    assert found.by_payer == {"commune": 5e6, "unconfirmed": 4e6}
    assert found.by_origin == {"state": 2e6, "community": 3e6, "unknown": 4e6}
    assert found.everything_vnd == 9e6
    # 1 + 2 + 3 + 0.5 hundred thousand a month and the line's 4; what is written off runs no more.
    assert found.running_year_vnd == pytest.approx(12 * (6.5e5 + 4e5))
    assert found.plan_year_vnd == pytest.approx(12 * (3e5 + 4e5))
    assert (found.spare_vnd, found.spare_sentence()) == (0, "")


def test_a_year_of_maintenance_by_contract_is_of_all_cameras_that_are_there():
    # Four of the five are not to be written off, at 500,000 a year; three of them of West.
    assert told(9e6).service_year_vnd == 4 * 500_000
    assert told(9e6, "00001").service_year_vnd == 3 * 500_000
    assert "thuê): 2,0 triệu đồng/năm" in " ".join(told(9e6).sentences())


def test_a_commune_bears_its_part_of_what_is_shared():
    assert told(9e6, "00001").running_year_vnd == pytest.approx(12 * (3.5e5 + 2e5))
    assert told(9e6, "00002").running_year_vnd == pytest.approx(12 * (3e5 + 2e5))
    # East waits for the line alone.
    assert told(9e6, "00002").everything_vnd == 4e6


def test_more_than_all_needs_is_told_with_what_it_could_do():
    found = told(2e8, "00001")
    assert found.spare_vnd == 2e8 - 9e6
    # Two views of West are connected at 3 million each, to one new station for 35.
    assert found.connection_vnd == 2 * 3e6 + 35e6
    assert found.surveys == 4
    said = found.spare_sentence()
    for part in ("cần 9,0 triệu", "còn lại 191,0 triệu", "về trụ sở (41,0 triệu", "khảo sát 4"):
        assert part in said
    assert told(1e15).spare_vnd == 0  # no sum, but "whatever it costs"
