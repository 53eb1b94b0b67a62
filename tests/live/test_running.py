"""The running server as QGIS and others meet it: GDAL by its own address, a stranger's page."""

import http.client
from contextlib import closing

import pyogrio
import pytest

from gis.store.store import Store
from pages.components.shared.door import serves_live_layers
from tests import world
from tests.system import running_app
from tests.village import CAMERAS, UNITS

OWN = ["localhost", "127.0.0.1", "::1"]
ADDRESSES = (
    "/data/cameras.geojson",
    "/ogc/collections/cameras/tiles",
    "/ogc/collections/cameras/tiles/WebMercatorQuad/metadata",
)


def store(folder):
    url = f"sqlite:///{folder / 'register.sqlite'}"
    Store(url).save(
        source="list", cameras=world.cameras(*CAMERAS), equipment=world.equipment(*UNITS)
    )
    return url


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    with running_app(store(folder), folder / "log") as address:
        yield address


def ask(address, path, method="GET", **headers):
    host = address.removeprefix("http://")
    with closing(http.client.HTTPConnection(host, timeout=60)) as connection:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        answer = connection.getresponse()
        answer.content = answer.read()
        return answer


@pytest.mark.parametrize("ending", ["fgb", "geojson", "gpkg", "pmtiles"])
def test_gdal_reads_a_layer_by_its_address(address, ending):
    table = pyogrio.read_dataframe(f"/vsicurl/{address}/data/cameras.{ending}", layer="cameras")
    assert set(table["camera_id"]) == {"C0", "C1", "C2"}


def test_gdal_reads_a_part_of_a_flatgeobuf(address):
    west, south = world.degrees((1200, 400))
    east, north = world.degrees((1400, 600))
    source = f"/vsicurl/{address}/data/cameras.fgb"
    table = pyogrio.read_dataframe(source, bbox=(west, south, east, north))
    assert table["camera_id"].tolist() == ["C2"]


def test_gdal_reads_the_live_tiles(address):
    tiles = f"{address}/ogc/collections/cameras/tiles/WebMercatorQuad"
    lon, lat = world.degrees((300, 500))
    side = 2**10
    column = int((lon + 180) / 360 * side)
    for row in range(side):
        answer = ask(address, f"{tiles.removeprefix(address)}/10/{row}/{column}")
        if answer.status == 200:
            break
    assert 440 < row < 470  # 17° north
    found = pyogrio.read_dataframe(f"/vsicurl/{tiles}/10/{row}/{column}?f=mvt", layer="cameras")
    assert set(found["camera_id"]) <= {"C0", "C1", "C2"}
    assert len(found) > 0
    assert 16 < lat < 18


@pytest.mark.parametrize("path", ADDRESSES)
def test_programs_without_a_cookie_are_answered(address, path):
    answer = ask(address, path)
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert ask(address, path, Sec_Fetch_Site="none").status == 200
    assert ask(address, path, Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize("path", [*ADDRESSES, "/ogc", "/ogc/", "/data/", "/data"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_reads_nothing(address, path, headers):
    answer = ask(address, path, **headers)
    assert answer.status == 403
    assert b"camera_id" not in answer.content
    assert "access-control-allow-origin" not in answer.headers


def test_another_name_gets_nothing(address):
    for path in ADDRESSES:
        assert ask(address, path, Host="evil.example").status == 400
        assert ask(address, "/data/" + "x" * 3000).status == 414


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written(address, method):
    for path in ADDRESSES:
        answer = ask(address, path, method)
        assert answer.status == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_path_that_leads_out_is_refused_in_words(address):
    """Streamlit refuses what leads out before anything of ours is asked."""
    for path in ("/data/../register.sqlite", "/data/%2e%2e/%2e%2e/etc/passwd"):
        answer = ask(address, path)
        assert (answer.status, answer.content) == (400, b"Bad Request")
    for path in ("/data/x.csv", "/data/register.sqlite", "/data/cameras.csv/x"):
        answer = ask(address, path)
        assert answer.status == 404, path
        assert "hiện có: " in answer.content.decode()


def test_a_write_gives_another_answer(tmp_path):
    url = store(tmp_path)
    with running_app(url, tmp_path / "log") as address:
        first = ask(address, "/data/cameras.geojson")
        etag = first.headers["etag"]
        assert ask(address, "/data/cameras.geojson", If_None_Match=etag).status == 304
        more = [{"camera_id": "N", "xy": (700, 500)}]
        Store(url).save(source="list", cameras=world.cameras(*more))
        newer = ask(address, "/data/cameras.geojson", If_None_Match=etag)
        assert newer.status == 200
        assert b'"N"' in newer.content


def test_switched_off_nobody_reads(tmp_path, monkeypatch):
    monkeypatch.setenv("CAMERA_LIVE_LAYERS", "0")
    with running_app(store(tmp_path), tmp_path / "log") as address:
        for path in (*ADDRESSES, "/ogc"):
            answer = ask(address, path)
            assert answer.status == 403
            assert "docs/server.md" in answer.content.decode()
        assert ask(address, "/").status == 200


@pytest.mark.parametrize(
    ("listens", "hosts", "asked", "served"),
    [
        ("127.0.0.1", OWN, None, True),
        ("127.0.0.1", [*OWN, "camera.example"], None, False),
        ("0.0.0.0", [*OWN, "10.1.2.3"], None, False),
        (None, OWN, None, False),
        ("0.0.0.0", [*OWN, "10.1.2.3"], True, True),
        ("127.0.0.1", OWN, False, False),
    ],
)
def test_beyond_this_machine_only_when_asked(listens, hosts, asked, served):
    assert serves_live_layers(listens, hosts, asked=asked) is served
