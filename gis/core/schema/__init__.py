"""The schema: the columns of the register, and the types they are held in."""

from gis.core.schema.cameras import CAMERA_COLUMNS
from gis.core.schema.column import (
    MOST_FEE_VND,
    MOST_PRICE_VND,
    MOST_VND,
    Column,
    ColumnType,
    unit_of,
)
from gis.core.schema.equipment import EQUIPMENT_COLUMNS
from gis.core.schema.rounds import ROUND_COLUMNS
from gis.core.schema.short_names import SHORT_NAME_LETTERS, short_names
from gis.core.schema.values import UNSTATED, conform, parse_value, split_ids, yes_or_no

__all__ = [
    "CAMERA_COLUMNS",
    "EQUIPMENT_COLUMNS",
    "MOST_FEE_VND",
    "MOST_PRICE_VND",
    "MOST_VND",
    "ROUND_COLUMNS",
    "SHORT_NAME_LETTERS",
    "UNSTATED",
    "Column",
    "ColumnType",
    "conform",
    "parse_value",
    "short_names",
    "split_ids",
    "unit_of",
    "yes_or_no",
]
