"""Numbers on the command line, as people write them."""

import numpy as np
import pytest

from gis.communes.boundaries import COMMUNES_FILE
from gis.core.errors import GisError, StoreError
from gis.store.store import Store
from tests import world
from tests.command import Inside

BROKEN = {"xy": (300, 500), "azimuth_deg": 90, "range_m": 100, "hfov_deg": 60, "status": "broken"}


@pytest.fixture
def gis(tmp_path):
    here = Inside(tmp_path)
    rows = [{**BROKEN, "repair_cost_vnd": 2e6, "origin": "state"}]
    place = {"shape": "POINT (350 500)", "weight": 5, "category": "school"}
    store(here).save(cameras=world.cameras(*rows), demand=world.demand(place), source="test")
    return here


def store(gis):
    return Store(gis.environment["CAMERA_STORE"])


def stored(gis, field):
    return store(gis).cameras().set_index("camera_id").loc["C0", field]


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("repair_cost_vnd", "1.500", 1500),
        ("repair_cost_vnd", "12,5 triệu", 12.5e6),
        ("repair_cost_vnd", "3tr", 3e6),
        ("azimuth_deg", "45,5", 45.5),
        ("azimuth_deg", "45.125", 45.125),
        ("range_m", "0,2 km", 200),
        ("monthly_cost_vnd", "2.400.000/năm", 2e5),
        ("lon", "106,621", 106.621),
        ("repair_cost_vnd", "", np.nan),
    ],
)
def test_a_field_is_edited_as_people_write(gis, field, written, value):
    assert gis.json("edit", "C0", f"{field}={written}")["changed"] == 1
    assert stored(gis, field) == pytest.approx(value, nan_ok=True)


def test_words_and_days_are_edited_as_people_write(gis):
    gis.json("edit", "C0", "status=hoạt động tốt", "repaired_on=04/11/2025", "kind=quay quét")
    assert stored(gis, ["status", "repaired_on", "kind"]).tolist() == [
        "working",
        "2025-11-04",
        "ptz",
    ]
    assert gis("edit", "C0", "status=lung tung").returncode == 2
    assert gis("edit", "C0", "repaired_on=32/13/2025").returncode == 2


def test_a_field_is_read_by_the_grammar_of_lists(gis):
    gis.json("edit", "C0", "status=hỏng do mất điện", "azimuth_deg=ĐN", "accepted_on=15/3/24")
    fields = ["status", "fault_part", "azimuth_deg", "accepted_on"]
    assert stored(gis, fields).tolist() == ["broken", "power", 135.0, "2024-03-15"]
    gis.json("edit", "C0", "position=17°28'12\"B 106°37'00\"Đ")
    assert stored(gis, ["lat", "lon"]).tolist() == pytest.approx([17.47, 106 + 37 / 60])
    for wrong, said in (
        ("position=chợ", "tọa độ"),
        ("azimuth_deg=B; Đ", "hai hướng"),
        ("surveyed_on=x", "ngày"),
    ):
        done = gis("edit", "C0", wrong)
        assert done.returncode == 2
        assert said in done.stderr.lower()
        assert len(done.stderr.strip().splitlines()) == 1


def test_money_of_an_origin_by_its_vietnamese_name(gis):
    found = gis.json("plan", "--funds", "ngân sách nhà nước=2,5 triệu")
    assert found["cost_vnd"] == 2e6


def test_what_is_expected_is_read_alike(gis):
    gis.json("edit", "C0", "range_m=1,5 km", "--expect", "range_m=0,1 km")
    assert stored(gis, "range_m") == 1500


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("range_m=1.500", "1,5 hoặc 1500"),
        ("repair_cost_vnd=3-5 triệu", "5.000.000 đồng"),
        ("repair_cost_vnd=3.500 triệu", "3.500.000.000 đồng"),
        ("repair_cost_vnd=inf", "inf"),
        ("repair_cost_vnd=nan", "nan"),
        ("repair_cost_vnd=1e400", "1e400"),
        ("repair_cost_vnd=-5", "-5"),
        ("repair_cost_vnd=2.000 tỷ", "2.000.000.000.000 đồng"),
        ("repair_cost_vnd=2000 tỷ", "từ 0 đến 5.000.000.000"),
        ("azimuth_deg=xx", "là hướng"),
        ("hfov_deg=400", "từ 0 đến 360"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(gis, change, said):
    done = gis("edit", "C0", change)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert stored(gis, "repair_cost_vnd") == 2e6


@pytest.mark.parametrize(
    ("budget", "cost"),
    [
        ("500.000", 0),
        ("2.000.000", 2e6),
        ("2 triệu", 2e6),
        ("2 tỷ", 2e6),
        ("0,002 tỷ", 2e6),
        ("1,9tr", 0),
    ],
)
def test_a_budget_as_people_write_it(gis, budget, cost):
    assert gis.json("plan", "--budget", budget)["cost_vnd"] == cost
    assert gis.json("plan", "--phase", budget)["cost_vnd"] == cost
    assert gis.json("plan", "--funds", f"community=1,5 triệu,state={budget}")["cost_vnd"] == cost


def test_ceilings_and_floors(gis):
    budget = ("plan", "--budget", "5 triệu")
    assert gis.json(*budget, "--monthly", "19.999")["cost_vnd"] == 0
    assert gis.json(*budget, "--monthly", "20 nghìn đồng/tháng")["cost_vnd"] == 2e6
    done = gis(*budget, "--floor", "60%")
    assert done.returncode == 0, done.stderr
    assert gis(*budget, "--floor", "60").returncode == 2


@pytest.mark.parametrize("option", ["--budget", "--phase", "--monthly", "--floor", "--time-limit"])
@pytest.mark.parametrize("text", ["inf", "nan", "1e400", "9" * 5000, "-1", "3-5 triệu", "x"])
def test_no_option_takes_what_is_no_number(gis, option, text):
    done = gis("plan", "--budget", "1", f"{option}={text}")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_prices_and_weights(gis):
    told = gis.json("prices", "fixed=2,5 triệu", "recorder=5 triệu/8.000.000/15tr", "--source", "x")
    table = {row["part"]: row for row in told["prices"]}
    assert table["fixed"]["mid"] == 2.5e6
    assert [table["recorder"][level] for level in ("low", "mid", "high")] == [5e6, 8e6, 15e6]
    assert gis.json("weights", "market=2,5")["weights"]["market"] == 2.5
    for text in ("inf", "nan", "1e400", "-1", "8/5/15", "5/15/8", "3-5 triệu"):
        assert gis("prices", f"fixed={text}", "--source", "x").returncode == 2
    assert gis("weights", "market=1.500").returncode == 2
    assert {row["part"]: row for row in gis.json("prices")["prices"]}["fixed"]["mid"] == 2.5e6


@pytest.mark.parametrize("value", [np.inf, -1.0, 1e13])
def test_the_store_takes_no_number_its_column_cannot_hold(gis, value):
    rows = world.cameras({**BROKEN, "repair_cost_vnd": value})
    with pytest.raises(StoreError, match="Chi phí"):
        store(gis).save(cameras=rows, source="test")
    assert stored(gis, "repair_cost_vnd") == 2e6
    assert issubclass(StoreError, GisError)


@pytest.mark.skipif(not COMMUNES_FILE.exists(), reason="schematic boundaries bound no position")
def test_a_position_outside_every_commune_is_refused(gis):
    refused = gis("edit", "C0", "position=21.0, 105.8")
    assert refused.returncode == 2
    assert "nằm trong" in refused.stderr
