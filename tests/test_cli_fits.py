"""How far a plan holds, from a terminal: chance of the budget, other weights, floors."""

import pytest

from tests import world

VIEW = {"azimuth_deg": 0, "range_m": 50, "hfov_deg": 90, "kind": "fixed", "status": "broken"}
CAMERAS = [
    {"camera_id": "A", "xy": (100, 100), **VIEW},
    {"camera_id": "B", "xy": (500, 100), **VIEW, "repair_cost_vnd": 2.5e6},
    {"camera_id": "C", "xy": (1500, 100), **VIEW, "repair_cost_vnd": 2.5e6},
]
PLACES = [
    {"shape": "POINT (100 120)", "weight": 6, "category": "market"},
    {"shape": "POINT (500 120)", "weight": 4, "category": "school"},
    {"shape": "POINT (1500 120)", "weight": 1, "category": "office"},
]


@pytest.fixture
def inputs(tmp_path):
    world.cameras(*CAMERAS).to_csv(tmp_path / "cameras.csv", index=False)
    world.demand(*PLACES).to_file(tmp_path / "demand.geojson")
    world.communes().to_file(tmp_path / "communes.gpkg")
    names = ("cameras.csv", "demand.geojson", "communes.gpkg")
    return [part for name in names for part in (f"--{name.split('.')[0]}", tmp_path / name)]


def test_a_plan_tells_how_surely_it_keeps_within_its_money(gis, inputs):
    found = gis.json("plan", *inputs, "--budget", "2,6 triệu")
    assert [r["id"] for r in found["repairs"]] == ["A"]
    assert found["fits"] == 0
    # A guess of 1.8 to 4 million, most often 2.5, with the price level: a third of all draws.
    assert found["within_budget"] == pytest.approx(0.33, abs=0.04)
    assert found["within_budget_low"] < found["within_budget"] < found["within_budget_high"]
    assert 1.8e6 < found["cost_low_vnd"] < 2.5e6 < found["cost_high_vnd"] < 4.8e6
    sure = gis.json("plan", *inputs, "--budget", "2,6 triệu", "--fits", "90 %")
    assert [r["id"] for r in sure["repairs"]] == ["B"]
    assert (sure["within_budget"], sure["fits"]) == (1, 0.9)
    assert (sure["objective"], sure["nominal_objective"]) == (4, 6)
    told = gis("plan", *inputs, "--budget", "2,6 triệu", "--fits", "0,9").stdout
    assert "Chắc chắn nằm trong kinh phí" in told
    assert "khôi phục ít hơn mức quan trọng 2,00 (33,3 %)" in told


@pytest.mark.parametrize(
    "options",
    [
        ("plan", "--fits", "1"),
        ("plan", "--fits", "2"),
        ("curve", "--fits", "0.9"),
        ("plan", "--fits", "0.9", "--method", "greedy"),
    ],
)
def test_a_part_that_cannot_be_is_refused_in_one_line(gis, inputs, options):
    command, *rest = options
    done = gis(command, *inputs, "--budget", 1_000_000, *rest)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_draws_tell_what_the_plan_may_bring_back(gis, inputs):
    found = gis.json("plan", *inputs, "--budget", "2,6 triệu", "--draws", "100")
    assert (found["gain_low"], found["gain_mean"], found["gain_high"]) == (6, 6, 6)
    [line] = found["repairs"]
    assert line["certainty"] in {"likely", "survey_first"}
    assert line["low"] < line["share"] < line["high"]
    told = gis("plan", *inputs, "--budget", "2,6 triệu", "--draws", "20").stdout
    assert "Dưới 100 lần thử" in told


def test_other_weights_and_floors_have_commands(gis, inputs):
    found = gis.json("sensitivity", *inputs, "--budget", "2,6 triệu")
    changed = [(r["category"], r["factor"]) for r in found["changes"] if r["leaving"]]
    assert changed == [("market", 0.5), ("school", 2.0)]
    # Three categories of places, and what a camera of no special place counts for itself.
    assert found["weights"] == 4
    assert found["stays"] == {"A": 6 / 8}
    assert "A (A): vẫn giữ ở 6/8" in gis("sensitivity", *inputs, "--budget", "2,6 triệu").stdout
    fair = gis.json("equity", *inputs, "--budget", "5 triệu", "--share", "equal")["equity"]
    # Half of the money is each commune's: East's buys it 1; by the list all else is 6 + 4.
    assert [round(p["floor"], 1) for p in fair] == [k / 10 for k in range(11)]
    assert (fair[0]["weight"], fair[-1]["weight"]) == (10, 7)
    said = gis("equity", *inputs, "--budget", "5 triệu", "--share", "equal").stdout
    assert "Mức sàn 100 %: khôi phục mức quan trọng 7,00" in said
