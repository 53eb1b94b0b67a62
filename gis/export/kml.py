"""Layers as KML for Google Earth: a folder a layer and state, styled, values without markup."""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from gis.core.spreadsheet import xml_text
from gis.export.arrow import arrow_table
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.metadata import as_lines
from gis.export.schema import FieldType, LayerSchema
from gis.export.shapes import DEGREE_DECIMALS
from gis.export.styles import COLOURS, PLAIN_COLOUR, state_field
from gis.export.zipped import zip_files

_SPACE = "http://www.opengis.net/kml/2.2"
# Whole numbers are no "int": readers hold that in 32 bits, which an amount in VND exceeds.
_TYPES = {FieldType.WHOLE: "double", FieldType.NUMBER: "double", FieldType.FLAG: "bool"}
_OTHER = "other"
# As many features lie in memory as text at a time.
_ROWS_AT_ONCE = 5_000


def kml(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one KML document: a folder a layer, in it one a state.

    Values stand in `ExtendedData`, which viewers show as text; there is no markup and no script.

    Parameters
    ----------
    layers
        In WGS 84; rows without shape stand without geometry.

    Returns
    -------
    bytes
        UTF-8.

    References
    ----------
    OGC 12-007r2, KML 2.3.
    """
    file = io.BytesIO()
    file.writelines(part.encode() for part in _document(layers))
    return file.getvalue()


def kmz(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as KML in a zip, see `kml`.

    Parameters
    ----------
    layers
        In WGS 84.

    Returns
    -------
    bytes
        With the one file ``doc.kml``.
    """
    return zip_files({"doc.kml": kml(layers)})


def _document(layers: Sequence[LayerTable]) -> Iterator[str]:
    """Give the document in parts, so that it never lies in memory twice."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<kml xmlns="{_SPACE}"><Document>\n'
    yield _element("name", layers[0].schema.label)
    yield _element("description", as_lines(metadata_of(layers)))
    yield from map(_style, dict.fromkeys([*COLOURS.values(), PLAIN_COLOUR]))
    yield from (_fields(one.schema) for one in layers)
    for one in layers:
        yield from _layer_folder(one)
    yield "</Document></kml>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(xml_text(text))}</{tag}>"


def _style(colour: str) -> str:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    line, fill = f"ff{blue}{green}{red}", f"80{blue}{green}{red}"
    return (
        f'<Style id="{_style_name(colour)}">'
        f"<IconStyle><color>{line}</color><scale>0.8</scale></IconStyle>"
        f"<LineStyle><color>{line}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>{fill}</color></PolyStyle></Style>"
    )


def _attribute(text: str) -> str:
    return escape(xml_text(text), {'"': "&quot;"})


def _style_name(colour: str) -> str:
    """Return the name of a colour's style; one that begins with a digit is none."""
    return f"colour_{colour[1:]}"


def _fields(schema: LayerSchema) -> str:
    fields = "".join(
        f'<SimpleField type="{_TYPES.get(field.holds, "string")}" name="{_attribute(field.name)}">'
        f"{_element('displayName', field.label)}</SimpleField>"
        for field in schema.fields
    )
    return f'<Schema name="{schema.name}" id="{schema.name}">{fields}</Schema>'


def _layer_folder(layer: LayerTable) -> Iterator[str]:
    schema, table = layer.schema, layer.table
    field, ids = state_field(schema), layer.ids
    yield f"<Folder>{_element('name', schema.label)}"
    if not field:
        yield from _placemarks(layer, ids, np.arange(len(table)), PLAIN_COLOUR)
    words = {**schema.field(field).words, _OTHER: ""} if field else {}
    states = table[field].astype(object).where(table[field].isin([*words]), _OTHER) if field else ()
    for state, word in words.items():
        rows = np.flatnonzero(states == state)
        if len(rows):
            yield f"<Folder>{_element('name', f'{word} ({len(rows)})')}"
            yield from _placemarks(layer, ids, rows, COLOURS.get(state, PLAIN_COLOUR))
            yield "</Folder>"
    yield "</Folder>"


def _placemarks(
    layer: LayerTable, ids: pd.Series, rows: NDArray[np.intp], colour: str
) -> Iterator[str]:
    """Give the features of some rows, which stand in one folder, in parts."""
    schema = layer.schema
    opening = f"</name><styleUrl>#{_style_name(colour)}</styleUrl><ExtendedData>"
    opening += f'<SchemaData schemaUrl="#{schema.name}">'
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[start : start + _ROWS_AT_ONCE]
        table = layer.table.iloc[part]
        columns = arrow_table(table, schema)
        names = _escaped(pa.array(ids.iloc[part], pa.string()))
        if "name" in schema.names:
            names = pc.coalesce(_escaped(columns["name"]), names)
        marks = pc.binary_join_element_wise(
            *("<Placemark><name>", names, opening),
            *(_data(columns[name], name) for name in schema.names),
            "</SchemaData></ExtendedData>",
            pa.array(map(_geometry, table.geometry.to_numpy()), pa.string()),
            *("</Placemark>\n", ""),
        )
        yield from marks.to_pylist()


def _data(values: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """Return each value of a field as an element, "" of missing ones."""
    opening = f'<SimpleData name="{_attribute(name)}">'
    return pc.coalesce(
        pc.binary_join_element_wise(opening, _escaped(values), "</SimpleData>", ""), ""
    )


def _escaped(values: Any) -> Any:
    """Return values as KML writes them; each different text is looked at once."""
    texts = pc.cast(values, pa.string())
    if not pa.types.is_string(values.type):
        return texts
    different = pc.unique(texts)
    sound = [t and escape(xml_text(t)) for t in different.to_pylist()]
    return pc.take(pa.array(sound, pa.string()), pc.index_in(texts, different))


def _geometry(shape: shapely.Geometry | None) -> str:
    if shape is None:
        return ""
    match shape.geom_type:
        case "Point":
            return f"<Point>{_coordinates(shape)}</Point>"
        case "LineString":
            return f"<LineString>{_coordinates(shape)}</LineString>"
        case "Polygon":
            inner = "".join(
                f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors
            )
            return (
                f"<Polygon><outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>"
                f"{inner}</Polygon>"
            )
    return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<LinearRing>{_coordinates(ring)}</LinearRing>"


def _coordinates(shape: shapely.Geometry) -> str:
    pairs = shapely.get_coordinates(shape).round(DEGREE_DECIMALS).tolist()
    return f"<coordinates>{' '.join(f'{lon},{lat}' for lon, lat in pairs)}</coordinates>"
