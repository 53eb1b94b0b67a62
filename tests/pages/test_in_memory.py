"""Scripts answered from memory are those of the disk, for whoever asks in whatever way."""

import asyncio
import gzip

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from pages.components.shared import static_cache as in_memory
from pages.components.shared.static_cache import InMemory

TEXT = "export const answer = 42;" * 100


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.js").write_text(TEXT)
    (tmp_path / "b.js").write_text("b")
    return tmp_path


@pytest.fixture
def ask(folder):
    """Ask a server of the folder's files, which packs them for who can unpack."""
    routes = [Mount(path, StaticFiles(directory=folder)) for path in ("/own", "/map")]
    middleware = [Middleware(InMemory), Middleware(GZipMiddleware, minimum_size=100)]
    client = TestClient(Starlette(routes=routes, middleware=middleware))
    return lambda path, **headers: client.get(
        path,
        headers={"accept-encoding": "identity"}
        | {k.replace("_", "-"): v for k, v in headers.items()},
    )


@pytest.mark.parametrize("packing", ["gzip", "br, gzip, zstd", "identity"])
def test_the_second_answer_is_the_first_without_the_disk(ask, folder, packing):
    first = ask("/own/a.js", accept_encoding=packing)
    (folder / "a.js").unlink()
    second = ask("/own/a.js", accept_encoding=packing)
    assert second.text == first.text == TEXT
    assert second.headers == first.headers
    assert first.headers.get("content-encoding") == ("gzip" if "gzip" in packing else None)


def test_who_cannot_unpack_gets_it_as_it_is(ask):
    assert ask("/own/a.js", accept_encoding="gzip").headers["content-encoding"] == "gzip"
    plain = ask("/own/a.js")
    assert "content-encoding" not in plain.headers
    assert len(plain.content) == len(TEXT) > len(gzip.compress(TEXT.encode()))


def test_a_part_and_a_copy_still_good_are_the_servers_own_affair(ask):
    whole = ask("/own/a.js")
    part = ask("/own/a.js", range="bytes=0-5")
    assert (part.status_code, part.text) == (206, TEXT[:6])
    same = ask("/own/a.js", if_none_match=whole.headers["etag"])
    assert (same.status_code, same.text) == (304, "")
    assert ask("/own/a.js").text == TEXT


def test_what_changes_or_is_not_there_is_asked_for_each_time(ask, folder):
    assert ask("/own/new.js").status_code == 404
    (folder / "new.js").write_text("new")
    assert ask("/own/new.js").text == "new"
    assert ask("/map/b.js").text == "b"
    (folder / "b.js").write_text("changed")
    assert ask("/map/b.js").text == "changed"


def test_a_visitor_who_turns_away_does_not_spoil_it_for_the_next():
    async def slowly():
        for letter in "abc":
            yield letter
            await asyncio.sleep(0.01)

    async def gone():
        return {"type": "http.disconnect"}

    async def there():
        await asyncio.Event().wait()

    def asked(receive):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/own/a.js", "headers": []}
        with start_blocking_portal() as portal:
            portal.call(app, scope, receive, send)
        return b"".join(message.get("body", b"") for message in sent)

    async def answer(scope, receive, send):
        await StreamingResponse(slowly())(scope, receive, send)

    app = InMemory(answer)
    asked(gone)
    assert asked(there) == b"abc"


@pytest.mark.parametrize(
    "headers", [{"set-cookie": "visitor=1"}, {"content-type": "text/html; charset=utf-8"}]
)
def test_what_is_for_one_visitor_is_kept_for_none(headers):
    count = iter("ab")

    async def answer(scope, receive, send):
        await Response(next(count), headers=headers)(scope, receive, send)

    client = TestClient(InMemory(answer))
    assert [client.get("/static/x").text for _ in range(2)] == ["a", "b"]


def test_it_does_not_hold_more_than_it_may(ask, monkeypatch, folder):
    monkeypatch.setattr(in_memory, "MOST_BYTES", len(TEXT))
    assert (ask("/own/a.js").text, ask("/own/b.js").text) == (TEXT, "b")
    (folder / "b.js").write_text("changed")
    assert ask("/own/b.js").text == "changed"
