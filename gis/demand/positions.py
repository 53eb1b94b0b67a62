"""Whether places lie where they can be: on the globe, and in or near the province."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gis.findings import Finding, Severity
from gis.language import _

# Some 110 km: what lies farther from every commune is no place of theirs.
NEAR_DEG = 1.0


def possible(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which shapes have only vertices that WGS 84 can hold: finite, within ±180 and ±90."""
    bounds = shapely.bounds(shapes)
    within: NDArray[np.bool_] = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    return within


def check_positions(
    table: gpd.GeoDataFrame, communes: gpd.GeoDataFrame, file: str
) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Leave out places off the globe or far from every commune, with a warning for each.

    Where latitude and longitude exchanged would bring one into the province, that is said.

    Parameters
    ----------
    table
        `demand_id`, and geometry in WGS 84; indexed from 0 as its file counts.
    """
    shapes = table.geometry.to_numpy()
    there = possible(shapes)
    near = there & _near(shapes, communes)
    turned = shapely.transform(shapes[~near], lambda xy: xy[:, ::-1])
    swapped = possible(turned) & _near(turned, communes)
    ids = table["demand_id"].to_numpy()
    findings = [
        _finding(file, row, ids[row], off=not there[row], swapped=bool(exchanged))
        for row, exchanged in zip(np.flatnonzero(~near).tolist(), swapped, strict=True)
    ]
    return table[near].reset_index(drop=True), findings


def _near(shapes: NDArray[np.object_], communes: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    west, south, east, north = communes.total_bounds
    around = shapely.box(west - NEAR_DEG, south - NEAR_DEG, east + NEAR_DEG, north + NEAR_DEG)
    with np.errstate(invalid="ignore"):
        near: NDArray[np.bool_] = shapely.intersects(shapes, around)
    return near


def _finding(file: str, row: int, identity: str, *, off: bool, swapped: bool) -> Finding:
    if off:
        message = _("{file}: {id} has a position that is not on the globe and was left out",
                    file=file, id=identity)  # fmt: skip
    else:
        message = _("{file}: {id} lies far outside the province and was left out",
                    file=file, id=identity)  # fmt: skip
    suggestion = _("Check the coordinates and their coordinate system")
    if swapped:
        suggestion = _("Latitude and longitude are probably exchanged: exchange them")
    return Finding(file, row + 1, "geometry", Severity.WARNING, message, suggestion)
