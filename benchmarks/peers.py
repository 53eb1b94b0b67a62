"""How others would do the same with geopandas and shapely alone: the recipes of their guides."""

import geopandas as gpd
import pandas as pd
import psycopg
import shapely

from gis.core.crs import EQUAL_AREA

METRIC = 32648
CONFIRMED = ("up", "unconfirmed")
SQL = """
WITH seen AS (
  SELECT c.code, v.sight,
    CASE WHEN ST_Covers(c.g, v.g) THEN v.g ELSE ST_Intersection(v.g, c.g) END AS g
  FROM commune c JOIN view v ON ST_Intersects(v.g, c.g)
)
SELECT code, ST_Area(ST_Union(g)),
  ST_Area(ST_Union(g) FILTER (WHERE sight = 'up')),
  ST_Area(ST_Union(g) FILTER (WHERE sight <> 'down'))
FROM seen GROUP BY code
"""


def covered_area_km2(footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> pd.Series:
    """Return the area seen in each commune: overlay, dissolve, area."""
    return _dissolved(_overlaid(footprints, communes), communes)


def covered_areas_km2(footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return installed, working and confirmed-or-not areas: one overlay, three dissolves."""
    pieces = _overlaid(footprints, communes)
    kinds = {
        "installed": pieces,
        "working": pieces[pieces["sight"] == "up"],
        "confirmed_or_not": pieces[pieces["sight"].isin(CONFIRMED)],
    }
    return pd.DataFrame({name: _dissolved(table, communes) for name, table in kinds.items()})


def _overlaid(footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    tables = footprints[["sight", "geometry"]], communes[["code", "geometry"]]
    return gpd.overlay(*(table.to_crs(EQUAL_AREA) for table in tables), keep_geom_type=True)


def _dissolved(pieces: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> pd.Series:
    merged = pieces.dissolve("code")
    return (merged.area / 1e6).reindex(communes["code"], fill_value=0.0)


def laid_out(
    url: str, footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame
) -> psycopg.Connection:
    """Return a PostGIS session that holds both tables on the plane, indexed and analysed."""
    connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    for name, column, table in (("view", "sight", footprints), ("commune", "code", communes)):
        connection.execute(f"CREATE TEMP TABLE {name} ({column} text, g geometry)")
        plane = table.to_crs(EQUAL_AREA)
        with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for row in zip(plane[column], shapely.to_wkb(plane.geometry, hex=True), strict=True):
                copy.write_row(row)
        connection.execute(f"CREATE INDEX ON {name} USING gist (g)")
        connection.execute(f"ANALYZE {name}")
    return connection


def postgis_areas_km2(connection: psycopg.Connection, codes: pd.Series) -> pd.DataFrame:
    """Return installed, working and confirmed-or-not areas: one query."""
    names = ["code", "installed", "working", "confirmed_or_not"]
    rows = connection.execute(SQL).fetchall()
    table = pd.DataFrame(rows, columns=names).set_index("code").astype(float).fillna(0.0)
    return table.reindex(codes, fill_value=0.0) / 1e6


def seen_length_km(footprints: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> float:
    """Return the length of road that any camera sees: union, spatial join, clip, length."""
    lines = demand[demand["weight_per_km"].notna()].to_crs(METRIC).geometry.to_numpy()
    views = footprints.to_crs(METRIC).geometry.to_numpy()
    seen = shapely.get_parts(shapely.disjoint_subset_union_all(views))
    line, part = shapely.STRtree(seen).query(lines, predicate="intersects")
    return float(shapely.length(shapely.intersection(lines[line], seen[part])).sum() / 1000)
