"""From lens, sensor and mounting to what is seen: angles, blind zone, depth at a level."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.choices import FootprintRule, Kind
from gis.coverage.levels import (
    Floats,
    Kinds,
    default_depth_m,
    default_of,
    density_px_per_m,
    target_heights_m,
)

NIGHT_RANGE_M = 30.0
# Beyond this angle no lens draws straight lines straight: its view is taken as a sector.
RECTILINEAR_DEG = 140.0
WIDE_PER_HIGH = 16 / 9
# Angles closer to upright or level than this are upright or level.
EDGE_RAD = 1e-9
STATED = (
    "azimuth_deg", "hfov_deg", "vfov_deg", "range_m", "height_m", "tilt_deg", "focal_mm",
    "sensor_width_mm", "sensor_height_mm", "resolution_w_px", "resolution_h_px", "ir_range_m",
)  # fmt: skip
Stated = dict[str, Floats]
Flags = NDArray[np.bool_]


def optics(cameras: pd.DataFrame, *, level: str = "observe", light: str = "day") -> pd.DataFrame:
    """Return what each camera sees, by its optics where they are known, else by default.

    Parameters
    ----------
    cameras
        Canonical register columns, without unusable values (see `lenses.usable`).
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
    stated = {name: cameras[name].to_numpy(float) for name in STATED}
    kind = cameras["kind"].mask(cameras["kind"] == "", Kind.FIXED).to_numpy(object)
    angles = _angles(stated, kind)
    straight = angles["hfov_deg"] <= RECTILINEAR_DEG
    tilted = ~np.isnan(stated["height_m"]) & ~np.isnan(stated["tilt_deg"])
    depth = _level_depth_m(stated, kind, angles, level)
    edges = _edges(stated, kind, angles, level, depth, tilted & straight)
    disc = _disc_m(stated, kind, level, light, depth)
    known, ranged = ~np.isnan(depth), ~np.isnan(stated["range_m"])
    rule = np.select(
        [tilted & straight, tilted & (edges["blind_m"] > 0), known, ranged],
        [FootprintRule.TRAPEZOID, FootprintRule.RING, FootprintRule.LEVEL_DEPTH,
         FootprintRule.STATED_RANGE],
        default=FootprintRule.DEFAULT_DEPTH,
    )  # fmt: skip
    # An all-round view is cut nowhere: its depth is a radius.
    disc = np.where(straight, disc, np.minimum(disc, edges["cut_m"]))
    edges["cut_m"] = np.where(straight, edges["cut_m"], np.inf)
    missing = {"kind": cameras["kind"].to_numpy() == "", **_not_stated(stated, tilted)}
    missing["range_m"] = ~ranged & ~known
    missing["ir_range_m"] = np.isnan(stated["ir_range_m"]) & (light == "night")
    told = {
        **angles, "azimuth_deg": stated["azimuth_deg"], **edges, "disc_m": disc,
        "range_m": np.minimum(disc, edges["cut_m"]), "level_known": known,
        "footprint_rule": rule.astype(object), "assumed": pd.array(_names_of(missing), dtype=str),
    }  # fmt: skip
    return pd.DataFrame(told, index=cameras.index)


def _angles(stated: Stated, kind: Kinds) -> Stated:
    """Return both angles of view: stated, else by lens and sensor, else the usual ones."""
    hfov = _first(stated["hfov_deg"], _pinhole_deg(stated["sensor_width_mm"], stated["focal_mm"]))
    vfov = _first(stated["vfov_deg"], _pinhole_deg(stated["sensor_height_mm"], stated["focal_mm"]))
    shape = _first(stated["resolution_h_px"] / stated["resolution_w_px"], 1 / WIDE_PER_HIGH)
    by_shape = np.degrees(2 * np.arctan(_half_tangent(hfov) * shape))
    # The shape of the image tells nothing of a lens that does not draw straight lines straight.
    by_shape[(kind == Kind.FISHEYE) | (hfov > RECTILINEAR_DEG)] = np.nan
    return {
        "hfov_deg": np.minimum(_first(hfov, default_of(kind, "hfov_deg")), 360.0),
        "vfov_deg": _first(vfov, by_shape, default_of(kind, "vfov_deg")),
    }


def _first(*values: Any) -> Floats:
    """Return, row by row, the first value that is known."""
    known: Floats = values[-1]
    for value in values[-2::-1]:
        known = np.where(np.isnan(value), known, value)
    return known


def _pinhole_deg(sensor_mm: Floats, focal_mm: Floats) -> Floats:
    angle: Floats = np.degrees(2 * np.arctan(sensor_mm / (2 * focal_mm)))
    return angle


def _half_tangent(angle_deg: Floats) -> Floats:
    half: Floats = np.tan(np.radians(np.minimum(angle_deg, 179) / 2))
    return half


def _level_depth_m(stated: Stated, kind: Kinds, angles: Stated, level: str) -> Floats:
    """Return how deep along the axis the level's density is reached; NaN when not known.

    A fisheye is taken as equidistant over 180°: near the horizon its image circle of d
    pixels gives d / (2·r) pixels per metre at radius r.
    """
    width, density = stated["resolution_w_px"], density_px_per_m(kind, level)
    fisheye = kind == Kind.FISHEYE
    circle = np.minimum(width, stated["resolution_h_px"]) / (2 * density)
    depth = width / (2 * density * _half_tangent(angles["hfov_deg"]))
    no_range, focal = np.isnan(stated["range_m"]), ~np.isnan(stated["focal_mm"])
    angle = ~np.isnan(stated["hfov_deg"]) | (focal & ~np.isnan(stated["sensor_width_mm"]))
    lens = angle & (focal | no_range) & (angles["hfov_deg"] <= RECTILINEAR_DEG)
    return np.where(np.where(fisheye, no_range, lens), np.where(fisheye, circle, depth), np.nan)


def _edges(
    stated: Stated, kind: Kinds, angles: Stated, level: str, depth: Floats, tilted: Flags
) -> Stated:
    """Return where the view begins, is cut straight across, and how wide it is."""
    near_t, far_t = target_heights_m(kind, level)
    over_near = np.maximum(stated["height_m"] - near_t, 0)
    over_far = np.maximum(stated["height_m"] - far_t, 0)
    tilt, up = np.radians(stated["tilt_deg"]), np.radians(angles["vfov_deg"] / 2)
    steep, level_up = tilt + up, tilt - up
    down = ~np.isnan(over_near) & (steep < np.pi / 2 - EDGE_RAD)
    blind = np.where(down, over_near / np.tan(np.where(down, steep, 1.0)), 0.0)
    above = ~np.isnan(over_far) & (level_up > EDGE_RAD)
    head = np.where(above, over_far / np.tan(np.where(above, level_up, 1.0)), np.inf)
    axis, lens = np.where(tilted, tilt, 0.0), np.where(tilted, over_far, 0.0)
    sine, cosine = np.sin(axis), np.maximum(np.cos(axis), EDGE_RAD)
    wide = np.tan(np.radians(np.minimum(angles["hfov_deg"], RECTILINEAR_DEG) / 2))
    near_half = (blind * cosine + np.where(tilted, over_near, 0.0) * sine) * wide
    return {
        "blind_m": blind,
        "cut_m": np.minimum(_first((depth - lens * sine) / cosine, np.inf), head),
        "near_half_m": np.where(tilted, near_half, 0.0),
        "side_m": lens * sine * wide,
        "side_slope": cosine * wide,
        "target_m": far_t,
    }


def _disc_m(stated: Stated, kind: Kinds, level: str, light: str, depth: Floats) -> Floats:
    """Return the radius of what is stated, or of the default where no level's depth is known."""
    usual = default_depth_m(kind, stated["resolution_w_px"], level)
    disc = _first(stated["range_m"], np.where(np.isnan(depth), usual, np.inf))
    if light == "night":
        return np.minimum(disc, _first(stated["ir_range_m"], NIGHT_RANGE_M))
    return disc


def _not_stated(stated: Stated, tilted: Flags) -> dict[str, Flags]:
    """Tell which angles had to be taken for granted."""
    no_focal = np.isnan(stated["focal_mm"])
    across, upright = (
        no_focal | np.isnan(stated[f"sensor_{way}_mm"]) for way in ("width", "height")
    )
    return {
        "hfov_deg": np.isnan(stated["hfov_deg"]) & across,
        "vfov_deg": tilted & np.isnan(stated["vfov_deg"]) & upright,
    }


def _names_of(flags: dict[str, Flags]) -> list[str]:
    """Join, per row, the names of the flags that are true, with ``;``."""
    marked = np.column_stack(list(flags.values())) @ np.array(
        [f"{n};" for n in flags], dtype=object
    )
    return [names.rstrip(";") for names in marked]
