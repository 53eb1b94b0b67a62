"""A layer of a tile as bytes: rows of a table, their fields, ids and shapes on the tile's grid.

References
----------
Mapbox (2016). Vector Tile Specification, version 2.1.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.export.schema import FieldType, LayerSchema
from gis.export.vector_tiles.protobuf import part, varint, varints, zigzag

# A tile's side in steps of its grid; browsers round finer ones to as many.
EXTENT = 8_192
_VERSION = 2
_MOVE, _LINE, _CLOSE = 1, 2, 7
_NONE = -1
_AREAS = 2


@dataclass(frozen=True, eq=False)
class TileFields:
    """The fields of a layer's rows as tiles write them, each value once.

    Attributes
    ----------
    names
        Of the fields, written: field 3 of a layer's message.
    values
        Each value of each field, written: field 4.
    places
        By row and field, the place in `values`; -1 for a missing one.
    """

    names: list[bytes]
    values: list[bytes]
    places: NDArray[np.int32]

    def of_rows(self, rows: NDArray[np.intp]) -> tuple[list[bytes], bytes]:
        """Return each row's tags, packed; and the names and values that they count.

        Parameters
        ----------
        rows
            Places of rows.

        Returns
        -------
        tuple
            By row; fields 3 and 4 of a layer's message.
        """
        places = self.places[rows]
        there = places != _NONE
        is_used = np.zeros(len(self.values), dtype=bool)
        is_used[places[there]] = True
        number = np.cumsum(is_used) - 1
        fields = np.broadcast_to(np.arange(len(self.names)), places.shape)
        tags = np.column_stack([fields[there], number[places[there]]]).ravel()
        packed, starts = varints(tags.astype(np.uint64))
        ends = starts[np.concatenate([[0], np.cumsum(there.sum(axis=1) * 2)])]
        used = map(self.values.__getitem__, np.flatnonzero(is_used).tolist())
        return _slices(packed, ends), b"".join((*self.names, *used))


def tile_fields(table: pd.DataFrame, schema: LayerSchema) -> TileFields:
    """Return a layer's fields, to be written to any of its tiles.

    Tiles have no days: these are texts, ``2026-11-28``; what is missing is left out.

    Parameters
    ----------
    table
        As `schema.conform_layer` returns it.
    schema
        The layer.

    Returns
    -------
    TileFields
        By the table's rows.
    """
    values: list[bytes] = []
    places = np.full((len(table), len(schema.fields)), _NONE, dtype=np.int32)
    for column, field in enumerate(schema.fields):
        codes, known = pd.factorize(table[field.name])
        places[:, column] = np.where(codes < 0, _NONE, codes + len(values))
        values += [part(4, _WRITTEN[field.holds](value)) for value in known]
    names = [part(3, name.encode()) for name in schema.names]
    return TileFields(names, values, places)


def _whole(value: Any) -> bytes:
    number = int(value)
    return b"\x28" + varint(number) if number >= 0 else b"\x30" + varint(-2 * number - 1)


_WRITTEN: dict[FieldType, Callable[[Any], bytes]] = {
    FieldType.TEXT: lambda text: part(1, str(text).encode("utf-8", "replace")),
    FieldType.NUMBER: lambda number: b"\x19" + struct.pack("<d", number),
    FieldType.WHOLE: _whole,
    FieldType.FLAG: lambda flag: b"\x38\x01" if flag else b"\x38\x00",
    FieldType.DATE: lambda day: part(1, f"{day:%Y-%m-%d}".encode()),
}


def encoded_layer(
    name: str,
    fields: TileFields,
    rows: NDArray[np.intp],
    *,
    numbers: NDArray[np.int64],
    shapes: NDArray[np.object_],
) -> bytes:
    """Return one layer of a tile; nothing where it has no row.

    Parameters
    ----------
    name
        Of the layer.
    fields
        Of all rows of the layer.
    rows
        Which of them the tile holds.
    numbers
        The id of each of these.
    shapes
        Of each of these, on the tile's grid: whole numbers, y to the south.

    Returns
    -------
    bytes
        A part of a tile; a tile is its layers one after the other.
    """
    if not len(rows):
        return b""
    tags, told = fields.of_rows(rows)
    kinds, drawn = _drawn(shapes)
    features = [
        part(2, b"\x08" + number + part(2, tag) + b"\x18" + kind + part(4, commands))
        for number, tag, kind, commands in zip(
            _slices(*varints(numbers.astype(np.uint64))),
            tags,
            map(varint, kinds.tolist()),
            drawn,
            strict=True,
        )
    ]
    head = part(1, name.encode()) + b"\x28" + varint(EXTENT) + b"\x78" + varint(_VERSION)
    return part(3, head + b"".join(features) + told)


def _drawn(shapes: NDArray[np.object_]) -> tuple[NDArray[np.int64], list[bytes]]:
    """Return the kind of each shape (1 points, 2 lines, 3 areas) and its commands, packed."""
    dimensions = shapely.get_dimensions(shapes)
    drawn = [b""] * len(shapes)
    for dimension in np.unique(dimensions):
        rows = np.flatnonzero(dimensions == dimension)
        packed = _commands(shapes[rows], int(dimension))
        for row, commands in zip(rows.tolist(), packed, strict=True):
            drawn[row] = commands
    return dimensions + 1, drawn


def _commands(shapes: NDArray[np.object_], dimension: int) -> list[bytes]:
    """Return shapes of one kind as commands: where the pen moves, from where it was."""
    strokes, owner = _strokes(shapes, dimension)
    points, of_stroke = shapely.get_coordinates(strokes, return_index=True)
    if dimension == _AREAS:  # the last point of a ring is its first one
        keep = np.append(of_stroke[1:] == of_stroke[:-1], False)
        points, of_stroke = points[keep], of_stroke[keep]
    if dimension == 0:  # all points of a shape are one move
        of_stroke, owner = owner[of_stroke], np.arange(len(shapes))
    places = np.rint(points).astype(np.int64)
    steps = np.diff(places, axis=0, prepend=0)
    is_first = np.diff(owner[of_stroke], prepend=_NONE) != 0
    steps[is_first] = places[is_first]
    return _packed(zigzag(steps), of_stroke, owner, dimension)


def _strokes(
    shapes: NDArray[np.object_], dimension: int
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Return the points, lines or rings of shapes, and whose each is."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    if dimension < _AREAS:
        return parts, owner
    # Rings that are outside turn to the right where y goes to the south, inner ones to the left.
    parts = shapely.orient_polygons(parts, exterior_cw=False)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    return rings, owner[of_part]


def _packed(
    steps: NDArray[np.uint64],
    of_stroke: NDArray[np.intp],
    owner: NDArray[np.intp],
    dimension: int,
) -> list[bytes]:
    """Return each owner's strokes as packed numbers: a move, then lines, then an end."""
    count = np.bincount(of_stroke, minlength=len(owner))
    moves = count if dimension == 0 else np.ones_like(count)
    heads = 1 if dimension == 0 else 2
    closes = int(dimension == _AREAS)
    sizes = heads + 2 * count + closes
    starts = np.concatenate([[0], np.cumsum(sizes)])
    numbers = np.empty(starts[-1], dtype=np.uint64)
    numbers[starts[:-1]] = moves << 3 | _MOVE
    if dimension:
        numbers[starts[:-1] + 3] = (count - 1) << 3 | _LINE
    if closes:
        numbers[starts[1:] - 1] = 1 << 3 | _CLOSE
    turn = np.arange(len(of_stroke)) - np.repeat(np.cumsum(count) - count, count)
    at = starts[of_stroke] + 1 + 2 * turn + (turn >= moves[of_stroke])
    numbers[at], numbers[at + 1] = steps[:, 0], steps[:, 1]
    packed, places = varints(numbers)
    owners = np.searchsorted(owner, np.arange(owner[-1] + 2))
    return _slices(packed, places[starts[owners]])


def _slices(content: bytes, places: NDArray[np.int64]) -> list[bytes]:
    ends = places.tolist()
    return [content[one:other] for one, other in pairwise(ends)]
