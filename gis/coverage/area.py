"""How much ground is seen, commune by commune: true unions, overlaps counted once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.choices import Sight
from gis.crs import to_plane
from gis.overlay import whole_and_crossing

AREAS = ("installed_km2", "working_km2", "unconfirmed_km2", "lost_km2")


def covered_area(
    footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame, *, threads: int = 2
) -> pd.DataFrame:
    """Return the area seen in each commune, by the best camera that sees it.

    Parameters
    ----------
    footprints
        `sight` and polygons in WGS 84. Where one crosses a border, each side counts for
        the commune it lies in, whoever's camera it is.
    communes
        `code` and polygons in WGS 84.

    Returns
    -------
    DataFrame
        Index `code`, all communes; `installed_km2 = working_km2 + unconfirmed_km2 +
        lost_km2`: seen by a working camera, else by one of unknown state, else only by
        cameras known not to work. Zero where nothing is seen.
    """
    parts = _clipped(footprints, communes)
    with ThreadPoolExecutor(threads) as pool:
        rows = list(pool.map(_nested_areas, (parts[i] for i in range(len(communes)))))
    nested = np.array(rows).reshape(-1, 3) / 1e6
    working, confirmed_or_not, installed = nested.T
    columns = (installed, working, confirmed_or_not - working, installed - confirmed_or_not)
    return pd.DataFrame(dict(zip(AREAS, columns, strict=True)), index=pd.Index(communes["code"]))


Parts = list[tuple[NDArray[np.object_], NDArray[np.object_]]]


def _clipped(footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> Parts:
    """Per commune: the sight and the polygons (equal-area plane) of what is seen in it."""
    seen = np.asarray(to_plane(footprints.geometry.to_numpy()))
    borders = np.asarray(to_plane(communes.geometry.to_numpy()))
    tree = shapely.STRtree(seen)
    whole, crossing = whole_and_crossing(tree, borders)
    cut = shapely.intersection(seen[crossing[1]], borders[crossing[0]])
    commune = np.concatenate([whole[0], crossing[0]])
    polygons = np.concatenate([seen[whole[1]], cut])
    sight = footprints["sight"].to_numpy(dtype=object)[np.concatenate([whole[1], crossing[1]])]
    order = np.argsort(commune, kind="stable")
    starts = np.searchsorted(commune[order], np.arange(len(borders) + 1))
    rows = [order[a:b] for a, b in pairwise(starts)]
    return [(sight[r], polygons[r]) for r in rows]


def _nested_areas(part: tuple[NDArray[np.object_], NDArray[np.object_]]) -> list[float]:
    """Areas (m²) of the unions of working, then also unconfirmed, then all cameras."""
    sight, polygons = part
    union, areas = shapely.from_wkt("GEOMETRYCOLLECTION EMPTY"), []
    for state in (Sight.UP, Sight.UNCONFIRMED, Sight.DOWN):
        union = shapely.disjoint_subset_union_all(np.append(polygons[sight == state], union))
        areas.append(float(shapely.area(union)))
    return areas
