"""Which rows of a sheet hold the headings: one, or up to three on top of each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from gis.register.grid import Grid
from gis.register.headers import OVER, Header, name_columns
from gis.register.mapping import PROPOSED, Mapping
from gis.spelling import fold

SEARCHED_ROWS = 40
_MAX_DEPTH = 3
_TICK = re.compile(r"[xX✓✔☑]")
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,3}|[a-zA-Z])\s*+\)?(?:\s*=.*)?")

_NUMBERS_LINES = ["STT", "TT", "Stt", "stt", "Tt", "S.T.T", "Số TT", "SỐ TT", "Số thứ tự"]

Texts = Sequence[str]


def find(rows: Sequence[Sequence[object]], mapping: Mapping = PROPOSED) -> Header | None:
    """Find the heading rows: those that, read as a whole, name most columns.

    Titles may stand above them and a row numbering the columns, (1) (2) (3), below. Rows
    under a heading that spans several columns belong to the headings, whatever they say.
    Returns None when no reading has at least two known headings.
    """
    searched = [[_written(cell) for cell in row] for row in rows[:SEARCHED_ROWS]]
    readings = [_reading(searched, start) for start in range(len(searched))]
    found = [
        (replace(name_columns(texts, below, mapping=mapping), first_heading_row=start), texts)
        for start, (texts, below) in enumerate(readings)
    ]
    remembered = [header for header, texts in found if mapping.knows(texts)]
    # Of equal readings that of the first page, and without the titles above it: it begins last.
    best = max(
        reversed(remembered or [header for header, _texts in found]),
        key=lambda header: (len(header.known()), -header.first_data_row),
        default=None,
    )
    if best is None or (len(best.known()) < 2 and not remembered):
        return None
    below = searched[best.first_data_row : best.first_data_row + 1]
    skipped = int(any(map(numbers_columns, below)))
    return replace(best, first_data_row=best.first_data_row + skipped)


def tables(grids: Sequence[Grid]) -> list[Grid]:
    """Return the tables of a file, each under a name of its own."""
    names: dict[str, int] = {}
    distinct = []
    for grid in chain.from_iterable(map(_stacked, grids)):
        name, taken = grid.name, names.get(grid.name, 0)
        while name in names:
            taken += 1
            name = f"{grid.name} ({taken + 1})"
        names[grid.name] = taken
        names.setdefault(name, 0)
        distinct.append(replace(grid, name=name))
    return distinct


def _stacked(grid: Grid) -> list[Grid]:
    """Part a sheet with several tables one below the other, each with headings of its own.

    A further table begins where a row numbers its lines (“STT”) and names other columns than
    the table above; titles right above it go with it.
    """
    if grid.headings is not None:
        return [grid]
    begins = grid.cells.isin(_NUMBERS_LINES).any(axis=1).to_numpy().nonzero()[0].tolist()
    first, cuts = begins[0] if begins else 0, []
    known = {first: _folded(grid, first)} if begins else {}
    for place in begins[1:]:
        if _folded(grid, place) not in known.values():
            known[place] = _folded(grid, place)
            cuts.append(_with_titles(grid, place))
    ends = [0, *cuts, len(grid.cells)]
    names = [grid.name, *(f"{grid.name} ({n})" for n in range(2, len(ends)))]
    return [
        replace(grid, name=name, cells=grid.cells.iloc[start:end])
        for name, start, end in zip(names, ends, ends[1:], strict=False)
    ]


def _folded(grid: Grid, place: int) -> frozenset[str]:
    return frozenset(filter(None, (fold(_written(cell)) for cell in grid.cells.iloc[place])))


def _with_titles(grid: Grid, place: int) -> int:
    """Go up over the rows of a single text above a heading row."""
    while place and sum(bool(_written(cell)) for cell in grid.cells.iloc[place - 1]) == 1:
        place -= 1
    return place


def numbers_columns(row: Texts) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3), A B 1 2, (4) = (5) + (6)."""
    written = [text for text in row if text]
    marks = [_COLUMN_NUMBER.fullmatch(text) for text in written]
    if len(written) < 3 or not all(marks):
        return False
    numbers = [int(mark[1]) for mark in marks if mark and mark[1].isdecimal()]
    if len(numbers) < 2:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _written(cell: object) -> str:
    if cell is None:
        return ""
    shown = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return " ".join(str(shown).split())


def _reading(rows: Sequence[Texts], start: int) -> tuple[Texts, int]:
    """Return the headings that begin in a row, with all that stands under them, and their end."""
    groups = [_groups(rows[start], [""] * len(rows[start]))]
    end = start + 1
    while end < min(start + _MAX_DEPTH, len(rows)) and _stands_under(
        rows[end], rows[end - 1], groups[-1]
    ):
        groups.append(_groups(rows[end], groups[-1]))
        end += 1
    return [_path(column) for column in zip(*_over(rows[start:end], groups), strict=True)], end


def _over(rows: Sequence[Texts], groups: Sequence[Texts]) -> Iterator[Texts]:
    """Give each row of headings with what reaches over the blanks above a further heading."""
    for depth, row in enumerate(rows):
        below = [any(texts) for texts in zip(*rows[depth + 1 :], strict=True)] or [False] * len(row)
        yield [
            text or (group if under else "")
            for text, group, under in zip(row, groups[depth], below, strict=True)
        ]


def _path(texts: Texts) -> str:
    return OVER.join(filter(None, texts))


def _groups(row: Texts, parents: Texts) -> list[str]:
    """Return, for each column, the heading over it and a neighbour, else nothing.

    A heading spreads over the blanks to its right, within the group of the row above.
    """
    owners: list[int] = []
    for place, text in enumerate(row):
        same = place and parents[place] == parents[place - 1]
        owners.append(place if text or not (place and same) else owners[-1])
    several = {owner for owner in owners if owners.count(owner) > 1 and row[owner]}
    return [row[owner] if owner in several else "" for owner in owners]


def _stands_under(lower: Texts, upper: Texts, groups: Texts) -> bool:
    """Tell whether each text of a row lies under a group heading, or under nothing at all."""
    filled = [place for place, text in enumerate(lower) if text]
    if not any(groups[place] for place in filled) or numbers_columns(lower):
        return False
    if any(_is_value(lower[place]) for place in filled):
        return False
    return all(groups[place] or not upper[place] for place in filled) and _groups_begin(
        lower, upper, groups
    )


def _groups_begin(lower: Texts, upper: Texts, groups: Texts) -> bool:
    """Tell whether below each group that is divided its first column has a heading too."""
    divided = {groups[place] for place, text in enumerate(lower) if text and groups[place]}
    starts = {upper[place]: place for place in range(len(upper)) if groups[place] and upper[place]}
    return all(lower[starts[group]] for group in divided if group in starts)


def _is_value(text: str) -> bool:
    return bool(_TICK.fullmatch(text)) or text.replace(".", "").replace(",", "").isdecimal()
