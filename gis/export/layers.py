"""The layers that leave the program, each in its schema, each row marked with what it rests on."""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import DETAIL, Analysis
from gis.core.crs import WGS84
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.confidential import released, released_lines, released_sites
from gis.export.layer_rows import (
    at_points,
    building_rows,
    camera_cells,
    camera_sites,
    commune_rows,
    footprint_rows,
    ground_by_state,
    line_rows,
    link_rows,
    point_rows,
    water_rows,
)
from gis.export.metadata import with_provenance
from gis.export.schema import GROUPS, SCHEMAS, conform_layer, schema_of
from gis.register.availability import dependence
from gis.register.queries import in_commune, lies_in
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.descriptions import plan_lines
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.ranking import Ranking, rank_repairs, ranking_lines_in_words
from gis.siting.new_cameras import NewSites

# What stands for all `LAYERS` in one file.
ALL = "all"


def layer(
    analysis: Analysis,
    name: str,
    *,
    commune: str | None = None,
    prices: pd.DataFrame | None = None,
    ranking: Ranking | None = None,
    confidential: bool = False,
) -> gpd.GeoDataFrame:
    """Return one layer in exactly its schema, in WGS 84.

    Every row carries on what terms it was worked out (`level light live_only`), `boundaries`
    (official or schematic) and `simulated`. Rows without position have no geometry.

    Parameters
    ----------
    analysis
        What the layer is taken from.
    name
        One of `LAYERS`, or of `schema.GROUPS` for all its layers beneath each other.
    commune
        Code of a commune: only its rows; of equipment, what its cameras depend on, or connect
        through. None: the province.
    prices
        Of the ranking, in VND, see `read_prices`; None: the list of the program.
    ranking
        Of the analysis by these prices, where it is known already; None: it is worked out.
    confidential
        With the cameras marked so, which else stay out, see `export.confidential`.

    Returns
    -------
    GeoDataFrame
        `schema.conform_layer` of `schema.schema_of(name)`: WGS 84 (EPSG:4326); azimuths in
        degrees from north, lengths in metres, money in VND; missing values are missing.

    Raises
    ------
    GisError
        No such layer.
    """
    if name not in (*LAYERS, *GROUPS):
        known = ", ".join((*LAYERS, *GROUPS))
        raise GisError(_("No layer {name}; there are: {names}", name=name, names=known))
    names = GROUPS.get(name, (name,))
    cameras = released(analysis.cameras, analysis.cameras, confidential=confidential)
    if len(names) > 1:
        table = pd.concat([LAYERS[one](analysis, cameras) for one in names])
    elif name == "ranking":
        ranked = rank_repairs(analysis, prices=prices) if ranking is None else ranking
        table = _ranking(analysis, ranked, confidential=confidential)
    else:
        table = LAYERS[name](analysis, cameras)
    if commune is not None:
        table = table[_of_commune(analysis, table, commune)]
    return marked(analysis, table, name)


def every_layer(
    analysis: Analysis,
    *,
    shaped: bool = False,
    commune: str | None = None,
    prices: pd.DataFrame | None = None,
    confidential: bool = False,
) -> dict[str, gpd.GeoDataFrame]:
    """Return all `LAYERS` by their names, for one file of all.

    Parameters
    ----------
    analysis
        What they are taken from.
    shaped
        Only those with shapes.
    commune, prices, confidential
        See `layer`; prices in VND.

    Returns
    -------
    dict
        Each as `layer` returns it.
    """
    names = [name for name in LAYERS if SCHEMAS[name].geometry or not shaped]
    taken: dict[str, Any] = {"commune": commune, "prices": prices, "confidential": confidential}
    return {name: layer(analysis, name, **taken) for name in names}


def marked(analysis: Analysis, table: pd.DataFrame, name: str) -> gpd.GeoDataFrame:
    """Return rows of a layer in its schema, with what they rest on beside them, see `layer`.

    Parameters
    ----------
    analysis
        Its provenance: terms, boundaries, and whether it is simulated; the names of its communes.
    table
        Rows of a layer; what they are marked with already stays.
    name
        Of the layer.

    Returns
    -------
    GeoDataFrame
        On a new index from 0 on.
    """
    schema, marks = schema_of(name), analysis.provenance.as_dict()
    if "commune_name" in schema.names and "commune_name" not in table:
        names = analysis.communes.set_index("code")["name"].to_dict()
        marks["commune_name"] = table["commune_code"].map(names)
    made = conform_layer(table.assign(**{n: v for n, v in marks.items() if n not in table}), schema)
    basis = analysis.provenance.as_dict() | {"revision": analysis.provenance.revision}
    return with_provenance(made, basis)


def camera_layer(
    analysis: Analysis, cameras: pd.DataFrame, *, confidential: bool = False
) -> gpd.GeoDataFrame:
    """Return some analysed cameras as the layer of cameras.

    Parameters
    ----------
    analysis
        What they are of.
    cameras
        Rows of `Analysis.cameras`.
    confidential
        With those marked so.

    Returns
    -------
    GeoDataFrame
        See `layer`.
    """
    table = released(at_points(cameras), analysis.cameras, confidential=confidential)
    return marked(analysis, table, "cameras")


def place_layer(analysis: Analysis, seen: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return some places and roads, by how they are seen, as the group of layers ``demand``.

    Parameters
    ----------
    analysis
        What they are of.
    seen
        See `demand.gap_places`.

    Returns
    -------
    GeoDataFrame
        See `layer`.
    """
    parts = [point_rows(seen, "place_id"), line_rows(seen, "place_id")]
    return marked(analysis, pd.concat(parts), "demand")


def sites_layer(
    analysis: Analysis, sites: NewSites, *, confidential: bool = False
) -> gpd.GeoDataFrame:
    """Return sites for new cameras as points, `azimuths_deg` joined by ``;``, marked alike.

    Parameters
    ----------
    analysis
        Its provenance is marked on each row.
    sites
        What `gis.siting` proposes: `lon lat` in WGS 84, azimuths in degrees from north.
    confidential
        With the names of poles of cameras marked so.

    Returns
    -------
    GeoDataFrame
        Points in WGS 84 (EPSG:4326), in the schema ``new_sites``.
    """
    table = released_sites(sites.sites, analysis.cameras, confidential=confidential)
    table = table.assign(
        azimuths_deg=[";".join(f"{a:.0f}" for a in each) for each in table["azimuths_deg"]],
        new_investment=True,
    )
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return marked(analysis, gpd.GeoDataFrame(table, geometry=points, crs=WGS84), "new_sites")


def plan_layer(
    analysis: Analysis, todo: Work, plan: Plan, *, confidential: bool = False
) -> gpd.GeoDataFrame:
    """Return the lines of a plan, each at the cameras that see again by it, with its reasons.

    Every row also carries how good the plan is: `proof bound objective gap`.

    Parameters
    ----------
    analysis
        The register that the plan is of.
    todo
        The work that it was chosen from.
    plan
        The plan.
    confidential
        Cameras marked confidential are named too, see `released_lines`.

    Returns
    -------
    GeoDataFrame
        `plan_lines` with multipoints in WGS 84 (EPSG:4326), lists joined to texts; money in VND,
        objective and bound in weight × months, `gap` from 0 to 1.
    """
    table = plan_lines(analysis, todo, plan).drop(columns="repair")
    table = released_lines(table, analysis.cameras, confidential=confidential)
    found = plan.solution
    good: dict[str, Any] = {name: getattr(found, name) for name in ("objective", "bound", "gap")}
    good["proof"] = str(found.proof)
    joined = _joined(table, "needed_with", "cameras", "communes")
    shapes = _at_cameras(analysis, table["cameras"])
    lines = gpd.GeoDataFrame(table.assign(**joined, **good), geometry=shapes, crs=WGS84)
    return marked(analysis, lines, "plan")


def _of_commune(analysis: Analysis, table: pd.DataFrame, commune: str) -> NDArray[np.bool_]:
    """Tell which rows of a layer belong to a commune."""
    if "link_id" in table:
        mine = in_commune(analysis.cameras, commune)["camera_id"]
        units = analysis.equipment["equipment_id"][_serves(analysis, commune)]
        return table["subject_id"].isin([*mine, *units]).to_numpy(dtype=bool)
    if "equipment_id" in table:
        return _serves(analysis, commune)
    if "building_id" in table or "water_id" in table:
        [border] = analysis.communes.geometry[analysis.communes["code"] == commune]
        return np.asarray(shapely.intersects(table.geometry.to_numpy(), border), dtype=bool)
    if "communes" in table:
        return np.array([commune in codes.split(";") for codes in table["communes"]], dtype=bool)
    return lies_in(table, commune).to_numpy(dtype=bool)


def _serves(analysis: Analysis, commune: str) -> NDArray[np.bool_]:
    """Tell which equipment cameras of the commune depend on or connect through, to any depth."""
    mine = in_commune(analysis.cameras, commune)
    ways = (mine, mine.assign(depends_on=mine["connects_through"]))
    needs = [dependence(c, analysis.equipment).needs.astype(np.int64).sum(axis=0) for c in ways]
    serves: NDArray[np.bool_] = np.asarray(sum(needs)).ravel() > 0
    return serves


def _ranking(analysis: Analysis, ranking: Ranking, *, confidential: bool) -> gpd.GeoDataFrame:
    table = ranking_lines_in_words(analysis, ranking)
    table = released_lines(table, analysis.cameras, confidential=confidential)
    table = table[table["cameras"].map(len) > 0]
    shapes = _at_cameras(analysis, table["cameras"])
    joined = _joined(table, "repairs", "cameras", "communes", "needed_with")
    return gpd.GeoDataFrame(table.assign(**joined), geometry=shapes, crs=WGS84)


def _joined(table: pd.DataFrame, *lists: str) -> dict[str, pd.Series]:
    """Return columns of lists as texts, also where there is no row to tell that by."""
    return {c: pd.Series([";".join(each) for each in table[c]], table.index, str) for c in lists}


def _at_cameras(analysis: Analysis, cameras: pd.Series) -> NDArray[np.object_]:
    """Return, for each list of camera ids, the points where they stand; None for none."""
    place = analysis.cameras.set_index("camera_id")[["lon", "lat"]]
    place = place.dropna()
    step = cameras.reset_index(drop=True).explode().dropna()
    step = step[step.isin(place.index)]
    points = shapely.points(place.loc[step].to_numpy())
    geometry = np.full(len(cameras), None, dtype=object)
    made = shapely.multipoints(points, indices=step.index.factorize()[0])
    geometry[step.index.unique()] = made
    return geometry


# What an analysis, and those of its cameras that may leave, alone say; a plan and new sites are
# asked for besides.
LAYERS: dict[str, Callable[[Analysis, pd.DataFrame], pd.DataFrame]] = {
    "cameras": lambda _a, cameras: at_points(cameras),
    "sites": lambda _a, cameras: camera_sites(cameras),
    "cells": lambda _a, cameras: camera_cells(cameras),
    "footprints": lambda a, cameras: footprint_rows(a.footprints, cameras, a.level),
    "footprints_detail": lambda a, cameras: footprint_rows(a.detail, cameras, DETAIL),
    "reachable": lambda a, cameras: footprint_rows(a.reachable, cameras, a.level),
    "coverage": ground_by_state,
    "gap_places": lambda a, _c: point_rows(a.gaps, "gap_id"),
    "gap_roads": lambda a, _c: line_rows(a.gaps, "gap_id"),
    "demand_places": lambda a, _c: point_rows(a.places, "place_id"),
    "demand_roads": lambda a, _c: line_rows(a.places, "place_id"),
    "ranking": lambda a, _c: _ranking(a, rank_repairs(a), confidential=False),
    "communes": lambda a, _c: commune_rows(a.communes),
    "equipment": lambda a, _c: a.equipment,
    "equipment_links": lambda a, cameras: link_rows(cameras, a.equipment),
    "buildings": lambda a, _c: building_rows(a.buildings),
    "water": lambda a, _c: water_rows(a.water),
}
