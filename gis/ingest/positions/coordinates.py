"""Positions as people write them, and what they are in WGS 84.

`north` is the latitude or the VN-2000 X, `east` the longitude or the VN-2000 Y.
"""

import contextlib
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyproj.exceptions import CRSError

from gis.core.crs import WGS84, geodetic, transformer
from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.cells import decimal_of_cell, number_of_cell
from gis.ingest.positions.geometry_text import point_in
from gis.ingest.positions.map_links import link_in, place_in

AUTO, SWAPPED, UNSHIFTED = "auto", "+swapped", "+unshifted"
# The two VN-2000 planes in use in the province: TM-3 about 106°00′ and 106°15′.
VN2000_PLANES = ("EPSG:9211", "EPSG:9212")
# The north and the east of any plane of the province: whichever is written first, the larger one
# is the north. Zones of another country's middle run their eastings through zero here.
PLANE_NORTH, PLANE_EAST_M = (1.7e6, 2.1e6), 1.1e6
# Mainland, sea and islands (Hoàng Sa and Trường Sa among them): west, south, east, north.
VIETNAM = (102.0, 6.0, 118.0, 24.0)

_HEMISPHERE = {
    "N": "north",
    "B": "north",
    "E": "east",
    "Đ": "east",
    "S": "south",
    "W": "west",
    "T": "west",
    "φ": "north",
    "λ": "east",
}
_LETTER = r"([NSEWBĐT])(?![^\W\d_])"
_COORDINATES = re.compile(r"\d{1,3}\.\d{1,17},\d{1,3}\.\d{1,17}(?:,\d{1,5}(?:\.\d{1,17})?){1,2}")
_PLAIN = re.compile(r"\d{1,17}\.\d{1,17}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")
_SIGNS = str.maketrans(dict(zip("º˚∘′’‘´`ʹ″”“ʺ–—−，、；", "°°°''''''\"\"\"\"---,,;", strict=True)))
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        ("''", '"'),
        # {"lat": 17.46, "lng": 106.62}, Lat/Long: 17.46/106.62, +17.46+106.62/
        (r"\"(?=[a-z:])|(?<=[a-z])\"", " "),
        (r"\blat(?:itude)?\.? ?[/,&-] ?(?:long?(?:itude)?|lng)\b", " "),
        (r"(?<=\d)\+(?=1\d\d[.,])", " "),
        # 17°28'05"3
        (r"(?<=\d)\"(\d{1,2})(?!\d|\s?°|[.,]\d)", r'.\1"'),
        (r"(?<=\d)\s?[o*](?=\s?\d{1,2}(?:[.,]\d+)?\s?['\"])", "°"),
        (r"\b(?:vĩ|vi) (?:độ|tuyến|do|tuyen) (?:bắc|bac)\b", "N"),
        (r"\bkinh (?:độ|tuyến|do|tuyen) (?:đông|dong)\b", "E"),
        (r"\b(?:vĩ (?:độ|tuyến)|vi (?:do|tuyen)|lat(?:itude)?|v[đd]|vĩ)\b\.?", "φ"),
        (r"\b(?:kinh (?:độ|tuyến|do|tuyen)|long(?:itude)?|lng|lon|k[đd]|kinh)\b\.?", "λ"),
        (r"\b(?:to[aạ] ?đ[oộ]|tọa độ|toa do|gps|wgs ?-?84|vn-?2000|và)\b", " "),
        (r"\b[xy] ?[:=]", " "),
        (r"(?<=[\d ])(?:độ|do|deg(?:rees?)?)(?![^\W\d_])", "°"),
        (r"(?<=[\d ])(?:phút|phut|min(?:utes?)?)(?![^\W\d_])", "'"),
        (r"(?<=[\d ])(?:giây|giay|sec(?:onds?)?)(?![^\W\d_])", '"'),
        (r"\b(?:bắc|bac|north)\b", "N"),
        (r"\b(?:đông|dong|east)\b", "E"),
        (r"\b(?:nam|south)\b", "S"),
        (r"\b(?:tây|tay|west)\b", "W"),
        # 17d28m5.3s, 17-28-05.3, 17:28:05.3
        (r"(\d{1,3}) ?d ?(\d{1,2}) ?m ?(\d{1,2}(?:[.,]\d{1,9})?) ?s", r"\1°\2'\3" + '"'),
        (r"(\d{1,3}) ?d ?(\d{1,2}(?:[.,]\d{1,9})?) ?m", r"\1°\2'"),
        (
            r"(?<![\d.,])(\d{1,3})([-:.])(\d{1,2})\2(\d{1,2}(?:[.,]\d{1,9})?)(?![\d:.,-])",
            r"\1°\3'\4" + '"',
        ),
    )
)
_ANGLE = re.compile(
    rf"([φλ])?[\s:=]{{0,3}}(?:{_LETTER})?[\s:=]{{0,2}}((?<!\d)[-+])?(?:"
    r"(?P<degrees>\d{1,3})\s?°\s?(?P<minutes>[0-5]?\d(?:[.,]\d{1,12})?)(?![\d.,])\s?(?:'|(?!°))\s?"
    r"(?:(?P<seconds>[0-5]?\d(?:[.,]\d{1,12})?)(?![\d.,])\s?(?:\"|(?!°)))?"
    r"|(?P<number>\d+(?:[.,]\d+)*)\s?(?P<unit>°?)"
    rf")(?(2)|(?:\s?{_LETTER}(?!\d))?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;|/()\[\]{}:=.&-]*")
# The middle of a map's window, cut out of its address, is no place; nor is a line.
_NO_PLACE = re.compile(r"@|\d,\d{1,2}(?:\.\d{1,4})?z\b|linestring|polygon", re.IGNORECASE)
_MOST_LETTERS = 2000
_HALVES = re.compile(r"\s?[;|]\s?|,\s|\s[-/]\s")


@dataclass(frozen=True, slots=True)
class Angle:
    """One number of a position; `side` is north, south, east or west where that is written.

    `exact`: written in degrees, minutes and seconds, or with three decimals and more.
    """

    value: float
    side: str = ""
    unit: bool = False
    exact: bool = False


def regrouped(cell: object) -> float | None:
    """Read a coordinate that lost its decimal point to thousands dots, else return None.

    A spreadsheet shows 17468139 as ``17.468.139`` and 461993.881 as ``461.993.881``: after
    degrees of Vietnam all is decimals; beyond ten million metres the last three digits are.
    """
    if not isinstance(cell, str) or len(cell) > 40 or not _GROUPED.fullmatch(cell):
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
    if not isinstance(cell, str):
        return number_of_cell(cell)
    if _PLAIN.fullmatch(cell):  # most are so: spare them the rest
        return float(cell)
    if (coordinate := regrouped(cell)) is not None:
        return coordinate
    found = _angles(cell)
    if len(found) == 1:
        return found[0].value
    if (value := _sexagesimal([angle.value for angle in found])) is not None:
        return value
    return number_of_cell(cell)


def read_pair(cell: object) -> tuple[float, float]:
    """Read ``north, east`` from one cell; a map link with the position in it will do.

    Parameters
    ----------
    cell
        Of any kind. A first number over 90 can only be the longitude: then the pair is
        east, north.

    Returns
    -------
    tuple
        North and east as written, degrees or metres; of half a pair the other half is NaN.

    Raises
    ------
    ValueError
        The cell does not hold one or two angles.
    """
    text = _unwrapped(str(cell))
    if (point := point_in(text)) is not None:
        return point
    if link := link_in(text) or (text if text.startswith("!3d") else ""):
        text = place_in(link)
        if not text:
            raise ValueError(text)
    if (half := regrouped(text)) is not None:
        return _in_order(Angle(half), Angle(math.nan))
    found = _angles(text)
    if pair := _pair(found):
        return _in_order(*pair)
    parts = _HALVES.split(text)
    with contextlib.suppress(ValueError):
        if len(parts) == 2:
            return _in_order(Angle(read_angle(parts[0])), Angle(read_angle(parts[1])))
    if (place := _beside_words(text)) is None:
        raise ValueError(cell)
    return place


def _beside_words(text: str) -> tuple[float, float] | None:
    """Return the one position that stands beside words, ``17.468, 106.62 (±3 m)``, else None."""
    return None if link_in(text) or _NO_PLACE.search(text) else pair_within(text[:_MOST_LETTERS])


def pair_within(text: str) -> tuple[float, float] | None:
    """Return the one position of Vietnam that stands in a text among other words, else None."""
    try:
        if link := link_in(text):
            return _in_vietnam(*read_pair(link))
        found = [pair for pair in _neighbours(text) if pair[0].exact and pair[1].exact]
        places = {place for pair in found if (place := _in_vietnam(*_in_order(*pair)))}
        return places.pop() if len(places) == 1 else None
    except ValueError:
        return None


def _in_vietnam(north: float, east: float) -> tuple[float, float] | None:
    west, south, most_east, most_north = VIETNAM
    return (north, east) if south <= north <= most_north and west <= east <= most_east else None


def _unwrapped(text: str) -> str:
    return text.strip("()[] '\"") if "(" in text[:1] or "[" in text[:1] else text.strip()


def _angles(text: str) -> list[Angle]:
    """Return the angles of a text; none when it holds anything besides."""
    text = _in_signs(text)
    if not _BETWEEN.fullmatch(_ANGLE.sub(" ", text)):
        return []
    return [angle for match in _ANGLE.finditer(text) for angle in _read(match)]


def _neighbours(text: str) -> Iterator[tuple[Angle, Angle]]:
    """Return each angle of a text with the one that follows without a word between."""
    text = _in_signs(text)
    before: tuple[int, Angle] | None = None
    for match in _ANGLE.finditer(text):
        angles = _read(match)
        if before and _BETWEEN.fullmatch(text, before[0], match.start()):
            angles = [before[1], *angles]
        yield from pairwise(angles)
        before = match.end(), angles[-1]


def _in_signs(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    for pattern, put in _WORDS:
        text = pattern.sub(put, text)
    return text


def _read(match: re.Match[str]) -> list[Angle]:
    letter = next((part for part in (match[1], match[2], match[match.re.groups]) if part), "")
    side = _HEMISPHERE[letter.lower() if letter in "φλΦΛ" else letter.upper()] if letter else ""
    sign = -1 if (match[3] == "-") != (side in ("south", "west")) else 1
    if match["degrees"]:
        parts = (decimal_of_cell(match[name] or "0") for name in ("degrees", "minutes", "seconds"))
        degrees, minutes, seconds = parts
        value = degrees + minutes / 60 + seconds / 3600
        return [Angle(sign * value, side, unit=True, exact=True)]
    numbers = _split(match["number"])
    angles = [Angle(sign * _decimal(n), unit=bool(match["unit"]), exact=_exact(n)) for n in numbers]
    return [*angles[:-1], replace(angles[-1], side=side)]


def _decimal(written: str) -> float:
    value = regrouped(written)
    value = decimal_of_cell(written) if value is None else value
    if not math.isfinite(value):
        raise ValueError(written)
    return value


def _exact(written: str) -> bool:
    return len(re.split("[.,]", written)[-1]) >= 3 and not written.isdecimal()


def _split(written: str) -> list[str]:
    """Part ``17.46,106.62`` and ``16,9475,107,1205`` into the two numbers they are."""
    marks = [c for c in written if c in ".,"]
    parts = re.split("[.,]", written)
    if marks == [".", ",", "."] or _COORDINATES.fullmatch(written):
        return written.split(",")
    if len(parts) == 4 and len(set(marks)) == 1 and _degrees(parts[0], parts[2]):
        return [f"{parts[0]}.{parts[1]}", f"{parts[2]}.{parts[3]}"]
    halves = written.split(",")
    if len(halves) == 2 and all(_GROUPED.fullmatch(half) for half in halves):
        return halves
    return [written]


def _degrees(first: str, second: str) -> bool:
    north, east = sorted((float(first), float(second)))
    return _in_vietnam(north, east) is not None


def _pair(found: list[Angle]) -> tuple[Angle, Angle] | None:
    """Return the two angles of a position; heights and accuracies behind them are passed over."""
    values = [angle.value for angle in found]
    if len(found) == 1:
        return found[0], Angle(math.nan)
    if len(found) == 2:
        return found[0], found[1]
    if any(angle.unit for angle in found) or len(found) not in (3, 4, 6):
        return None
    half = len(found) // 2
    sides = [angle.side for angle in found if angle.side]
    if len(sides) not in (0, 2) or (len(found) == 3 and sides):
        return None
    if _degrees(*map(str, values[:2])) and len(found) < 6:
        return found[0], found[1]
    parts = [_sexagesimal(values[:half]), _sexagesimal(values[half:])]
    if len(found) == 3:
        parts = [_sexagesimal(values), math.nan]
    first, second = (
        None if part is None else Angle(part, side)
        for part, side in zip(parts, sides or ("", ""), strict=True)
    )
    return (first, second) if first and second else None


def _sexagesimal(values: list[float]) -> float | None:
    """Return degrees, minutes (and seconds) written one after the other as one angle."""
    if len(values) not in (2, 3) or not all(0 <= value < 60 for value in values[1:]):
        return None
    if not all(value.is_integer() for value in values[:-1]) or not 0 <= values[0] <= 180:
        return None
    return math.fsum(value / 60.0**power for power, value in enumerate(values))


def _in_order(first: Angle, second: Angle) -> tuple[float, float]:
    """Return north and east: as their sides say, else a first one over 90 is the longitude.

    Raises
    ------
    ValueError
        Both say the same side.
    """
    across = [angle.side in ("east", "west") for angle in (first, second)]
    along = [angle.side in ("north", "south") for angle in (first, second)]
    if all(across) or all(along):
        raise ValueError(first)
    sided = across[0] or along[1] or along[0] or across[1]
    turned = across[0] or along[1] if sided else 90 < abs(first.value) <= 180
    return (second.value, first.value) if turned else (first.value, second.value)


def check_crs(crs: str) -> None:
    """Accept ``auto`` (WGS 84 degrees) or a coordinate system, read as it is or in another way.

    Parameters
    ----------
    crs
        As ``--crs`` takes it.

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
            "{crs}: no such coordinate system; give a central meridian such as “TM-3 106°15′”, or "
            "auto",
            crs=crs,
        )
        raise FileError(message) from error


def in_order(north: NDArray[np.float64], east: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell in which rows the first number can only be the north of a plane, the other the east."""
    least, most = PLANE_NORTH
    fits = (north > least) & (north < most) & (np.abs(east) < PLANE_EAST_M)
    return np.asarray(fits & (np.abs(east) > 180))


def to_lon_lat(
    north: NDArray[np.float64], east: NDArray[np.float64], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return WGS 84 lon and lat of positions in a CRS; infinite where it cannot hold them.

    `SWAPPED` behind the CRS exchanges the halves first, but for metres of which only one can
    be the north (see `in_order`); `UNSHIFTED` takes the latitude and longitude of the CRS's own
    datum for those of WGS 84.
    """
    system = crs.split("+", 1)[0]
    if SWAPPED in crs:
        north, east = east, north
    if system != AUTO:
        turned = in_order(east, north)
        north, east = np.where(turned, east, north), np.where(turned, north, east)
    if system == AUTO:
        return east, north
    goal = geodetic(system) if UNSHIFTED in crs else WGS84
    lon, lat = transformer(system, goal).transform(east, north)
    return lon, lat
