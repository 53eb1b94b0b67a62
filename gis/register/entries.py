"""What people type or paste into single fields of cameras, read as the cells of a list are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from gis.communes.succession import Succession
from gis.findings import Finding, Severity
from gis.labels import cannot_be, column_words
from gis.language import _
from gis.numbers import is_blank
from gis.register.aliases import Role
from gis.register.columns import STATED_TOGETHER, read, read_columns, warn
from gis.register.conditions import with_conditions
from gis.register.coordinates import AUTO, read_angle
from gis.register.directions import read_directions
from gis.register.grid import numbered, tidied
from gis.register.headers import Heading
from gis.register.placing import place_rows
from gis.register.privacy import without_private
from gis.register.sheets import Sheet
from gis.schema import CAMERA_COLUMNS, ColumnType
from gis.spelling import fold

# Latitude and longitude in one field, in any notation.
POSITION = str(Role.POSITION)
_COLUMNS = {column.name: column for column in CAMERA_COLUMNS}
_DEGREES = ("lon", "lat")
# A tenth of a millimetre.
_DECIMALS = 9
# What another entry may say beside its own; a state is only written where it was typed.
_IMPLIED = ("fault_part", "cause", "hfov_deg")
_READ_APART = {*STATED_TOGETHER, *_DEGREES, "azimuth_deg"}
Part = tuple[pd.DataFrame, list[Finding]]


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What was typed, read.

    `texts`: those that can be taken, as typed. `values`: by row and column, None where nothing
    is said; beside the columns typed also those that an entry implies (*hỏng do mất điện*: the
    part). `unread`: of entries that cannot be taken. `remarks`: of those that can.
    """

    texts: pd.DataFrame
    values: pd.DataFrame
    unread: list[Finding]
    remarks: list[Finding]

    def of(self, row: int) -> dict[str, Any]:
        """Return what the entries of a row write: column → value, None to empty it."""
        said = {str(name): value for name, value in self.values.loc[row].items()}
        typed = [str(name) for name, text in self.texts.loc[row].items() if text is not None]
        written = {name: said[name] for column in typed for name in _written_by(column)}
        implied = {name: said[name] for name in _IMPLIED if said.get(name) is not None}
        return written | {name: implied[name] for name in implied if name not in written}


def read_entries(
    texts: pd.DataFrame, communes: gpd.GeoDataFrame | None = None, *, crs: str = AUTO
) -> Entries:
    """Read entries by row number and column: None where nothing was typed, "" to empty a field.

    A column is one of the register's cameras, or `POSITION`, which gives `lon` and `lat`; a
    position must lie in one of the communes. `crs`: how metres are read, see `read_import`.
    """
    texts = texts.astype(object).where(texts.notna(), None)
    sheet, findings = without_private(_sheet(texts))
    readers: tuple[Callable[[Sheet], Part], ...] = (
        *(_read_plain, _read_states, _read_direction, _read_degrees),
        partial(_read_position, communes=communes, crs=crs),
    )
    tables = []
    for reader in readers:
        table, found = reader(sheet)
        tables.append(table)
        findings += found
    values = pd.concat(tables, axis=1).astype(object)
    return _parted(texts, sheet, values.where(values.notna(), None), findings)


def _sheet(texts: pd.DataFrame) -> Sheet:
    labels = column_words() | {POSITION: _("Position (latitude, longitude)")}
    headings = tuple(Heading(labels[name], name, 1.0) for name in map(str, texts))
    cells = texts.apply(tidied)
    return Sheet("", headings, cells.set_axis(range(len(headings)), axis=1))


def _only(sheet: Sheet, *columns: str) -> Sheet:
    """Return the sheet with some of its columns: what stands in others says nothing here."""
    places = [i for i, heading in enumerate(sheet.headings) if heading.column in columns]
    cells = sheet.cells[places].set_axis(range(len(places)), axis=1)
    return replace(sheet, headings=tuple(sheet.headings[i] for i in places), cells=cells)


def _read_plain(sheet: Sheet) -> Part:
    named = [h.column for h in sheet.headings if h.column in _COLUMNS.keys() - _READ_APART]
    return read_columns(sheet, [_COLUMNS[name] for name in named])


def _read_states(sheet: Sheet) -> Part:
    stated, nothing = _only(sheet, *STATED_TOGETHER), pd.DataFrame(index=sheet.cells.index)
    return with_conditions(stated, nothing, []) if stated.headings else (nothing, [])


def _read_direction(sheet: Sheet) -> Part:
    if not sheet.has("azimuth_deg"):
        return pd.DataFrame(index=sheet.cells.index), []
    looks, findings = read_directions(_only(sheet, "azimuth_deg"))
    several = looks["looks"].map(len) > 1
    findings += warn(
        *(sheet, "azimuth_deg", sheet.column("azimuth_deg")[several]),
        lambda cell: _("“{value}” names two directions of one camera", value=cell),
        _("Give the one it looks in; a second view is a camera of its own"),
    )
    table = looks[["azimuth_deg"]].mask(several)
    spans = looks["hfov_deg"].mask(several)
    return (table.assign(hfov_deg=spans) if _adds_span(sheet, spans) else table), findings


def _adds_span(sheet: Sheet, spans: pd.Series) -> bool:
    return bool(spans.notna().any()) and not sheet.has("hfov_deg")


def _read_degrees(sheet: Sheet) -> Part:
    table, findings = pd.DataFrame(index=sheet.cells.index), list[Finding]()
    for name in filter(sheet.has, _DEGREES):
        angles, unread = read(sheet.column(name), read_angle)
        outside = _COLUMNS[name].refuses(angles.astype(float))
        table[name] = angles.mask(outside).astype(float).round(_DECIMALS)
        wrong = sheet.column(name)[outside | angles.index.isin(unread.index)]
        findings += warn(sheet, name, wrong, partial(cannot_be, _COLUMNS[name]), "")
    return table, findings


def _read_position(sheet: Sheet, communes: gpd.GeoDataFrame | None, crs: str) -> Part:
    if communes is None or not sheet.has(POSITION):
        return pd.DataFrame(index=sheet.cells.index), []
    placed, _metres, findings = place_rows(
        _only(sheet, POSITION), communes, Succession(communes), crs
    )
    return placed[list(_DEGREES)].round(_DECIMALS), findings


def _parted(
    texts: pd.DataFrame, sheet: Sheet, values: pd.DataFrame, findings: list[Finding]
) -> Entries:
    """Part the findings by whether the entry they speak of can be taken."""
    missing = {
        (row, heading.text): heading.column
        for heading in sheet.headings
        for row in _missing(sheet.column(heading.column), values[_value_of(heading.column)])
    }
    refused = [f for f in findings if f.severity is Severity.ERROR or (f.row, f.column) in missing]
    told = {(f.row, f.column) for f in refused}
    refused += [
        Finding("", row, heading, Severity.ERROR, _unread(sheet.column(column)[row], column), "")
        for (row, heading), column in missing.items()
        if (row, heading) not in told and not _empties(sheet.column(column)[row], column)
    ]
    return Entries(
        _without(texts, sheet, refused), values, refused, [f for f in findings if f not in refused]
    )


def _without(texts: pd.DataFrame, sheet: Sheet, refused: list[Finding]) -> pd.DataFrame:
    """Return the texts without the entries that findings refuse."""
    names = {heading.text: heading.column for heading in sheet.headings}
    kept = texts.copy()
    for found in refused:
        if found.row in kept.index and found.column in names:
            kept.at[found.row, names[found.column]] = None
    return kept


def _value_of(column: str) -> str:
    return _written_by(column)[0]


def _written_by(column: str) -> tuple[str, ...]:
    return _DEGREES if column == POSITION else (column,)


def _missing(cells: pd.Series, values: pd.Series) -> list[int]:
    return [row for row, value in numbered(values) if value is None and cells[row] is not None]


def _empties(text: str, column: str) -> bool:
    """Tell whether an entry says that there is nothing, such as *chưa* of a day."""
    holds = _COLUMNS[column].holds if column in _COLUMNS else None
    blank = is_blank(text) and fold(text) != "nan"
    return blank or holds in (ColumnType.DATE, ColumnType.TEXT)


def _unread(text: str, column: str) -> str:
    if column in _COLUMNS:
        return cannot_be(_COLUMNS[column], text)
    return _("“{value}” is no position", value=text)
