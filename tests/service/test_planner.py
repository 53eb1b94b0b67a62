"""What is worked out once and held ready: one answer for each question, and for no other."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from gis.language import use_language
from gis.planning.request import Request, money
from gis.service import planner as module
from gis.service.planner import HELD, Planner

ASKED = Request(money([1e6]))


@pytest.fixture
def planner(monkeypatch):
    """A planner whose costly parts only note that they were asked."""
    asked = []

    def costly(name):
        def work(*given, **_more):
            asked.append(name)
            return SimpleNamespace(name=name, given=given)

        return work

    for name in ("work", "choices", "repair_names", "question"):
        monkeypatch.setattr(module, name, costly(name))
    ranking = SimpleNamespace(work="ranked")
    made = Planner(SimpleNamespace(communes=None), ranking, pd.DataFrame())
    made.asked = asked
    return made


def test_the_work_of_the_ranking_is_used_and_others_are_made_once(planner):
    assert planner.work("see") == "ranked"
    assert planner.asked == []
    assert planner.work("identify") is planner.work("identify")
    assert planner.work("identify").given[1] == "identify"
    assert planner.asked == ["work"]


def test_names_are_held_by_goal_and_language(planner):
    vietnamese = planner.names("see")
    assert planner.names("see") is vietnamese
    assert planner.names("identify") is not vietnamese
    use_language("en")
    try:
        assert planner.names("see") is not vietnamese
    finally:
        use_language("vi")
    assert planner.names("see") is vietnamese


DIFFERENT = (
    {"goal": "identify"},
    {"commune": "18880"},
    {"locked": frozenset("a")},
    {"excluded": frozenset("a")},
)
NO_MATTER = (
    {"budgets": money([5e6])},
    {"total_vnd": 7.0},
    {"floor": 0.5},
    {"share": "equal"},
    {"months": (3.0,)},
)


@pytest.mark.parametrize("other", DIFFERENT)
def test_another_goal_commune_or_repair_has_curves_of_its_own(planner, other):
    assert planner.choices(replace(ASKED, **other)) is not planner.choices(ASKED)


@pytest.mark.parametrize("other", NO_MATTER)
def test_other_money_has_the_same_curves(planner, other):
    assert planner.choices(replace(ASKED, **other)) is planner.choices(ASKED)


def test_what_is_required_is_not_what_is_excluded(planner):
    both = [replace(ASKED, **{name: frozenset("a")}) for name in ("locked", "excluded")]
    assert planner.choices(both[0]) is not planner.choices(both[1])


def test_the_curves_asked_for_last_are_held(planner):
    requests = [replace(ASKED, commune=str(i)) for i in range(HELD + 1)]
    held = [planner.choices(request) for request in requests[:HELD]]
    assert [planner.choices(request) for request in requests[:HELD]] == held
    assert planner.choices(requests[0]) is held[0]  # so the second is the oldest now
    planner.choices(requests[HELD])
    assert planner.choices(requests[0]) is held[0]
    assert planner.choices(requests[2]) is held[2]
    assert planner.choices(requests[1]) is not held[1]


@pytest.mark.parametrize("other", [*DIFFERENT, *NO_MATTER[:4]])
def test_a_judgement_answers_only_the_very_same_request(planner, monkeypatch, other):
    monkeypatch.setattr(module, "judge", lambda *_given, **_more: "judged")
    assert planner.judging(ASKED) is None
    job = planner.judge(ASKED, told=None)
    same = Request(money([1e6]), excluded=frozenset())
    assert planner.judging(same) is planner.judge(same, told=None) is job
    assert planner.judging(replace(ASKED, **other)) is None
    job.wait(10)
    assert job.result() == "judged"


def test_sites_are_held_by_money_and_commune(planner, monkeypatch):
    monkeypatch.setattr(module, "new_sites", lambda *_given, **said: said)
    job = planner.site(1e6, "18880")
    job.wait(10)
    assert (job.result()["budget_vnd"], job.result()["commune"]) == (1e6, "18880")
    assert planner.siting(1e6, "18880") is planner.site(1e6, "18880") is job
    for other in ((2e6, "18880"), (1e6, None), (1e6, "18859")):
        assert planner.siting(*other) is None


def test_a_search_has_the_limit_of_the_pages(planner, monkeypatch):
    monkeypatch.setattr(module, "make_plan", lambda _found, todo, asked: (todo, asked))
    job = planner.plan(replace(ASKED, time_limit_s=None))
    job.wait(10)
    todo, asked = job.result()
    assert (todo, asked.time_limit_s) == ("ranked", module.PLAN_LIMIT_S)
    assert planner.plan(ASKED) is not job
