"""All that can be repaired for a goal, and what each camera would see by it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis.result import Analysis, views
from gis.core.choices import Availability, Goal, Weigh
from gis.demand.categories import purposes
from gis.demand.classify import counts
from gis.demand.weights import OWN_SHARE
from gis.register.availability import availability, dependence, live
from gis.register.queries import counts_in, in_commune, lies_in
from gis.restoration.model.connections import connected, signal_paths, ways
from gis.restoration.model.prices import read_prices
from gis.restoration.model.problem import Problem, build_problem
from gis.restoration.model.repairs import Repairs, repair_table
from gis.restoration.model.visits import visited_communes
from gis.vocabulary.labels import display_names


def own_weights(cameras: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """Return the own weight of each camera: its stated importance, else that of its purpose.

    Parameters
    ----------
    cameras
        `importance` ("" where not stated), and what tells the purpose, canonical.
    weights
        See `gis.demand.weights.read_weights`: the rows `per` camera.

    Returns
    -------
    Series
        On the index of the cameras, weights; NaN for a purpose that has none.
    """
    stated = pd.to_numeric(cameras["importance"].replace("", np.nan)).astype(float)
    usual = purposes(cameras).map(weights["weight"]).astype(float)
    return stated.fillna(usual).rename("own_weight")


@dataclass(frozen=True, eq=False)
class Work:
    """All that can be repaired for a goal, and what each camera would see by it.

    For both goals every camera and every group stands there twice, once for each goal, and
    weighs half. `repair_table`: see `Repairs`. `views`: boolean, cameras × groups. `groups`:
    `commune_code weight`; what lies in no commune weighs nothing. `covered`: whether a group
    is seen (or live) today. `cameras`: the register's rows. `own`: what each camera counts for
    itself, see `own_weights`; `weigh`: what of both counts; `prices`: see `read_prices`;
    `named`: what equipment is called, by its id.
    """

    repairs: Repairs
    views: sparse.csr_array
    groups: pd.DataFrame
    covered: NDArray[np.bool_]
    cameras: pd.DataFrame
    own: NDArray[np.float64]
    prices: pd.DataFrame
    weigh: Weigh = Weigh.BOTH
    named: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))

    @cached_property
    def problem(self) -> Problem:
        """Return what a plan is chosen from."""
        return self.problem_of(self.views, self.groups, self.covered)

    def problem_of(
        self, views: sparse.csr_array, groups: pd.DataFrame, covered: NDArray[np.bool_]
    ) -> Problem:
        """Return what a plan is chosen from when cameras see so."""
        groups = groups.assign(weight=groups["weight"] * self.place_share)
        own = pd.DataFrame(
            {"commune_code": self.cameras["commune_code"], "weight": self.own * self.own_share}
        )
        return build_problem(self.repairs, views, groups, covered, own if self.own_share else None)

    @property
    def place_share(self) -> float:
        """Return how much of their weight places and roads count."""
        return float(self.weigh != Weigh.CAMERAS)

    @property
    def own_share(self) -> float:
        """Return how much of their own weight cameras count."""
        return {Weigh.BOTH: OWN_SHARE, Weigh.CAMERAS: 1.0, Weigh.PLACES: 0.0}[self.weigh]

    def inside(self, commune: str | None) -> NDArray[np.bool_]:
        """Tell which cameras are of a commune; all are of the province."""
        return lies_in(self.cameras, commune).to_numpy(bool)

    def weight_covered(self, commune: str | None = None) -> float:
        """Return the weight covered today, of all or of one commune."""
        return float(in_commune(self.groups[self.covered], commune)["weight"].sum())


def work(
    analysis: Analysis,
    goal: str = Goal.SEE,
    *,
    prices: pd.DataFrame | None = None,
    weigh: str = Weigh.BOTH,
) -> Work:
    """Gather all that can be repaired for a goal (prices: see `read_prices`).

    Parameters
    ----------
    analysis
        The cameras, equipment, demand and what sees what.
    goal
        ``see``, ``live`` or ``both``.
    prices
        VND, for repairs without a stated cost; None: the list of the program.
    weigh
        What counts, see `Weigh`.

    Returns
    -------
    Work
        Cameras × repairs and cameras × groups; for both goals each camera twice.
    """
    priced = read_prices() if prices is None else prices
    own = own_weights(analysis.cameras, analysis.weights).to_numpy()
    goals = (Goal.SEE, Goal.LIVE) if goal == Goal.BOTH else (Goal(goal),)
    layers = [replace(_layer(analysis, g, priced, own), weigh=Weigh(weigh)) for g in goals]
    todo = layers[0] if len(layers) == 1 else _both(*layers)
    return replace(todo, repairs=visited_communes(todo.repairs, todo.cameras, priced))


def _both(see: Work, live_: Work) -> Work:
    """Lay the two goals side by side; the repairs of sight are the first of those of both."""
    width = len(live_.repairs.table) - len(see.repairs.table)
    wider = sparse.hstack([see.repairs.needs, sparse.csr_array((len(see.cameras), width))])
    both = Repairs(
        live_.repairs.table,
        sparse.vstack([wider, live_.repairs.needs], format="csr").astype(bool),
        np.concatenate([see.repairs.mendable, live_.repairs.mendable]),
        live_.repairs.room,
    )
    groups = pd.concat([see.groups, live_.groups], ignore_index=True)
    return Work(
        both,
        sparse.block_diag([see.views, live_.views], format="csr").astype(bool),
        groups.assign(weight=groups["weight"] / 2),
        np.concatenate([see.covered, live_.covered]),
        pd.concat([see.cameras, live_.cameras], ignore_index=True),
        np.concatenate([see.own, live_.own]) / 2,
        see.prices,
        see.weigh,
        see.named,
    )


def _layer(analysis: Analysis, goal: Goal, prices: pd.DataFrame, own: NDArray[np.float64]) -> Work:
    cameras, equipment, core = analysis.cameras, analysis.equipment, analysis.incidence
    reached = dependence(cameras, equipment)
    reach, lost, state = reached.needs, reached.dangling, availability(cameras, equipment)["sight"]
    if goal == Goal.LIVE:
        path, way = signal_paths(cameras, equipment), ways(cameras, equipment)
        reach, lost = ((reach + way.needs) > 0).tocsr(), lost + way.dangling
        state = live(cameras, equipment)
    # What depends on equipment that nobody has listed cannot be promised back.
    down = (state == Availability.DOWN) & (lost == 0)
    todo = repair_table(cameras, equipment, reach, prices=prices, down=down.to_numpy())
    if goal == Goal.LIVE:
        served = (state != Availability.DOWN).to_numpy()
        todo = connected(todo, cameras, equipment, path.needs, prices, served=served)
    up = (state == Availability.UP).reindex(analysis.footprints.index)
    groups = core.groups[["commune_code", "weight"]]
    groups = groups.assign(weight=groups["weight"].where(counts_in(groups, None), 0.0))
    named = display_names(equipment).set_axis(equipment["equipment_id"])
    return Work(
        todo, views(analysis), groups, counts(core.sees, up) > 0, cameras, own, prices, named=named
    )
