"""Layers as KML for Google Earth: a folder a layer and state, styled, values without markup."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import shapely

from gis.core.spreadsheet import cell_text
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.metadata import as_lines
from gis.export.schema import FieldType, LayerSchema
from gis.export.shapes import DEGREE_DECIMALS
from gis.export.styles import COLOURS, PLAIN_COLOUR, state_field
from gis.export.zipped import zip_files

_SPACE = "http://www.opengis.net/kml/2.2"
_TYPES = {FieldType.WHOLE: "int", FieldType.NUMBER: "double", FieldType.FLAG: "bool"}
_OTHER = "other"


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
    colours = dict.fromkeys([*COLOURS.values(), PLAIN_COLOUR])
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<kml xmlns="{_SPACE}"><Document>',
        _element("name", layers[0].schema.label),
        _element("description", as_lines(metadata_of(layers))),
        *map(_style, colours),
        *(_fields(one.schema) for one in layers),
        *(_layer_folder(one) for one in layers),
        "</Document></kml>",
    ]
    return "\n".join(parts).encode()


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


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(cell_text(text))}</{tag}>"


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
    return escape(cell_text(text), {'"': "&quot;"})


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


def _layer_folder(layer: LayerTable) -> str:
    schema, marks = layer.schema, _placemarks(layer)
    field, heading = state_field(schema), _element("name", schema.label)
    if not field:
        return f"<Folder>{heading}{''.join(marks)}</Folder>"
    words = {**schema.field(field).words, _OTHER: ""}
    states = layer.table[field].astype(object).where(layer.table[field].isin([*words]), _OTHER)
    folders = []
    for state, word in words.items():
        rows = np.flatnonzero(states == state)
        inner = _element("name", f"{word} ({len(rows)})") + "".join(marks[row] for row in rows)
        folders += [f"<Folder>{inner}</Folder>"] if len(rows) else []
    return f"<Folder>{heading}{''.join(folders)}</Folder>"


def _placemarks(layer: LayerTable) -> list[str]:
    table, schema, field = layer.table, layer.schema, state_field(layer.schema)
    ids = layer.ids.map(cell_text).map(escape).tolist()
    names = _texts(table["name"]) if "name" in table else ids
    states = table[field].astype(object).tolist() if field else [None] * len(table)
    values = zip(*(_data(table[name], name) for name in schema.names), strict=True)
    rows = zip(names, ids, states, values, table.geometry.to_numpy(), strict=True)
    # A loop over rows: a document is written feature by feature.
    return [
        f"<Placemark><name>{name or one}</name>"
        f"<styleUrl>#{_style_name(COLOURS.get(state, PLAIN_COLOUR))}</styleUrl>"
        f'<ExtendedData><SchemaData schemaUrl="#{schema.name}">{"".join(data)}</SchemaData>'
        f"</ExtendedData>{_geometry(shape)}</Placemark>\n"
        for name, one, state, data, shape in rows
    ]


def _data(values: pd.Series, name: str) -> list[str]:
    """Return each value of a field as an element, "" of missing ones."""
    texts = _texts(values)
    head = f'<SimpleData name="{_attribute(name)}">'
    known = {text: text and f"{head}{text}</SimpleData>" for text in set(texts)}
    return [known[text] for text in texts]


def _texts(values: pd.Series) -> list[str]:
    """Return values as KML writes them, escaped, "" of missing ones."""
    if pd.api.types.is_datetime64_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    elif pd.api.types.is_bool_dtype(values):
        values = values.map({True: "true", False: "false"})
    told = values.astype(object).where(values.notna(), "").map(str)
    known = {text: escape(cell_text(text)) for text in set(told)}
    return told.map(known).tolist()


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
