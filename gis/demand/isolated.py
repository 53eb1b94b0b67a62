"""Places read in a process of their own, so that no file holds up other readers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd

from gis import isolation
from gis.demand.files import read_places
from gis.demand.layers import Places
from gis.demand.osm import is_extract

LIMITS = isolation.Limits(seconds=300, memory_bytes=800_000_000)
# The extract of the whole country has some 400 MB.
EXTRACT_LIMITS = isolation.Limits(seconds=1800, memory_bytes=4_000_000_000)


def read_places_isolated(
    paths: Sequence[Path],
    communes: gpd.GeoDataFrame,
    *,
    progress: Callable[[int], object] = lambda _count: None,
) -> Places:
    """Read places as `files.read_places` does.

    Raises
    ------
    FileError
        See `files.read_places`; or reading takes more time or memory than the limits.
    """
    limits = EXTRACT_LIMITS if any(map(is_extract, paths)) else LIMITS
    name = ", ".join(path.name for path in paths)
    return isolation.run(read_places, paths, communes, name=name, limits=limits, progress=progress)
