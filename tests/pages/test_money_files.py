"""Budgets and price lists taken from an office's file on the plan page."""

import pytest

from gis.core.language import _
from gis.restoration.model.prices import PRICES_SETTING
from tests.pages.screen import lines, page

pytestmark = pytest.mark.usefixtures("two_communes")


def told(shown):
    return " ".join(m.value for m in [*shown.warning, *shown.error]).replace("\\", "")


def test_a_file_of_budgets_with_names_and_millions(app, village):
    shown = page(app, "plan")
    shown.segmented_control("plan_money").set_value("file").run()
    # West: 10 million, enough for R and C1 (8 + 2); East: 2,5 of the 3 million of C2.
    text = "Xã;Kinh phí (triệu đồng)\nXã West;10\nPhường East;2,5\nTổng cộng;13\n"
    shown.file_uploader[0].upload("von.csv", text.encode()).run()
    assert not shown.exception
    table = lines(shown)
    assert sorted(table.loc[table[_("In the plan")], _("Cost (million VND)")]) == ["2,0", "8,0"]
    assert "13.000.000" in told(shown)
    assert "12.500.000" in told(shown)


def test_a_file_of_budgets_that_cannot_be_read_is_told(app, village):
    shown = page(app, "plan")
    shown.segmented_control("plan_money").set_value("file").run()
    text = "Xã;Kinh phí (triệu đồng)\nXã West;3.500\n"
    shown.file_uploader[0].upload("von.csv", text.encode()).run()
    assert not shown.exception
    assert "3.500.000.000" in told(shown)


def test_a_price_list_is_taken_over(app, village, store):
    app.session_state["plan_tabs"] = _("Price list")
    shown = page(app, "plan")
    text = "Bộ phận;Thấp;Trung bình;Cao\nĐầu ghi;5 triệu;8.000.000;15tr\n"
    shown.text_input(key="price_source").set_value("Báo giá 12/2025").run()
    shown.file_uploader[0].upload("gia.csv", text.encode()).run()
    assert not shown.exception
    shown.button(key="take_prices").click().run()
    assert not shown.exception
    assert store.setting(PRICES_SETTING)["recorder"] == {
        "low": 5e6,
        "mid": 8e6,
        "high": 15e6,
        "source": "Báo giá 12/2025",
    }
