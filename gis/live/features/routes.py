"""The addresses below ``/ogc``: OGC API – Features and Tiles over the newest revision."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import numpy as np
from starlette.requests import Request
from starlette.routing import BaseRoute

from gis.core.clock import stamp
from gis.core.language import _
from gis.export.schema import SCHEMAS, LayerSchema
from gis.live.features.collections import Collection, check_name, collection
from gis.live.features.documents import (
    collection_document,
    collections_document,
    conformance,
    fields_document,
    item_address,
    landing,
)
from gis.live.features.items import chosen, feature_texts
from gis.live.features.openapi import api_document
from gis.live.features.parameters import ITEMS, ItemQuery, item_query
from gis.live.features.planes import served_plane
from gis.live.replies import (
    ENTRY,
    GEOJSON,
    JSON,
    OPENAPI_JSON,
    SCHEMA_JSON,
    Reply,
    as_compact_json,
    base_address,
    own_address,
    read_routes,
)
from gis.live.requests import RequestError, check_names
from gis.live.schema_parts import link
from gis.live.tile_routes import tile_addresses
from gis.mapserver.cameras import MapTables

Getter = Callable[[], MapTables]


def ogc_routes(current: Getter) -> list[BaseRoute]:
    """Return the routes of the service.

    Parameters
    ----------
    current
        Gives the tables of the newest revision.

    Returns
    -------
    list
        Starlette routes; every answer but a tile is JSON, a refusal too.
    """
    layer = ENTRY + "/collections/{layer}"
    known: dict[str, Callable[[Request], Reply]] = {
        ENTRY: _plain(landing),
        f"{ENTRY}/": _plain(landing),
        f"{ENTRY}/conformance": _plain(lambda _base: conformance()),
        f"{ENTRY}/api": _plain(api_document, OPENAPI_JSON),
        f"{ENTRY}/collections": lambda request: _collections(request, current()),
        layer: lambda request: _collection(request, current()),
        f"{layer}/schema": _fields,
        f"{layer}/queryables": _fields,
        f"{layer}/sortables": lambda request: _fields(request, shaped=False),
        f"{layer}/items": lambda request: _items(request, current()),
        layer + "/items/{feature:path}": lambda request: _item(request, current()),
        ENTRY + "/{rest:path}": _nothing,
    }
    # Those of tiles first: below the entry all the rest is answered here.
    return read_routes(tile_addresses(current) | known)


def _plain(
    document: Callable[[str], dict[str, Any]], kind: str = JSON
) -> Callable[[Request], Reply]:
    """Return what answers with a document that the program alone says."""

    def answer(request: Request) -> Reply:
        check_names(request.query_params)
        return _constant(document(base_address(request)), kind)

    return answer


def _constant(document: dict[str, Any], kind: str) -> Reply:
    """Return a document that no revision changes, but another version of the program may."""
    text = as_compact_json(document)
    return Reply(lambda: text, kind, state=text)


def _nothing(_request: Request) -> Reply:
    raise RequestError(
        _("There is nothing at this address; the entry is {entry}", entry=ENTRY), 404
    )


def _collections(request: Request, now: MapTables) -> Reply:
    check_names(request.query_params)
    base = base_address(request)
    return Reply(lambda: as_compact_json(collections_document(base, now)), state=_revision(now))


def _collection(request: Request, now: MapTables) -> Reply:
    schema = _schema(request)
    check_names(request.query_params)
    base = base_address(request)
    return Reply(
        lambda: as_compact_json(collection_document(base, schema.name, now)),
        state=_revision(now),
    )


def _fields(request: Request, *, shaped: bool = True) -> Reply:
    schema = _schema(request)
    check_names(request.query_params)
    document = fields_document(own_address(request), schema, shaped=shaped)
    return _constant(document, SCHEMA_JSON)


def _items(request: Request, now: MapTables) -> Reply:
    schema = _schema(request)
    check_names(request.query_params, *ITEMS, *schema.names)
    query = item_query(request.query_params, schema)
    of = collection(now, schema.name)
    rows = chosen(of, query)
    return Reply(
        lambda: _page(request, of, query, rows),
        GEOJSON,
        _revision(now),
        {"Content-Crs": f"<{query.plane.address}>"},
    )


def _page(request: Request, of: Collection, query: ItemQuery, rows: Any) -> str:
    page = rows[query.offset : query.offset + query.limit]
    texts = feature_texts(of, page, query.names, query.plane)
    head = {
        "type": "FeatureCollection",
        "links": _page_links(request, of, query, len(rows)),
        "timeStamp": _moment(),
        "numberMatched": len(rows),
        "numberReturned": len(page),
    }
    return f'{as_compact_json(head)[:-1]},"features":[{",".join(f"{t}}}" for t in texts)}]}}'


def _page_links(
    request: Request, of: Collection, query: ItemQuery, matched: int
) -> list[dict[str, str]]:
    base = base_address(request)
    here = f"{base}/collections/{of.schema.name}"

    def page(relation: str, title: str, offset: int | None = None) -> dict[str, str]:
        asked = dict(request.query_params)
        asked |= {} if offset is None else {"offset": str(offset)}
        address = f"{here}/items" + (f"?{urlencode(asked)}" if asked else "")
        return link(address, relation, GEOJSON, title)

    links = [page("self", _("This page")), link(here, "collection", JSON, of.schema.label)]
    if query.offset + query.limit < matched:
        links.append(page("next", _("Next page"), query.offset + query.limit))
    if query.offset > 0:
        links.append(page("prev", _("Page before"), max(query.offset - query.limit, 0)))
    return links


def _item(request: Request, now: MapTables) -> Reply:
    schema = _schema(request)
    check_names(request.query_params, "crs")
    system = served_plane(request.query_params.get("crs"), "crs")
    of = collection(now, schema.name)
    name = request.path_params["feature"]
    rows = np.flatnonzero(of.ids == name)[:1]
    if not len(rows):
        raise RequestError(_("This layer has no feature of that id"), 404)

    def write() -> str:
        base = base_address(request)
        here = f"{base}/collections/{schema.name}"
        links = [
            link(item_address(base, of, name), "self", GEOJSON, name),
            link(here, "collection", JSON, schema.label),
        ]
        [text] = feature_texts(of, rows, schema.names, system)
        return f'{text},"links":{as_compact_json(links)}}}'

    headers = {"Content-Crs": f"<{system.address}>"}
    return Reply(write, GEOJSON, _revision(now), headers)


def _schema(request: Request) -> LayerSchema:
    check_name(request.path_params["layer"])
    return SCHEMAS[request.path_params["layer"]]


def _revision(now: MapTables) -> str:
    return now.analysis.provenance.revision


def _moment() -> str:
    return stamp().replace("+00:00", "Z")
