"""A project of QGIS: layers in groups, styled, on a plane of the province, and a sheet to print."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pyproj import CRS

from gis.core.crs import WGS84, transformer
from gis.core.language import _
from gis.export.formats import DRAWN_IN
from gis.export.qgis.layout import MAP_FRAME, PrintSheet, print_layout
from gis.export.qgis.references import crs_element
from gis.export.qgis.style import VERSION, style_attributes, style_elements
from gis.export.qgis.symbols import option_map
from gis.export.qgis.texts import plain_words
from gis.export.schema import LayerSchema
from gis.export.subject import Extent, Subject
from gis.export.zipped import zip_files

# Of the layer tree, from the top: what is drawn over the rest stands first.
_GROUPS = {
    "cameras": ("cameras", "sites", "cells", "changes"),
    "unseen": ("gap_places", "gap_roads"),
    "work": ("plan", "ranking", "new_sites"),
    "demand": ("demand_places", "demand_roads"),
    "views": ("footprints", "footprints_detail", "reachable", "coverage"),
    "equipment": ("equipment", "equipment_links", "equipment_changes"),
    "ground": ("buildings", "water", "communes"),
}
_OTHERS = "others"
# What is switched on when the project opens, and stands in the legend of its sheet.
SHOWN = (
    *("cameras", "gap_places", "gap_roads", "plan", "new_sites", "footprints", "coverage"),
    "communes",
)
_LEGEND = tuple(name for name in SHOWN if name != "footprints")
# What may be changed and handed in again; the rest is worked out.
_EDITABLE = ("cameras", "equipment")
_PLAIN_KINDS = {"MultiPoint": "Point", "MultiLineString": "Line", "MultiPolygon": "Polygon"}
# Between what is shown and the edge of the paper, of its width; and how near a map comes (1 : n).
_MARGIN, _LEAST_SCALE = 0.05, 2_000
# QGIS renames layers whose names within the project are shorter than ten letters.
_ID = "quang_tri_"


@dataclass(frozen=True)
class ProjectLayer:
    """A layer of a project.

    Attributes
    ----------
    schema
        Its description.
    provider
        What of QGIS reads it: ``ogr``, ``OAPIF``.
    source
        Where it is, as that provider takes it.
    crs
        Of its shapes.
    """

    schema: LayerSchema
    provider: str
    source: str
    crs: CRS

    @property
    def id(self) -> str:
        """Return what the project calls it within."""
        return _ID + self.schema.name


def project_file(name: str, layers: Sequence[ProjectLayer], about: Subject) -> bytes:
    """Return a project as QGIS keeps it in one file.

    Parameters
    ----------
    name
        Of the project within, without ending.
    layers
        In any order.
    about
        What it shows.

    Returns
    -------
    bytes
        A ``.qgz``: QGIS 3.16 and later open it.
    """
    content = b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    content += ET.tostring(_project(layers, about), encoding="utf-8")
    return zip_files({f"{name}.qgs": content})


def _project(layers: Sequence[ProjectLayer], about: Subject) -> ET.Element:
    plane = about.crs if about.crs.is_projected else CRS(DRAWN_IN)
    made = ET.Element("qgis", version=VERSION, projectname=plain_words(about.title))
    ET.SubElement(made, "homePath", path="")
    ET.SubElement(made, "title").text = plain_words(about.title)
    ET.SubElement(made, "projectCrs").append(crs_element(plane))
    made.append(_layer_tree(layers))
    extent = _on_plane(about.extent, plane)
    made.append(_canvas(extent, plane))
    ET.SubElement(made, "projectlayers").extend(map(_map_layer, _ordered(layers)))
    made.append(_properties())
    made.append(_project_metadata(about, plane))
    ET.SubElement(made, "Layouts").append(print_layout(_sheet(layers, about, extent, plane)))
    return made


def _groups(layers: Sequence[ProjectLayer]) -> dict[str, list[ProjectLayer]]:
    """Return the layers there are by their group, in order."""
    found = {layer.schema.name: layer for layer in layers}
    grouped = {
        group: [found.pop(name) for name in names if name in found]
        for group, names in _GROUPS.items()
    }
    grouped[_OTHERS] = list(found.values())
    return {group: held for group, held in grouped.items() if held}


def _group_words() -> dict[str, str]:
    return {
        "cameras": _("Cameras"),
        "unseen": _("Not seen today"),
        "work": _("What is to be done"),
        "demand": _("Places and roads to be seen"),
        "views": _("Ground seen"),
        "equipment": _("Shared equipment"),
        "ground": _("Boundaries and ground"),
        _OTHERS: _("Others"),
    }


def _ordered(layers: Sequence[ProjectLayer]) -> list[ProjectLayer]:
    return [layer for held in _groups(layers).values() for layer in held]


def _layer_tree(layers: Sequence[ProjectLayer]) -> ET.Element:
    made = ET.Element("layer-tree-group")
    for group, held in _groups(layers).items():
        told = {"name": _group_words()[group], "checked": "Qt::Checked", "expanded": "1"}
        branch = ET.SubElement(made, "layer-tree-group", told)
        for layer in held:
            branch.append(_leaf(layer))
    return made


def _leaf(layer: ProjectLayer) -> ET.Element:
    shown = layer.schema.name in SHOWN
    told = {"id": layer.id, "name": layer.schema.label, "expanded": str(int(shown))}
    told |= {"providerKey": layer.provider, "source": layer.source}
    return ET.Element("layer-tree-layer", told, checked=f"Qt::{'C' if shown else 'Unc'}hecked")


def _legend(layers: Sequence[ProjectLayer]) -> ET.Element:
    made = ET.Element("layer-tree-group")
    for layer in _ordered(layers):
        if layer.schema.name in _LEGEND:
            leaf = _leaf(layer)
            title = _("Ground seen") if layer.schema.name == "coverage" else layer.schema.label
            named = option_map({"cached_name": title, "legend/title-label": title})
            ET.SubElement(leaf, "customproperties").append(named)
            made.append(leaf)
    return made


def _canvas(extent: Extent, plane: CRS) -> ET.Element:
    made = ET.Element("mapcanvas", name="theMapCanvas", annotationsVisible="1")
    ET.SubElement(made, "units").text = "meters"
    made.append(_extent("extent", extent))
    ET.SubElement(made, "rotation").text = "0"
    ET.SubElement(made, "destinationsrs").append(crs_element(plane))
    return made


def _extent(name: str, extent: Extent) -> ET.Element:
    made = ET.Element(name)
    for side, value in zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True):
        ET.SubElement(made, side).text = f"{value:.10g}"
    return made


def _on_plane(extent: Extent, plane: CRS) -> Extent:
    """Return an extent in metres, with a margin, in a round scale on the sheet's map."""
    west, south, east, north = transformer(WGS84, plane.to_wkt()).transform_bounds(*extent)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    width_m, height_m = MAP_FRAME[2] / 1000, MAP_FRAME[3] / 1000
    least = (1 + _MARGIN) * max((east - west) / width_m, (north - south) / height_m, _LEAST_SCALE)
    scale = _round_up(least)
    half_x, half_y = width_m * scale / 2, height_m * scale / 2
    return middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y


def _round_up(scale: float) -> float:
    """Return the next scale of two digits that count: 1 : 820.000, 1 : 5.500."""
    step: float = 10 ** (math.floor(math.log10(scale)) - 1)
    return math.ceil(scale / step) * step


def _map_layer(layer: ProjectLayer) -> ET.Element:
    schema = layer.schema
    made = ET.Element("maplayer", type="vector", styleCategories="AllStyleCategories")
    kind = _PLAIN_KINDS.get(schema.geometry, schema.geometry)
    made.attrib |= {"geometry": kind or "No geometry", "wkbType": schema.geometry or "NoGeometry"}
    made.attrib |= {"readOnly": str(int(schema.name not in _EDITABLE)), **style_attributes(schema)}
    for name, text in (
        ("id", layer.id),
        ("datasource", layer.source),
        ("layername", schema.label),
        ("title", schema.label),
        ("abstract", schema.meaning()),
    ):
        ET.SubElement(made, name).text = text
    ET.SubElement(made, "srs").append(crs_element(layer.crs))
    ET.SubElement(made, "provider", encoding="UTF-8").text = layer.provider
    made.extend(style_elements(schema))
    return made


def _properties() -> ET.Element:
    """Return the project's settings: paths from its own place, areas by the ellipsoid."""
    made = ET.Element("properties")
    ET.SubElement(ET.SubElement(made, "Paths"), "Absolute", type="bool").text = "false"
    system = ET.SubElement(made, "SpatialRefSys")
    ET.SubElement(system, "ProjectionsEnabled", type="int").text = "1"
    measure = ET.SubElement(made, "Measure")
    ET.SubElement(measure, "Ellipsoid", type="QString").text = "EPSG:7030"
    units = ET.SubElement(made, "Measurement")
    ET.SubElement(units, "DistanceUnits", type="QString").text = "meters"
    ET.SubElement(units, "AreaUnits", type="QString").text = "m2"
    return made


def _project_metadata(about: Subject, plane: CRS) -> ET.Element:
    made = ET.Element("projectMetadata")
    lines = [*about.warnings, *about.lines]
    for name, text in (
        ("identifier", about.revision),
        ("language", "vie"),
        ("type", "dataset"),
        ("title", about.title),
        ("abstract", "\n".join(lines)),
        ("creation", about.metadata["made_at"]),
    ):
        ET.SubElement(made, name).text = plain_words(text)
    ET.SubElement(made, "crs").append(crs_element(plane))
    return made


def _sheet(
    layers: Sequence[ProjectLayer], about: Subject, extent: Extent, plane: CRS
) -> PrintSheet:
    names = {layer.schema.name for layer in layers}
    return PrintSheet(
        about.title,
        [*about.lines, _("Coordinate system: {name}", name=plane.name)],
        about.warnings,
        extent,
        plane,
        _legend(layers),
        _ID + "communes" if about.of_province and "communes" in names else "",
        live=bool(about.live),
    )
