"""Places read in a process of their own, so that no file holds up other readers."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd

from gis.core import isolation
from gis.demand.files import read_demand_file
from gis.demand.layers import Places
from gis.demand.openstreetmap.extract import is_extract
from gis.ingest.positions.coordinates import AUTO

LIMITS = isolation.ProcessLimits(seconds=300, memory_bytes=1_000_000_000)
# The extract of the whole country has some 400 MB; its nodes lie in a file meanwhile.
EXTRACT_LIMITS = isolation.ProcessLimits(seconds=1800, memory_bytes=1_400_000_000)
# They take long: no list waits for them.
_EXTRACT_TURNS = threading.BoundedSemaphore(1)


def read_places_isolated(
    paths: Sequence[Path],
    communes: gpd.GeoDataFrame,
    *,
    crs: str = AUTO,
    progress: Callable[[float], object] = lambda _count: None,
) -> Places:
    """Read places as `files.read_places` does.

    Parameters
    ----------
    paths
        Files, at most one of them large: `EXTRACT_LIMITS` bound all together if one is an extract,
        else `LIMITS`.
    communes, crs
        See `files.read_places`.
    progress
        Told now and then how many objects of an extract have been read; what it raises ends the
        reading.

    Returns
    -------
    Places
        See `files.read_places`.

    Raises
    ------
    FileError
        See `files.read_places`; or reading takes more time or memory than the limits.
    """
    long = any(map(is_extract, paths))
    return isolation.run(
        read_demand_file,
        paths,
        communes,
        name=", ".join(path.name for path in paths),
        limits=EXTRACT_LIMITS if long else LIMITS,
        turns=_EXTRACT_TURNS if long else isolation.TURNS,
        progress=progress,
        crs=crs,
    )
