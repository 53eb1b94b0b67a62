"""The position each row of a sheet states, and the commune it falls into.

`read_positions` takes a position from wherever a row has it, each in degrees or metres; a `Way`
says how both are to be read; `project_and_locate` brings them to WGS 84 and into communes.
"""

import re
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.location import locate
from gis.core.crs import WGS84, system
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.columns import parse_values, without_blanks
from gis.ingest.formats.grid import changed
from gis.ingest.headings.aliases import Role
from gis.ingest.positions.coordinates import (
    AUTO,
    PLANE_EAST_M,
    PLANE_NORTH,
    VIETNAM,
    pair_within,
    read_angle,
    read_pair,
    to_lon_lat,
)
from gis.ingest.sheets import Sheet

HALVES = ["north", "east"]
_COMPLETE = 2
# Where the east stands beside a north of its own column.
_EASTS = {"lat": "lon", str(Role.X): str(Role.Y)}
# Free texts a position may stand in, among other words.
_TEXTS = ("address", "name", "note")
_MERCATOR_EAST_M = (11.3e6, 12.1e6)
# What a cell begins with that says in words that the position is not known yet.
_NOT_YET = re.compile(r"(?:dang|chua|se|cho|can|khong|k|ko|bo sung|cap nhat)(?: [^\d]*)?")
# As surveyors label them, north and east: ``X=1871923 Y=592332``.
_IN_METRES = re.compile(
    r"\bX ?[=:]? ?(\d{6,7}(?:[.,]\d{1,4})?) ?m?[ ,;]{0,3}Y ?[=:]? ?(\d{6,7}(?:[.,]\d{1,4})?)\b",
    re.IGNORECASE,
)
_MAYBE_PLACE = re.compile(r"\d[.,]\d{3}|[°º˚]|://|\bđộ\b|\bgeo:")
_GROUPED = re.compile(r"(?<![\d.,/])\d{1,3}([.,])\d{3}(?:\1\d{3}){1,9}(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Way:
    """How the positions of a sheet are to be read.

    `crs`: see `crs_candidates`; a plane concerns the rows in metres, an ellipsoid those in degrees.
    `asked`: the sheet is a layer that does not say which system it is in, so that even
    degrees wait for a `crs`.
    """

    crs: str = AUTO
    asked: bool = False

    def crs_of(self, stated: pd.DataFrame) -> pd.Series:
        """Return the reading of each row of `read_positions`, in its own unit; empty for none."""
        return pd.Series(np.where(stated["metres"], self.plane, self.degrees), stated.index)

    @property
    def plane(self) -> str:
        """Return the reading of metres, empty while nobody has said one."""
        return self.crs if _is_plane(self.crs) else ""

    @property
    def degrees(self) -> str:
        """Return the reading of degrees, empty while it has to be asked for."""
        if self.crs == AUTO or _is_plane(self.crs):
            return "" if self.asked else AUTO
        return self.crs


@cache
def _is_plane(crs: str) -> bool:
    name = crs.split("+", 1)[0]
    return name != AUTO and system(name).is_projected


def read_positions(sheet: Sheet) -> pd.DataFrame:
    """Read the position of each row as it is written, in degrees or metres.

    Latitude and longitude columns come first, then both in one cell, then X and Y, then a
    position among the words of the address, the name or the note.

    Returns
    -------
    north, east
        NaN where the row states none. Degrees without their decimal point have it back.
    column
        The column the position (or its first half) stands in.
    unread
        The column of a cell that cannot be read, else empty.
    metres
        Whether the two are metres on some plane.
    mended_north, mended_east
        Whether a decimal point was put back.
    """
    stated = _two_columns(sheet, "lat", "lon")
    others = (_one_column, lambda s: _two_columns(s, Role.X, Role.Y), _among_words)
    for read_others in others:
        if (_worth(stated) < _COMPLETE).any():
            other = read_others(sheet)
            stated = other.where(_worth(other) > _worth(stated), stated)
    return _in_their_units(stated)


def _worth(stated: pd.DataFrame) -> pd.Series:
    """Grade what rows state: nothing, something that is no position, or a whole position."""
    known = stated[HALVES].notna()
    some = known.any(axis=1) | (stated["unread"] != "")
    return some.astype(int) + (known.all(axis=1) & (stated["unread"] == ""))


def _in_their_units(stated: pd.DataFrame) -> pd.DataFrame:
    """Tell degrees from metres row by row; put back the decimal points that were taken out."""
    halves = stated[HALVES].astype(float)
    plane = _ungrouped(halves)
    # In zone 49 eastings run through zero here; one that looks like a longitude is taken for it.
    longitude = ((halves >= 102) & (halves <= 118)).any(axis=1)
    zero = (halves.abs() <= 180).any(axis=1) & ~longitude
    metres = (halves.abs() > 180).all(axis=1) | (_on_some_plane(plane) & zero)
    degrees = pd.DataFrame(
        {"north": _with_point(halves["north"], 90, 2), "east": _with_point(halves["east"], 180, 3)}
    )
    large = ((halves.abs() > 180).any(axis=1)) & ~(metres & _on_some_plane(plane))
    lost = large & _in_vietnam(degrees["east"], degrees["north"])
    metres &= ~lost
    table = halves.mask(lost, degrees).mask(metres, plane)
    mended = ((table != halves) & halves.notna()).add_prefix("mended_")
    return stated.assign(**table, metres=metres, **mended)


def _on_some_plane(metres: pd.DataFrame) -> pd.Series:
    least, most = metres.abs().min(axis=1), metres.abs().max(axis=1)
    usual = most.between(*PLANE_NORTH) & (least < PLANE_EAST_M)
    return usual | (most.between(*_MERCATOR_EAST_M) & least.between(*PLANE_NORTH))


def _with_point(half: pd.Series, most: float, whole_digits: int) -> pd.Series:
    """Put the decimal point back behind the first two or three digits of what is too large."""
    size = half.abs().where(half.abs() > most)
    shifted = size / 10.0 ** (np.floor(np.log10(size)) - (whole_digits - 1))
    return half.where(size.isna(), shifted.round(12))


def _ungrouped(halves: pd.DataFrame) -> pd.DataFrame:
    """Read ``588.555`` beside 1872616 as 588555: a dot before three digits groups thousands."""
    other = halves[["east", "north"]].set_axis(HALVES, axis=1)
    small = (halves > 100) & (halves < 1000)
    thousand = halves.where(small) * 1000
    grouped = small & (thousand.round(6) % 1 == 0) & (halves % 1 != 0)
    grouped &= (other > PLANE_NORTH[0]) & (other < PLANE_NORTH[1])
    return halves.mask(grouped, thousand.round()) if grouped.to_numpy().any() else halves


def _in_vietnam(lon: pd.Series, lat: pd.Series) -> pd.Series:
    """Tell which positions, in degrees, lie within the bounds of Vietnam."""
    west, south, east, north = VIETNAM
    return lon.between(west, east) & lat.between(south, north)


def position_remarks(sheet: Sheet, stated: pd.DataFrame) -> list[Finding]:
    """Return a warning for each decimal point put back, and a notice of positions among words."""
    sound = stated[(stated["unread"] == "") & stated[HALVES].notna().any(axis=1)]
    findings = []
    for column in sorted(set(sound["column"])):
        rows = sound[sound["column"] == column]
        north, east = rows["mended_north"], rows["mended_east"]
        if column in _TEXTS:
            findings.append(_from_words(sheet, column, len(rows)))
        elif column in _EASTS:
            findings += _restored(sheet, rows, column, north)
            findings += _restored(sheet, rows, _EASTS[column], east)
        else:
            findings += _restored(sheet, rows, column, north | east)
    return findings


def _restored(sheet: Sheet, stated: pd.DataFrame, column: str, mended: pd.Series) -> list[Finding]:
    cells = sheet.column(column)[stated.index]
    texts = [c if isinstance(c, str) else "" for c in cells]
    grouped = np.zeros(len(texts), dtype=bool)
    if _GROUPED.search("\n".join(texts)):  # hardly ever
        grouped = np.array([_GROUPED.search(text) is not None for text in texts])
    told = stated[(mended | (grouped & ~stated["metres"])) & cells.notna()]
    findings = []
    # A loop over the rows that lost a decimal point: each quotes its cell.
    for row, *halves in zip(told.index.tolist(), told["north"], told["east"], strict=True):
        cell = show(cells[row])
        one = [half for half in halves if _first_digits(f"{half:.12g}") == _first_digits(cell)]
        read_as = ", ".join(f"{half:.12g}" for half in one or halves)
        message = _("“{value}” was read as {number}", value=cell, number=read_as)
        suggestion = _("Write the coordinate with one decimal point if that is wrong")
        heading, warning = sheet.heading(column).text, Severity.WARNING
        findings.append(Finding(sheet.name, row, heading, warning, message, suggestion))
    return findings


def _first_digits(text: str) -> str:
    return re.sub(r"\D", "", text).rstrip("0")[:5]


def _from_words(sheet: Sheet, column: str, count: int) -> Finding:
    message = _(
        "The position of {count} rows was taken from among the words of this column",
        count=number(count),
    )
    suggestion = _("Write positions in a column of their own if one of them is wrong")
    heading = sheet.heading(column).text
    return Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion)


def _two_columns(sheet: Sheet, north_column: str, east_column: str) -> pd.DataFrame:
    cells = {
        half: _said(sheet, column)
        for half, column in (("north", north_column), ("east", east_column))
    }
    north, north_unread = parse_values(cells["north"], read_angle)
    east, east_unread = parse_values(cells["east"], read_angle)
    table = pd.DataFrame({"north": north.astype(float), "east": east.astype(float)})
    # Programs label a longitude X, surveyors a northing: over 90 it can only be the former.
    turned = table["north"].abs().between(90, 180) & (north_column == Role.X)
    table[turned] = table.loc[turned, ["east", "north"]].to_numpy()
    table = table.assign(column=str(north_column), unread="")
    table.loc[east_unread.index, "unread"] = str(east_column)
    table.loc[north_unread.index, "unread"] = str(north_column)
    alone = (table["unread"] != "") & (cells["north"].isna() | cells["east"].isna())
    if alone.any():  # both halves may stand in the one cell there is
        both = cells["north"].where(cells["north"].notna(), cells["east"])
        pairs = _pairs(both[alone], "")
        found = pairs.index[pairs["unread"] == ""]
        table.loc[found, [*HALVES, "unread"]] = pairs.loc[found, [*HALVES, "unread"]]
    return table


def _one_column(sheet: Sheet) -> pd.DataFrame:
    """Read both halves from one cell, or one from each of two columns headed alike."""
    cells = _said(sheet, Role.POSITION)
    table = _pairs(cells, str(Role.POSITION))
    half = table[HALVES].isna().sum(axis=1) == 1
    columns = sheet.columns(Role.POSITION)
    if half.any() and len(columns) > 1:
        beside = sheet.cells[columns[1]]
        both = (
            cells[half & beside.notna()].map(show) + "; " + beside[half & beside.notna()].map(show)
        )
        pairs = _pairs(both, str(Role.POSITION))
        found = pairs.index[pairs["unread"] == ""]
        table.loc[found, HALVES] = pairs.loc[found, HALVES]
    return table


def _pairs(cells: pd.Series, column: str) -> pd.DataFrame:
    pairs, unread = parse_values(cells, read_pair)
    values = [(np.nan, np.nan) if pair is None else pair for pair in pairs]
    table = pd.DataFrame(values, index=pairs.index, columns=HALVES, dtype=float)
    table = table.assign(column=column, unread="")
    table.loc[unread.index, "unread"] = column or "unread"
    return table


def _among_words(sheet: Sheet) -> pd.DataFrame:
    table = pd.DataFrame(np.nan, sheet.cells.index, HALVES).assign(column="", unread="")
    for column in filter(sheet.has, reversed(_TEXTS)):
        texts = changed(sheet.column(column), _place_among)
        found = texts[[isinstance(place, tuple) for place in texts]]
        table.loc[found.index, HALVES] = np.array(found.tolist(), dtype=float).reshape(-1, 2)
        table.loc[found.index, "column"] = column
    return table


def _place_among(text: str) -> tuple[float, float] | None:
    text = text[:2000]
    if plane := _IN_METRES.search(text):
        return float(plane[1].replace(",", ".")), float(plane[2].replace(",", "."))
    return pair_within(text) if _MAYBE_PLACE.search(text) else None


def _said(sheet: Sheet, column: str) -> pd.Series:
    """Return the cells that speak of a position; *not measured yet* is as good as empty."""
    return changed(without_blanks(sheet, column), lambda t: None if _is_not_yet(t) else t)


def _is_not_yet(text: str) -> bool:
    return not text[0].isdecimal() and _NOT_YET.fullmatch(fold(text)) is not None


def exchanged(stated: pd.DataFrame) -> pd.DataFrame:
    """Return the positions with their two halves exchanged."""
    turned = stated[["east", "north"]].set_axis(HALVES, axis=1)
    return _in_their_units(stated.assign(north=turned["north"], east=turned["east"]))


def project_and_locate(
    north: pd.Series, east: pd.Series, communes: gpd.GeoDataFrame, crs: str | pd.Series
) -> pd.DataFrame:
    """Return where positions fall when read in a CRS.

    Parameters
    ----------
    north, east
        As `read_positions` tells them, degrees or metres.
    communes
        `code` and polygons, WGS 84.
    crs
        One for all, or that of each row (see `Way.crs_of`), empty where it is not known.

    Returns
    -------
    lon, lat
        WGS 84 degrees; NaN where no position is given or no CRS is known.
    located
        Code of the commune, empty for none.
    """
    each = np.broadcast_to(np.asarray(crs, dtype=object), north.shape)
    lon, lat = np.full((2, len(north)), np.nan)
    for reading in filter(None, set(each)):
        rows = each == reading
        halves = north.to_numpy()[rows], east.to_numpy()[rows]
        lon[rows], lat[rows] = to_lon_lat(*halves, reading)
    table = pd.DataFrame({"lon": lon, "lat": lat}, north.index)
    table = table.where(table["lon"].between(-180, 180) & table["lat"].between(-90, 90))
    west, south, most_east, most_north = communes.total_bounds
    around = table["lon"].between(west, most_east) & table["lat"].between(south, most_north)
    at = table[around]
    points = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), at.index, WGS84)
    located = pd.Series("", table.index, dtype=str)
    located[around] = locate(points, communes)
    return table.assign(located=located)
