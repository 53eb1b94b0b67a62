"""From lens, sensor and mounting to what is seen: angles, blind zone, depth at a level."""

import numpy as np
import pandas as pd

from gis.choices import FootprintRule, Kind
from gis.coverage.levels import DEFAULTS, default_depth_m, density_px_per_m, target_heights_m

NIGHT_RANGE_M = 30.0
# Beyond this angle no lens draws straight lines straight: its view is taken as a sector.
RECTILINEAR_DEG = 140.0
WIDE_PER_HIGH = 16 / 9
# Angles closer to upright or level than this are upright or level.
EDGE_RAD = 1e-9


def optics(cameras: pd.DataFrame, *, level: str = "observe", light: str = "day") -> pd.DataFrame:
    """Return what each camera sees, by its optics where they are known, else by default.

    Parameters
    ----------
    cameras
        Canonical register columns, without unusable values (see `checks.usable`).
    level
        A detail level of IEC 62676-4; plate readers are held to plates.
    light
        ``day``, or ``night``: no farther than the infrared reaches (30 m when not stated).

    Returns
    -------
    DataFrame
        On the cameras' index, distances on the ground in metres: `azimuth_deg hfov_deg
        vfov_deg`; `blind_m`, where the view begins; `cut_m`, where it is cut straight across
        its axis (infinite: nowhere); `disc_m`, the radius no part of it exceeds (infinite:
        none); `range_m`, the smaller of the two; `near_half_m`, `side_m` and `side_slope`: the
        half width at the near edge, and that of the far part, `side_m + side_slope · d`;
        `target_m`, the height of what is looked at; `level_known`, whether the level's density
        is worked out; `footprint_rule`; `assumed` (columns joined by ``;``). Where `range_m <=
        blind_m` it sees nothing at this level.

    Notes
    -----
    Pinhole camera, h high, axis θ below the horizon, target at height t, image W pixels
    wide: a point at ground distance d lies z = d·cos θ + (h − t)·sin θ deep, the view is
    z·tan(HFOV/2) wide to each side, and has W / (2·z·tan(HFOV/2)) pixels per metre across.
    The blind zone ends at (h − t)/tan(θ + VFOV/2), heads leave the image at
    (h − t)/tan(θ − VFOV/2). Stated angles win over sensor and focal length. A level cuts
    only where focal length and resolution are stated, or, without a stated range, the angle
    and the resolution; blind zones are known only where height and tilt are stated.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    kind = cameras["kind"].where(cameras["kind"] != "", Kind.FIXED)
    angles = _angles(cameras, kind)
    straight = angles["hfov_deg"] <= RECTILINEAR_DEG
    tilted = cameras["height_m"].notna() & cameras["tilt_deg"].notna()
    depth = _level_depth_m(cameras, kind, angles, level)
    edges = _edges(cameras, kind, angles, level, depth, tilted & straight)
    disc = _disc_m(cameras, kind, level, light, depth)
    rule = np.select(
        [tilted & straight, tilted & (edges["blind_m"] > 0), depth.notna()],
        [FootprintRule.TRAPEZOID, FootprintRule.RING, FootprintRule.LEVEL_DEPTH],
        default=np.where(
            cameras["range_m"].notna(), FootprintRule.STATED_RANGE, FootprintRule.DEFAULT_DEPTH
        ),
    )
    # An all-round view is cut nowhere: its depth is a radius.
    disc = disc.where(straight, np.minimum(disc, edges["cut_m"]))
    edges["cut_m"] = edges["cut_m"].where(straight, np.inf)
    told = angles[["hfov_deg", "vfov_deg"]].assign(
        azimuth_deg=cameras["azimuth_deg"], **edges, disc_m=disc,
        range_m=np.minimum(disc, edges["cut_m"]), level_known=depth.notna(),
        footprint_rule=rule.astype(object),
    )  # fmt: skip
    by_default = cameras["range_m"].isna() & depth.isna()
    return told.assign(assumed=_assumed(cameras, angles, tilted, by_default, light))


def _angles(cameras: pd.DataFrame, kind: pd.Series) -> pd.DataFrame:
    """Return both angles of view, and whether each was taken for granted."""
    focal = cameras["focal_mm"]
    across = _pinhole_deg(cameras["sensor_width_mm"], focal)
    upright = _pinhole_deg(cameras["sensor_height_mm"], focal)
    usual_h, usual_v = (kind.map(DEFAULTS[c]).astype(float) for c in ("hfov_deg", "vfov_deg"))
    hfov = cameras["hfov_deg"].fillna(across)
    shape = (cameras["resolution_h_px"] / cameras["resolution_w_px"]).fillna(1 / WIDE_PER_HIGH)
    by_shape = np.degrees(2 * np.arctan(np.tan(np.radians(hfov.clip(upper=179) / 2)) * shape))
    by_shape = by_shape.mask(kind == Kind.FISHEYE)
    vfov = cameras["vfov_deg"].fillna(upright)
    return pd.DataFrame(
        {
            "hfov_deg": hfov.fillna(usual_h).clip(upper=360.0),
            "vfov_deg": vfov.fillna(by_shape).fillna(usual_v),
            "hfov_known": hfov.notna(),
            "vfov_known": vfov.notna(),
        }
    )


def _pinhole_deg(sensor_mm: pd.Series, focal_mm: pd.Series) -> pd.Series:
    ratio = (sensor_mm / (2 * focal_mm)).to_numpy()
    return pd.Series(np.degrees(2 * np.arctan(ratio)), sensor_mm.index)


def _level_depth_m(
    cameras: pd.DataFrame, kind: pd.Series, angles: pd.DataFrame, level: str
) -> pd.Series:
    """Return how deep along the axis the level's density is reached; NaN when not known.

    A fisheye is taken as equidistant over 180°: near the horizon its image circle of d
    pixels gives d / (2·r) pixels per metre at radius r.
    """
    width, density = cameras["resolution_w_px"], density_px_per_m(kind, level)
    half = np.tan(np.radians(angles["hfov_deg"].clip(upper=179) / 2))
    circle = np.minimum(width, cameras["resolution_h_px"]) / (2 * density)
    depth = (width / (2 * density * half)).mask(kind == Kind.FISHEYE, circle)
    stated = angles["hfov_known"] & (cameras["focal_mm"].notna() | cameras["range_m"].isna())
    straight = (angles["hfov_deg"] <= RECTILINEAR_DEG) | (kind == Kind.FISHEYE)
    stated = stated.mask(kind == Kind.FISHEYE, cameras["range_m"].isna())
    known: pd.Series = depth.where(stated & straight)
    return known


def _edges(
    cameras: pd.DataFrame,
    kind: pd.Series,
    angles: pd.DataFrame,
    level: str,
    depth: pd.Series,
    tilted: pd.Series,
) -> dict[str, pd.Series]:
    """Return where the view begins, is cut straight across, and how wide it is."""
    near_t, far_t = target_heights_m(kind, level)
    mounted = cameras["height_m"].notna() & cameras["tilt_deg"].notna()
    over_near = (cameras["height_m"] - near_t).clip(lower=0)
    over_far = (cameras["height_m"] - far_t).clip(lower=0)
    tilt, up = np.radians(cameras["tilt_deg"]), np.radians(angles["vfov_deg"] / 2)
    down = tilt + up < np.pi / 2 - EDGE_RAD
    blind = (over_near / np.tan((tilt + up).where(down))).fillna(0.0).where(mounted, 0.0)
    above = tilt - up > EDGE_RAD
    head = (over_far / np.tan((tilt - up).where(above))).where(mounted).fillna(np.inf)
    axis = tilt.where(tilted, 0.0)
    sine, cosine = np.sin(axis), np.cos(axis).clip(lower=EDGE_RAD)
    lens = over_far.where(tilted, 0.0)
    wide = np.tan(np.radians(angles["hfov_deg"].clip(upper=RECTILINEAR_DEG) / 2))
    return {
        "blind_m": blind,
        "cut_m": np.minimum(((depth - lens * sine) / cosine).fillna(np.inf), head),
        "near_half_m": ((blind * cosine + over_near * sine) * wide).where(tilted, 0.0),
        "side_m": lens * sine * wide,
        "side_slope": cosine * wide,
        "target_m": far_t,
    }


def _disc_m(
    cameras: pd.DataFrame, kind: pd.Series, level: str, light: str, depth: pd.Series
) -> pd.Series:
    """Return the radius of what is stated, or of the default where no level's depth is known."""
    usual = default_depth_m(cameras, kind, level).where(depth.isna(), np.inf)
    disc = cameras["range_m"].fillna(usual)
    return (
        disc.clip(upper=cameras["ir_range_m"].fillna(NIGHT_RANGE_M)) if light == "night" else disc
    )


def _assumed(
    cameras: pd.DataFrame, angles: pd.DataFrame, tilted: pd.Series, reach: pd.Series, light: str
) -> pd.Series:
    flags = {
        "kind": cameras["kind"] == "",
        "hfov_deg": ~angles["hfov_known"],
        "vfov_deg": tilted & ~angles["vfov_known"],
        "range_m": reach,
    }
    if light == "night":
        flags["ir_range_m"] = cameras["ir_range_m"].isna()
    return _names_of(pd.DataFrame(flags))


def _names_of(flags: pd.DataFrame) -> pd.Series:
    """Join, per row, the names of the columns that are true, with ``;``."""
    marked = flags.to_numpy(dtype=bool) @ np.array([f"{name};" for name in flags], dtype=object)
    return pd.Series(marked, index=flags.index, dtype=str).str.rstrip(";")
