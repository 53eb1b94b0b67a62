"""The web addresses the map reads from, served by the same program as the pages."""

import gzip
from collections.abc import Callable
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from gis.core.language import use_language
from gis.mapserver.cameras import MapTables, as_json
from gis.mapserver.commune_card import commune_particulars
from gis.mapserver.commune_figures import figure_json
from gis.mapserver.details import camera_particulars, place_particulars
from gis.mapserver.search import find_camera, search


class _Place(Convertor[int]):
    """A whole number that a table or a map can have; a longer one is no address of ours."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        """Return the number written in an address."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return the number as an address writes it."""
        return str(value)


register_url_convertor("place", _Place())
BINARY, JSON = "application/octet-stream", "application/json"
# The address names the revision, so what it answers never changes.
_ASKED_LETTERS = 200
FOREVER = "private, max-age=31536000, immutable"
# What the map loads whole, when it comes to need it.
WHOLE: dict[str, Callable[[MapTables], bytes]] = {
    "cameras.bin": lambda now: now.camera_bytes,
    "communes.json": lambda now: now.commune_json,
    "figures.json": figure_json,
    "land.bin": lambda now: now.outline_bytes("communes"),
    "fine.bin": lambda now: now.outline_bytes("fine"),
    "roads.bin": lambda now: now.ground.road_overview(),
    "places.bin": lambda now: now.ground.not_seen.overview(),
    "redundancy.bin": lambda now: now.ground.redundancy.overview(),
}


def map_routes(
    find: Callable[[str], MapTables | None], newest: Callable[[str], str | None] = str
) -> list[BaseRoute]:
    """Return the routes below ``/map/{revision}/``; `find` gives a revision's tables.

    An address of a revision that is held no more answers 404: what it once named is gone.
    ``/map/{revision}/newest`` tells what the same is called by now (`newest`), and is asked
    for by each open map again and again, so that it moves on by itself.

    Parameters
    ----------
    find
        Gives the tables of a revision, None of one that is not held.
    newest
        Gives what the same is called by now, None of one that is not known.

    Returns
    -------
    list
        Starlette routes; each answer is in the language the address asks for.
    """

    def answer(make: Callable[[MapTables, Request], Response]) -> Callable[[Request], Response]:
        def respond(request: Request) -> Response:
            use_language(request.query_params.get("language", "vi"))
            now = find(request.path_params["revision"])
            return Response(status_code=404) if now is None else make(now, request)

        return respond

    def tell_newest(request: Request) -> Response:
        now = newest(request.path_params["revision"])
        headers = {"Cache-Control": "no-store"}
        return JSONResponse({"revision": now}, 200 if now else 404, headers)

    known: dict[str, Callable[[MapTables, Request], Response]] = {
        "/footprints/{x:place}/{y:place}.bin": _tile(MapTables.footprint_bytes),
        "/buildings/{x:place}/{y:place}.bin": _tile(MapTables.building_bytes),
        "/roads/{x:place}/{y:place}.bin": _tile(lambda now, x, y: now.ground.road_bytes(x, y)),
        "/water/{x:place}/{y:place}.bin": _tile(lambda now, x, y: now.ground.water_bytes(x, y)),
        "/places/{x:place}/{y:place}.bin": _tile(lambda now, x, y: now.ground.not_seen.tile(x, y)),
        "/redundancy/{x:place}/{y:place}.bin": _tile(
            lambda now, x, y: now.ground.redundancy.tile(x, y)
        ),
        "/roads/{x:place}/{y:place}.json": _tile(
            lambda now, x, y: as_json(now.ground.road_names(x, y)), JSON
        ),
        "/names/{x:place}/{y:place}.json": _tile(
            lambda now, x, y: as_json(now.ground.names(x, y)), JSON
        ),
        "/camera/{row:place}": _particulars(camera_particulars),
        "/place/{row:place}": _particulars(place_particulars),
        "/commune/{row:place}": _particulars(commune_particulars),
        "/search": lambda now, request: JSONResponse(search(now, _asked(request))),
        "/find": lambda now, request: JSONResponse(find_camera(now, _asked(request))),
    } | {f"/{name}": _whole(name) for name in WHOLE}
    routes = [Route(f"/map/{{revision}}{path}", answer(make)) for path, make in known.items()]
    return [Route("/map/{revision}/newest", tell_newest), *routes]


def _asked(request: Request) -> str:
    return request.query_params.get("q", "")[:_ASKED_LETTERS]


def _whole(name: str) -> Callable[[MapTables, Request], Response]:
    kind = JSON if name.endswith(".json") else BINARY

    def compressed(now: MapTables) -> bytes:
        return gzip.compress(WHOLE[name](now), 6)

    return lambda now, _request: _packed(now.prepared(compressed), kind)


def _packed(content: bytes, kind: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER}
    return Response(content, media_type=kind, headers=headers)


def _tile(
    made: Callable[[MapTables, int, int], bytes], kind: str = BINARY
) -> Callable[[MapTables, Request], Response]:
    def respond(now: MapTables, request: Request) -> Response:
        tile = request.path_params["x"], request.path_params["y"]
        return _packed(gzip.compress(made(now, *tile), 1), kind)

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
