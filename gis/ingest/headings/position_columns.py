"""Columns full of positions are noticed by what they hold, whatever their heading says."""

from dataclasses import replace

import pandas as pd

from gis.core.text import fold
from gis.ingest.formats.grid import tidied
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Header, name_columns
from gis.ingest.headings.heading_rows import SEARCHED_ROWS
from gis.ingest.headings.mapping import Mapping
from gis.ingest.positions.coordinates import read_pair
from gis.ingest.positions.map_links import is_map

_LOOKED_AT = 100  # different texts of a column
_MOST = 0.7  # of them are positions
# Where a position is looked for: unknown headings, links, and the words of a place.
_DOUBTFUL = frozenset(
    {"", Role.PRIVATE, "address", "name", "note", "site_id", "kind", Role.ORDINAL, Role.POSITION}
)


def with_noticed_positions(header: Header, cells: pd.DataFrame, mapping: Mapping) -> Header:
    """Return the header with the column full of positions named so.

    A sheet that has positions under known headings stays as it is, and so does a heading
    somebody has given its meaning.
    """
    if header.equipment or _has_positions(cells, header):
        return header
    chosen = mapping.of([h.text for h in header.headings])
    columns = [h.column for h in header.headings]
    found = [
        i
        for i, column in enumerate(columns)
        if column in _DOUBTFUL
        and fold(header.headings[i].text) not in chosen
        and _is_full(cells.iloc[header.first_data_row :, i])
    ]
    if not found:
        return header
    first = found[0]
    headings = tuple(
        replace(heading, column=Role.POSITION if i == first else _not_position(heading.column))
        for i, heading in enumerate(header.headings)
    )
    return replace(header, headings=headings)


def _not_position(column: str) -> str:
    return "" if column == Role.POSITION else column


def _has_positions(cells: pd.DataFrame, header: Header) -> bool:
    columns = [heading.column for heading in header.headings]
    for pair in (("lat", "lon"), (Role.X, Role.Y), (Role.POSITION,)):
        if all(column in columns for column in pair):
            stated = cells.iloc[header.first_data_row :, columns.index(pair[0])].head(2000)
            if tidied(stated).notna().any():
                return True
    return False


def over_positions(cells: pd.DataFrame) -> Header | None:
    """Find the headings of a sheet of which only positions are known: the row over the first."""
    top = cells.head(SEARCHED_ROWS)
    rows = [list(row) for row in top.itertuples(index=False)]
    first = next((i for i, row in enumerate(rows) if any(map(is_position, row))), 0)
    if not first:
        return None
    return name_columns([" ".join(str(cell or "").split()) for cell in rows[first - 1]], first)


def _is_full(cells: pd.Series) -> bool:
    texts = [cell for cell in dict.fromkeys(cells.head(2000)) if isinstance(cell, str) and cell]
    told = texts[:_LOOKED_AT]
    return bool(told) and sum(map(is_position, told)) >= _MOST * len(told)


def is_position(cell: object) -> bool:
    """Tell whether a cell holds both halves of a position, or a link to a place on a map."""
    if not isinstance(cell, str) or len(cell) > 2000 or not any(c.isdigit() for c in cell):
        return isinstance(cell, str) and is_map(cell.strip())
    try:
        north, east = sorted(map(abs, read_pair(" ".join(cell.split()))))
    except ValueError:
        return is_map(cell.strip())
    in_degrees = 6 <= north <= 24 and 102 <= east <= 118
    return in_degrees or (1000 < north < 1.1e6 and 1e6 < east < 2.7e6)
