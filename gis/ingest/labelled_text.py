"""Descriptions that name fields beside their values: ``"Hướng: Đông; kinh phí 900 nghìn"``."""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from gis.core.numbers import read_amount, read_number
from gis.ingest.cells import read_count
from gis.ingest.directions.bearings import read_bearings
from gis.ingest.headings.headers import COUNT_OF, name_columns
from gis.ingest.states.state_cells import read_state

Field = tuple[str, object]
_LONGEST_KEY, _MOST_WORDS = 40, 4
_CLAUSES = re.compile(r"[;|\n]")
# A comma within a number is followed by no blank.
_PARTS = re.compile(r", +")


def _state(text: str) -> None:
    if not read_state(text).status:
        raise ValueError(text)


# What may stand behind its heading without a colon, and what reads it.
_PLAIN: dict[str, Callable[[str], object]] = {
    "azimuth_deg": read_bearings,
    "status": _state,
    "height_m": partial(read_number, unit="m"),
    **dict.fromkeys(
        ("repair_cost_vnd", "connection_cost_vnd", "monthly_cost_vnd", "asset_value_vnd"),
        read_amount,
    ),
}


def spoken(text: str) -> tuple[list[Field], str]:
    """Return the fields that a text names with their values, and the rest of it."""
    fields: list[Field] = []
    rest: list[str] = []
    for clause in _CLAUSES.split(text):
        within: list[list[str]] = []  # a part that names nothing goes with the one before
        for part in _PARTS.split(clause):
            if within and not _field(part.strip()):
                within[-1].append(part)
            else:
                within.append([part])
        for part in (", ".join(parts).strip() for parts in within):
            field = _field(part)
            (fields if field else rest).append(field or part)  # type: ignore[arg-type]
    return fields, "; ".join(filter(None, rest))


@lru_cache(maxsize=1 << 14)
def _field(clause: str) -> Field | None:
    key, colon, value = (part.strip() for part in clause.partition(":"))
    if not colon:
        return _behind(clause)
    if not value or len(key) > _LONGEST_KEY:
        return None
    column = column_of(key)
    if column.startswith(COUNT_OF) and not _is_read(read_count, value):
        return "status", clause  # “Hỏng: mất nguồn” counts nothing
    return (key, value) if column else None


def _behind(clause: str) -> Field | None:
    """Return a value that stands behind its heading: ``"hướng Đông"``, ``"cao 6 m"``."""
    words = clause.split(maxsplit=_MOST_WORDS)
    for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):  # “hướng” before “hướng Đông”
        key, value = " ".join(words[:count]), " ".join(words[count:])
        reader = _PLAIN.get(column_of(key)) if len(key) <= _LONGEST_KEY else None
        if reader and _is_read(reader, value):
            return key, value
    return None


def column_of(heading: str) -> str:
    """Return the column that a heading names alone, empty for none."""
    return name_columns((heading,)).headings[0].column


def _is_read(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except (ValueError, OverflowError):
        return False
    return True
