"""The web addresses the map reads from, served by the same program as the pages."""

import gzip
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from gis.language import use_language
from gis.service.map_data import OUTLINES, MapTables
from gis.service.map_text import camera_particulars, place_particulars, search

BINARY, JSON = "application/octet-stream", "application/json"
# The address names the revision, so what it answers never changes.
FOREVER = "private, max-age=31536000, immutable"


def map_routes(find: Callable[[str], MapTables | None]) -> list[BaseRoute]:
    """Return the routes below ``/map/{revision}/``; `find` gives a revision's tables.

    An address of a revision that is held no more answers 404: what it once named is gone,
    and the page that asked will be told the new revision when it runs again.
    """

    def answer(make: Callable[[MapTables, Request], Response]) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            use_language(request.query_params.get("language", "vi"))
            now = find(request.path_params["revision"])
            return Response(status_code=404) if now is None else make(now, request)

        return respond

    known: dict[str, Callable[[MapTables, Request], Response]] = {
        "/cameras.bin": lambda now, _request: _file(now, "cameras"),
        "/places.json": lambda now, _request: _file(now, "places"),
        "/redundancy.json": lambda now, _request: _file(now, "redundancy"),
        "/footprints/{x:int}/{y:int}.bin": _tile(MapTables.footprint_bytes),
        "/buildings/{x:int}/{y:int}.bin": _tile(MapTables.building_bytes),
        "/camera/{row:int}": _particulars(camera_particulars),
        "/place/{row:int}": _particulars(place_particulars),
        "/search": _search,
    } | {f"/{detail}.json": _outline(detail) for detail in OUTLINES}
    return [Route(f"/map/{{revision}}{path}", answer(make)) for path, make in known.items()]


def _outline(detail: str) -> Callable[[MapTables, Request], Response]:
    return lambda now, _request: _file(now, detail)


def _file(now: MapTables, name: str) -> Response:
    return _packed(_compressed(now, name), BINARY if name == "cameras" else JSON)


@lru_cache(maxsize=12)
def _compressed(now: MapTables, name: str) -> bytes:
    if name in OUTLINES:
        return gzip.compress(now.outline_json(name), 6)
    made = {
        "cameras": lambda: now.camera_bytes,
        "places": lambda: now.place_json,
        "redundancy": lambda: now.redundancy_json,
    }
    return gzip.compress(made[name](), 6)


def _packed(content: bytes, kind: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(content, media_type=kind, headers=headers)


def _tile(made: Callable[[MapTables, int, int], bytes]) -> Callable[[MapTables, Request], Response]:
    def respond(now: MapTables, request: Request) -> Response:
        tile = request.path_params["x"], request.path_params["y"]
        return _packed(gzip.compress(made(now, *tile), 1), BINARY)

    return respond


def _particulars(
    told: Callable[[MapTables, int], dict[str, Any]],
) -> Callable[[MapTables, Request], Response]:
    def respond(now: MapTables, request: Request) -> Response:
        try:
            return JSONResponse(told(now, request.path_params["row"]))
        except IndexError:
            return Response(status_code=404)

    return respond


def _search(now: MapTables, request: Request) -> Response:
    return JSONResponse(search(now, request.query_params.get("q", "")))
