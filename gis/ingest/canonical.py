"""Files already in canonical columns, read as they stand: no row is dropped, nothing is guessed."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from gis.core.errors import FileError
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column, ColumnType, conform
from gis.ingest.cells import show
from gis.ingest.formats.grid import Grid, tidied
from gis.ingest.formats.own_layers import truths
from gis.ingest.formats.readers import read_grids


def read_cameras(path: Path) -> pd.DataFrame:
    """Read cameras from a GeoJSON, GeoPackage, CSV or workbook in canonical columns.

    Parameters
    ----------
    path
        `camera_id lon lat` must be there (WGS 84 degrees; the points of a map layer serve as
        `lon lat`). Other columns may be missing, further ones are passed over.

    Returns
    -------
    pandas.DataFrame
        Canonical columns, a row a camera. `commune_code` is left as given;
        ``attrs["simulated"]`` tells whether the file marks rows as simulated.

    Raises
    ------
    FileError
        The file cannot be read, a column is missing, or a cell holds what its column does
        not allow.
    """
    table = _read(Path(path), CAMERA_COLUMNS, ("camera_id", "lon", "lat"))
    half = table["lon"].isna() != table["lat"].isna()
    only_one = _("only one of the two coordinates is given")
    _refuse(table.loc[half, "camera_id"], path, "lon, lat", only_one)
    return table.reset_index(drop=True)


def read_equipment(path: Path | None) -> pd.DataFrame:
    """Read shared equipment in canonical columns.

    Parameters
    ----------
    path
        `equipment_id kind status` must be there; None for no file.

    Returns
    -------
    pandas.DataFrame
        Canonical columns, a row a piece; none at all when there is no file.

    Raises
    ------
    FileError
        As `read_cameras`.
    """
    if path is None:
        return conform(pd.DataFrame(), EQUIPMENT_COLUMNS)
    required = ("equipment_id", "kind", "status")
    return _read(Path(path), EQUIPMENT_COLUMNS, required).reset_index(drop=True)


def _read(path: Path, columns: tuple[Column, ...], required: tuple[str, ...]) -> pd.DataFrame:
    grids = read_grids(path, path.name)
    if any(grid.without_crs for grid in grids):
        where = _(
            "{where}: no coordinate system is stated; save the layer with one", where=path.name
        )
        raise FileError(where)
    tables = [_with_headings(grid) for grid in grids]
    missing = [[name for name in required if name not in table] for table in tables]
    least = min(range(len(tables)), key=lambda i: len(missing[i]), default=None)
    if least is None or missing[least]:
        lacking = ", ".join(required if least is None else missing[least])
        message = _("{file}: the columns {columns} are missing", file=path.name, columns=lacking)
        raise FileError(message)
    cells = tables[least].dropna(how="all")
    read = {c.name: _values(cells[c.name], c, path) for c in columns if c.name in cells}
    table = conform(pd.DataFrame(read, index=cells.index), columns)
    table.attrs["simulated"] = "simulated" in cells and True in truths(cells["simulated"])
    _check_ids(table[required[0]], path)
    return table


def _with_headings(grid: Grid) -> pd.DataFrame:
    """Give a grid its headings; of repeated ones the last column counts, the point of a layer."""
    cells, headings = grid.cells.apply(tidied), grid.headings
    if headings is None:
        headings = tuple(map(show, cells.iloc[0])) if len(cells) else ()
        cells = cells.iloc[1:]
    table = cells.set_axis(list(headings), axis=1)
    return table.loc[:, ~table.columns.duplicated(keep="last")]


def _check_ids(ids: pd.Series, path: Path) -> None:
    _refuse(ids[ids == ""], path, str(ids.name), _("the code is missing"))
    _refuse(ids[ids.duplicated()], path, str(ids.name), _("the code is used before"))


def _values(cells: pd.Series, column: Column, path: Path) -> pd.Series:
    stated = cells[cells.notna()]
    match column.holds:
        case ColumnType.NUMBER:
            return _numbers(cells, column, path)
        case ColumnType.DATE:
            wrong = stated[[not _is_iso_date(cell) for cell in stated]]
            _refuse(wrong, path, column.name, _("a date like 2025-11-04 is expected"))
            return cells.map(lambda cell: str(cell)[:10], na_action="ignore")
        case ColumnType.CHOICE if column.choices:
            words = ", ".join(column.choices)
            wrong = stated[~stated.isin(list(column.choices))]
            _refuse(wrong, path, column.name, _("expected is one of: {words}", words=words))
    return cells.map(show, na_action="ignore")


def _numbers(cells: pd.Series, column: Column, path: Path) -> pd.Series:
    values = pd.to_numeric(cells, errors="coerce").astype(float)
    unread = cells.notna() & ~np.isfinite(values)
    _refuse(cells[unread], path, column.name, _("a number like 17.468139 is expected"))
    outside = column.refuses(values)
    limits = _("a number from {low} to {high} is expected", low=column.low, high=column.high)
    _refuse(cells[outside], path, column.name, limits)
    return values


def _is_iso_date(cell: object) -> bool:
    try:
        return dt.date.fromisoformat(str(cell)[:10]).isoformat() == str(cell)[:10]
    except ValueError:
        return False


def _refuse(wrong: pd.Series, path: Path, column: str, expected: str) -> None:
    if wrong.empty:
        return
    message = _(
        "{file}, row {row}, column {column}: “{value}”: {expected}",
        file=Path(path).name,
        row=wrong.index[0],
        column=column,
        value=show(wrong.iloc[0]),
        expected=expected,
    )
    raise FileError(message)
