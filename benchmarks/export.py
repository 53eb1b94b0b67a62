"""Measure how layers leave: every format of many cameras, and all layers as one package.

Beside GDAL's own ogr2ogr, which writes the same rows from a GeoPackage of ours; what it wrote is
compared first. Prints a Markdown table: time by the clock, of the processor in brackets, which
others at work on the machine change less.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from gis.analysis.result import Analysis
from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.export.files import encode, encode_layers
from gis.export.formats import FORMATS
from gis.export.layers import every_layer, layer
from gis.simulation.register import simulate

# What ogr2ogr of Debian writes, by our names.
PEERS = {"geojson": "GeoJSON", "geojsonl": "GeoJSONSeq", "gpkg": "GPKG", "fgb": "FlatGeobuf"}
PEERS |= {"kml": "KML", "csv": "CSV", "xlsx": "XLSX"}
# Of these the rows are read back and compared; the other drivers of GDAL name fields anew.
COMPARED = ("geojson", "geojsonl", "gpkg", "fgb", "csv")

# By the clock, and of the processor (s).
Times = tuple[float, float]


def analysed(count: int) -> Analysis:
    communes = communes_or_schematic()
    made = simulate(communes, read_succession(), cameras=count)
    analysis = analyse(made.cameras, made.equipment, communes, made.demand)
    return analysis.of_register(simulated=True, revision="benchmark-1")


def apart(work: Callable[[], bytes]) -> tuple[Times, float, bytes]:
    """Return a work's times, the memory it took (MB) and its result, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"

        def run(send) -> None:
            before = peak_mb()
            spent, content = timed(work)
            path.write_bytes(content)
            send.send((spent, peak_mb() - before))

        context = get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=run, args=(theirs,))
        process.start()
        spent, memory = ours.recv()
        process.join()
        return spent, memory, path.read_bytes()


def timed(work: Callable[[], Any], who: int = resource.RUSAGE_SELF) -> tuple[Times, Any]:
    """Return the times of a work, and its result; `who` works: this process, or its children."""
    start, before = time.perf_counter(), resource.getrusage(who)
    result = work()
    after = resource.getrusage(who)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (time.perf_counter() - start, busy), result


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def formats(cameras: gpd.GeoDataFrame) -> Iterator[str]:
    """Give a row for each format."""
    ogr2ogr = shutil.which("ogr2ogr")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "ours.gpkg"
        source.write_bytes(encode(cameras, name="cameras", fmt="gpkg"))
        for fmt in FORMATS:
            spent, memory, content = apart(partial(encode, cameras, name="cameras", fmt=fmt))
            what = f"{len(cameras):,} cameras as {FORMATS[fmt].title}, +{memory:,.0f} MB"
            peer = "– | –"
            if ogr2ogr and fmt in PEERS:
                theirs = by_ogr2ogr(ogr2ogr, source, Path(folder), fmt, content)
                peer = f"{told(theirs)}, ogr2ogr | {theirs[1] / spent[1]:.1f}×"
            yield f"| {what} | {told(spent)} | {peer} | < 8 s |"


def by_ogr2ogr(ogr2ogr: str, source: Path, folder: Path, fmt: str, content: bytes) -> Times:
    """Return the times of ogr2ogr on the same rows, when both files hold the same."""
    ending = FORMATS[fmt].ending
    theirs, ours = folder / f"theirs.{ending}", folder / f"written.{ending}"
    ours.write_bytes(content)
    command = [ogr2ogr, "-f", PEERS[fmt], theirs, source, "cameras"]
    run = partial(subprocess.run, command, check=True, capture_output=True)
    spent, _done = timed(run, resource.RUSAGE_CHILDREN)
    if fmt in COMPARED:
        codes = [sorted(read(path)["camera_id"]) for path in (ours, theirs)]
        assert codes[0] == codes[1], fmt
        states = [read(path)["status"].value_counts().to_dict() for path in (ours, theirs)]
        assert states[0] == states[1], fmt
    theirs.unlink()
    return spent


def read(path: Path) -> pd.DataFrame:
    """Return code and state of the cameras that have a place: GDAL 3.6 drops others from some."""
    layers = [name for name, _kind in pyogrio.list_layers(path) if name != "layer_styles"]
    table = pyogrio.read_dataframe(path, layer=layers[0], columns=["camera_id", "status"])
    return table[table.geometry.notna()] if "geometry" in table else table


def package(analysis: Analysis) -> str:
    """Return the row of all layers in one file."""
    spent, content = timed(lambda: encode_layers(every_layer(analysis), fmt="qgis"))
    count, size = len(analysis.cameras), len(content) / 1e6
    what = f"Package of all layers of {count:,} cameras for QGIS, {size:.0f} MB"
    return f"| {what} | {told(spent)} | – | – | < 15 s |"


def told(spent: Times) -> str:
    return f"{spent[0]:.1f} s ({spent[1]:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=100_000)
    parser.add_argument("--all", type=int, default=20_000, help="cameras of the file of all layers")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores\n")
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    print(package(analysed(options.all)))
    print(*formats(layer(analysed(options.cameras), "cameras")), sep="\n")


if __name__ == "__main__":
    main()
