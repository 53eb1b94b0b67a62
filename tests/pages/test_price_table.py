"""The table of prices by part and cause on the plan page."""

import pytest

from gis.core.language import _
from gis.restoration.model.prices import PRICES_SETTING, read_prices
from pages.components.plan.prices import _by_part, _in_words
from tests.pages.screen import opened, said


def test_each_row_says_part_cause_and_work():
    shown = _in_words(read_prices()).set_index(["part", "cause"])
    for part, cause, action in (
        ("mọi thiết bị", "nợ cước", "nộp cước nợ"),
        ("mọi thiết bị", "che khuất, lệch hướng", "chỉnh hướng, vệ sinh"),
        ("mọi thiết bị", "chưa bàn giao", "kiểm tra, nhận bàn giao"),
        ("cột, trụ", "di dời", "lắp đặt lại"),
        ("quay quét (PTZ)", "", "thay mới"),
    ):
        assert (part, cause) in shown.index, shown.index.tolist()
        assert shown.loc[(part, cause), "action"] == action


def test_rows_of_a_part_stand_together():
    table = read_prices(overrides={"ptz:theft": {"mid": 15e6}})
    rows = list(_by_part(table).index)
    assert rows[rows.index("ptz") + 1] == "ptz:theft"
    assert rows.index("pole:moved") == rows.index("pole") + 1
    assert sorted(rows) == sorted(table.index)


def test_a_price_and_a_quantity_for_a_cause_are_kept(app, demo, store, typed_by_heading):
    middle, low, high, many, source = map(_, ("Middle", "Low", "High", "Usual quantity", "Source"))
    typed_by_heading["price_table"] = {
        "any:unpaid": {
            low: "250 nghìn",
            middle: "300 nghìn",
            high: "400 nghìn",
            many: "6",
            source: "VNPT",
        }
    }
    shown = opened(app, "plan")
    assert not shown.exception
    assert not said(shown)
    shown.button(key="keep_prices").click().run()
    stored = store.setting(PRICES_SETTING)["any:unpaid"]
    assert [stored[c] for c in ("low", "mid", "high", "quantity")] == [250e3, 300e3, 400e3, 6]
    assert not read_prices(overrides=store.setting(PRICES_SETTING)).loc["any:unpaid", "estimated"]


@pytest.mark.parametrize("written", ["0", "-3", "nhiều"])
def test_a_quantity_that_cannot_be_is_told(app, demo, store, typed_by_heading, written):
    typed_by_heading["price_table"] = {"any:unpaid": {_("Usual quantity"): written}}
    shown = opened(app, "plan")
    if not shown.button(key="keep_prices").disabled:
        shown.button(key="keep_prices").click().run()
    assert not shown.exception
    assert said(shown)
    assert store.setting(PRICES_SETTING) is None
