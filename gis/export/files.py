"""Which formats there are, and writing a file whole or not at all."""

import tempfile
from pathlib import Path

import geopandas as gpd

from gis.errors import FileError, GisError
from gis.export.delimited import delimited
from gis.export.geojson import geojson
from gis.export.geopackage import geopackage
from gis.language import _

FORMATS = {"geojson": geojson, "gpkg": geopackage, "csv": delimited}


def encode(table: gpd.GeoDataFrame, *, name: str, fmt: str) -> bytes:
    """Return the table in one of `FORMATS`.

    Raises
    ------
    GisError
        No such format.
    """
    if fmt not in FORMATS:
        raise GisError(
            _("No format {name}; there are: {names}", name=fmt, names=", ".join(FORMATS))
        )
    return FORMATS[fmt](table, name=name)


def write(path: Path, content: bytes) -> None:
    """Write a file so that at any moment the old one or the whole new one is there.

    Raises
    ------
    FileError
        The folder is missing, cannot be written, or is full.
    """
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise FileError(
            _("{path}: cannot be written ({error})", path=path, error=error.strerror)
        ) from error
