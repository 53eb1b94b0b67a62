"""Layers as KML for Google Earth: a folder a layer and state, styled, values without markup."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import shapely

from gis.core.spreadsheet import cell_text
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.metadata import as_lines
from gis.export.schema import FieldType, LayerSchema
from gis.export.shapes import DEGREE_DECIMALS
from gis.export.styles import COLOURS, PLAIN_COLOUR, state_field

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
    document = _element("Document", _element("name", layers[0].schema.label))
    document.append(_element("description", as_lines(metadata_of(layers))))
    colours = dict.fromkeys([*COLOURS.values(), PLAIN_COLOUR])
    document.extend(_style(colour) for colour in colours)
    document.extend(_fields(one.schema) for one in layers)
    document.extend(_layer_folder(one) for one in layers)
    return bytes(
        ET.tostring(_element("kml", document, xmlns=_SPACE), "UTF-8", xml_declaration=True)
    )


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
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", kml(layers))
    return file.getvalue()


def _element(tag: str, *content: ET.Element | str, **attributes: str) -> ET.Element:
    """Return an element with a text, or elements, in it."""
    made = ET.Element(tag, attributes)
    for part in content:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made


def _style(colour: str) -> ET.Element:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    line, fill = f"ff{blue}{green}{red}", f"80{blue}{green}{red}"
    icon = _element("IconStyle", _element("color", line), _element("scale", "0.8"))
    return _element(
        "Style",
        icon,
        _element("LineStyle", _element("color", line), _element("width", "2")),
        _element("PolyStyle", _element("color", fill)),
        id=colour[1:],
    )


def _fields(schema: LayerSchema) -> ET.Element:
    made = _element("Schema", name=schema.name, id=schema.name)
    for field in schema.fields:
        kind = _TYPES.get(field.holds, "string")
        told = _element("displayName", field.label)
        made.append(_element("SimpleField", told, name=field.name, type=kind))
    return made


def _layer_folder(layer: LayerTable) -> ET.Element:
    schema, marks = layer.schema, list(_placemarks(layer))
    folder, field = _element("Folder", _element("name", schema.label)), state_field(schema)
    if not field:
        folder.extend(marks)
        return folder
    words = {**schema.field(field).words, _OTHER: ""}
    states = layer.table[field].astype(object).where(layer.table[field].isin([*words]), _OTHER)
    for state, word in words.items():
        rows = np.flatnonzero(states == state)
        if len(rows):
            inner = _element("Folder", _element("name", f"{word} ({len(rows)})"))
            inner.extend(marks[row] for row in rows)
            folder.append(inner)
    return folder


def _placemarks(layer: LayerTable) -> Iterator[ET.Element]:
    table, schema, field = layer.table, layer.schema, state_field(layer.schema)
    texts = {name: _texts(table[name]) for name in schema.names}
    ids = layer.ids.tolist()
    names = [name or one for name, one in zip(texts.get("name", ids), ids, strict=True)]
    states = texts[field] if field else [""] * len(table)
    shapes = table.geometry.to_numpy()
    # A loop over rows: a document is written feature by feature.
    for row, (name, state, shape) in enumerate(zip(names, states, shapes, strict=True)):
        data = _element("SchemaData", schemaUrl=f"#{schema.name}")
        for column, values in texts.items():
            if values[row]:
                data.append(_element("SimpleData", values[row], name=column))
        style = _element("styleUrl", f"#{COLOURS.get(state, PLAIN_COLOUR)[1:]}")
        mark = _element(
            "Placemark", _element("name", cell_text(name)), style, _element("ExtendedData", data)
        )
        if shape is not None:
            mark.append(_geometry(shape))
        yield mark


def _texts(values: pd.Series) -> list[str]:
    """Return values as KML writes them, "" of missing ones."""
    if pd.api.types.is_datetime64_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    elif pd.api.types.is_bool_dtype(values):
        values = values.map({True: "true", False: "false"})
    told = values.astype(object).where(values.notna(), "")
    return [cell_text(str(value)) for value in told]


def _geometry(shape: shapely.Geometry) -> ET.Element:
    match shape.geom_type:
        case "Point":
            return _element("Point", _coordinates(shape))
        case "LineString":
            return _element("LineString", _coordinates(shape))
        case "Polygon":
            made = _element("Polygon", _element("outerBoundaryIs", _ring(shape.exterior)))
            made.extend(_element("innerBoundaryIs", _ring(inner)) for inner in shape.interiors)
            return made
    return _element("MultiGeometry", *map(_geometry, shape.geoms))


def _ring(ring: shapely.LinearRing) -> ET.Element:
    return _element("LinearRing", _coordinates(ring))


def _coordinates(shape: shapely.Geometry) -> ET.Element:
    pairs = shapely.get_coordinates(shape).round(DEGREE_DECIMALS).tolist()
    return _element("coordinates", " ".join(f"{lon},{lat}" for lon, lat in pairs))
