"""GeoJSON by RFC 7946: WGS 84, right-hand rule, no crs member, at most 7 decimals."""

from io import BytesIO

import geopandas as gpd
import pyogrio

from gis.export.shapes import DEGREE_DECIMALS


def geojson(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return the table as one GeoJSON FeatureCollection, UTF-8."""
    file = BytesIO()
    pyogrio.write_dataframe(
        table,
        file,
        driver="GeoJSON",
        layer=name,
        RFC7946="YES",
        COORDINATE_PRECISION=str(DEGREE_DECIMALS),
    )
    return file.getvalue()
