"""One reader has workbooks of the province written, another turns pages: how long that one waits.

``python -m benchmarks.export_load`` (`--cameras N --rounds N --store URL`): headless Chromium on
the real server; the other's waits without any export, then beside one after the other.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import served, wait_to_show
from benchmarks.coverage import high_water_mb
from benchmarks.sessions import SETTLED, switch
from tests.conftest import CHROMIUM_FLAGS
from tests.system import chromium_path

# A file is let go when the next is begun: of two layers in turn each is written anew.
LAYERS = ("cameras", "footprints")
TURNS = ("xa", "danh-muc", "ban-do")
FETCH = """async path => {
  const start = performance.now();
  const answer = await fetch(path, { cache: "no-store" });
  await answer.arrayBuffer();
  return answer.ok ? (performance.now() - start) / 1000 : NaN;
}"""


def export(address: str, stop: Event, ready: Event, seconds: dict[str, list[float]]) -> None:
    """Have workbooks written until told to stop, in a browser of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        page = running.new_page()
        page.goto(f"{address}/xuat-du-lieu")
        wait_to_show(page, ".st-key-write-cameras-xlsx button")
        ready.set()
        while not stop.is_set():
            for layer in LAYERS:
                start = time.perf_counter()
                page.locator(f".st-key-write-{layer}-xlsx button").click()
                wait_to_show(page, f".st-key-{layer}-xlsx button")
                seconds[layer].append(time.perf_counter() - start)
        running.close()


def read(page: Page, data: list[str], rounds: int) -> dict[str, list[float]]:
    """Turn pages and ask for what a map asks for; return the seconds of each."""
    waits: dict[str, list[float]] = {name: [] for name in (*TURNS, *data)}
    for _ in range(rounds):
        for path in TURNS:
            waits[path].append(switch(page, path)[0])
            for name in data:
                waits[name].append(page.evaluate(FETCH, name))
    return waits


def tell(title: str, waits: dict[str, list[float]], process_id: int) -> None:
    print(f"{title}: {high_water_mb(process_id):,} MB at most; load {os.getloadavg()[0]:.1f}")
    for name, seconds in waits.items():
        median, most = np.percentile(seconds, (50, 95))
        label = name.split("?")[0][-40:]
        print(f"  {label}: median {median:.2f} s, 95 % within {most:.2f} s, {len(seconds)} times")


def measure(store: str, rounds: int) -> None:
    stop, ready = Event(), Event()
    written: dict[str, list[float]] = {layer: [] for layer in LAYERS}
    with served("app.py", store) as (address, process_id), sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        page, asked = running.new_page(), set[str]()
        page.on("response", lambda answer: "/map/" in answer.url and asked.add(answer.url))
        page.goto(address)
        wait_to_show(page, SETTLED)
        for path in TURNS:
            switch(page, path)
        cameras = next(url for url in sorted(asked) if url.split("?")[0].endswith(".bin"))
        data = [cameras, cameras[: cameras.index("/", cameras.index("/map/") + 5)] + "/newest"]
        tell("nobody writes", read(page, data, rounds), process_id)
        writer = Thread(target=export, args=(address, stop, ready, written))
        writer.start()
        ready.wait(180)
        tell("another writes", read(page, data, rounds), process_id)
        stop.set()
        writer.join()
        tell("until the file is there", written, process_id)
        running.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--store", help="of so many cameras already")
    options = parser.parse_args()
    if options.store:
        measure(options.store, options.rounds)
        return
    from benchmarks.map import register  # noqa: PLC0415 - only where a register is to be made

    with tempfile.TemporaryDirectory() as folder:
        measure(register(options.cameras, Path(folder))[0], options.rounds)


if __name__ == "__main__":
    main()
