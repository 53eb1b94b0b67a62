"""Compact bytes for the browser: arrays one after the other, and shapes by web map tile."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

DEGREE = 10_000_000
# Shapes are kept by the tile of this zoom: what covers some streets, what covers a commune.
STREET_TILES, COMMUNE_TILES = 13, 11
Tiles = dict[tuple[int, int], NDArray[np.intp]]


def packed(magic: bytes, n: int, arrays: Iterable[NDArray[Any]]) -> bytes:
    """Return a magic of four letters, a length (u32, little-endian) and arrays as they are."""
    return b"".join([magic, np.uint32(n).astype("<u4").tobytes(), *(a.tobytes() for a in arrays)])


def pack_rings(shapes: NDArray[Any], owner: NDArray[Any], layer: NDArray[Any]) -> bytes:
    """Return the rings of polygons, with whose they are, see `paths`; rings are open.

    Rings of one owner and layer follow each other; where two of them lie over each other
    there is a hole.
    """
    parts, whole = shapely.get_parts(shapes, return_index=True)
    lines, part = shapely.get_rings(parts, return_index=True)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    counts = np.bincount(line, minlength=len(lines))
    open_ = np.ones(len(xy), dtype=bool)
    open_[np.cumsum(counts) - 1] = False
    of = whole[part]
    return pack_paths(xy[open_], counts - 1, owner[of], layer[of])


def lines(shapes: NDArray[Any], owner: NDArray[Any], layer: NDArray[Any]) -> bytes:
    """Return lines and points, with whose they are, see `paths`; a point is a path of one."""
    parts, whole = shapely.get_parts(shapes, return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    counts = np.bincount(part, minlength=len(parts))
    return pack_paths(xy, counts, owner[whole], layer[whole])


def pack_paths(
    xy: NDArray[Any], counts: NDArray[Any], owner: NDArray[Any], layer: NDArray[Any]
) -> bytes:
    """Return paths, little-endian.

    ``QTR2``, n (u32), then of each path its owner (u32), layer (u32) and number of vertices
    (u32), then lon and lat of every vertex in turn (i32, 1e-7°): of the first as it is, of
    every other what it differs by from the one before, whosever that is.
    """
    degrees = (xy * DEGREE).round().astype("<i4")
    steps = np.diff(degrees, axis=0, prepend=np.zeros((1, 2), dtype="<i4"))
    told = (a.astype("<u4") for a in (owner, layer, counts))
    return packed(b"QTR2", len(counts), (*told, steps))


def tile_of(
    lon: pd.Series, lat: pd.Series, zoom: int = STREET_TILES
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the web map tile (x, y) of WGS 84 points."""
    sine = np.sin(np.radians(lat.to_numpy()))
    x = (lon.to_numpy() + 180) / 360
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    side = 1 << zoom
    return np.floor(x * side).astype(np.intp), np.floor(y * side).astype(np.intp)


def by_tile(at: pd.DataFrame, zoom: int = STREET_TILES) -> Tiles:
    """Return the positions of the rows `lon lat` that lie in each tile."""
    tile = pd.DataFrame(np.column_stack(tile_of(at["lon"], at["lat"], zoom)))
    return dict(tile.groupby([0, 1]).indices)  # type: ignore[arg-type]


def by_tiles(shapes: NDArray[Any], zoom: int) -> Tiles:
    """Return the positions of the shapes whose box touches each tile: one may be in several."""
    box = pd.DataFrame(shapely.bounds(shapes), columns=["west", "south", "east", "north"])
    left, top = tile_of(box["west"], box["north"], zoom)
    right, low = tile_of(box["east"], box["south"], zoom)
    wide, tall = right - left + 1, low - top + 1
    row = np.repeat(np.arange(len(box)), wide * tall)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(wide * tall) - wide * tall, wide * tall)
    tile = pd.DataFrame({"x": left[row] + nth % wide[row], "y": top[row] + nth // wide[row]})
    return {key: row[at] for key, at in tile.groupby(["x", "y"]).indices.items()}  # type: ignore[misc]
