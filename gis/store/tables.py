"""The store's tables. A change here needs a migration beside it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from gis.core import schema
from gis.core.choices import YesNo

metadata = MetaData()


class _Answer(TypeDecorator[str]):
    """Yes, no or nothing; what an older version kept as it was written is read on the way out."""

    impl = Text
    cache_ok = True
    python_type = str

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Return what reads the values of one answer of the database, each different one once."""
        return _Read().__getitem__


class _Read(dict[str, str]):
    def __missing__(self, text: str) -> str:
        self[text] = schema.yes_or_no(text or "")
        return self[text]


def _columns(columns: tuple[schema.Column, ...], key: str) -> list[Column]:  # type: ignore[type-arg]
    return [_column(c, key=key) for c in columns]


def _column(column: schema.Column, *, key: str) -> Column:  # type: ignore[type-arg]
    if column.name == key:
        return Column(key, Text, primary_key=True)
    if column.holds is schema.ColumnType.NUMBER:
        return Column(column.name, Float)
    holds = _Answer if column.choices is YesNo else Text
    return Column(column.name, holds, nullable=False, server_default="")


def _kept() -> list[Column]:  # type: ignore[type-arg]
    return [
        Column("version", Integer, nullable=False),
        Column("simulated", Boolean, nullable=False),
    ]


camera = Table("camera", metadata, *_columns(schema.CAMERA_COLUMNS, "camera_id"), *_kept())
equipment = Table(
    "equipment", metadata, *_columns(schema.EQUIPMENT_COLUMNS, "equipment_id"), *_kept()
)
demand = Table(
    "demand",
    metadata,
    Column("demand_id", Text, primary_key=True),
    Column("category", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("weight", Float),
    Column("weight_per_km", Float),
    Column("wkt", Text, nullable=False),
    *_kept(),
)
survey_round = Table(
    "survey_round", metadata, *_columns(schema.ROUND_COLUMNS, "commune_code"), *_kept()
)
# What an administrator chose, as JSON texts by name.
setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    *_kept(),
)
event = Table(
    "event",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, index=True, server_default="0"),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
# What a commune submitted at a step of the chain of duty, as it was then. No content of the
# register: nothing changes it but the removal of what is simulated.
submission = Table(
    "submission",
    metadata,
    Column("submission_id", Text, primary_key=True),
    # The write that took the step; a write that takes it back names the same number.
    Column("revision", Integer, nullable=False),
    Column("commune_code", Text, nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
# Whole layers of the ground, see `ground`: those that count now and all that did before.
ground_layer = Table(
    "ground_layer",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
# One row: which store this is, and how many changes it has seen.
state_table = Table(
    "state",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)
# The tables people fill, each with the canonical columns of its rows where it has some.
CONTENT: dict[Table, tuple[schema.Column, ...]] = {
    camera: schema.CAMERA_COLUMNS,
    equipment: schema.EQUIPMENT_COLUMNS,
    demand: (),
    survey_round: schema.ROUND_COLUMNS,
    setting: (),
}


def key_of(table: Table) -> str:
    """Return the name of a table's key.

    Parameters
    ----------
    table
        A table with a key of one column.

    Returns
    -------
    str
        ``camera_id``, ``equipment_id``, …
    """
    [key] = table.primary_key
    return key.name
