"""Which rows of a sheet hold the headings: one, or up to three on top of each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from gis.core.text import fold
from gis.ingest.formats.grid import Grid
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import OVER, Header, name_columns
from gis.ingest.headings.mapping import PROPOSED, Mapping

SEARCHED_ROWS = 40
_MAX_DEPTH = 3
_LONGEST_UNIT = 30
_TICK = re.compile(r"[xX✓✔☑]")
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,3}|[a-zA-Z])\s*+\)?(?:\s*=.*)?")

# Units, also in front of more: “(cái; lý do)”.
_UNIT = re.compile(
    r"(?:don vi(?: tinh)?|dvt)?(?:do|m|mm|km|met|cai|chiec|mat|bo|con|camera|dong|d|vnd|trieu|ty|"
    r"(?:trieu|nghin|ngan|1000|ty) ?(?:dong|d)?|ngay|thang|nam|mp|px|pixel|kenh|cong|mbps|gb|tb|"
    r"ngay thang nam|thang nam|dd mm yyyy)\b.*"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BEGIN_TABLES = {"name", "address", Role.POSITION, Role.ORDINAL}
_NUMBERS_LINES = ["STT", "TT", "Stt", "stt", "Tt", "S.T.T", "Số TT", "SỐ TT", "Số thứ tự"]

Texts = Sequence[str]


def find_heading_rows(
    rows: Sequence[Sequence[object]], mapping: Mapping = PROPOSED
) -> Header | None:
    """Find the heading rows: those that, read as a whole, name most columns.

    Titles may stand above them and a row numbering the columns, (1) (2) (3), below. Rows
    under a heading that spans several columns belong to the headings, whatever they say.
    Returns None when no reading has at least two known headings.
    """
    written = [[_written(cell) for cell in row] for row in rows[:SEARCHED_ROWS]]
    searched = _with_units(written)
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
    first = best.first_data_row
    while first < len(searched) and (
        numbers_columns(searched[first]) or (any(written[first]) and not any(searched[first]))
    ):
        first += 1
    return replace(best, first_data_row=first)


def _with_units(rows: Sequence[Texts]) -> list[list[str]]:
    """Write units that stand below a heading behind it: a row of units is none of its own.

    What only repeats the cell above it, as a merged cell written out does, says nothing.
    """
    found = [_groups_once(row, below) for row, below in zip(rows, [*rows[1:], ()], strict=False)]
    for row, (upper, lower) in enumerate(pairwise(rows), 1):
        filled = [place for place, text in enumerate(lower) if text]
        units = len(filled) > 1 and all(_is_unit(lower[place]) for place in filled)
        for place in filled:
            text, over = lower[place], upper[place] if place < len(upper) else ""
            wide = place + 1 < len(upper) and not upper[place + 1]
            bracketed = _BRACKETED.fullmatch(text) is not None and not _is_number(text)
            if over and (units or (bracketed and (not wide or _is_unit(text)))):
                found[row - 1][place] = f"{over} ({text.strip('()[]')})"
                found[row][place] = ""
            elif over == text and not _is_value(text):
                found[row][place] = ""
    return found


def _groups_once(row: Texts, below: Texts) -> list[str]:
    """Leave out a group heading written again over its next column, as when unmerged."""
    return [
        ""
        if 0 < place < len(below)
        and text == row[place - 1]
        and not any(map(_is_value, (text, *below[place - 1 : place + 1])))
        and "" != below[place - 1] != below[place] != ""
        else text
        for place, text in enumerate(row)
    ]


def _is_unit(text: str) -> bool:
    return len(text) <= _LONGEST_UNIT and _UNIT.fullmatch(fold(text)) is not None


def _is_number(text: str) -> bool:
    return _COLUMN_NUMBER.fullmatch(text) is not None


def tables(grids: Sequence[Grid]) -> list[Grid]:
    """Return the tables of a file, each under a name of its own.

    Parameters
    ----------
    grids
        The file's sheets; one with several tables, below or beside each other, is parted.

    Returns
    -------
    list of Grid
        In the order of the file; a name that is taken is followed by (2), (3) …
    """
    names: dict[str, int] = {}
    distinct = []
    stacked = chain.from_iterable(map(_stacked, grids))
    for grid in chain.from_iterable(map(_side_by_side, stacked)):
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
    if not cuts:
        return [grid]
    ends = [0, *cuts, len(grid.cells)]
    names = [grid.name, *(f"{grid.name} ({n})" for n in range(2, len(ends)))]
    return [
        replace(grid, name=name, cells=grid.cells.iloc[start:end])
        for name, start, end in zip(names, ends, ends[1:], strict=False)
    ]


def _side_by_side(grid: Grid) -> list[Grid]:
    """Part a sheet whose headings are the same ones again, beside the first, for further rows.

    What stands above the headings of the first table alone is said of all.
    """
    if grid.headings is not None:
        return [grid]
    top = [[_written(c) for c in row] for row in grid.cells.head(SEARCHED_ROWS).to_numpy()]
    starts, at = next(((s, n) for n, row in enumerate(top) if (s := _table_starts(row))), ([], 0))
    before = starts[0] if starts else 0
    below = grid.cells.iloc[_with_groups(top, at) :, :before]
    if not starts or any(map(_written, below.to_numpy().flat)):
        return [grid]
    ends = [*starts[1:], grid.cells.shape[1]]
    first = _columns_of(grid, 0, ends[0])
    parts = [_columns_of(grid, *place) for place in zip(starts[1:], ends[1:], strict=True)]
    return [first, *(_with_texts_above(part, first, at) for part in parts)]


def _with_groups(rows: Sequence[Texts], at: int) -> int:
    """Go up to the row above that of headings when it holds headings too, and no title."""
    return at - 1 if at and sum(map(bool, rows[at - 1])) > 1 else at


def _table_starts(row: Texts) -> list[int]:
    """Return where each run of the same headings begins, one naming places or numbering lines."""
    filled = [place for place, text in enumerate(row) if text]
    texts = [fold(row[place]) for place in filled]
    width = next((n for n, text in enumerate(texts) if n and text == texts[0]), 0)
    if width < 2 or texts != texts[:width] * (len(texts) // width):
        return []
    offsets = [place - filled[n - n % width] for n, place in enumerate(filled)]
    named = {heading.column for heading in name_columns([row[p] for p in filled[:width]]).headings}
    alike = offsets == offsets[:width] * (len(texts) // width)
    return filled[::width] if alike and named & _BEGIN_TABLES else []


def _columns_of(grid: Grid, start: int, end: int) -> Grid:
    cells = grid.cells.iloc[:, start:end].set_axis(range(end - start), axis=1)
    merged = [(top, low, c - start) for top, low, c in grid.merged if start <= c < end]
    spans = [
        (r, max(left, start) - start, min(right, end - 1) - start)
        for r, left, right in grid.spans
        if left < end and start <= right
    ]
    return replace(grid, cells=cells, merged=tuple(merged), spans=tuple(spans))


def _with_texts_above(part: Grid, first: Grid, at: int) -> Grid:
    cells = part.cells.astype(object)
    width = min(cells.shape[1], first.cells.shape[1])
    rows = [n for n in range(at) if not any(map(_written, part.cells.iloc[n]))]
    cells.iloc[rows, :width] = first.cells.iloc[rows, :width].to_numpy()
    return replace(part, cells=cells, findings=())


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
    if sum(map(bool, row)) == 1 and not any(parents):  # a title
        several = set()
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
