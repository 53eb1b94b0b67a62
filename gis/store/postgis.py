"""What a PostGIS store has besides the tables: geometry, and layers that QGIS opens live.

Geometry follows the columns the program writes, so it can never differ from them; since 0007 by
triggers, see `sql_writes`, so that it can be drawn too.
The layers are views that refuse to be written through.
"""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from gis.core.errors import StoreError
from gis.core.language import _

# What PostgreSQL answers who may not make an extension.
_NO_RIGHT = "42501"
GEOMETRY = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "ALTER TABLE camera ADD COLUMN geom geometry(Point, 4326) GENERATED ALWAYS AS "
    "(ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED",
    "ALTER TABLE demand ADD COLUMN geom geometry(Geometry, 4326) GENERATED ALWAYS AS "
    "(ST_GeomFromText(wkt, 4326)) STORED",
    "CREATE INDEX ix_camera_geom ON camera USING gist (geom)",
    "CREATE INDEX ix_demand_geom ON demand USING gist (geom)",
    "CREATE FUNCTION camera_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'layer % is for reading; edit in the program', TG_TABLE_NAME; END$$",
)


def _layer(name: str, query: str) -> tuple[str, str]:
    """Return the statements of a view of this name that takes no writes."""
    return (
        f"CREATE VIEW {name} AS {query}",
        f"CREATE TRIGGER {name}_refuse INSTEAD OF INSERT OR UPDATE OR DELETE ON {name} "
        "FOR EACH ROW EXECUTE FUNCTION camera_refuse()",
    )


POSTGIS_VIEWS = (
    *_layer("layer_cameras", "SELECT * FROM camera WHERE geom IS NOT NULL"),
    *_layer(
        "layer_cameras_broken",
        "SELECT * FROM camera WHERE geom IS NOT NULL "
        "AND status IN ('broken', 'abandoned', 'suspended', 'disposal')",
    ),
    *_layer("layer_cameras_not_located", "SELECT * FROM camera WHERE geom IS NULL"),
    *_layer("layer_equipment", "SELECT * FROM equipment"),
    *_layer(
        "layer_points", "SELECT * FROM demand WHERE GeometryType(geom) IN ('POINT', 'MULTIPOINT')"
    ),
    *_layer(
        "layer_roads",
        "SELECT * FROM demand WHERE GeometryType(geom) IN ('LINESTRING', 'MULTILINESTRING')",
    ),
    *_layer("layer_events", "SELECT * FROM event"),
)


def make_extension(connection: Connection) -> None:
    """Make PostGIS in a database, unless it is there.

    Parameters
    ----------
    connection
        Of a transaction that is open.

    Raises
    ------
    StoreError
        The role has no right to, or the server lacks it: says what its administrator does.
    """
    there = "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'"
    if connection.exec_driver_sql(there).scalar():
        return
    database = connection.engine.url.database
    try:
        connection.exec_driver_sql("CREATE EXTENSION postgis")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _NO_RIGHT:
            raise StoreError(
                _(
                    "The database {database} has no PostGIS, and the program has no right to add "
                    "it. As an administrator of PostgreSQL run in this database: CREATE EXTENSION "
                    "postgis; then start the program again",
                    database=database,
                )
            ) from error
        raise StoreError(
            _(
                "The database {database} has no PostGIS, and it cannot be added ({cause}). Install "
                "PostGIS on the database server (Debian, Ubuntu: apt install postgresql-postgis), "
                "then start the program again",
                database=database,
                cause=str(error.orig).strip().splitlines()[0],
            )
        ) from error
