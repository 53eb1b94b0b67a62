"""Files of tiles beneath the map: good ones of all kinds are served, bad ones are named."""

import gzip
import os
import sqlite3
import time

import pytest
from pmtiles.tile import Compression, TileType
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.core.language import use_language
from gis.mapserver.basemap import attribution_text, basemap_routes, find_basemaps
from tests.tile_files import (
    Y_FROM_SOUTH,
    ZOOM,
    X,
    Y,
    mbtiles,
    picture,
    pmtiles,
    square,
    vector_tile,
)

WATER = vector_tile(("water", [({"class": "lake"}, 3, square(0, 0, 4096))]))


@pytest.fixture(autouse=True)
def _vietnamese():
    use_language("vi")


def client(folder, named=""):
    return TestClient(Starlette(routes=basemap_routes(lambda: find_basemaps(folder, named))))


def only(folder):
    found = find_basemaps(folder)
    assert found.problems == []
    [basemap] = found.files
    return basemap


def address(basemap, z=ZOOM, x=X, y=Y):
    return f"/map/basemap/{basemap.key}/{z}/{x}/{y}"


def test_nothing_lies_beneath_where_nothing_was_put(tmp_path):
    assert find_basemaps(tmp_path) == find_basemaps(tmp_path / "none")
    assert find_basemaps(tmp_path).files == []
    assert find_basemaps(tmp_path).problems == []


@pytest.mark.parametrize(("form", "kind"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp")])
def test_pictures_of_an_mbtiles_file_count_their_rows_from_the_south(tmp_path, form, kind):
    content = picture(form=form)
    mbtiles(tmp_path / "nền tỉnh #1.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): content})
    basemap = only(tmp_path)
    assert basemap.settings()["name"] == "nền tỉnh #1"
    assert basemap.settings()["zooms"] == (ZOOM, ZOOM)
    # The tile's own borders: 816 · 360 / 1024 - 180, and one tile further.
    assert basemap.settings()["bounds"][::2] == pytest.approx([106.875, 107.2265625])
    assert basemap.settings()["bounds"][1] < 17.0 < basemap.settings()["bounds"][3]
    answer = client(tmp_path).get(address(basemap))
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-type"] == f"image/{kind}"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client(tmp_path).get(address(basemap, y=Y_FROM_SOUTH)).status_code == 204


def test_rows_counted_from_the_north_are_known_by_the_bounds_a_file_states(tmp_path):
    stated = {"bounds": "106.0,16.2,107.5,18.2", "scheme": "xyz"}
    mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y): picture()}, stated)
    assert client(tmp_path).get(address(only(tmp_path))).status_code == 200


def test_a_file_that_only_says_xyz_is_read_by_the_standard(tmp_path):
    stated = {"bounds": "106.0,16.2,107.5,18.2", "scheme": "xyz"}
    mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()}, stated)
    assert client(tmp_path).get(address(only(tmp_path))).status_code == 200


def test_tiles_may_be_a_view_of_other_tables(tmp_path):
    path = mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()})
    database = sqlite3.connect(path)
    database.execute("ALTER TABLE tiles RENAME TO images")
    database.execute("CREATE VIEW tiles AS SELECT * FROM images")
    database.commit()
    database.close()
    assert client(tmp_path).get(address(only(tmp_path))).status_code == 200


def test_a_file_nobody_may_write_is_read_and_left_as_it_is(tmp_path):
    path = mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()})
    path.chmod(0o444)
    before = path.read_bytes()
    assert client(tmp_path).get(address(only(tmp_path))).status_code == 200
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.mbtiles"]


def test_pictures_of_a_pmtiles_file(tmp_path):
    content = picture()
    stated = {"attribution": '<a href="https://x.vn">© Sở</a> &amp; <b>bạn</b>'}
    pmtiles(tmp_path / "ảnh.pmtiles", {(ZOOM, X, Y): content, (11, 2 * X, 2 * Y): content}, stated)
    basemap = only(tmp_path)
    assert basemap.settings() == {
        "name": "ảnh",
        "key": basemap.key,
        "kind": "raster",
        "zooms": (10, 11),
        "bounds": (106.0, 16.0, 108.0, 18.0),
        "attribution": "© Sở & bạn",
    }
    assert client(tmp_path).get(address(basemap)).content == content
    assert client(tmp_path).get(address(basemap, x=X + 1)).status_code == 204


def test_vector_tiles_of_both_kinds_of_files(tmp_path):
    mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): WATER}, {"format": "pbf"})
    packed = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    pmtiles(tmp_path / "b.pmtiles", {(ZOOM, X, Y): WATER}, **packed)
    for basemap in find_basemaps(tmp_path).files:
        assert basemap.kind == "vector"
        answer = client(tmp_path).get(address(basemap))
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.content == gzip.decompress(WATER)


def test_many_tiles_of_a_pmtiles_file_lie_in_directories_below_the_first(tmp_path):
    tiles = {(12, x, y): b"%d %d" % (x, y) for x in range(3000, 3160) for y in range(1700, 1860)}
    tiles[0, 0, 0] = picture()
    pmtiles(tmp_path / "a.pmtiles", tiles)
    file = only(tmp_path).file
    assert file.tile(12, 3159, 1859) == b"3159 1859"
    assert file.tile(12, 3000, 1700) == b"3000 1700"
    assert file.tile(12, 2999, 1700) is None


def test_files_are_named_by_the_administrator_too(tmp_path):
    apart = tmp_path / "khác"
    apart.mkdir()
    tile = {(ZOOM, X, Y_FROM_SOUTH): picture()}
    first = mbtiles(apart / "ảnh.mbtiles", tile)
    mbtiles(tmp_path / "địa hình.mbtiles", tile)
    for named in (f"{first}", f"{apart}", f"{first}{os.pathsep}{apart}"):
        names = [basemap.name for basemap in find_basemaps(tmp_path, named).files]
        assert names == ["ảnh", "địa hình"]
    [problem] = find_basemaps(tmp_path, str(tmp_path / "không có.mbtiles")).problems
    assert problem == "Không tìm thấy hoặc không có quyền đọc bản đồ nền “không có.mbtiles”."


def test_a_changed_file_has_other_addresses(tmp_path):
    path = mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()})
    before = only(tmp_path)
    path.unlink()
    mbtiles(path, {(ZOOM, X, Y_FROM_SOUTH): picture((200, 0, 0))})
    os.utime(path, ns=(1, 2))
    assert only(tmp_path).key != before.key
    assert client(tmp_path).get(address(before)).status_code == 404


@pytest.mark.parametrize("place", ["9" * 30, "-1", "1.5", "x", "٣", "1024"])
def test_places_no_map_has_are_not_found(tmp_path, place):
    mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()})
    basemap = only(tmp_path)
    asked = client(tmp_path)
    assert asked.get(address(basemap, x=place)).status_code == 404
    assert asked.get(address(basemap, y=place)).status_code == 404
    assert asked.get(address(basemap, z=place)).status_code == 404
    assert asked.get(f"/map/basemap/{place}/1/1/1").status_code == 404


def cut(path, share):
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])


BAD_TILES = {
    "text for tiles": lambda: b"<script>alert(1)</script>",
    "SVG for tiles": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "gzip bomb": lambda: gzip.compress(b"\x1a" * 100_000_000, 1),
    "picture too large": lambda: picture(side=2049),
    "tile too large": lambda: picture() + bytes(3_000_000),
}


def bad_mbtiles(path, case):
    if case == "no SQLite":
        path.write_bytes(b"PK\x03\x04 a zip, renamed" * 40)
    elif case == "empty":
        path.touch()
    elif case == "truncated":
        cut(mbtiles(path, {(ZOOM, X, Y_FROM_SOUTH): picture()}), 0.6)
    elif case == "no table":
        sqlite3.connect(path).execute("CREATE TABLE other (a)").connection.close()
    elif case == "no tiles":
        mbtiles(path, {})
    elif case == "words for numbers":
        mbtiles(path, {("a", "b", "c"): picture()})
    else:
        mbtiles(path, {(ZOOM, X, Y_FROM_SOUTH): BAD_TILES[case]()})


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("no SQLite", "không phải là tệp MBTiles"),
        ("empty", "không phải là tệp MBTiles"),
        ("truncated", "chép chưa đủ"),
        ("no table", "không có mảnh bản đồ nào"),
        ("no tiles", "không có mảnh bản đồ nào"),
        ("text for tiles", "không phải là ảnh"),
        ("SVG for tiles", "không phải là ảnh"),
        ("gzip bomb", "không phải là ảnh"),
        ("picture too large", "tối đa 2048 điểm ảnh"),
        ("tile too large", "bị hỏng"),
        ("words for numbers", "không có mảnh bản đồ nào"),
    ],
)
def test_a_bad_mbtiles_file_is_named_and_the_others_serve(tmp_path, case, told):
    bad_mbtiles(tmp_path / "xấu.mbtiles", case)
    mbtiles(tmp_path / "tốt.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()})
    found = find_basemaps(tmp_path)
    [problem] = found.problems
    assert told in problem
    assert "xấu.mbtiles" in problem
    assert [basemap.name for basemap in found.files] == ["tốt"]


def bad_pmtiles(path, case):
    tile = {(ZOOM, X, Y): picture()}
    if case == "other bytes":
        path.write_bytes(b"SQLite format 3\0" + bytes(500))
    elif case == "version 2":
        path.write_bytes(b"PM\x02\0" + bytes(500))
    elif case == "short head":
        path.write_bytes(b"PMTiles\x03" + bytes(20))
    elif case == "truncated":
        cut(pmtiles(path, tile), 0.9)
    elif case == "brotli":
        pmtiles(path, tile, tile_compression=Compression.BROTLI)
    elif case in ("noise", "directory bomb"):
        content = bytearray(pmtiles(path, tile).read_bytes())
        noise = bytes(range(40)) if case == "noise" else gzip.compress(bytes(50_000_000))
        at = len(content) if case == "directory bomb" else 127
        content[at : at + len(noise)] = noise
        content[8:24] = at.to_bytes(8, "little") + len(noise).to_bytes(8, "little")
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("other bytes", "không phải là tệp PMTiles"),
        ("version 2", "không phải là tệp PMTiles"),
        ("short head", "chép chưa đủ"),
        ("truncated", "chép chưa đủ"),
        ("brotli", "Brotli"),
        ("noise", "bị hỏng"),
        ("directory bomb", "bị hỏng"),
    ],
)
def test_a_bad_pmtiles_file_is_named(tmp_path, case, told):
    bad_pmtiles(tmp_path / "xấu.pmtiles", case)
    found = find_basemaps(tmp_path)
    assert found.files == []
    [problem] = found.problems
    assert told in problem


def test_a_file_of_another_ending_is_named_where_it_was_asked_for(tmp_path):
    path = tmp_path / "bản đồ.tif"
    path.write_bytes(b"II*\0")
    [problem] = find_basemaps(tmp_path, str(path)).problems
    assert "chỉ đọc được tệp .mbtiles và .pmtiles" in problem


def test_one_bad_tile_among_good_ones_is_left_out(tmp_path):
    bomb = gzip.compress(b"\x1a" * 50_000_000, 1)
    bad = [bomb, picture(side=4000), b"<html>", bytes(2_500_000), b"", WATER, WATER[:30]]
    tiles = {(12, k, 0): content for k, content in enumerate(bad)}
    mbtiles(tmp_path / "a.mbtiles", {(ZOOM, X, Y_FROM_SOUTH): picture()} | tiles)
    basemap = only(tmp_path)
    for k in range(len(bad)):
        assert client(tmp_path).get(address(basemap, 12, k, 4095)).status_code == 204


def test_a_view_that_never_ends_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.mapserver.tile_files._MAX_SECONDS", 0.2)
    path = tmp_path / "a.mbtiles"
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE n(zoom_level) AS"
        " (SELECT 1 UNION ALL SELECT zoom_level + 1 FROM n)"
        " SELECT zoom_level, 0 tile_column, 0 tile_row, x'00' tile_data FROM n"
    )
    database.close()
    begun = time.monotonic()
    assert "bị hỏng" in find_basemaps(tmp_path).problems[0]
    assert time.monotonic() - begun < 10


def test_words_of_a_file_are_plain_text():
    assert attribution_text("<img src=x onerror=alert(1)> © <b>OSM") == "© OSM"
    assert attribution_text("a" * 1_000_000) == "a" * 200
    assert attribution_text(None) == attribution_text(7) == attribution_text(b"x") == ""
    assert attribution_text("<" * 1_000_000)[:3] == "<<<"
