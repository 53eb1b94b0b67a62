"""Layers cut into the tiles of the web, each whole at `EXACT_ZOOM`, a tile never too large.

Below that zoom what no eye can tell apart is simplified, and a tile with more rows than it may
hold has the largest ones, of points those with the least numbers: what is shown once stays when
one comes nearer, and all is there in the end.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gis.export.schema import LayerSchema, feature_ids, feature_numbers
from gis.export.vector_tiles.encoding import EXTENT, TileFields, encoded_layer, tile_fields

# From here on a step of the grid is 0.3 m, and every row and part of a shape is in its tiles.
EXACT_ZOOM = 14
# Of all layers of a tile together.
MOST_TILE_ROWS = 3_000
_WEB_MERCATOR = "EPSG:3857"
_HALF_WORLD_M = math.pi * 6_378_137.0
# Lines and areas reach beyond their tile, so that nobody sees its edge.
_BEYOND = 1 / 64
# Half a dot of a screen that shows a tile in 512 dots.
_UNSEEN = EXTENT / 1_024
_AREAS = 2


@dataclass(frozen=True, slots=True)
class TileAddress:
    """A tile: its zoom, and its column and row counted from the north-west."""

    zoom: int
    column: int
    row: int

    def children(self) -> Iterator["TileAddress"]:
        """Give the four tiles of the next zoom."""
        for place in range(4):
            column, row = 2 * self.column + place % 2, 2 * self.row + place // 2
            yield TileAddress(self.zoom + 1, column, row)

    def box(self, beyond: float = 0.0) -> tuple[float, float, float, float]:
        """Return its west, north, east and south in parts of the world's side."""
        side = 2.0**-self.zoom
        west, north = (self.column - beyond) * side, (self.row - beyond) * side
        reach = (1 + 2 * beyond) * side
        return west, north, west + reach, north + reach


@dataclass(frozen=True, eq=False)
class Pieces:
    """Rows of a layer, and what of their shapes lies in a tile or near it."""

    rows: NDArray[np.intp]
    shapes: NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class TileLayer:
    """A layer that can be cut into tiles; its rows are those with a shape, the chosen first.

    Attributes
    ----------
    schema
        Of the layer.
    fields
        By row.
    numbers
        The lasting id of each row.
    shapes
        In parts of the world's side, x to the east and y to the south.
    bounds
        West, south, east, north in degrees; not finite where there is no shape.
    """

    schema: LayerSchema
    fields: TileFields
    numbers: NDArray[np.int64]
    shapes: NDArray[np.object_]
    bounds: NDArray[np.float64]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the index of the shapes."""
        return shapely.STRtree(self.shapes)

    def pieces(self, tile: TileAddress, within: Pieces | None = None) -> Pieces:
        """Return what lies in a tile; `within` what lies in a tile that holds it."""
        if within is None:
            found = np.sort(self.tree.query(shapely.box(*tile.box(_BEYOND))))
            within = Pieces(found, self.shapes[found])
        points = shapely.get_dimensions(within.shapes) == 0
        shapes = within.shapes.copy()
        shapes[~points] = _clipped(shapes[~points], tile)
        shapes[points] = _points_in(shapes[points], tile)
        inside = ~shapely.is_empty(shapes) & ~shapely.is_missing(shapes)
        return Pieces(within.rows[inside], shapes[inside])

    def encode(
        self, tile: TileAddress, pieces: Pieces, *, most_rows: int = MOST_TILE_ROWS
    ) -> bytes:
        """Return the layer as a part of a tile; nothing where no row lies in it."""
        if tile.zoom < EXACT_ZOOM:
            pieces = Pieces(pieces.rows[:most_rows], pieces.shapes[:most_rows])
        shapes = _on_grid(pieces.shapes, tile)
        numbers = self.numbers[pieces.rows]
        name = self.schema.name
        return encoded_layer(name, self.fields, pieces.rows, numbers=numbers, shapes=shapes)


def tiled_layer(table: gpd.GeoDataFrame, schema: LayerSchema) -> TileLayer:
    """Return a layer, ready to be cut into tiles.

    Parameters
    ----------
    table
        As `schema.conform_layer` returns it, in WGS 84 (EPSG:4326).
    schema
        The layer.

    Returns
    -------
    TileLayer
        Rows without shape are left out; the largest come first, of points the least numbers.
    """
    numbers = feature_numbers(feature_ids(table, schema)).to_numpy()
    there = np.flatnonzero(table.geometry.notna())
    plane = table.geometry.iloc[there].to_crs(_WEB_MERCATOR).to_numpy()
    shapes = shapely.transform(plane, _in_world)
    order = np.lexsort((numbers[there], -shapely.length(shapes), -shapely.area(shapes)))
    rows = there[order]
    fields = tile_fields(table.iloc[rows], schema)
    placed = np.asarray(shapes[order], dtype=object)
    return TileLayer(schema, fields, numbers[rows], placed, table.total_bounds)


def every_tile(
    layers: Sequence[TileLayer], *, first_zoom: int
) -> Iterator[tuple[TileAddress, bytes]]:
    """Give all tiles of some layers that hold anything, down to `EXACT_ZOOM`.

    Parameters
    ----------
    layers
        All of a file.
    first_zoom
        Of the least zoom.

    Yields
    ------
    tuple
        A tile, and its content.
    """
    start = TileAddress(0, 0, 0)
    todo = [(start, [(one, one.pieces(start)) for one in layers])]
    while todo:
        tile, held = todo.pop()
        held = [(one, pieces) for one, pieces in held if len(pieces.rows)]
        if held and tile.zoom >= first_zoom:
            most_rows = _share([len(pieces.rows) for _one, pieces in held])
            parts = (one.encode(tile, pieces, most_rows=most_rows) for one, pieces in held)
            yield tile, b"".join(parts)
        if held and tile.zoom < EXACT_ZOOM:
            todo += [
                (child, [(one, one.pieces(child, pieces)) for one, pieces in held])
                for child in tile.children()
            ]


def _share(counts: Sequence[int]) -> int:
    """Return how many rows each layer of a tile may have: what some do not need others get."""
    room = MOST_TILE_ROWS
    for turn, count in enumerate(sorted(counts)):
        share = room // (len(counts) - turn)
        if count > share:
            return share
        room -= count
    return MOST_TILE_ROWS


def _in_world(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    parts: NDArray[np.float64] = (metres * (1, -1) + _HALF_WORLD_M) / (2 * _HALF_WORLD_M)
    return parts


def _clipped(shapes: NDArray[np.object_], tile: TileAddress) -> NDArray[np.object_]:
    """Return what of lines and areas lies in a tile and a little beyond, None for nothing."""
    clipped = shapely.clip_by_rect(shapes, *tile.box(_BEYOND))
    clipped[shapely.get_dimensions(clipped) != shapely.get_dimensions(shapes)] = None
    return np.asarray(clipped, dtype=object)


def _points_in(shapes: NDArray[np.object_], tile: TileAddress) -> NDArray[np.object_]:
    """Return the points in a tile, each in one tile alone: its east and south belong to others."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    west, north, east, south = tile.box()
    x, y = points.T
    inside = (west <= x) & (x < east) & (north <= y) & (y < south)
    kept = np.full(len(shapes), None, dtype=object)
    whole = np.bincount(owner[inside], minlength=len(shapes)) == np.bincount(
        owner, minlength=len(shapes)
    )
    kept[whole] = shapes[whole]
    parted = inside & ~whole[owner]
    owners, place = np.unique(owner[parted], return_inverse=True)
    kept[owners] = shapely.multipoints(shapely.points(points[parted]), indices=place)
    return kept


def _on_grid(shapes: NDArray[np.object_], tile: TileAddress) -> NDArray[np.object_]:
    """Return shapes in whole steps of a tile's grid; of each at least the smallest there is."""
    corner, steps = np.array([tile.column, tile.row]), 2.0**tile.zoom

    def scaled(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        places: NDArray[np.float64] = (xy * steps - corner) * EXTENT
        return places

    drawn = np.asarray(shapely.transform(shapes, scaled), dtype=object)
    exact = tile.zoom >= EXACT_ZOOM
    dimensions = shapely.get_dimensions(drawn)
    bounds = shapely.bounds(drawn)
    small = (bounds[:, 2:] - bounds[:, :2] < _UNSEEN).all(axis=1)
    unseen = small & (dimensions > 0) & (not exact)
    areas, lines = dimensions == _AREAS, dimensions == 1
    drawn[areas & unseen] = _dots(bounds[areas & unseen, :2], _UNSEEN)
    drawn[lines & unseen] = _dashes(bounds[lines & unseen, :2], _UNSEEN)
    drawn[areas & ~unseen] = _areas_on_grid(drawn[areas & ~unseen], exact=exact)
    drawn[lines & ~unseen] = _lines_on_grid(drawn[lines & ~unseen], exact=exact)
    return drawn


def _dots(places: NDArray[np.float64], side: float = 1.0) -> NDArray[np.object_]:
    """Return squares for areas that are smaller than a grid, or an eye, tells."""
    west, north = np.floor(places).T
    return np.asarray(shapely.box(west, north, west + side, north + side), dtype=object)


def _dashes(places: NDArray[np.float64], length: float = 1.0) -> NDArray[np.object_]:
    """Return short lines for those that are smaller than a grid, or an eye, tells."""
    starts = np.floor(places)
    ends = np.stack([starts, np.add(starts, (length, 0))], axis=1)
    return np.asarray(shapely.linestrings(ends), dtype=object)


def _areas_on_grid(shapes: NDArray[np.object_], *, exact: bool) -> NDArray[np.object_]:
    seen = shapes if exact else shapely.simplify(_large_parts(shapes), _UNSEEN)
    grid = np.asarray(shapely.transform(seen, np.rint), dtype=object)
    sound = shapely.is_valid(grid)
    grid[sound] = shapely.remove_repeated_points(grid[sound])
    grid[~sound] = shapely.set_precision(seen[~sound], 1.0)
    gone = shapely.is_empty(grid) | (shapely.get_dimensions(grid) < _AREAS)
    grid[gone] = _dots(shapely.get_coordinates(shapely.point_on_surface(shapes[gone])))
    return grid


def _large_parts(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas without the parts that nobody sees; the largest of each stays."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    sizes = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owner, sizes)
    kept = (sizes >= _UNSEEN**2) | (sizes == largest[owner])
    if kept.all():
        return shapes
    return np.asarray(shapely.multipolygons(parts[kept], indices=owner[kept]), dtype=object)


def _lines_on_grid(shapes: NDArray[np.object_], *, exact: bool) -> NDArray[np.object_]:
    seen = shapes if exact else shapely.simplify(shapes, _UNSEEN, preserve_topology=False)
    grid = np.asarray(shapely.set_precision(seen, 1.0, mode="pointwise"), dtype=object)
    grid = np.asarray(shapely.remove_repeated_points(grid), dtype=object)
    parts, owner = shapely.get_parts(grid, return_index=True)
    kept = shapely.length(parts) > 0
    made = np.full(len(shapes), None, dtype=object)
    owners, place = np.unique(owner[kept], return_inverse=True)
    made[owners] = shapely.multilinestrings(parts[kept], indices=place)
    gone = shapely.is_missing(made)
    made[gone] = _dashes(shapely.get_coordinates(shapely.centroid(shapes[gone])))
    return made
