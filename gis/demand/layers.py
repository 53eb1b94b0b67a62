"""Demand: the places (points) and roads (lines) that should be seen, with their weight."""

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.crs import WGS84
from gis.core.findings import Finding
from gis.ingest.positions.crs_candidates import Evidence
from gis.ingest.sheets import Sheet


def possible(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which shapes have only vertices that WGS 84 can hold: finite, within ±180 and ±90.

    Parameters
    ----------
    shapes
        Shape (n,); geometries of any kind, missing ones too.

    Returns
    -------
    array
        Bool, shape (n,); False of what is missing or empty.
    """
    bounds = shapely.bounds(shapes)
    within: NDArray[np.bool_] = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    return within


DEMAND_COLUMNS = ("demand_id", "category", "name", "weight", "weight_per_km", "geometry")
LINES = {"LineString", "MultiLineString"}
POINT_TYPES = {"Point", "MultiPoint"}


@dataclass(frozen=True)
class Places:
    """What files hold: `demand` (columns `DEMAND_COLUMNS`), and what was left out, by `findings`.

    `buildings`: `building_id height_m geometry`, `water`: `water_id geometry`; None where no
    file tells of them. All in WGS 84. `quarantine`: the rows with an error, as the file writes
    them; `readings` weighs the ways to read plane coordinates, None when there are none.
    """

    demand: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame | None = None
    findings: list[Finding] = field(default_factory=list)
    water: gpd.GeoDataFrame | None = None
    quarantine: tuple[Sheet, ...] = ()
    readings: Evidence | None = None


def no_demand() -> gpd.GeoDataFrame:
    """Return a demand table without rows."""
    return conform_demand(
        gpd.GeoDataFrame({"demand_id": [], "category": []}, geometry=[], crs=WGS84)
    )


def conform_demand(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the table with exactly the demand columns, weights as numbers, texts as text.

    Parameters
    ----------
    table
        Some of `DEMAND_COLUMNS`, and geometries in any CRS.

    Returns
    -------
    GeoDataFrame
        `DEMAND_COLUMNS`, on the table's index and in its CRS; a text that is missing is "", a
        weight NaN.

    Raises
    ------
    ValueError
        A weight is no number.
    """
    blank = pd.Series("", index=table.index)
    texts = {
        c: table.get(c, blank).astype(object).fillna("").astype(str) for c in DEMAND_COLUMNS[:3]
    }
    none = pd.Series(np.nan, index=table.index)
    weights = {c: pd.to_numeric(table.get(c, none)).astype(float) for c in DEMAND_COLUMNS[3:5]}
    return gpd.GeoDataFrame(texts | weights, geometry=table.geometry, crs=table.crs)


def segments(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Cut every line into its straight segments.

    Returns
    -------
    DataFrame
        `demand` (position in the table), `x0 y0 x1 y1` in WGS 84 degrees; segments without
        length are left out.
    """
    lines = np.flatnonzero(table.geometry.geom_type.isin(LINES))
    parts, owner = shapely.get_parts(table.geometry.to_numpy()[lines], return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    inner = part[1:] == part[:-1]
    ends = np.column_stack([xy[:-1], xy[1:]])[inner]
    frame = pd.DataFrame(ends, columns=["x0", "y0", "x1", "y1"])
    frame.insert(0, "demand", lines[owner[part[:-1][inner]]])
    has_length = (ends[:, :2] != ends[:, 2:]).any(axis=1)
    kept: pd.DataFrame = frame[has_length].reset_index(drop=True)
    return kept


def points(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the single points: `demand` (position in the table), `x0 y0`, `weight`.

    A multipoint shares its weight equally among its points.
    """
    rows = np.flatnonzero(table.geometry.geom_type.isin(POINT_TYPES))
    parts, owner = shapely.get_parts(table.geometry.to_numpy()[rows], return_index=True)
    share = table["weight"].to_numpy()[rows] / np.maximum(
        np.bincount(owner, minlength=len(rows)), 1
    )
    x, y = shapely.get_x(parts), shapely.get_y(parts)
    return pd.DataFrame({"demand": rows[owner], "x0": x, "y0": y, "weight": share[owner]})
