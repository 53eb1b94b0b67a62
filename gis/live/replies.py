"""How bytes leave for other programs: at once or in part, packed, or not again, and refusals."""

import gzip
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gis.core.errors import GisError, StoreError
from gis.core.language import _, language, use_language

READ_METHODS = ("GET", "HEAD", "OPTIONS")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_WORTH_PACKING_BYTES = 1_000
_NO_CONTENT = 204


class AddressError(GisError):
    """A request that cannot be answered.

    Parameters
    ----------
    message
        Says why, in the language of the request.
    status
        Of HTTP.
    """

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Payload:
    """What an address answers.

    Attributes
    ----------
    write
        Gives the bytes; asked only when the reader has not got them yet.
    media_type
        Of the bytes.
    revision
        What they follow from, besides the address and the language.
    headers
        Of its own.
    is_text
        Whether packing makes it smaller.
    or_nothing
        Whether no bytes say that there is nothing (204).
    """

    write: Callable[[], bytes]
    media_type: str
    revision: str
    headers: dict[str, str] = field(default_factory=dict)
    is_text: bool = False
    or_nothing: bool = False


def endpoint(
    read: Callable[[Request], Payload], limiter: CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers the requests of a route, whatever they are.

    Parameters
    ----------
    read
        Gives the reply, or raises a `GisError`.
    limiter
        How many are at work at once: the pages' own requests must not wait for these.

    Returns
    -------
    callable
        For ``Route(…, methods=READ_METHODS)``.
    """

    def respond(request: Request) -> Response:
        use_language(request.query_params.get("lang", "vi"))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(READ_METHODS)})
        try:
            return _answer(request, read(request))
        except GisError as error:
            return PlainTextResponse(f"{error}\n", _status(error))

    async def respond_beside(request: Request) -> Response:
        return await run_sync(respond, request, limiter=limiter)

    return respond_beside


def check_parameters(request: Request, known: tuple[str, ...]) -> None:
    """Refuse a parameter that would be ignored, or that is there twice.

    Parameters
    ----------
    request
        With the parameters of its address.
    known
        Those that it may have; ``lang`` always.

    Raises
    ------
    AddressError
        It says which there are.
    """
    names = [name for name, _value in request.query_params.multi_items()]
    if set(names) - {*known, "lang"} or len(set(names)) < len(names):
        there = ", ".join((*known, "lang"))
        raise AddressError(_("This address takes each of these once: {names}", names=there), 400)


def _status(error: GisError) -> int:
    if isinstance(error, AddressError):
        return error.status
    return 503 if isinstance(error, StoreError) else 400


def _answer(request: Request, reply: Payload) -> Response:
    told = "\n".join((reply.revision, str(request.url), language()))
    # Weak: packed or not, and whenever the file was written, it says the same.
    etag = f'W/"{blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Accept-Ranges": "bytes"}
    headers |= {"Vary": "Accept-Encoding", "Content-Language": language()} | reply.headers
    if _is_known(request, etag):
        return Response(status_code=304, headers=headers)
    content = reply.write()
    if reply.or_nothing and not content:
        return Response(status_code=_NO_CONTENT, headers=headers)
    status = 200
    if "range" in request.headers and "if-range" not in request.headers:
        content, status = _part(request.headers["range"], content, headers)
    elif reply.is_text and len(content) > _WORTH_PACKING_BYTES and _takes_gzip(request):
        content = gzip.compress(content, 4, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(content))
    body = b"" if request.method == "HEAD" else content
    return Response(body, status, headers, reply.media_type)


def _is_known(request: Request, etag: str) -> bool:
    """Tell whether the reader says that it has this already."""
    names = {name.strip() for name in request.headers.get("if-none-match", "").split(",")}
    return bool(names & {etag, etag.removeprefix("W/"), "*"})


def _takes_gzip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _semicolon, weight = part.replace(" ", "").partition(";q=")
        if name in {"gzip", "*"}:
            return weight.strip("0.") != "" or weight == ""
    return False


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
