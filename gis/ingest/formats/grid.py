"""A sheet as its file holds it, before anyone asks what its columns mean."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.errors import FileError
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import number

MAX_COLUMNS = 512

# Controls but blanks, what joins or parts letters, and what turns the direction of writing.
_INVISIBLE = dict.fromkeys(
    (
        *range(9),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
    )
)


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
    plain = unicodedata.normalize("NFC", text)
    # What can be printed holds nothing invisible.
    visible = plain if plain.isprintable() else plain.translate(_INVISIBLE)
    return " ".join(visible.split()) or None


def changed(cells: pd.Series, change: Callable[[str], object]) -> pd.Series:
    """Return the cells with each text changed; other cells stay as they are.

    Words repeat: each distinct text is changed once.
    """
    values = cells.to_numpy(dtype=object).copy()
    texts = np.fromiter((cell.__class__ is str for cell in values.tolist()), bool, len(values))
    if not texts.any():
        return cells
    values[texts] = by_distinct(values[texts], change)
    return pd.Series(values, index=cells.index, dtype=object)


def by_distinct(cells: NDArray[np.object_], read: Callable[[Any], Any]) -> NDArray[np.object_]:
    """Return what is read from each cell, None where it is missing; equal cells are read once."""
    places, distinct = pd.factorize(cells)
    said = pd.Series([*map(read, distinct), None], dtype=object)
    return np.asarray(said.to_numpy()[places])


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
