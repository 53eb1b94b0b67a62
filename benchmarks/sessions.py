"""Ten visitors at once on many cameras: the server's memory, and how long a change of page takes.

``python -m benchmarks.sessions`` (`--cameras N`): headless Chromium, medians.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import served, wait_to_show
from benchmarks.coverage import high_water_mb
from benchmarks.map import register
from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path

VISITORS, ROUNDS = 10, 7
# Where the links of the side bar lead, and what the page shows when it is all there.
DRAWN = {
    "ban-do": ".camera-map[data-drawn]",
    "xa": '[data-testid="stDataFrame"]',
    "chua-giam-sat": ".camera-map[data-drawn]",
    "phuong-an": ".vega-embed",
    "danh-muc": '[data-testid="stFileUploader"]',
}
# Pages without map and chart, to come from: what is waited for is not there already.
PLAIN = ("xa", "danh-muc")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def switch(page: Page, path: str) -> tuple[float, float]:
    """Follow a link; return seconds until what is asked for shows, and until all has ended."""
    start = time.perf_counter()
    link = page.locator(f'[data-testid="stSidebarNavLink"][href$="/{path}"]')
    link.evaluate("link => link.click()")
    page.wait_for_url(f"**/{path}*")
    wait_to_show(page, f'[data-testid="stMain"] {DRAWN[path]}')
    shown = time.perf_counter() - start
    wait_to_show(page, SETTLED)
    return shown, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    cameras = parser.parse_args().cameras
    with tempfile.TemporaryDirectory() as folder:
        store, _densest = register(cameras, Path(folder))
        with served("app.py", store) as (address, process_id), sync_playwright() as playwright:
            running = playwright.chromium.launch(
                executable_path=chromium_path(), args=CHROMIUM_FLAGS
            )
            pages = [running.new_context().new_page() for _ in range(VISITORS)]
            for page in pages:
                page.goto(address)
                page.wait_for_selector(SETTLED, timeout=120_000)
                for path in DRAWN:
                    switch(page, path)
            print(f"{cameras:,} cameras, {VISITORS} visitors: {high_water_mb(process_id):,} MB")
            for path in DRAWN:
                times = []
                for _ in range(ROUNDS):
                    switch(pages[0], next(other for other in PLAIN if other != path))
                    times.append(switch(pages[0], path))
                shown, ended = (1000 * statistics.median(t) for t in zip(*times, strict=True))
                print(f"{path}: {shown:.0f} ms until it shows, {ended:.0f} ms until all has ended")
            running.close()


if __name__ == "__main__":
    main()
