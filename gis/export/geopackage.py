"""GeoPackage: one layer per file, with its spatial index."""

from io import BytesIO

import geopandas as gpd
import pyogrio

from gis.export.shapes import KINDS


def geopackage(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return the table as a GeoPackage with the layer `name`, in the table's CRS."""
    file = BytesIO()
    kind = KINDS.get(name, "Unknown")
    pyogrio.write_dataframe(table, file, driver="GPKG", layer=name, geometry_type=kind)
    return file.getvalue()
