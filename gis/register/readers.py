"""Any register file in, its sheets out: cells as they stand, each with the file's row number."""

from collections.abc import Callable
from pathlib import Path

from gis.errors import FileError
from gis.language import _, number
from gis.register.delimited import read_delimited
from gis.register.grid import Grid
from gis.register.layers import read_geojson, read_geopackage
from gis.register.workbooks import read_workbook

MAX_FILE_BYTES = 100_000_000

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
    return reader(data, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        _check_size(path.stat().st_size, name)
        return path.read_bytes()
    except OSError as error:
        message = _("{file}: the file cannot be opened; check its path", file=name)
        raise FileError(message) from error


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise FileError(_("{file}: the file is empty; choose the file again", file=name))
    if size > MAX_FILE_BYTES:
        message = _(
            "{file}: the file has {size} MB, more than the {limit} MB allowed; remove pictures "
            "or split it into several files",
            file=name,
            size=number(size / 1e6),
            limit=number(MAX_FILE_BYTES / 1e6),
        )
        raise FileError(message)
