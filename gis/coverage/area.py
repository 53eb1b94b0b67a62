"""How much ground is seen, commune by commune: true areas, overlaps counted once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.arrays import Rows
from gis.core.choices import Availability
from gis.core.crs import to_plane
from gis.core.overlay import edges, whole_and_crossing
from gis.coverage.kernels.overlap import SUMS, depth_sums

AREAS = (
    "installed_km2",
    "working_km2",
    "unconfirmed_km2",
    "lost_km2",
    "twice_km2",
    "thrice_km2",
)
# Areas are summed over whole numbers of these, so finely that what is rounded is never seen.
UNITS_PER_M = 2.0**30
_KINDS = [Availability.UP, Availability.UNCONFIRMED, Availability.DOWN]


@dataclass(frozen=True, eq=False)
class ClippedFootprints:
    """The footprints clipped by the communes, and what each part adds to the seen areas.

    `view` (row label of the footprint), `commune` (position in the communes), `shapes` (m,
    equal-area plane), `kinds` and `sums`: see `depth`. `borders`: the communes on that plane.
    """

    view: Rows
    commune: Rows
    shapes: NDArray[np.object_]
    kinds: NDArray[np.int64]
    sums: NDArray[np.float64]
    borders: NDArray[np.object_]

    def by_commune(self, codes: pd.Series) -> pd.DataFrame:
        """Return the areas in km² (`AREAS`) of each commune; see `covered_area`."""
        total = np.zeros((len(codes), SUMS))
        np.add.at(total, self.commune, self.sums / 1e6)
        working, twice, thrice, confirmed_or_not, installed = total.T.round(12)
        columns = (
            installed,
            working,
            confirmed_or_not - working,
            installed - confirmed_or_not,
            twice,
            thrice,
        )
        return pd.DataFrame(dict(zip(AREAS, columns, strict=True)), index=pd.Index(codes))


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
    threads
        How many threads sum at the same time.

    Returns
    -------
    DataFrame
        Index `code`, all communes; `installed_km2 = working_km2 + unconfirmed_km2 +
        lost_km2`: seen by a working camera, else by one of unknown state, else only by
        cameras known not to work; `twice_km2` and `thrice_km2`: by so many working cameras
        at least. Zero where nothing is seen.
    """
    return ground(footprints, communes, threads=threads).by_commune(communes["code"])


def ground(
    footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame, *, threads: int = 2
) -> ClippedFootprints:
    """Clip the footprints by the communes and work out what each part adds; see `covered_area`.

    Parameters
    ----------
    footprints
        `sight` and polygons in WGS 84, on whole numbers as row labels.
    communes
        Polygons in WGS 84.
    threads
        How many work side by side.

    Returns
    -------
    ClippedFootprints
        In metres on the plane of `core.crs.to_plane`; its `commune` counts the communes' rows.
    """
    borders = np.asarray(to_plane(communes.geometry.to_numpy()))
    parts = _clipped(footprints, borders)
    return _summed(parts, np.arange(len(parts.view)), threads)


def changed_ground(
    before: ClippedFootprints,
    footprints: gpd.GeoDataFrame,
    changed: pd.Index,
    *,
    threads: int = 2,
) -> ClippedFootprints:
    """Return the ground after some footprints changed, appeared or vanished.

    Parameters
    ----------
    before
        The ground before.
    footprints
        All footprints now.
    changed
        Row labels of those that are not as they were, or no more.
    threads
        How many work side by side.

    Returns
    -------
    ClippedFootprints
        As `ground` works it out from the start, in another order of its parts.
    """
    gone = np.isin(before.view, changed)
    new = _clipped(footprints[footprints.index.isin(changed)], before.borders)
    touched = _touched(before, np.flatnonzero(gone), new)
    kept = np.flatnonzero(~gone)
    parts = replace(
        before,
        **{
            name: np.concatenate([getattr(before, name)[kept], getattr(new, name)])
            for name in ("view", "commune", "shapes", "kinds", "sums")
        },
    )
    todo = np.concatenate([np.flatnonzero(touched[kept]), len(kept) + np.arange(len(new.view))])
    return _summed(parts, todo, threads)


def _touched(before: ClippedFootprints, gone: Rows, new: ClippedFootprints) -> NDArray[np.bool_]:
    """Tell which parts of before lie beside a part that is gone or new."""
    touched = np.zeros(len(before.view), dtype=bool)
    shapes = np.concatenate([before.shapes[gone], new.shapes])
    touched[shapely.STRtree(before.shapes).query(shapes)[1]] = True
    return touched


def _clipped(footprints: gpd.GeoDataFrame, borders: NDArray[np.object_]) -> ClippedFootprints:
    """Cut the footprints by the communes they reach; nothing is summed yet."""
    labels = footprints.index.to_numpy()
    seen = np.asarray(to_plane(footprints.geometry.to_numpy()))
    whole, crossing = whole_and_crossing(shapely.STRtree(seen), borders)
    # Without the lines where an edge runs along a border.
    cut = shapely.buffer(shapely.intersection(seen[crossing[1]], borders[crossing[0]]), 0)
    crossing, cut = crossing[:, shapely.area(cut) > 0], cut[shapely.area(cut) > 0]
    commune, row = np.concatenate([whole, crossing], axis=1)
    kinds = pd.Categorical(footprints["sight"], categories=_KINDS).codes[row].astype(np.int64)
    shapes = np.concatenate([seen[whole[1]], cut])
    return ClippedFootprints(
        labels[row], commune, shapes, kinds, np.zeros((len(row), SUMS)), borders
    )


def _summed(parts: ClippedFootprints, todo: Rows, threads: int) -> ClippedFootprints:
    """Work out what some of the parts add, beside all others of their communes."""
    row, near = _neighbours(parts, todo)
    ends = np.searchsorted(row, np.arange(len(todo)), side="right").astype(np.int64)
    used, place = np.unique(np.concatenate([near, todo]), return_inverse=True)
    lines, line_ends = edges(parts.shapes[used])
    lines, boxes = (np.round(m * UNITS_PER_M) for m in (lines, shapely.bounds(parts.shapes[used])))
    tables = lines, line_ends, (boxes, parts.kinds[used], parts.view[used])
    beside = place[: len(near)], ends, place[len(near) :]
    bounds: list[int] = np.linspace(0, len(todo), 8 * threads + 1).astype(int).tolist()
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(lambda cut: depth_sums(*tables, beside, *cut), pairwise(bounds)))
    sums = parts.sums.copy()
    sums[todo] = np.concatenate(done) / UNITS_PER_M**2
    return replace(parts, sums=sums)


def _neighbours(parts: ClippedFootprints, todo: Rows) -> tuple[Rows, Rows]:
    """Return the pairs (position in `todo`, part) of the same commune whose boxes overlap."""
    row, near = shapely.STRtree(parts.shapes).query(parts.shapes[todo])
    same = parts.commune[todo[row]] == parts.commune[near]
    order = np.argsort(row[same], kind="stable")
    return row[same][order], near[same][order]
