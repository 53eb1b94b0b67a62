"""Demand: the places (points) and roads (lines) that should be seen, with their weight."""

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from gis.crs import WGS84, to_wgs84
from gis.errors import FileError
from gis.language import _
from gis.vector import dataset

COLUMNS = ("demand_id", "category", "name", "weight", "weight_per_km", "geometry")
_LINES = {"LineString", "MultiLineString"}
_POINTS = {"Point", "MultiPoint"}


def empty() -> gpd.GeoDataFrame:
    """Return a demand table without rows."""
    return conform(gpd.GeoDataFrame({"demand_id": [], "category": []}, geometry=[], crs=WGS84))


def conform(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the table with exactly the demand columns, weights as numbers, texts as text."""
    blank = pd.Series("", index=table.index)
    texts = {c: table.get(c, blank).astype(object).fillna("").astype(str) for c in COLUMNS[:3]}
    none = pd.Series(np.nan, index=table.index)
    weights = {c: pd.to_numeric(table.get(c, none)).astype(float) for c in COLUMNS[3:5]}
    return gpd.GeoDataFrame(texts | weights, geometry=table.geometry, crs=table.crs)


def read_demand(paths: Iterable[str | Path]) -> gpd.GeoDataFrame:
    """Read demand layers and put them one under the other.

    Each is a vector file (GeoJSON, GPKG, Shapefile, FlatGeobuf) or a CSV with `lon lat`, holding
    `demand_id`, `category`, and `weight` for points or `weight_per_km` for lines; `name` may
    be there.

    Returns
    -------
    GeoDataFrame
        `demand_id category name weight weight_per_km geometry`, WGS 84; points have a
        `weight`, lines a `weight_per_km`, the other is NaN.

    Raises
    ------
    FileError
        A file cannot be read, lacks a column or a CRS, holds other geometries than points
        and lines, or a weight is missing, negative or no number.
    """
    layers = [_read(Path(path)) for path in paths]
    return pd.concat(layers, ignore_index=True) if layers else empty()


def _read(path: Path) -> gpd.GeoDataFrame:
    table = _from_csv(path) if path.suffix.lower() == ".csv" else _from_vector(path)
    missing = [c for c in COLUMNS[:2] if c not in table]
    if missing:
        raise FileError(
            _(
                "{path}: the demand layer lacks the column {columns}",
                path=path.name,
                columns=", ".join(missing),
            )
        )
    table = to_wgs84(table, where=path.name)
    table = table[table.geometry.notna() & ~table.geometry.is_empty].reset_index(drop=True)
    try:
        table = conform(table)
    except (ValueError, TypeError) as error:
        raise FileError(
            _("{path}: a weight is not a number ({error})", path=path.name, error=error)
        ) from error
    _check(table, path.name)
    return table


def _from_vector(path: Path) -> gpd.GeoDataFrame:
    refused = _("{path}: not a readable map layer; save it as GeoJSON or GPKG", path=path.name)
    try:
        return pyogrio.read_dataframe(dataset(path))
    except DataSourceError as error:
        raise FileError(refused) from error


def _from_csv(path: Path) -> gpd.GeoDataFrame:
    try:
        table = pd.read_csv(path, dtype={"demand_id": str, "category": str, "name": str})
        points = gpd.points_from_xy(table["lon"], table["lat"])
    except (OSError, ValueError, KeyError) as error:
        raise FileError(
            _(
                "{path}: a CSV of places needs the columns demand_id, category, weight, lon, lat",
                path=path.name,
            )
        ) from error
    return gpd.GeoDataFrame(table, geometry=points, crs=WGS84)


def _check(table: gpd.GeoDataFrame, where: str) -> None:
    kinds = table.geometry.geom_type
    odd = ~kinds.isin(_LINES | _POINTS)
    if odd.any():
        raise FileError(
            _("{path}: demand is points or lines; {id} is a {kind}", path=where,
              id=table.loc[odd, "demand_id"].iloc[0], kind=kinds[odd].iloc[0])
        )  # fmt: skip
    weight = table["weight"].where(kinds.isin(_POINTS), table["weight_per_km"])
    bad = ~(weight >= 0) | np.isinf(weight)
    if bad.any():
        raise FileError(
            _("{path}: {id} needs a weight ≥ 0 (weight for points, weight_per_km for lines)",
              path=where, id=table.loc[bad, "demand_id"].iloc[0])
        )  # fmt: skip
    twice = table["demand_id"].duplicated()
    if twice.any():
        raise FileError(
            _("{path}: demand_id {id} stands there twice; give every place an id of its own",
              path=where, id=table.loc[twice, "demand_id"].iloc[0])
        )  # fmt: skip


def segments(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Cut every line into its straight segments.

    Returns
    -------
    DataFrame
        `demand` (position in the table), `x0 y0 x1 y1` in WGS 84 degrees; segments without
        length are left out.
    """
    lines = np.flatnonzero(table.geometry.geom_type.isin(_LINES))
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
    rows = np.flatnonzero(table.geometry.geom_type.isin(_POINTS))
    parts, owner = shapely.get_parts(table.geometry.to_numpy()[rows], return_index=True)
    share = table["weight"].to_numpy()[rows] / np.maximum(
        np.bincount(owner, minlength=len(rows)), 1
    )
    x, y = shapely.get_x(parts), shapely.get_y(parts)
    return pd.DataFrame({"demand": rows[owner], "x0": x, "y0": y, "weight": share[owner]})
