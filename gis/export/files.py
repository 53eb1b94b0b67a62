"""Which formats there are, and writing a file whole or not at all."""

import tempfile
from pathlib import Path

import geopandas as gpd

from gis.errors import FileError, GisError
from gis.export.delimited import delimited
from gis.export.geojson import geojson
from gis.export.geopackage import geopackage
from gis.export.workbook import workbook
from gis.language import _
from gis.register.coordinates import check_crs

FORMATS = {"geojson": geojson, "gpkg": geopackage, "csv": delimited, "xlsx": workbook}


def encode(table: gpd.GeoDataFrame, *, name: str, fmt: str, crs: str | None = None) -> bytes:
    """Return the table (WGS 84) in one of `FORMATS`, in another CRS when one is asked for.

    A CSV in another CRS has the columns `x y` beside, as Vietnamese surveyors label them:
    north and east, in metres.

    Raises
    ------
    GisError
        No such format or CRS, or the format holds WGS 84 alone.
    """
    if fmt not in FORMATS:
        raise GisError(
            _("No format {name}; there are: {names}", name=fmt, names=", ".join(FORMATS))
        )
    return FORMATS[fmt](table if crs is None else _projected(table, fmt, crs), name=name)


def _projected(table: gpd.GeoDataFrame, fmt: str, crs: str) -> gpd.GeoDataFrame:
    check_crs(crs)
    if fmt == "geojson":
        raise GisError(_("GeoJSON is always in WGS 84; choose gpkg or csv for {crs}", crs=crs))
    moved = table.to_crs(crs)
    if fmt != "csv" or not (table.geom_type.dropna() == "Point").all():
        return moved
    return moved.assign(x=moved.geometry.y.round(3), y=moved.geometry.x.round(3))


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
