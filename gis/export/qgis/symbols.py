"""Signs on a map as QGIS writes them: markers, lines and fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_KINDS = {
    "Point": ("marker", "SimpleMarker"),
    "MultiPoint": ("marker", "SimpleMarker"),
    "MultiLineString": ("line", "SimpleLine"),
    "MultiPolygon": ("fill", "SimpleFill"),
}


@dataclass(frozen=True, slots=True)
class MapSign:
    """How a feature is drawn, whatever its kind of shape.

    Attributes
    ----------
    colour
        Of the marker, of the line, of the fill and its edge: ``#rrggbb``.
    marker
        The shape of points, as QGIS names it.
    line
        The style of lines and edges: ``solid``, ``dash``, ``dot``, ``dash dot``.
    fill
        How opaque a fill is, 0 to 1.
    ground
        Colour of a fill that is not that of its edge; "" for the same.
    width_mm
        Of lines and edges.
    size_mm
        Of markers.
    """

    colour: str
    marker: str = "circle"
    line: str = "solid"
    fill: float = 0.25
    ground: str = ""
    width_mm: float = 0.3
    size_mm: float = 2.2


def symbol(name: str, geometry: str, sign: MapSign, *, level: int = 0) -> ET.Element:
    """Return a sign as the symbol of a layer.

    Parameters
    ----------
    name
        By which the layer's categories ask for it.
    geometry
        The layer's kind of shape.
    sign
        How it looks.
    level
        What has a higher one is drawn over it.

    Returns
    -------
    Element
        ``symbol``, as QGIS 3.16 and later read it.
    """
    kind, layer = _KINDS[geometry]
    made = ET.Element("symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0")
    drawn = ET.SubElement(made, "layer", {"class": layer, "enabled": "1", "pass": str(level)})
    options = {"marker": _marker, "line": _line, "fill": _fill}[kind](sign)
    drawn.append(option_map(options))
    for key, value in options.items():  # as versions before 3.18 read them
        ET.SubElement(drawn, "prop", k=key, v=value)
    return made


def fill_symbol(name: str, colour: str, *, edge: str = "", width_mm: float = 0.2) -> ET.Element:
    """Return a fill that is no layer's: of a page, a frame, a spot.

    Parameters
    ----------
    name
        Of the symbol.
    colour
        ``#rrggbb``.
    edge
        Colour of the edge; "" for none.
    width_mm
        Of the edge.

    Returns
    -------
    Element
        ``symbol``.
    """
    made = ET.Element("symbol", name=name, type="fill", alpha="1", clip_to_extent="1")
    drawn = ET.SubElement(made, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0"})
    options = {"color": rgba(colour), "style": "solid", "outline_color": rgba(edge or colour)}
    options |= {"outline_style": "solid" if edge else "no", "outline_width": f"{width_mm:g}"}
    drawn.append(option_map(options | {"outline_width_unit": "MM"}))
    for key, value in options.items():
        ET.SubElement(drawn, "prop", k=key, v=value)
    return made


def option_map(options: Mapping[str, str]) -> ET.Element:
    """Return options as QGIS keeps them.

    Parameters
    ----------
    options
        Texts by their names.

    Returns
    -------
    Element
        ``Option``.
    """
    made = ET.Element("Option", type="Map")
    for key, value in options.items():
        ET.SubElement(made, "Option", name=key, value=value, type="QString")
    return made


def rgba(colour: str, opacity: float = 1) -> str:
    """Return a colour as QGIS writes it.

    Parameters
    ----------
    colour
        ``#rrggbb``.
    opacity
        0 to 1.

    Returns
    -------
    str
        ``r,g,b,a``, each 0 to 255.
    """
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(map(str, [*parts, round(255 * opacity)]))


def _marker(sign: MapSign) -> dict[str, str]:
    return {
        "name": sign.marker,
        "color": rgba(sign.colour),
        "size": f"{sign.size_mm:g}",
        "size_unit": "MM",
        "outline_color": rgba("#ffffff"),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }


def _line(sign: MapSign) -> dict[str, str]:
    return {
        "line_color": rgba(sign.colour),
        "line_style": sign.line,
        "line_width": f"{sign.width_mm:g}",
        "line_width_unit": "MM",
        "capstyle": "round",
        "joinstyle": "round",
    }


def _fill(sign: MapSign) -> dict[str, str]:
    return {
        "color": rgba(sign.ground or sign.colour, sign.fill),
        "style": "solid" if sign.fill else "no",
        "outline_color": rgba(sign.colour),
        "outline_style": sign.line,
        "outline_width": f"{sign.width_mm:g}",
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }
