"""Layers at plain addresses: every kind of file, in part, not again, and refused in words."""

import io
import sqlite3
import tempfile
from collections.abc import Sized
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import product
from threading import Event

import geopandas as gpd
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.export.files import takes_layer
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, layer
from gis.export.schema import GROUPS
from gis.live.file_routes import file_routes
from gis.live.shelf import Shelf
from gis.mapserver.cameras import MapTables
from tests import world

NAMES = (*LAYERS, *GROUPS)
CASES = list(product(NAMES, FORMATS))


@pytest.fixture(scope="module")
def tables():
    rows = [
        {"camera_id": f"C{row}", "xy": (10 * row + 5, 500), "status": "broken"} for row in range(90)
    ]
    rows += [
        {"camera_id": "M", "name": "Tuyệt mật", "xy": (500, 500), "confidentiality": "secret"},
        {"camera_id": "A", "xy": (1500, 500), "azimuth_deg": 0, "status": "working"},
    ]
    demand = world.demand({"shape": "POINT (1800 800)", "weight": 5, "name": "Chợ"})
    units = world.equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"})
    found = analyse(world.cameras(*rows), units, world.communes(), demand)
    return MapTables(found.of_register(simulated=True, revision="r1"))


@pytest.fixture(scope="module")
def client(tables):
    with TestClient(Starlette(routes=file_routes(lambda: tables))) as client:
        yield client


@pytest.mark.parametrize(("name", "fmt"), CASES)
def test_every_layer_is_there_as_every_file_that_takes_it(client, name, fmt):
    answer = client.get(f"/data/{name}.{FORMATS[fmt].ending}")
    if takes_layer(name, fmt):
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == FORMATS[fmt].mime
        called = answer.headers["content-disposition"].partition("filename=")[2].strip('"')
        assert called.endswith(f"_mo-phong.{FORMATS[fmt].ending}")
        assert "Tuyệt mật".encode() not in answer.content
    else:
        assert answer.status_code == 404
        assert ".csv" in answer.text or ".gpkg" in answer.text


def test_confidential_cameras_are_in_no_file(client, tmp_path):
    geojson = client.get("/data/cameras.geojson").json()
    ids = {feature["properties"]["camera_id"] for feature in geojson["features"]}
    assert "M" not in ids
    assert len(ids) == 91
    path = tmp_path / "a.gpkg"
    path.write_bytes(client.get("/data/cameras.gpkg").content)
    with closing(sqlite3.connect(path)) as file:
        assert ids == {one for (one,) in file.execute("SELECT camera_id FROM cameras")}
    asked = client.get("/data/cameras.geojson?with_confidential=1")
    assert asked.status_code == 400


def test_a_commune_and_a_plane(client, tables):
    answer = client.get("/data/cameras.parquet?commune=00002&crs=EPSG:9212")
    found = gpd.read_parquet(io.BytesIO(answer.content))
    assert found["camera_id"].tolist() == ["A"]
    assert found.crs.to_epsg() == 9212
    expected = layer(tables.analysis, "cameras", commune="00002").to_crs(9212)
    assert found.geometry.iloc[0].distance(expected.geometry.iloc[0]) < 0.001
    assert "_east_" in answer.headers["content-disposition"]


def test_the_language_is_vietnamese_or_the_one_asked_for(client):
    labels = []
    for query in ("", "?lang=en"):
        table = pd.read_csv(io.BytesIO(client.get(f"/data/cameras.csv{query}").content))
        labels.append(table["status_label"][0])
    assert labels == ["hư hỏng", "broken"]


def test_the_same_is_not_sent_twice(client, tables):
    first = client.get("/data/cameras.fgb")
    etag = first.headers["etag"]
    again = client.get("/data/cameras.fgb", headers={"If-None-Match": f'"x", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get("/data/cameras.fgb", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/data/cameras.geojson").headers["etag"] != etag
    assert client.get("/data/cameras.fgb").content == first.content  # written once


def test_head_tells_how_long_it_is(client):
    head = client.head("/data/cameras.gpkg")
    whole = client.get("/data/cameras.gpkg")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(whole.content)
    assert head.headers["accept-ranges"] == "bytes"


def test_texts_are_packed_for_who_takes_that(client):
    packed = client.get("/data/cameras.geojson")
    plain = client.get("/data/cameras.geojson", headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert "content-encoding" not in client.get("/data/cameras.fgb").headers


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-7", slice(0, 8)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=5-999999999999", slice(5, None)),
    ],
)
def test_parts_of_a_file(client, asked, part):
    whole = client.get("/data/cameras.fgb").content
    answer = client.get("/data/cameras.fgb", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[part]
    start, end = answer.headers["content-range"].removeprefix("bytes ").split("/")[0].split("-")
    assert int(end) - int(start) + 1 == len(answer.content)


def test_ranges_that_are_none(client):
    whole = client.get("/data/cameras.fgb").content
    for odd in ("bytes=-", "bytes=a-b", "bytes=0-1,5-6", "lines=1-2", "bytes=" + "9" * 400 + "-"):
        assert client.get("/data/cameras.fgb", headers={"Range": odd}).content == whole
    beyond = client.get("/data/cameras.fgb", headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    assert beyond.headers["content-range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/data/", 404, "cameras"),
        ("/data/cameras", 404, ".geojson"),
        ("/data/cameras.exe", 404, ".geojson"),
        ("/data/cameras.shp", 404, ".shp.zip"),
        ("/data/camera;DROP TABLE camera.csv", 404, "cameras"),
        ("/data/%2e%2e%2fetc%2fpasswd", 404, "cameras"),
        ("/data/..%5C..%5Cregister.sqlite", 404, "cameras"),
        ("/data/cameras.csv%00.geojson", 404, ".geojson"),
        ("/data/cameras.csv/../../x", 404, ""),
        ("/data/equipment.fgb", 404, ".csv"),
        ("/data/plan.csv", 404, "cameras"),
        ("/data/cameras.csv?commune=99999", 404, "mã"),
        ("/data/cameras.csv?commune=' OR 1=1 --", 404, "mã"),
        ("/data/cameras.csv?commune=", 404, "mã"),
        ("/data/cameras.csv?crs=EPSG:99999999", 400, "EPSG"),
        ("/data/cameras.csv?crs=", 400, ""),
        ("/data/cameras.gpkg?crs=" + "9" * 3000, 400, ""),
        ("/data/cameras.gpkg?crs=EPSG:32633", 400, ""),
        ("/data/cameras.geojson?crs=EPSG:9212", 400, "WGS 84"),
        ("/data/cameras.csv?commun=00001", 400, "commune"),
        ("/data/cameras.csv?commune=00001&commune=00002", 400, "commune"),
    ],
)
def test_what_is_not_there_is_refused_in_words(client, path, status, word):
    answer = client.get(path)
    assert answer.status_code == status
    assert word in answer.text
    assert "Traceback" not in answer.text
    assert len(answer.text) < 700


def test_nothing_is_written_there(client):
    assert client.options("/data/cameras.csv").headers["allow"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/data/cameras.csv").status_code == 405


def test_all_layers_are_one_file_of_each_kind_that_holds_several(client):
    with closing(sqlite3.connect(":memory:")) as file:
        file.deserialize(client.get("/data/all.gpkg").content)
        tables = {name for (name,) in file.execute("SELECT table_name FROM gpkg_contents")}
        codes = {code for (code,) in file.execute("SELECT camera_id FROM cameras")}
    assert tables == {*LAYERS, "layer_styles"}
    assert "A" in codes
    assert "M" not in codes  # it is confidential
    refused = client.get("/data/all.geojson")
    assert refused.status_code == 404
    assert ".gpkg" in refused.text
    assert ".geojson" not in refused.json()["detail"].partition(":")[2]


def test_a_server_without_room_does_not_tell_where_its_folders_are(tables, tmp_path, monkeypatch):
    fresh = MapTables(tables.analysis)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with TestClient(Starlette(routes=file_routes(lambda: fresh))) as client:
        answer = client.get("/data/cameras.gpkg")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.json()["detail"] == "Hiện chưa đọc được sổ camera; hãy thử lại"
    assert "gone" not in answer.text


def test_a_shelf_keeps_what_was_asked_for_last():
    shelf, made = Shelf(10, len), []

    def make(name, size):
        made.append(name)
        return name * size

    for name, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("d", 99)):
        shelf.get(name, lambda name=name, size=size: make(name, size))
    assert made == ["a", "b", "c", "b", "d"]
    assert shelf.get("d", lambda: "") == "d" * 99


def test_one_thing_that_takes_long_keeps_nobody_from_the_others():
    shelf, begun, ended = Shelf(100, len), Event(), Event()

    def slow():
        begun.set()
        assert ended.wait(60)
        return "slow"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(shelf.get, "slow", slow)
        assert begun.wait(60)
        second = threads.submit(shelf.get, "slow", lambda: "made twice")
        try:
            with ThreadPoolExecutor(1) as other:
                assert other.submit(shelf.get, "quick", lambda: "quick").result(60) == "quick"
        finally:
            ended.set()
        assert (first.result(60), second.result(60)) == ("slow", "slow")


def test_what_could_not_be_made_leaves_nothing_behind():
    shelf = Shelf(100, len)
    for name in range(3):
        with pytest.raises(ZeroDivisionError):
            shelf.get(name, lambda: str(1 // 0))
    assert shelf.get(0, lambda: "now") == "now"
    assert not [one for one in vars(shelf).values() if isinstance(one, Sized) and len(one) > 1]
