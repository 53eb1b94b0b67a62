"""Measure the area seen by commune, and how its time grows; print a Markdown table.

Beside geopandas and, of the fewest cameras, a PostGIS of the test suite's own.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.coverage import made_of, seen_by
from benchmarks.peers import covered_area_km2, covered_areas_km2, laid_out, postgis_areas_km2
from benchmarks.run import RUNS, row, seconds
from gis.communes.boundaries import communes_or_schematic
from gis.coverage.area import covered_area
from tests.system import throwaway_postgis

# By the clock, of the processor.
Times = tuple[float, float]


def areas(counts: list[int], *, postgis: bool = False) -> Iterator[str]:
    """Give a row for each peer and number of cameras, then how ours grows with their number.

    The least processor time, ours of both threads together, and the least time by the clock:
    others at work on the machine slow all, but not all alike.
    """
    ours: dict[int, Times] = {}
    for count in counts:
        communes, seen = communes_or_schematic(), seen_by(made_of(count))
        what = f"Area by commune, {count:,} cameras"
        works = (covered_area, covered_areas_km2, covered_area_km2)
        (ours[count], km2), (three, expected), (one, installed) = by_turns(
            *(partial(work, seen, communes) for work in works)
        )
        told = pd.DataFrame({"installed": km2["installed_km2"], "working": km2["working_km2"]})
        told["confirmed_or_not"] = km2["working_km2"] + km2["unconfirmed_km2"]
        equal(told, expected)
        equal(told["installed"], installed)
        for peer, name in ((three, "the three nested areas"), (one, "installed only")):
            for k, unit in enumerate(("by the clock", "of the processor")):
                target = "≥ 10×" if peer is three and k == 0 else ""
                yield row(f"{what}, {unit}", ours[count][k], peer[k], target, f"geopandas, {name}")
        if postgis and count == min(counts):
            with throwaway_postgis() as server, laid_out(server.url, seen, communes) as connection:
                asked, expected = seconds(partial(postgis_areas_km2, connection, communes["code"]))
            equal(told, expected)
            yield row(what, ours[count][0], asked, "≥ 4×", "one PostGIS query, the same three")
    few, many = min(counts), max(counts)
    clock, processor = np.log(np.divide(ours[many], ours[few])) / np.log(many / few)
    what = f"Area by commune grows from {few:,} to {many:,} cameras as their number to the power of"
    yield f"| {what} | {clock:.2f} ({processor:.2f} of the processor) | – | – | ≤ 1.2 |"


def by_turns(*works: Callable[[], Any]) -> list[tuple[Times, Any]]:
    """Return of each work its least times, by the clock and of the processor, and its result."""
    results = [work() for work in works]  # what is compiled once is not measured
    least = np.full((len(works), 2), np.inf)
    for _ in range(RUNS):
        for k, work in enumerate(works):
            start = time.perf_counter(), time.process_time()
            work()
            spent = time.perf_counter() - start[0], time.process_time() - start[1]
            least[k] = np.minimum(least[k], spent)
    return [((float(wall), float(cpu)), of) for (wall, cpu), of in zip(least, results, strict=True)]


def equal(ours: Any, expected: Any) -> None:
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=2e-12)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--postgis", action="store_true", help="beside PostGIS too")
    options = parser.parse_args()
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    print(*areas(options.cameras, postgis=options.postgis), sep="\n")


if __name__ == "__main__":
    main()
