"""How QGIS shows a layer: signs by state, names, headings, and the words of codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from gis.core.choices import Availability, Coverage
from gis.export.qgis.symbols import MapSign, option_map, symbol
from gis.export.qgis.texts import text_style
from gis.export.schema import MIXED, LayerSchema
from gis.export.styles import COLOURS, PLAIN_COLOUR, state_field

VERSION = "3.22.0-Białowieża"
_RESTORED = "#009E73"
# As on the map (`pages/components/camera_map/src/symbols.js`): shape and line by state.
_MARKERS: dict[str, str] = {
    Availability.UNCONFIRMED: "square",
    Availability.DOWN: "triangle",
    Coverage.LOST: "diamond",
    Coverage.GAP: "diamond",
}
_LINES: dict[str, str] = {
    Availability.UNCONFIRMED: "dot",
    Availability.DOWN: "dash",
    Coverage.LOST: "dash",
}
_LOOKS = {
    "communes": MapSign("#8a949c", fill=0.6, ground="#f4f2ea", width_mm=0.2),
    "buildings": MapSign("#a39a86", fill=0.6, width_mm=0.1),
    "water": MapSign("#8fb3c4", fill=0.6, ground="#dbe7ec", width_mm=0.1),
    "cells": MapSign("#0072B2", "square", size_mm=2.6),
    "sites": MapSign(PLAIN_COLOUR, "diamond"),
    "ranking": MapSign(_RESTORED, "cross_fill", size_mm=3.2),
    "plan": MapSign(_RESTORED, "cross_fill", size_mm=3.2),
    "new_sites": MapSign(_RESTORED, "pentagon", size_mm=3.2),
}
_UNSEEN = (Coverage.LOST, Coverage.GAP)
_SIZES_MM = {"cameras": 2.3, "gap_places": 2.2, "demand_places": 1.6}


@dataclass(frozen=True, slots=True)
class Naming:
    """Which field names a layer's features on the map, and from which scale on (1 : `scale`)."""

    field: str
    scale: int = 0
    size_pt: float = 8
    colour: str = "#333b41"


NAMINGS = {
    "communes": Naming("name", 2_000_000, 7, "#4a545c"),
    "cameras": Naming("name", 5_000),
    "gap_places": Naming("name", 10_000, colour="#882255"),
    "new_sites": Naming("name", 10_000, colour=_RESTORED),
}
# Shapes of some metres are drawn from this scale on; at a province's they are dust, and slow.
_DRAWN_FROM = dict.fromkeys(("footprints", "footprints_detail", "reachable"), 100_000)
_DRAWN_FROM |= {"buildings": 25_000}


def layer_style(schema: LayerSchema) -> str:
    """Return a layer's style as QGIS keeps them (QML).

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        XML; "" for a layer without shapes.
    """
    if not schema.geometry or schema.geometry == MIXED:
        return ""
    made = ET.Element("qgis", version=VERSION, styleCategories="AllStyleCategories")
    made.attrib |= style_attributes(schema)
    made.extend(style_elements(schema))
    return ET.tostring(made, encoding="unicode")


def style_attributes(schema: LayerSchema) -> dict[str, str]:
    """Return what stands at a layer itself: from which scale on it is drawn, names on or off.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    dict
        Attributes of ``qgis`` in a style, of ``maplayer`` in a project.
    """
    scale = _DRAWN_FROM.get(schema.name, 0)
    return {
        "labelsEnabled": str(int(schema.name in NAMINGS)),
        "hasScaleBasedVisibilityFlag": str(int(scale > 0)),
        "minScale": str(scale),
        "maxScale": "0",
    }


def style_elements(schema: LayerSchema) -> list[ET.Element]:
    """Return what a style and a project alike say of a layer.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    list
        Signs and names of a layer with shapes; of every one headings and codes.
    """
    drawn = [_renderer(schema), *_labels(schema)] if schema.geometry else []
    return [*drawn, _editors(schema), _aliases(schema), _preview(schema)]


def signs(schema: LayerSchema) -> dict[str, tuple[str, MapSign]]:
    """Return how a layer's features look by the code of their state, with the word for it.

    Parameters
    ----------
    schema
        A layer with shapes.

    Returns
    -------
    dict
        By code; one of "" where all look alike.
    """
    field = state_field(schema)
    look = _LOOKS.get(schema.name)
    if look or not field:
        return {"": (schema.label, look or MapSign(PLAIN_COLOUR))}
    words = schema.field(field).words
    codes = [code for code in words if code in _UNSEEN or not schema.name.startswith("gap_")]
    return {code: (words[code], _sign(schema, code)) for code in codes}


def _sign(schema: LayerSchema, code: str) -> MapSign:
    sign = MapSign(COLOURS[code], _MARKERS.get(code, "circle"), _LINES.get(code, "solid"))
    if schema.geometry == "MultiLineString":
        return replace(sign, width_mm=0.9 if code in _UNSEEN else 0.5)
    if schema.name == "coverage":
        return replace(sign, fill=0.4, width_mm=0.1)
    return replace(sign, size_mm=_SIZES_MM.get(schema.name, sign.size_mm))


def _renderer(schema: LayerSchema) -> ET.Element:
    looks = signs(schema)
    kind = "singleSymbol" if "" in looks else "categorizedSymbol"
    levels = str(int(kind == "categorizedSymbol"))  # the worst is not hidden beneath others
    made = ET.Element("renderer-v2", type=kind, symbollevels=levels, enableorderby="0")
    if "" not in looks:
        made.set("attr", state_field(schema))
        categories = ET.SubElement(made, "categories")
        for place, (code, (word, _)) in enumerate(looks.items()):
            told = {"symbol": str(place), "value": code, "label": word, "render": "true"}
            ET.SubElement(categories, "category", told, type="string")
    symbols = ET.SubElement(made, "symbols")
    for place, (_, sign) in enumerate(looks.values()):
        symbols.append(symbol(str(place), schema.geometry, sign, level=place))
    return made


def _labels(schema: LayerSchema) -> Iterator[ET.Element]:
    naming = NAMINGS.get(schema.name)
    if naming is None:
        return
    made = ET.Element("labeling", type="simple")
    settings = ET.SubElement(made, "settings", calloutType="simple")
    named = {"fieldName": naming.field, "isExpression": "0"}
    settings.append(text_style(naming.size_pt, naming.colour, halo=True, more=named))
    over = "0" if schema.geometry == "MultiPolygon" else "6"
    placement = {"placement": over, "dist": "0.5", "distUnits": "MM", "priority": "5"}
    ET.SubElement(settings, "placement", placement)
    scaled = {"scaleVisibility": str(int(naming.scale > 0)), "scaleMin": "1"}
    scaled |= {"scaleMax": str(naming.scale), "obstacle": "1", "drawLabels": "1"}
    ET.SubElement(settings, "rendering", scaled)
    yield made


def _editors(schema: LayerSchema) -> ET.Element:
    """Return the words of codes, so that forms and tables show them and the file keeps codes."""
    made = ET.Element("fieldConfiguration")
    for field in schema.fields:
        told = ET.SubElement(made, "field", name=field.name, configurationFlags="None")
        editor = ET.SubElement(told, "editWidget", type="ValueMap" if field.words else "")
        config = ET.SubElement(editor, "config")
        config.append(_value_map(field.words) if field.words else ET.Element("Option"))
    return made


def _value_map(words: Mapping[str, str]) -> ET.Element:
    made = ET.Element("Option", type="Map")
    pairs = ET.SubElement(made, "Option", name="map", type="List")
    pairs.extend(option_map({word: code}) for code, word in words.items())
    return made


def _aliases(schema: LayerSchema) -> ET.Element:
    made = ET.Element("aliases")
    for place, field in enumerate(schema.fields, start=1):
        ET.SubElement(made, "alias", field=field.name, index=str(place), name=field.label)
    return made


def _preview(schema: LayerSchema) -> ET.Element:
    """Return by what a feature is called in lists."""
    made = ET.Element("previewExpression")
    named = "name" if "name" in schema.names else schema.key
    made.text = '"{}"'.format(named.replace('"', '""'))
    return made
