"""What is asked of a plan survives page and reload; kept plans ask, open and are proposed."""

import pytest
from streamlit.testing.v1 import AppTest

from gis.analysis.result import ViewTerms
from gis.core.language import _
from gis.restoration.plans.request import Request, as_values, request_money
from gis.scenarios.scenarios import (
    SCENARIO_PREFIX,
    find_scenario,
    list_scenarios,
    proposed,
    save_scenario,
)
from tests.pages.screen import budget, figures, lines, named, opened, page, texts
from tests.restoration.known_plan import Made
from tests.world import cameras

pytestmark = pytest.mark.usefixtures("two_communes")
WEST, EAST = "00001", "00002"


def reloaded(shown, **address):
    """Return a new session of the plan page at the address of another."""
    again = AppTest.from_file("../../main.py", default_timeout=60)
    for name, value in ({"nho": shown.query_params["nho"]} | address).items():
        again.query_params[name] = value
    return page(again, "plan")


def choose_commune(shown, code):
    shown.query_params["xa"] = code
    shown.run()
    assert not shown.exception


def button(shown, key):
    return next(b for b in shown.button if b.key == key)


def test_conditions_survive_another_page_and_a_reload(app, village):
    shown = opened(app, "plan")
    budget(shown).set_value(12.0).run()
    shown.multiselect("plan_locked").set_value(["C2"]).run()
    shown.slider("plan_floor").set_value(25.0)
    shown.text_input("plan_monthly").set_value("1 triệu")
    shown.segmented_control("plan_weigh").set_value("cameras").run()
    asked = figures(shown)
    shown.switch_page("pages/survey.py").run()
    page(shown, "plan")
    for session in (shown, reloaded(shown)):
        assert session.segmented_control("plan_weigh").value == "cameras"
        assert session.session_state["plan_floor"] == 25
        assert session.session_state["plan_monthly"] == "1 triệu"
        assert lines(session)[_("Required")].sum() == 1
        assert (budget(session).value, figures(session)) == (12, asked)


def test_the_terms_survive_a_reload(app, village):
    shown = page(app, "plan")
    shown.segmented_control("terms_light").set_value("night").run()
    again = reloaded(shown)
    assert again.segmented_control("terms_light").value == "night"
    again.segmented_control("terms_light").set_value("day").run()
    assert "nho" not in again.query_params


def test_the_locks_of_one_commune_are_not_those_of_another(app, village):
    shown = opened(app, "plan")
    choose_commune(shown, EAST)
    shown.multiselect("plan_locked").set_value(["C2"]).run()
    shown.segmented_control("plan_money").set_value("phases").run()
    choose_commune(shown, WEST)
    assert shown.multiselect("plan_locked").value == []
    assert shown.segmented_control("plan_money").value == "one"
    choose_commune(shown, EAST)
    assert shown.multiselect("plan_locked").value == ["C2"]
    assert shown.segmented_control("plan_money").value == "phases"


def test_a_lock_waits_while_another_goal_is_in_view(app, village):
    shown = opened(app, "plan")
    shown.segmented_control("plan_goal").set_value("live").run()
    shown.multiselect("plan_locked").set_value(["connection:C2"]).run()
    shown.segmented_control("plan_goal").set_value("see").run()
    assert shown.multiselect("plan_locked").value == []
    shown.segmented_control("plan_goal").set_value("live").run()
    assert shown.multiselect("plan_locked").value == ["connection:C2"]


def test_the_amount_somebody_asked_stays_when_the_goal_changes(app, village):
    shown = page(app, "plan")
    budget(shown).set_value(9.0).run()
    shown.segmented_control("plan_goal").set_value("both").run()
    assert budget(shown).value == 9


def test_a_new_link_to_an_amount_counts_before_what_was_asked(app, village):
    shown = page(app, "plan")
    budget(shown).set_value(9.0).run()
    assert budget(reloaded(shown, tien="3")).value == 3


def test_a_name_that_is_taken_asks(app, village):
    save_scenario(village, "Bản 1", Request(request_money([1e6])), Made(), who="An")
    shown = page(app, "plan")
    budget(shown).set_value(13.0).run()
    shown.text_input("plan_name").set_value("Bản 1").run()
    save = next(b for b in shown.button if b.label == _("Keep"))
    save.click().run()
    assert not shown.exception
    assert "An" in " ".join(w.value for w in shown.warning)
    assert [plan.result["cost_vnd"] for plan in list_scenarios(village)] == [2e6]
    button(shown, "plan_beside").click().run()
    assert {p.name: p.result["cost_vnd"] for p in list_scenarios(village)} == {
        "Bản 1": 2e6,
        "Bản 1 (2)": 13e6,
    }
    save = next(b for b in shown.button if b.label == _("Keep"))
    save.click().run()
    button(shown, "plan_replace").click().run()
    assert not shown.exception
    assert {plan.result["cost_vnd"] for plan in list_scenarios(village)} == {13e6}


def test_a_kept_plan_opens_with_its_conditions_and_tells_what_differs(app, village):
    request = Request(
        request_money([9e6, 1e6, 5e6], phases=True),
        goal="see",
        weigh="cameras",
        months=(3.0, 9.0, 12.0),
        monthly_vnd=3e5,
        floor=0.33,
        share="equal",
        locked=frozenset(["C2"]),
        commune=EAST,
    )
    save_scenario(village, "Đông", request, Made(), terms=ViewTerms(light="night"), who="An")
    shown = opened(app, "plan")
    shown.selectbox("kept_plan").set_value(find_scenario(village, "Đông").key).run()
    button(shown, "kept_plan-_choose").click().run()
    assert proposed(village, EAST).name == "Đông"
    button(shown, "kept_plan-_open").click().run()
    assert not shown.exception
    held = shown.session_state
    assert (held["commune"], held["plan_goal"], held["plan_weigh"]) == (EAST, "see", "cameras")
    assert (held["plan_money"], held["plan_phase_0_vnd"], held["plan_phase_2"]) == (
        "phases",
        9e6,
        "5 triệu",
    )
    assert (held["plan_floor"], held["plan_share"], held["plan_monthly_vnd"]) == (33, "equal", 3e5)
    assert (held["terms_light"], shown.multiselect("plan_locked").value) == ("night", ["C2"])
    said = texts(shown).replace("\\", "")
    assert "**Đông**" in said
    assert "khi lưu 2,0, hiện nay 3,0" in said
    button(shown, "plan_close").click().run()
    assert "**Đông**" not in texts(shown).replace("\\", "")


def test_a_plan_with_money_of_several_opens_as_its_lines(app, village):
    funds = request_money([2e6, 3e6], origins=["state", "community"])
    request = Request(funds, total_vnd=4e6)
    save_scenario(village, "Nguồn", request, Made())
    shown = opened(app, "plan")
    shown.selectbox("kept_plan").set_value(find_scenario(village, "Nguồn").key).run()
    button(shown, "kept_plan-_open").click().run()
    assert not shown.exception
    assert shown.session_state["plan_money"] == "file"
    again = reloaded(shown)
    said = texts(again).replace("\\", "")
    assert "2 dòng, 5,0 triệu đồng" in said
    assert "không quá 4,0 triệu đồng" in said
    held = again.session_state["plan_budgets_of"]
    assert held["budgets"] == as_values(request)["budgets"]


def test_a_damaged_plan_is_shown_with_the_reason_and_removed(app, village):
    village.set(SCENARIO_PREFIX + "<b>xấu</b>", {"version": 99})
    shown = opened(app, "plan")
    shown.selectbox("kept_plan").set_value(list_scenarios(village)[0].key).run()
    assert "mới hơn" in " ".join(e.value for e in shown.error)
    assert button(shown, "kept_plan-_open").disabled
    assert button(shown, "kept_plan-_forget").disabled
    named(shown)
    button(shown, "kept_plan-_forget").click().run()
    assert not shown.exception
    assert list_scenarios(village) == []


def test_opening_drops_and_tells_a_lock_on_what_works_again(app, village):
    request = Request(request_money([9e6]), locked=frozenset(["C2"]))
    save_scenario(village, "Khóa", request, Made())
    village.save(cameras=cameras({"camera_id": "C2", "status": "working"}), source="test")
    shown = opened(app, "plan")
    shown.selectbox("kept_plan").set_value(find_scenario(village, "Khóa").key).run()
    button(shown, "kept_plan-_open").click().run()
    assert not shown.exception
    assert "C2" in " ".join(w.value for w in shown.warning)
    assert budget(shown).max == 10
