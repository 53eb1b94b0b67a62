"""How a resource answers over HTTP: form, language, what the reader has already, and refusals."""

import gzip
import hashlib
import http
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from gis.core.errors import GisError
from gis.core.language import LANGUAGES, _, use_language
from gis.live.requests import RequestError

JSON, GEOJSON, SCHEMA_JSON = "application/json", "application/geo+json", "application/schema+json"
OPENAPI_JSON = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM_JSON = "application/problem+json"
ENTRY = "/ogc"
READ_METHODS = ("GET", "HEAD", "OPTIONS")
ALLOWED = ", ".join(READ_METHODS)
VARY = "Accept, Accept-Encoding, Accept-Language"
_WORTH_PACKING_BYTES = 1_000
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# As many answers of a service are made at once: the pages' own requests do not wait for these.
_AT_ONCE = 4
_console = logging.getLogger(__name__)

as_compact_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


@dataclass(frozen=True)
class Reply:
    """What a resource says.

    Attributes
    ----------
    write
        Gives it; called only where the reader has it not yet.
    kind
        Its media type.
    state
        What it follows from besides its address, such as the revision.
    headers
        Of its own.
    forms
        What the parameter ``f`` may ask for, the first is what it is; empty for a file, which
        is what its name says.
    is_text
        Whether packing makes it smaller.
    """

    write: Callable[[], str | bytes]
    kind: str = JSON
    state: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ("json",)
    is_text: bool = True


@dataclass(frozen=True)
class Resource:
    """An address that is read: an ASGI app that answers ``GET HEAD OPTIONS``, and in words else.

    Attributes
    ----------
    answer
        Gives what it says to a request, or raises a `GisError`.
    limiter
        Of how many are at work at once.
    """

    answer: Callable[[Request], Reply]
    limiter: CapacityLimiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reply one request, beside the loop that serves the others."""
        request = Request(scope)
        response = await run_sync(self.response, request, limiter=self.limiter)
        await response(scope, receive, send)

    def response(self, request: Request) -> Response:
        """Return the answer to a request, whatever it is."""
        use_language(_language(request))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ALLOWED})
        try:
            if request.method not in READ_METHODS:
                raise RequestError(_("Only reading is served: {methods}", methods=ALLOWED), 405)
            return _read(request, self.answer(request))
        except GisError as error:
            return _refusal(request, error)


def read_routes(known: Mapping[str, Callable[[Request], Reply]]) -> list[BaseRoute]:
    """Return the routes of a service that is read.

    Parameters
    ----------
    known
        By their paths, what gives the reply to a request, or raises a `GisError`.

    Returns
    -------
    list
        Starlette routes, so many of which are at work at once.
    """
    limiter = CapacityLimiter(_AT_ONCE)
    return [Route(path, Resource(answer, limiter)) for path, answer in known.items()]


def base_address(request: Request) -> str:
    """Return the address of the service, as the reader knows it."""
    host = request.headers.get("host") or ":".join(map(str, request.scope.get("server") or ()))
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}{ENTRY}"


def own_address(request: Request) -> str:
    """Return the address of the request, as the reader knows it, without its parameters."""
    path = request.scope.get("raw_path") or request.url.path.encode()
    return base_address(request) + path.decode("ascii", "replace").partition(ENTRY)[2]


def _read(request: Request, reply: Reply) -> Response:
    kind = _form(request, reply)
    parts = (base_address(request), str(request.url), reply.state, kind, _language(request))
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=16)
    # Weak: packed or not, and whenever it was given, it says the same.
    etag = f'W/"{digest.hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": VARY} | reply.headers
    headers["Content-Language"] = _language(request)
    if _has(request, etag):
        return Response(status_code=304, headers=headers)
    content, status = reply.write(), 200
    body = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if not body and not isinstance(content, str):
        return Response(status_code=204, headers=headers)
    if not reply.forms:
        headers["Accept-Ranges"] = "bytes"
    if not reply.forms and "range" in request.headers and "if-range" not in request.headers:
        body, status = _part(request.headers["range"], body, headers)
    elif reply.is_text and len(body) > _WORTH_PACKING_BYTES and _takes_gzip(request):
        body = gzip.compress(body, 1, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers |= {"Content-Type": kind, "Content-Length": str(len(body))}
    return Response(b"" if request.method == "HEAD" else body, status, headers)


def _refusal(request: Request, error: GisError) -> Response:
    """Return what is wrong as RFC 9457 has it, with the `code` that OGC asks for."""
    status = error.status if isinstance(error, RequestError) else 503
    if isinstance(error, RequestError):
        why = str(error)
    else:  # it may say where the store, or a folder of the server, lies
        _console.error("%s: %s", request.url.path, error)
        why = _("The register cannot be read at the moment; try again")
    title = http.HTTPStatus(status).phrase
    body = {"type": "about:blank", "code": title, "title": title, "status": status}
    content = as_compact_json(body | {"detail": why}).encode("utf-8", "replace")
    headers = {"Content-Type": PROBLEM_JSON, "Content-Length": str(len(content)), "Vary": VARY}
    headers["Content-Language"] = _language(request)
    headers |= {"Allow": ALLOWED} if status == 405 else {}
    headers |= {"Retry-After": "10"} if status == 503 else {}
    return Response(b"" if request.method == "HEAD" else content, status, headers)


def _form(request: Request, reply: Reply) -> str:
    """Return the media type to answer in; the address decides before the header."""
    kind = reply.kind
    if "f" in request.query_params:
        if request.query_params["f"] not in reply.forms:
            raise RequestError(_("f: only “{form}” is written", form=reply.forms[0]))
        return kind
    accepted = _preferences(request.headers.get("accept", ""))
    if not accepted or not reply.forms:
        return kind
    offered = {kind.partition(";")[0]: kind} | ({JSON: JSON} if "json" in kind else {})
    liking = {name: _liking(name, accepted) for name in offered}
    best = max(liking, key=lambda name: liking[name])
    if liking[best] <= 0:
        raise RequestError(_("Only {kind} is written here", kind=kind), 406)
    return offered[best]


def _liking(name: str, accepted: dict[str, float]) -> float:
    """Return how much a media type is liked, 0 to 1, by the pattern that names it closest."""
    patterns = (name, f"{name.partition('/')[0]}/*", "*/*")
    return next((accepted[one] for one in patterns if one in accepted), 0.0)


def _language(request: Request) -> str:
    """Return the language of the address, else that which the reader likes best of ours."""
    if request.query_params.get("lang") in LANGUAGES:
        return str(request.query_params["lang"])
    accepted = _preferences(request.headers.get("accept-language", ""))
    liked = dict.fromkeys(LANGUAGES, 0.0)
    for name, liking in accepted.items():
        code = name.partition("-")[0]
        if code in liked:
            liked[code] = max(liked[code], liking)
    return max(liked, key=lambda code: liked[code])


def _preferences(header: str) -> dict[str, float]:
    """Return what a header such as ``Accept`` names, each with its weight (RFC 9110, 12.4.2)."""
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *options = (each.strip() for each in part.split(";"))
        weight = next((o[2:] for o in options if o.startswith("q=")), "1")
        if name:
            found[name] = _weight(weight)
    return found


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def _takes_gzip(request: Request) -> bool:
    accepted = _preferences(request.headers.get("accept-encoding", ""))
    return accepted.get("gzip", accepted.get("*", 0.0)) > 0


def _has(request: Request, etag: str) -> bool:
    """Tell whether the reader says to have this already (`If-None-Match`)."""
    names = [name.strip() for name in request.headers.get("if-none-match", "").split(",")]
    return "*" in names or etag.removeprefix("W/") in [n.removeprefix("W/") for n in names]


def _part(asked: str, content: bytes, headers: dict[str, str]) -> tuple[bytes, int]:
    """Return the bytes of a range, and the status; all where it is written in no way we know."""
    found, size = _RANGE.fullmatch(asked.strip()), len(content)
    if found is None or found.groups() == ("", ""):
        return content, 200
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        headers["Content-Range"] = f"bytes */{size}"
        return b"", 416
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return content[start : end + 1], 206
