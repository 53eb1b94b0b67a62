"""A basemap of one's own lies under the cameras; the sheet of paper shows a commune whole."""

import os
import re
import subprocess
from itertools import product
from shutil import which

import pytest
from pmtiles.tile import Compression, TileType

from tests.browser.visits import colour, drawn_anew, move_map, wait_for_map
from tests.system import running_app, until
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
from tests.world import degrees

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder of basemaps: pictures, vector tiles, and one that is none."""
    folder = tmp_path_factory.mktemp("basemaps")
    columns = [(X + dx, dy) for dx in range(-3, 4) for dy in range(-3, 4)]
    pictures = {(ZOOM, x, Y_FROM_SOUTH + dy): picture((40, 160, 60)) for x, dy in columns}
    mbtiles(folder / "anh.mbtiles", pictures, {"attribution": "Sở <b>X</b>"})
    water = vector_tile(("water", [({"class": "lake"}, 3, square(0, 0, 4096))]))
    vectors = {(ZOOM, x, Y + dy): water for x, dy in columns}
    packed = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    pmtiles(folder / "nuoc.pmtiles", vectors, **packed)
    (folder / "hong.mbtiles").write_bytes(b"no database")
    return folder


@pytest.fixture
def page(browser, store_url, files, tmp_path, monkeypatch):
    monkeypatch.setitem(os.environ, "CAMERA_BASEMAP", str(files))
    with running_app(store_url, tmp_path / "log") as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/ban-do")
        wait_for_map(page)
        lon, lat = degrees((0, 0))
        move_map(page, lat, lon, 15)
        yield page
        page.close()


def is_green(page):
    red, green, blue = colour(page, 300, 0)
    return green > red + 10 and green > blue + 10


def is_water(page):
    return abs(colour(page, 300, 0) - [223, 234, 239]).max() < 8


def test_a_file_of_tiles_lies_under_the_cameras(page):
    until(lambda: is_green(page), "the pictures lie beneath")
    assert page.locator(".background-source").inner_text() == "Sở X"
    choice = page.get_by_label("Bản đồ nền", exact=True)
    assert choice.locator("option").all_inner_texts() == ["Không dùng bản đồ nền", "anh", "nuoc"]
    assert "hong.mbtiles" in page.get_by_test_id("stAlert").last.inner_text()
    choice.select_option("nuoc")
    until(lambda: is_water(page), "the vector tiles lie beneath")
    page.wait_for_function("location.search.includes('base=nuoc')")
    with drawn_anew(page):
        choice.select_option("")
    page.wait_for_function("location.search.includes('base=none')")
    assert colour(page, 300, 0) == pytest.approx([253, 252, 248], abs=3)
    page.reload()
    wait_for_map(page)
    assert page.get_by_label("Bản đồ nền", exact=True).input_value() == ""


def lay(page, paper, turn):
    """Choose a paper and wait until its sheet is drawn; return the words of its PDF."""
    page.get_by_label("Khổ giấy").select_option(paper)
    page.locator(".print-bar > select").select_option(turn)
    page.wait_for_selector('.sheet[data-ready="yes"]')
    content = page.pdf(prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return told.stdout.decode()


@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext")
def test_a_commune_is_printed_whole_with_title_scale_and_all_signs(visit):
    page = visit("ban-do?xa=18880")
    wait_for_map(page)
    page.get_by_role("button", name="In bản đồ").click()
    extent = page.get_by_label("Phạm vi")
    name = extent.locator("option").first.inner_text()
    assert extent.input_value() == "commune"
    scales = {}
    for paper, turn in product(("A4", "A3"), ("landscape", "portrait")):
        words = " ".join(lay(page, paper, turn).split())
        assert f"Bản đồ camera an ninh {name}" in words
        assert "\f" not in words.strip()
        assert "Ranh giới xã, phường, đặc khu" in words
        assert "Đường" in words
        assert "Camera hiện nay" in words
        found = re.search(r"Tỷ lệ 1 : ([\d.]+)", words)
        scales[paper, turn] = int(found[1].replace(".", ""))
    # The larger paper shows the same commune at a larger scale.
    assert scales["A3", "landscape"] < scales["A4", "landscape"]
    assert scales["A3", "portrait"] < scales["A4", "portrait"]
    extent.select_option("view")
    assert f"Bản đồ camera an ninh {name}" in " ".join(lay(page, "A4", "portrait").split())


@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext")
def test_a_street_is_printed_as_it_is_seen_with_what_its_signs_mean(visit):
    page = visit("ban-do?view=16.8163,107.1000,16.5")
    wait_for_map(page)
    page.get_by_role("button", name="In bản đồ").click()
    assert page.get_by_label("Phạm vi").input_value() == "view"
    words = " ".join(lay(page, "A4", "landscape").split())
    for sign in ("Nhà, công trình", "Mặt nước", "Hình quạt"):
        assert sign in words
