"""Layers as the tiles of a web map, all in one file: PMTiles, and MBTiles for older programs.

Written here and not by GDAL, whose tiles bear no ids, say nothing of provenance and take minutes.
"""

import gzip
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import numpy as np
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.schema import FieldType, LayerSchema
from gis.export.vector_tiles.cutting import EXACT_ZOOM, TileAddress, every_tile, tiled_layer

# The province is a few dots wide below it.
FIRST_ZOOM = 5
_PROGRAM = "Camera Quảng Trị"
_TYPES = {
    FieldType.WHOLE: "Number",
    FieldType.NUMBER: "Number",
    FieldType.FLAG: "Boolean",
}
# Of 9: larger by a twentieth than the most packed, in half the time.
_PACKED = 4
_DEGREE = 10_000_000
_Box = tuple[float, float, float, float]
_MBTILES = """
CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE tiles (
    zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,
    PRIMARY KEY (zoom_level, tile_column, tile_row)
) WITHOUT ROWID;
"""


def pmtiles(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one PMTiles file of vector tiles, see `vector_tiles.cutting`.

    Parameters
    ----------
    layers
        In WGS 84; rows without shape are in no tile.

    Returns
    -------
    bytes
        Version 3, tiles in the order of their numbers, packed by gzip.

    References
    ----------
    Protomaps (2022). PMTiles Version 3 Specification.
    """
    numbered = {zxy_to_tileid(t.zoom, t.column, t.row): data for t, data in _tiles(layers)}
    file = io.BytesIO()
    writer: Any = Writer(file)  # type: ignore[no-untyped-call]
    west, south, east, north = box = _bounds(layers)
    told = archive_metadata(layers)
    corners = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    header: dict[str, Any] = dict(zip(corners, (round(v * _DEGREE) for v in box), strict=True))
    header |= {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "center_zoom": FIRST_ZOOM,
        "center_lon_e7": round((west + east) / 2 * _DEGREE),
        "center_lat_e7": round((south + north) / 2 * _DEGREE),
    }
    with closing(writer.tile_f):
        for number, content in sorted(numbered.items()):
            writer.write_tile(number, content)
        writer.finalize(header, told)
    return file.getvalue()


def mbtiles(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one MBTiles file of vector tiles: the same ones as in `pmtiles`.

    Parameters
    ----------
    layers
        In WGS 84; rows without shape are in no tile.

    Returns
    -------
    bytes
        Version 1.3.

    References
    ----------
    Mapbox (2018). MBTiles Specification 1.3.
    """
    told = archive_metadata(layers)
    told["json"] = json.dumps({"vector_layers": told.pop("vector_layers")}, ensure_ascii=False)
    told |= {"bounds": ",".join(f"{value:.7f}" for value in _bounds(layers)), "format": "pbf"}
    told |= {"minzoom": str(FIRST_ZOOM), "maxzoom": str(EXACT_ZOOM)}
    rows = [(t.zoom, t.column, (1 << t.zoom) - 1 - t.row, data) for t, data in _tiles(layers)]
    with scratch_folder() as folder:
        path = folder / "layers.mbtiles"
        with closing(sqlite3.connect(path)) as file:
            file.executescript(_MBTILES)
            file.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
            file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
            file.commit()
        return path.read_bytes()


def archive_metadata(layers: Sequence[LayerTable]) -> dict[str, Any]:
    """Return what a file of tiles says of itself and of its layers' fields.

    Parameters
    ----------
    layers
        Of the file.

    Returns
    -------
    dict
        `name description version type attribution vector_layers`, and what every file says: see
        `metadata.file_metadata`.
    """
    told = metadata_of(layers)
    about = "; ".join(f"{one.schema.label}: {one.schema.meaning()}" for one in layers)
    return {
        **told,
        "name": told["title"],
        "description": about,
        "version": told.get("revision", ""),
        "type": "overlay",
        "attribution": attribution(simulated=told.get("simulated") == "true"),
        "vector_layers": [vector_layer(one.schema) for one in layers],
    }


def attribution(*, simulated: bool) -> str:
    """Return the line that a map shows for its tiles' source.

    Parameters
    ----------
    simulated
        The data are made up.

    Returns
    -------
    str
        Without markup, in the current language.
    """
    return f"{_PROGRAM} ({_('simulated data')})" if simulated else _PROGRAM


def vector_layer(schema: LayerSchema) -> dict[str, Any]:
    """Return a layer as TileJSON describes it.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    dict
        `id description minzoom maxzoom fields`.
    """
    return {
        "id": schema.name,
        "description": schema.label,
        "minzoom": FIRST_ZOOM,
        "maxzoom": EXACT_ZOOM,
        "fields": {field.name: _TYPES.get(field.holds, "String") for field in schema.fields},
    }


def _tiles(layers: Sequence[LayerTable]) -> Iterator[tuple[TileAddress, bytes]]:
    """Give all tiles, packed; an empty one where there is none: a file has at least one."""
    cut = [tiled_layer(one.table, one.schema) for one in layers]
    empty = True
    for tile, content in every_tile(cut, first_zoom=FIRST_ZOOM):
        empty = False
        yield tile, gzip.compress(content, _PACKED, mtime=0)
    if empty:
        yield TileAddress(0, 0, 0), gzip.compress(b"", mtime=0)


def _bounds(layers: Sequence[LayerTable]) -> _Box:
    """Return west, south, east and north of all that is shown; the world's where nothing is."""
    boxes = [one.table.total_bounds for one in layers if one.table.geometry.notna().any()]
    if not boxes:
        return -180.0, -85.0, 180.0, 85.0
    table = np.array(boxes)
    low, high = table[:, :2].min(axis=0), table[:, 2:].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
