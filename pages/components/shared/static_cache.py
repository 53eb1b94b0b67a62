"""Scripts, styles and fonts answered from memory.

They never change while the program runs. Read and packed anew for each visitor, the hundred
files of a page hold up the first picture, see docs/benchmarks.md.
"""

import asyncio
from posixpath import normpath
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CACHED_PATHS = ("/static/", "/own/", "/app/static/")
MOST_BYTES = 64_000_000
_OK = 200


class InMemory:
    """Keeps whole answers to requests for one of the paths `CACHED_PATHS`, packed and unpacked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers: dict[tuple[str, bool], list[Message]] = {}
        self.held_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = dict(scope.get("headers", ()))
        in_part = headers.keys() & {b"range", b"if-none-match", b"if-modified-since"}
        path = normpath(scope.get("path", "/"))  # a file has one answer, however it is spelt
        if scope.get("method") != "GET" or not path.startswith(CACHED_PATHS) or in_part:
            await self.app(scope, receive, send)
            return
        key = path, b"gzip" in headers.get(b"accept-encoding", b"")
        for message in self.answers.get(key) or await self._asked(key, scope):
            await send(message)

    async def _asked(self, key: tuple[str, bool], scope: Scope) -> list[Message]:
        answer: list[Message] = []

        async def note(message: Message) -> None:
            answer.append(message)

        packed = [(b"accept-encoding", b"gzip")] if key[1] else []
        others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        # Asked for all visitors: that one turns away does not cut it short.
        asked = {"path": key[0], "raw_path": quote(key[0]).encode(), "headers": [*others, *packed]}
        await self.app({**scope, **asked}, _stays, note)
        whole = not answer[-1].get("more_body")
        size = sum(len(message.get("body", b"")) for message in answer)
        fits = self.held_bytes + size <= MOST_BYTES
        if whole and fits and _is_for_all(answer[0]) and key not in self.answers:
            self.answers[key] = answer
            self.held_bytes += size
        return answer


def _is_for_all(start: Message) -> bool:
    """Tell whether an answer is a file, the same for everybody, and no page or cookie."""
    headers = dict(start["headers"])
    page = headers.get(b"content-type", b"").startswith(b"text/html")
    return start["status"] == _OK and not page and b"set-cookie" not in headers


async def _stays() -> Message:
    """Tell of a visitor who has asked all and waits for the answer."""
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}
