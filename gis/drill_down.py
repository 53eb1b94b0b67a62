"""The cameras, and the places, behind each figure that is shown."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import CAMERA_COUNTS, Analysis, flags
from gis.analysis.summary import reasons
from gis.core.arrays import Rows
from gis.core.choices import Availability, Coverage
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.coverage.area import AREAS
from gis.demand.gaps import gap_places
from gis.register.availability import dependence
from gis.register.queries import counts_in, in_commune
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.plan import Plan

REASONS = ("fault_part", "cause")
# Figure → how the places it sums are seen, and whether they are roads (None: both).
PLACES: dict[str, tuple[str, bool | None]] = {
    **{f"{state}_weight": (state, None) for state in Coverage},
    "single_weight": ("single", None),
    "degraded_weight": ("degraded", None),
    "undirected_weight": ("undirected", None),
    "places_undirected": ("undirected", False),
    "road_km_undirected": ("undirected", True),
    **{f"road_km_{state}": (state, True) for state in (Coverage.LOST, Coverage.GAP)},
    **{f"places_{state}": (state, False) for state in (Coverage.LOST, Coverage.GAP)},
}
# How a place is seen → the state of the cameras that see it so.
COVERING_STATES = {
    "single": Availability.UP,
    "degraded": Availability.UP,
    Coverage.COVERED: Availability.UP,
    Coverage.LOST: Availability.DOWN,
    Coverage.UNCONFIRMED: Availability.UNCONFIRMED,
}
GROUND = {
    "working_km2": Availability.UP,
    "twice_km2": Availability.UP,
    "thrice_km2": Availability.UP,
    "unconfirmed_km2": Availability.UNCONFIRMED,
    "lost_km2": Availability.DOWN,
}


@dataclass(frozen=True)
class DrillDown:
    """What a figure counts or sums, with the cameras it rests on.

    `cameras`: rows of `Analysis.cameras`. `gap_places`: rows as of `Analysis.places`, None where
    the figure is about cameras or ground. `about`: what else is to be said, in words.
    """

    cameras: pd.DataFrame
    places: gpd.GeoDataFrame | None = None
    about: str = ""


# Views that only touch share less: what the rounding of their corners leaves.
TRACE_M2 = 1e-3


def drill_down(analysis: Analysis, figure: str, *, commune: str | None = None) -> DrillDown:
    """Return what is behind a figure of the province, or of one commune.

    Parameters
    ----------
    analysis
        Of the whole province.
    figure
        One of `analysis.result.COUNTS`, of `coverage.area.AREAS` (cameras with such a view in the
        commune), of `PLACES`, or a reason not to see as ``fault_part:word`` or ``cause:word``
        (see `analysis.summary.reasons`).
    commune
        A code, None for the province.

    Returns
    -------
    DrillDown
        Its cameras are those the figure counts, or that see what it sums in the way it says.

    Raises
    ------
    GisError
        No such figure.
    """
    kind, _colon, word = figure.partition(":")
    if figure in PLACES:
        return _places(analysis, figure, commune)
    if figure in AREAS:
        return DrillDown(_viewing(analysis, figure, commune))
    cameras = in_commune(analysis.cameras, commune)
    if figure in CAMERA_COUNTS:
        return DrillDown(cameras[flags(cameras)[figure]])
    if kind not in REASONS:
        raise GisError(_("There is no figure “{name}”", name=figure))
    down = cameras[cameras["sight"] == Availability.DOWN]
    return DrillDown(down[reasons(down, kind) == word])


def _places(analysis: Analysis, figure: str, commune: str | None) -> DrillDown:
    state, road = PLACES[figure]
    core, seen = analysis.incidence, _seen_so(analysis, state)
    pieces = core.pieces[seen[core.pieces["group"].to_numpy()]]
    pieces = pieces[_wanted(pieces, commune, road=road)]
    if state == "undirected":
        rows = analysis.around.index[np.unique(core.near[pieces["group"].unique()].indices)]
        return DrillDown(analysis.cameras.loc[rows], _put_together(analysis, pieces))
    rows = analysis.footprints.index[np.unique(core.sees[pieces["group"].unique()].indices)]
    cameras = analysis.cameras.loc[rows]
    if state in (Coverage.LOST, Coverage.GAP):  # with what is near, and worked out already
        found = analysis.gaps[analysis.gaps["coverage"] == state]
        found = found[_wanted(found, commune, road=road)]
    else:
        found = _put_together(analysis, pieces)
    return DrillDown(cameras[cameras["sight"] == COVERING_STATES.get(state, "")], found)


def _seen_so(analysis: Analysis, state: str) -> NDArray[np.bool_]:
    """Tell which groups of pieces are seen in one of the ways that `PLACES` names."""
    ways = {
        "single": analysis.redundancy == 1,
        "degraded": (analysis.redundancy > 0) & (analysis.sound == 0),
        "undirected": analysis.undirected,
    }
    seen: NDArray[np.bool_] = ways.get(state, analysis.coverage == state)
    return seen


def _put_together(analysis: Analysis, pieces: pd.DataFrame) -> gpd.GeoDataFrame:
    return gap_places(pieces, analysis.coverage[pieces["group"].to_numpy()], analysis.demand)


def regained(
    analysis: Analysis, todo: Work, plan: Plan, *, commune: str | None = None
) -> DrillDown:
    """Return the cameras that a plan brings back, and what is seen (or live) again by them.

    A place that only one of two goals brings back has half its weight, as in the plan.

    Parameters
    ----------
    analysis
        The plan was made of it.
    todo
        What the plan was chosen from.
    plan
        It is not changed.
    commune
        Only places in it are told, cameras wherever they stand; None for the province.

    Returns
    -------
    DrillDown
        Cameras and places; nothing in words.
    """
    back = np.zeros(len(todo.covered), dtype=bool)
    back[todo.views[plan.cameras].indices] = True
    part = (back & ~todo.covered).reshape(-1, len(analysis.coverage)).mean(axis=0)
    pieces = analysis.incidence.pieces
    part = part[pieces["group"].to_numpy()]
    pieces = pieces.assign(weight=pieces["weight"] * part)
    found = _put_together(analysis, pieces[(part > 0) & _wanted(pieces, commune, road=None)])
    cameras = analysis.cameras
    return DrillDown(cameras[cameras["camera_id"].isin(plan.restored)], found)


def visited_cameras(analysis: Analysis, visits: pd.DataFrame) -> DrillDown:
    """Return the cameras visited, or depending on equipment that is (`visits`: see `due`).

    Parameters
    ----------
    analysis
        Its cameras and equipment are those visited.
    visits
        `subject` (``camera`` or ``equipment``) and `subject_id`, see `survey.maintenance.due`.

    Returns
    -------
    DrillDown
        Cameras without places; how many visits there are in words.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    ids, of_cameras = visits["subject_id"], visits["subject"] == "camera"
    needs = dependence(cameras, equipment).needs.astype(np.int64)
    behind = needs @ equipment["equipment_id"].isin(ids[~of_cameras]).to_numpy(np.int64) > 0
    about = _(
        "{count} visits: to these cameras, or to equipment they depend on.",
        count=number(len(visits)),
    )
    return DrillDown(cameras[cameras["camera_id"].isin(ids[of_cameras]) | behind], about=about)


def _wanted(table: pd.DataFrame, commune: str | None, *, road: bool | None) -> pd.Series:
    """Tell which rows are roads (or are not) and lie in the commune, or in any."""
    inside = counts_in(table, commune)
    return inside if road is None else inside & (table["length_m"].notna() == road)


def _viewing(analysis: Analysis, figure: str, commune: str | None) -> pd.DataFrame:
    """Return the cameras whose view lies in the commune and makes ground of that state."""
    ground, cameras = analysis.ground, analysis.cameras
    inside = np.ones(len(ground.view), dtype=bool)
    if commune is not None:
        [place] = np.flatnonzero(analysis.communes["code"] == commune)
        inside = ground.commune == place
    if figure in GROUND:
        inside &= cameras["sight"].reindex(ground.view).to_numpy() == GROUND[figure]
    parts = np.flatnonzero(inside)
    if figure in ("twice_km2", "thrice_km2"):
        parts = parts[_overlapping(ground.shapes[parts], 2 if figure == "twice_km2" else 3)]
    return cameras.loc[np.unique(ground.view[parts])]


def _overlapping(shapes: NDArray[np.object_], times: int) -> Rows:
    """Return which shapes have ground that so many of them (2 or 3) share."""
    tree = shapely.STRtree(shapes)
    a, b = tree.query(shapes, predicate="intersects")
    a, b = a[a < b], b[a < b]
    shared = shapely.intersection(shapes[a], shapes[b])
    there = shapely.area(shared) > TRACE_M2
    a, b, shared = a[there], b[there], shared[there]
    if times == 2:
        return np.unique(np.concatenate([a, b]))
    pair, third = tree.query(shared, predicate="intersects")
    other = (third != a[pair]) & (third != b[pair])
    pair, third = pair[other], third[other]
    there = shapely.area(shapely.intersection(shared[pair], shapes[third])) > TRACE_M2
    return np.unique(third[there])


DRILL_DOWN_FIGURES = frozenset({*CAMERA_COUNTS, *AREAS, *PLACES})
