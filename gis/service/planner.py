"""Plans of one analysis for many readers: what is costly is worked out once and kept."""

from dataclasses import replace
from threading import Lock

import numpy as np
import pandas as pd

from gis.analysis import Analysis, views
from gis.choices import Coverage, Goal
from gis.planning.curves import Choices, choices
from gis.planning.question import Question, question
from gis.planning.ranked import Ranking
from gis.planning.request import Request
from gis.planning.work import Work, work
from gis.restoration.plan import Plan

# How many curves are held ready at once.
HELD = 8
_NONE: frozenset[str] = frozenset()
_Key = tuple[str, str | None, frozenset[str], frozenset[str]]


class Planner:
    """Answers what is asked of an analysis; many may ask at once."""

    def __init__(self, analysis: Analysis, ranking: Ranking, prices: pd.DataFrame) -> None:
        self.analysis, self.prices = analysis, prices
        self._works = {str(Goal.SEE): ranking.work}
        self._choices: dict[_Key, Choices] = {}
        self._lock = Lock()

    def work(self, goal: str) -> Work:
        """Return all that can be repaired for a goal."""
        with self._lock:
            if goal not in self._works:
                self._works[goal] = work(self.analysis, goal, prices=self.prices)
            return self._works[goal]

    def question(self, request: Request) -> Question:
        """Return the problem a request is (raises as `planning.question`)."""
        return question(self.analysis, self.work(request.goal), request)

    def choices(self, request: Request) -> Choices:
        """Return the best plans for every amount of money, whatever money is asked for.

        Goal, commune, and what is required or excluded count.
        """
        key = (str(request.goal), request.commune, request.locked, request.excluded)
        asked = self.question(request)
        with self._lock:
            found = self._choices.pop(key, None) or choices(asked)
            self._choices[key] = found
            while len(self._choices) > HELD:
                del self._choices[next(iter(self._choices))]
            return found

    def others(self, request: Request, told: Plan) -> pd.DataFrame:
        """Return the repairs within reach that a plan leaves undone, the excluded first."""
        rows = self.choices(replace(request, locked=_NONE, excluded=_NONE)).asked.rows
        table = self.work(request.goal).repairs.table
        left = table.iloc[np.setdiff1d(rows, told.lines["repair"])]
        out = left["repair_id"].isin(request.excluded)
        return pd.concat([left[out], left[~out]], ignore_index=True)

    def states(self, request: Request, told: Plan) -> pd.DataFrame:
        """Return the weight by coverage (index) `installed`, `today` and `after` the plan."""
        found = self.analysis
        groups, before = found.incidence.groups, found.coverage
        inside = groups["commune_code"] != ""
        if request.commune is not None:
            inside = groups["commune_code"] == request.commune
        cameras = np.unique(told.cameras % len(found.cameras))
        back = np.unique(views(found)[cameras].indices)
        after = before.copy()
        after[back] = Coverage.COVERED
        installed = np.where(before == Coverage.GAP, Coverage.GAP, Coverage.COVERED)
        stages = {"installed": installed, "today": before, "after": after}
        weight = groups["weight"].where(inside, 0.0)
        sums = {name: weight.groupby(state).sum() for name, state in stages.items()}
        return pd.DataFrame(sums).reindex([str(c) for c in Coverage]).fillna(0.0)
