"""The two kinds of files that hold a map's tiles: MBTiles (SQLite) and PMTiles.

They come from outside: nothing they say of themselves is relied upon where it can be looked at,
and what is read of them is bounded in bytes and in time.
"""

import json
import math
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmtiles.tile import (
    Compression,
    Entry,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from gis.core.errors import FileError
from gis.core.language import _

DegreeBox = tuple[float, float, float, float]
MAX_TILE_BYTES = 2_000_000
_MAX_DIRECTORY_BYTES = 1_000_000
_MAX_METADATA_BYTES = 4_000_000
_MAX_SECONDS = 5.0
_STEPS_BETWEEN_LOOKS = 20_000
_HEADER_BYTES = 127
_DEEPEST_DIRECTORY = 4
_MERCATOR_LATITUDE = 85.0
# From here on a row counted from the south cannot be taken for one counted from the north.
_TELLING_ZOOM = 5


def unpack(content: bytes, most: int) -> bytes:
    """Return what gzip or zlib has packed, or what is not packed; nothing if more than `most`."""
    if content[:2] != b"\x1f\x8b" and content[:1] != b"\x78":
        return content if len(content) <= most else b""
    try:
        unpacker = zlib.decompressobj(wbits=47)
        raw = unpacker.decompress(content, most)
    except zlib.error:
        return b""
    return raw if unpacker.eof else b""


def _damaged(path: Path) -> FileError:
    return FileError(
        _(
            "Basemap “{file}” is damaged, or was copied only in part. Copy it once more from "
            "where it comes from.",
            file=path.name,
        )
    )


def _empty(path: Path) -> FileError:
    return FileError(_("Basemap “{file}” holds no tiles. Have the file made anew.", file=path.name))


@dataclass(frozen=True)
class Mbtiles:
    """An MBTiles file: a table of tiles in SQLite; opened for reading at each look."""

    path: Path
    zooms: tuple[int, int]
    bounds: DegreeBox
    metadata: dict[str, Any]
    from_north: bool

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile; None for none, or one larger than a tile may be."""
        row = y if self.from_north else (1 << z) - 1 - y
        with _database(self.path) as database:
            found = database.execute(_TILE, (z, x, row)).fetchone()
        return found[0] if found and isinstance(found[0], bytes) else None

    def any_tile(self) -> bytes:
        """Return one of its tiles."""
        with _database(self.path) as database:
            found = database.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
        return found[0] if isinstance(found[0], bytes) else b""


_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
_EXTENT = """SELECT min(tile_column), min(tile_row), max(tile_column), max(tile_row)
    FROM tiles WHERE zoom_level = ?"""


def _open_mbtiles(path: Path) -> Mbtiles:
    _check_sqlite(path)
    with _database(path) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        if "tiles" not in tables:
            raise _empty(path)
        first, last = (
            database.execute(f"SELECT {end}(zoom_level) FROM tiles").fetchone()[0]  # noqa: S608
            for end in ("min", "max")
        )
        if not isinstance(first, int) or not isinstance(last, int) or first < 0 or last > 30:
            raise _empty(path)
        known = "SELECT name, value FROM metadata LIMIT 100"
        metadata = dict(database.execute(known)) if "metadata" in tables else {}
        zoom = database.execute(
            "SELECT min(zoom_level) FROM tiles WHERE zoom_level >= ?", (min(_TELLING_ZOOM, last),)
        ).fetchone()[0]
        extent = database.execute(_EXTENT, (zoom,)).fetchone()
    if not all(isinstance(place, int) for place in extent):
        raise _damaged(path)
    bounds, from_north = _lie_of_rows(zoom, extent, _bounds(metadata.get("bounds")))
    return Mbtiles(path, (first, last), bounds, metadata, from_north)


def _check_sqlite(path: Path) -> None:
    """Raise a `FileError` unless a file is SQLite, and as long as it says itself."""
    with path.open("rb") as file:
        head = file.read(100)
    if head[:16] != b"SQLite format 3\0":
        raise FileError(
            _(
                "“{file}” is no MBTiles file, whatever its name says. Copy it once more, or have "
                "it made anew.",
                file=path.name,
            )
        )
    page_bytes = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if path.stat().st_size < pages * (65_536 if page_bytes == 1 else page_bytes):
        raise _damaged(path)


@contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that nobody writes; what takes too long or too much in it is given up."""
    end = time.monotonic() + _MAX_SECONDS
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_TILE_BYTES)
            database.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS_BETWEEN_LOOKS)
            yield database
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise _damaged(path) from error


def _bounds(text: object) -> DegreeBox | None:
    """Return west, south, east, north as a file writes them; None where that makes no sense."""
    try:
        west, south, east, north = (float(part) for part in str(text).split(","))
    except ValueError:
        return None
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else None


def _lie_of_rows(
    zoom: int, extent: tuple[int, int, int, int], stated: DegreeBox | None
) -> tuple[DegreeBox, bool]:
    """Return where the tiles lie, and whether their rows are counted from the north.

    By the standard they are counted from the south; some programs do otherwise, and only the
    bounds that a file states of itself tell.
    """
    left, low, right, high = extent
    last = (1 << zoom) - 1
    by_standard = _box(zoom, (left, last - high, right, last - low))
    if stated is None:
        return by_standard, False
    turned = _box(zoom, extent)
    shared = [_shared_degrees(stated, box) for box in (by_standard, turned)]
    from_north = zoom >= _TELLING_ZOOM and shared[1] > shared[0]
    return (stated if max(shared) > 0 else by_standard), from_north


def _box(zoom: int, tiles: tuple[int, int, int, int]) -> DegreeBox:
    left, top, right, bottom = tiles
    side = 1 << zoom
    west, east = (360 * x / side - 180 for x in (left, right + 1))
    north, south = (
        math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / side)))) for y in (top, bottom + 1)
    )
    return west, south, east, north


def _shared_degrees(one: DegreeBox, other: DegreeBox) -> float:
    """Return how far two boxes share their latitudes."""
    return min(one[3], other[3]) - max(one[1], other[1])


@dataclass(frozen=True)
class Pmtiles:
    """A PMTiles file: directories that say where each tile lies; opened at each look."""

    path: Path
    header: Any
    zooms: tuple[int, int]
    bounds: DegreeBox
    metadata: dict[str, Any]

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile; None for none, or one larger than a tile may be."""
        wanted = zxy_to_tileid(z, x, y)
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _depth in range(_DEEPEST_DIRECTORY):
            entry = find_tile(_directory(self.path, offset, length), wanted)
            if entry is None:
                return None
            if entry.run_length:
                return self._content(entry)
            offset = self.header["leaf_directory_offset"] + entry.offset
            length = entry.length
        return None

    def _content(self, entry: Entry) -> bytes | None:
        if not 0 < entry.length <= MAX_TILE_BYTES or entry.offset < 0:
            return None
        return _part(self.path, self.header["tile_data_offset"] + entry.offset, entry.length)

    def any_tile(self) -> bytes:
        """Return one of its tiles."""
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _depth in range(_DEEPEST_DIRECTORY):
            entries = _directory(self.path, offset, length)
            if not entries:
                break
            if entries[0].run_length:
                return self._content(entries[0]) or b""
            offset = self.header["leaf_directory_offset"] + entries[0].offset
            length = entries[0].length
        raise _empty(self.path)


def _open_pmtiles(path: Path) -> Pmtiles:
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if head[:8] != b"PMTiles\x03":
        raise FileError(
            _(
                "“{file}” is no PMTiles file of version 3. Copy it once more, or have it "
                "made anew.",
                file=path.name,
            )
        )
    if len(head) < _HEADER_BYTES:
        raise _damaged(path)
    try:
        header = deserialize_header(head)
    except ValueError as error:
        raise _damaged(path) from error
    if path.stat().st_size < header["tile_data_offset"] + header["tile_data_length"]:
        raise _damaged(path)
    ways = {header["internal_compression"], header["tile_compression"]}
    if ways & {Compression.BROTLI, Compression.ZSTD}:
        raise FileError(
            _(
                "Basemap “{file}” is packed in a way that cannot be read here (Brotli or "
                "Zstandard). Have it made with gzip.",
                file=path.name,
            )
        )
    corners = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    stated = _bounds(",".join(str(header[corner] / 1e7) for corner in corners))  # type: ignore[literal-required]
    bounds = stated or (-180, -_MERCATOR_LATITUDE, 180, _MERCATOR_LATITUDE)
    zooms = header["min_zoom"], header["max_zoom"]
    return Pmtiles(path, header, zooms, bounds, _pmtiles_metadata(path, header))


def _pmtiles_metadata(path: Path, header: Any) -> dict[str, Any]:
    """Return what a file says of itself; nothing where that cannot be read: tiles can."""
    try:
        packed = _part(path, header["metadata_offset"], header["metadata_length"])
        metadata = json.loads(unpack(packed, _MAX_METADATA_BYTES))
    except (ValueError, RecursionError, FileError):
        return {}
    return metadata if isinstance(metadata, dict) else {}


def _directory(path: Path, offset: int, length: int) -> list[Entry]:
    return _read_directory(path, path.stat().st_mtime_ns, offset, length)


@lru_cache(maxsize=32)
def _read_directory(path: Path, _changed_ns: int, offset: int, length: int) -> list[Entry]:
    packed = _part(path, offset, length)
    if not unpack(packed, _MAX_DIRECTORY_BYTES):
        raise _damaged(path)
    try:
        return deserialize_directory(packed)
    except (EOFError, OSError, ValueError, OverflowError, zlib.error) as error:
        raise _damaged(path) from error


def _part(path: Path, offset: int, length: int) -> bytes:
    if not 0 <= length <= _MAX_METADATA_BYTES:
        raise _damaged(path)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            content = file.read(length)
    except (OSError, OverflowError) as error:
        raise _damaged(path) from error
    if len(content) < length:
        raise _damaged(path)
    return content


TileFile = Mbtiles | Pmtiles
OPENERS: dict[str, Callable[[Path], TileFile]] = {
    ".mbtiles": _open_mbtiles,
    ".pmtiles": _open_pmtiles,
}


def open_tile_file(path: Path) -> TileFile:
    """Return the file, looked at; a `FileError` says what is wrong with it."""
    opener = OPENERS.get(path.suffix.lower())
    if opener is None:
        raise FileError(
            _("Basemap “{file}”: only .mbtiles and .pmtiles files can be read.", file=path.name)
        )
    return opener(path)
