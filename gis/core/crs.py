"""Coordinate systems: the only place that knows axis order and which plane to measure in.

Every table between rooms is WGS 84 lon/lat; metric work happens inside one function.
"""

import re
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.aoi import AreaOfInterest
from pyproj.crs import ProjectedCRS
from pyproj.crs.coordinate_operation import TransverseMercatorConversion
from pyproj.database import query_crs_info
from pyproj.enums import PJType
from pyproj.exceptions import CRSError
from pyproj.transformer import TransformerGroup

from gis.core.errors import FileError, GisError
from gis.core.language import _

WGS84 = "EPSG:4326"
# Lambert azimuthal equal area about the middle of the province: areas are true, and
# distances within the province are right to 0.02 %.
EQUAL_AREA = "+proj=laea +lat_0=17.2 +lon_0=106.6 +datum=WGS84 +units=m"


# A plane of VN-2000 about any meridian: TM-3 has the scale 0.9999, TM-6 (as UTM) 0.9996.
_VN2000, _SCALES = "EPSG:4756", {"3": 0.9999, "6": 0.9996}
_LONGEST_NAME = 2000
_FREE_PLANE = re.compile(r"TM-([36]) (\d{2,3}(?:\.\d{1,10})?)")


@cache
def system(name: str) -> CRS:
    """Return the CRS of a name: whatever PROJ knows, or ``TM-3 106.75``, a plane of VN-2000.

    The latter leads to WGS 84 as the planes of VN-2000 with a code do.

    Parameters
    ----------
    name
        An EPSG code (``EPSG:9212``), a PROJ string or WKT; or ``TM-3`` or ``TM-6`` and a central
        meridian in degrees east.

    Returns
    -------
    CRS
        Of a plane of ours: scale 0.9999 (TM-3) or 0.9996 (TM-6), 500 km false easting, metres.

    Raises
    ------
    CRSError
        There is none.
    """
    if not (free := _FREE_PLANE.fullmatch(name)):
        return CRS.from_user_input(name)
    conversion = TransverseMercatorConversion(
        longitude_natural_origin=float(free[2]),
        false_easting=500_000,
        scale_factor_natural_origin=_SCALES[free[1]],
    )
    return ProjectedCRS(conversion, geodetic_crs=CRS(_VN2000), name=f"VN-2000 / {name}")


@cache
def transformer(source: str, target: str) -> Transformer:
    """Return the x/y (east, north) transformer between two CRS definitions.

    Parameters
    ----------
    source, target
        Names as `system` takes them.

    Returns
    -------
    Transformer
        It takes and gives x before y: longitude before latitude, east before north.

    Raises
    ------
    CRSError
        One of them is no CRS.
    """
    return Transformer.from_crs(system(source), system(target), always_xy=True)


@cache
def by_definition(target: str) -> Transformer:
    """Return what leads from WGS 84 lon/lat to a CRS, axes in the order of its definition.

    Parameters
    ----------
    target
        A name as `system` takes it, ``OGC:CRS84`` too.

    Returns
    -------
    Transformer
        It takes longitude before latitude; of ``EPSG:4326`` it gives latitude first, of planes
        north or east first, as the authority says. Its inverse leads back.

    Raises
    ------
    CRSError
        There is no such CRS.
    """
    return Transformer.from_crs("OGC:CRS84", system(target))


@cache
def planes_for_files() -> tuple[str, ...]:
    """Return the codes (``EPSG:9212``) of all planes that `file_plane` takes, in their order."""
    country = AreaOfInterest(*_COUNTRY)
    found = query_crs_info("EPSG", PJType.PROJECTED_CRS, country)
    codes = sorted({int(one.code) for one in found})
    return tuple(f"EPSG:{code}" for code in codes if _is_ours(system(f"EPSG:{code}")))


@cache
def geodetic(projected: str) -> str:
    """Return the latitude–longitude CRS that a projected one rests on, as WKT.

    Parameters
    ----------
    projected
        A name as `system` takes it.

    Returns
    -------
    str
        The name itself where the CRS rests on none (a drawing of no place on earth).

    Raises
    ------
    CRSError
        There is no such CRS.
    """
    base = system(projected).geodetic_crs
    return base.to_wkt() if base is not None else projected


def to_plane(geometry: Any) -> Any:
    """Transform WGS 84 lon/lat geometries to the equal-area plane, in metres.

    Parameters
    ----------
    geometry
        One geometry or an array of them, WGS 84 lon/lat; missing ones stay missing.

    Returns
    -------
    geometry
        As given, in `EQUAL_AREA`; its areas (m²) are true on the ellipsoid.

    References
    ----------
    Lambert azimuthal equal-area projection: Snyder, Map Projections – A Working Manual, USGS
    Professional Paper 1395, 1987, chapter 24.
    """
    return _transform(geometry, WGS84, EQUAL_AREA)


def from_plane(geometry: Any) -> Any:
    """Transform geometries of the equal-area plane back to WGS 84 lon/lat.

    Parameters
    ----------
    geometry
        One geometry or an array of them, in metres on the plane of `to_plane`.

    Returns
    -------
    geometry
        As given, in WGS 84 lon/lat degrees.
    """
    return _transform(geometry, EQUAL_AREA, WGS84)


def _transform(geometry: Any, source: str, target: str) -> Any:
    convert = transformer(source, target)
    return shapely.transform(
        geometry, lambda xy: np.column_stack(convert.transform(xy[:, 0], xy[:, 1]))
    )


@cache
def fitted_plane(
    projected: str, bounds: tuple[float, float, float, float], degree: int = 6
) -> dict[str, Any]:
    """Return a projected CRS as polynomials of lon/lat, for readers that know no projections.

    North and east are fitted by least squares at 24 × 24 Chebyshev nodes. The shift of the datum
    is in them.

    Parameters
    ----------
    projected
        A projected CRS in metres, named as `system` takes it.
    bounds
        West, south, east, north in degrees of WGS 84, within which the polynomials hold.
    degree
        The highest sum of exponents of a term.

    Returns
    -------
    dict
        `bounds degree`; `factors`, for ``north`` and ``east`` a list each: with u and v running
        from -1 to 1 from west to east and from south to north, the metres are the sum of the
        factors times u^i·v^j, i + j ≤ `degree`, i in turn and j within; `error_m`, the greatest
        difference found on a grid of 41 × 41 points between those fitted.

    Raises
    ------
    CRSError
        There is no such CRS.
    """
    west, south, east, north = bounds
    u, v = _grid(np.cos(np.pi * (np.arange(24) + 0.5) / 24))
    x, y = transformer(WGS84, projected).transform(*_at(u, v, bounds))
    factors = [np.linalg.lstsq(_powers(u, v, degree), value, rcond=None)[0] for value in (y, x)]
    u, v = _grid(np.linspace(-1, 1, 41))
    known = transformer(WGS84, projected).transform(*_at(u, v, bounds))[::-1]
    told = [_powers(u, v, degree) @ factor for factor in factors]
    error_m = max(float(np.abs(a - b).max()) for a, b in zip(told, known, strict=True))
    named = {"north": factors[0].tolist(), "east": factors[1].tolist()}
    return {
        "bounds": [west, south, east, north],
        "degree": degree,
        "factors": named,
        "error_m": error_m,
    }


def _grid(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    u, v = np.meshgrid(values, values)
    return u.ravel(), v.ravel()


def _at(
    u: NDArray[np.float64], v: NDArray[np.float64], bounds: tuple[float, float, float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    west, south, east, north = bounds
    return (west + east + u * (east - west)) / 2, (south + north + v * (north - south)) / 2


def _powers(u: NDArray[np.float64], v: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    """Return the terms u^i·v^j of a polynomial, one column each."""
    return np.column_stack([u**i * v**j for i in range(degree + 1) for j in range(degree + 1 - i)])


# Roughly the country and its sea: west, south, east, north.
_COUNTRY = (102.0, 7.0, 118.0, 24.0)
_ZONES = "Transverse Mercator Zoned Grid System"
# VN-2000 as people write it: a central meridian, and the width of the zone where it is not 3°.
_VN2000_NAME = re.compile(
    r"(?:vn[ -]?2000[ /,]{0,3})?(?:tm[ -]?(?P<zone>[36])[ ,]{0,2})?(?:ktt[ ,]{0,2})?"
    r"(?P<degrees>10\d)(?:[ °-]{1,2}(?P<minutes>[0-5]\d)?['′]?|(?P<part>\.\d{1,4})°?)"
)


def file_plane(name: str) -> CRS:
    """Return a coordinate system that files are written in: WGS 84, or a plane of this country.

    Parameters
    ----------
    name
        An EPSG code, a name as PROJ knows it (``VN-2000 / UTM zone 48N``), ``TM-3 106.25``, or
        VN-2000 as people write it (``VN-2000 106°15′``, ``106°15′``).

    Returns
    -------
    CRS
        In degrees only WGS 84; else in metres, on a plane that is meant for Việt Nam.

    Raises
    ------
    GisError
        It is no such one.
    """
    known = _known(name)
    if known is not None and known == CRS.from_user_input(WGS84):
        return known
    if known is None or not known.is_projected or not _is_ours(known):
        raise GisError(
            _(
                "{crs}: files are written in WGS 84 or in a plane of Việt Nam in metres, such as "
                "VN-2000 106°00′ or VN-2000 106°15′",
                crs=name,
            )
        )
    # A plane with a code goes by it, or other programs take it for one nobody knows.
    code = known.to_epsg()
    return known if code is None else CRS.from_epsg(code)


def _known(name: str) -> CRS | None:
    written = _VN2000_NAME.fullmatch(name.strip().casefold()[:_LONGEST_NAME])
    if written:
        part = float(written["part"] or 0)
        meridian = int(written["degrees"]) + part + int(written["minutes"] or 0) / 60
        name = f"TM-{written['zone'] or 3} {meridian:.10g}"
    try:
        return system(name)
    except (CRSError, UnicodeError):
        return None


def _is_ours(crs: CRS) -> bool:
    """Tell whether a plane is in metres and reaches, by what it is meant for, into the country.

    A grid system of many zones (EPSG:32600) is no one plane.
    """
    if crs.coordinate_operation is None or crs.coordinate_operation.method_name == _ZONES:
        return False
    west, south, east, north = _COUNTRY
    metric = len(crs.axis_info) == 2 and {axis.unit_name for axis in crs.axis_info} == {"metre"}
    area = crs.area_of_use
    if area is not None:
        meets = area.west < east and area.east > west and area.south < north and area.north > south
        return metric and meets
    middle = transformer(crs.to_wkt(), WGS84).transform(500_000, 1_900_000)
    return metric and west < middle[0] < east and south < middle[1] < north


def says_where(crs: Any) -> bool:
    """Tell whether a CRS is given and its datum known, so that it leads to one place on earth.

    PROJ passes over a datum it does not know, which is wrong by hundreds of metres here.

    Parameters
    ----------
    crs
        Whatever pyproj takes for a CRS, or None.

    Returns
    -------
    bool
        False for None, for a drawing's own grid, and where only a ballpark leads to WGS 84.
    """
    if crs is None or CRS.from_user_input(crs).is_engineering:
        return False
    ways = TransformerGroup(crs, WGS84, always_xy=True).transformers
    return bool(ways) and "ballpark" not in ways[0].description.casefold()


def to_wgs84(table: gpd.GeoDataFrame, *, where: str) -> gpd.GeoDataFrame:
    """Return the table in WGS 84 lon/lat.

    Parameters
    ----------
    table
        In any CRS that it states.
    where
        What names the file in the message.

    Returns
    -------
    GeoDataFrame
        The same rows, index and columns; the table itself where it is in WGS 84 already.

    Raises
    ------
    FileError
        The table states no CRS.
    """
    if table.crs is None:
        message = _("{where}: no coordinate system is stated; save the layer with one", where=where)
        raise FileError(message)
    return table if table.crs == WGS84 else table.to_crs(WGS84)
