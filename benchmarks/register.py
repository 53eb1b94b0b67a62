"""Measure large imports and single edits of the register; print a Markdown table.

``--rows N`` sets the size of the .csv that goes into a PostGIS of the test suite's own.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gis.communes.boundaries import communes_or_schematic
from gis.ingest.sandbox import prepare, read_isolated
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from tests.system import throwaway_postgis

STATES = np.array(["hoạt động", "hư hỏng", "bỏ trống"])
EDITS = 21


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def listing(rows: int) -> pd.DataFrame:
    """A list as communes keep it: eleven columns, positions scattered about each commune."""
    random, communes = np.random.default_rng(1), communes_or_schematic()
    at, which = communes.geometry.representative_point(), random.integers(0, 78, rows)
    return pd.DataFrame(
        {
            "Mã camera": [f"C{i}" for i in range(rows)],
            "Tên": [f"Camera {i}" for i in range(rows)],
            "Địa chỉ": [f"Thôn {i % 300}" for i in range(rows)],
            "Xã, phường": communes["full_name"].to_numpy()[which],
            "Vĩ độ": np.round(at.y.to_numpy()[which] + random.normal(0, 0.005, rows), 6),
            "Kinh độ": np.round(at.x.to_numpy()[which] + random.normal(0, 0.005, rows), 6),
            "Loại": "thân",
            "Tình trạng": STATES[random.integers(0, 3, rows)],
            "Hướng": random.integers(0, 360, rows),
            "Đơn vị quản lý": "Công an xã",
            "Nguồn vốn": "ngân sách",
        }
    )


def into(url: str, path: Path) -> tuple[float, float]:
    """Read and check a file, in a process of its own, and store it; return both times (s)."""
    communes = communes_or_schematic()
    prepare()
    read, found = timed(lambda: read_isolated(path, communes=communes))
    store = Store(url)
    written, _rows = timed(lambda: store.save(cameras=found.cameras, source=path.name))
    assert len(store.cameras()) == found.accepted
    store.engine.dispose()
    return read, written


def single_edit(url: str) -> float:
    """Return the median time (s) of committing one edit."""
    store, times = Store(url), []
    for turn in range(EDITS):
        change = pd.DataFrame([("C9", "note", str(turn or ""), str(turn + 1))], columns=FIELDS)
        took, _rows = timed(lambda change=change: edit(store, change, source="benchmark"))
        times.append(took)
    store.engine.dispose()
    return float(np.median(times))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print("| what | read, check | store | peer, reading only | target |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path, url = Path(folder) / "list.xlsx", f"sqlite:///{folder}/register.sqlite"
        listing(100_000).to_excel(path, index=False)
        read, written = into(url, path)
        peer, _table = timed(lambda: pd.read_excel(path, engine="calamine"))
        print(
            f"| .xlsx of 100,000 rows, SQLite | {read:.1f} s | {written:.1f} s "
            f"| {peer:.1f} s (pandas with calamine) | < 12 s |"
        )
        print(f"| one edit of them, SQLite | – | {1e3 * single_edit(url):.0f} ms | – | < 20 ms |")
        print(f"| memory of the reading process | {_peak_mb():.0f} MB | | | < 900 MB |")
        path = Path(folder) / "list.csv"
        listing(rows).to_csv(path, index=False)
        with throwaway_postgis() as server:
            read, written = into(server.url, path)
        peer, _table = timed(lambda: pd.read_csv(path))
        print(
            f"| .csv of {rows:,} rows, PostGIS | {read:.1f} s | {written:.1f} s "
            f"| {peer:.1f} s (pandas) | < 60 s |"
        )
        print(f"| memory of the reading process | {_peak_mb():.0f} MB | | | |")


if __name__ == "__main__":
    main()
