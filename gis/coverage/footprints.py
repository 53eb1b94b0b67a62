"""The ground each camera sees: what its optics say, placed around its pole."""

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.core.choices import Kind, Status
from gis.core.crs import WGS84
from gis.core.lenses import LIMITED, usable
from gis.coverage.levels import ZOOMED_DEG
from gis.coverage.optics import optics, sees_all_around
from gis.coverage.shapes import outlines
from gis.register.queries import located


def footprints(
    cameras: pd.DataFrame, *, level: str = "observe", light: str = "day"
) -> gpd.GeoDataFrame:
    """Return the footprint of every camera that has a position and a direction.

    Parameters
    ----------
    cameras
        Canonical register columns; `lon lat` in WGS 84 degrees. Values no lens can have
        (see `lenses.check_optics`) are taken for not known.
    level
        A detail level of IEC 62676-4. A stated `range_m` without lens and picture is used as
        it is below ``recognise``; from there on, and without a range, the usual lens and
        picture of the kind stand in.
    light
        One of `LIGHTS`; by night no farther than the infrared reaches.

    Returns
    -------
    GeoDataFrame
        On the index of the cameras that have one, WGS 84: `camera_id`, the columns of
        `optics`, `geometry`. None has a camera without position, or without direction
        unless it sees all around, or whose level ends inside the blind zone.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    known = usable(cameras)
    view = optics(known, level=level, light=light)
    view.insert(0, "camera_id", cameras["camera_id"])
    drawn = located(known) & _looks(known)
    drawn &= view["range_m"] > view["blind_m"]
    return _drawn(known[drawn], view[drawn])


def directed(cameras: pd.DataFrame) -> pd.Series:
    """Tell of each camera whether it is known where it looks, or it looks all around.

    Parameters
    ----------
    cameras
        `kind` and the columns of `lenses.LIMITED`; values no lens can have are not known.

    Returns
    -------
    Series
        Bool, on the cameras' index.
    """
    return _looks(usable(cameras[["kind", *LIMITED]]))


def _looks(known: pd.DataFrame) -> pd.Series:
    looks: pd.Series = known["azimuth_deg"].notna() | sees_all_around(known)
    return looks


def detail_footprints(
    cameras: pd.DataFrame, *, level: str = "identify", light: str = "day"
) -> gpd.GeoDataFrame:
    """Return the footprints at a finer level, of the cameras whose density is known.

    Parameters
    ----------
    cameras
        Canonical register columns; `lon lat` in WGS 84 degrees.
    level, light
        See `footprints`.

    Returns
    -------
    GeoDataFrame
        See `footprints`; `level_known` is True in every row.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    found = footprints(cameras, level=level, light=light)
    return found[found["level_known"]]


def reachable(
    cameras: pd.DataFrame, *, level: str = "observe", light: str = "day"
) -> gpd.GeoDataFrame:
    """Return the disc each PTZ camera could turn and zoom to: what *can be observed*.

    It is never counted.

    Parameters
    ----------
    cameras
        Canonical register columns; `lon lat` in WGS 84 degrees. Only those of kind ``ptz`` count.
    level, light
        See `footprints`.

    Returns
    -------
    GeoDataFrame
        See `footprints`; discs about the poles, no blind zone left out.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    return _discs(zoomed(cameras[cameras["kind"] == Kind.PTZ]), level, light)


def zoomed(cameras: pd.DataFrame) -> pd.DataFrame:
    """Return PTZ cameras as they are when zoomed in as far as is usual, wherever they look.

    Parameters
    ----------
    cameras
        Canonical register columns.

    Returns
    -------
    DataFrame
        The same rows and columns, `hfov_deg` that of the long end, `tilt_deg` NaN.
    """
    return cameras.assign(hfov_deg=ZOOMED_DEG, tilt_deg=np.nan)


def surroundings(
    cameras: pd.DataFrame, *, level: str = "observe", light: str = "day"
) -> gpd.GeoDataFrame:
    """Return the disc about each camera that stands there and of which no direction is known.

    It sees some of it, nobody knows what. None has one that is proposed for disposal.

    Parameters
    ----------
    cameras
        Canonical register columns; `lon lat` in WGS 84 degrees.
    level, light
        See `footprints`; they say how far the disc reaches.

    Returns
    -------
    GeoDataFrame
        See `footprints`; discs about the poles, no blind zone left out.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    unknown = ~directed(cameras) & (cameras["status"] != Status.DISPOSAL)
    return _discs(cameras[unknown], level, light)


def _discs(cameras: pd.DataFrame, level: str, light: str) -> gpd.GeoDataFrame:
    known = usable(cameras)
    view = optics(known, level=level, light=light).assign(
        hfov_deg=360.0, blind_m=0.0, near_half_m=0.0
    )
    view["disc_m"], view["cut_m"] = view["range_m"], float("inf")
    view.insert(0, "camera_id", known["camera_id"])
    placed = located(known) & (view["range_m"] > 0)
    return _drawn(known[placed], view[placed])


def _drawn(cameras: pd.DataFrame, view: pd.DataFrame) -> gpd.GeoDataFrame:
    turned = view.assign(azimuth_deg=view["azimuth_deg"].fillna(0.0))
    geometry = outlines(cameras["lon"], cameras["lat"], turned)
    return gpd.GeoDataFrame(view, geometry=geometry, crs=WGS84)
