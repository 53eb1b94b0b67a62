"""The service described by OpenAPI 3.0, for programs that write requests from it."""

from typing import Any

from gis.core.language import LANGUAGES, _
from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS, LayerField, LayerSchema
from gis.live.features.filters import LANGUAGES_OF_FILTERS
from gis.live.features.parameters import DEFAULT_LIMIT, ITEMS, MAX_LIMIT
from gis.live.features.planes import CRS84, planes
from gis.live.replies import GEOJSON, JSON, OPENAPI_JSON, PROBLEM_JSON, SCHEMA_JSON
from gis.live.schema_parts import JSON_TYPES
from gis.live.tile_api import tile_paths

_OBJECT = {"type": "object"}
_LINK = {
    "type": "object",
    "required": ["href", "rel", "type"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
}


def api_document(base: str) -> dict[str, Any]:
    """Return the whole description, in the current language.

    Parameters
    ----------
    base
        The address of the service.

    Returns
    -------
    dict
        OpenAPI 3.0.3.
    """
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _("Security cameras of Quảng Trị province"),
            "version": "1.0.0",
            "description": _(
                "Live layers of the register and of what follows from it; cameras marked "
                "confidential are left out."
            ),
        },
        "servers": [{"url": base}],
        "tags": [
            {"name": "Capabilities", "description": _("What there is")},
            {"name": "Data", "description": _("Features")},
        ],
        "paths": _paths() | tile_paths(),
        "components": {
            "schemas": _schemas(),
            "parameters": {name: _parameter(name, one) for name, one in _parameters().items()},
            "responses": {status: _refusal(why) for status, why in _refusals().items()},
        },
    }


def _paths() -> dict[str, Any]:
    one, fields = "/collections/{collectionId}", _content("fields", SCHEMA_JSON)
    known = {
        "/": _operation("landing", _("The entry"), _content("landing"), ()),
        "/api": _operation("api", _("This description"), {OPENAPI_JSON: {"schema": _OBJECT}}, ()),
        "/conformance": _operation("conformance", _("Rules that are kept"), _content("rules"), ()),
        "/collections": _operation("collections", _("All layers"), _content("collections"), ()),
        one: _operation("collection", _("One layer"), _content("collection"), ("collectionId",)),
    }
    titles = {"schema": _("Fields"), "queryables": _("Filters"), "sortables": _("Orders")}
    known |= {
        f"{one}/{name}": _operation(name, title, fields, ("collectionId",))
        for name, title in titles.items()
    }
    known |= {f"/collections/{name}/items": _items(SCHEMAS[name]) for name in LAYERS}
    asked, feature = ("collectionId", "featureId", "crs"), _content("feature", GEOJSON)
    return known | {
        f"{one}/items/{{featureId}}": _operation("item", _("One feature"), feature, asked)
    }


def _items(schema: LayerSchema) -> dict[str, Any]:
    found = _operation(f"items_{schema.name}", schema.label, _content("features", GEOJSON), ITEMS)
    found["get"]["description"] = schema.meaning()
    fields = [_field(one) for one in schema.fields]
    found["get"]["parameters"] += fields
    return found


def _operation(
    name: str, title: str, content: dict[str, Any], parameters: tuple[str, ...]
) -> dict[str, Any]:
    names = (*parameters, "f", "lang")
    codes = ("400", *(("404",) if "collectionId" in parameters else ()), "406", "414", "503")
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in codes}
    success = {
        "description": title,
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": content | {JSON: next(iter(content.values()))},
    }
    answers = {"200": success, "304": {"description": _("What the reader has is the newest")}}
    return {
        "get": {
            "operationId": name,
            "summary": title,
            "tags": ["Data" if name.startswith("item") else "Capabilities"],
            "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in names],
            "responses": answers | refused,
        }
    }


def _content(schema: str, kind: str = JSON) -> dict[str, Any]:
    return {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _refusals() -> dict[str, str]:
    return {
        "400": _("The request is not understood; the answer says what is wrong"),
        "404": _("There is no such layer or feature"),
        "406": _("Only JSON is written here"),
        "414": _("This address is too long"),
        "503": _("The register cannot be read at the moment; try again"),
    }


def _refusal(why: str) -> dict[str, Any]:
    return {
        "description": why,
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/problem"}}},
    }


def _field(field: LayerField) -> dict[str, Any]:
    return {
        "name": field.name,
        "in": "query",
        "description": field.label,
        "schema": JSON_TYPES[field.holds],
        "explode": False,
    }


def _parameter(name: str, known: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    description, schema = known
    place = "path" if name.endswith("Id") else "query"
    told = {"name": name, "in": place, "required": place == "path", "description": description}
    lists = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
    return told | {"schema": schema} | lists


def _parameters() -> dict[str, tuple[str, dict[str, Any]]]:
    text = {"type": "string"}
    system = {"type": "string", "format": "uri", "enum": list(planes()), "default": CRS84}
    box = [{"minItems": count, "maxItems": count} for count in (4, 6)]
    default, most = DEFAULT_LIMIT, MAX_LIMIT
    return {
        "collectionId": (_("Name of the layer"), {"type": "string", "enum": list(LAYERS)}),
        "featureId": (_("Id of the feature"), text),
        "f": (_("Form of the answer"), {"type": "string", "enum": ["json"]}),
        "lang": (_("Language of the texts"), {"type": "string", "enum": list(LANGUAGES)}),
        "limit": (
            _("How many features a page, at most {most}", most=most),
            {"type": "integer", "minimum": 1, "default": default},
        ),
        "offset": (
            _("How many features to leave out before"),
            {"type": "integer", "minimum": 0, "default": 0},
        ),
        "bbox": (
            _("Features within this box, and those without shape: lower corner, upper corner"),
            {"type": "array", "oneOf": box, "items": {"type": "number"}},
        ),
        "bbox-crs": (_("Coordinate system of bbox"), system),
        "datetime": (
            _("A moment, or two parted by “/” (“..” for open), of when a state was last seen"),
            text,
        ),
        "crs": (_("Coordinate system of the answer"), system),
        "properties": (_("Fields wanted, parted by commas"), {"type": "array", "items": text}),
        "sortby": (
            _("Fields to sort by, parted by commas; “-” before one for downwards"),
            {"type": "array", "items": text},
        ),
        "filter": (_("A condition in CQL2, such as status = 'broken'"), text),
        "filter-lang": (
            _("How the condition is written"),
            {"type": "string", "enum": list(LANGUAGES_OF_FILTERS), "default": "cql2-text"},
        ),
        "filter-crs": (_("Coordinate system of shapes in the condition"), system),
    }


def _schemas() -> dict[str, Any]:
    text, links = (
        {"type": "string"},
        {"type": "array", "items": {"$ref": "#/components/schemas/link"}},
    )
    count = {"type": "integer", "minimum": 0}
    shape = {"type": "object", "nullable": True, "properties": {"type": text}}
    feature = {"type": {"type": "string", "enum": ["Feature"]}, "id": text}
    feature |= {"geometry": shape, "properties": {"type": "object"}, "links": links}
    features = {"type": {"type": "string", "enum": ["FeatureCollection"]}, "links": links}
    features |= {"timeStamp": {"type": "string", "format": "date-time"}}
    features |= {"numberMatched": count, "numberReturned": count}
    features |= {"features": _list_of("feature")}
    collection: dict[str, Any] = dict.fromkeys(
        ("id", "title", "description", "itemType", "storageCrs"), text
    )
    collection |= {"extent": _OBJECT, "crs": {"type": "array", "items": text}, "links": links}
    problem: dict[str, Any] = dict.fromkeys(("type", "code", "title", "detail"), text)
    return {
        "link": _LINK,
        "landing": _needs(("links",), title=text, description=text, links=links),
        "rules": _needs(("conformsTo",), conformsTo={"type": "array", "items": text}),
        "collection": _needs(("id", "links"), **collection),
        "collections": _needs(
            ("links", "collections"), links=links, collections=_list_of("collection")
        ),
        "fields": _needs(("type", "properties"), type=text, properties=_OBJECT),
        "feature": _needs(("type", "geometry", "properties"), **feature),
        "features": _needs(("type", "features"), **features),
        "problem": _needs(("code",), **problem, status={"type": "integer"}),
    }


def _list_of(schema: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


def _needs(names: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(names), "properties": properties}
