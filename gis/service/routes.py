"""The web addresses the map reads from, served by the same program as the pages."""

import gzip
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from gis.language import use_language
from gis.service.map_data import OUTLINES, MapTables
from gis.service.map_text import camera_particulars, search

BINARY, JSON = "application/octet-stream", "application/json"
# The address names the revision, so what it answers never changes.
FOREVER = "private, max-age=31536000, immutable"


def map_routes(tables: Callable[[], MapTables]) -> list[BaseRoute]:
    """Return the routes below ``/map/{revision}/``; `tables` gives what is current.

    An address of another revision than the current one answers 404: what it once named is
    gone, and the page that asked will be told the new revision when it runs again.
    """

    def answer(make: Callable[[MapTables, Request], Response]) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            use_language(request.query_params.get("language", "vi"))
            now = tables()
            if request.path_params["revision"] != now.revision:
                return Response(status_code=404)
            return make(now, request)

        return respond

    known = {
        "/cameras.bin": lambda now, _request: _file(now, "cameras"),
        "/places.json": lambda now, _request: _file(now, "places"),
        "/footprints/{x:int}/{y:int}.bin": _footprints,
        "/camera/{row:int}": _camera,
        "/search": _search,
    } | {f"/{detail}.json": _outline(detail) for detail in OUTLINES}
    return [Route(f"/map/{{revision}}{path}", answer(make)) for path, make in known.items()]


def _outline(detail: str) -> Callable[[MapTables, Request], Response]:
    return lambda now, _request: _file(now, detail)


def _file(now: MapTables, name: str) -> Response:
    return _packed(_compressed(now, name), BINARY if name == "cameras" else JSON)


@lru_cache(maxsize=8)
def _compressed(now: MapTables, name: str) -> bytes:
    if name in OUTLINES:
        return gzip.compress(now.outline_json(name), 6)
    return gzip.compress(now.camera_bytes if name == "cameras" else now.place_json, 6)


def _packed(content: bytes, kind: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(content, media_type=kind, headers=headers)


def _footprints(now: MapTables, request: Request) -> Response:
    tile = request.path_params["x"], request.path_params["y"]
    return _packed(gzip.compress(now.footprint_bytes(*tile), 1), BINARY)


def _camera(now: MapTables, request: Request) -> Response:
    try:
        return JSONResponse(camera_particulars(now, request.path_params["row"]))
    except IndexError:
        return Response(status_code=404)


def _search(now: MapTables, request: Request) -> Response:
    return JSONResponse(search(now, request.query_params.get("q", "")))
