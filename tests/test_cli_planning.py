"""Plans, curves, prices and kept plans from a terminal, in figures worked out by hand."""

import geopandas as gpd
import pytest
from openpyxl import load_workbook

from gis.store.store import Store
from tests import world
from tests.command import Process
from tests.village import CAMERAS, PLACES, UNITS


def test_the_best_plan_in_a_process_of_its_own(tmp_path, inputs):
    done = Process(tmp_path)("plan", *inputs, "--budget", "10000000")
    assert done.returncode == 0, done.stderr
    assert "đã chứng minh là tốt nhất: 9,00" in done.stdout


def test_the_best_plan_for_a_budget(gis, inputs):
    found = gis.json("plan", *inputs, "--budget", 10_000_000)
    assert (found["status"], found["objective"], found["bound"], found["gap"]) == (
        "optimal",
        9,
        9,
        0,
    )
    assert (found["cost_vnd"], found["monthly_vnd"]) == (10_000_000, 120_000)
    assert (found["covered_weight_before"], found["covered_weight_after"]) == (0, 9)
    lines = {line["id"]: line for line in found["repairs"]}
    assert (lines["R"]["target"], lines["R"]["gain_weight"]) == ("equipment", 9)
    assert lines["R"]["cameras"] == ["C0", "C1"]
    assert (lines["C1"]["gain_weight"], lines["C1"]["needed_with"]) == (5, ["R"])
    # Per đồng: C2 3/3, R with C1 9/10: the ranked list takes C2 and has too little for both.
    greedy = gis.json("plan", *inputs, "--budget", 10_000_000, "--method", "greedy")
    assert greedy["status"] == "feasible"
    assert greedy["objective"] <= found["objective"] <= greedy["bound"]
    assert not (gis.folder / "register.sqlite").exists()


def test_conditions_of_a_plan(gis, inputs):
    locked = gis.json("plan", *inputs, "--budget", 10_000_000, "--lock", "C2")
    assert sorted(line["id"] for line in locked["repairs"]) == ["C2"]
    funds = gis.json("plan", *inputs, "--funds", "state=20000000")
    assert [line["id"] for line in funds["repairs"]] == ["C2"]
    phases = gis.json("plan", *inputs, "--phase", 3_000_000, "--phase", 10_000_000)
    assert {line["id"]: line["phase"] for line in phases["repairs"]} == {"C2": 1, "R": 2, "C1": 2}
    assert phases["objective"] == 3 * 3 + 9 * 12
    east = gis.json("plan", *inputs, "--budget", 99_000_000, "--commune", "00002")
    assert [line["id"] for line in east["repairs"]] == ["C2"]
    fair = gis.json("plan", *inputs, "--budget", 10_000_000, "--floor", 1, "--share", "equal")
    # Half the money, 5 million, buys West nothing and East C2 (3): the floor costs 9 - 3.
    assert fair["floors"] == {"00001": 0, "00002": 3}
    assert fair["price_of_fairness"] == 6


def test_a_file_of_budgets(gis, inputs, tmp_path):
    path = tmp_path / "ns.csv"
    head = "commune_code,payer,phase,amount_vnd,eligible_origin\n"
    path.write_text(head + "00001,,1,10000000,all\n00002,,1,5000000,\n")
    found = gis.json("plan", *inputs, "--budgets", path)
    assert sorted(line["id"] for line in found["repairs"]) == ["C1", "R"]
    assert found["unconfirmed_vnd"] == 5_000_000
    assert "00002" in gis("plan", *inputs, "--budgets", path, "--floor", "1").stdout


def test_the_whole_curve(gis, inputs):
    points = {p["amount_vnd"]: p for p in gis.json("curve", *inputs)["points"]}
    weights = {amount: points[amount * 1e6]["weight"] for amount in (0, 2, 3, 8, 10, 13)}
    assert weights == {0: 0, 2: 0, 3: 3, 8: 4, 10: 9, 13: 12}
    assert all(p["gap"] == 0 for p in points.values())
    coupled = gis.json("curve", *inputs, "--monthly", 50_000, "--points", 4)["points"]
    assert max(p["weight"] for p in coupled) == 3


def test_the_plan_as_a_layer_and_as_a_workbook(gis, inputs, tmp_path):
    for fmt in ("geojson", "xlsx"):
        out = tmp_path / f"plan.{fmt}"
        done = gis("export", "plan", *inputs, "--budget", "10000000", "--format", fmt, "--out", out)
        assert done.returncode == 0, done.stderr
    layer = gpd.read_file(tmp_path / "plan.geojson").set_index("id")
    assert sorted(layer.index) == ["C1", "R"]
    assert layer.loc["R", "cameras"] == "C0;C1"
    assert "Chợ" in layer.loc["R", "why"]
    assert (layer["proof"] == "optimal").all()
    page = load_workbook(tmp_path / "plan.xlsx").active
    rows = {row[0]: row for row in page.iter_rows(min_row=2, values_only=True)}
    assert set(rows) == {"R", "C1"} or {"R", "C1"} <= {row[1] for row in rows.values()}


def test_prices_are_stated_with_a_source_and_used(gis):
    refused = gis("prices", "fixed=3000000")
    assert refused.returncode == 2
    assert "--source" in refused.stderr
    gis.json("prices", "fixed=3000000", "recorder=1/2/3", "--source", "Báo giá 12/2025")
    table = {row["part"]: row for row in gis.json("prices")["prices"]}
    assert (table["fixed"]["low"], table["fixed"]["mid"]) == (3e6, 3e6)
    assert (table["recorder"]["low"], table["recorder"]["high"]) == (1, 3)
    assert (table["fixed"]["estimated"], table["dome"]["estimated"]) == (False, True)
    store = Store(gis.environment["CAMERA_STORE"])
    rows = [{**row, "repair_cost_vnd": None} for row in CAMERAS]
    store.save(
        cameras=world.cameras(*rows),
        equipment=world.equipment(*UNITS),
        demand=world.demand(*PLACES),
        source="test",
    )
    [line] = [row for row in gis.json("rank")["ranking"] if row["repairs"] == ["C2"]]
    assert (line["cost_vnd"], line["estimated"]) == (3e6, False)
    assert gis("prices", "fixed=-1", "--source", "x").returncode == 2
    assert gis("prices", "no=1", "--source", "x").returncode == 2


def test_plans_are_kept_compared_and_removed(gis):
    store = Store(gis.environment["CAMERA_STORE"])
    store.save(
        cameras=world.cameras(*CAMERAS),
        equipment=world.equipment(*UNITS),
        demand=world.demand(*PLACES),
        source="test",
    )
    gis.json("plan", "--budget", 3_000_000, "--keep", "Nhỏ")
    gis.json("plan", "--budget", 13_000_000, "--keep", "Lớn", "--who", "An")
    table = gis.json("plans", "--compare", "Nhỏ", "Lớn")["plans"]
    assert (table["Nhỏ"]["cost_vnd"], table["Lớn"]["cost_vnd"]) == (3e6, 13e6)
    assert (table["Nhỏ"]["only_here"], table["Lớn"]["only_here"]) == (0, 2)
    assert table["Lớn"]["cameras"] == 3
    assert "--who" in gis("plans", "--remove", "Nhỏ").stderr
    gis.json("plans", "--remove", "Nhỏ", "--who", "An")
    [held] = gis.json("plans")["plans"]
    assert (held["name"], held["result"]["who"]) == ("Lớn", "An")
    assert gis("plans", "--compare", "Nhỏ").returncode == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--budget"),
        (("--budget", "-5"), "từ 0 trở lên"),
        (("--budget", "5", "--lock", "nobody"), "“nobody”"),
        (("--budget", "1000000", "--lock", "C2"), "vượt 2.000.000"),
        (("--funds", "state"), "state"),
        (("--funds", "lottery=5"), "lottery"),
        (("--funds", "state=5", "--phase", "5"), "--budgets"),
        (("--budget", "5", "--keep", "A"), "kho dữ liệu"),
    ],
)
def test_what_cannot_be_asked_is_one_line(gis, inputs, options, said):
    done = gis("plan", *inputs, *options, "--json")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_ring_and_an_unlisted_id_are_told_and_change_no_exit_code(gis, inputs, tmp_path):
    units = [
        *UNITS,
        {"equipment_id": "A", "status": "broken", "depends_on": "B"},
        {"equipment_id": "B", "status": "broken", "depends_on": "A; Z"},
    ]
    world.equipment(*units).to_csv(tmp_path / "equipment.csv", index=False)
    found = gis.json("plan", *inputs, "--budget", 10_000_000)
    assert found["objective"] == 9
    told = " ".join(finding["message"] for finding in found["findings"])
    assert "A → B → A" in told
    assert "“Z”" in told


def test_kept_plans_are_opened_proposed_and_not_overwritten(gis):
    store = Store(gis.environment["CAMERA_STORE"])
    store.save(
        cameras=world.cameras(*CAMERAS),
        equipment=world.equipment(*UNITS),
        demand=world.demand(*PLACES),
        source="test",
    )
    gis.json("plan", "--budget", 13_000_000, "--lock", "C2", "--light", "night", "--keep", "A")
    refused = gis("plan", "--budget", 3_000_000, "--keep", "a")
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    gis.json("plan", "--budget", 13_000_000, "--lock", "C2", "--keep", "A", "--replace")
    gis.json("plans", "--choose", "A")
    [held] = gis.json("plans")["plans"]
    assert (held["chosen"], held["request"]["locked"]) == (True, ["C2"])
    assert gis.json("plans", "--open", "A")["differences"] == []
    store.save(cameras=world.cameras({"camera_id": "C2", "status": "working"}), source="test")
    again = gis.json("plans", "--open", "A")
    assert [(row["id"], row["change"]) for row in again["differences"]] == [("C2", "needless")]
    assert again["dropped"] == ["C2"]
    assert (again["kept"]["cost_vnd"], again["cost_vnd"]) == (13e6, 10e6)
