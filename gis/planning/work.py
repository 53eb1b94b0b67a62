"""All that can be repaired for a goal, and what each camera would see by it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis import Analysis, views
from gis.choices import Goal, Sight
from gis.demand.classify import counts
from gis.register.sight import dependence, live, sight
from gis.restoration.connections import connected
from gis.restoration.prices import read_prices
from gis.restoration.problem import Problem, problem
from gis.restoration.repairs import Repairs, repairs


@dataclass(frozen=True, eq=False)
class Work:
    """All that can be repaired for a goal, and what each camera would see by it.

    For both goals every camera and every group stands there twice, once for each goal, and
    weighs half. `repairs`: see `Repairs`; only cameras whose footprint is known take part.
    `views`: boolean, cameras × groups. `groups`: `commune_code weight`; what lies in no
    commune weighs nothing. `covered`: whether a group is seen (or live) today. `cameras`:
    the register's rows.
    """

    repairs: Repairs
    views: sparse.csr_array
    groups: pd.DataFrame
    covered: NDArray[np.bool_]
    cameras: pd.DataFrame

    @cached_property
    def problem(self) -> Problem:
        """Return what a plan is chosen from."""
        return problem(self.repairs, self.views, self.groups, self.covered)

    def weight_covered(self, commune: str | None = None) -> float:
        """Return the weight covered today, of all or of one commune."""
        groups = self.groups[self.covered]
        inside = groups["commune_code"] == commune
        return float(groups.loc[inside if commune is not None else slice(None), "weight"].sum())


def work(analysis: Analysis, goal: str = Goal.SEE, *, prices: pd.DataFrame | None = None) -> Work:
    """Gather all that can be repaired for a goal (prices: see `read_prices`)."""
    priced = read_prices() if prices is None else prices
    if goal == Goal.BOTH:
        return _both(*(_layer(analysis, g, priced) for g in (Goal.SEE, Goal.LIVE)))
    return _layer(analysis, Goal(goal), priced)


def _both(see: Work, live_: Work) -> Work:
    """Lay the two goals side by side; the repairs of sight are the first of those of both."""
    width = len(live_.repairs.table) - len(see.repairs.table)
    wider = sparse.hstack([see.repairs.needs, sparse.csr_array((len(see.cameras), width))])
    both = Repairs(
        live_.repairs.table,
        sparse.vstack([wider, live_.repairs.needs], format="csr").astype(bool),
        np.concatenate([see.repairs.mendable, live_.repairs.mendable]),
    )
    groups = pd.concat([see.groups, live_.groups], ignore_index=True)
    return Work(
        both,
        sparse.block_diag([see.views, live_.views], format="csr").astype(bool),
        groups.assign(weight=groups["weight"] / 2),
        np.concatenate([see.covered, live_.covered]),
        pd.concat([see.cameras, live_.cameras], ignore_index=True),
    )


def _layer(analysis: Analysis, goal: Goal, prices: pd.DataFrame) -> Work:
    cameras, equipment, core = analysis.cameras, analysis.equipment, analysis.incidence
    reached = dependence(cameras, equipment)
    reach, lost, state = reached.needs, reached.dangling, sight(cameras, equipment)["sight"]
    path = dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment)
    if goal == Goal.LIVE:
        reach, lost = ((reach + path.needs) > 0).tocsr(), lost + path.dangling
        state = live(cameras, equipment)
    # What depends on equipment that nobody has listed cannot be promised back.
    down = (state == Sight.DOWN) & cameras["has_footprint"] & (lost == 0)
    todo = repairs(cameras, equipment, reach, prices=prices, down=down.to_numpy())
    if goal == Goal.LIVE:
        todo = connected(todo, cameras, equipment, path.needs, prices)
    up = (state == Sight.UP).reindex(analysis.footprints.index)
    groups = core.groups[["commune_code", "weight"]]
    groups = groups.assign(weight=groups["weight"].where(groups["commune_code"] != "", 0.0))
    return Work(todo, views(analysis), groups, counts(core.sees, up) > 0, cameras)
