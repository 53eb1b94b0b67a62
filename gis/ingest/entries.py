"""What people type or paste into single fields, read as the cells of a list are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from gis.communes.succession import Succession
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import is_blank
from gis.core.schema import CAMERA_COLUMNS, Column, ColumnType, split_ids
from gis.core.text import fold
from gis.ingest.columns import STATED_TOGETHER, parse_values, read_columns, warn
from gis.ingest.directions.sheet_directions import read_directions
from gis.ingest.formats.grid import numbered, tidied
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading
from gis.ingest.positions.coordinates import AUTO, VN2000_PLANES, read_angle
from gis.ingest.positions.meridians import UTM, plane_in
from gis.ingest.positions.placing import place_rows
from gis.ingest.positions.stated_positions import project_and_locate, read_positions
from gis.ingest.privacy import without_private
from gis.ingest.sheets import Sheet
from gis.ingest.stated_dependencies import by_name
from gis.ingest.states.conditions import with_conditions
from gis.register.links import LINKS
from gis.vocabulary.labels import cannot_be, column_words

# Latitude and longitude in one field, in any notation.
POSITION = str(Role.POSITION)
DEGREES = ("lon", "lat")
_LIMITS = {column.name: column for column in CAMERA_COLUMNS if column.name in DEGREES}
# The planes of VN-2000 positions here are given in; and where words that name one begin.
_PLANES = (*VN2000_PLANES, UTM[105.0])
_PLANE_WORDS = re.compile(r"\(|vn-?2000|ktt|kinh tuyến|\btm-?[36]|\butm", re.IGNORECASE)
# A position in metres has so many at least before such words.
_LEAST_DIGITS = 12
# A tenth of a millimetre.
_DECIMALS = 9
# What another entry may say beside its own; a state is only written where it was typed.
IMPLIED = ("fault_part", "cause", "hfov_deg")
_READ_APART = {*STATED_TOGETHER, *DEGREES, "azimuth_deg"}
EntryPart = tuple[pd.DataFrame, list[Finding]]


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
        written = {name: said[name] for column in typed for name in columns_of_entry(column)}
        implied = {name: said[name] for name in IMPLIED if said.get(name) is not None}
        return written | {name: implied[name] for name in implied if name not in written}


def read_entries(
    texts: pd.DataFrame,
    communes: gpd.GeoDataFrame | None = None,
    *,
    columns: tuple[Column, ...] = CAMERA_COLUMNS,
    equipment: pd.DataFrame | None = None,
    homes: pd.Series | None = None,
    crs: str = AUTO,
) -> Entries:
    """Read entries by row number and column: None where nothing was typed, "" to empty a field.

    Parameters
    ----------
    texts
        Under names of the `columns`, or `POSITION`, which gives `lon` and `lat`.
    communes
        A position must lie in one of them.
    columns
        Canonical columns of the table that the entries are for.
    equipment
        What is listed: an entry that names equipment may do so by its code or its name.
    homes
        By row number the code of the commune each is known to be in: it tells in which plane
        of VN-2000 a position in metres is given, where the entry itself does not.
    crs
        How metres are read where neither says it, see `read_import`.

    Returns
    -------
    Entries
        On the row numbers of `texts`; what is private is left out, with a notice.
    """
    known = {column.name: column for column in columns}
    texts = texts.astype(object).where(texts.notna(), None)
    sheet, findings = without_private(_sheet(texts))
    readers: tuple[Callable[[Sheet], EntryPart], ...] = (
        *(partial(_read_plain, known=known), _read_states, _read_direction, _read_degrees),
        partial(_read_position, communes=communes, homes=homes, crs=crs),
    )
    tables = []
    for reader in readers:
        table, found = reader(sheet)
        tables.append(table)
        findings += found
    values = pd.concat(tables, axis=1).astype(object)
    values = values.where(values.notna(), None)
    if equipment is not None:
        findings += _linked(sheet, values, equipment)
    return _parted(texts, sheet, values, findings, known)


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


def _read_plain(sheet: Sheet, known: Mapping[str, Column]) -> EntryPart:
    named = [h.column for h in sheet.headings if h.column in known.keys() - _READ_APART]
    return read_columns(sheet, [known[name] for name in named])


def _linked(sheet: Sheet, values: pd.DataFrame, equipment: pd.DataFrame) -> list[Finding]:
    """Put codes in place of names of equipment; return a remark where none is listed so."""
    findings, codes = list[Finding](), {*equipment["equipment_id"]}
    for name in filter(sheet.has, LINKS):
        stated = values[name].dropna()
        values.loc[stated.index, name] = by_name(stated, equipment).astype(object)
        odd = stated.index[[bool({*split_ids(v)} - codes) for v in values.loc[stated.index, name]]]
        findings += warn(
            *(sheet, name, sheet.column(name)[odd]),
            lambda cell: _("No equipment is listed as “{value}”", value=cell),
            _("List it among the equipment, or correct the id; until then its state is not known"),
        )
    return findings


def _read_states(sheet: Sheet) -> EntryPart:
    stated, nothing = _only(sheet, *STATED_TOGETHER), pd.DataFrame(index=sheet.cells.index)
    return with_conditions(stated, nothing, []) if stated.headings else (nothing, [])


def _read_direction(sheet: Sheet) -> EntryPart:
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


def _read_degrees(sheet: Sheet) -> EntryPart:
    table, findings = pd.DataFrame(index=sheet.cells.index), list[Finding]()
    for name in filter(sheet.has, DEGREES):
        angles, unread = parse_values(sheet.column(name), read_angle)
        outside = _LIMITS[name].refuses(angles.astype(float))
        table[name] = angles.mask(outside).astype(float).round(_DECIMALS)
        wrong = sheet.column(name)[outside | angles.index.isin(unread.index)]
        findings += warn(sheet, name, wrong, partial(cannot_be, _LIMITS[name]), "")
    return table, findings


def _read_position(
    sheet: Sheet, communes: gpd.GeoDataFrame | None, homes: pd.Series | None, crs: str
) -> EntryPart:
    found = pd.DataFrame(index=sheet.cells.index)
    if communes is None or not sheet.has(POSITION):
        return found, []
    found = found.assign(lon=float("nan"), lat=float("nan"))
    findings, succession = list[Finding](), Succession(communes)
    stated, planes = _in_planes(_only(sheet, POSITION), communes, homes, crs)
    for plane in planes.unique():
        part = replace(stated, cells=stated.cells[planes == plane])
        table, _metres, odd = place_rows(part, communes, succession, plane)
        found.loc[table.index, list(DEGREES)] = table[list(DEGREES)]
        findings += odd
    return found.round(_DECIMALS), findings


def _in_planes(
    sheet: Sheet, communes: gpd.GeoDataFrame, homes: pd.Series | None, crs: str
) -> tuple[Sheet, pd.Series]:
    """Return positions without the words that name a plane, and the plane each is given in."""
    parts = [_plane_apart(text or "") for text in sheet.column(POSITION)]
    planes = pd.Series([plane for _text, plane in parts], sheet.cells.index, dtype=object)
    bare = pd.Series([text or None for text, _plane in parts], planes.index, dtype=object)
    sheet = replace(sheet, cells=bare.to_frame(0))
    otherwise = _planes_at_home(sheet, communes, homes) if crs == AUTO else crs
    return sheet, planes.mask(planes == "", otherwise)


def _plane_apart(text: str) -> tuple[str, str]:
    """Return a position without the words that name its plane, and the plane, "" for none."""
    words = _PLANE_WORDS.search(text)
    if words is None or sum(map(str.isdigit, text[: words.start()])) < _LEAST_DIGITS:
        return text, ""
    return text[: words.start()].strip(" ,;"), plane_in(text[words.start() :])


def _planes_at_home(sheet: Sheet, communes: gpd.GeoDataFrame, homes: pd.Series | None) -> pd.Series:
    """Return the one plane in which each position in metres lies in its commune, else `AUTO`."""
    stated = read_positions(sheet)
    metres = stated[stated["metres"]]
    homes = pd.Series(dtype=object) if homes is None else homes[homes != ""]
    homes = homes.reindex(metres.index)
    halves = metres["north"], metres["east"]
    located = {plane: project_and_locate(*halves, communes, plane)["located"] for plane in _PLANES}
    fits = pd.DataFrame(located, metres.index).eq(homes, axis=0)
    alone = fits[fits.sum(axis=1) == 1].idxmax(axis=1)
    return alone.reindex(sheet.cells.index).astype(object).fillna(AUTO)


def _parted(
    texts: pd.DataFrame,
    sheet: Sheet,
    values: pd.DataFrame,
    findings: list[Finding],
    known: Mapping[str, Column],
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
        Finding("", row, heading, Severity.ERROR, _unread(cell, known.get(column)), "")
        for (row, heading), column in missing.items()
        if (row, heading) not in told
        and not _empties(cell := sheet.column(column)[row], known.get(column))
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
    return columns_of_entry(column)[0]


def columns_of_entry(column: str) -> tuple[str, ...]:
    """Return the columns that an entry of one writes, beside what it implies.

    Parameters
    ----------
    column
        Canonical, or `POSITION`, which writes both degrees.

    Returns
    -------
    tuple of str
        `lon` and `lat` for `POSITION`, else the column alone.
    """
    return DEGREES if column == POSITION else (column,)


def _missing(cells: pd.Series, values: pd.Series) -> list[int]:
    return [row for row, value in numbered(values) if value is None and cells[row] is not None]


def _empties(text: str, column: Column | None) -> bool:
    """Tell whether an entry says that there is nothing, such as *chưa* of a day."""
    holds = column.holds if column else None
    blank = is_blank(text) and fold(text) != "nan"
    return blank or holds in (ColumnType.DATE, ColumnType.TEXT)


def _unread(text: str, column: Column | None) -> str:
    return cannot_be(column, text) if column else _("“{value}” is no position", value=text)
