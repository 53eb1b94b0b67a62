"""The layers as vector tiles, live, by OGC API – Tiles, and described by TileJSON for maps."""

import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from gis.core.language import _, language
from gis.export.layers import LAYERS, layer
from gis.export.schema import SCHEMAS
from gis.export.vector_tiles.cutting import TileAddress, TileLayer, tiled_layer
from gis.live.replies import ENTRY, JSON, Reply, base_address
from gis.live.requests import RequestError, check_names
from gis.live.shelf import Shelf
from gis.live.tile_documents import (
    DEEPEST_TILE,
    MATRIX_SET,
    TILE_TYPE,
    Tileset,
    matrix_set,
    matrix_sets,
    tile_json,
    tileset,
    tilesets,
)
from gis.mapserver.cameras import MapTables
from gis.runtime.sizes import Sizes

# Layers of one revision that are kept ready to be cut.
_MOST_BYTES = 60_000_000
TILED = tuple(name for name in LAYERS if SCHEMAS[name].geometry)
_LONGEST_NUMBER = 9


def tile_addresses(current: Callable[[], MapTables]) -> dict[str, Callable[[Request], Reply]]:
    """Return what answers for tiles below ``/ogc``, before others that take all there.

    Cameras marked confidential are in no tile.

    Parameters
    ----------
    current
        Gives the tables of the newest revision.

    Returns
    -------
    dict
        By paths; what they cannot give they refuse in words.

    References
    ----------
    OGC 20-057, OGC API – Tiles – Part 1: Core. OGC 17-083r4, Two Dimensional Tile Matrix Set.
    """
    sets, tiles = f"{ENTRY}/tileMatrixSets", ENTRY + "/collections/{layer}/tiles"
    one = f"{tiles}/{MATRIX_SET}"

    def of_layer(write: Callable[[Tileset], Any], kind: str = "json") -> Callable[[Request], Reply]:
        return lambda request: _document(request, write(_tileset(request, current())), kind)

    return {
        sets: lambda request: _document(request, matrix_sets(base_address(request))),
        f"{sets}/{MATRIX_SET}": lambda request: _document(request, matrix_set()),
        sets + "/{rest:path}": _no_matrix_set,
        tiles: of_layer(tilesets),
        one: of_layer(tileset),
        f"{one}/metadata": of_layer(tile_json, "tilejson"),
        one + "/{zoom}/{row}/{column}": lambda request: _tile(request, current()),
        tiles + "/{rest:path}": _no_matrix_set,
    }


def _document(request: Request, document: Any, form: str = "json") -> Reply:
    check_names(request.query_params)
    content = json.dumps(document, ensure_ascii=False)
    return Reply(lambda: content, JSON, content, forms=tuple(dict.fromkeys((form, "json"))))


def _tile(request: Request, now: MapTables) -> Reply:
    check_names(request.query_params)
    name, tile = _layer_name(request), _address(request)
    revision = now.analysis.provenance.revision

    def write() -> bytes:
        cut = _layer(now, name)
        return cut.encode(tile, cut.pieces(tile))

    return Reply(write, TILE_TYPE, revision, forms=("mvt",))


def _address(request: Request) -> TileAddress:
    """Return the tile that an address names.

    Raises
    ------
    RequestError
        It is written in other than whole numbers, or there is none such.
    """
    zoom, row, column = (request.path_params[part] for part in ("zoom", "row", "column"))
    texts = (zoom, row, column)
    if not all(text.isascii() and text.isdigit() for text in texts):
        raise RequestError(_("A tile is named by three whole numbers: zoom, row, column"))
    numbers = [int(text[:_LONGEST_NUMBER]) for text in texts]
    if max(map(len, texts)) > _LONGEST_NUMBER or numbers[0] > DEEPEST_TILE:
        raise RequestError(
            _("There is no such tile; zooms go from 0 to {last}", last=DEEPEST_TILE), 404
        )
    side = 1 << numbers[0]
    if max(numbers[1:]) >= side:
        message = _(
            "There is no such tile; at zoom {zoom} rows and columns go from 0 to {last}",
            zoom=numbers[0],
            last=side - 1,
        )
        raise RequestError(message, 404)
    return TileAddress(numbers[0], numbers[2], numbers[1])


def _layer_name(request: Request) -> str:
    name: str = request.path_params["layer"]
    if name not in TILED:
        names = ", ".join(TILED)
        raise RequestError(
            _("There are no tiles of such a layer. There are of: {names}", names=names), 404
        )
    return name


def _no_matrix_set(_request: Request) -> Reply:
    raise RequestError(_("There is no such set of tiles; there is {name}", name=MATRIX_SET), 404)


def _tileset(request: Request, now: MapTables) -> Tileset:
    cut = _layer(now, _layer_name(request))
    return Tileset(base_address(request), cut.schema, cut.bounds, now.analysis.provenance)


def _layer(now: MapTables, name: str) -> TileLayer:
    """Return a layer, ready to be cut: made once a revision and language."""

    def make() -> TileLayer:
        return tiled_layer(layer(now.analysis, name, prices=now.prices), SCHEMAS[name])

    return now.prepared(_layers).get((name, language()), make)


def _layers(_now: MapTables) -> Shelf[TileLayer]:
    return Shelf(_MOST_BYTES, lambda one: Sizes().add(one))
