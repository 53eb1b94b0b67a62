"""Many readers, each on terms of their own, on many cameras: what one server's memory comes to.

``python -m benchmarks.terms_memory`` (`--cameras N --terms N --sessions N`): every session asks
on every one of the terms for what its pages and its map read; then one edits, and all ask again.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from threading import Thread

import pandas as pd
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.result import ViewTerms
from gis.mapserver.binary import STREET_TILES, tile_of
from gis.mapserver.routes import WHOLE, map_routes
from gis.runtime.allocator import share_arenas
from gis.runtime.sizes import Sizes
from gis.runtime.snapshot import BUDGET_BYTES, Snapshots
from gis.store.changes import FIELDS, as_text
from gis.store.editing import edit

LEVELS = ("observe", "detect", "identify", "monitor", "recognise")
TERMS = [
    ViewTerms(level, light, live)
    for level, light, live in product(LEVELS, ("day", "night"), (False, True))
]


def read(opened: Snapshots, client: TestClient, terms: ViewTerms) -> float:
    """Ask for what a reader's pages read; return the seconds of the first answer."""
    start = time.perf_counter()
    taken = opened.current(terms)
    seconds = time.perf_counter() - start
    taken.summary(None)
    taken.planner.ranking_in_words()
    row = taken.map_tables.located[:1]
    at = taken.analysis.cameras.iloc[row]
    (x,), (y,) = (v.tolist() for v in tile_of(at["lon"], at["lat"], STREET_TILES))
    paths = [*WHOLE, f"footprints/{x}/{y}.bin", f"camera/{row[0]}", "search?q=cho"]
    for path in paths:
        client.get(f"/map/{taken.revision}/{path}").raise_for_status()
    return seconds


def turned(opened: Snapshots) -> pd.DataFrame:
    """Return an edit that turns the first camera a little."""
    first = opened.store.cameras().iloc[0]
    azimuth = first["azimuth_deg"]
    before = as_text(azimuth)
    after = as_text((0.0 if pd.isna(azimuth) else azimuth + 10) % 360)
    return pd.DataFrame([(first["camera_id"], "azimuth_deg", before, after)], columns=FIELDS)


def high_water_mb() -> int:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(store: str, terms: list[ViewTerms], sessions: int) -> None:
    share_arenas()
    opened = Snapshots(store)
    print(f"before: {high_water_mb():,} MB; budget {BUDGET_BYTES // 1_000_000} MB", flush=True)
    seconds: list[float] = []
    with TestClient(Starlette(routes=map_routes(opened.find, opened.newest))) as client:
        for session_round in range(2):
            for one in terms:
                asked = [one] * sessions
                todo = [
                    Thread(target=lambda t=t: seconds.append(read(opened, client, t)))
                    for t in asked
                ]
                for thread in todo:
                    thread.start()
                for thread in todo:
                    thread.join()
                held = Sizes().add(opened._held) // 1_000_000
                peak = high_water_mb()
                print(f"{one}: {held:,} MB held, {peak:,} MB at most", flush=True)
            if session_round == 0:
                edit(opened.store, turned(opened), source="benchmark")
    print(f"slowest answer {max(seconds):.1f} s; {high_water_mb():,} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    parser.add_argument("--terms", type=int, default=10)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--store", help="measure in this process, on this store")
    options = parser.parse_args()
    if options.store:
        measure(options.store, TERMS[: options.terms], options.sessions)
        return
    from benchmarks.map import register  # noqa: PLC0415 - brings a browser along

    with tempfile.TemporaryDirectory() as folder:
        store, _densest = register(options.cameras, Path(folder))
        # In a process of its own: making the register takes more memory than serving it.
        command = [sys.executable, "-m", "benchmarks.terms_memory", "--store", store]
        command += ["--terms", str(options.terms), "--sessions", str(options.sessions)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
