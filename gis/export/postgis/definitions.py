"""How the layers stand in a PostgreSQL store: tables with types, keys, rules and comments.

All of it follows from the schemas of the layers. Names come from there, never from data.
"""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column
from gis.export.schema import SCHEMAS, FieldType, LayerField, LayerSchema
from gis.export.styles import state_field
from gis.store.sql_rules import quoted

RESULTS = "results"
# What makes the role that reads the tables, and of the register what is open.
ROLES_FILE = Path(__file__).with_name("gis_reader.sql")
GEOMETRY_COLUMN = "geom"
# What a row holds in short: only rows that have another one now are written.
DIGEST_COLUMN = "row_digest"
ABOUT = "about"
_TYPES = {
    FieldType.TEXT: "text",
    FieldType.WHOLE: "bigint",
    FieldType.NUMBER: "double precision",
    FieldType.FLAG: "boolean",
    FieldType.DATE: "date",
}
_BOUNDS: dict[str, tuple[Column, ...]] = {
    "cameras": CAMERA_COLUMNS,
    "equipment": EQUIPMENT_COLUMNS,
}
# Field → the layer whose key it names.
_REFERENCES = {"commune_code": "communes", "camera_id": "cameras"}
_INDEXED = ("commune_code", "status", "site_id", "equipment_id")
ABOUT_STATEMENT = f"""CREATE TABLE IF NOT EXISTS {RESULTS}.{ABOUT} (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  store text NOT NULL,
  revision bigint NOT NULL,
  refreshed_at timestamptz NOT NULL DEFAULT now(),
  level text NOT NULL,
  light text NOT NULL,
  live_only boolean NOT NULL,
  boundaries text NOT NULL,
  simulated boolean NOT NULL,
  program text NOT NULL,
  definition text NOT NULL,
  comments text NOT NULL,
  digests jsonb NOT NULL
)"""


def table_name(schema: LayerSchema) -> str:
    """Return the name of a layer's table, with that of the tables' schema before it.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        As it stands in SQL.
    """
    return f'{RESULTS}."{schema.name}"'


def table_statement(schema: LayerSchema) -> str:
    """Return what makes a layer's table: typed columns, primary key, and rules for its values.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        One statement of SQL.
    """
    columns = [f'"{field.name}" {_TYPES[field.holds]}' for field in schema.fields]
    if schema.geometry:
        columns.append(f"{GEOMETRY_COLUMN} geometry({schema.geometry}, 4326)")
    columns.append(f"{DIGEST_COLUMN} bigint NOT NULL")
    rules = [
        f'CONSTRAINT "{schema.name}_pkey" PRIMARY KEY ("{schema.key}")',
        *(
            f'CONSTRAINT "{schema.name}_{name}_check" CHECK ({rule})'
            for name, rule in _rules(schema)
        ),
    ]
    lines = ",\n  ".join((*columns, *rules))
    return f"CREATE TABLE {table_name(schema)} (\n  {lines}\n)"


def index_statements(schema: LayerSchema) -> Iterator[str]:
    """Give what makes the indexes of a table: by shape, commune, state, and what it hangs on.

    Parameters
    ----------
    schema
        The layer.

    Yields
    ------
    str
        Statements of SQL.
    """
    for name in dict.fromkeys((*_INDEXED, state_field(schema))):
        if name in schema.names and name != schema.key:
            yield f'CREATE INDEX "ix_{schema.name}_{name}" ON {table_name(schema)} ("{name}")'
    if schema.geometry:
        yield (
            f'CREATE INDEX "ix_{schema.name}_{GEOMETRY_COLUMN}" ON {table_name(schema)} '
            f"USING gist ({GEOMETRY_COLUMN})"
        )


def references(schema: LayerSchema) -> dict[str, LayerSchema]:
    """Return which fields of a layer name a row of another: field → that layer.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    dict
        Of `commune_code` and `camera_id`, where the layer has them and is not named by them.
    """
    found = {name: SCHEMAS[goal] for name, goal in _REFERENCES.items() if name in schema.names}
    return {name: goal for name, goal in found.items() if goal.name != schema.name}


def reference_statements(schema: LayerSchema) -> Iterator[str]:
    """Give what makes the foreign keys of a table, checked when a transaction ends.

    Parameters
    ----------
    schema
        The layer.

    Yields
    ------
    str
        Statements of SQL.
    """
    for name, goal in references(schema).items():
        yield (
            f'ALTER TABLE {table_name(schema)} ADD CONSTRAINT "{schema.name}_{name}_fkey" '
            f'FOREIGN KEY ("{name}") REFERENCES {table_name(goal)} ("{goal.key}") '
            "DEFERRABLE INITIALLY DEFERRED"
        )


def comment_statements(schema: LayerSchema) -> Iterator[str]:
    """Give what comments a table and its columns, in the current language.

    Parameters
    ----------
    schema
        The layer.

    Yields
    ------
    str
        Statements of SQL.
    """
    table = table_name(schema)
    yield f"COMMENT ON TABLE {table} IS {quoted(f'{schema.label}. {schema.meaning()}')}"
    for field in schema.fields:
        yield f'COMMENT ON COLUMN {table}."{field.name}" IS {quoted(_comment(field))}'


def about_comments() -> Iterator[str]:
    """Give what comments the schema of the tables, and the table that says what they are of.

    Yields
    ------
    str
        Statements of SQL.
    """
    meaning = _("What is worked out from the register, refreshed by the program at each revision")
    yield f"COMMENT ON SCHEMA {RESULTS} IS {quoted(meaning)}"
    told = _("One row: of which revision of the register all tables of this schema are")
    yield f"COMMENT ON TABLE {RESULTS}.{ABOUT} IS {quoted(told)}"


def allowed_codes(field: LayerField) -> list[str]:
    """Return the codes that a field allows, in order; none where it allows any text."""
    return sorted(field.words)


def bounds_of(schema: LayerSchema, field: LayerField) -> tuple[float, float]:
    """Return the least and the greatest number that a field of a layer allows; infinite for any.

    Parameters
    ----------
    schema
        The layer.
    field
        One of its fields.

    Returns
    -------
    tuple
        As the register's own column says, in the field's unit.
    """
    for column in _BOUNDS.get(schema.name, ()):
        if column.name == field.name and field.holds in (FieldType.WHOLE, FieldType.NUMBER):
            return column.low, column.high
    return -math.inf, math.inf


def _rules(schema: LayerSchema) -> Iterator[tuple[str, str]]:
    for field in schema.fields:
        if codes := allowed_codes(field):
            yield field.name, f'"{field.name}" IN ({", ".join(map(quoted, codes))})'
        low, high = bounds_of(schema, field)
        bounds = [f'"{field.name}" {sign} {bound!r}' for sign, bound in _finite(low, high)]
        if bounds:
            yield field.name, " AND ".join(bounds)


def _finite(low: float, high: float) -> Iterable[tuple[str, float]]:
    return [(sign, b) for sign, b in ((">=", low), ("<=", high)) if math.isfinite(b)]


def _comment(field: LayerField) -> str:
    """Return a field's label, unit, meaning and codes in one text."""
    unit = f" ({field.unit})" if field.unit and not field.label.endswith(")") else ""
    codes = "; ".join(f"{code} = {word}" for code, word in field.words.items())
    return ". ".join(filter(None, (field.label + unit, field.means.rstrip("."), codes)))
