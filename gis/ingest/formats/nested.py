"""Objects in the cells of a layer, as programmers write them: each of their values a column."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from gis.core.text import fold
from gis.ingest.formats.grid import MAX_COLUMNS
from gis.ingest.headings.field_names import spellings

_MAX_DEPTH = 6
_MAX_LETTERS = 20_000
# Whatever stands there is kept as it is written.
_FREE_TEXT = "note"


def flattened(cells: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the objects in its cells as columns named by their paths: ``a/b``.

    Where two paths end alike, the later says its group behind: ``"ten don Vi"`` beside
    ``"camera/ten"``. A column with anything but objects stays as it is.
    """
    columns: dict[str, pd.Series] = {}
    for name in map(str, cells.columns):
        rows = None if name == _FREE_TEXT else _objects(cells[name])
        if rows is None:
            columns[name] = cells[name]
            continue
        for path in dict.fromkeys(path for row in rows for path in row):
            found = [row.get(path) for row in rows]
            columns[_heading(f"{name}/{path}", columns)] = pd.Series(
                found, cells.index, dtype=object
            )
    return pd.DataFrame(columns) if 0 < len(columns) <= MAX_COLUMNS else cells


def _objects(cells: pd.Series) -> list[dict[str, object]] | None:
    """Return the leaves of each cell's object, None where some cell holds none."""
    given = cells.tolist()
    first = next((cell for cell in given if cell is not None), None)
    if not (isinstance(first, dict) or (isinstance(first, str) and first.startswith("{"))):
        return None
    try:
        parsed = [{} if cell is None else _parsed(cell) for cell in given]
    except (ValueError, RecursionError):
        return None
    found = [dict(_leaves(value, "", 0)) for value in parsed if isinstance(value, dict)]
    return found if len(found) == len(given) else None


def _parsed(cell: object) -> object:
    return json.loads(cell[:_MAX_LETTERS]) if isinstance(cell, str) else cell


def _leaves(value: Mapping[str, Any], above: str, depth: int) -> Iterator[tuple[str, object]]:
    for key, part in value.items():
        path = f"{above}/{key}" if above else str(key)
        if isinstance(part, dict) and depth < _MAX_DEPTH:
            yield from _leaves(part, path, depth + 1)
        elif isinstance(part, list):
            yield path, ", ".join(str(item) for item in part)
        else:
            yield path, part if not isinstance(part, dict) else json.dumps(part)


def _heading(path: str, known: Mapping[str, object]) -> str:
    groups, _slash, last = path.rpartition("/")
    ends = {fold(name.rpartition("/")[2]) for name in known}
    behind = next(spellings(groups.rpartition("/")[2]))
    heading = f"{last} {behind}" if fold(last) in ends else path
    return heading if heading not in known else path
