"""The map beside deck.gl and MapLibre, with WebGL drawn by software and without WebGL.

``python -m benchmarks.webgl`` (after ``npm install --prefix benchmarks``): headless Chromium
without graphics card; the maps in turns, the least of several visits. Ours is measured as the
page of the app, and as the file to take along; peers are a page that loads their script and the
same cameras and footprints as GeoJSON, from a plain server.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NothingDrawnError

from benchmarks.browser import served, wait_to_show
from benchmarks.map import DRAWN, drawn_colours, longest_block_ms, register
from benchmarks.map_peers import COLOURS, MIDDLE, tables
from gis.mapserver.offline_html import map_html
from gis.runtime.snapshot import snapshots
from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path

MODULES = Path(__file__).with_name("node_modules")
PATIENCE_S = 120
LEAST_PIXELS = 300
WEBGL = {
    "software": ["--enable-unsafe-swiftshader", "--use-angle=swiftshader"],
    "off": ["--disable-3d-apis"],
}
# A picture is there once the last of its pixels is: asked for, they have to be drawn.
HEAD = """<!doctype html><meta charset="utf-8"><style>html, body, #map { margin: 0; height: 100% }
</style><div id="map"></div><script>
function drawn() {
  const gl = document.querySelector("canvas").getContext("webgl2");
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  document.body.classList.add("drawn");
}
</script>"""
MAPLIBRE = """<link rel="stylesheet" href="modules/maplibre-gl/dist/maplibre-gl.css">
<script type="module">
import * as maplibregl from "./modules/maplibre-gl/dist/maplibre-gl.mjs";
const colour = ["match", ["get", "sight"], ...%(colours)s, "#000"];
const map = new maplibregl.Map({ container: "map", center: %(centre)s, zoom: 8.2,
  style: { version: 8, sources: {
    footprints: { type: "geojson", data: "footprints.geojson" },
    cameras: { type: "geojson", data: "cameras.geojson" } },
  layers: [
    { id: "footprints", type: "fill", source: "footprints",
      paint: { "fill-color": colour, "fill-opacity": 0.25 } },
    { id: "cameras", type: "circle", source: "cameras",
      paint: { "circle-color": colour, "circle-radius": 3 } } ] } });
map.once("idle", drawn);
</script>"""
DECK = """<script src="modules/deck.gl/dist.min.js"></script><script>
const colours = %(table)s;
const colour = (alpha) => (f) => [...colours[f.properties.sight], alpha];
const layers = () => [
  new deck.GeoJsonLayer({ id: "footprints", data: "footprints.geojson", stroked: false,
    getFillColor: colour(60) }),
  new deck.GeoJsonLayer({ id: "cameras", data: "cameras.geojson", stroked: false,
    pointRadiusMinPixels: 3, getFillColor: colour(255) }) ];
const one = new deck.Deck({ parent: document.getElementById("map"), controller: true,
  initialViewState: { longitude: %(centre)s[0], latitude: %(centre)s[1], zoom: 8.2 },
  layers: layers(),
  onAfterRender: () => one.props.layers.every((layer) => layer.isLoaded) && drawn() });
</script>"""
# Drawn by another process, a map may stand still while its page does not.
FRAMES = """() => {
  window.longestFrame = 0;
  let last = performance.now();
  const frame = (now) => {
    window.longestFrame = Math.max(window.longestFrame, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
PEERS = {"MapLibre 6.17.0": MAPLIBRE, "deck.gl 9.4.0": DECK}


def write_pages(url: str, folder: Path) -> dict[str, str]:
    """Write the cameras and footprints, and a page of each map; return the pages' names."""
    cameras, footprints = tables(url)
    points = (
        {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}
        for lon, lat in zip(cameras["lon"], cameras["lat"], strict=True)
    )
    rings = ({"type": "Polygon", "coordinates": [ring]} for ring in footprints["ring"])
    for name, shapes, table in (("cameras", points, cameras), ("footprints", rings, footprints)):
        features = [
            {"type": "Feature", "properties": {"sight": sight}, "geometry": shape}
            for sight, shape in zip(table["sight"], shapes, strict=True)
        ]
        content = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(content, "utf-8")
    pairs = [(name, "#{:02x}{:02x}{:02x}".format(*rgb)) for name, rgb in COLOURS.items()]
    words = {
        "centre": json.dumps(MIDDLE[::-1]),
        "table": json.dumps(COLOURS),
        "colours": json.dumps([part for pair in pairs for part in pair]),
    }
    (folder / "modules").symlink_to(MODULES)
    found = {}
    for place, (peer, page) in enumerate(PEERS.items()):
        found[peer] = f"{place}.html"
        (folder / found[peer]).write_text(HEAD + page % words, "utf-8")
    (folder / "ours.html").write_bytes(map_html(snapshots(url).current().map_tables))
    return found | {"ours, as a file": "ours.html"}


class Quiet(SimpleHTTPRequestHandler):
    """A plain server of files that writes no log."""

    def log_message(self, *_parts: object) -> None:
        """Write nothing."""


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    """Serve the files of a folder; give the address."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def visit(browser: Browser, address: str, sign: str) -> tuple[float, float, float]:
    """Open a map in a browser that has nothing of it.

    Seconds to the picture; while it is dragged and zoomed, the longest block of the page and
    the longest time between two frames, in ms.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        start = time.perf_counter()
        page.goto(address, timeout=PATIENCE_S * 1000, wait_until="commit")
        wait_until_shown(page, sign, failed)
        seconds = time.perf_counter() - start
        if drawn_colours(page) < LEAST_PIXELS:
            raise NothingDrawnError("nothing drawn")
        page.evaluate(FRAMES)
        block_ms = longest_block_ms(page)
        return seconds, block_ms, page.evaluate("longestFrame")
    finally:
        context.close()


def wait_until_shown(page: Page, sign: str, failed: list[str]) -> None:
    """Wait for the sign that a picture is there; give up where the map itself has."""
    end = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < end and not failed:
        try:
            wait_to_show(page, sign, 5)
        except NothingDrawnError:
            continue
        return
    raise NothingDrawnError(failed[0] if failed else "nothing drawn")


def measure(cameras: int, visits: int, folder: Path) -> None:
    """Print the rows of one number of cameras."""
    url, _dense = register(cameras, folder)
    pages = folder / f"pages-{cameras}"
    pages.mkdir()
    names = write_pages(url, pages)
    with (
        served("app.py", url) as (app, _process_id),
        plain_server(pages) as plain,
        sync_playwright() as playwright,
    ):
        maps = {"ours": (f"{app}/ban-do", DRAWN)}
        for name, file in names.items():
            maps[name] = f"{plain}/{file}", DRAWN if file == "ours.html" else "body.drawn"
        for webgl, flags in WEBGL.items():
            chromium = {"executable_path": chromium_path(), "args": [*CHROMIUM_FLAGS, *flags]}
            browser = playwright.chromium.launch(**chromium)
            print_rows(browser, maps, visits, f"| {cameras:,} | {webgl} |")
            browser.close()


def print_rows(
    browser: Browser, maps: dict[str, tuple[str, str]], visits: int, heading: str
) -> None:
    """Visit the maps in turns and print the least of each; one that fails is not visited again."""
    told: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    failed: dict[str, str] = {}
    for _turn in range(visits):
        for name, (address, sign) in maps.items():
            if name in failed:
                continue
            try:
                told[name].append(visit(browser, address, sign))
            except NothingDrawnError as error:
                failed[name] = str(error).split("\n", maxsplit=1)[0]
            print(heading, name, told[name][-1:] or failed[name], file=sys.stderr, flush=True)
    for name in maps:
        if name in failed:
            print(f"{heading} {name} | nothing: {failed[name][:60]} | – | – |", flush=True)
            continue
        seconds, block_ms, frame_ms = map(min, zip(*told[name], strict=True))
        figures = f"{seconds:.2f} s | {block_ms:.0f} ms | {frame_ms:.0f} ms"
        print(f"{heading} {name} | {figures} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, nargs="+", default=[3_000, 20_000, 200_000])
    parser.add_argument("--visits", type=int, default=3)
    options = parser.parse_args()
    print("| cameras | WebGL | map | navigation to picture | longest block | longest frame |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for cameras in options.cameras:
            measure(cameras, options.visits, Path(folder))


if __name__ == "__main__":
    main()
