"""What a GeoPackage says beside its rows: aliases, codes, and styles that QGIS applies itself."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from gis.core.clock import stamp
from gis.export.qgis.style import layer_style
from gis.export.schema import LayerSchema

_TABLES = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT,
  extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
  title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC,
  max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT,
  f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""
_SCHEMA_RULES = "http://www.geopackage.org/spec121/#extension_schema"


def describe_geopackage(path: Path, schemas: Iterable[LayerSchema]) -> None:
    """Write aliases, meanings, codes and styles of layers into their GeoPackage.

    Parameters
    ----------
    path
        The file, with its layers.
    schemas
        Of the layers in it.

    References
    ----------
    OGC 12-128r17, GeoPackage Encoding Standard 1.3, annex F.9 (schema).
    """
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(_TABLES)
        # Registered as QGIS does, or readers pass over it beside tables without shapes.
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', '')"
        )
        tables = ("gpkg_data_columns", "gpkg_data_column_constraints")
        file.executemany(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            [(table, _SCHEMA_RULES) for table in tables],
        )
        for schema in schemas:
            file.executemany(
                "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)", _columns(schema)
            )
            file.executemany(
                "INSERT OR IGNORE INTO gpkg_data_column_constraints VALUES "
                "(?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
                _codes(schema),
            )
            _write_style(file, schema)


def _columns(schema: LayerSchema) -> Iterator[tuple[str | None, ...]]:
    for field in schema.fields:
        codes = _list_name(schema, field.name) if field.words else None
        label = field.label
        yield schema.name, field.name, field.name, label, field.means or label, codes


def _codes(schema: LayerSchema) -> Iterator[tuple[str, str, str]]:
    for field in schema.fields:
        for code, word in field.words.items():
            yield _list_name(schema, field.name), code, word


def _list_name(schema: LayerSchema, name: str) -> str:
    return f"{schema.name}_{name}".lower()


def _write_style(file: sqlite3.Connection, schema: LayerSchema) -> None:
    style = layer_style(schema)
    moment = stamp().replace("+00:00", ".000Z")  # as the standard writes them
    if style:
        file.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            (schema.name, schema.label, style, schema.meaning(), moment),
        )
