"""The position each row of a sheet states, and the commune it falls into."""

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.location import locate
from gis.crs import WGS84
from gis.findings import Finding, Severity
from gis.language import _
from gis.register.aliases import Role
from gis.register.columns import filled, read
from gis.register.coordinates import read_angle, read_pair, regrouped, to_lon_lat
from gis.register.grid import numbered
from gis.register.sheets import Sheet


def read_positions(sheet: Sheet) -> pd.DataFrame:
    """Read the position of each row, in the CRS of the file.

    Latitude and longitude columns come first, then both in one cell, then X and Y.

    Returns
    -------
    north, east
        NaN where the row states none.
    column
        The column the position (or its first half) stands in.
    unread
        The column of a cell that cannot be read, else empty.
    """
    stated = _two_columns(sheet, "lat", "lon")
    for other in (_one_column(sheet), _two_columns(sheet, Role.X, Role.Y)):
        nothing = stated[["north", "east"]].isna().all(axis=1) & (stated["unread"] == "")
        something = other[["north", "east"]].notna().any(axis=1) | (other["unread"] != "")
        stated = other.where(nothing & something, stated)
    return stated


def regrouped_cells(sheet: Sheet) -> list[Finding]:
    """Return a warning for each coordinate whose thousands dots were read as a decimal point."""
    findings = []
    for column in ("lat", "lon", Role.X, Role.Y):
        cells = sheet.column(column)
        said = {row: regrouped(cell) for row, cell in numbered(cells)}
        for row, value in said.items():
            if value is not None:
                message = _("“{value}” was read as {number}", value=cells[row], number=value)
                suggestion = _("Write the coordinate with one decimal point if that is wrong")
                heading = sheet.heading(column).text
                warning = Severity.WARNING
                findings.append(Finding(sheet.name, row, heading, warning, message, suggestion))
    return findings


def _two_columns(sheet: Sheet, north_column: str, east_column: str) -> pd.DataFrame:
    north, north_unread = read(filled(sheet, north_column), read_angle)
    east, east_unread = read(filled(sheet, east_column), read_angle)
    table = pd.DataFrame({"north": north.astype(float), "east": east.astype(float)})
    # Programs label a longitude X, surveyors a northing: over 90 it can only be the former.
    turned = table["north"].abs().between(90, 180) & (north_column == Role.X)
    table[turned] = table.loc[turned, ["east", "north"]].to_numpy()
    table = table.assign(column=north_column, unread="")
    table.loc[east_unread.index, "unread"] = east_column
    table.loc[north_unread.index, "unread"] = north_column
    return table


def _one_column(sheet: Sheet) -> pd.DataFrame:
    pairs, unread = read(filled(sheet, Role.POSITION), read_pair)
    values = [(np.nan, np.nan) if pair is None else pair for pair in pairs]
    table = pd.DataFrame(values, index=pairs.index, columns=["north", "east"], dtype=float)
    table = table.assign(column=str(Role.POSITION), unread="")
    table.loc[unread.index, "unread"] = str(Role.POSITION)
    return table


def fall(north: pd.Series, east: pd.Series, communes: gpd.GeoDataFrame, crs: str) -> pd.DataFrame:
    """Return where positions fall when read in a CRS.

    Returns
    -------
    lon, lat
        WGS 84; NaN where no position is given.
    located
        Code of the commune, empty for none.
    """
    lon, lat = to_lon_lat(north.to_numpy(), east.to_numpy(), crs)
    table = pd.DataFrame({"lon": lon, "lat": lat}, index=north.index)
    table = table.where(table["lon"].between(-180, 180) & table["lat"].between(-90, 90))
    west, south, east, north = communes.total_bounds
    around = table["lon"].between(west, east) & table["lat"].between(south, north)
    at = table[around]
    points = gpd.GeoSeries(gpd.points_from_xy(at["lon"], at["lat"]), at.index, WGS84)
    located = pd.Series("", table.index, dtype=str)
    located[around] = locate(points, communes)
    return table.assign(located=located)
