"""Everything a map of its own reads, by the addresses a server would have it at."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from gis.mapserver.binary import COMMUNE_TILES, STREET_TILES, tile_of
from gis.mapserver.cameras import MapTables, as_json

TileWriter = Callable[[MapTables, int, int], bytes]
NEAR: dict[str, tuple[int, TileWriter]] = {
    "footprints": (STREET_TILES, MapTables.footprint_bytes),
    "buildings": (STREET_TILES, MapTables.building_bytes),
    "places": (COMMUNE_TILES, lambda now, x, y: now.ground.not_seen.tile(x, y)),
    "redundancy": (COMMUNE_TILES, lambda now, x, y: now.ground.redundancy.tile(x, y)),
    "water": (COMMUNE_TILES, lambda now, x, y: now.ground.water_bytes(x, y)),
}
FAR: dict[str, tuple[int, TileWriter]] = {
    "roads": (COMMUNE_TILES, lambda now, x, y: now.ground.road_bytes(x, y)),
}
EMPTY = b"QTR2" + bytes(4)


def map_parts(tables: MapTables) -> dict[str, bytes]:
    """Return the parts: of the province the overview and roads, of a commune all there is."""
    parts = {
        "cameras.bin": tables.camera_bytes,
        "communes.json": tables.commune_json,
        "land.bin": tables.outline_bytes("communes"),
        "fine.bin": tables.outline_bytes("fine"),
        "roads.bin": tables.ground.road_overview(),
        "places.bin": tables.ground.not_seen.overview(),
        "redundancy.bin": tables.ground.redundancy.overview(),
    }
    kinds = FAR if tables.commune is None else FAR | NEAR
    for what, (zoom, made) in kinds.items():
        for x, y in _tiles(tables, zoom):
            if (content := made(tables, x, y)) != EMPTY:
                parts[f"{what}/{x}/{y}.bin"] = content
    if tables.commune is not None:
        parts |= _names(tables)
    return parts


def _names(tables: MapTables) -> dict[str, bytes]:
    told = {(x, y): tables.ground.names(x, y) for x, y in _tiles(tables, STREET_TILES)}
    return {f"names/{x}/{y}.json": as_json(names) for (x, y), names in told.items() if names}


def _tiles(tables: MapTables, zoom: int) -> Iterable[tuple[int, int]]:
    """Return the tiles of the commune, or of the province."""
    communes = tables.communes
    chosen = communes if tables.commune is None else communes[communes["code"] == tables.commune]
    box: Any = chosen.bounds
    left, top = tile_of(box["minx"], box["maxy"], zoom)
    right, low = tile_of(box["maxx"], box["miny"], zoom)
    wide = np.arange(left.min(), right.max() + 1).tolist()
    tall = np.arange(top.min(), low.max() + 1).tolist()
    return ((x, y) for x in wide for y in tall)
