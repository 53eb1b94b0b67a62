"""Any register file in, its sheets out: cells as they stand, each with the file's row number."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from gis.core.archives import unpack_archive
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.scratch import scratch_folder
from gis.ingest.formats.delimited import read_delimited
from gis.ingest.formats.dxf import read_dxf
from gis.ingest.formats.file_kinds import kind_of
from gis.ingest.formats.file_limits import MAX_ROWS, bounded, first_parts, too_long, with_notice
from gis.ingest.formats.gml import read_gml
from gis.ingest.formats.gpx import read_gpx
from gis.ingest.formats.grid import MAX_COLUMNS, Grid
from gis.ingest.formats.json_files import read_json
from gis.ingest.formats.kml import read_kml, read_kmz
from gis.ingest.formats.map_layers import (
    open_layers,
    read_flatgeobuf,
    read_geopackage,
    read_loose_part,
    read_parquet,
    zipped,
)
from gis.ingest.formats.old_workbooks import read_old_workbook, read_page
from gis.ingest.formats.openstreetmap import read_extract, read_osm_xml
from gis.ingest.formats.workbooks import read_workbook

MAX_FILE_BYTES = 100_000_000
# Text and extracts are read in little memory, documents in much.
_OTHER_LIMITS = dict.fromkeys((".csv", ".txt", ".tsv", ".pbf"), 500_000_000) | dict.fromkeys(
    (".kml", ".gml", ".gpx", ".html", ".htm"), 30_000_000
)
# So many files of an archive are read.
MAX_PACKED = 100

Reader = Callable[[bytes, str], list[Grid]]
TABLES: dict[str, Reader] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xls": read_old_workbook,
    ".xlsb": read_old_workbook,
    ".ods": read_old_workbook,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".tsv": read_delimited,
    ".dxf": read_dxf,
}
# Map layers say themselves which coordinate system they are in.
LAYER_READERS: dict[str, Reader] = {
    ".geojson": read_json,
    ".json": read_json,
    ".geojsonl": read_json,
    ".ndjson": read_json,
    ".topojson": read_json,
    ".gpkg": read_geopackage,
    ".fgb": read_flatgeobuf,
    ".parquet": read_parquet,
    ".geoparquet": read_parquet,
    ".gml": read_gml,
    ".gpx": read_gpx,
    ".kml": read_kml,
    ".kmz": read_kmz,
    ".osm": read_osm_xml,
    ".pbf": read_extract,
    ".shp": read_loose_part,
    ".dbf": read_loose_part,
    ".tab": read_loose_part,
    ".mif": read_loose_part,
}


def _read_archive(data: bytes, name: str) -> list[Grid]:
    """Read everything in an archive that can be read: layers of several files, and single files.

    Raises
    ------
    FileError
        The archive is damaged or too large, or nothing in it can be read.
    """
    with scratch_folder() as folder:
        layers, files = unpack_archive(data, name, folder, tuple(READERS))
        reads: list[Callable[[], list[Grid]]]
        reads = [partial(open_layers, path, f"{name}, {member}") for member, path in layers]
        reads += [partial(_read_member, content, member) for member, content in files.items()]
        if not 0 < len(reads) <= MAX_PACKED:
            raise FileError(_too_many(name) if reads else _nothing_inside(name))
        grids: list[Grid] = []
        refused: list[FileError] = []
        for read in reads:
            try:
                grids += read()
            except FileError as error:
                refused.append(error)
    if not grids:
        raise refused[0]
    suggestion = _("Load it by itself once it is mended")
    told = [
        Finding(grids[0].name, 0, "", Severity.WARNING, str(error), suggestion) for error in refused
    ]
    return [replace(grids[0], findings=(*grids[0].findings, *told)), *grids[1:]]


def _read_member(content: bytes, member: str) -> list[Grid]:
    grids = read_grids(content, member)
    single = len(grids) == 1
    return [replace(grid, name=member if single else f"{member}, {grid.name}") for grid in grids]


def _nothing_inside(name: str) -> str:
    return _(
        "{file}: nothing in this archive can be read; pack the .xlsx, .csv or layer files "
        "themselves",
        file=name,
    )


def _too_many(name: str) -> str:
    return _(
        "{file}: the archive holds more than {limit} files; pack fewer at a time",
        file=name,
        limit=number(MAX_PACKED),
    )


LAYER_READERS[".zip"] = _read_archive
READERS = TABLES | LAYER_READERS


def read_grids(source: Path | str | bytes, name: str) -> list[Grid]:
    """Read all sheets or layers of a file, by what it holds.

    Parameters
    ----------
    source
        A path, or the bytes of an uploaded file.
    name
        The file's name as the person knows it; it is named in messages.

    Returns
    -------
    list of Grid
        In the order of the file, at most `MAX_SHEETS`; findings on the whole file are the first's.

    Raises
    ------
    FileError
        The file is missing, empty, too large, or of a format that holds no list.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source), name)
    _check_size(len(data), name, Path(name).suffix)
    kind = kind_of(data, name)
    _check_size(len(data), name, kind)
    reader = READERS.get(kind)
    if reader is None:
        message = _(
            "{file}: this kind of file cannot be read; use one of {endings}",
            file=name,
            endings=" ".join(READERS),
        )
        raise FileError(message)
    grids = reader(data, name)
    wide = max((grid.cells.shape[1] for grid in grids), default=0)
    long = max((len(grid.cells) for grid in grids), default=0)
    if wide > MAX_COLUMNS or long > MAX_ROWS:
        raise FileError(too_long(name))
    some, told = first_parts(grids, name)
    return with_notice([bounded(grid) for grid in some], told)


def _bytes(path: Path, name: str) -> bytes:
    try:
        _check_size(path.stat().st_size, name, path.suffix)
        return (
            zipped(path) if path.suffix.lower() in {".shp", ".tab", ".mif"} else path.read_bytes()
        )
    except OSError as error:
        message = _("{file}: the file cannot be opened; check its path", file=name)
        raise FileError(message) from error


def _check_size(size: int, name: str, ending: str) -> None:
    if size == 0:
        raise FileError(_("{file}: the file is empty; choose the file again", file=name))
    limit = _OTHER_LIMITS.get(ending.lower(), MAX_FILE_BYTES)
    if size > limit:
        message = _(
            "{file}: the file has {size} MB, more than the {limit} MB allowed; remove pictures "
            "or split it into several files",
            file=name,
            size=number(size / 1e6),
            limit=number(limit / 1e6),
        )
        raise FileError(message)
