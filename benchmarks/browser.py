"""How long a visitor waits for the map, in a real Chromium on the real server."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path, free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
VISITS = 5


def map_seconds(store: str) -> tuple[float, float]:
    """Return the median seconds from navigation to the drawn map, and the MB sent for it."""
    port, environment = free_port(), os.environ | {"CAMERA_STORE": store}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(
                executable_path=chromium_path(), args=CHROMIUM_FLAGS
            )
            visits = [visit(running.new_page(), port) for _ in range(VISITS + 1)][1:]
            running.close()
    finally:
        server.terminate()
        server.wait()
    seconds, megabytes = zip(*visits, strict=True)
    return statistics.median(seconds), statistics.median(megabytes)


def visit(page: Page, port: int) -> tuple[float, float]:
    """Open the map in a browser that has nothing of it yet."""
    sent: list[int] = []
    page.on(
        "response",
        lambda r: "/map/" in r.url and sent.append(r.request.sizes()["responseBodySize"]),
    )
    start = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/ban-do")
    page.wait_for_selector(".camera-map[data-drawn]", timeout=60_000)
    seconds = time.perf_counter() - start
    page.close()
    return seconds, sum(sent) / 1e6
