"""A sheet as its file holds it, before anyone asks what its columns mean."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gis.errors import FileError
from gis.findings import Finding
from gis.language import _
from gis.numbers import number

MAX_COLUMNS = 512

_INVISIBLE = dict.fromkeys(map(ord, "\0\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula cell without a stored result, or with an error (``#REF!``) as its result."""

    written: str

    def __str__(self) -> str:
        """Return what the cell shows."""
        return self.written


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or layer.

    `cells` has one row per row of the file, indexed by the file's own row numbers, and
    columns 0, 1, 2 …; a cell is a text, number, date, truth value, `Uncalculated`, or
    empty (None or an empty text). `headings` are given by formats that keep them apart
    from the rows. `merged` lists vertical merges as (first row, last row, column), `spans`
    cells merged over several columns as (row, first column, last column). `findings` tell what
    the reader left out.
    `without_crs`: a map layer that does not say which coordinate system it is in.
    """

    name: str
    cells: pd.DataFrame
    headings: tuple[str, ...] | None = None
    merged: tuple[tuple[int, int, int], ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    without_crs: bool = False


def tidied(cells: pd.Series) -> pd.Series:
    """Return the cells with texts composed (NFC) and without surplus blanks; None when empty."""
    given = cells.tolist()
    if not set(map(type, given)) <= {str, int, type(None)}:
        given = [None if cell != cell else cell for cell in given]  # noqa: PLR0124 - NaN
    return changed(pd.Series(given, index=cells.index, dtype=object), _tidied)


def _tidied(text: str) -> str | None:
    if text.isascii() and "\0" not in text:
        return " ".join(text.split()) or None
    plain = unicodedata.normalize("NFC", text)
    return " ".join(plain.translate(_INVISIBLE).split()) or None


def changed(cells: pd.Series, change: Callable[[str], object]) -> pd.Series:
    """Return the cells with each text changed; other cells stay as they are.

    Words repeat: each distinct text is changed once.
    """
    texts = {cell for cell in cells.tolist() if cell.__class__ is str}
    if not texts:
        return cells
    known = {text: change(text) for text in texts}
    values = [known[cell] if cell.__class__ is str else cell for cell in cells.tolist()]
    return pd.Series(values, index=cells.index, dtype=object)


def numbered(cells: pd.Series) -> list[tuple[int, Any]]:
    """Return row number and cell of each row."""
    return list(zip(cells.index.tolist(), cells.tolist(), strict=True))


def rows_grid(
    rows: Sequence[Mapping[str, object]], name: str, findings: Iterable[Finding] = ()
) -> Grid:
    """Return rows that each say the names of their cells as a sheet, numbered from 1.

    Raises
    ------
    FileError
        The rows name more than `MAX_COLUMNS` different cells.
    """
    headings = tuple(dict.fromkeys(key for row in rows for key in row)) or ("name",)
    if len(headings) > MAX_COLUMNS:
        message = _(
            "{file}: the rows have {count} different fields, more than {limit}; export the list "
            "as a table",
            file=name,
            count=number(len(headings)),
            limit=number(MAX_COLUMNS),
        )
        raise FileError(message)
    table = [[row.get(heading) for heading in headings] for row in rows]
    cells = pd.DataFrame(table, range(1, len(rows) + 1), range(len(headings)), dtype=object)
    return Grid(name, cells, headings, findings=tuple(findings))
