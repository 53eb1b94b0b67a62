"""The story in order: a register, placed in its communes; what it sees; what that covers."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import CAMERA_COUNTS, Analysis, Provenance, ViewTerms, counts_by_commune
from gis.communes.location import just_outside, locate
from gis.core.choices import Coverage
from gis.core.findings import Finding
from gis.coverage.area import AREAS, changed_ground, ground
from gis.coverage.buildings import no_buildings
from gis.coverage.footprints import directed, footprints, surroundings
from gis.coverage.levels import is_fine
from gis.coverage.occlusion import visible
from gis.demand.classify import WEIGHT_COLUMNS, classify, weights_by_commune
from gis.demand.incidence import changed_incidence, incidence
from gis.demand.weights import read_weights, weighted
from gis.register.availability import availability, live
from gis.register.queries import located


def analyse(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    communes: gpd.GeoDataFrame,
    demand: gpd.GeoDataFrame,
    *,
    terms: ViewTerms = ViewTerms(),  # noqa: B008 - frozen
    buildings: gpd.GeoDataFrame | None = None,
    weights: pd.DataFrame | None = None,
    read: tuple[Finding, ...] = (),
) -> Analysis:
    """Work out what is seen, on the given terms, between the buildings if there are some.

    No camera is dropped: one outside every commune is counted apart and its footprint counts
    where it falls.

    Parameters
    ----------
    cameras, equipment
        Canonical register columns; `lon lat` in WGS 84 degrees.
    communes
        `code name full_name` and polygons, WGS 84; ``attrs["source"]`` tells whether they are
        ``official`` or ``schematic``.
    demand
        See `demand.layers.COLUMNS`, WGS 84. What states no weight has that of its category.
    terms
        Level of detail, light, and whether only live cameras count.
    buildings
        `building_id height_m geometry`, WGS 84; None for none.
    weights
        See `read_weights`, which is the default.
    read
        What was odd in the files of places and buildings; it is kept with the result.

    Returns
    -------
    Analysis
        Its cameras are numbered from 0 in the order given; it says nothing of being simulated.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    weights = read_weights() if weights is None else weights
    demand = weighted(demand, weights)
    cameras = in_communes(cameras.reset_index(drop=True), communes)
    cameras = cameras.assign(**_state(cameras, equipment, terms))
    standing = no_buildings() if buildings is None else buildings
    seen = _seen(cameras, terms, standing)
    around = _around(cameras, terms, standing)
    core, area = incidence(demand, seen, communes, around), ground(seen, communes)
    nothing = np.empty(0, dtype=object)
    boundaries = communes.attrs.get("source", "official")
    return _in_words(
        Analysis(
            Provenance(boundaries=boundaries, terms=terms),
            weights,
            cameras,
            equipment,
            standing,
            seen,
            around,
            area,
            communes,
            demand,
            core,
            nothing,
            read,
        )
    )


def reanalyse(before: Analysis, cameras: pd.DataFrame, equipment: pd.DataFrame) -> Analysis:
    """Return the analysis of a register that has changed, working out only what that touches.

    Communes, demand, buildings and terms are as before. A register with other cameras than
    before is analysed from the start.

    Parameters
    ----------
    before
        The analysis of the register as it was.
    cameras, equipment
        Canonical register columns as they are now; `lon lat` in WGS 84 degrees.

    Returns
    -------
    Analysis
        As `analyse` works it out, with the provenance of before.
    """
    communes = before.communes.drop(columns=[*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS])
    cameras = cameras.reset_index(drop=True)
    if not cameras["camera_id"].equals(before.cameras["camera_id"]):
        found = analyse(
            cameras,
            equipment,
            communes,
            before.demand,
            terms=before.terms,
            buildings=before.buildings,
            weights=before.weights,
            read=before.read,
        )
        return replace(found, provenance=before.provenance)
    edited = _edited(before.cameras, cameras)
    known = before.cameras[["commune_code", "sight", "dark", "directed"]].copy()
    known.loc[edited, "commune_code"] = in_communes(cameras.loc[edited], communes)["commune_code"]
    alike = equipment.equals(before.equipment) and not before.terms.live_only
    looked_at = edited if alike else cameras.index
    state = _state(cameras.loc[looked_at], equipment, before.terms)
    known.loc[looked_at, list(state)] = state
    cameras = cameras.assign(**known)
    drawn = _seen(cameras.loc[edited], before.terms, before.buildings)
    discs = _around(cameras.loc[edited], before.terms, before.buildings)
    kept = before.footprints[~before.footprints.index.isin(edited)]
    kept = kept.assign(sight=cameras["sight"].reindex(kept.index))
    seen = pd.concat([kept, drawn]).sort_index()
    turned = cameras.index[before.cameras["sight"] != cameras["sight"]]
    others = before.around[~before.around.index.isin(edited)]
    around = pd.concat([others, discs]).sort_index()
    same = _same_shape(before.footprints, drawn, edited)
    moved = edited[~(same & _same_shape(before.around, discs, edited))]
    core = before.incidence
    if len(moved):
        core = changed_incidence(core, before.demand, seen, moved, around)
    area = changed_ground(before.ground, seen, turned.union(edited))
    return _in_words(
        replace(
            before,
            cameras=cameras,
            equipment=equipment,
            footprints=seen,
            around=around,
            ground=area,
            communes=communes,
            incidence=core,
        )
    )


def look_live(before: Analysis, *, live_only: bool) -> Analysis:
    """Return the same ground seen by what is live at headquarters only, or by all that works.

    Parameters
    ----------
    before
        The analysis of either; it is not changed.
    live_only
        Count only what is live at headquarters.

    Returns
    -------
    Analysis
        What an analysis under these terms comes to; what a camera can see is taken from `before`.
    """
    terms = replace(before.terms, live_only=live_only)
    state = _state(before.cameras, before.equipment, terms)
    cameras = before.cameras.assign(**state)
    seen = before.footprints.assign(sight=cameras["sight"].reindex(before.footprints.index))
    turned = cameras.index[before.cameras["sight"] != cameras["sight"]]
    found = _in_words(
        replace(
            before,
            provenance=replace(before.provenance, terms=terms),
            cameras=cameras,
            footprints=seen,
            ground=changed_ground(before.ground, seen, turned),
            communes=before.communes.drop(columns=[*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS]),
        )
    )
    return before.sharing_views(found)


def reweighed(before: Analysis, category: str, factor: float) -> Analysis:
    """Return the analysis with all of one category weighing `factor` times as much.

    Parameters
    ----------
    before
        It is not changed.
    category
        Of places or roads, as in `demand`; one that no row has changes nothing.
    factor
        From 0 on; own weights of cameras are not touched.

    Returns
    -------
    Analysis
        Its `weights` are those of before.
    """
    communes = before.communes.drop(columns=[*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS])
    factors = np.where(before.demand["category"] == category, factor, 1.0)
    weights = before.demand[["weight", "weight_per_km"]].mul(factors, axis=0)
    core = before.incidence.weighed(factors)
    demand = before.demand.assign(**weights)
    return _in_words(replace(before, communes=communes, demand=demand, incidence=core))


def _edited(before: pd.DataFrame, now: pd.DataFrame) -> pd.Index:
    """Return the rows of cameras that are not as they were."""
    known = [c for c in now if c in before and c != "commune_code"]
    differ = [c for c in known if not now[c].equals(before[c])]
    then, today = before[differ], now[differ]
    same = (then == today) | (then.isna() & today.isna())
    return now.index[~same.all(axis=1)]


def _same_shape(
    before: gpd.GeoDataFrame, now: gpd.GeoDataFrame, rows: pd.Index
) -> NDArray[np.bool_]:
    """Tell of some rows whether their footprint is what it was, or neither has one."""
    old, new = (t.geometry.reindex(rows).to_numpy() for t in (before, now))
    none = shapely.is_missing(old) & shapely.is_missing(new)
    same: NDArray[np.bool_] = none | shapely.equals_identical(old, new)
    return same


def _state(cameras: pd.DataFrame, equipment: pd.DataFrame, terms: ViewTerms) -> pd.DataFrame:
    """Return `sight`, `dark` and `directed` of each camera."""
    state = availability(cameras, equipment)
    if terms.live_only:
        state["sight"] = live(cameras, equipment)
    return state.assign(directed=directed(cameras))


def _seen(cameras: pd.DataFrame, terms: ViewTerms, buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the footprints, without what buildings hide, with the cameras' `sight`."""
    seen = footprints(cameras, level=terms.level, light=terms.light).join(cameras["sight"])
    return visible(seen, cameras, buildings)


def _around(
    cameras: pd.DataFrame, terms: ViewTerms, buildings: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the surroundings of cameras without direction, without what buildings hide."""
    discs = surroundings(cameras, level=terms.level, light=terms.light)
    return visible(discs, cameras, buildings)


def _in_words(analysis: Analysis) -> Analysis:
    """Add to what was found how each group and each commune is seen."""
    seen, core, communes = analysis.footprints, analysis.incidence, analysis.communes
    cameras = analysis.cameras.assign(
        has_footprint=analysis.cameras.index.isin(seen.index),
        assumed=seen["assumed"].reindex(analysis.cameras.index, fill_value=""),
        detail_unknown=~seen["level_known"].reindex(analysis.cameras.index, fill_value=True)
        & is_fine(analysis.level),
    )
    coverage = classify(core.sees, seen["sight"])
    coverage[analysis.undirected] = Coverage.UNCONFIRMED
    told = communes.set_index("code", drop=False).rename_axis(None)
    told = told.join(counts_by_commune(cameras).reindex(told.index, fill_value=0))
    told = told.join(analysis.ground.by_commune(communes["code"]))
    working = (analysis.redundancy, analysis.sound)
    told = told.join(
        weights_by_commune(
            core.groups, coverage, *working, communes["code"], undirected=analysis.undirected
        )
    )
    told.attrs = communes.attrs
    return replace(
        analysis, cameras=cameras, communes=told.reset_index(drop=True), coverage=coverage
    )


def in_communes(cameras: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the cameras with the code of the commune they stand in.

    On real boundaries the position decides, and the code already there serves cameras
    without position. On schematic ones the code already there (from the stated commune)
    wins over the position.

    Parameters
    ----------
    cameras
        `lon lat` in WGS 84 degrees, NaN where not known; `commune_code` as stated, "" for none.
    communes
        `code` and polygons, WGS 84; ``attrs["source"]`` tells ``schematic`` ones.

    Returns
    -------
    DataFrame
        The same rows and columns; `commune_code` is "" outside every commune.
    """
    points = gpd.GeoSeries(gpd.points_from_xy(cameras["lon"], cameras["lat"]), cameras.index)
    by_place, stated = locate(points, communes), cameras["commune_code"]
    if communes.attrs.get("source") == "schematic":
        code = stated.where(stated != "", by_place)
    else:
        outside = (by_place == "") & located(cameras) & (stated != "")
        if outside.any():  # a breakwater is of the commune that was stated and is the nearest
            codes = stated[outside].map(lambda code: [code])
            edge = just_outside(points[outside], codes, communes)
            by_place = by_place.mask(outside, edge["code"])
        code = by_place.where(located(cameras), stated)
    return cameras.assign(commune_code=code)
