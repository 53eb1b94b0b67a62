"""What mends a fault and what it costs, by what failed and why: worked out from the price list."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.choices import Cause, EquipmentKind, FaultPart, Kind
from gis.core.errors import GisError
from gis.core.extents import metres_of, months_owed
from gis.register.availability import dependence
from gis.restoration.model.prices import ANY, read_prices
from gis.restoration.model.remedies import remedies
from gis.restoration.model.repairs import repair_table
from tests.world import cameras, equipment

PRICES = read_prices()


def mended(*rows, prices=PRICES):
    """The repairs of broken cameras, or of one recorder where a row says so."""
    of_units = [{"equipment_id": f"E{k}", **row} for k, row in enumerate(rows) if "unit" in row]
    of_units = [{**row, "kind": row["unit"], "status": "broken"} for row in of_units]
    table = cameras(*({"status": "broken", **row} for row in rows if "unit" not in row))
    shared = equipment(*(of_units or [{"equipment_id": "unused", "status": "working"}]))
    down = np.ones(len(table), bool)
    return repair_table(
        table, shared, dependence(table, shared).needs, prices=prices, down=down
    ).table


@pytest.mark.parametrize(
    ("row", "priced_as", "cost_vnd", "low_vnd", "high_vnd"),
    [
        # Three months that are owed, at 350,000 (200,000 to 600,000).
        ({"cause": "unpaid"}, "any:unpaid", 1_050_000, 600_000, 1_800_000),
        ({"cause": "unpaid", "fault_part": "line"}, "any:unpaid", 1_050_000, 600_000, 1_800_000),
        ({"cause": "unpaid", "fault_part": "power"}, "power:unpaid", 150_000, 60_000, 450_000),
        ({"cause": "unpaid", "fault_part": "account"}, "account:unpaid", 180_000, 0, 450_000),
        ({"cause": "blocked_or_turned"}, "any:blocked_or_turned", 400_000, 200_000, 800_000),
        (
            {"cause": "blocked_or_turned", "kind": "ptz"},
            "any:blocked_or_turned",
            400_000,
            200_000,
            800_000,
        ),
        ({"cause": "not_handed_over"}, "any:not_handed_over", 300_000, 100_000, 600_000),
        ({"cause": "account_lost"}, "account", 500_000, 0, 1_000_000),
        ({"cause": "account_lost", "fault_part": "camera"}, "account", 500_000, 0, 1_000_000),
        ({"cause": "moved"}, "any:moved", 1_000_000, 500_000, 2_000_000),
        ({"cause": "moved", "fault_part": "pole"}, "pole:moved", 2_500_000, 1_500_000, 4_000_000),
        ({"cause": "moved", "fault_part": "line"}, "line:moved", 2_000_000, 1_000_000, 4_000_000),
        # A power supply put up again costs no more than a new one.
        ({"cause": "moved", "fault_part": "power"}, "any:moved", 800_000, 500_000, 1_500_000),
        ({"cause": "wear"}, "fixed", 2_500_000, 1_800_000, 4_000_000),
        ({"cause": "weather", "kind": "dome"}, "dome", 2_500_000, 1_800_000, 4_000_000),
        ({"cause": "theft", "kind": "ptz"}, "ptz", 20_000_000, 12_000_000, 35_000_000),
        ({"cause": "theft", "fault_part": "line"}, "line", 3_000_000, 1_500_000, 6_000_000),
        ({"cause": "weather", "fault_part": "pole"}, "pole", 6_000_000, 4_000_000, 9_000_000),
        ({"cause": "unknown"}, "fixed", 2_500_000, 1_800_000, 4_000_000),
        ({"kind": "fisheye"}, "fisheye", 8_000_000, 4_000_000, 15_000_000),
        ({"kind": "anpr"}, "anpr", 15_000_000, 8_000_000, 30_000_000),
        ({"kind": "anpr", "cause": "unpaid"}, "any:unpaid", 1_050_000, 600_000, 1_800_000),
        ({"unit": "recorder", "cause": "wear"}, "recorder", 8_000_000, 5_000_000, 15_000_000),
        ({"unit": "recorder", "cause": "unpaid"}, "any:unpaid", 1_050_000, 600_000, 1_800_000),
        ({"unit": "recorder", "cause": "account_lost"}, "account", 500_000, 0, 1_000_000),
        ({"unit": "recorder", "fault_part": "power"}, "power", 800_000, 500_000, 1_500_000),
        ({"unit": "pole", "cause": "moved"}, "pole:moved", 2_500_000, 1_500_000, 4_000_000),
    ],
)
def test_a_repair_costs_what_its_cause_needs(row, priced_as, cost_vnd, low_vnd, high_vnd):
    [told] = mended(row).to_dict("records")
    assert told["part"] == priced_as
    assert (told["low_vnd"], told["cost_vnd"], told["high_vnd"]) == (low_vnd, cost_vnd, high_vnd)
    assert told["estimated"]
    assert not told["quoted"]


@pytest.mark.parametrize(
    ("row", "priced_as", "quantity", "cost_vnd"),
    [
        ({"cause": "unpaid", "note": "nợ cước 6 tháng"}, "any:unpaid", 6, 2_100_000),
        ({"cause": "unpaid", "note": "Nợ cước từ đầu năm"}, "any:unpaid", 3, 1_050_000),
        # Ten months are more than a new camera; the note says so.
        ({"cause": "unpaid", "note": "chưa đóng 10 tháng"}, "any:unpaid", 10, 3_500_000),
        ({"cause": "unpaid", "note": "bảo hành 12 tháng"}, "any:unpaid", 3, 1_050_000),
        (
            {"cause": "blocked_or_turned", "note": "nợ cước 6 tháng"},
            "any:blocked_or_turned",
            1,
            400_000,
        ),
        ({"fault_part": "line", "note": "cần kéo lại 350 m cáp quang"}, "fibre", 350, 5_250_000),
        ({"fault_part": "line", "note": "đứt 0,1km cáp"}, "fibre", 100, 1_500_000),
        ({"fault_part": "line", "note": "cách trụ sở 800 m"}, "line", 1, 3_000_000),
        ({"fault_part": "camera", "note": "cáp dài 350 m"}, "fixed", 1, 2_500_000),
    ],
)
def test_months_and_metres_stated_in_a_note_count(row, priced_as, quantity, cost_vnd):
    [told] = mended(row).to_dict("records")
    assert (told["part"], told["quantity"], told["cost_vnd"]) == (priced_as, quantity, cost_vnd)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("nợ cước 6 tháng", 6),
        ("Còn nợ tiền điện 11 tháng, đề nghị trả", 11),
        ("8 tháng chưa nộp cước", 8),
        ("no cuoc 3 thang", 3),
        ("nợ cước tháng 6", None),
        ("nợ cước từ 6/2026", None),
        ("bảo hành 24 tháng", None),
        ("nợ cước 0 tháng", None),
        ("", None),
        ("6 tháng", None),
    ],
)
def test_months_owed(text, months):
    found = months_owed(text)
    assert np.isnan(found) if months is None else found == months


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("kéo mới 1,2 km cáp quang", 1200),
        ("Kéo 250m dây mạng", 250),
        ("thiếu 80 mét cáp", 80),
        ("cáp quang khoảng 1.500 m", 1500),
        ("cột cao 6m", None),
        ("camera 4MP, cáp hỏng", None),
        ("cáp 4 sợi", None),
        ("cách đây 300 m", None),
        ("đứt cáp ở cột cao 6m", None),
        ("đứt cáp tại Km5+300 m", None),
        ("đứt cáp, cách trạm 200 m", None),
    ],
)
def test_metres_of_cable(text, metres):
    found = metres_of(text)
    assert np.isnan(found) if metres is None else found == pytest.approx(metres)


def test_a_stated_cost_goes_before_every_price():
    [told] = mended({"cause": "unpaid", "repair_cost_vnd": 7e6}).to_dict("records")
    assert (told["cost_vnd"], told["low_vnd"], told["high_vnd"]) == (7e6, 7e6, 7e6)
    assert (told["quoted"], told["estimated"]) == (True, False)


def test_prices_chosen_by_part_alone_go_on_working():
    stated = {"low": 1e6, "mid": 2e6, "high": 3e6, "source": "báo giá"}
    prices = read_prices(overrides={"fixed": stated, "account": stated})
    whole, lost = mended({"cause": "wear"}, {"cause": "account_lost"}, prices=prices).to_dict(
        "records"
    )
    assert (whole["cost_vnd"], whole["estimated"]) == (2e6, False)
    assert (lost["cost_vnd"], lost["estimated"]) == (2e6, False)


def test_a_price_of_ones_own_for_a_part_and_a_cause():
    stated = {"low": 9e5, "mid": 9e5, "high": 9e5, "source": "báo giá"}
    prices = read_prices(overrides={"ptz:blocked_or_turned": stated, "dome:theft": stated})
    told = mended(
        {"kind": "ptz", "cause": "blocked_or_turned"},
        {"cause": "blocked_or_turned"},
        {"kind": "dome", "cause": "theft"},
        {"kind": "dome", "cause": "wear"},
        prices=prices,
    )
    assert told["cost_vnd"].tolist() == [9e5, 4e5, 9e5, 2.5e6]
    assert prices.loc["ptz:blocked_or_turned", "action"] == "re-aim"
    assert prices.loc["dome:theft", "action"] == "replace"


@pytest.mark.parametrize("name", ["drone:theft", "fixed:boredom", "any:theft", "fixed:", ":theft"])
def test_a_price_for_no_part_or_no_cause_is_refused(name):
    with pytest.raises(GisError, match=name):
        read_prices(overrides={name: {"mid": 1.0}})


@pytest.mark.parametrize("quantity", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_quantity_that_cannot_be_is_refused(quantity):
    with pytest.raises(GisError, match="any:unpaid"):
        read_prices(overrides={"any:unpaid": {"quantity": quantity}})


PARTS = sorted({*Kind, *EquipmentKind, *FaultPart, "connection"} - {"camera"})


def test_every_part_and_cause_has_a_price_and_none_is_dearer_than_the_replacement():
    pairs = pd.DataFrame(itertools.product(PARTS, ["", *Cause]), columns=["part", "cause"])
    told = remedies(pairs["part"], pairs["cause"], pd.Series("", pairs.index), PRICES)
    for level in ("low", "mid", "high"):
        new = PRICES.loc[told["failed"], level].to_numpy()
        assert (told[level] <= new).all()
    assert (told["low"] <= told["mid"]).all()
    assert (told["mid"] <= told["high"]).all()
    assert told["mid"].gt(0).all()


@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(["", *Cause])), min_size=1),
    st.dictionaries(st.sampled_from(PARTS), st.integers(0, 10**9)),
)
def test_no_estimate_for_a_cause_is_dearer_than_a_stated_replacement(pairs, stated):
    prices = read_prices(
        overrides={
            part: dict.fromkeys(("low", "mid", "high"), float(vnd)) | {"source": "báo giá"}
            for part, vnd in stated.items()
        }
    )
    table = pd.DataFrame(pairs, columns=["part", "cause"])
    told = remedies(table["part"], table["cause"], pd.Series("", table.index), prices)
    new = prices.loc[told["failed"]]
    assert (told["mid"].to_numpy() <= new["mid"].to_numpy()).all()
    assert (told["low"] <= told["mid"]).all()
    assert (told["mid"] <= told["high"]).all()


def test_rows_that_hold_for_whatever_failed_are_of_known_causes():
    causes = {row.partition(":")[2] for row in PRICES.index if row.startswith(f"{ANY}:")}
    assert causes == {"unpaid", "blocked_or_turned", "not_handed_over", "moved"}
