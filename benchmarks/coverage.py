"""Measure lines of sight, one change, memory; print a Markdown table.

Beside the packages `pyvispoly` (CGAL) and
`pysovist`, which this program does not need: ``pip install pyvispoly pysovist``.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.run import row, seconds
from gis.analysis.run import analyse, reanalyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.crs import WGS84, to_plane
from gis.core.geodesy import metres_per_degree
from gis.coverage.footprints import footprints
from gis.coverage.occlusion import occlude
from gis.demand import layers
from gis.demand.openstreetmap.extract import read_demand_extract
from gis.simulation.register import Simulation, simulate
from tests.coverage.town import HELSINKI, helsinki, poles

CHANGES = 15


def made_of(count: int) -> Simulation:
    return simulate(communes_or_schematic(), read_succession(), cameras=count)


def seen_by(made: Simulation) -> gpd.GeoDataFrame:
    communes = communes_or_schematic()
    return analyse(made.cameras, made.equipment, communes, made.demand).footprints


def one_change(count: int) -> str:
    """The median of several cameras turned a little, each from the state before."""
    made, communes, random = made_of(count), communes_or_schematic(), np.random.default_rng(1)
    before = analyse(made.cameras, made.equipment, communes, made.demand)
    known = np.flatnonzero(made.cameras["azimuth_deg"].notna() & made.cameras["lon"].notna())
    times = []
    for camera in random.choice(known, CHANGES, replace=False):
        turned = made.cameras.copy()
        turned.loc[camera, "azimuth_deg"] = (turned.loc[camera, "azimuth_deg"] + 25) % 360
        spent, now = timed(partial(reanalyse, before, turned, made.equipment))
        times.append(spent)
    again = analyse(turned, made.equipment, communes, made.demand)
    figures = [c for c in again.communes if c.endswith(("_km2", "_weight"))]
    np.testing.assert_allclose(now.communes[figures], again.communes[figures], atol=1e-9)
    whole, _again = timed(lambda: analyse(turned, made.equipment, communes, made.demand))
    what = f"One camera of {count:,} turned: all figures anew"
    return row(what, float(np.median(times[1:])), whole, "< 0.10 s", "all from the start")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def town(cameras: pd.DataFrame, count: int) -> gpd.GeoDataFrame:
    """Houses of 6 to 16 m scattered within 60 m of the cameras."""
    random = np.random.default_rng(1)
    at = cameras[["lon", "lat"]].dropna().to_numpy()
    middle = at[random.integers(0, len(at), count)] + random.uniform(-60, 60, (count, 2)) / 111e3
    half = random.uniform(3, 8, (count, 2)) / np.column_stack(metres_per_degree(middle[:, 1]))
    boxes = shapely.box(*(middle - half).T, *(middle + half).T)
    ids = [f"b{i}" for i in range(count)]
    table = {"building_id": ids, "height_m": np.full(count, np.nan)}
    return gpd.GeoDataFrame(table, geometry=boxes, crs=WGS84)


def occlusion() -> str:
    made = made_of(25_000)
    seen, houses = footprints(made.cameras)[:20_000], town(made.cameras, 100_000)
    ours, _left = seconds(lambda: occlude(seen, made.cameras, houses))
    what = f"Lines of sight: {len(seen):,} views among {len(houses):,} buildings"
    return row(what, ours, None, "< 5 s")


def helsinki_blocks() -> list[str]:
    """All-round views in the street, one thread each; the peers get only the walls in reach."""
    try:
        from benchmarks import isovists  # noqa: PLC0415 - its packages are no part of this one
    except ImportError as error:
        return [f"| – per camera in Helsinki | not measured: {error} | – | – | ≥ 12× |"]
    houses, cameras = helsinki(), poles(helsinki(), 600, seed=5)
    cameras = cameras.assign(hfov_deg=360.0, range_m=cameras["range_m"].clip(30, 120))
    seen = footprints(cameras)
    scenes = isovists.scenes(seen, cameras, houses)
    kept = list(scenes)
    seen, count = seen.loc[kept], len(kept)
    occlude(seen, cameras, houses, threads=1)  # what is compiled once is not measured
    ours, left = seconds(lambda: occlude(seen, cameras, houses, threads=1))
    area = shapely.area(to_plane(left.geometry.to_numpy()))
    rows = []
    for name, peer in (("pyvispoly", isovists.cgal_m2), ("pysovist", isovists.pysovist_m2)):
        spent, expected = seconds(partial(lambda ask: [ask(s) for s in scenes.values()], peer))
        worst = np.nanmax(np.abs(area / np.array(expected) - 1))
        assert worst < 1e-3, worst
        known = np.isfinite(expected).sum()
        told = f"{name}; {known} of {count} areas within {worst:.1e}"
        rows.append(
            milliseconds(
                f"– per camera in Helsinki, {len(houses)} buildings",
                ours / count,
                spent / count,
                told,
            )
        )
    return rows


def milliseconds(what: str, ours: float, peer: float, name: str) -> str:
    beside = f"{1000 * peer:.2f} ms ({name})"
    return f"| {what} | {1000 * ours:.3f} ms | {beside} | {peer / ours:.0f}× | ≥ 12× |"


def extract() -> str:
    houses = helsinki()
    square = {"code": ["1"]}
    province = gpd.GeoDataFrame(square, geometry=[shapely.box(*houses.total_bounds)], crs=WGS84)
    ours, found = seconds(lambda: read_demand_extract(HELSINKI, province))
    what = f"OpenStreetMap extract: {len(found.demand)} places and roads"
    return row(f"{what}, {len(found.buildings)} buildings", ours, None, "")


def many_roads(count: int) -> gpd.GeoDataFrame:
    """Short roads near the demo's cameras: each falls into some two to four pieces."""
    random, cameras = np.random.default_rng(2), made_of(20_000).cameras
    at = cameras[["lon", "lat"]].dropna().to_numpy()
    start = at[random.integers(0, len(at), count)] + random.uniform(-2e-3, 2e-3, (count, 2))
    ends = np.stack([start, start + random.uniform(-1e-3, 1e-3, (count, 2))], axis=1)
    table = {"demand_id": [f"r{i}" for i in range(count)], "category": "road_hamlet"}
    return layers.conform_demand(
        gpd.GeoDataFrame(table, geometry=shapely.linestrings(ends), crs=WGS84)
    )


def peak(tables: Path) -> None:
    """Print the pieces and the most memory (MB) of one analysis; a process of its own."""
    cameras, equipment, demand = pickle.loads(tables.read_bytes())
    before = high_water_mb()
    found = analyse(cameras, equipment, communes_or_schematic(), demand)
    print(len(found.incidence.pieces), before, high_water_mb())


def high_water_mb(process: int | str = "self") -> int:
    """Return the most memory a process has held; a child's own, not its parent's."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    [line] = [text for text in status if text.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def memory(cameras: int, roads: int) -> str:
    made = made_of(cameras)
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables"
        tables.write_bytes(pickle.dumps((made.cameras, made.equipment, many_roads(roads))))
        command = [sys.executable, "-m", "benchmarks.coverage", "--peak", str(tables)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    pieces, before, after = map(int, told[-3:])
    what = f"Memory: {cameras:,} cameras, {pieces:,} pieces"
    return f"| {what} | {after:,} MB | {before:,} MB (the tables alone) | – | < 2,000 MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peak", type=Path)
    options = parser.parse_args()
    if options.peak:
        return peak(options.peak)
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    print(one_change(20_000), occlusion(), sep="\n", flush=True)
    if HELSINKI.exists():
        print(*helsinki_blocks(), extract(), sep="\n", flush=True)
    for cameras, roads in ((25_000, 147_000), (50_000, 209_000), (100_000, 262_000)):
        print(memory(cameras, roads), flush=True)
    return None


if __name__ == "__main__":
    main()
