"""Positions as people write them, and what they are in WGS 84.

`north` is the latitude or the VN-2000 X, `east` the longitude or the VN-2000 Y.
"""

import re

import numpy as np
from numpy.typing import NDArray
from pyproj.exceptions import CRSError

from gis.crs import WGS84, geodetic, transformer
from gis.errors import FileError
from gis.language import _
from gis.register.cells import decimal, read_number

AUTO, SWAPPED, UNSHIFTED = "auto", "+swapped", "+unshifted"
# The two VN-2000 planes in use in the province: TM-3 about 106°00′ and 106°15′.
VN2000_PLANES = ("EPSG:9211", "EPSG:9212")
# Mainland, sea and islands (Hoàng Sa and Trường Sa among them): west, south, east, north.
VIETNAM = (102.0, 6.0, 118.0, 24.0)

_HEMISPHERE = {"N": 1, "B": 1, "E": 1, "Đ": 1, "S": -1, "W": -1, "T": -1, "": 1}
_DEGREES = re.compile(
    r"([NSEWBĐT]?)\s*(-?\d+(?:[.,]\d+)?)\s*(?:[°º˚]|độ)?"
    r"\s*(?:(\d+(?:[.,]\d+)?)\s*(?:['′’‘]|phút))?"
    r"\s*(?:(\d+(?:[.,]\d+)?)\s*(?:[\"″”“]|''|giây))?\s*([NSEWBĐT]?)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"([NSEWBĐT]?)\s*(\d+) (\d+) (\d+(?:[.,]\d+)?)\s*([NSEWBĐT]?)", re.IGNORECASE)
# A longer text is no position: one with a map link in it has some hundred letters.
_LONGEST = 2000
_PLAIN = re.compile(r"\d+\.\d+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")
_DECIMAL_PAIR = re.compile(r"(-?(?<!\d)\d+\.\d+)\s*,\s*(-?\d+\.\d+)")
_BETWEEN = re.compile(r"\s*[;|/]\s*|,\s+|\s+-\s+")


def regrouped(cell: object) -> float | None:
    """Read a coordinate that lost its decimal point to thousands dots, else return None.

    A spreadsheet shows 17468139 as ``17.468.139`` and 461993.881 as ``461.993.881``: after
    degrees of Vietnam all is decimals; beyond ten million metres the last three digits are.
    """
    if not isinstance(cell, str) or not _GROUPED.fullmatch(cell):
        return None
    first, *rest = re.split(r"[.,]", cell)
    if 8 <= int(first) <= 24 or 102 <= int(first) <= 118:
        return float(f"{first}.{''.join(rest)}")
    whole = first + "".join(rest)
    return float(whole if len(whole) < 8 else f"{whole[:-3]}.{whole[-3:]}")


def read_angle(cell: object) -> float:
    """Read decimal degrees, or degrees, minutes and seconds, with or without a hemisphere.

    Hemispheres may be English or Vietnamese (B, Đ, T). ``N`` is north: nothing of Vietnam
    lies in the south.

    Raises
    ------
    ValueError
        The cell says no angle, or has more than 59 minutes or seconds.
    """
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):  # most are so: spare them the rest
        return float(cell)
    if (coordinate := regrouped(cell)) is not None:
        return coordinate
    text = cell if isinstance(cell, str) and len(cell) <= _LONGEST else ""
    match = _SPACED.fullmatch(text) or _DEGREES.fullmatch(text)
    if match is None:
        return read_number(cell)
    before, degrees, minutes, seconds, after = (part or "" for part in match.groups())
    parts = [decimal(part or "0") for part in (degrees, minutes, seconds)]
    if (before and after) or max(parts[1:]) >= 60:
        raise ValueError(cell)
    size = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    return size * _HEMISPHERE[(before or after).upper()] * (-1 if degrees.startswith("-") else 1)


def read_pair(cell: object) -> tuple[float, float]:
    """Read ``north, east`` from one cell; a map link with the position in it will do.

    A first number over 90 can only be the longitude: then the pair is east, north.

    Raises
    ------
    ValueError
        The cell does not hold exactly two angles.
    """
    text = str(cell).strip("()[] ")
    if len(text) > _LONGEST:
        raise ValueError(cell)
    if match := _DECIMAL_PAIR.search(text):
        parts = list(match.groups())
    else:
        parts = next((p for p in _splits(text) if len(p) == 2), [])
    if len(parts) != 2:
        raise ValueError(cell)
    first, second = map(read_angle, parts)
    return (second, first) if 90 < abs(first) <= 180 else (first, second)


def _splits(text: str) -> list[list[str]]:
    commas = text.split(",")
    decimal_commas = [",".join(commas[:2]), ",".join(commas[2:])] if len(commas) == 4 else []
    halves = re.split(r"(?<=[NSEWBĐT])[\s,]+(?=\d)|\s+(?=[NSEWBĐT]\s*\d)", text)
    return [_BETWEEN.split(text), decimal_commas, halves, text.split(), commas]


def check_crs(crs: str) -> None:
    """Accept ``auto`` (WGS 84 degrees) or a coordinate system, read as it is or in another way.

    Raises
    ------
    FileError
        No such coordinate system is known, or a mark behind it is none.
    """
    system, *marks = crs.split("+")
    try:
        if not {f"+{mark}" for mark in marks} <= {SWAPPED, UNSHIFTED}:
            raise CRSError(crs)
        if system != AUTO:
            transformer(system, WGS84)
    except CRSError as error:
        message = _(
            "{crs}: no such coordinate system; give auto or EPSG:9211 (VN-2000, 106°00′), "
            "EPSG:9212 (VN-2000, 106°15′)",
            crs=crs,
        )
        raise FileError(message) from error


def to_lon_lat(
    north: NDArray[np.float64], east: NDArray[np.float64], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return WGS 84 lon and lat of positions in a CRS; infinite where it cannot hold them.

    `SWAPPED` behind the CRS exchanges the halves first; `UNSHIFTED` takes the latitude and
    longitude of the CRS's own datum for those of WGS 84.
    """
    system = crs.split("+", 1)[0]
    if SWAPPED in crs:
        north, east = east, north
    if system == AUTO:
        return east, north
    goal = geodetic(system) if UNSHIFTED in crs else WGS84
    lon, lat = transformer(system, goal).transform(east, north)
    return lon, lat
