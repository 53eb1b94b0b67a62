"""The ranked list of all repairs, each line with its reasons."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.choices import Goal, Weigh
from gis.restoration.model.repair_options import Work, work
from gis.restoration.model.repairs import Repairs
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.ranking_lines import ranking_lines
from gis.restoration.plans.reasons import beside_others, brought_back
from gis.restoration.solve.greedy import Step, rank


@dataclass(frozen=True, eq=False)
class Ranking:
    """The greedy order of all repairs, and the work its steps point into.

    `steps`: best first, see `Step`; positions in the tables of `work`.
    """

    steps: list[Step]
    work: Work

    @property
    def repairs(self) -> Repairs:
        """Return all repairs there are."""
        return self.work.repairs


def rank_repairs(
    analysis: Analysis,
    *,
    goal: str = Goal.SEE,
    prices: pd.DataFrame | None = None,
    weigh: str = Weigh.BOTH,
) -> Ranking:
    """Order all repairs by weight regained per đồng, of places and roads first.

    Parameters
    ----------
    analysis
        The cameras, equipment, demand and what sees what.
    goal
        ``see``, ``live`` or ``both``.
    prices
        The price list in VND, see `read_prices`; None: the one of the program.
    weigh
        What counts, see `Weigh`.

    Returns
    -------
    Ranking
        Each step is given that all before it are done.
    """
    todo = work(analysis, goal, prices=prices, weigh=weigh)
    weight = todo.groups["weight"].to_numpy() * todo.place_share
    own = todo.own * todo.own_share
    return Ranking(rank(todo.repairs, todo.views, weight, todo.covered, own=own), todo)


def ranking_lines_in_words(analysis: Analysis, ranking: Ranking) -> pd.DataFrame:
    """Return the ranking as a table (see `ranking_lines`), each line with `why` in words.

    Parameters
    ----------
    analysis
        The analysis that was ranked: places, roads and communes get their names from it.
    ranking
        What `rank_repairs` gives.

    Returns
    -------
    DataFrame
        One row a step, best first; money in VND.
    """
    todo, steps = ranking.work, ranking.steps
    weight = np.where(todo.covered, 0.0, todo.groups["weight"])
    table = ranking_lines(steps, todo.repairs, todo.cameras, todo.views, weight, todo.own)
    core = analysis.incidence
    groups = [np.unique(s.groups % len(core.groups)) for s in steps]
    told = brought_back(
        groups, [len(ids) for ids in table["cameras"]], core.pieces, analysis.demand
    )
    rest = beside_others(table, repair_names(todo, analysis.communes))
    why = [". ".join(filter(None, both)) for both in zip(told, rest, strict=True)]
    return table.assign(why=why)
