"""A short table of any file, such as budgets or prices: its columns found by their headings."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from gis.core.errors import FileError
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import AmbiguousNumberError, decimal_mark, number, read_amount
from gis.core.text import fold
from gis.core.units import LONGEST_HEADING, heading_factor, unit_above
from gis.ingest.cells import show
from gis.ingest.formats.delimited import SEPARATORS, read_delimited
from gis.ingest.formats.grid import Grid, tidied
from gis.ingest.formats.legacy_text import modernised
from gis.ingest.formats.readers import read_grids
from gis.ingest.headings.headers import Heading
from gis.ingest.headings.heading_rows import SEARCHED_ROWS, numbers_columns

MOST_ROWS = 20_000
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DELIMITED = (".csv", ".txt")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The columns looked for that a sheet has, with its tidied rows by the file's row numbers.

    `headings`: column → heading as written. `title`: the text above them. `first`: the first
    filled cell of each row, in whatever column. `findings`: what its reader has to say of it.
    """

    name: str
    cells: pd.DataFrame
    headings: dict[str, str]
    title: str
    first: pd.Series
    findings: tuple[Finding, ...] = ()

    def column(self, name: str) -> pd.Series:
        """Return the cells of a column, None where empty or when the file has none such."""
        if name in self.cells:
            return self.cells[name]
        return pd.Series([None] * len(self.cells), self.cells.index, dtype=object)

    def amounts(self, name: str) -> tuple[pd.Series, dict[int, str]]:
        """Return a column of money in đồng, and by row what cannot be read, with the reason.

        The heading names the unit, or the line above the table does.
        """
        heading = self.headings.get(name, name)
        factor = heading_factor(heading, "vnd")
        factor = unit_above(self.title) if factor is None else factor
        known, mark = factor is not None, decimal_mark(self.column(name))
        amounts, wrong = {}, {}
        for row, cell in self.column(name).items():  # a few hundred rows
            if cell is None:
                continue
            try:
                amounts[row] = read_amount(cell, factor=factor or 1.0, unit_known=known, mark=mark)
            except AmbiguousNumberError as error:
                wrong[int(str(row))] = str(error)
            except ValueError:
                wrong[int(str(row))] = ""
        return pd.Series(amounts, dtype=float).reindex(self.cells.index), wrong


def read_table(
    source: Path | str | bytes,
    name: str,
    known: Mapping[str, str],
    *,
    other: Callable[[str], str] = lambda _heading: "",
) -> Table:
    """Return the sheet of a file that has most of the columns looked for.

    Parameters
    ----------
    source
        A path, or the bytes of an uploaded file.
    name
        The file's name with its ending, named in messages.
    known
        Folded heading → column.
    other
        Names the column of a heading that is not known, empty for none.

    Returns
    -------
    Table
        The first of those with as many columns; without columns where no sheet has any.

    Raises
    ------
    FileError
        The file cannot be read, holds no table, or a very long one; see `read_grids`.
    """
    grids = read_grids(source, name)
    if Path(name).suffix.lower() in _DELIMITED:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        for mark in SEPARATORS:
            with suppress(FileError):  # under another separator a row may have a thousand cells
                grids += read_delimited(data, name, separators=(mark,))
    if any(len(grid.cells) > MOST_ROWS for grid in grids):
        message = _(
            "{file}: more than {rows} rows; is it the right file?",
            file=name,
            rows=number(MOST_ROWS),
        )
        raise FileError(message)
    if not grids:
        raise FileError(_("{file}: there is no table in it", file=name))
    tables = [
        _table(*modernised(grid), partial(_column, known=known, other=other)) for grid in grids
    ]
    return max(tables, key=lambda table: len(table.headings))


def _table(grid: Grid, told: list[Finding], column: Callable[[str], str]) -> Table:
    cells = grid.cells.apply(tidied)
    for top_row, last, place in grid.merged:
        cells.iloc[top_row - 1 : last, place] = cells[place].tolist()[top_row - 1]
    top = [
        ["" if c is None else str(c)[:LONGEST_HEADING] for c in row]
        for row in cells.head(SEARCHED_ROWS).itertuples(index=False)
    ]
    named = _single(grid.headings, column) if grid.headings else None
    headings, below = (named, 0) if named is not None else _headings(top, column)
    rows = cells.iloc[below:]
    numbering = [
        numbers_columns(["" if c is None else show(c) for c in row])
        for row in rows.to_numpy().tolist()
    ]
    rows = rows[~np.array(numbering, dtype=bool)]
    first = rows.bfill(axis=1).iloc[:, 0] if rows.shape[1] else pd.Series(dtype=object)
    places = {h.column: place for place, h in reversed(list(enumerate(headings))) if h.column}
    found = rows[list(places.values())].set_axis(list(places), axis=1)
    above = " ".join(text for row in top[: max(below - 1, 0)] for text in row if text)
    return Table(
        grid.name,
        found,
        {c: headings[p].text for c, p in places.items()},
        above,
        first,
        (*grid.findings, *told),
    )


def _single(row: Sequence[str], column: Callable[[str], str]) -> list[Heading]:
    return [Heading(text, column(text), 1.0) for text in row]


def _double(
    upper: Sequence[str], lower: Sequence[str], column: Callable[[str], str]
) -> list[Heading]:
    """Read headings over two rows: what stands above reaches over empty cells beside it."""
    headings, over = [], ""
    # A line that names the unit of all below it heads no group of columns.
    upper = ["" if unit_above(up) is not None else up for up in upper]
    for up, low in zip(upper, lower, strict=True):
        over = up or over if low else up
        text = f"{over} – {low}" if low and over != low else over or low
        headings.append(Heading(text, column(low) or column(up), 1.0))
    return headings


def _headings(
    top: Sequence[Sequence[str]], column: Callable[[str], str]
) -> tuple[list[Heading], int]:
    """Return the row, or two rows one over the other, with most known headings; data follow.

    Of as many, those that name a unit of money.
    """
    single = [(_single(row, column), place + 1) for place, row in enumerate(top)]
    double = [(_double(*rows, column), place + 2) for place, rows in enumerate(pairwise(top))]
    return max(single + double, key=lambda found: _worth(found[0]), default=([], 0))


def _worth(headings: Sequence[Heading]) -> tuple[int, int]:
    known = [heading for heading in headings if heading.column]
    units = sum(heading_factor(heading.text, "vnd") is not None for heading in known)
    return len({heading.column for heading in known}), units


def _column(text: str, known: Mapping[str, str], other: Callable[[str], str]) -> str:
    bare = text.partition("(")[0].partition("[")[0]
    spellings = (text, BRACKETS.sub(" ", text[:LONGEST_HEADING]), bare)
    return next((known[w] for t in spellings if (w := fold(t[:200])) in known), "") or other(text)
