"""GeoPackage: one layer per file, with its spatial index."""

from io import BytesIO

import geopandas as gpd
import pyogrio


def geopackage(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return the table as a GeoPackage with the layer `name`, in the table's CRS."""
    file = BytesIO()
    pyogrio.write_dataframe(table, file, driver="GPKG", layer=name)
    return file.getvalue()
