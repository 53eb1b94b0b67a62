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
    driver
        Of GDAL, which writes it; "" where the program does.
    several
        Whether one file holds several layers.
    mixed
        Whether one layer may hold several kinds of shape.
    projected
        Whether it may be in a plane; else it is WGS 84 always.
    tables
        Whether it takes layers without shapes.
    """

    title: str
    ending: str
    mime: str
    driver: str = ""
    several: bool = False
    mixed: bool = False
    projected: bool = True
    tables: bool = True


_ZIP = "application/zip"
FORMATS = {
    "geojson": Format(
        "GeoJSON", "geojson", "application/geo+json", "GeoJSON", mixed=True, projected=False
    ),
    "gpkg": Format("GeoPackage", "gpkg", "application/geopackage+sqlite3", "GPKG", several=True),
    "csv": Format("CSV", "csv", "text/csv", mixed=True),
    "xlsx": Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        several=True,
        mixed=True,
    ),
}
