"""What is worked out once and held ready: one answer for each question, and for no other."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from gis.core.language import use_language
from gis.restoration.plans.request import Request, request_money
from gis.runtime import plan_cache as module
from gis.runtime.plan_cache import MAX_PLANNERS, Planner

ASKED = Request(request_money([1e6]))


@pytest.fixture
def planner(monkeypatch):
    """A planner whose costly parts only note that they were asked."""
    asked = []

    def costly(name):
        def work(*given, **_more):
            asked.append(name)
            return SimpleNamespace(name=name, given=given)

        return work

    for name in ("work", "choices", "repair_names", "formulate"):
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
    {"budgets": request_money([5e6])},
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
    requests = [replace(ASKED, commune=str(i)) for i in range(MAX_PLANNERS + 1)]
    held = [planner.choices(request) for request in requests[:MAX_PLANNERS]]
    assert [planner.choices(request) for request in requests[:MAX_PLANNERS]] == held
    assert planner.choices(requests[0]) is held[0]  # so the second is the oldest now
    planner.choices(requests[MAX_PLANNERS])
    assert planner.choices(requests[0]) is held[0]
    assert planner.choices(requests[2]) is held[2]
    assert planner.choices(requests[1]) is not held[1]


@pytest.mark.parametrize("other", [*DIFFERENT, *NO_MATTER[:4]])
def test_a_judgement_answers_only_the_very_same_request(planner, monkeypatch, other):
    monkeypatch.setattr(module, "judge", lambda *_given, **_more: "judged")
    assert planner.judging(ASKED) is None
    job = planner.judge(ASKED, plan=None)
    same = Request(request_money([1e6]), excluded=frozenset())
    assert planner.judging(same) is planner.judge(same, plan=None) is job
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
    monkeypatch.setattr(module, "make_plan", lambda _found, todo, _asked, **how: (todo, how))
    job = planner.plan(ASKED)
    job.wait(10)
    assert job.result() == ("ranked", {"deadline": job.deadline, "tell": job.bounds.tell})
    assert module.PLAN_LIMIT_S - 10 < job.deadline.left_s <= module.PLAN_LIMIT_S
    assert planner.plan(ASKED) is not job


def test_what_is_left_undone_begins_with_the_excluded(planner, monkeypatch):
    table = pd.DataFrame({"repair_id": list("abcdef"), "cost": range(6)})
    repairs = SimpleNamespace(table=table, bought=np.ones(len(table), dtype=bool))
    planner._works["see", "both"] = SimpleNamespace(repairs=repairs)
    asked = []

    def reachable(request):
        asked.append((request.locked, request.excluded))
        return SimpleNamespace(formulation=SimpleNamespace(rows=np.array([0, 2, 3, 4, 5])))

    monkeypatch.setattr(planner, "choices", reachable)
    told = SimpleNamespace(lines=pd.DataFrame({"repair": [3, 0]}))
    request = replace(ASKED, locked=frozenset("d"), excluded=frozenset("fb"))
    left = planner.others(request, told)
    assert left["repair_id"].tolist() == ["f", "c", "e"]
    assert left.index.tolist() == [0, 1, 2]
    assert asked == [(frozenset(), frozenset())]


@pytest.fixture
def watched(planner, monkeypatch):
    """Four groups of ground: beside all communes, two in A, one in C, one in E."""
    groups = pd.DataFrame({"commune_code": ["", "A", "A", "C", "E"], "weight": [1.0, 2, 4, 8, 16]})
    planner.analysis.incidence = SimpleNamespace(groups=groups)
    planner.analysis.coverage = np.array(["gap", "gap", "lost", "covered", "lost"], dtype=object)
    planner.analysis.cameras = pd.DataFrame(index=range(3))
    seen = csr_matrix(np.array([[0, 0, 1, 0, 0], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]]))
    monkeypatch.setattr(module, "views", lambda _found: seen)
    return planner


def test_the_cameras_a_plan_brings_back_count_once(watched):
    """A camera stands in a plan as its row, or that many later in the next phase."""
    told = SimpleNamespace(cameras=np.array([5, 2, 0, 3]))
    assert watched.restored(told).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("commune", "installed", "today", "after"),
    [
        (None, (28, 0, 2), (8, 20, 2), (12, 16, 2)),
        ("A", (4, 0, 2), (0, 4, 2), (4, 0, 2)),
        ("C", (8, 0, 0), (8, 0, 0), (8, 0, 0)),
        ("E", (16, 0, 0), (0, 16, 0), (0, 16, 0)),
    ],
)
def test_the_weight_by_coverage_before_and_after(watched, commune, installed, today, after):
    told = SimpleNamespace(cameras=np.array([3]))
    states = watched.states(replace(ASKED, commune=commune), told)
    order = ["covered", "lost", "gap"]
    assert [tuple(states.loc[order, stage]) for stage in ("installed", "today", "after")] == [
        installed,
        today,
        after,
    ]
    assert watched.analysis.coverage.tolist() == ["gap", "gap", "lost", "covered", "lost"]
