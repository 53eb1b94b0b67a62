"""The overview leads on: money to its plan, steps through a first visit."""

import pytest

from gis.core.language import _
from tests.pages.screen import PAGES, budget, opened, page, texts


def links(shown):
    """Return what the links of the page say."""
    return [link.proto.label for link in shown.main.get("page_link")]


def steps(shown):
    return [label for label in links(shown) if label[:2] in ("1.", "2.", "3.", "4.", "5.")]


def test_an_amount_of_the_overview_is_the_budget_of_the_plan(app, demo):
    shown = page(app, "overview")
    amounts = [m.value for m in shown.metric if "triệu" in str(m.value)]
    assert 0 < len(amounts) <= 3
    asked = [
        link.proto.query_string
        for link in shown.main.get("page_link")
        if "tien=" in link.proto.query_string
    ]
    assert len(asked) == len(amounts)
    million = float(asked[0].partition("tien=")[2])
    shown.query_params["tien"] = f"{million:g}"
    shown.switch_page("pages/plan.py").run()
    assert not shown.exception
    assert budget(shown).value == million


def test_a_first_visit_is_led_and_can_put_the_steps_away(app, demo):
    shown = page(app, "overview")
    assert len(steps(shown)) == 5
    shown.button("put_steps_away").click().run()
    assert not steps(shown)
    shown.switch_page("pages/map.py").run()
    shown.switch_page("pages/overview.py").run()
    assert not steps(shown)


def test_the_steps_are_silent_on_real_data(app, simulated, store):
    store.save(**simulated, source="danh-sach.xlsx")
    assert not steps(page(app, "overview"))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "register"])
def test_an_empty_register_leads_to_where_one_is_loaded(app, name):
    shown = page(app, name)
    assert _("There is no camera yet. Start with the commune's own list.") in texts(shown)
    assert _("Load a register file") in links(shown)


@pytest.mark.parametrize("key", ["fault_part", "worst", "money"])
def test_a_chart_has_a_table_of_the_same(app, demo, key):
    shown = opened(app, "overview")
    assert key in [table.key for table in shown.dataframe]
