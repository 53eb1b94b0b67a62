"""What a kept plan says its budget was: all funds together, up to the total."""

import pytest

from gis.restoration.plans.request import Request, months, request_money
from gis.scenarios.scenarios import compared, find_scenario, save_scenario
from gis.store.store import Store
from pages.components.plan.kept_plans import _in_words
from tests.restoration.known_plan import Made


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'register.sqlite'}")


PHASES = request_money([2e6, 3e6], phases=True)


@pytest.mark.parametrize(
    ("total", "budget"), [(float("inf"), 5e6), (4e6, 4e6), (9e6, 5e6), (5e6, 5e6)]
)
def test_the_funds_together_up_to_the_total(store, total, budget):
    asked = Request(PHASES, total_vnd=total, months=months(2))
    save_scenario(store, "Phương án 1", asked, Made())
    assert compared(find_scenario(store, "Phương án 1")).loc["budget_vnd"].tolist() == [budget]


def test_the_page_tells_each_plan_its_own_budget(store):
    save_scenario(store, "A", Request(request_money([7.5e6])), Made(), who="An")
    save_scenario(store, "B", Request(PHASES, total_vnd=4e6, months=months(2)), Made(), who="Bình")
    plans = [find_scenario(store, name) for name in "AB"]
    told = _in_words(compared(*plans), {plan.key: plan.name for plan in plans})
    assert told.columns.tolist() == ["A", "B"]
    assert told.loc["Ngân sách (triệu đồng)"].tolist() == ["7,5", "4,0"]
    assert told.loc["Chi phí (triệu đồng)"].tolist() == ["2,0", "2,0"]
