"""Any register file in, its sheets out: cells as they stand, each with the file's row number."""

from collections.abc import Callable
from pathlib import Path

from gis.errors import FileError
from gis.language import _, number
from gis.register.delimited import read_delimited
from gis.register.grid import Grid
from gis.register.kml import read_kml, read_kmz
from gis.register.layers import read_geojson, read_geopackage, read_shapefile, zipped
from gis.register.limits import MAX_COLUMNS, MAX_ROWS, bounded, too_long
from gis.register.openstreetmap import read_extract
from gis.register.workbooks import read_workbook

MAX_FILE_BYTES = 100_000_000
# Text and extracts are read in little memory, a KML document in much.
_OTHER_LIMITS = {".csv": 500_000_000, ".txt": 500_000_000, ".pbf": 500_000_000, ".kml": 30_000_000}

TABLES: dict[str, Callable[[bytes, str], list[Grid]]] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_delimited,
    ".txt": read_delimited,
}
# Map layers say themselves which coordinate system they are in.
LAYERS: dict[str, Callable[[bytes, str], list[Grid]]] = {
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".gpkg": read_geopackage,
    ".shp": read_shapefile,
    ".zip": read_shapefile,
    ".kml": read_kml,
    ".kmz": read_kmz,
    ".osm": read_extract,
    ".pbf": read_extract,
}


def read_grids(source: Path | str | bytes, name: str) -> list[Grid]:
    """Read all sheets or layers of a file, by the ending of its name.

    Parameters
    ----------
    source
        A path, or the bytes of an uploaded file.
    name
        The file's name as the person knows it; it is named in messages.

    Raises
    ------
    FileError
        The file is missing, empty, too large, of an unknown format, or not what its name
        says.
    """
    reader = (TABLES | LAYERS).get(Path(name).suffix.lower())
    if reader is None:
        message = _(
            "{file}: this kind of file cannot be read; use one of {endings}",
            file=name,
            endings=" ".join(TABLES | LAYERS),
        )
        raise FileError(message)
    data = source if isinstance(source, bytes) else _bytes(Path(source), name)
    _check_size(len(data), name)
    grids = reader(data, name)
    wide = max((grid.cells.shape[1] for grid in grids), default=0)
    long = max((len(grid.cells) for grid in grids), default=0)
    if wide > MAX_COLUMNS or long > MAX_ROWS:
        raise FileError(too_long(name))
    return [bounded(grid) for grid in grids]


def _bytes(path: Path, name: str) -> bytes:
    try:
        _check_size(path.stat().st_size, name)
        return zipped(path) if path.suffix.lower() == ".shp" else path.read_bytes()
    except OSError as error:
        message = _("{file}: the file cannot be opened; check its path", file=name)
        raise FileError(message) from error


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise FileError(_("{file}: the file is empty; choose the file again", file=name))
    limit = _OTHER_LIMITS.get(Path(name).suffix.lower(), MAX_FILE_BYTES)
    if size > limit:
        message = _(
            "{file}: the file has {size} MB, more than the {limit} MB allowed; remove pictures "
            "or split it into several files",
            file=name,
            size=number(size / 1e6),
            limit=number(limit / 1e6),
        )
        raise FileError(message)
