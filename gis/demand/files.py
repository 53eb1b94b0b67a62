"""Demand from files: map layers, tables with coordinates, OpenStreetMap extracts."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError

from gis.archives import unpack_shapefiles
from gis.crs import WGS84, to_wgs84
from gis.demand.layers import COLUMNS, LINES, POINTS, Places, conform, empty
from gis.demand.osm import is_extract, read_extract
from gis.demand.positions import check_positions
from gis.errors import FileError
from gis.findings import Finding, Severity
from gis.language import _
from gis.vector import read_layer
from gis.weights import read_weights

# Ten letters are a Shapefile's most.
SHORT = {"weight_per": "weight_per_km"}


def read_places(
    paths: Iterable[str | Path],
    communes: gpd.GeoDataFrame,
    *,
    progress: Callable[[int], object] = lambda _count: None,
) -> Places:
    """Read demand layers and put them one under the other.

    Each is an OpenStreetMap extract (what lies within the communes is taken, see
    `osm.read_extract`), a vector file (GeoJSON, GPKG, FlatGeobuf, Shapefile, also packed as
    .zip) or a CSV with `lon lat`. The latter hold `demand_id` and `category`; `weight` for
    points, `weight_per_km` for lines (`weight_per` in a Shapefile, whose names end there) and
    `name` may be there.

    Parameters
    ----------
    progress
        Told now and then how many objects of an extract have been read.

    Returns
    -------
    Places
        A weight is NaN where that of the category counts. A finding for every row without
        a usable geometry (a line needs two points), which is left out.

    Raises
    ------
    FileError
        A file cannot be read, lacks a column or a CRS, holds other geometries than points
        and lines, a weight is negative or no number, or is missing for a category that
        has none of its own; an extract holds nothing of the communes.
    """
    found = [_read(Path(path), communes, progress) for path in paths]
    tables = [places.demand for places in found]
    standing = [places.buildings for places in found if places.buildings is not None]
    waters = [places.water for places in found if places.water is not None]
    return Places(
        demand=pd.concat(tables, ignore_index=True) if tables else empty(),
        buildings=pd.concat(standing, ignore_index=True) if standing else None,
        findings=[finding for places in found for finding in places.findings],
        water=pd.concat(waters, ignore_index=True) if waters else None,
    )


def _read(path: Path, communes: gpd.GeoDataFrame, progress: Callable[[int], object]) -> Places:
    if is_extract(path):
        return read_extract(path, communes, progress=progress)
    table = _from_csv(path) if path.suffix.lower() == ".csv" else _from_vector(path)
    missing = [c for c in COLUMNS[:2] if c not in table]
    if missing:
        raise FileError(
            _("{path}: the demand layer lacks the column {columns}", path=path.name,
              columns=", ".join(missing))
        )  # fmt: skip
    try:
        table = conform(to_wgs84(table, where=path.name))
    except (ValueError, TypeError) as error:
        raise FileError(
            _("{path}: a weight is not a number ({error})", path=path.name, error=error)
        ) from error
    usable = _usable(table.geometry)
    findings = [
        _nowhere(path.name, row + 1, table["demand_id"].iloc[row])
        for row in np.flatnonzero(~usable).tolist()
    ]
    table = table[usable].reset_index(drop=True)
    _check(table, path.name)
    table, misplaced = check_positions(table, communes, path.name)
    findings += misplaced
    return Places(table, findings=findings)


def _usable(geometry: gpd.GeoSeries) -> NDArray[np.bool_]:
    """Tell which rows have a place: not empty, finite, and a line with some length."""
    shapes = geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    flat = (shapely.get_dimensions(shapes) == 1) & (shapely.length(shapes) == 0)
    usable: NDArray[np.bool_] = there & finite & ~flat
    return usable


def _nowhere(file: str, row: int, identity: str) -> Finding:
    message = _("{file}: {id} has no usable position and was left out", file=file, id=identity)
    suggestion = _("A place needs coordinates, a road at least two different points")
    return Finding(file, row, "geometry", Severity.WARNING, message, suggestion)


def _from_vector(path: Path) -> gpd.GeoDataFrame:
    refused = _("{path}: not a readable map layer; save it as GeoJSON or GPKG", path=path.name)
    try:
        with TemporaryDirectory() as folder:
            layers = _layers(path, Path(folder))
            tables = [read_layer(layer).rename(columns=SHORT) for layer in layers]
    except DataSourceError as error:
        raise FileError(refused) from error
    if len(tables) > 1:
        raise FileError(_("{file}: more than one Shapefile inside; load them one by one",
                          file=path.name))  # fmt: skip
    return tables[0]


def _layers(path: Path, folder: Path) -> list[Path]:
    """Return the file, or the Shapefiles packed in it."""
    if path.suffix.lower() != ".zip":
        return [path]
    return [shp for _name, shp in unpack_shapefiles(path.read_bytes(), path.name, folder)]


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
    odd = ~kinds.isin(LINES | POINTS)
    if odd.any():
        raise FileError(
            _("{path}: demand is points or lines; {id} is a {kind}", path=where,
              id=table.loc[odd, "demand_id"].iloc[0], kind=kinds[odd].iloc[0])
        )  # fmt: skip
    weight = table["weight"].where(kinds.isin(POINTS), table["weight_per_km"])
    usual = weight.isna() & table["category"].isin(read_weights().index)
    bad = ~((weight >= 0) | usual) | np.isinf(weight)
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
