"""What the service says of itself: its entry, its rules, its collections and their fields."""

from typing import Any
from urllib.parse import quote

from gis.core.language import _
from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS, LayerField, LayerSchema
from gis.live.features.collections import DAY_FIELDS, Collection
from gis.live.features.extent import box_of_all, span_of_days_of
from gis.live.features.filters import SHAPE_NAME
from gis.live.features.planes import CRS84, planes
from gis.live.replies import GEOJSON, JSON, OPENAPI_JSON, SCHEMA_JSON
from gis.live.schema_parts import JSON_TYPES, RELATION, link
from gis.mapserver.cameras import MapTables

_SPEC = "http://www.opengis.net/spec/"
CONFORMANCE = [
    *(f"{_SPEC}ogcapi-common-1/1.0/conf/{name}" for name in ("core", "json", "oas30")),
    f"{_SPEC}ogcapi-common-2/1.0/conf/collections",
    *(f"{_SPEC}ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "oas30")),
    f"{_SPEC}ogcapi-features-2/1.0/conf/crs",
    *(
        f"{_SPEC}ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"{_SPEC}ogcapi-features-5/1.0/conf/{name}"
        for name in (
            "schemas",
            "core-roles-features",
            "returnables-and-receivables",
            "queryables",
            "sortables",
        )
    ),
    *(
        f"{_SPEC}ogcapi-tiles-1/1.0/conf/{name}"
        for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")
    ),
    *(f"{_SPEC}tms/2.0/conf/{name}" for name in ("tilematrixset", "json-tilematrixset")),
    *(
        f"{_SPEC}cql2/1.0/conf/{name}"
        for name in (
            *("cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators"),
            *("case-insensitive-comparison", "basic-spatial-functions", "spatial-functions"),
            *("basic-spatial-functions-plus", "property-property"),
        )
    ),
]
_GEOMETRY_FORMATS = {
    "Point": "geometry-point",
    "MultiPoint": "geometry-multipoint",
    "MultiLineString": "geometry-multilinestring",
    "MultiPolygon": "geometry-multipolygon",
}


def landing(base: str) -> dict[str, Any]:
    """Return the entry: what there is, and where."""
    return {
        "title": _("Security cameras of Quảng Trị province"),
        "description": _(
            "Live layers of the register and of what follows from it; cameras marked "
            "confidential are left out."
        ),
        "links": [
            link(base, "self", JSON, _("This page")),
            link(f"{base}/api", "service-desc", OPENAPI_JSON, _("Description of the addresses")),
            link(f"{base}/conformance", "conformance", JSON, _("Rules that are kept")),
            link(f"{base}/collections", "data", JSON, _("Layers")),
            link(
                f"{base}/tileMatrixSets", RELATION + "tiling-schemes", JSON, _("How its tiles lie")
            ),
        ],
    }


def conformance() -> dict[str, Any]:
    """Return the classes of rules that the service keeps."""
    return {"conformsTo": CONFORMANCE}


def collection_document(base: str, name: str, now: MapTables) -> dict[str, Any]:
    """Return what a collection is, where it lies, and in which systems it can be had."""
    schema = SCHEMAS[name]
    box, days = now.prepared(box_of_all), span_of_days_of(now, name)
    here = f"{base}/collections/{schema.name}"
    extent: dict[str, Any] = {}
    if box is not None and schema.geometry:
        extent["spatial"] = {"bbox": [box], "crs": CRS84}
    if days is not None:
        gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
        begin, end = (f"{day}T{at}+07:00" for day, at in zip(days, _ENDS_OF_DAY, strict=True))
        extent["temporal"] = {"interval": [[begin, end]], "trs": gregorian}
    tilesets = link(f"{here}/tiles", RELATION + "tilesets-vector", JSON, _("Tiles"))
    tiles = [tilesets] if schema.geometry else []
    return {
        "id": schema.name,
        "title": schema.label,
        "description": schema.meaning(),
        "itemType": "feature",
        "extent": extent,
        "crs": list(planes()),
        "storageCrs": CRS84,
        "links": [
            link(here, "self", JSON, schema.label),
            link(f"{here}/items", "items", GEOJSON, _("Features")),
            link(f"{here}/schema", RELATION + "schema", SCHEMA_JSON, _("Fields")),
            # By this name GDAL looks for it.
            link(f"{here}/schema", "describedby", SCHEMA_JSON, _("Fields")),
            link(f"{here}/queryables", RELATION + "queryables", SCHEMA_JSON, _("Filters")),
            link(f"{here}/sortables", RELATION + "sortables", SCHEMA_JSON, _("Orders")),
            link(f"{base}/collections", "parent", JSON, _("Layers")),
            *tiles,
        ],
    }


_ENDS_OF_DAY = ("00:00:00", "23:59:59")


def collections_document(base: str, now: MapTables) -> dict[str, Any]:
    """Return all collections."""
    return {
        "links": [
            link(f"{base}/collections", "self", JSON, _("Layers")),
            link(base, "parent", JSON, _("The service")),
        ],
        "crs": list(planes()),
        "collections": [collection_document(base, name, now) for name in LAYERS],
    }


def fields_document(address: str, schema: LayerSchema, *, shaped: bool = True) -> dict[str, Any]:
    """Return the fields of a layer as JSON Schema, labels and words in the current language."""
    fields = {one.name: field_schema(schema, one, place) for place, one in enumerate(schema.fields)}
    if schema.geometry and shaped:
        fields[SHAPE_NAME] = {
            "title": _("Shape"),
            "x-ogc-role": "primary-geometry",
            "format": _GEOMETRY_FORMATS[schema.geometry],
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": schema.label,
        "description": schema.meaning(),
        "properties": fields,
        "additionalProperties": False,
    }


def field_schema(schema: LayerSchema, field: LayerField, place: int = 0) -> dict[str, Any]:
    """Return one field as JSON Schema: label, meaning, type, unit, codes and their words."""
    told: dict[str, Any] = {"title": field.label, **JSON_TYPES[field.holds]}
    words = "; ".join(f"{code} = {word}" for code, word in field.words.items())
    description = " ".join(filter(None, (field.means, words)))
    told |= {"description": description} if description else {}
    told |= {"x-ogc-unit": field.unit} if field.unit else {}
    told |= {"enum": list(field.words)} if field.words else {}
    if field.name == schema.key:
        told["x-ogc-role"] = "id"
    if field.name == DAY_FIELDS.get(schema.name):
        told["x-ogc-role"] = "primary-instant"
    return told | {"x-ogc-propertySeq": place + 1}


def item_address(base: str, of: Collection, name: str) -> str:
    """Return the address of a feature."""
    return f"{base}/collections/{of.schema.name}/items/{quote(name, safe='')}"
