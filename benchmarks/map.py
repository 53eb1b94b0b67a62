"""The map with many cameras, beside pydeck and plain folium: time, bytes, how smoothly it moves.

``python -m benchmarks.map`` (after ``pip install pydeck``): headless Chromium, medians.
"""

import argparse
import statistics
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as NothingDrawnError

from benchmarks.browser import served, wait_to_show
from benchmarks.map_peers import plain_folium
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.mapserver.binary import tile_of
from gis.simulation.register import simulate
from gis.store.store import Store
from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path

ROOT = Path(__file__).resolve().parents[1]
VISITS, REDRAWS, PATIENCE_S = 5, 5, 180
DRAWN = ".camera-map[data-drawn]"
# What shows that it is there; of all else a picture is looked at.
SAYS_SO = {"ours": DRAWN, "an empty page of Streamlit": "h1"}
TICKS = """() => {
  window.longest = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
}"""


def register(cameras: int, folder: Path) -> tuple[str, tuple[float, float]]:
    """Return a store of simulated cameras, and where they stand densest (lat, lon)."""
    url = f"sqlite:///{folder / f'{cameras}.sqlite'}"
    made = simulate(communes_or_schematic(), read_succession(), cameras=cameras)
    tables = {"cameras": made.cameras, "equipment": made.equipment, "demand": made.demand}
    Store(url).save(**tables, source="benchmark", simulated=True)
    at = made.cameras.dropna(subset=["lon", "lat"])
    tile = pd.Series(list(zip(*tile_of(at["lon"], at["lat"], 15), strict=True)), at.index)
    dense = at[tile == tile.value_counts().index[0]]
    return url, (float(dense["lat"].median()), float(dense["lon"].median()))


def drawn_colours(page: Page) -> int:
    """Return how many pixels of the page's middle are no plain ground; 0 while it hangs."""
    try:
        taken = page.screenshot(timeout=PATIENCE_S * 1000)
    except Error:  # it hangs, or has fallen over
        return 0
    shot = Image.open(BytesIO(taken)).convert("RGB").crop((500, 250, 1100, 800))
    counted = shot.getcolors(1 << 20) or []
    return sum(count for count, _ in counted) - max(count for count, _ in counted)


def until_drawn(page: Page, what: str) -> None:
    """Wait until there is a picture: ours says so, of others one is looked at."""
    if what in SAYS_SO:
        wait_to_show(page, SAYS_SO[what], PATIENCE_S)
        return
    end = time.perf_counter() + PATIENCE_S
    while drawn_colours(page) < 8_000:
        if time.perf_counter() > end:
            raise NothingDrawnError("nothing drawn")
        page.wait_for_timeout(50)


def longest_block_ms(page: Page) -> float:
    """Return how long the page once did not answer while it was dragged and zoomed."""
    page.evaluate(TICKS)
    page.mouse.move(800, 500)
    for _ in range(3):
        page.mouse.down()
        page.mouse.move(700, 440, steps=8)
        page.mouse.up()
        page.wait_for_timeout(600)
        page.mouse.move(800, 500)
    for turn in (-300, -300, 300, 300):
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(900)
    return float(page.evaluate("window.longest"))


def visit(browser: Browser, address: str, what: str) -> tuple[float, float, float]:
    """Open a map in a browser that has nothing of it yet: seconds, MB, longest block."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sent: list[tuple[str, float]] = []
    names: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["url"]

    def loaded(event: dict[str, Any]) -> None:
        sent.append((names.get(event["requestId"], ""), event["encodedDataLength"]))

    def framed(event: dict[str, Any]) -> None:
        sent.append(("ws", len(event["response"]["payloadData"])))

    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", loaded)
    network.on("Network.webSocketFrameReceived", framed)
    start = time.perf_counter()
    page.goto(address, timeout=PATIENCE_S * 1000, wait_until="commit")
    until_drawn(page, what)
    seconds = time.perf_counter() - start
    wanted = {"ours": "/map/", "pydeck": "ws"}.get(what, "")
    size = sum(count for url, count in sent if wanted in url) / 1e6
    block = longest_block_ms(page)
    context.close()
    return seconds, size, block


def redraw_ms(browser: Browser, address: str, at: tuple[float, float]) -> float:
    """Return how long the densest place takes to draw anew at zoom 15."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}?view={at[0]:.5f},{at[1]:.5f},15")
    page.wait_for_selector(f"{DRAWN}[data-waiting='0']", timeout=PATIENCE_S * 1000)
    page.wait_for_load_state("networkidle")
    times = []
    for _ in range(REDRAWS):
        before = page.get_attribute(".camera-map", "data-drawn")
        page.evaluate("document.querySelector('.camera-map').leafletMap.panBy([40, 0])")
        page.wait_for_function(
            "n => document.querySelector('.camera-map').dataset.drawn !== n", arg=before
        )
        times.append(float(page.get_attribute(".camera-map", "data-milliseconds") or "nan"))
    page.close()
    return statistics.median(times)


def line(browser: Browser, what: str, cameras: int, address: str, visits: int) -> str:
    """Return one row of the table; a map that does not come within `PATIENCE_S` says so."""
    name = f"| {cameras:,} | {what}"
    try:
        told = [visit(browser, address, what) for _ in range(visits)]
    except NothingDrawnError:
        return f"{name} | nothing within {PATIENCE_S} s | – | – |"
    seconds, size, block = (statistics.median(column) for column in zip(*told, strict=True))
    return f"{name} | {seconds:.2f} s | {size:.2f} MB | {block:.0f} ms |"


def measure(browser: Browser, cameras: int, folder: Path, peers: int) -> None:
    """Print the rows of one number of cameras."""
    url, dense = register(cameras, folder)
    with served("app.py", url) as (address, _process_id):
        visit(browser, f"{address}/ban-do", "ours")  # the analysis is made at the first
        print(line(browser, "ours", cameras, f"{address}/ban-do", VISITS), flush=True)
        redrawn = redraw_ms(browser, f"{address}/ban-do", dense)
        print(f"| {cameras:,} | ours, densest place at zoom 15 drawn anew | {redrawn:.0f} ms | | |")
    if cameras > peers:
        return
    page = folder / "folium.html"
    plain_folium(url, page)
    print(f"folium's file: {page.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    print(line(browser, "folium", cameras, page.as_uri(), 1), flush=True)
    with served("benchmarks/empty_page.py", url) as (address, _process_id):
        print(line(browser, "an empty page of Streamlit", 0, address, VISITS), flush=True)
    with served("benchmarks/map_peers.py", url) as (address, _process_id):
        print(line(browser, "pydeck", cameras, address, 1), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, nargs="+", default=[20_000, 200_000])
    parser.add_argument("--peers", type=int, default=20_000, help="up to so many, peers as well")
    options = parser.parse_args()
    print("| cameras | map | from navigation to the picture | sent for it | longest block |")
    print("|---|---|---|---|---|")
    flags = [*CHROMIUM_FLAGS, "--enable-unsafe-swiftshader"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        for cameras in options.cameras:
            measure(browser, cameras, Path(folder), options.peers)
        browser.close()


if __name__ == "__main__":
    main()
