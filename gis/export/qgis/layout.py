"""The print layout of a project: an A3 sheet with map, legend, scale, north, notes and islands."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pyproj import CRS

from gis.core.archipelagos import HOANG_SA, TRUONG_SA
from gis.core.crs import WGS84
from gis.core.language import _
from gis.export.qgis.references import crs_element
from gis.export.qgis.symbols import fill_symbol
from gis.export.qgis.texts import font, plain_words, text_style

WIDTH_MM, HEIGHT_MM = 420.0, 297.0
DPI = 300
# What QGIS calls the parts of a layout.
_PAGE, _MAP, _PICTURE, _LABEL, _LEGEND, _SHAPE, _SCALE_BAR = (65638, *range(65639, 65644), 65646)
_NORTH = ":/images/north_arrows/layout_default_north_arrow.svg"
_EDGE, _WARNING = "#5b6670", "#b00020"
# The scale of the map and the moment of printing: of the layout's words these alone are worked out.
_SCALE = "[% replace(format_number(item_variables('{map}')['map_scale'], 0), ',', '.') %]"
_NOW = "[% format_date(now(), 'dd/MM/yyyy HH:mm') %]"
# Left, top, width, height in millimetres.
Frame = tuple[float, float, float, float]
MAP_FRAME: Frame = (10, 30, 298, 257)
_SIDE, _SIDE_WIDTH = 313.0, 97.0
# The East Sea: west, south, east, north.
_EAST_SEA = (105.0, 6.0, 117.0, 19.2)
_INSET: Frame = (250, 34, 54, 59.4)
# Lengths a part of the scale bar may have.
_BARS_KM = [step * 10.0**power for power in range(-2, 3) for step in (1, 2, 5)]


@dataclass(frozen=True)
class PrintSheet:
    """What stands on a printed map.

    Attributes
    ----------
    title
        Above the map.
    notes
        Beneath the legend: state of the register, terms, sources.
    warnings
        In red beneath the title: made up, boundaries that delimit nothing, confidential.
    extent
        Of the map in metres: west, south, east, north; in the shape of `MAP_FRAME`.
    crs
        Of the map.
    legend
        The layer tree of the legend.
    overview
        The layer of the units, drawn beside with the islands; "" for a map of one unit.
    live
        Whether its layers show the state of the moment; then it tells when it was printed.
    """

    title: str
    notes: Sequence[str]
    warnings: Sequence[str]
    extent: tuple[float, float, float, float]
    crs: CRS
    legend: ET.Element
    overview: str = ""
    live: bool = False


def print_layout(sheet: PrintSheet) -> ET.Element:
    """Return the layout of a sheet, for the project's list of them.

    Parameters
    ----------
    sheet
        What stands on it.

    Returns
    -------
    Element
        ``Layout``, as QGIS 3.16 and later read it.
    """
    name = _("Map on A3, landscape")
    made = ET.Element("Layout", name=name, units="mm", printResolution=str(DPI))
    pages = ET.SubElement(made, "PageCollection")
    page = _item(_PAGE, "page", (0, 0, WIDTH_MM, HEIGHT_MM))
    page.append(fill_symbol("", "#ffffff"))
    pages.append(fill_symbol("", "#ffffff"))
    pages.append(page)
    parts = [*_drawn(sheet), *_written(sheet)]
    for depth, part in enumerate(parts, start=1):
        part.set("zValue", str(depth))
    made.extend(reversed(parts))  # as QGIS lists them: the highest first
    return made


def _drawn(sheet: PrintSheet) -> Iterator[ET.Element]:
    yield _map("map", MAP_FRAME, sheet.extent)
    if sheet.overview:
        yield _map("islands", _INSET, _EAST_SEA, crs=CRS(WGS84), layer=sheet.overview)
        yield from map(_island, HOANG_SA + TRUONG_SA)
        for text, at in (
            (_("Hoàng Sa Islands\n(Viet Nam)"), (112.2, 15.3)),
            (_("Trường Sa Islands\n(Viet Nam)"), (112.3, 7.6)),
        ):
            x, y = _in_inset(at)
            yield _label(f"text {text}", text, (x - 16, y, 32, 7), 6, align="center")
    yield _north((MAP_FRAME[0] + 4, MAP_FRAME[1] + 4, 12, 16))
    yield _scale_bar(sheet)
    left, top, _width, height = MAP_FRAME
    told = _("Scale 1 : {number}", number=_SCALE.format(map=_("Map")))
    yield _label("scale text", told, (left + 5, top + height - 7, 100, 5), 9)


def _written(sheet: PrintSheet) -> Iterator[ET.Element]:
    title = plain_words(sheet.title)
    yield _label("title", title, (10, 7, 400, 12), 22, bold=True, align="center")
    told = plain_words("   ·   ".join(sheet.warnings))
    if told:
        yield _label("warnings", told, (10, 19, 400, 8), 13, _WARNING, bold=True, align="center")
    yield _legend(sheet, (_SIDE, MAP_FRAME[1], _SIDE_WIDTH, 100))
    notes = plain_words("\n".join(sheet.notes))
    if sheet.live:
        notes = "\n".join([_("Printed {date}", date=_NOW), notes])
    yield _label("notes", notes, (_SIDE, 200, _SIDE_WIDTH, 87), 9, "#333b41", valign="bottom")


def _item(kind: int, name: str, frame: Frame) -> ET.Element:
    left, top, width, height = frame
    known = _uuid(name)
    place = f"{left:g},{top:g},mm"
    told = _part_words().get(name.partition(" ")[0], name)
    made = ET.Element("LayoutItem", type=str(kind), uuid=known, templateUuid=known, id=told)
    made.attrib |= {"position": place, "positionOnPage": place, "size": f"{width:g},{height:g},mm"}
    made.attrib |= {"visibility": "1", "opacity": "1", "frame": "false", "background": "false"}
    made.attrib |= {"outlineWidthM": "0.2,mm", "referencePoint": "0", "itemRotation": "0"}
    ET.SubElement(made, "FrameColor", red="91", green="102", blue="112", alpha="255")
    ET.SubElement(made, "BackgroundColor", red="255", green="255", blue="255", alpha="255")
    return made


def _map(
    name: str,
    frame: Frame,
    extent: tuple[float, float, float, float],
    *,
    crs: CRS | None = None,
    layer: str = "",
) -> ET.Element:
    """Return a map: of what is switched on in the project, or of one layer alone."""
    made = _item(_MAP, name, frame)
    made.attrib |= {"frame": "true", "background": "true", "keepLayerSet": str(bool(layer)).lower()}
    made.attrib |= {"mapRotation": "0", "followPreset": "false", "drawCanvasItems": "false"}
    background = made.find("BackgroundColor")
    if layer and background is not None:
        background.attrib |= {"red": "244", "green": "248", "blue": "251"}
    sides = zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True)
    ET.SubElement(made, "Extent", {side: f"{value:.10g}" for side, value in sides})
    if crs is not None:
        ET.SubElement(made, "crs").append(crs_element(crs))
    layers = ET.SubElement(made, "LayerSet")
    if layer:
        ET.SubElement(layers, "Layer").text = layer
    return made


def _in_inset(at: tuple[float, float]) -> tuple[float, float]:
    """Return where a place (longitude, latitude) lies on the sheet, in millimetres."""
    left, top, width, height = _INSET
    west, south, east, north = _EAST_SEA
    x = left + width * (at[0] - west) / (east - west)
    return x, top + height * (north - at[1]) / (north - south)


def _island(at: tuple[float, float]) -> ET.Element:
    x, y = _in_inset(at)
    made = _item(_SHAPE, f"island {at}", (x - 0.4, y - 0.4, 0.8, 0.8))
    made.set("shapeType", "0")
    made.append(fill_symbol("", _EDGE))
    return made


def _label(
    name: str,
    text: str,
    frame: Frame,
    size_pt: float,
    colour: str = "#1d2226",
    *,
    bold: bool = False,
    align: str = "left",
    valign: str = "top",
) -> ET.Element:
    made = _item(_LABEL, name, frame)
    sides = {"left": "1", "center": "4", "top": "32", "bottom": "64"}
    made.attrib |= {"labelText": text, "htmlState": "0", "marginX": "0"}
    made.attrib |= {"marginY": "0", "halign": sides[align], "valign": sides[valign]}
    ET.SubElement(made, "LabelFont", description=font(size_pt, bold=bold), style="")
    parts = [str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    red, green, blue = parts
    ET.SubElement(made, "FontColor", red=red, green=green, blue=blue, alpha="255")
    made.append(text_style(size_pt, colour, bold=bold))
    return made


def _north(frame: Frame) -> ET.Element:
    made = _item(_PICTURE, "north", frame)
    made.attrib |= {"file": _NORTH, "mode": "2", "resizeMode": "0", "anchorPoint": "4"}
    made.attrib |= {"mapUuid": _uuid("map"), "northMode": "0", "svgFillColor": "29,34,38,255"}
    made.attrib |= {"svgBorderColor": "29,34,38,255", "svgBorderWidth": "0.2"}
    return made


def _scale_bar(sheet: PrintSheet) -> ET.Element:
    west, east = sheet.extent[0], sheet.extent[2]
    part = max((bar for bar in _BARS_KM if bar * 1000 <= (east - west) / 9), default=_BARS_KM[0])
    left, top, _width, height = MAP_FRAME
    made = _item(_SCALE_BAR, "scale", (left + 4, top + height - 19, 100, 12))
    made.attrib |= {"mapUuid": _uuid("map"), "style": "Single Box", "unitType": "km"}
    made.attrib |= {"unitLabel": "km", "numUnitsPerSegment": f"{part:g}", "numSegments": "2"}
    made.attrib |= {"numSegmentsLeft": "0", "numMapUnitsPerScaleBarUnit": "1", "height": "2"}
    made.attrib |= {"segmentSizeMode": "0", "labelBarSpace": "1", "boxContentSpace": "1"}
    made.append(text_style(9, "#1d2226"))
    for name, colour in (("fillSymbol1", "#1d2226"), ("fillSymbol2", "#ffffff")):
        ET.SubElement(made, name).append(fill_symbol("", colour))
    return made


def _part_words() -> dict[str, str]:
    """Return what parts of the sheet are called in QGIS's list of them."""
    return {
        "map": _("Map"),
        "islands": _("Archipelagos"),
        "island": _("Archipelagos"),
        "text": _("Archipelagos"),
        "scale": _("Scale"),
        "north": _("North arrow"),
        "legend": _("Legend"),
        "title": _("Title"),
        "warnings": _("Warnings"),
        "notes": _("Notes"),
    }


def _uuid(name: str) -> str:
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"camera-quang-tri/{name}")) + "}"


def _legend(sheet: PrintSheet, frame: Frame) -> ET.Element:
    made = _item(_LEGEND, "legend", frame)
    made.attrib |= {"map_uuid": _uuid("map"), "title": _("Legend"), "columnCount": "1"}
    made.attrib |= {"resizeToContents": "1", "boxSpace": "0", "symbolWidth": "6"}
    made.attrib |= {"symbolHeight": "3.5", "wrapChar": "|", "lineSpacing": "1"}
    styles = ET.SubElement(made, "styles")
    for name, size_pt, bold, above in (
        ("title", 14, True, 0.0),
        ("group", 11, True, 4.0),
        ("subgroup", 10.5, True, 3.5),
        ("symbol", 10, False, 1.8),
        ("symbolLabel", 10, False, 1.2),
    ):
        told = {"name": name, "alignment": "1", "indent": "0", "marginTop": f"{above:g}"}
        told |= {"marginLeft": "2"} if name == "symbolLabel" else {}
        told |= {"marginBottom": "1.5"} if name == "title" else {}
        style = ET.SubElement(styles, "style", told)
        ET.SubElement(style, "styleFont", description=font(size_pt, bold=bold), style="")
        style.append(text_style(size_pt, "#1d2226", bold=bold))
    made.append(sheet.legend)
    return made
