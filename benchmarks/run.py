"""Measure import, analysis, ranking and map on simulated cameras; print a Markdown table."""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.browser import map_seconds
from benchmarks.peers import covered_area_km2, seen_length_km
from gis.analysis.result import Analysis
from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.coverage.area import covered_area
from gis.demand.incidence import incidence
from gis.ingest.importing import read_import
from gis.restoration.plans.ranking import rank_repairs
from gis.simulation.register import Simulation, simulate
from gis.store.store import Store

RUNS = 3


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median time of three runs, and the result."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def row(what: str, ours: float, peer: float | None, target: str, name: str = "") -> str:
    beside = f"{peer:.2f} s ({name})" if peer else "–"
    ratio = f"{peer / ours:.1f}×" if peer else "–"
    return f"| {what} | {ours:.2f} s | {beside} | {ratio} | {target} |"


def imports(made: Simulation, folder: Path) -> str:
    path = folder / "danh-sach.xlsx"
    made.cameras.drop(columns="commune_code").replace("", None).to_excel(path, index=False)
    communes = communes_or_schematic()
    ours, found = seconds(lambda: read_import(path, communes=communes))
    assert found.accepted == len(made.cameras)
    peer, _table = seconds(lambda: pd.read_excel(path, engine="calamine"))
    name = "pandas with calamine, reading only"
    return row("Import of the .xlsx: read, check, locate", ours, peer, "< 10 s", name)


def analyses(made: Simulation) -> tuple[str, Analysis]:
    communes = communes_or_schematic()
    tables = made.cameras, made.equipment, communes, made.demand
    ours, found = seconds(lambda: analyse(*tables))
    return row("Analysis, all of it", ours, None, "< 3 s"), found


def areas(analysis: Analysis) -> str:
    communes = communes_or_schematic()
    ours, km2 = seconds(lambda: covered_area(analysis.footprints, communes))
    peer, expected = seconds(lambda: covered_area_km2(analysis.footprints, communes))
    np.testing.assert_allclose(km2["installed_km2"], expected, rtol=1e-6, atol=1e-9)
    name = "geopandas overlay + dissolve, one state"
    return row("– area by commune, six kinds", ours, peer, "", name)


def lengths(analysis: Analysis) -> str:
    communes = communes_or_schematic()
    ours, core = seconds(lambda: incidence(analysis.demand, analysis.footprints, communes))
    peer, expected = seconds(lambda: seen_length_km(analysis.footprints, analysis.demand))
    by_any = np.diff(core.by_piece().indptr) > 0
    np.testing.assert_allclose(core.pieces["length_m"][by_any].sum() / 1000, expected, rtol=2e-3)
    name = "shapely union + STRtree + intersection, total only"
    return row("– roads split where views begin and end, who sees what", ours, peer, "", name)


def rankings(analysis: Analysis) -> str:
    ours, _ranking = seconds(lambda: rank_repairs(analysis))
    return row("Ranking of all repairs", ours, None, "")


def maps(made: Simulation, folder: Path) -> str:
    url = f"sqlite:///{folder / 'register.sqlite'}"
    tables = {"cameras": made.cameras, "equipment": made.equipment, "demand": made.demand}
    Store(url).save(**tables, source="benchmark", simulated=True)
    ours, megabytes = map_seconds(url)
    what = f"Map drawn after navigation, {megabytes:.2f} MB for the map"
    return row(what, ours, None, "< 3 s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    count = parser.parse_args().cameras
    made = simulate(communes_or_schematic(), read_succession(), cameras=count)
    source = communes_or_schematic().attrs.get("source", "official")
    print(
        f"{count} cameras, {source} boundaries, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}\n"
    )
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        print(imports(made, Path(folder)))
        line, found = analyses(made)
        print(line, areas(found), lengths(found), rankings(found), sep="\n")
        print(maps(made, Path(folder)))


if __name__ == "__main__":
    main()
