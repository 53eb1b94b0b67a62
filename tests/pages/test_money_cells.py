"""Tables of prices, visits and weights take what people write, and tell what they cannot read."""

import pandas as pd

from gis.core.language import _
from gis.demand.weights import WEIGHTS_SETTING as WEIGHTS
from gis.restoration.model.prices import PRICES_SETTING
from pages.components.shared.amounts import parse_amount, read_cells
from tests.pages.screen import opened, said


def test_prices_are_stated_as_people_write_them(app, demo, store, typed_by_heading):
    low, mid, high, vat, source = map(_, ("Low", "Middle", "High", "Of which VAT (%)", "Source"))
    typed_by_heading["price_table"] = {
        "fixed": {
            low: "2 triệu",
            mid: "2tr5",
            high: "3.500.000",
            vat: "8 %",
            source: "Sở Tài chính",
        }
    }
    shown = opened(app, "plan")
    assert not shown.exception
    assert not said(shown)
    shown.button(key="keep_prices").click().run()
    stored = store.setting(PRICES_SETTING)["fixed"]
    assert [stored[c] for c in ("low", "mid", "high", "vat")] == [2e6, 2.5e6, 3.5e6, 8]
    typed_by_heading["price_table"] = {"fixed": {low: "3.500 triệu"}, "turret": {mid: "rẻ"}}
    shown = opened(app, "plan")
    assert shown.button(key="keep_prices").disabled
    assert "3.500.000 đồng hoặc 3.500.000.000 đồng" in said(shown)
    assert "rẻ" in said(shown)


def test_the_cost_of_a_visit_as_people_write_it(app, demo, store, typed_by_heading):
    typed_by_heading["intervals"] = {"fixed": {"visit_cost_vnd": "200 nghìn"}}
    shown = opened(app, "maintenance")
    assert not shown.exception
    shown.button(key="keep_intervals").click().run()
    assert store.setting("maintenance")["fixed"]["visit_cost_vnd"] == 200_000
    typed_by_heading["intervals"] = {"fixed": {"visit_cost_vnd": "200"}}
    shown = opened(app, "maintenance")
    assert shown.button(key="keep_intervals").disabled
    assert "200.000.000 đồng" in said(shown)


def test_a_weight_with_a_comma(app, demo, store, typed_by_heading):
    typed_by_heading["weights_table"] = {"market": {_("Weight"): "2,5"}}
    shown = opened(app, "register")
    assert not shown.exception
    shown.button(key="keep_weights").click().run()
    assert store.setting(WEIGHTS) == {"market": 2.5}


def test_cells_are_read_one_by_one():
    table = pd.DataFrame({"a": ["1 triệu", "", "5", None]})
    values, wrong = read_cells(table, {"a": parse_amount})
    assert values["a"].iloc[0] == 1e6
    assert values["a"].iloc[1] == values["a"].iloc[3] == 0
    assert len(wrong) == 1
