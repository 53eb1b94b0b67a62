"""Coordinate systems: the only place that knows axis order and which plane to measure in.

Every table between rooms is WGS 84 lon/lat; metric work happens inside one function.
"""

from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Transformer

from gis.errors import FileError
from gis.language import _

WGS84 = "EPSG:4326"
# Lambert azimuthal equal area about the middle of the province: areas are true, and
# distances within the province are right to 0.02 %.
EQUAL_AREA = "+proj=laea +lat_0=17.2 +lon_0=106.6 +datum=WGS84 +units=m"


@cache
def transformer(source: str, target: str) -> Transformer:
    """Return the x/y (east, north) transformer between two CRS definitions."""
    return Transformer.from_crs(
        CRS.from_user_input(source), CRS.from_user_input(target), always_xy=True
    )


@cache
def geodetic(projected: str) -> str:
    """Return the latitude–longitude CRS that a projected one rests on, as WKT."""
    base = CRS.from_user_input(projected).geodetic_crs
    return base.to_wkt() if base is not None else projected


def to_plane(geometry: Any, *, moved_m: Any = 0.0) -> Any:
    """Transform WGS 84 lon/lat geometries to the equal-area plane, in metres.

    The result's areas (m²) are true on the ellipsoid. `moved_m`, when given, has a row
    (east, north) for each vertex, which is added there.
    """
    return _transform(geometry, WGS84, EQUAL_AREA, moved_m)


def from_plane(geometry: Any) -> Any:
    """Transform geometries of the equal-area plane back to WGS 84 lon/lat."""
    return _transform(geometry, EQUAL_AREA, WGS84)


def _transform(geometry: Any, source: str, target: str, moved: Any = 0.0) -> Any:
    convert = transformer(source, target)
    return shapely.transform(
        geometry, lambda xy: np.column_stack(convert.transform(xy[:, 0], xy[:, 1])) + moved
    )


def to_wgs84(table: gpd.GeoDataFrame, *, where: str) -> gpd.GeoDataFrame:
    """Return the table in WGS 84 lon/lat.

    Raises
    ------
    FileError
        The table states no CRS; `where` names the file in the message.
    """
    if table.crs is None:
        message = _("{where}: no coordinate system is stated; save the layer with one", where=where)
        raise FileError(message)
    return table if table.crs == WGS84 else table.to_crs(WGS84)
