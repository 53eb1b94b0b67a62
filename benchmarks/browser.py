"""How long a visitor waits for the map, in a real Chromium on the real server."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path, free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
VISITS = 5


@contextmanager
def served(script: str, store: str) -> Iterator[tuple[str, int]]:
    """Run a Streamlit script on a store; give its address and process id."""
    port, environment = free_port(), os.environ | {"CAMERA_STORE": store, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.maxMessageSize", "2000"]
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", running.pid
    finally:
        running.terminate()
        running.wait()


def wait_to_show(page: Page, selector: str, patience_s: float = 180) -> None:
    """Wait until something shows, looked for at every frame.

    Playwright's own waiting looks again after up to half a second: too coarse to measure with.
    """
    page.wait_for_function(
        "selector => document.querySelector(selector)?.checkVisibility()",
        arg=selector,
        timeout=patience_s * 1000,
    )


def map_seconds(store: str) -> tuple[float, float]:
    """Return the median seconds from navigation to the drawn map, and the MB sent for it."""
    with served("app.py", store) as (address, _process_id), sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        visits = [visit(running.new_page(), address) for _ in range(VISITS + 1)][1:]
        running.close()
    seconds, megabytes = zip(*visits, strict=True)
    return statistics.median(seconds), statistics.median(megabytes)


def visit(page: Page, address: str) -> tuple[float, float]:
    """Open the map in a browser that has nothing of it yet."""
    sent: list[int] = []
    page.on(
        "response",
        lambda r: "/map/" in r.url and sent.append(r.request.sizes()["responseBodySize"]),
    )
    start = time.perf_counter()
    page.goto(f"{address}/ban-do")
    wait_to_show(page, ".camera-map[data-drawn]")
    seconds = time.perf_counter() - start
    page.close()
    return seconds, sum(sent) / 1e6
