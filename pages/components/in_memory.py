"""Scripts, styles and fonts answered from memory.

They never change while the program runs. From disk, packed anew for each visitor, the hundred
files of a page take the server half of the time that the page takes to open.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = ("/static/", "/own/", "/vendor/", "/app/static/")
MOST_ANSWERS = 1000
_OK = 200


class InMemory:
    """Keeps whole answers to requests for one of the paths `KEPT`, packed and unpacked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.answers: dict[tuple[str, bool], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = dict(scope.get("headers", ()))
        in_part = headers.keys() & {b"range", b"if-none-match", b"if-modified-since"}
        if scope.get("method") != "GET" or not scope["path"].startswith(KEPT) or in_part:
            await self.app(scope, receive, send)
            return
        key = scope["path"], b"gzip" in headers.get(b"accept-encoding", b"")
        for message in self.answers.get(key) or await self._asked(key, scope, receive):
            await send(message)

    async def _asked(self, key: tuple[str, bool], scope: Scope, receive: Receive) -> list[Message]:
        answer: list[Message] = []

        async def note(message: Message) -> None:
            answer.append(message)

        packed = [(b"accept-encoding", b"gzip")] if key[1] else []
        others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app({**scope, "headers": [*others, *packed]}, receive, note)
        if answer[0]["status"] == _OK and len(self.answers) < MOST_ANSWERS:
            self.answers[key] = answer
        return answer
