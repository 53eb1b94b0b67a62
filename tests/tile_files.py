"""Files of tiles, as other programs write them: MBTiles by hand, PMTiles by its own writer."""

import gzip
import sqlite3
from io import BytesIO
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

# Worked out by hand for 106.9° E, 17.0° N at zoom 10: x = (106.9 + 180) / 360 · 1024 = 816.07,
# y = 1024 · (1 - asinh(tan 17°) / π) / 2 = 462.9; counted from the south 1023 - 462 = 561.
ZOOM, X, Y, Y_FROM_SOUTH = 10, 816, 462, 561


def picture(colour=(20, 160, 60), form="PNG", side=256) -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side), colour).save(out, form)
    return out.getvalue()


def mbtiles(path: Path, tiles, metadata=None) -> Path:
    """Write tiles, by zoom, column and row as the file counts them."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name text, value text)")
    database.execute(
        "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer,"
        " tile_data blob)"
    )
    database.execute("CREATE UNIQUE INDEX t ON tiles (zoom_level, tile_column, tile_row)")
    database.executemany("INSERT INTO metadata VALUES (?, ?)", (metadata or {}).items())
    database.executemany(
        "INSERT INTO tiles VALUES (?, ?, ?, ?)",
        ((*place, content) for place, content in tiles.items()),
    )
    database.commit()
    database.close()
    return path


def pmtiles(path: Path, tiles, metadata=None, **header) -> Path:
    """Write tiles, by zoom, column and row from the north."""
    with path.open("wb") as file:
        writer = Writer(file)
        for place in sorted(tiles, key=lambda place: zxy_to_tileid(*place)):
            writer.write_tile(zxy_to_tileid(*place), tiles[place])
        zooms = [z for z, _x, _y in tiles]
        known = {
            "tile_type": TileType.PNG,
            "tile_compression": Compression.NONE,
            "min_zoom": min(zooms),
            "max_zoom": max(zooms),
            "min_lon_e7": 1060000000,
            "min_lat_e7": 160000000,
            "max_lon_e7": 1080000000,
            "max_lat_e7": 180000000,
            "center_zoom": min(zooms),
            "center_lon_e7": 1069000000,
            "center_lat_e7": 170000000,
        }
        writer.finalize(known | header, metadata or {})
    return path


def vector_tile(*layers: tuple[str, list[tuple[dict[str, str], int, list[int]]]]) -> bytes:
    """Return a vector tile, packed: layers of features with properties, type and geometry.

    Written from the specification (version 2.1), byte by byte.
    """
    return gzip.compress(b"".join(_field(3, _layer(*layer)) for layer in layers))


def _layer(name, features) -> bytes:
    keys = sorted({key for properties, _kind, _geometry in features for key in properties})
    values = sorted({value for properties, *_rest in features for value in properties.values()})
    out = _field(1, name.encode())
    for properties, kind, geometry in features:
        tags = [n for k, v in properties.items() for n in (keys.index(k), values.index(v))]
        out += _field(
            2,
            _field(2, _varints(tags))
            + bytes([3 << 3])
            + _varints([kind])
            + _field(4, _varints(geometry)),
        )
    out += b"".join(_field(3, key.encode()) for key in keys)
    out += b"".join(_field(4, _field(1, value.encode())) for value in values)
    return out + bytes([5 << 3]) + _varints([4096]) + bytes([15 << 3]) + _varints([2])


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varints([len(content)]) + content


def _varints(numbers) -> bytes:
    out = bytearray()
    for number in numbers:
        rest = number
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def zigzag(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def square(left: int, top: int, side: int) -> list[int]:
    """Return the geometry of a square: move there, three lines, close."""
    moves = [(left, top), (side, 0), (0, side), (-side, 0)]
    first, *rest = [[zigzag(dx), zigzag(dy)] for dx, dy in moves]
    return [9, *first, 26, *(n for move in rest for n in move), 15]
