"""Plans of one analysis for many readers: what is costly is worked out once and kept."""

import json
from collections.abc import Hashable
from dataclasses import replace
from functools import cached_property
from threading import RLock

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis.result import Analysis, views
from gis.core.choices import Coverage, Goal, Weigh
from gis.core.deadline import Deadline
from gis.core.language import language
from gis.ingest.matching.duplicates import suspects
from gis.register.queries import counts_in
from gis.restoration.model.repair_options import Work, work
from gis.restoration.plans.account import Account, account, states
from gis.restoration.plans.budget_curve import BudgetCurve, choices
from gis.restoration.plans.costs import Costs, costs, running
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.formulation import Formulation, formulate
from gis.restoration.plans.loads import Loads, Usage, loads, usage
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.ranking import Ranking, ranking_lines_in_words
from gis.restoration.plans.request import Request, as_values
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.equity import Equity, equity
from gis.restoration.robustness.report import RobustnessReport
from gis.restoration.robustness.sensitivity import Sensitivity, sensitivity
from gis.restoration.scheduling.crews import Crews
from gis.restoration.scheduling.schedule import LIMIT_S as SCHEDULE_LIMIT_S
from gis.restoration.scheduling.schedule import Schedule, schedule
from gis.runtime.jobs import Bounds, Job, Jobs
from gis.siting.new_cameras import TIME_LIMIT_S, NewSites, new_sites

# How long the best plan is looked for; what is found by then is told with its gap.
PLAN_LIMIT_S = 20.0
# How long plans with other floors, and by other weights, are looked for.
EQUITY_LIMIT_S, SENSITIVITY_LIMIT_S = 120.0, 120.0
# How many curves are held ready at once.
MAX_PLANNERS = 8
_NONE: frozenset[str] = frozenset()
_Key = tuple[str, str, str | None, frozenset[str], frozenset[str]]


class Planner:
    """Answers what is asked of an analysis; many may ask at once."""

    def __init__(self, analysis: Analysis, ranking: Ranking, prices: pd.DataFrame) -> None:
        self.analysis, self.ranking, self.prices = analysis, ranking, prices
        self._works = {(str(Goal.SEE), str(Weigh.BOTH)): ranking.work}
        self._choices: dict[_Key, BudgetCurve] = {}
        self._names: dict[tuple[str, str], pd.Series] = {}
        self._ranking_in_words: dict[str, pd.DataFrame] = {}
        self._states: dict[tuple[str, str], pd.DataFrame] = {}
        self._running: dict[str | None, float] = {}
        self._jobs = Jobs()
        self._lock = RLock()

    @cached_property
    def suspects(self) -> pd.DataFrame:
        """Return the pairs of cameras that may be one listed twice, see `suspects`."""
        return suspects(self.analysis.cameras)

    @cached_property
    def usage(self) -> Usage:
        """Return what cameras use today, whatever is planned, see `usage`."""
        return usage(self.analysis)

    def ranking_in_words(self) -> pd.DataFrame:
        """Return the ranking in words of the current language."""
        with self._lock:
            if language() not in self._ranking_in_words:
                lines = ranking_lines_in_words(self.analysis, self.ranking)
                self._ranking_in_words[language()] = lines
            return self._ranking_in_words[language()]

    def work(self, goal: str, weigh: str = Weigh.BOTH) -> Work:
        """Return all that can be repaired for a goal, weighed so."""
        key = (str(goal), str(weigh))
        with self._lock:
            if key not in self._works:
                self._works[key] = work(self.analysis, goal, prices=self.prices, weigh=weigh)
            return self._works[key]

    def names(self, goal: str) -> pd.Series:
        """Return what each repair for a goal is called, by its id, in the current language."""
        key = (str(goal), language())
        if key not in self._names:
            self._names[key] = repair_names(self.work(goal), self.analysis.communes)
        return self._names[key]

    def formulation(self, request: Request) -> Formulation:
        """Return the problem a request is (raises as `formulate`)."""
        return formulate(self.analysis, self.work(request.goal, request.weigh), request)

    def choices(self, request: Request) -> BudgetCurve:
        """Return the best plans for every amount of money, whatever money is asked for.

        Goal, weighing, commune, and what is required or excluded count.
        """
        key = (
            str(request.goal),
            str(request.weigh),
            request.commune,
            request.locked,
            request.excluded,
        )
        with self._lock:
            found = self._choices.pop(key, None) or choices(self.formulation(request))
            self._choices[key] = found
            while len(self._choices) > MAX_PLANNERS:
                del self._choices[next(iter(self._choices))]
            return found

    def plan(self, request: Request) -> Job[Plan]:
        """Look for the best plan where limits hang together, beside the pages.

        Each who asks has a search of their own: nobody stops that of another.
        """
        found, todo = self.analysis, self.work(request.goal, request.weigh)
        deadline, bounds = Deadline(PLAN_LIMIT_S), Bounds()
        return Job(
            lambda _tell: make_plan(found, todo, request, deadline=deadline, tell=bounds.tell),
            deadline,
            turn=False,
            bounds=bounds,
        )

    def others(self, request: Request, plan: Plan) -> pd.DataFrame:
        """Return the repairs within reach that a plan leaves undone, the excluded first."""
        rows = self.choices(replace(request, locked=_NONE, excluded=_NONE)).formulation.rows
        repairs = self.work(request.goal, request.weigh).repairs
        rows = rows[repairs.bought[rows]]
        left = repairs.table.iloc[np.setdiff1d(rows, plan.lines["repair"])]
        out = left["repair_id"].isin(request.excluded)
        return pd.concat([left[out], left[~out]], ignore_index=True)

    def account(self, request: Request, plan: Plan) -> Account:
        """Return what becomes of every camera that does not work."""
        key = (str(request.goal), language())
        if key not in self._states:
            self._states[key] = states(self.analysis, request.goal)
        todo = self.work(request.goal, request.weigh)
        return account(
            self.analysis,
            todo,
            request.goal,
            plan,
            commune=request.commune,
            today=self._states[key],
        )

    def costs(self, request: Request, plan: Plan) -> Costs:
        """Return the money of a plan, and what more of it could do."""
        code = request.commune
        if code not in self._running:
            self._running[code] = running(self.analysis, self.prices, code)
        return costs(
            self.analysis,
            self.choices(request).formulation,
            plan,
            monthly_vnd=self._running[code],
            connected=lambda: self.work(Goal.LIVE),
        )

    def loads(self, request: Request, plan: Plan) -> Loads:
        """Return how full all is whose room is stated, today and after a plan."""
        todo, code = self.work(request.goal, request.weigh), request.commune
        return loads(self.analysis, todo, request.goal, plan, commune=code, today=self.usage)

    def restored(self, plan: Plan) -> NDArray[np.intp]:
        """Return the rows of the cameras that a plan brings back, in order."""
        return np.unique(plan.cameras % len(self.analysis.cameras))

    def judging(self, request: Request) -> Job[RobustnessReport] | None:
        """Return the judging of the plan for a request, None when nobody asked for it."""
        return self._jobs.find(_asked("judge", request))

    def judge(self, request: Request, plan: Plan) -> Job[RobustnessReport]:
        """Judge how sure the plan for a request is, beside the pages, once for all who ask."""
        found, prices, until = self.analysis, self.prices, Deadline()
        return self._jobs.start(
            _asked("judge", request),
            lambda tell: judge(found, request, plan, prices=prices, progress=tell, deadline=until),
            until,
        )

    def siting(self, budget_vnd: float, commune: str | None) -> Job[NewSites] | None:
        """Return the search for sites of new cameras, None when nobody asked for it."""
        return self._jobs.find(("sites", budget_vnd, commune))

    def site(self, budget_vnd: float, commune: str | None) -> Job[NewSites]:
        """Look for sites of new cameras, beside the pages, once for all who ask."""
        found, prices, until = self.analysis, self.prices, Deadline()
        return self._jobs.start(
            ("sites", budget_vnd, commune),
            lambda _tell: new_sites(
                found,
                budget_vnd=budget_vnd,
                commune=commune,
                prices=prices,
                deadline=until.within(TIME_LIMIT_S),
            ),
            until,
        )

    def scheduling(self, request: Request, plan: Plan, crews: Crews) -> Job[Schedule] | None:
        """Return the making of a schedule, None when nobody asked for it."""
        return self._jobs.find(_scheduled(request, plan, crews))

    def schedule(self, request: Request, plan: Plan, crews: Crews) -> Job[Schedule]:
        """Put the visits of a plan in order, beside the pages, once for all who ask."""
        found, todo, until = self.analysis, self.work(request.goal, request.weigh), Deadline()
        return self._jobs.start(
            _scheduled(request, plan, crews),
            lambda tell: schedule(
                found, todo, plan, crews, progress=tell, deadline=until.within(SCHEDULE_LIMIT_S)
            ),
            until,
        )

    def balancing(self, request: Request) -> Job[Equity] | None:
        """Return the search for gain against floor, None when nobody asked for it."""
        return self._jobs.find(_asked("equity", request))

    def balance(self, request: Request) -> Job[Equity]:
        """Look for what floors of the communes cost, beside the pages, once for all who ask."""
        todo, until = self.work(request.goal, request.weigh), Deadline(EQUITY_LIMIT_S)
        return self._jobs.start(
            _asked("equity", request),
            lambda tell: equity(self.analysis, todo, request, deadline=until, progress=tell),
            until,
        )

    def reweighing(self, request: Request) -> Job[Sensitivity] | None:
        """Return the plans by other weights, None when nobody asked for them."""
        return self._jobs.find(_asked("sensitivity", request))

    def reweigh(self, request: Request, plan: Plan) -> Job[Sensitivity]:
        """Make the plan anew by other weights, beside the pages, once for all who ask."""
        todo, until = self.work(request.goal, request.weigh), Deadline(SENSITIVITY_LIMIT_S)
        return self._jobs.start(
            _asked("sensitivity", request),
            lambda tell: sensitivity(
                self.analysis, todo, request, plan, deadline=until, progress=tell
            ),
            until,
        )

    def states(self, request: Request, plan: Plan) -> pd.DataFrame:
        """Return the weight by coverage (index) `installed`, `today` and `after` the plan."""
        found = self.analysis
        groups, before = found.incidence.groups, found.coverage
        inside = counts_in(groups, request.commune)
        back = np.unique(views(found)[self.restored(plan)].indices)
        after = before.copy()
        after[back] = Coverage.COVERED
        installed = np.where(before == Coverage.GAP, Coverage.GAP, Coverage.COVERED)
        stages = {"installed": installed, "today": before, "after": after}
        weight = groups["weight"].where(inside, 0.0)
        sums = {name: weight.groupby(state).sum() for name, state in stages.items()}
        return pd.DataFrame(sums).reindex([str(c) for c in Coverage]).fillna(0.0)


def _scheduled(request: Request, plan: Plan, crews: Crews) -> Hashable:
    lines = plan.lines[["target", "id", "phase"]].itertuples(index=False, name=None)
    return "schedule", request.goal, request.weigh, tuple(lines), crews, language()


def _asked(what: str, request: Request) -> Hashable:
    """Return the key of long work on a request: all that is asked counts."""
    return what, json.dumps(as_values(request), sort_keys=True)
