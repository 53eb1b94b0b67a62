"""Styles that QGIS applies by itself when it opens a table of the database."""

from collections.abc import Iterable

from sqlalchemy import Connection

from gis.export.postgis.definitions import GEOMETRY_COLUMN
from gis.export.qgis.style import layer_style
from gis.export.schema import LayerSchema

# As QGIS makes it.
_TABLE = """CREATE TABLE layer_styles (
  id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, f_table_name varchar,
  f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, useasdefault boolean,
  description text, owner varchar(63), ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP,
  type varchar
)"""
# A project's own table of styles may belong to another role; the tables are as good without.
_MAY_WRITE = (
    "SELECT CASE WHEN to_regclass('layer_styles') IS NULL "
    "THEN has_schema_privilege(current_schema(), 'CREATE') "
    "ELSE has_table_privilege('layer_styles', 'INSERT') "
    "AND has_table_privilege('layer_styles', 'DELETE') END"
)
_OURS = "f_table_catalog = current_database() AND f_table_schema = %s AND owner = 'camera'"


def write_styles(connection: Connection, schemas: Iterable[LayerSchema], place: str) -> None:
    """Write the style of each layer, where it is another now; styles of others stay.

    Parameters
    ----------
    connection
        Within a write.
    schemas
        Of the layers.
    place
        The schema of the database that their tables are in.
    """
    styles = {schema.name: (schema.label, layer_style(schema)) for schema in schemas}
    wanted = {name: style for name, style in styles.items() if style[1]}
    if not connection.exec_driver_sql(_MAY_WRITE).scalar():
        return
    if connection.exec_driver_sql("SELECT to_regclass('layer_styles')").scalar() is None:
        connection.exec_driver_sql(_TABLE)
        connection.exec_driver_sql("GRANT SELECT ON layer_styles TO PUBLIC")
    query = f"SELECT f_table_name, stylename, styleqml::text FROM layer_styles WHERE {_OURS}"  # noqa: S608
    rows = connection.exec_driver_sql(query, (place,)).all()
    there = {name: (label, style) for name, label, style in rows}
    if there == wanted:
        return
    connection.exec_driver_sql(f"DELETE FROM layer_styles WHERE {_OURS}", (place,))  # noqa: S608
    connection.exec_driver_sql(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, stylename, styleqml, useasdefault, owner) "
        "VALUES (current_database(), %s, %s, %s, %s, %s::xml, true, 'camera')",
        [(place, name, GEOMETRY_COLUMN, *style) for name, style in wanted.items()],
    )
