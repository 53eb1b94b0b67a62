"""Points as databases and surveying tools write them: WKT, EWKT, WKB, GeoJSON, UTM, MGRS."""

import re

import shapely
from pyproj.exceptions import CRSError, ProjError

from gis.core.crs import WGS84, transformer

_NUMBER = r"[-+]?\d{1,20}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?"
_POINT = re.compile(
    rf"(?:SRID\s?=\s?(\d{{1,9}})\s?;\s?)?(?:MULTI)?POINT\s?(?:ZM|Z|M)?\s?\(\s?\(?\s?"
    rf"({_NUMBER})\s?[, ]\s?({_NUMBER})(?:\s?[, ]\s?(?:{_NUMBER}|nan)){{0,2}}\s?\)?\s?\)",
    re.IGNORECASE,
)
_WKB = re.compile(r"(?:SRID=(\d{1,6});)?(?:\\x|0x)?(0[01][0-9a-f]{40,200})", re.IGNORECASE)
_GEOJSON = re.compile(
    rf"""\{{.{{0,200}}["']coordinates["']\s?:\s?\[\s?({_NUMBER})\s?,\s?({_NUMBER})[\s,\d.+-]{{0,40}}\].{{0,200}}\}}"""
)
_UTM = re.compile(
    r"(?:UTM|WGS ?-?84)?[\s,:]{0,2}(4[7-9]|50) ?([C-HJ-NP-X])[\s,;:]{1,2}(?:E ?[:=]? ?)?"
    r"(\d{5,6}(?:[.,]\d{1,6})?)(?: ?m? ?E)?[\s,;/]{1,2}(?:N ?[:=]? ?)?"
    r"(\d{6,7}(?:[.,]\d{1,6})?)(?: ?m? ?N?)?",
    re.IGNORECASE,
)
_MGRS = re.compile(r"(4[7-9]|50) ?([C-HJ-NP-X]) ?([A-HJ-NP-Z])([A-HJ-NP-V]) ?(\d{2,5}) ?(\d{2,5})")
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")  # zones 3, 6, 9 …; 1, 4 …; 2, 5 …
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_HUNDRED_KM = 100_000.0
# A square that is larger says where to look, not where a camera is.
_LARGEST_SQUARE_M = 100.0


def point_in(text: str) -> tuple[float, float] | None:
    """Return north and east of a text that is a point of such a kind, None of any other.

    What names its own coordinate system comes back in WGS 84, all else as it is written.

    Raises
    ------
    ValueError
        It is such a point, but in a coordinate system nobody knows, or damaged.
    """
    readers = ((_POINT, _wkt), (_WKB, _wkb), (_GEOJSON, _geojson), (_UTM, _utm), (_MGRS, _mgrs))
    for pattern, read in readers:
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def _wkt(match: re.Match[str]) -> tuple[float, float]:
    return _in_wgs84(float(match[2]), float(match[3]), int(match[1] or 0))


def _geojson(match: re.Match[str]) -> tuple[float, float]:
    return float(match[2]), float(match[1])


def _wkb(match: re.Match[str]) -> tuple[float, float]:
    try:
        point = shapely.from_wkb(bytes.fromhex(match[2]))
    except shapely.errors.ShapelyError as error:
        raise ValueError(match[0]) from error
    if point.geom_type != "Point" or point.is_empty:
        raise ValueError(match[0])
    return _in_wgs84(point.x, point.y, int(match[1] or 0) or shapely.get_srid(point))


def _in_wgs84(east: float, north: float, srid: int) -> tuple[float, float]:
    if srid in (0, 4326):
        return north, east
    try:
        lon, lat = transformer(f"EPSG:{srid}", WGS84).transform(east, north)
    except (CRSError, ProjError) as error:
        raise ValueError(srid) from error
    return lat, lon


def _utm(match: re.Match[str]) -> tuple[float, float]:
    east, north = (float(match[place].replace(",", ".")) for place in (3, 4))
    return _in_wgs84(east, north, 32600 + int(match[1]))


def _mgrs(match: re.Match[str]) -> tuple[float, float]:
    """Return the middle of the named square; bands N to X alone lie north of the equator."""
    zone, band, column, row = int(match[1]), *(match[place] for place in (2, 3, 4))
    if len(match[5]) != len(match[6]) or band < "N" or column not in _COLUMNS[zone % 3]:
        raise ValueError(match[0])
    size = 10.0 ** (5 - len(match[5]))
    if size > _LARGEST_SQUARE_M:
        raise ValueError(match[0])
    rows = _ROWS[5:] + _ROWS[:5] if zone % 2 == 0 else _ROWS
    east = (_COLUMNS[zone % 3].index(column) + 1) * _HUNDRED_KM + (int(match[5]) + 0.5) * size
    north = rows.index(row) * _HUNDRED_KM + (int(match[6]) + 0.5) * size
    lowest = (ord(band) - ord("N") - (band > "O")) * 8 * 110_574.0
    while north < lowest - _HUNDRED_KM:
        north += 20 * _HUNDRED_KM
    return _in_wgs84(east, north, 32600 + zone)
