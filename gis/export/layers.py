"""The tables that leave the program, each row marked with what it rests on."""

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
from gis.register.availability import dependence
from gis.register.queries import in_commune, lies_in, located
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.descriptions import plan_lines
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.siting.new_cameras import NewSites


def layer(
    analysis: Analysis,
    name: str,
    *,
    commune: str | None = None,
    prices: pd.DataFrame | None = None,
    confidential: bool = False,
) -> gpd.GeoDataFrame:
    """Return one layer as a flat table in WGS 84.

    Every row carries on what terms it was worked out (`level light live_only`), `boundaries`
    (official or schematic) and `simulated`. Rows without position have no geometry.

    Parameters
    ----------
    analysis
        What the layer is taken from.
    name
        One of `LAYERS`.
    commune
        Code of a commune: only its rows; of equipment, what its cameras depend on, or connect
        through. None: the province.
    prices
        Of the ranking, in VND, see `read_prices`; None: the list of the program.
    confidential
        With the cameras marked so, which else stay out, see `export.confidential`.

    Returns
    -------
    GeoDataFrame
        WGS 84 (EPSG:4326); azimuths in degrees from north, lengths in metres, money in VND.

    Raises
    ------
    GisError
        No such layer.
    """
    if name not in LAYERS:
        raise GisError(_("No layer {name}; there are: {names}", name=name, names=", ".join(LAYERS)))
    if name == "ranking":
        table = _ranking(analysis, prices, confidential=confidential)
    else:
        table = LAYERS[name](analysis)
    if commune is not None:
        table = table[_of_commune(analysis, table, commune)]
    if "camera_id" in table:
        table = released(table, analysis.cameras, confidential=confidential)
    return marked(analysis, table)


def marked(analysis: Analysis, table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return rows of a layer with what they rest on beside them, see `layer`.

    Parameters
    ----------
    analysis
        Its provenance: terms, boundaries, and whether it is simulated.
    table
        Rows of a layer; columns it has already stay.

    Returns
    -------
    GeoDataFrame
        On a new index from 0 on.
    """
    marks = analysis.provenance.as_dict()
    marks = {name: value for name, value in marks.items() if name not in table}
    return gpd.GeoDataFrame(table.assign(**marks).reset_index(drop=True))


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
        Points in WGS 84 (EPSG:4326).
    """
    table = released_sites(sites.sites, analysis.cameras, confidential=confidential)
    table = table.assign(
        azimuths_deg=[";".join(f"{a:.0f}" for a in each) for each in table["azimuths_deg"]],
        new_investment=True,
    )
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame(table, geometry=points, crs=WGS84).assign(
        **analysis.provenance.as_dict()
    )


FOOTPRINT_COLUMNS = (
    "camera_id",
    "azimuth_deg",
    "hfov_deg",
    "vfov_deg",
    "blind_m",
    "range_m",
    "level_known",
    "footprint_rule",
    "assumed",
    "geometry",
)


def _of_commune(analysis: Analysis, table: pd.DataFrame, commune: str) -> NDArray[np.bool_]:
    """Tell which rows of a layer belong to a commune."""
    if "equipment_id" in table:
        return _serves(analysis, commune)
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


def at_points(cameras: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return analysed cameras as a layer: points in WGS 84, none without position.

    Parameters
    ----------
    cameras
        Those of an analysis, `lon lat` in WGS 84.

    Returns
    -------
    GeoDataFrame
        Without the columns that say how the analysis saw them (`directed has_footprint
        detail_unknown`).
    """
    table = cameras.drop(columns=["directed", "has_footprint", "detail_unknown"])
    points = gpd.points_from_xy(table["lon"], table["lat"])
    points[~located(table)] = None
    return gpd.GeoDataFrame(table, geometry=points, crs=WGS84)


def _footprints(analysis: Analysis) -> gpd.GeoDataFrame:
    """Return what each camera sees (the only one that counts), in finer detail, and could see.

    `shows` tells which: view, detail (at the finer level), reachable (a PTZ camera turned).
    """
    kinds = {
        "view": (analysis.footprints, analysis.level),
        "detail": (analysis.detail, DETAIL),
        "reachable": (analysis.reachable, analysis.level),
    }
    columns = list(FOOTPRINT_COLUMNS)
    tables = [t[columns].assign(shows=kind, level=level) for kind, (t, level) in kinds.items()]
    told = gpd.GeoDataFrame(pd.concat(tables), crs=WGS84)
    camera = analysis.cameras[["sight", "commune_code"]].reindex(told.index)
    return told.assign(**camera)


def _ranking(
    analysis: Analysis, prices: pd.DataFrame | None, *, confidential: bool
) -> gpd.GeoDataFrame:
    table = ranking_lines_in_words(analysis, rank_repairs(analysis, prices=prices))
    table = released_lines(table, analysis.cameras, confidential=confidential)
    table = table[table["cameras"].map(len) > 0]
    shapes = _at_cameras(analysis, table["cameras"])
    joined = _joined(table, "repairs", "cameras", "communes", "needed_with")
    told = table.assign(**joined, why=table["why"].astype(str))
    return gpd.GeoDataFrame(told, geometry=shapes, crs=WGS84)


def _joined(table: pd.DataFrame, *lists: str) -> dict[str, pd.Series]:
    """Return columns of lists as texts, also where there is no row to tell that by."""
    return {c: pd.Series([";".join(each) for each in table[c]], table.index, str) for c in lists}


# What a line of a plan says in words.
_WORDED = ("what", "action", "price_source", "why")


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
    joined |= {column: table[column].astype(str) for column in _WORDED}
    shapes = _at_cameras(analysis, table["cameras"])
    layer_ = gpd.GeoDataFrame(table.assign(**joined, **good), geometry=shapes, crs=WGS84)
    return layer_.assign(**analysis.provenance.as_dict())


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


def _equipment(analysis: Analysis) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        analysis.equipment, geometry=[None] * len(analysis.equipment), crs=WGS84
    )


LAYERS: dict[str, Callable[[Analysis], gpd.GeoDataFrame]] = {
    "cameras": lambda analysis: at_points(analysis.cameras),
    "footprints": _footprints,
    "communes": lambda analysis: analysis.communes,
    "demand": lambda analysis: analysis.places,
    "gaps": lambda analysis: analysis.gaps,
    "ranking": lambda analysis: _ranking(analysis, None, confidential=False),
    "equipment": _equipment,
}
