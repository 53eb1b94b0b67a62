"""What is wrong with a position that lies in no commune, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.crs import to_plane
from gis.findings import Finding, Severity
from gis.language import _, number
from gis.register.cells import show
from gis.register.coordinates import AUTO, VIETNAM, VN2000_PLANES
from gis.register.grid import numbered
from gis.register.positions import fall
from gis.register.sheets import Sheet


class Fault(StrEnum):
    """What is wrong with a position; a row with a fault goes to quarantine."""

    UNREAD = "unread"
    INCOMPLETE = "incomplete"
    PLACEHOLDER = "placeholder"
    METRES = "metres"
    SWAPPED = "swapped"
    ABROAD = "abroad"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of a sheet under examination, all on the sheet's row numbers.

    `stated` as `read_positions` returns it, `fallen` and `swapped` as `fall` returns it for
    the position as it stands and with its two halves exchanged, `stated_codes` the codes
    the written commune name may mean.
    """

    stated: pd.DataFrame
    fallen: pd.DataFrame
    swapped: pd.DataFrame
    stated_codes: pd.Series
    crs: str


def find_faults(positions: Positions, *, official: bool) -> pd.Series:
    """Return the fault of each row, empty for none.

    On schematic boundaries (not `official`) lying outside every commune is no fault.
    """
    stated, fallen = positions.stated, positions.fallen
    halves = stated[["north", "east"]]
    west, south, east, north = VIETNAM
    inside = fallen["lon"].between(west, east) & fallen["lat"].between(south, north)
    # The first test that holds decides.
    tests: list[tuple[pd.Series, str]] = [
        (stated["unread"] != "", Fault.UNREAD),
        (halves.isna().all(axis=1), ""),
        (halves.isna().any(axis=1), Fault.INCOMPLETE),
        ((halves == 0).any(axis=1), Fault.PLACEHOLDER),
        (fallen["located"] != "", ""),
        ((halves.abs() > 180).all(axis=1) & positions.crs.startswith(AUTO), Fault.METRES),
        (positions.swapped["located"] != "", Fault.SWAPPED),
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
    details = _details(positions, faults, communes)
    column = positions.stated["unread"].where(faults == Fault.UNREAD, positions.stated["column"])
    findings = []
    # A loop over the rows with a fault: each gets a sentence of its own.
    for row, fault in numbered(faults[faults != ""]):
        cell = show(sheet.column(column[row])[row])
        message, suggestion = _sentences(cell, details.get(row, ""))[Fault(fault)]
        heading = sheet.heading(column[row]).text
        findings.append(Finding(sheet.name, row, heading, Severity.ERROR, message, suggestion))
    return findings


def _sentences(cell: str, detail: str) -> dict[Fault, tuple[str, str]]:
    """Return, by fault, what is wrong and what to do."""
    return {
        Fault.UNREAD: (
            _("The position “{value}” cannot be read", value=cell),
            _("Write degrees such as 17,468139 or 17°28'05\"N, or leave the cells empty"),
        ),
        Fault.INCOMPLETE: (
            _("Only one of the two coordinates is given"),
            _("Fill in the other, or empty both: the camera is kept without a position"),
        ),
        Fault.PLACEHOLDER: (
            _("0 is a placeholder, not a position"),
            _("Fill in the position, or leave the cells empty"),
        ),
        Fault.METRES: (
            _("“{value}” are metres, not degrees", value=cell),
            _("Choose the coordinate system (--crs): {readings}", readings=detail),
        ),
        Fault.SWAPPED: (
            _("The two coordinates are swapped (latitude and longitude, or X and Y)"),
            _("Exchange the two: the place then lies in {commune}", commune=detail),
        ),
        Fault.ABROAD: (
            _("The position lies outside Vietnam"),
            _("Check the digits and the coordinate system"),
        ),
        Fault.OUTSIDE: (
            _("The position lies in no commune of the province"),
            _("Check the digits; the nearest is {commune}", commune=detail),
        ),
    }


def _details(
    positions: Positions, faults: pd.Series, communes: gpd.GeoDataFrame
) -> dict[object, str]:
    """Return what is particular to a row: where it would lie, or which commune is nearest."""
    names = communes.set_index("code")["full_name"]
    swapped = positions.swapped.loc[faults == Fault.SWAPPED, "located"]
    return {
        **swapped.map(names).to_dict(),
        **_nearest(positions.fallen[faults == Fault.OUTSIDE], communes),
        **_on_planes(positions, faults == Fault.METRES, communes),
    }


def _nearest(fallen: pd.DataFrame, communes: gpd.GeoDataFrame) -> dict[object, str]:
    """Name the nearest commune and its distance."""
    if fallen.empty:
        return {}
    points = to_plane(shapely.points(fallen["lon"], fallen["lat"]))
    tree = shapely.STRtree(to_plane(communes.geometry.to_numpy()))
    (_point, nearest), metres = tree.query_nearest(points, return_distance=True, all_matches=False)
    names = communes["full_name"].to_numpy()[nearest]
    return {
        row: _("{commune}, {distance} km away", commune=name, distance=number(away / 1000, 1))
        for row, name, away in zip(fallen.index, names, metres, strict=True)
    }


def _on_planes(
    positions: Positions, rows: pd.Series, communes: gpd.GeoDataFrame
) -> dict[object, str]:
    """Name the VN-2000 planes on which metres fall into a commune; the stated one if they do."""
    if not rows.any():
        return {}
    north, east = (positions.stated.loc[rows, half] for half in ("north", "east"))
    codes = {plane: fall(north, east, communes, plane)["located"] for plane in VN2000_PLANES} | {
        _("{crs} with X and Y exchanged", crs=plane): fall(east, north, communes, plane)["located"]
        for plane in VN2000_PLANES
    }
    names = communes.set_index("code")["full_name"]
    details: dict[object, str] = {}
    for row in north.index.tolist():
        found = {plane: code[row] for plane, code in codes.items() if code[row]}
        agreeing = {p: code for p, code in found.items() if code in positions.stated_codes[row]}
        readings = (agreeing or found).items()
        landing = "; ".join(f"{plane} → {names[code]}" for plane, code in readings)
        details[row] = landing or _("EPSG:9211 (106°00′) or EPSG:9212 (106°15′)")

    return details
