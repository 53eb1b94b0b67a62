"""The ground each camera sees, as a sector of the circle around its pole."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.choices import Kind
from gis.crs import WGS84
from gis.errors import GisError
from gis.geodesy import destination
from gis.language import _

ARC_STEP_DEG = 3.0
NIGHT_RANGE_M = 30.0

# Pixels per metre of IEC 62676-4: edition 2014, then 2025.
DENSITY_PX_PER_M = {
    "monitor": 12.5, "detect": 25.0, "observe": 62.5, "recognise": 125.0, "identify": 250.0,
    "inspect": 1000.0, "overview": 20.0, "outline": 40.0, "discern": 80.0, "perceive": 125.0,
    "characterise": 250.0, "validate": 500.0, "scrutinise": 1500.0,
}  # fmt: skip

# Angle of view and useful depth of a 2 MP camera when the register does not state them.
DEFAULTS = pd.DataFrame(
    [
        (Kind.FIXED, 80.0, 18.0, 46.0),
        (Kind.TURRET, 106.0, 11.0, 29.0),
        (Kind.DOME, 106.0, 11.0, 29.0),
        (Kind.FISHEYE, 360.0, 8.0, 15.0),
        (Kind.PTZ, 80.0, 18.0, 46.0),
        (Kind.ANPR, 80.0, 18.0, 46.0),
    ],
    columns=["kind", "hfov_deg", "observe", "detect"],
).set_index("kind")
FOUR_MEGAPIXEL_WIDTH, FOUR_MEGAPIXEL_GAIN = 2560, 1.33


def footprints(
    cameras: pd.DataFrame, *, level: str = "observe", light: str = "day"
) -> gpd.GeoDataFrame:
    """Return the footprint of every camera that has a position and a direction.

    Parameters
    ----------
    cameras
        Canonical register columns; `lon lat` in WGS 84 degrees.
    level
        A detail level of IEC 62676-4. A stated `range_m` is used as it is at every level;
        otherwise the default depth of the kind at that level stands in.
    light
        ``day``, or ``night``: no farther than the infrared reaches (30 m when not stated).

    Returns
    -------
    GeoDataFrame
        On the index of the cameras that have one, WGS 84: `camera_id azimuth_deg hfov_deg
        range_m footprint_rule assumed geometry`; `assumed` lists the columns (``;``) whose
        value is a default. A camera without position, or without direction unless it sees
        all around, has no footprint.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    view = views(cameras, level=level, light=light)
    drawn = cameras["lon"].notna() & cameras["lat"].notna()
    drawn &= view["azimuth_deg"].notna() | (view["hfov_deg"] >= 360)
    drawn &= (view["range_m"] > 0) & (view["hfov_deg"] > 0)
    view, placed = view[drawn], cameras.loc[drawn, ["lon", "lat"]]
    geometry = sectors(placed["lon"], placed["lat"], view["azimuth_deg"].fillna(0.0),
                       view["hfov_deg"], view["range_m"])  # fmt: skip
    return gpd.GeoDataFrame(view, geometry=geometry, crs=WGS84)


def views(cameras: pd.DataFrame, *, level: str = "observe", light: str = "day") -> pd.DataFrame:
    """Return angle and depth of each camera, stated or by default, and what was assumed."""
    if level not in DENSITY_PX_PER_M:
        levels = ", ".join(DENSITY_PX_PER_M)
        raise GisError(
            _("Level {level} is not known; use one of: {levels}", level=level, levels=levels)
        )
    kind = cameras["kind"].where(cameras["kind"] != "", Kind.FIXED)
    hfov = cameras["hfov_deg"].fillna(kind.map(DEFAULTS["hfov_deg"]).astype(float))
    reach = cameras["range_m"].fillna(_default_depth(cameras, kind, level))
    assumed = {"kind": cameras["kind"] == "", "hfov_deg": cameras["hfov_deg"].isna(),
               "range_m": cameras["range_m"].isna()}  # fmt: skip
    if light == "night":
        reach = reach.clip(upper=cameras["ir_range_m"].fillna(NIGHT_RANGE_M))
        assumed["ir_range_m"] = cameras["ir_range_m"].isna()
    return pd.DataFrame(
        {
            "camera_id": cameras["camera_id"],
            "azimuth_deg": cameras["azimuth_deg"],
            "hfov_deg": np.minimum(hfov, 360.0),
            "range_m": reach,
            "footprint_rule": np.where(cameras["range_m"].notna(), "stated_range", "default_depth"),
            "assumed": _names_of(pd.DataFrame(assumed)),
        }
    )


def _default_depth(cameras: pd.DataFrame, kind: pd.Series, level: str) -> pd.Series:
    known = level if level in DEFAULTS else "observe"
    scale = 1.0 if level in DEFAULTS else DENSITY_PX_PER_M["observe"] / DENSITY_PX_PER_M[level]
    fine = cameras["resolution_w_px"] >= FOUR_MEGAPIXEL_WIDTH
    depth = kind.map(DEFAULTS[known]).astype(float) * scale
    return depth * np.where(fine, FOUR_MEGAPIXEL_GAIN, 1.0)


def _names_of(flags: pd.DataFrame) -> pd.Series:
    """Join, per row, the names of the columns that are true, with ``;``."""
    marked = flags.to_numpy(dtype=bool) @ np.array([f"{name};" for name in flags], dtype=object)
    return pd.Series(marked, index=flags.index, dtype=str).str.rstrip(";")


def sectors(
    lon: pd.Series, lat: pd.Series, azimuth_deg: pd.Series, hfov_deg: pd.Series, range_m: pd.Series
) -> NDArray[np.object_]:
    """Return circle sectors on the ellipsoid as WGS 84 polygons, counter-clockwise.

    The arc runs in equal steps of at most 3°, its ends exact; 360° gives the whole disc
    without the pole as a vertex. Vertices are on the true circle (see `destination`).
    """
    values = [np.asarray(v, dtype=float) for v in (lon, lat, azimuth_deg, hfov_deg, range_m)]
    lon_, lat_, azimuth, hfov, reach = values
    whole = hfov >= 360
    steps = np.ceil(hfov / ARC_STEP_DEG).astype(np.intp)
    arc = np.where(whole, steps, steps + 1)
    row = np.repeat(np.arange(len(arc)), arc)
    k = np.arange(len(row)) - np.repeat(np.cumsum(arc) - arc, arc)
    # From the right edge of the view to the left: counter-clockwise seen from above.
    bearing = azimuth[row] + hfov[row] / 2 - k * hfov[row] / steps[row]
    arc_lon, arc_lat = destination(lon_[row], lat_[row], bearing, reach[row])
    poles = np.flatnonzero(~whole)
    order = np.argsort(np.concatenate([row, poles]), kind="stable")
    ring = np.concatenate([row, poles])[order]
    points = np.column_stack(
        [np.concatenate([arc_lon, lon_[poles]]), np.concatenate([arc_lat, lat_[poles]])]
    )[order]
    return np.asarray(shapely.polygons(shapely.linearrings(points, indices=ring)))
