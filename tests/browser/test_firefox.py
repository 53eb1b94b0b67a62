"""The map in Firefox: drawn, zoomed, filtered; and as a file."""

import pytest

from gis.mapserver.offline_html import map_html
from tests.browser.firefox import firefox
from tests.browser.hostile_tables import tables

pytestmark = pytest.mark.browser
DRAWN = "Number(document.querySelector('.camera-map')?.dataset.drawn ?? 0) > 0"
# How many different colours the middle of the map has: one, when nothing is drawn.
COLOURS = """(() => {
  const canvas = document.querySelector('.camera-map .leaflet-pane canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()"""


@pytest.fixture(scope="module")
def page():
    with firefox() as running:
        yield running


def test_the_map_is_drawn_zoomed_and_filtered(page, server):
    page.open(f"{server}/ban-do")
    page.until(DRAWN)
    assert page.run(COLOURS) > 20
    page.run(
        "document.querySelector('.camera-map').leafletMap"
        ".setView([17.4454, 106.6129], 17, { animate: false })"
    )
    page.until("document.querySelector('.camera-map').dataset.zoom === '17'")
    page.run("document.querySelector('.camera-map .sight input').click()")
    page.until(
        "document.querySelector('.camera-map .chip.hidden')?.textContent.includes('Đang ẩn')"
    )
    assert [e for e in page.errors if "/_stcore/" not in e and "404" not in e] == []


def test_the_file_opens(page, tmp_path):
    path = tmp_path / "ban-do.html"
    path.write_bytes(map_html(tables("00001")))
    page.open(path.as_uri())
    page.until(DRAWN)
    assert page.run("document.querySelector('.camera-map').dataset.cameras") == "5"
    assert page.run(COLOURS) > 20
