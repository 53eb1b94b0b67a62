"""Buildings that stand in the way: read from a map layer, invalid outlines repaired."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyogrio.errors import DataSourceError

from gis.core.crs import WGS84, to_wgs84
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.vector_files import read_layer

STOREY_M = 3.0
BUILDING_COLUMNS = ("building_id", "height_m", "geometry")


def no_buildings() -> gpd.GeoDataFrame:
    """Return a table without buildings."""
    columns = {"building_id": pd.Series(dtype=str), "height_m": pd.Series(dtype=float)}
    return gpd.GeoDataFrame(columns, geometry=[], crs=WGS84)


def read_buildings(path: Path) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Read a layer of building outlines, as `repaired` returns them.

    Parameters
    ----------
    path
        A layer of outlines, in any CRS that it states. The height is in `height_m` or `height`,
        metres, else three metres for each of `levels` or `building:levels`.

    Returns
    -------
    buildings
        `building_id height_m geometry`, WGS 84; `height_m` NaN when not stated.
    findings
        See `repaired`.

    Raises
    ------
    FileError
        The file cannot be read, states no CRS, or its coordinates are no degrees.
    """
    try:
        table = read_layer(path)
    except DataSourceError as error:
        message = _("{path}: not a readable map layer; save it as GeoJSON or GPKG", path=path.name)
        raise FileError(message) from error
    table = to_wgs84(table, where=path.name)
    west, south, east, north = table.total_bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        message = _(
            "{path}: the coordinates are no degrees; state the layer's coordinate system",
            path=path.name,
        )
        raise FileError(message)
    ids = pd.Series([f"{path.stem}/{n}" for n in range(1, len(table) + 1)], table.index)
    told = {"building_id": ids, "height_m": _heights(table)}
    return repaired(gpd.GeoDataFrame(told, geometry=table.geometry, crs=WGS84))


def _heights(table: pd.DataFrame) -> pd.Series:
    none = pd.Series(np.nan, index=table.index)
    number = {
        name: pd.to_numeric(table[name], errors="coerce") if name in table else none
        for name in ("height_m", "height", "levels", "building:levels")
    }
    storeys = number["levels"].fillna(number["building:levels"]) * STOREY_M
    height: pd.Series = number["height_m"].fillna(number["height"]).fillna(storeys)
    return height


def repaired(buildings: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Return the buildings with valid outlines, and a finding for every one changed.

    What is no outline at all is left out; a height that is not above 0 is not known.

    Parameters
    ----------
    buildings
        `building_id`, `height_m` (metres) and geometries of any kind.

    Returns
    -------
    buildings
        `building_id height_m geometry`, in the CRS given, polygons.
    findings
        By row, counted from 1.
    """
    shapes = buildings.geometry.to_numpy()
    bent = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    mended = np.array(shapes, dtype=object)
    mended[bent] = shapely.make_valid(shapes[bent], method="structure", keep_collapsed=False)
    flat = shapely.get_dimensions(mended) == 2
    low = (buildings["height_m"] <= 0).to_numpy()
    ids = buildings["building_id"].to_numpy()
    findings = [
        _finding(
            row, "geometry", _("{id}: the outline crosses itself; it was repaired", id=ids[row])
        )
        for row in np.flatnonzero(bent & flat).tolist()
    ]
    findings += [
        _finding(row, "geometry", _("{id}: is no outline of a building; left out", id=ids[row]))
        for row in np.flatnonzero(~flat).tolist()
    ]
    findings += [
        _finding(
            row, "height_m", _("{id}: the height is not above 0; taken for not known", id=ids[row])
        )
        for row in np.flatnonzero(low).tolist()
    ]
    told = buildings.assign(height_m=buildings["height_m"].mask(low).astype(float))
    told = told.set_geometry(gpd.GeoSeries(mended, buildings.index, crs=buildings.crs))
    return told.loc[flat, list(BUILDING_COLUMNS)].reset_index(drop=True), findings


def _finding(row: int, column: str, message: str) -> Finding:
    return Finding("", row + 1, column, Severity.WARNING, message, "")
