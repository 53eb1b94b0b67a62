"""What a reader has already is not sent again; what is sent is packed where that is wanted."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.live.features.routes import ogc_routes
from gis.mapserver.cameras import MapTables
from tests import world

ITEMS = "/ogc/collections/cameras/items"
PATHS = [
    *("/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/cameras"),
    *("/ogc/collections/cameras/schema", ITEMS, f"{ITEMS}/C0", f"{ITEMS}?limit=1&offset=1"),
]


def tables(status, revision):
    cameras = world.cameras({"xy": (1, 1), "status": status}, {"xy": (9, 9)})
    found = analyse(cameras, world.equipment(), world.communes(), world.nowhere())
    return MapTables(found.of_register(simulated=False, revision=revision))


@pytest.fixture(scope="module")
def revisions():
    return [tables("working", "r1"), tables("broken", "r2")]


@pytest.fixture
def now(revisions):
    return revisions[:1]


@pytest.fixture
def client(now):
    with TestClient(Starlette(routes=ogc_routes(lambda: now[0]))) as opened:
        yield opened


@pytest.mark.parametrize("path", PATHS)
def test_what_the_reader_has_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
    several = f'"x", {first.headers["etag"]}'
    assert client.get(path, headers={"If-None-Match": several}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_another_revision_query_or_language_is_something_else(client, now, revisions):
    def etag(query="", **headers):
        return client.get(f"{ITEMS}{query}", headers=headers).headers["etag"]

    tags = [etag(), etag("?limit=1"), etag("?lang=en"), etag(**{"Accept-Language": "en"})]
    now[0] = revisions[1]
    tags.append(etag())
    assert len(set(tags)) == 5 - (tags[2] == tags[3])
    answer = client.get(ITEMS, headers={"If-None-Match": tags[0]})
    assert answer.status_code == 200
    assert answer.json()["features"][0]["properties"]["status"] == "broken"


def test_a_wrong_request_is_wrong_whatever_the_reader_has(client):
    assert client.get(f"{ITEMS}?limit=0", headers={"If-None-Match": "*"}).status_code == 400


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip;q=0", False), ("", False)],
)
def test_packed_where_that_is_wanted(client, accepted, packed):
    with client.stream("GET", ITEMS, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())
    assert ("content-encoding" in answer.headers) == packed
    assert int(answer.headers["content-length"]) == len(raw)
    text = gzip.decompress(raw) if packed else raw
    assert text.startswith(b'{"type":"FeatureCollection"')


@pytest.mark.parametrize("path", [*PATHS, f"{ITEMS}?limit=0", "/ogc/nothing"])
def test_head_says_what_get_would(client, path):
    get, head = (client.request(method, path) for method in ("GET", "HEAD"))
    assert head.content == b""
    assert head.status_code == get.status_code
    same = ("content-type", "content-length", "etag", "content-crs", "content-language")
    assert [head.headers.get(n) for n in same] == [get.headers.get(n) for n in same]


def test_words_are_in_the_language_of_the_reader(client):
    def status(query="", **headers):
        page = client.get(f"{ITEMS}?limit=1{query}", headers=headers)
        return page.json()["features"][0]["properties"]["status_label"]

    english = status(**{"Accept-Language": "en-US,en;q=0.9"})
    assert status("&lang=en") == english
    assert status() == status("&lang=vi", **{"Accept-Language": "en"}) != english
