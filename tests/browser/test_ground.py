"""What lies beneath the cameras: water, streets, and a map service where one is chosen."""

import os
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image

from gis.core.crs import WGS84
from gis.store.store import Store
from tests.browser.visits import colour, drawn_anew, move_map, wait_for_map
from tests.system import running_app
from tests.world import cameras, degrees, demand, placed

pytestmark = pytest.mark.browser
GREEN = (40, 160, 60)


class Tiles(BaseHTTPRequestHandler):
    """A map service of one colour, that remembers what it was asked for."""

    def __init__(self, asked, *arguments):
        self.asked = asked
        super().__init__(*arguments)

    def do_GET(self):
        self.asked.append(self.path)
        picture = BytesIO()
        Image.new("RGB", (256, 256), GREEN).save(picture, "PNG")
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(picture.getvalue())

    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ground")
    store = Store(f"sqlite:///{folder / 'register.sqlite'}")
    store.save(
        cameras=cameras({"xy": (300, 300), "status": "working"}),
        demand=demand({"shape": "LINESTRING (-400 0, 400 0)", "category": "road_national"}),
        source="test",
    )
    pond = placed(np.array([shapely.box(-60, 20, 60, 80)]))
    water = gpd.GeoDataFrame({"water_id": ["w"]}, geometry=pond, crs=WGS84)
    store.save(water=water, source="test")
    return store


def look(browser, address):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/ban-do")
    wait_for_map(page)
    lon, lat = degrees((0, 0))
    move_map(page, lat, lon, 17)
    return page


def test_water_and_streets_are_drawn_from_the_extract(browser, store, tmp_path):
    with running_app(store.url, tmp_path / "log") as address:
        page = look(browser, address)
        assert colour(page, 0, 50) == pytest.approx([219, 231, 236], abs=2)
        assert colour(page, 0, 0) == pytest.approx([251, 239, 201], abs=2)
        assert colour(page, 0, -60) == pytest.approx([253, 252, 248], abs=2)
        page.close()


def test_a_map_service_lies_beneath_where_the_administrator_chose_one(
    browser, store, tmp_path, monkeypatch
):
    asked = []
    service = ThreadingHTTPServer(("127.0.0.1", 0), partial(Tiles, asked))
    threading.Thread(target=service.serve_forever, daemon=True).start()
    monkeypatch.setitem(
        os.environ, "CAMERA_TILES", f"http://127.0.0.1:{service.server_port}/{{z}}/{{x}}/{{y}}.png"
    )
    monkeypatch.setitem(os.environ, "CAMERA_TILES_SOURCE", "Sở <b>X</b>")
    with running_app(store.url, tmp_path / "log") as address:
        page = look(browser, address)
        page.wait_for_load_state("networkidle")
        assert colour(page, 0, -60) == pytest.approx(GREEN, abs=3)
        assert page.locator(".background-source").inner_text() == "Sở <b>X</b>"
        assert any(path.startswith("/17/") for path in asked)
        with drawn_anew(page):
            page.get_by_label("Bản đồ nền").uncheck()
        assert colour(page, 0, -60) == pytest.approx([253, 252, 248], abs=2)
        page.close()
    service.shutdown()
    service.server_close()
