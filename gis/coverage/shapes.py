"""The outline of a view on the ground: trapezoids, sectors, discs and rings on the ellipsoid."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.arrays import Floats
from gis.core.geodesy import destination
from gis.coverage.optics import SECTOR_DEG

ARC_STEP = np.radians(3.0)


def outlines(lon: pd.Series, lat: pd.Series, view: pd.DataFrame) -> NDArray[np.object_]:
    """Return views as WGS 84 polygons, counter-clockwise.

    Every vertex is placed from the pole by azimuth and distance (see `destination`). Arcs
    run in equal steps of at most 3°, their ends exact. A view without blind zone has the
    pole as a vertex, unless it looks all around.

    Parameters
    ----------
    lon, lat
        Poles, WGS 84 degrees.
    view
        See `optics`; all with `range_m > blind_m` and an azimuth.

    Returns
    -------
    ndarray
        One polygon a view, degrees in WGS 84 (EPSG:4326).
    """
    row, turn, radius = _ring(view)
    at = np.asarray(lon, dtype=float)[row], np.asarray(lat, dtype=float)[row]
    azimuth = view["azimuth_deg"].to_numpy()[row] + np.degrees(turn)
    points = np.column_stack(destination(*at, azimuth, radius))
    result = np.asarray(shapely.polygons(shapely.linearrings(points, indices=row)))
    blind = (view["blind_m"] > 0) & (view["hfov_deg"] >= SECTOR_DEG)
    if blind.any():
        inner = _discs(lon[blind], lat[blind], view.loc[blind, "blind_m"])
        cut = shapely.difference(result[blind.to_numpy()], inner)
        result[blind.to_numpy()] = shapely.orient_polygons(cut)
    return result


def _discs(lon: pd.Series, lat: pd.Series, radius_m: pd.Series) -> NDArray[np.object_]:
    zero = pd.Series(0.0, radius_m.index)
    whole = {"azimuth_deg": zero, "hfov_deg": zero + 360, "disc_m": radius_m, "blind_m": zero}
    plain = {"cut_m": zero + np.inf, "near_half_m": zero, "side_m": zero, "side_slope": zero}
    return outlines(lon, lat, pd.DataFrame(whole | plain))


def _ring(view: pd.DataFrame) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return the vertices of all outlines: row, angle right of the axis (radians), radius."""
    side, middle, reach = _far(view)
    whole = side >= np.pi - 1e-12
    in_two = middle > 0
    first_end = np.where(in_two, middle, -side)
    steps = np.ceil((side - first_end) / ARC_STEP - 1e-9).astype(np.intp)
    right = _arc(side, first_end, np.maximum(steps, 0) + ~whole, steps)
    left = _arc(-middle, -side, np.where(in_two, steps + 1, 0), steps)
    near = _near(view, whole)
    row = np.concatenate([right[0], left[0], near[0]])
    turn = np.concatenate([right[1], left[1], near[1]])
    radius = np.concatenate([reach[right[0]], reach[left[0]], near[2]])
    order = np.argsort(row, kind="stable")
    return row[order], turn[order], radius[order]


def _arc(
    start: Floats, end: Floats, count: NDArray[np.intp], steps: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Floats]:
    """Return `count` vertices of each arc from start to end, in so many equal steps."""
    row = np.repeat(np.arange(len(start)), count)
    k = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    turn = start[row] + k * (end - start)[row] / np.maximum(steps, 1)[row]
    return row, turn


def _far(view: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Return the far part: angle of its corners, angle where a straight cut ends, radius.

    A view cut straight across within the disc has only its corners (both angles alike); one
    the disc ends has an arc to the axis (0) or to the cut.
    """
    cut, disc, blind, half, slope, side = (
        view[c].to_numpy(dtype=float)
        for c in ("cut_m", "disc_m", "blind_m", "hfov_deg", "side_slope", "side_m")
    )
    sector = half >= SECTOR_DEG
    depth = np.where(np.isfinite(cut), cut, 0.0)
    corner = np.hypot(depth, side + slope * depth)
    straight = np.isfinite(cut) & (corner <= disc)
    radius = np.where(np.isfinite(disc), disc, 0.0)
    root = np.sqrt(np.maximum(radius**2 * (1 + slope**2) - side**2, 0.0))
    meet = np.clip((root - slope * side) / (1 + slope**2), blind, None)
    wide = np.sqrt(np.maximum(radius**2 - meet**2, 0.0))
    turn = np.where(straight, np.arctan2(side + slope * depth, depth), np.arctan2(wide, meet))
    turn = np.where(sector, np.radians(half) / 2, turn)
    with np.errstate(divide="ignore", invalid="ignore"):
        flat = np.where(cut < disc, np.arccos(np.minimum(cut / disc, 1.0)), 0.0)
    middle = np.where(straight, turn, np.where(sector, 0.0, flat))
    return turn, middle, np.where(straight, corner, disc)


def _near(view: pd.DataFrame, whole: NDArray[np.bool_]) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return the near part: the pole, or the two corners of the blind zone's edge."""
    blind, half, disc = (
        view[c].to_numpy(dtype=float) for c in ("blind_m", "near_half_m", "disc_m")
    )
    half = np.minimum(half, np.sqrt(np.maximum(disc**2 - blind**2, 0.0)))
    cornered = (half > 0) & ~whole
    pole, corner = np.flatnonzero(~cornered & ~whole), np.flatnonzero(cornered)
    angle, radius = np.arctan2(half, blind)[corner], np.hypot(blind, half)[corner]
    row = np.concatenate([pole, np.repeat(corner, 2)])
    turn = np.concatenate([np.zeros(len(pole)), np.column_stack([-angle, angle]).ravel()])
    return row, turn, np.concatenate([np.zeros(len(pole)), np.repeat(radius, 2)])
