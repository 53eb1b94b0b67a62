"""What a PostGIS store has besides the tables: geometry, and layers that QGIS opens live.

Geometry is generated from the columns the program writes, so it can never differ from them.
The layers are views that refuse to be written through.
"""

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
