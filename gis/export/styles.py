"""How layers look in other programs: one colour a state, as on the map."""

from xml.etree import ElementTree as ET

from gis.core.choices import Availability, Coverage
from gis.export.schema import LayerSchema

# By the values of the field that says the state; the colours of the map and of papers.
COLOURS: dict[str, str] = {
    Availability.UP: "#0072B2",
    Availability.UNCONFIRMED: "#7f8791",
    Availability.DOWN: "#D55E00",
    Coverage.COVERED: "#0072B2",
    Coverage.LOST: "#D55E00",
    Coverage.GAP: "#882255",
}
PLAIN_COLOUR = "#5b6670"
_STATE_FIELDS = ("sight", "coverage", "state")
_SYMBOLS = {
    "Point": ("marker", "SimpleMarker"),
    "MultiPoint": ("marker", "SimpleMarker"),
    "MultiLineString": ("line", "SimpleLine"),
    "MultiPolygon": ("fill", "SimpleFill"),
}


def state_field(schema: LayerSchema) -> str:
    """Return the field that a layer's colours go by; "" for none.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        The name of a field of codes.
    """
    return next((name for name in _STATE_FIELDS if name in schema.names), "")


def layer_style(schema: LayerSchema) -> str:
    """Return a layer's style as QGIS keeps them (QML): coloured by state, labels off.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        XML; "" for a layer without shapes.
    """
    if schema.geometry not in _SYMBOLS:
        return ""
    qgis = ET.Element("qgis", version="3.22.0", styleCategories="Symbology|Fields")
    field = state_field(schema)
    colours = {
        code: (word, COLOURS[code])
        for code, word in (schema.field(field).words if field else {}).items()
    }
    kind = "categorizedSymbol" if colours else "singleSymbol"
    renderer = ET.SubElement(qgis, "renderer-v2", type=kind, symbollevels="0", enableorderby="0")
    if colours:
        renderer.set("attr", field)
        categories = ET.SubElement(renderer, "categories")
        for place, (code, (word, _colour)) in enumerate(colours.items()):
            told = {"symbol": str(place), "value": code, "label": word, "render": "true"}
            ET.SubElement(categories, "category", told, type="string")
    symbols = ET.SubElement(renderer, "symbols")
    for place, colour in enumerate([c for _word, c in colours.values()] or [PLAIN_COLOUR]):
        _add_symbol(symbols, str(place), schema.geometry, colour)
    _add_aliases(qgis, schema)
    return ET.tostring(qgis, encoding="unicode")


def _add_symbol(symbols: ET.Element, name: str, geometry: str, colour: str) -> None:
    kind, layer = _SYMBOLS[geometry]
    alpha = "0.5" if kind == "fill" else "1"
    symbol = ET.SubElement(symbols, "symbol", name=name, type=kind, alpha=alpha)
    drawn = ET.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0"})
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    rgba = f"{red},{green},{blue},255"
    options = {"color": rgba, "outline_color": rgba, "line_color": rgba, "line_width": "0.6"}
    options |= {"size": "2.2", "name": "circle", "style": "solid", "outline_width": "0.2"}
    held = ET.SubElement(drawn, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(held, "Option", name=key, value=value, type="QString")
        ET.SubElement(drawn, "prop", k=key, v=value)


def _add_aliases(qgis: ET.Element, schema: LayerSchema) -> None:
    aliases = ET.SubElement(qgis, "aliases")
    for place, field in enumerate(schema.fields, start=1):
        ET.SubElement(aliases, "alias", field=field.name, index=str(place), name=field.label)
