"""The store's tables. A change here needs a migration beside it."""

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

from gis import schema

metadata = MetaData()


def _columns(columns: tuple[schema.Column, ...], key: str) -> list[Column]:  # type: ignore[type-arg]
    numbers = schema.ColumnType.NUMBER
    return [
        Column(c.name, Float if c.holds is numbers else Text, primary_key=c.name == key,
               nullable=c.holds is numbers)
        for c in columns
    ]  # fmt: skip


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
event = Table(
    "event",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
# One row: which store this is, and how many changes it has seen.
state = Table(
    "state",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)
