"""What is wrong with a position that lies in no commune, and how to mend it.

A position may be no position at all, be meant in another reading, or have one digit wrong: then
that digit is looked for which brings it into its stated commune. Nothing is mended unasked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.listing import commune_names
from gis.communes.location import locate, nearest_commune
from gis.core.crs import WGS84
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.cells import show
from gis.ingest.formats.grid import numbered
from gis.ingest.positions.coordinates import VIETNAM
from gis.ingest.positions.crs_candidates import CANDIDATE_PLANES, SYSTEMS, reading_in_words
from gis.ingest.positions.map_links import is_short, link_in
from gis.ingest.positions.stated_positions import HALVES, Way, project_and_locate
from gis.ingest.sheets import Sheet

# A plus code, alone or before the name of a place.
_PLUS_CODE = re.compile(r"\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b")
# Rows in metres beyond so many get the words that fit all: the readings table tells the rest.
_EXPLAINED_ROWS = 200
_COMPARED_ROWS = 2000
# Planes about other meridians lie farther apart than this; nearer ones differ at borders only.
_FAR_DEG = 0.1
# So near to the province no digit is looked for: the place itself is wrong by a little.
_HARDLY_OUTSIDE_M = 5000.0
# Beyond so many rows something else is wrong than a digit; digits behind the second decimal move
# a camera by less than a commune is wide.
_CORRECTED_ROWS, _DECIMALS_TRIED = 100, 2
_NUMBER = re.compile(r"\d{1,3}[.,]\d{1,15}")
_SHAPES = {
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
    "Track",
    "MultiTrack",
    "Model",
}


class Fault(StrEnum):
    """What is wrong with a position; a row with a fault goes to quarantine."""

    UNREAD = "unread"
    SHORT_LINK = "short link"
    WINDOW = "window"
    PLUS_CODE = "plus code"
    INCOMPLETE = "incomplete"
    PLACEHOLDER = "placeholder"
    METRES = "metres"
    NO_SYSTEM = "no system"
    SWAPPED = "swapped"
    ABROAD = "abroad"
    OUTSIDE = "outside"
    OTHER_PLANE = "other plane"


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of a sheet under examination, all on the sheet's row numbers.

    `stated` as `read_positions` returns it, `fallen` and `swapped` as `project_and_locate` does for
    the position as it stands and with its two halves exchanged (`swapped` for rows that lie
    nowhere), `stated_codes` the codes of the communes a row is said to stand in, `otherwise`
    the reading that leads a row there, see `other_planes`.
    """

    stated: pd.DataFrame
    fallen: pd.DataFrame
    swapped: pd.DataFrame
    stated_codes: pd.Series
    way: Way
    otherwise: pd.Series


def other_planes(
    stated: pd.DataFrame,
    fallen: pd.DataFrame,
    codes: pd.Series,
    way: Way,
    communes: gpd.GeoDataFrame,
) -> pd.Series:
    """Return the plane on which a row lies in its stated commune though not on the chosen one.

    A file may hold lists of two surveyors: each row's own words are heard, whatever was chosen.
    Empty for rows in degrees, for those that fit, and for those that fit nowhere.
    """
    found = pd.Series("", stated.index, dtype=str)
    if not way.plane:
        return found
    pairs = zip(fallen["located"], codes, strict=True)
    fits = np.array([not stated_codes or code in stated_codes for code, stated_codes in pairs])
    odd = stated[stated["metres"] & ~fits].head(_COMPARED_ROWS)
    if odd.empty:
        return found
    for plane in reversed(CANDIDATE_PLANES):
        other = project_and_locate(odd["north"], odd["east"], communes, plane)
        pairs = zip(other["located"], codes[odd.index], strict=True)
        agrees = np.array([code in stated_codes for code, stated_codes in pairs])
        far = ~((other["lon"] - fallen["lon"][odd.index]).abs() < _FAR_DEG)
        found[odd.index[agrees & far.to_numpy()]] = plane
    return found


def check_positions(positions: Positions, *, official: bool) -> pd.Series:
    """Return the fault of each row, empty for none.

    On schematic boundaries (not `official`) lying outside every commune is no fault.
    """
    stated, fallen, way = positions.stated, positions.fallen, positions.way
    halves, metres = stated[HALVES], stated["metres"]
    west, south, east, north = VIETNAM
    inside = fallen["lon"].between(west, east) & fallen["lat"].between(south, north)
    elsewhere = positions.swapped["located"].reindex(stated.index, fill_value="")
    # The first test that holds decides.
    tests: list[tuple[pd.Series, str]] = [
        (stated["unread"] != "", Fault.UNREAD),
        (halves.isna().all(axis=1), ""),
        (halves.isna().any(axis=1), Fault.INCOMPLETE),
        ((halves == 0).any(axis=1), Fault.PLACEHOLDER),
        (positions.otherwise != "", Fault.OTHER_PLANE),
        (fallen["located"] != "", ""),
        (metres & (way.plane == ""), Fault.METRES),
        (~metres & (way.degrees == ""), Fault.NO_SYSTEM),
        (elsewhere != "", Fault.SWAPPED),
        (~inside, Fault.ABROAD),
    ]
    found = np.select(
        [test.to_numpy() for test, _fault in tests],
        [str(fault) for _test, fault in tests],
        default=str(Fault.OUTSIDE) if official else "",
    )
    return pd.Series(found, index=stated.index, dtype=str)


def explain(
    sheet: Sheet, positions: Positions, faults: pd.Series, communes: gpd.GeoDataFrame
) -> list[Finding]:
    """Return an error for each row with a fault, quoting its cell."""
    wrong = faults[faults != ""]
    if wrong.empty:
        return []
    columns = positions.stated["unread"].where(faults == Fault.UNREAD, positions.stated["column"])
    cells = {row: show(sheet.column(columns[row])[row]) for row in wrong.index.tolist()}
    details = _details(positions, faults, cells, communes)
    findings = []
    # A loop over the rows with a fault: each gets a sentence of its own.
    for row, fault in numbered(wrong):
        why = _why_unread(cells[row]) if fault == Fault.UNREAD else Fault(fault)
        message, suggestion = _sentences(cells[row], details.get(row, ""))[why]
        heading = sheet.heading(columns[row]).text
        findings.append(Finding(sheet.name, row, heading, Severity.ERROR, message, suggestion))
    return findings


def _why_unread(cell: str) -> Fault:
    if link := link_in(cell):
        return Fault.SHORT_LINK if is_short(link) else Fault.WINDOW
    return Fault.PLUS_CODE if _PLUS_CODE.search(cell.upper()) else Fault.UNREAD


def _unread(cell: str) -> tuple[str, str]:
    if cell in _SHAPES:
        return (
            _("A line, an area or several points stand where one point is expected"),
            _("Draw a camera as one point, or give it latitude and longitude"),
        )
    return (
        _("The position “{value}” cannot be read", value=cell),
        _("Write degrees such as 17,468139 or 17°28'05\"N, or leave the cells empty"),
    )


def _sentences(cell: str, detail: str) -> dict[Fault, tuple[str, str]]:
    """Return, by fault, what is wrong and what to do."""
    return _of_writing(cell) | _of_reading(cell, detail) | _of_place(detail)


def _of_writing(cell: str) -> dict[Fault, tuple[str, str]]:
    """Of what is written and is no position."""
    copy = _("Open it, press the place for long, and copy the two numbers shown into the cell")
    return {
        Fault.UNREAD: _unread(cell),
        Fault.SHORT_LINK: (
            _(
                "“{value}” is a short link: its position is not known without opening it",
                value=cell,
            ),
            copy,
        ),
        Fault.WINDOW: (
            _(
                "The link “{value}” does not say where the place is, at most the middle of the map",
                value=cell,
            ),
            copy,
        ),
        Fault.PLUS_CODE: (
            _("“{value}” is a plus code, which is not read here", value=cell),
            _("Look it up in the map, and copy the two numbers shown into the cell"),
        ),
        Fault.INCOMPLETE: (
            _("Only one of the two coordinates is given"),
            _("Fill in the other, or empty both: the camera is kept without a position"),
        ),
        Fault.PLACEHOLDER: (
            _("0 is a placeholder, not a position"),
            _("Fill in the position, or leave the cells empty"),
        ),
    }


def _of_reading(cell: str, detail: str) -> dict[Fault, tuple[str, str]]:
    """Of numbers that are a position when they are read in another way."""
    return {
        Fault.METRES: (
            _("“{value}” are metres, not degrees", value=cell),
            _("Choose how the coordinates are to be read: {readings}", readings=detail),
        ),
        Fault.NO_SYSTEM: (
            _("The layer does not say which coordinate system its positions are in"),
            _("Choose how the coordinates are to be read: {readings}", readings=detail),
        ),
        Fault.SWAPPED: (
            _("The two coordinates are swapped (latitude and longitude, or X and Y)"),
            _("Exchange the two: the place then lies in {commune}", commune=detail),
        ),
        Fault.OTHER_PLANE: (
            _(
                "In the chosen reading “{value}” does not lie in the stated commune, in another "
                "it does",
                value=cell,
            ),
            _("Choose that reading for these rows: {readings}", readings=detail),
        ),
    }


def _of_place(detail: str) -> dict[Fault, tuple[str, str]]:
    """Of positions that lie where none is expected."""
    check = detail or _("Check the digits and the coordinate system")
    return {
        Fault.ABROAD: (_("The position lies outside Vietnam"), check),
        Fault.OUTSIDE: (_("The position lies in no commune of the province"), check),
    }


def _details(
    positions: Positions, faults: pd.Series, cells: dict[int, str], communes: gpd.GeoDataFrame
) -> dict[object, str]:
    """Return what is particular to a row: where it would lie, or which commune is nearest."""
    names = commune_names(communes)
    swapped = positions.swapped["located"][faults[positions.swapped.index] == Fault.SWAPPED]
    near = _near(positions.fallen[faults == Fault.OUTSIDE], communes)
    hardly = near.index[near["away_m"] < _HARDLY_OUTSIDE_M]
    astray = faults.isin([Fault.OUTSIDE, Fault.ABROAD]) & ~faults.index.isin(hardly)
    return {
        **swapped.map(names).to_dict(),
        **_nearest(near, names),
        **_one_digit_wrong(positions, astray, cells, communes),
        **positions.otherwise[faults == Fault.OTHER_PLANE].map(reading_in_words).to_dict(),
        **_possible(positions, faults.isin([Fault.METRES, Fault.NO_SYSTEM]), communes),
    }


def _near(fallen: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    points = gpd.GeoSeries(gpd.points_from_xy(fallen["lon"], fallen["lat"]), fallen.index, WGS84)
    return nearest_commune(points, communes)


def _nearest(near: pd.DataFrame, names: pd.Series) -> dict[object, str]:
    """Name the nearest commune and its distance."""
    return {
        row: _(
            "Check the digits; the nearest is {commune}",
            commune=_(
                "{commune}, {distance} km away", commune=name, distance=number(away / 1000, 1)
            ),
        )
        for row, name, away in zip(near.index, near["code"].map(names), near["away_m"], strict=True)
    }


def _one_digit_wrong(
    positions: Positions, rows: pd.Series, cells: dict[int, str], communes: gpd.GeoDataFrame
) -> dict[object, str]:
    names = commune_names(communes)
    degrees = rows & ~positions.stated["metres"]
    found = _corrected(positions.stated[degrees], positions.stated_codes[degrees], cells, communes)
    return {
        row: _(
            "{number}? With this digit it lies in {commune}, as stated",
            number=written,
            commune=names[code],
        )
        for row, (written, code) in found.items()
    }


def _possible(
    positions: Positions, rows: pd.Series, communes: gpd.GeoDataFrame
) -> dict[object, str]:
    """Name the readings in which positions fall into a commune; into the stated one if any do."""
    details: dict[object, str] = dict.fromkeys(rows.index[rows], _("see the readings tried"))
    asked = positions.stated[rows].head(_EXPLAINED_ROWS)
    if asked.empty:
        return details
    names = commune_names(communes)
    codes = {
        r: project_and_locate(asked["north"], asked["east"], communes, r)["located"]
        for r in SYSTEMS
    }
    for row in asked.index.tolist():
        found = {reading: code[row] for reading, code in codes.items() if code[row]}
        agreeing = {r: code for r, code in found.items() if code in positions.stated_codes[row]}
        landing = [f"{reading_in_words(r)} → {names[c]}" for r, c in (agreeing or found).items()]
        details[row] = "; ".join(landing[:4]) or details[row]
    return details


def _corrected(
    stated: pd.DataFrame,
    codes: pd.Series,
    cells: Mapping[int, str],
    communes: gpd.GeoDataFrame,
) -> dict[int, tuple[str, str]]:
    """Return the number with one other digit that leads into a stated commune, and the commune.

    Parameters
    ----------
    stated
        `north east` in degrees of rows that lie outside the province.
    codes
        The communes each row is said to stand in, lists of codes.
    cells
        What each row writes, so that the number comes back with its own decimals.
    """
    told = stated[codes.map(len) > 0].head(_CORRECTED_ROWS)
    if told.empty:
        return {}
    tries = pd.DataFrame(
        [
            (row, written, *place)
            for row, north, east in zip(told.index, told["north"], told["east"], strict=True)
            for written, *place in _tries(north, east, cells.get(row, ""))
        ],
        columns=["row", "written", "north", "east"],
    )
    points = gpd.GeoSeries(gpd.points_from_xy(tries["east"], tries["north"]), tries.index, WGS84)
    located = locate(points, communes)
    pairs = zip(located, tries["row"], strict=True)
    fits = np.array([code in codes[row] for code, row in pairs], dtype=bool)
    first = tries.assign(code=located)[fits].drop_duplicates("row")
    answers = zip(first["written"].tolist(), first["code"].tolist(), strict=True)
    return dict(zip(first["row"].tolist(), answers, strict=True))


def _tries(north: float, east: float, cell: str) -> Iterator[tuple[str, float, float]]:
    """Change each digit in turn, the largest first, and to the nearest digits first."""
    for place in range(3 + _DECIMALS_TRIED):
        for half, value in (("north", north), ("east", east)):
            for written in _others(_as_written(value, cell), place):
                number = float(written.replace(",", "."))
                yield (written, number, east) if half == "north" else (written, north, number)


def _as_written(value: float, cell: str) -> str:
    numbers = [n for n in _NUMBER.findall(cell) if float(n.replace(",", ".")) == value]
    return numbers[0] if numbers else f"{value:.6f}".rstrip("0")


def _others(written: str, place: int) -> Iterator[str]:
    """Return the number with another digit at a place, counted from the hundreds."""
    whole = re.split("[.,]", written)[0]
    at = place - (3 - len(whole))
    at += at >= len(whole)  # the mark is no digit
    if not (0 <= at < len(written) and written[at].isdigit()):
        return
    digit = int(written[at])
    for other in sorted(set(range(10)) - {digit}, key=lambda d: abs(d - digit)):
        yield f"{written[:at]}{other}{written[at + 1 :]}"
