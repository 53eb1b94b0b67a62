"""The map as one file: opened from a disk, with the network cut, full of hostile names."""

import re
import subprocess
import sys

import pytest

from gis.mapserver.offline_html import map_html
from tests.browser.hostile_tables import HOSTILE, tables
from tests.system import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser, tmp_path):
    """Open a file in a browser without network; nothing may go wrong or be asked of anyone."""
    faults = []
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
    context.route(re.compile("^(http|ws)"), lambda route: route.abort())

    def open_file(content, hash_=""):
        path = tmp_path / "ban-do.html"
        path.write_bytes(content)
        page = context.new_page()
        page.on("console", lambda m: m.type in {"error", "warning"} and faults.append(m.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message) or dialog.dismiss())
        page.on("request", lambda r: r.url.startswith(("http", "ws")) and faults.append(r.url))
        page.goto(f"{path.as_uri()}{hash_}")
        page.wait_for_selector(".camera-map[data-drawn]", timeout=30_000)
        return page

    yield open_file
    context.close()
    assert faults == []


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_names_are_only_text(opened, code):
    page = opened(map_html(tables("00001")), "#view=17.2045,106.603,18")
    page.fill(".search input", code)
    hit = page.locator(".found button").first
    hit.wait_for()
    assert hit.locator("span").evaluate("e => e.textContent") == f"{code} · {HOSTILE[code]}"
    hit.click()
    card = page.locator(".camera-card")
    card.wait_for()
    assert card.locator("strong").evaluate("e => e.textContent") == HOSTILE[code]
    assert HOSTILE["H1"] in card.locator(".links button").first.evaluate("e => e.textContent")
    assert page.title() == "Bản đồ camera an ninh Xã <i>West</i></script>"
    assert page.locator("img").count() == 0
    assert page.locator("i, b").count() == 0


def test_the_file_of_a_commune_holds_its_cameras_and_what_they_see(opened):
    page = opened(map_html(tables("00001")))
    host = page.locator(".camera-map")
    assert host.get_attribute("data-cameras") == "5"
    counts = page.locator(".legend .sight .count").all_inner_texts()
    assert sum(map(int, counts)) == 5
    page.fill(".search input", "EAST")
    page.locator(".found .none, .found button").first.wait_for()
    assert page.locator(".found button", has_text="Bên kia").count() == 0
    assert page.get_by_text("Dữ liệu mô phỏng").is_visible()
    page.get_by_label("mất giám sát", exact=True).check()
    page.evaluate("document.querySelector('.camera-map').leafletMap.setView([17.2045, 106.6], 17)")
    page.wait_for_function("document.querySelector('.camera-map').dataset.zoom === '17'")
    assert page.url.split("#")[1].startswith("view=17.20450,106.60000,17")
    assert page.locator(".leaflet-control-attribution").count() == 0
    assert page.locator(".leaflet-tile").count() == 0


def test_the_file_of_the_province_gathers_all_cameras(opened):
    page = opened(map_html(tables()))
    assert page.locator(".camera-map").get_attribute("data-cameras") == "6"
    page.fill(".search input", "ben kia")
    page.locator(".found button").first.click()
    page.locator(".camera-card").wait_for()
    assert "Phường East" in page.locator(".camera-card").inner_text()


def test_the_file_names_no_address_and_holds_names_only_packed(tmp_path):
    content = map_html(tables("00001")).decode()
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", content) == []
    assert "tile.openstreetmap" not in content
    assert "@import" not in content
    assert all(text not in content for text in HOSTILE.values())


def test_the_command_writes_the_file_and_refuses_other_formats(tmp_path):
    store = f"sqlite:///{tmp_path / 'register.sqlite'}"

    def run(*arguments):
        command = [sys.executable, "-m", "gis", *arguments, "--store", store, "--json"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    run("demo", "--cameras", "60")
    out = tmp_path / "xa.html"
    told = run("export", "map", "--format", "html", "--out", str(out), "--commune", "18880")
    assert told.returncode == 0, told.stderr
    assert '"layer": "map"' in told.stdout
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    for layer, fmt in (("map", "gpkg"), ("cameras", "html")):
        refused = run("export", layer, "--format", fmt, "--out", str(tmp_path / "x"))
        assert refused.returncode == 2
        assert len(refused.stderr.splitlines()) == 1
