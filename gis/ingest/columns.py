"""The canonical columns of one sheet, read cell by cell, with a warning for each odd cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from gis.core.choices import CodeList, YesNo
from gis.core.dates import read_date
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import (
    AmbiguousNumberError,
    SpanError,
    decimal_mark,
    is_blank,
    number,
    read_amount,
    read_number,
)
from gis.core.schema import Column, ColumnType
from gis.core.text import fold
from gis.core.units import heading_factor, unit_above
from gis.ingest import cells as written
from gis.ingest.choice_terms import LISTED, read_values
from gis.ingest.choice_words import known_value, read_choice, suggest
from gis.ingest.formats.file_limits import QUOTED_LETTERS
from gis.ingest.formats.grid import Uncalculated, by_distinct, changed, numbered
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.mapping import Unread
from gis.ingest.sheets import Sheet
from gis.register.links import LINKS
from gis.vocabulary.words import words

_MEGAPIXELS = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d)?) ?(?:mp|mega ?pixel)", re.IGNORECASE)
CellReader = Callable[[Any], Any]
# What one cell says of these may stand in the column of another.
STATED_TOGETHER = ("status", "fault_part", "cause")
# Beyond so many different unknown words a column holds something else: no word is near.
_SUGGESTED_WORDS = 200
_THOUSAND = 1e3
# A lens that zooms is taken at its wide end, which it has while nobody zooms.
_WIDE_END: dict[str, Callable[..., float]] = {"focal_mm": min, "hfov_deg": max, "vfov_deg": max}


def read_columns(sheet: Sheet, columns: Sequence[Column]) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the given columns of a sheet, missing ones as missing.

    A cell that cannot be read is missing in the table and has a warning that quotes it. What
    says how a thing is (`STATED_TOGETHER`) is read by `gis.ingest.states.conditions`.
    """
    table, findings = {}, []
    for column in columns:
        if column.name in STATED_TOGETHER:
            continue
        values, remarks = _read_column(sheet, column)
        table[column.name] = values
        findings += remarks
    return pd.DataFrame(table, index=sheet.cells.index), findings


def parse_values(cells: pd.Series, reader: CellReader) -> tuple[pd.Series, pd.Series]:
    """Read cells, each different one once.

    Parameters
    ----------
    cells
        Tidied, None where empty.
    reader
        Returns the value of a cell; raises ValueError or OverflowError where it holds none.

    Returns
    -------
    tuple
        The values on the same index (None where there is none), and the unreadable cells.
    """
    unread = []

    def tried(cell: object) -> object:
        try:
            return reader(cell)
        except (ValueError, OverflowError):
            unread.append(cell)
            return None

    found = pd.Series(by_distinct(cells.to_numpy(dtype=object), tried), cells.index, dtype=object)
    return found, cells[cells.isin(unread)] if unread else cells.iloc[:0]


def read_resolutions(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Read frame sizes written in one cell as `resolution_w_px` and `resolution_h_px`.

    Where that column says nothing, the kind may: ``"Thân trụ IP 2MP"``.
    """
    sizes, unread = parse_values(without_blanks(sheet, Role.RESOLUTION), written.read_resolution)
    with_kind, _none = parse_values(sheet.column("kind"), _resolution_of_kind)
    sizes = sizes.where(sizes.notna(), with_kind)
    pairs = [(np.nan, np.nan) if size is None else size for size in sizes]
    columns = ["resolution_w_px", "resolution_h_px"]
    return pd.DataFrame(pairs, sizes.index, columns, dtype=float), warn(
        *(sheet, Role.RESOLUTION, unread),
        lambda cell: _("“{value}” is no resolution", value=cell),
        _("Write it as 1920x1080 or 2 MP"),
    )


def _resolution_of_kind(cell: object) -> tuple[int, int]:
    megapixels = _MEGAPIXELS.search(written.show(cell))
    if megapixels is None:
        raise ValueError(cell)
    return written.read_resolution(megapixels[1].replace(",", ".").removesuffix(".0") + "mp")


def without_blanks(sheet: Sheet, column: str) -> pd.Series:
    """Return a column's cells, None for those that say in words that there is nothing.

    Parameters
    ----------
    sheet
        Its rows are the index.
    column
        Canonical, or a role of a heading.

    Returns
    -------
    Series
        By row number, the other cells as they stand; all None where the sheet has no such column.
    """
    return changed(sheet.column(column), lambda text: None if is_blank(text) else text)


def warn(
    sheet: Sheet, column: str, cells: pd.Series, message: Callable[[str], str], suggestion: str
) -> list[Finding]:
    """Return a warning for each of the cells; a formula without a result has its own.

    Parameters
    ----------
    sheet, column
        Where they stand; the finding names the heading as written.
    cells
        By row number.
    message
        Says what is wrong with a cell, given its text cut to `QUOTED_LETTERS`.
    suggestion
        What to do.

    Returns
    -------
    list of Finding
        One for each cell, in their order.
    """
    heading = sheet.heading(column).text
    return [
        Finding(sheet.name, row, heading, Severity.WARNING, *_words(cell, message, suggestion))
        for row, cell in numbered(cells)
    ]


def _words(cell: object, message: Callable[[str], str], suggestion: str) -> tuple[str, str]:
    if isinstance(cell, Uncalculated):
        return (
            _("The formula has no result: {formula}", formula=cell),
            _("Open the file in the spreadsheet, correct the formula and save, or paste the value"),
        )
    return message(written.show(cell)[:QUOTED_LETTERS]), suggestion


def _read_column(sheet: Sheet, column: Column) -> tuple[pd.Series, list[Finding]]:
    if not sheet.has(column.name):
        return sheet.column(column.name), []
    match column.holds:
        case ColumnType.NUMBER:
            return _read_numbers(sheet, column)
        case ColumnType.DATE:
            return _read_dates(sheet, column)
        case ColumnType.CHOICE:
            return _read_choices(sheet, column)
        case ColumnType.TEXT:
            return _read_texts(sheet, column)


def _read_texts(sheet: Sheet, column: Column) -> tuple[pd.Series, list[Finding]]:
    cells = (
        without_blanks(sheet, column.name)
        if column.name.endswith("_id")
        else sheet.column(column.name)
    )
    if column.name in LINKS:  # a tick says that there is one, not which
        cells = changed(cells, lambda text: None if written.is_tick(text) else text)
    values, unread = parse_values(cells, written.read_text)
    if column.name in LINKS:
        values = values.str.replace(r"\s*[,;\n]\s*", ";", regex=True)
    return values, warn(sheet, column.name, unread, lambda cell: cell, "")


def _read_dates(sheet: Sheet, column: Column) -> tuple[pd.Series, list[Finding]]:
    cells = changed(
        without_blanks(sheet, column.name),
        lambda text: None if known_value(text, YesNo) == YesNo.NO else text,
    )
    yes = cells[[isinstance(cell, str) and known_value(cell, YesNo) != "" for cell in cells]]
    values, unread = parse_values(cells.mask(cells.index.isin(yes.index), None), read_date)
    suggestion = _("Write it as 04/11/2025")
    return values, [
        *warn(
            *(sheet, column.name, unread),
            lambda cell: _("“{value}” is no date", value=cell),
            suggestion,
        ),
        *warn(
            *(sheet, column.name, yes),
            lambda cell: _(
                "“{value}” does not say when; without a date it does not count", value=cell
            ),
            suggestion,
        ),
    ]


def _read_choices(sheet: Sheet, column: Column) -> tuple[pd.Series, list[Finding]]:
    choices = column.choices
    if choices is None:
        raise TypeError(column)
    meant = sheet.meant.get(column.name, {})
    cells = sheet.column(column.name)
    named, unread = parse_values(cells, lambda cell: _named(written.show(cell), choices, meant))
    several = named.map(lambda values: values is not None and len(values) > 1)
    return named.map(lambda values: values[0], na_action="ignore"), [
        *unread_words(sheet, column.name, unread, choices),
        *warn(
            *(sheet, column.name, cells[several]),
            lambda cell: _several(cell, _named(cell, choices, meant), choices),
            _("Only the first is kept; list them in rows of their own if both count"),
        ),
    ]


def _named(text: str, choices: type[CodeList], meant: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values that the words of a cell name, the one people have said it means first."""
    if meant.get(fold(text)) in list(choices):
        return (meant[fold(text)],)
    if known := known_value(text, choices):
        return (known,)
    values = read_values(text, choices) if choices in LISTED else ()
    return values or (read_choice(text, choices),)


def _several(text: str, values: Sequence[str], choices: type[CodeList]) -> str:
    terms = ", ".join(words(choices)[value] for value in values)
    return _("“{value}” names several: {terms}", value=text, terms=terms)


def unread_words(
    sheet: Sheet, column: str, unread: pd.Series, choices: type[CodeList]
) -> list[Finding]:
    """Return an `Unread` for each different cell whose words are not known and that is not blank.

    It stands at the first of the rows that say so.
    """
    unread = unread[[not (isinstance(cell, str) and is_blank(cell)) for cell in unread]]
    few = unread.nunique() <= _SUGGESTED_WORDS
    return [
        Unread(
            *(f.sheet, f.row, f.column, f.severity, f.message, f.suggestion),
            canonical=column,
            value=word,
            choices=choices,
            rows=len(same),
        )
        for word, same in unread.groupby(unread.map(written.show))
        for f in warn(
            *(sheet, column, same.head(1)),
            partial(_unknown, rows=len(same)),
            _("Write: {terms}", terms=_(" or ").join(suggest(word, choices, near=few))),
        )
    ]


def _unknown(cell: str, rows: int) -> str:
    if rows == 1:
        return _("“{value}” is no word known here; not stated", value=cell)
    return _(
        "“{value}” is no word known here; not stated in {count} rows",
        value=cell,
        count=number(rows),
    )


def _read_numbers(sheet: Sheet, column: Column) -> tuple[pd.Series, list[Finding]]:
    cells = without_blanks(sheet, column.name)
    reader = number_reader(sheet, column, cells)
    values, unread = parse_values(cells, reader)
    wide = _wide_ends(column, unread, reader)
    values, unread = values.fillna(wide).astype(float), unread.drop(wide.index)
    outside = column.refuses(values)
    low, high = number(column.low), number(column.high)
    limits = _("Give a number from {low} to {high}", low=low, high=high)
    return values.mask(outside), [
        *warn(
            *(sheet, column.name, unread),
            lambda cell: _no_number(cell, reader),
            _("Write the number alone, such as 12,5 or 1500; remarks go into the notes column"),
        ),
        *warn(
            *(sheet, column.name, cells[wide.index]),
            lambda cell: _("“{value}” is a lens that zooms: its wide end is taken", value=cell),
            _("State the view it usually has, if that is another"),
        ),
        *warn(
            *(sheet, column.name, cells[outside]),
            lambda cell: _("“{value}” cannot be right here", value=cell),
            limits,
        ),
    ]


def _wide_ends(column: Column, unread: pd.Series, reader: CellReader) -> pd.Series:
    """Return, of unread cells that say from where to where a lens zooms, the wide end."""
    pick = _WIDE_END.get(column.name)
    if pick is None:
        return unread.iloc[:0]

    def wide_end(cell: object) -> float:
        try:
            reader(cell)
        except SpanError as error:
            return pick(error.readings)
        raise ValueError(cell)

    return parse_values(unread, wide_end)[0].dropna()


# Nobody's camera sends fewer kilobits: a smaller plain number counts megabits.
FEWEST_KBPS = 100


def number_reader(sheet: Sheet, column: Column, cells: pd.Series) -> CellReader:
    """Return the reader of a column, told what its heading, its range and its cells tell."""
    heading = sheet.heading(column.name)
    named = heading_factor(heading.text, column.unit)
    above = unit_above(_above(sheet)) if named is None and column.is_money else None
    machine = heading.text == column.name
    factor = heading.factor if above is None else above
    if column.unit == "kbps" and named is None and not machine and _all_below(cells, FEWEST_KBPS):
        factor = 1e3
    # Nobody counts single đồng in thousands: "2.300" there are as many.
    usual = "," if column.is_money and factor == _THOUSAND else ""
    how: dict[str, Any] = {
        "unit": column.unit,
        "factor": factor,
        "mark": "." if machine else decimal_mark(cells) or usual,
    }
    if not column.is_money:
        return partial(read_number, fits=column.allows, **how)
    known = named is not None or above is not None
    return partial(read_amount, unit_known=known, most=column.high, **how)


def _all_below(cells: pd.Series, most: float) -> bool:
    """Tell whether all plain numbers of a column are less."""
    plain = pd.to_numeric(cells.astype(str).str.replace(",", "."), errors="coerce").dropna()
    return bool(len(plain) and (plain < most).all())


def _above(sheet: Sheet) -> str:
    """Return the title without the headings: the unit of one column is not that of another."""
    title = " ".join(sheet.title.split())
    for heading in sheet.headings:
        for part in filter(None, heading.text.split(" – ")):
            title = title.replace(part, " ")
    return title


def _no_number(cell: str, reader: CellReader) -> str:
    try:
        reader(cell)
    except AmbiguousNumberError as error:
        return str(error)
    except ValueError:
        pass
    return _("“{value}” is no number", value=cell)
