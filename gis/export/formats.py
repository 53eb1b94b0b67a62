"""The kinds of file that layers leave in: what each is called, ends with and can hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Parameters
    ----------
    title
        What people call it.
    ending
        Of the file's name, without the dot.
    mime
        What browsers call it.
    several
        Whether one file holds several layers.
    mixed
        Whether one layer may hold several kinds of shape.
    projected
        Whether it may be in a plane; else it is WGS 84 always.
    shapeless
        Whether it takes layers without shapes.
    """

    title: str
    ending: str
    mime: str
    several: bool = False
    mixed: bool = False
    projected: bool = True
    shapeless: bool = True


_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A plane for a drawing, which knows no degrees: that of the province, VN-2000, 106°15′.
DRAWN_IN = "EPSG:9212"
FORMATS = {
    "geojson": Format("GeoJSON", "geojson", "application/geo+json", mixed=True, projected=False),
    "gpkg": Format("GeoPackage", "gpkg", "application/geopackage+sqlite3", several=True),
    "csv": Format("CSV", "csv", "text/csv", mixed=True),
    "xlsx": Format("Excel", "xlsx", _XLSX, several=True, mixed=True),
    "geojsonl": Format(
        *("GeoJSON Text Sequence", "geojsonl", "application/geo+json-seq"),
        mixed=True,
        projected=False,
    ),
    "fgb": Format("FlatGeobuf", "fgb", "application/vnd.flatgeobuf", shapeless=False),
    "parquet": Format("GeoParquet", "parquet", "application/vnd.apache.parquet"),
    "kml": Format(
        *("KML", "kml", "application/vnd.google-earth.kml+xml"),
        several=True,
        mixed=True,
        projected=False,
        shapeless=False,
    ),
    "kmz": Format(
        *("KMZ", "kmz", "application/vnd.google-earth.kmz"),
        several=True,
        mixed=True,
        projected=False,
        shapeless=False,
    ),
    "shp": Format("Shapefile", "shp.zip", _ZIP, several=True),
    "dxf": Format("DXF", "dxf", "image/vnd.dxf", several=True, mixed=True, shapeless=False),
    "wkt": Format("CSV + WKT", "csv.zip", _ZIP, several=True, mixed=True),
    "pmtiles": Format(
        *("PMTiles", "pmtiles", "application/vnd.pmtiles"),
        several=True,
        projected=False,
        shapeless=False,
    ),
    "mbtiles": Format(
        *("MBTiles", "mbtiles", "application/vnd.mbtiles"),
        several=True,
        projected=False,
        shapeless=False,
    ),
    "qgis": Format("QGIS", "qgis.zip", _ZIP, several=True),
}
# Tiles of several zooms in one file.
TILE_ARCHIVES = ("pmtiles", "mbtiles")
# What most people take; the other kinds of file are chosen.
USUAL = ("geojson", "gpkg", "csv", "xlsx")
