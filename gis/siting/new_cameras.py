"""New cameras for gaps no repair can close: new investment, apart from restoration."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags
from gis.core.choices import Availability, EquipmentKind, Proof
from gis.core.deadline import Deadline
from gis.core.errors import GisError, NotFoundYetError
from gis.core.language import _
from gis.coverage.footprints import footprints
from gis.coverage.occlusion import visible
from gis.demand.incidence import covered_by, runs_of
from gis.register.availability import DOWN, dependence
from gis.register.queries import counts_in, in_commune
from gis.restoration.model.constraints import Solution, budget
from gis.restoration.model.prices import read_prices
from gis.restoration.model.problem import build_problem
from gis.restoration.model.repair_options import work
from gis.restoration.plans.reasons import named_places
from gis.restoration.solve.marginal import lost_if_dropped, without_waste
from gis.restoration.solve.milp import solve
from gis.siting.candidates import AZIMUTHS_DEG, Offer, candidate_sites, candidate_views, offer

MOST_VIEWS = 2
TIME_LIMIT_S = 30.0
# What spending all the money costs, as a part of all weight: of equals the cheaper is taken.
THRIFT = 1e-5


@dataclass(frozen=True, eq=False)
class NewSites:
    """New cameras within a budget, and how good the choice is.

    `sites`: `site kind name lon lat commune_code`, `azimuths_deg` (list), `cost_vnd`,
    `monthly_vnd`, `gain_weight` (lost if this site alone were left out), `sees` (in words);
    heaviest first. `solution`: weights seen by none of today's cameras and by none that
    repairs can bring back. `beyond_weight`: all such weight there is.
    """

    solution: Solution
    sites: pd.DataFrame
    beyond_weight: float

    @property
    def cost_vnd(self) -> float:
        """Return what all sites cost."""
        return float(self.sites["cost_vnd"].sum())

    def as_dict(self) -> dict[str, Any]:
        """Return the choice as plain values."""
        return {
            "new_investment": True,
            "status": str(self.solution.proof),
            "objective": self.solution.objective,
            "bound": self.solution.bound,
            "gap": self.solution.gap,
            "cost_vnd": self.cost_vnd,
            "monthly_vnd": float(self.sites["monthly_vnd"].sum()),
            "beyond_weight": self.beyond_weight,
            "sites": self.sites.to_dict("records"),
        }


@dataclass(frozen=True, eq=False)
class _Beyond:
    """Demand that the views could see: `pieces` and `groups`, and which groups count."""

    pieces: pd.DataFrame
    groups: pd.DataFrame
    sees: sparse.csr_array
    counts: Flags


def new_sites(
    analysis: Analysis,
    *,
    budget_vnd: float,
    commune: str | None = None,
    prices: pd.DataFrame | None = None,
    most_views: int = MOST_VIEWS,
    deadline: Deadline | None = None,
) -> NewSites:
    """Return where new cameras would see most of what no repair can bring back.

    What counts is demand that no camera sees, whose camera works, may work (to be surveyed
    first) or can be mended. Of choices that see equally much the cheaper is taken, which
    prefers poles that stand.

    Parameters
    ----------
    analysis
        Of the whole province.
    budget_vnd
        Most that all sites may cost, đồng.
    commune
        Only sites and demand in it count; None: all.
    prices
        See `read_prices`, which is the default.
    most_views
        How many cameras a site may have.
    deadline
        By when it must be found: `TIME_LIMIT_S` from now unless stated.

    Returns
    -------
    NewSites
        The best choice, or the best found by then with what none exceeds.

    Raises
    ------
    GisError
        The budget is not a number from 0 on, a site may have no camera, there is no demand,
        or no place for a camera.
    NotFoundYetError
        None was found by the deadline.

    References
    ----------
    Maximal covering within a budget: Church and ReVelle, The maximal covering location problem,
    Papers of the Regional Science Association 32, 1974.
    """
    _check(analysis, budget_vnd, most_views)
    places = _places(analysis, commune)
    seeing = candidate_views(places)
    beyond = _beyond(analysis, seeing, commune)
    priced = read_prices() if prices is None else prices
    made = offer(places, seeing, priced, most_views=most_views)
    problem = build_problem(made.repairs, beyond.sees.T.tocsr(), beyond.groups, ~beyond.counts)
    part, rows = problem.part(np.ones(len(problem.weight), bool))
    keep = budget(budget_vnd, balance=made.balance).of(rows)
    thrift = THRIFT * part.weight.sum() / max(budget_vnd, 1.0)
    deadline = Deadline(TIME_LIMIT_S) if deadline is None else deadline
    found = solve(part, keep, deadline=deadline, prefer=-thrift * part.cost_vnd)
    if found.proof == Proof.NOT_FOUND:
        raise NotFoundYetError(_("No sites were found yet in the time allowed: allow more time"))
    found = without_waste(part, keep, found)
    lost = np.zeros(len(made.repairs.table))
    lost[rows] = lost_if_dropped(part, keep, found)
    found = found.among(rows, len(lost))
    told = _in_words(places, made, found.done, lost, beyond, analysis)
    return NewSites(found, told, _beyond_weight(analysis, commune))


def _check(analysis: Analysis, budget_vnd: float, most_views: int) -> None:
    if not 0 <= budget_vnd < np.inf:
        raise GisError(_("A budget must be a number from 0 on, in đồng"))
    if most_views < 1:
        raise GisError(_("A site must have room for one camera at least"))
    if not len(analysis.demand):
        raise GisError(_("No places or roads are listed, so there is nothing new to see"))


def _places(analysis: Analysis, commune: str | None) -> pd.DataFrame:
    cameras, equipment = analysis.cameras, analysis.equipment
    fallen = (equipment["kind"] == EquipmentKind.POLE) & equipment["status"].isin(DOWN)
    behind = dependence(cameras, equipment).needs.astype(np.int64) @ fallen.to_numpy(np.int64)
    pieces = analysis.incidence.pieces.drop_duplicates("demand").set_index("demand")
    code = pieces["commune_code"].reindex(range(len(analysis.demand)), fill_value="")
    demand = analysis.demand.reset_index(drop=True)
    flags = analysis.undirected[analysis.incidence.pieces["group"].to_numpy()]
    taken = demand.index.isin(analysis.incidence.pieces["demand"].to_numpy()[flags])
    demand = demand.assign(category=demand["category"].mask(taken, ""))
    places = candidate_sites(cameras, behind == 0, demand, code)
    places = in_commune(places, commune).reset_index(drop=True)
    if not len(places):
        raise GisError(
            _(
                "There is no place for a new camera: no pole of an abandoned camera "
                "stands, and no junction is listed"
            )
        )
    return places


def _beyond(analysis: Analysis, seeing: pd.DataFrame, commune: str | None) -> _Beyond:
    """Cut the demand where today's footprints and the new views end, and tell what counts."""
    terms, core, size = analysis.terms, analysis.incidence, len(analysis.cameras)
    seen = footprints(seeing, level=terms.level, light=terms.light)
    seen = visible(seen, seeing, analysis.buildings)
    new = runs_of(core, seen[["geometry"]])
    new["polygon"] += size
    labels = pd.RangeIndex(size + len(seeing))
    runs = pd.concat([core.runs, new], ignore_index=True)
    pieces, groups, sees = covered_by(core, analysis.demand, runs, new["item"].to_numpy(), labels)
    return _Beyond(
        pieces,
        groups,
        sees[:, size:].tocsr(),
        _no_repair(analysis, sees[:, :size], groups, commune),
    )


def _no_repair(
    analysis: Analysis, sees: sparse.csr_array, groups: pd.DataFrame, commune: str | None
) -> Flags:
    """Tell which groups are seen by no camera that works, may work, or can be mended."""
    down = (analysis.cameras["sight"] == Availability.DOWN).to_numpy()
    hope = ~down | work(analysis).repairs.mendable
    # Where a camera stands of which nobody knows where it looks, none is put up beside it.
    hope |= ~analysis.cameras["has_footprint"].to_numpy()
    inside = counts_in(groups, commune)
    return np.asarray((sees.astype(np.int64) @ hope.astype(np.int64) == 0) & inside.to_numpy())


def _beyond_weight(analysis: Analysis, commune: str | None) -> float:
    """Return the weight of all that no repair can bring back."""
    core, size = analysis.incidence, len(analysis.cameras)
    rows = analysis.footprints.index.to_numpy()
    owner = sparse.csr_array(
        (np.ones(len(rows), bool), (np.arange(len(rows)), rows)), shape=(len(rows), size)
    )
    counts = _no_repair(analysis, (core.sees @ owner).tocsr(), core.groups, commune)
    counts &= np.diff(core.near.indptr) == 0
    return float(core.groups["weight"].to_numpy()[counts].sum())


def _in_words(
    places: pd.DataFrame,
    offer: Offer,
    done: Flags,
    lost: NDArray[np.float64],
    beyond: _Beyond,
    analysis: Analysis,
) -> pd.DataFrame:
    size, table = len(places), offer.repairs.table
    looks = np.flatnonzero(done[size:])
    chosen = np.unique(offer.site[looks])
    at = [looks[offer.site[looks] == site] for site in chosen]
    cost, monthly = (table[c].to_numpy() for c in ("cost_vnd", "monthly_vnd"))
    seen = [np.flatnonzero((beyond.sees[:, k].sum(axis=1) > 0) & beyond.counts) for k in at]
    told = places.iloc[chosen].reset_index(drop=True)
    told["azimuths_deg"] = [[AZIMUTHS_DEG[v % len(AZIMUTHS_DEG)] for v in k] for k in at]
    for name, each in (("cost_vnd", cost), ("monthly_vnd", monthly)):
        told[name] = [
            float(each[s] + each[size + k].sum()) for s, k in zip(chosen, at, strict=True)
        ]
    told["gain_weight"] = lost[chosen]
    told["sees"] = named_places(seen, beyond.pieces, analysis.demand)
    return told.sort_values("gain_weight", ascending=False, kind="stable", ignore_index=True)
