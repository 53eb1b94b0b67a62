"""However a path is spelt, its file is held once; and all files together within a bound."""

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from pages.components.shared import static_cache
from pages.components.shared.static_cache import InMemory

TEXT = "x" * 100_000
SPELLINGS = [
    f"/static/{n * './'}sub{k * '/'}/{m * './'}a.js"
    for n in range(5)
    for k in range(4)
    for m in range(3)
]


@pytest.fixture
def cache(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.js").write_text(TEXT)
    for n in range(10):
        (tmp_path / f"{n}.js").write_text(TEXT)
    return InMemory(Starlette(routes=[Mount("/static", StaticFiles(directory=tmp_path))]))


def ask(cache, path):
    """Ask for a path as it is spelt; a client of ours would tidy it."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [],
    }
    with start_blocking_portal() as portal:
        portal.call(cache, scope, receive, send)
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent)


def test_sixty_spellings_of_a_path_are_one_answer(cache):
    assert len(set(SPELLINGS)) == 60
    for path in SPELLINGS:
        assert ask(cache, path) == (200, TEXT.encode())
    assert cache.held_bytes == len(TEXT)
    assert len(cache.answers) == 1


def test_what_leads_out_of_the_folder_is_not_of_the_folder(cache):
    assert ask(cache, "/static/../secret")[0] == 404
    assert not cache.answers


def test_all_files_together_stay_within_the_bound(cache, monkeypatch):
    monkeypatch.setattr(static_cache, "MOST_BYTES", 3 * len(TEXT))
    for n in range(10):
        assert ask(cache, f"/static/{n}.js") == (200, TEXT.encode())
    held = sum(len(m.get("body", b"")) for answer in cache.answers.values() for m in answer)
    assert held == cache.held_bytes == 3 * len(TEXT)
