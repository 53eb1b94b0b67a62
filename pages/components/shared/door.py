"""Who may ask this server: by which name, from which page, and what only its own pages get.

There is nobody to sign in yet. What can be told is whether a request comes from a page of this
program, opened under a name of this machine, or from a page of somebody else's in the same
browser.
"""

import hmac
import secrets
from collections.abc import Callable, Collection
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gis.core.errors import GisError
from gis.core.language import _

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What Streamlit answers that is no part of the program: files, uploads, counts.
STREAMLIT_DATA = ("/media/", "/_stcore/upload_file/", "/_stcore/metrics")
# No file system has longer names, and no address of ours longer parts.
LONGEST_PART_BYTES = 255
LONGEST_PATH_BYTES = 2_000
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What programs read that have opened no page, and so bear no cookie.
LIVE_LAYERS = ("/ogc", "/data")


class Door:
    """Refuses what does not come from a page of this server; every answer says so to browsers.

    Parameters
    ----------
    is_host
        Whether the app goes by this name, given as the header `Host` writes it.
    origins
        Pages of other hosts that may ask, as ``https://host``.
    data
        Beginnings of the addresses that answer only to a browser which has opened a page.
    live
        Whether `LIVE_LAYERS` are served, to programs without a cookie too; else to nobody.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        is_host: Callable[[str | None], bool],
        origins: Collection[str] = (),
        data: Collection[str] = (),
        live: bool = True,
    ) -> None:
        self.app = app
        self.is_host = is_host
        self.origins = frozenset(origins)
        self.data = (*STREAMLIT_DATA, *data)
        self.live = live
        # Another at each start: a page that comes back to a new server is given a new cookie.
        self.passes = Passes(secrets.token_bytes(32))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = self.passes.knows(scope, headers)

        async def mark(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.accept"}:
                self._mark(message, scope, known=known)
            await send(message)

        refusal = self._refusal(scope, headers, known=known)
        await (self.app if refusal is None else refusal)(scope, receive, mark)

    def _refusal(self, scope: Scope, headers: Headers, *, known: bool) -> ASGIApp | None:
        host, origin = headers.get("host"), headers.get("origin")
        if not self.is_host(host):
            return _refused(400, _("The app does not go by this name; see docs/server.md"))
        if origin is not None and origin not in self.origins and urlsplit(origin).netloc != host:
            return _refused(403, _("Pages of another address may not ask this app"))
        if not _is_short(scope["path"]):
            return _refused(414, _("This address is too long"))
        if scope["path"].startswith(self.data) and not (known and _of_our_pages(headers)):
            return _refused(403, _("Only the pages of this app are answered; open it first"))
        if f"{scope['path']}/".startswith(tuple(f"{one}/" for one in LIVE_LAYERS)):
            return self._refusal_of_layers(headers)
        return None

    def _refusal_of_layers(self, headers: Headers) -> ASGIApp | None:
        """Refuse pages of others, whatever cookie they bring along."""
        if not self.live:
            return _refused(403, _("Live layers are switched off here; see docs/server.md"))
        if not _of_our_pages(headers):
            return _refused(403, _("Pages of another address may not ask this app"))
        return None

    def _mark(self, message: Message, scope: Scope, *, known: bool) -> None:
        """Add the headers; the cookie to a page or its connection, where the browser has none."""
        message.setdefault("headers", [])
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        page = headers.get("content-type", "").startswith("text/html")
        if not known and (page or message["type"] == "websocket.accept"):
            headers.append("Set-Cookie", self.passes.cookie(scope))


class Passes:
    """Cookies that show that a browser has opened a page of this server."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def cookie(self, scope: Scope) -> str:
        """Return a new cookie, which scripts cannot read nor pages of other sites send."""
        code = secrets.token_hex(16)
        value = f"{_name(scope)}={code}.{self._signature(code)}"
        secure = "; Secure" if scope.get("scheme") in {"https", "wss"} else ""
        return f"{value}; Path=/; HttpOnly; SameSite=Strict{secure}"

    def knows(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether a request bears a cookie of this server."""
        try:
            cookie = SimpleCookie("; ".join(headers.getlist("cookie"))).get(_name(scope))
        except CookieError:
            return False
        code, _dot, signature = (cookie.value if cookie else "").partition(".")
        expected = self._signature(code)
        return hmac.compare_digest(signature.encode(), expected.encode())

    def _signature(self, code: str) -> str:
        return hmac.digest(self._secret, code.encode(), "sha256").hex()


def _name(scope: Scope) -> str:
    """Return the name of the cookie: browsers do not part cookies of a host by its ports."""
    server = scope.get("server") or ("", "")
    return f"camera_{server[1] or ''}"


def _of_our_pages(headers: Headers) -> bool:
    """Tell whether a browser asks for a page of this server, as far as it says for whom."""
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def _is_short(path: str) -> bool:
    long = max(len(part.encode("utf-8", "replace")) for part in path.split("/"))
    return long <= LONGEST_PART_BYTES and len(path) <= LONGEST_PATH_BYTES


def _refused(status: int, why: str) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await PlainTextResponse(f"{why}\n", status)(scope, receive, send)

    return refuse


def check_network(address: str | None, hosts: Collection[str], *, allowed: bool) -> None:
    """Refuse to listen beyond this machine unless that is asked for, or under any name at all.

    Raises
    ------
    GisError
        The address is not this machine's own and `allowed` is false, or `hosts` is empty.
    """
    if not (is_loopback(address) or allowed):
        raise GisError(
            _(
                "Refused: at {address} everybody in the network could read and change the "
                "register. Start with start.py --network --host NAME, or set CAMERA_NETWORK=1",
                address=address or "0.0.0.0",  # noqa: S104 - what leaving it out means
            )
        )
    if not hosts:
        raise GisError(_("server.allowedHosts is empty: name the hosts the app goes by"))


def serves_live_layers(address: str | None, hosts: Collection[str], *, asked: bool | None) -> bool:
    """Tell whether programs may read the layers: by themselves on this machine alone.

    Who reaches the app by a network, or a proxy that gives it a name, may be anybody; then the
    administrator must ask for it.

    Parameters
    ----------
    address
        Where the server listens.
    hosts
        The names that it goes by.
    asked
        What the administrator said; None for nothing.

    Returns
    -------
    bool
        Of ``/ogc`` and ``/data``.
    """
    if asked is not None:
        return asked
    return is_loopback(address) and set(hosts) <= {*LOOPBACK, "[::1]"}


def is_loopback(address: str | None) -> bool:
    """Tell whether an address that a server listens at is reached from this machine alone."""
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
