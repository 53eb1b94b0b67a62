"""Layers as a drawing (DXF): a layer of the drawing for each of ours and each state."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.core.text import fold
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.metadata import as_lines
from gis.export.shapes import METRE_DECIMALS
from gis.export.styles import COLOURS, state_field

# The colours of a drawing by number that are nearest to those of the map.
_COLOUR_NUMBERS = {"#0072B2": 5, "#D55E00": 30, "#882255": 6, "#6d7680": 8}
_PLAIN, _TEXT_HEIGHT_M = 7, 2.5
_LONGEST, _LAST_LETTER = 200, 0xFFFF


def dxf(layers: Sequence[LayerTable]) -> bytes:
    r"""Return layers as DXF of release 12, in the metres of their plane.

    Points stand with their names as texts; areas and lines are polylines.

    Parameters
    ----------
    layers
        All in one plane, in metres.

    Returns
    -------
    bytes
        ASCII: other letters as ``\U+XXXX``, which drawing programs read.

    References
    ----------
    Autodesk, DXF Reference, release 12.
    """
    parts = [part for layer in layers for part in _by_state(layer)]
    lines = [f"999\n{_ascii(line)}" for line in as_lines(metadata_of(layers)).split("\n")]
    lines += _section("HEADER", ["9\n$ACADVER\n1\nAC1009", "9\n$INSUNITS\n70\n6"])
    lines += _section("TABLES", _layer_table({name: colour for name, colour, _r, _l in parts}))
    drawn = [entity for name, _c, rows, layer in parts for entity in _entities(name, rows, layer)]
    lines += [*_section("ENTITIES", drawn), "0\nEOF"]
    return ("\n".join(lines) + "\n").encode("ascii")


Part = tuple[str, int, NDArray[np.intp], LayerTable]


def _by_state(layer: LayerTable) -> Iterator[Part]:
    """Give a layer's parts, one a state: the drawing layer's name and colour, and the rows."""
    field = state_field(layer.schema)
    if not field:
        yield layer.schema.name.upper(), _PLAIN, np.arange(len(layer.table)), layer
        return
    states = layer.table[field]
    for state in layer.schema.field(field).words:
        name = f"{layer.schema.name}_{fold(state)}".upper().replace(" ", "_")
        yield name, _COLOUR_NUMBERS[COLOURS[state]], np.flatnonzero(states == state), layer


def _section(name: str, content: Sequence[str]) -> list[str]:
    return [f"0\nSECTION\n2\n{name}", *content, "0\nENDSEC"]


def _layer_table(colours: dict[str, int]) -> list[str]:
    rows = [
        f"0\nLAYER\n2\n{n}\n70\n0\n62\n{colour}\n6\nCONTINUOUS" for n, colour in colours.items()
    ]
    return [f"0\nTABLE\n2\nLAYER\n70\n{len(rows)}", *rows, "0\nENDTAB"]


def _entities(name: str, rows: NDArray[np.intp], layer: LayerTable) -> Iterator[str]:
    table, ids = layer.table, layer.ids.to_numpy()
    names = table["name"].fillna("").to_numpy() if "name" in table else ids
    shapes, owner = shapely.get_parts(table.geometry.to_numpy()[rows], return_index=True)
    # A loop over shapes: a drawing is written entity by entity.
    for shape, row in zip(shapes, rows[owner], strict=True):
        match shape.geom_type:
            case "Point":
                yield _point(name, shape, names[row] or ids[row])
            case "LineString":
                yield _polyline(name, shape, closed=False)
            case "Polygon":
                for ring in (shape.exterior, *shape.interiors):
                    yield _polyline(name, ring, closed=True)


def _point(layer: str, shape: shapely.Point, text: str) -> str:
    east, north = round(shape.x, METRE_DECIMALS), round(shape.y, METRE_DECIMALS)
    place = f"8\n{layer}\n10\n{east}\n20\n{north}\n30\n0.0"
    return f"0\nPOINT\n{place}\n0\nTEXT\n{place}\n40\n{_TEXT_HEIGHT_M}\n1\n{_ascii(text)}"


def _polyline(layer: str, shape: shapely.Geometry, *, closed: bool) -> str:
    vertices = shapely.get_coordinates(shape).round(METRE_DECIMALS).tolist()
    vertices = vertices[:-1] if closed else vertices
    corners = "\n".join(
        f"0\nVERTEX\n8\n{layer}\n10\n{east}\n20\n{north}\n30\n0.0" for east, north in vertices
    )
    return f"0\nPOLYLINE\n8\n{layer}\n66\n1\n70\n{int(closed)}\n{corners}\n0\nSEQEND\n8\n{layer}"


def _ascii(text: str) -> str:
    """Return a text on one line of ASCII, other letters by their numbers."""
    line = " ".join(text.split())[:_LONGEST]
    return "".join(_letter(letter) for letter in line)


def _letter(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    return f"\\U+{ord(letter):04X}" if ord(letter) <= _LAST_LETTER else "?"
