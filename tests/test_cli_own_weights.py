"""A bare list on the command line: plan, ranking and curve, what counts, and what adds up."""

import pytest

from tests.world import cameras, equipment

ROWS = [
    {"name": "Chợ", "status": "broken", "repair_cost_vnd": 4e6, "depends_on": "S"},
    {"name": "Ngã ba", "status": "broken", "repair_cost_vnd": 3e6, "importance": "5"},
    {"name": "Thôn 1", "status": "working", "depends_on": "S"},
    {"name": "Cũ", "status": "disposal"},
    {"name": "x", "status": "broken", "depends_on": "NOBODY"},
]
SERVER = {"equipment_id": "S", "kind": "server", "status": "broken", "repair_cost_vnd": 18e6}


@pytest.fixture
def listed(tmp_path):
    cameras(*ROWS).to_csv(tmp_path / "cameras.csv", index=False)
    equipment(SERVER).to_csv(tmp_path / "equipment.csv", index=False)
    return ["--cameras", tmp_path / "cameras.csv", "--equipment", tmp_path / "equipment.csv"]


def test_the_plan_of_a_bare_list_adds_up_and_says_its_money(gis, listed):
    found = gis.json("plan", *listed, "--budget", 25_000_000)
    # 4 for the market, 5 as stated, 2 for the village.
    assert (found["status"], found["objective"], found["own_weight"]) == ("optimal", 11, 11)
    assert (found["weigh"], found["cameras"], found["cost_vnd"]) == ("both", 3, 25e6)
    assert (found["covered_weight_before"], found["covered_weight_after"]) == (0, 0)
    assert found["account"] == {
        "not_working": 5,
        "planned": 3,
        "later": 0,
        "survey": 0,
        "disposal": 1,
        "unlisted": 1,
        "unconfirmed": 0,
    }
    left = {row["camera_id"]: row for row in found["without_repair"]}
    assert left["C3"]["outcome"] == "disposal"
    assert left["C4"]["outcome"] == "unlisted"
    assert all(row["why"] and row["advice"] for row in left.values())
    assert found["costs"]["everything_vnd"] == 25e6
    assert found["costs"]["spare_vnd"] == 0
    assert found["weights"]["own_market"] == 4
    more = gis.json("plan", *listed, "--budget", 200_000_000)
    assert more["costs"]["spare_vnd"] == 175e6
    said = gis("plan", *listed, "--budget", 7_000_000).stdout
    assert "5 camera không hoạt động = 1 trong phương án + 2 để lại sau" in said


def test_what_counts_can_be_chosen(gis, listed):
    places = gis.json("plan", *listed, "--budget", 25_000_000, "--weigh", "places")
    assert (places["objective"], places["repairs"]) == (0, [])
    alone = gis.json("plan", *listed, "--budget", 25_000_000, "--weigh", "cameras")
    assert alone["objective"] == 11
    curve = gis.json("curve", *listed)["points"]
    assert curve[-1] == {
        "amount_vnd": 25e6,
        "weight": 11,
        "bound": 11,
        "gap": 0,
        "covered_weight": 11,
    }
    assert gis("plan", *listed, "--budget", 1, "--weigh", "roads").returncode == 2


def test_the_ranking_begins_with_shared_equipment(gis, listed):
    found = gis.json("rank", *listed)
    assert found["shared"] == [
        {"id": "S", "name": "S", "cost_vnd": 18e6, "estimated": False, "cameras": 2, "at_once": 1}
    ]
    assert [line["own_weight"] for line in found["ranking"]] == [5, 6]
    first = gis("rank", *listed).stdout.splitlines()[0]
    assert first.startswith("1 S, 18,0 triệu đồng → 2 camera")


def test_draws_and_floors_exist_for_it(gis, listed):
    drawn = gis.json("plan", *listed, "--budget", 7_000_000, "--draws", 5)
    assert drawn["repairs"][0]["share"] == 1
    fair = gis.json("plan", *listed, "--budget", 25_000_000, "--floor", 1)
    assert fair["status"] == "optimal"
