"""The plan page: a budget dragged, repairs required and excluded, plans kept, prices stated."""

import io

import pytest
from openpyxl import load_workbook

from gis.analysis.result import ViewTerms
from gis.core.language import _
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.prices import PRICES_SETTING
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.runtime.snapshot import snapshots
from gis.scenarios.scenarios import find_scenario, forget, list_scenarios, save_scenario
from tests.pages.screen import budget, figures, lines, opened, page, texts
from tests.village import CAMERAS
from tests.world import cameras

pytestmark = pytest.mark.usefixtures("two_communes")


def test_dragging_the_budget_changes_plan_and_cost(app, village):
    shown = page(app, "plan")
    assert budget(shown).max == 13
    for amount, expected in (
        (10.0, ["10", "2", "2", "9"]),
        (13.0, ["13", "3", "3", "12"]),
        (0.0, ["0", "0", "0", "0"]),
    ):
        budget(shown).set_value(amount).run()
        assert not shown.exception
        assert figures(shown) == expected
    assert not lines(shown)[_("In the plan")].any()
    assert _("Proven: no other choice of repairs brings back more under these conditions.") in (
        texts(shown)
    )


def test_required_and_excluded_repairs_change_the_plan(app, village):
    shown = opened(app, "plan")
    budget(shown).set_value(10.0).run()
    chosen = {m.label: m for m in shown.multiselect}
    chosen[_("Required")].set_value(["C2"]).run()
    assert figures(shown) == ["3", "1", "1", "3"]
    table = lines(shown)
    assert table[_("Required")].tolist() == [True, False, False]
    chosen = {m.label: m for m in shown.multiselect}
    chosen[_("Required")].set_value([])
    chosen[_("Excluded")].set_value(["R"]).run()
    assert budget(shown).max == budget(shown).value == 3
    assert figures(shown) == ["3", "1", "1", "3"]
    # What is excluded stays in the table, so that it can be taken back.
    assert lines(shown)[_("Excluded")].sum() == 1


def test_what_is_required_stays_so_when_the_conditions_are_folded(app, village):
    shown = opened(app, "plan")
    {m.label: m for m in shown.multiselect}[_("Required")].set_value(["C2"]).run()
    shown.session_state["plan_folded"] = False
    for _time in range(2):
        shown.run()
        assert not shown.exception
        assert _("Required") not in [m.label for m in shown.multiselect]
        assert lines(shown)[_("Required")].sum() == 1
    shown.session_state["plan_folded"] = True
    shown.run()
    assert {m.label: m.value for m in shown.multiselect}[_("Required")] == ["C2"]


def test_what_is_required_and_costs_too_much_is_told(app, village):
    shown = opened(app, "plan")
    {m.label: m for m in shown.multiselect}[_("Required")].set_value(["C2"]).run()
    budget(shown).set_value(1.0).run()
    assert not shown.exception
    assert "2.000.000" in shown.error[-1].value.replace("\\", "")


def test_money_by_phases(app, village):
    shown = page(app, "plan")
    shown.segmented_control("plan_money").set_value("phases").run()
    for box, amount in zip(
        [b for b in shown.text_input if b.key.startswith("plan_phase")],
        ("3 triệu", "10.000.000", ""),
        strict=True,
    ):
        box.set_value(amount)
    shown.run()
    assert not shown.exception
    table = lines(shown)
    assert sorted(table[_("Phase")]) == ["1", "2", "2"]


def test_a_plan_for_headquarters_asks_for_connections(app, village):
    shown = page(app, "plan")
    shown.segmented_control("plan_goal").set_value("live").run()
    assert not shown.exception
    names = " ".join(lines(shown)[_("Repair")])
    assert "Kết nối" in names
    assert "Trung tâm tại trụ sở Công an: Xã West" in names


def test_plans_are_kept_and_compared(app, village):
    shown = opened(app, "plan")
    for amount, name in ((3.0, "Nhỏ"), (13.0, "**Lớn**")):
        budget(shown).set_value(amount).run()
        shown.text_input("plan_name").set_value(name).run()
        next(b for b in shown.button if b.label == _("Keep")).click().run()
        assert not shown.exception
    assert {plan.name for plan in list_scenarios(village)} == {"Nhỏ", "**Lớn**"}
    shown = opened(app, "plan")
    [table] = [t.value for t in shown.table]
    assert sorted(table.loc[_("Cost (million VND)")]) == ["13,0", "3,0"]
    assert all("**" not in name.replace("\\*", "") for name in table.columns)
    forget(village, find_scenario(village, "Nhỏ"))
    assert [plan.name for plan in list_scenarios(village)] == ["**Lớn**"]


def test_a_price_with_a_source_is_no_estimate_any_more(village):
    before = snapshots(str(village.engine.url)).current(ViewTerms())
    village.set(
        PRICES_SETTING, {"fixed": {"low": 1e6, "mid": 1e6, "high": 1e6, "source": "Báo giá"}}
    )
    after = snapshots(str(village.engine.url)).current(ViewTerms())
    assert before.planner.prices.loc["fixed", "mid"] == 2_500_000
    assert after.planner.prices.loc["fixed", "mid"] == 1_000_000
    assert not after.planner.prices.loc["fixed", "estimated"]


def test_a_curve_is_worked_out_once_for_all_who_ask(village):
    taken = snapshots(str(village.engine.url)).current(ViewTerms())
    asked = [Request(request_money([amount])) for amount in (1e6, 9e6)]
    assert taken.planner.choices(asked[0]) is taken.planner.choices(asked[1])
    other = taken.planner.choices(Request(request_money([0.0]), excluded=frozenset(["R"])))
    assert other.all_vnd == 3e6


def test_the_workbook_holds_texts_and_sums(village):
    evil = '=HYPERLINK("http://host","x")'
    village.save(cameras=cameras({**CAMERAS[1], "camera_id": "C1", "name": evil}), source="test")
    taken = snapshots(str(village.engine.url)).current(ViewTerms())
    todo = taken.planner.work("see")
    asked = Request(request_money([13e6]))
    told = make_plan(taken.analysis, todo, asked)
    data = plan_workbook(taken.analysis.of_register(simulated=True), todo, asked, told)
    book = load_workbook(io.BytesIO(data))
    page_ = book[_("Plan")]
    cells = [cell for row in page_.iter_rows() for cell in row if cell.value is not None]
    assert page_["A2"].value == _("Simulated data")
    assert all(cell.data_type != "f" for cell in cells)
    assert evil in [cell.value for cell in cells]
    assert 13_000_000 in [cell.value for cell in page_[page_.max_row]]
    assert book[_("Cameras")].max_row == 4


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_kept_plan_needs_a_name(village, name):
    taken = snapshots(str(village.engine.url)).current(ViewTerms())
    told = make_plan(taken.analysis, taken.planner.work("see"), Request(request_money([1e6])))
    with pytest.raises(Exception, match="tên"):
        save_scenario(village, name, Request(request_money([1e6])), told)
