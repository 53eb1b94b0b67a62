"""The addresses of tiles, as the description of the service (OpenAPI) has them."""

from typing import Any

from gis.core.language import _
from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS
from gis.live.replies import JSON
from gis.live.tile_documents import DEEPEST_TILE, MATRIX_SET, TILE_TYPE

_SETS, _TILES = "/tileMatrixSets", "/collections/{collectionId}/tiles"
_PLACE = "{tileMatrix}/{tileRow}/{tileCol}"


def tile_paths() -> dict[str, Any]:
    """Return the paths of tiles and of what describes them, in the current language.

    Returns
    -------
    dict
        OpenAPI 3.0 path items; the language of texts and refusals are the service's own
        components.
    """
    layers, one = _shaped(), f"{_TILES}/{MATRIX_SET}"
    place = [_number(name, title) for name, title in _numbers().items()]
    document = {JSON: {"schema": {"type": "object"}}}
    tile = {TILE_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    return {
        _SETS: _read("tileMatrixSets", _("How tiles lie"), document, "json"),
        f"{_SETS}/{MATRIX_SET}": _read("tileMatrixSet", MATRIX_SET, document, "json"),
        _TILES: _read("tilesets", _("Tiles of a layer"), document, "json", layers),
        one: _read("tileset", _("Tiles of a layer"), document, "json", layers),
        f"{one}/metadata": _read("tilejson", "TileJSON", document, "tilejson", layers),
        f"{one}/{_PLACE}": _read("tile", _("One tile"), tile, "mvt", layers, *place),
    }


def _numbers() -> dict[str, str]:
    return {"tileMatrix": _("Zoom"), "tileRow": _("Row of tiles"), "tileCol": _("Column of tiles")}


def _shaped() -> dict[str, Any]:
    names = [name for name in LAYERS if SCHEMAS[name].geometry]
    schema = {"type": "string", "enum": names}
    told = {"name": "collectionId", "in": "path", "required": True, "schema": schema}
    return told | {"description": _("Name of the layer")}


def _number(name: str, title: str) -> dict[str, Any]:
    most = DEEPEST_TILE if name == "tileMatrix" else 2**DEEPEST_TILE - 1
    schema = {"type": "integer", "minimum": 0, "maximum": most}
    return {"name": name, "in": "path", "required": True, "description": title, "schema": schema}


def _read(
    name: str, title: str, content: dict[str, Any], form: str, *parameters: dict[str, Any]
) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(dict.fromkeys((form, "json")))}
    schema = {"type": "string", "enum": [form]} if form == "mvt" else schema
    asked = {"name": "f", "in": "query", "description": _("Form of the answer"), "schema": schema}
    refused = {
        code: {"$ref": f"#/components/responses/{code}"}
        for code in ("400", "404", "406", "414", "503")
    }
    answers = {
        "200": {"description": title, "content": content},
        "304": {"description": _("What the reader has is the newest")},
    }
    answers |= {"204": {"description": _("Nothing lies there")}} if form == "mvt" else {}
    common = {"$ref": "#/components/parameters/lang"}
    return {
        "get": {
            "operationId": name,
            "summary": title,
            "tags": ["Data" if form == "mvt" else "Capabilities"],
            "parameters": [*parameters, asked, common],
            "responses": answers | refused,
        }
    }
