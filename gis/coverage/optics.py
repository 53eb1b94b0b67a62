"""From lens, sensor and mounting to what is seen: angles, blind zone, depth at a level."""

from typing import Any

import numpy as np
import pandas as pd

from gis.core.arrays import Flags, Floats
from gis.core.choices import FootprintRule, Kind
from gis.core.lenses import USUAL_SENSOR_W_MM
from gis.coverage.levels import (
    USUAL_H_PX,
    USUAL_W_PX,
    Kinds,
    default_of,
    density_px_per_m,
    is_fine,
    target_heights_m,
)

# From this angle on a view has no edge ahead of the pole: it is a sector, not a trapezoid.
SECTOR_DEG = 180.0
# The widest half of a trapezoid that is still told from a right angle.
WIDEST_HALF_DEG = 89.95
# A fisheye tilted farther down than this hangs from a ceiling: it sees all around.
CEILING_DEG = 45.0
# No single lens sees wider.
WIDEST_LENS_DEG = 220.0
# Angles closer to upright or level than this are upright or level.
EDGE_RAD = 1e-9
STATED = (
    "azimuth_deg",
    "hfov_deg",
    "vfov_deg",
    "range_m",
    "height_m",
    "tilt_deg",
    "focal_mm",
    "sensor_width_mm",
    "sensor_height_mm",
    "resolution_w_px",
    "resolution_h_px",
    "ir_range_m",
)
StatedOptics = dict[str, Floats]


def optics(cameras: pd.DataFrame, *, level: str = "observe", light: str = "day") -> pd.DataFrame:
    """Return what each camera sees, by its optics where they are known, else by default.

    Parameters
    ----------
    cameras
        Canonical register columns, without unusable values (see `lenses.usable`).
    level
        A detail level of IEC 62676-4; plate readers are held to plates.
    light
        ``day``; ``lit``, by night under street lamps; or ``night``: no farther than the
        infrared reaches, where it is not stated as far as is usual for the kind.

    Returns
    -------
    DataFrame
        On the cameras' index, distances on the ground in metres: `azimuth_deg hfov_deg
        vfov_deg`; `blind_m`, where the view begins; `cut_m`, where it is cut straight across
        its axis (infinite: nowhere); `disc_m`, the radius no part of it exceeds (infinite:
        none); `range_m`, the smaller of the two; `near_half_m`, `side_m` and `side_slope`: the
        half width at the near edge, and that of the far part, `side_m + side_slope · d`;
        `target_m`, the height of what is looked at; `level_known`, whether the level's density
        is worked out from what is stated; `footprint_rule`; `assumed` (columns joined by
        ``;``). Where `range_m <= blind_m` it sees nothing at this level.

    Notes
    -----
    Lens h high, axis θ below the horizon, target at height t, image W pixels wide. A point
    at ground distance d lies z = d·cos θ + (h − t)·sin θ deep; the view is z·tan(HFOV/2) wide
    to each side. A lens of stated (or usual) angle is equidistant: W / (HFOV·r) pixels per
    metre at the distance r from it, VFOV as the picture's height is to its width. One of
    which only focal length and sensor are stated is a pinhole: W / (2·z·tan(HFOV/2)).

    A person is in view where feet and head are: the feet leave the picture at
    (h − t)/tan(θ + VFOV/2), the head at (h − t)/tan(θ − VFOV/2), and the head, being nearer,
    first to the sides. Blind zones are known only where height and tilt are stated.

    The density cuts wherever lens and resolution are stated, or no range is; a stated range
    alone counts as it is below the levels of `is_fine`, from these on no farther than the
    density of the usual lens and picture.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    stated = {name: cameras[name].to_numpy(float) for name in STATED}
    kind = cameras["kind"].mask(cameras["kind"] == "", Kind.FIXED).to_numpy(object)
    angles = _angles(stated, kind, sees_all_around(cameras).to_numpy())
    straight = angles["hfov_deg"] < SECTOR_DEG
    tilted = ~np.isnan(stated["height_m"]) & ~np.isnan(stated["tilt_deg"])
    known, ranged = _level_known(stated, kind), ~np.isnan(stated["range_m"])
    depth = _level_depth_m(stated, kind, angles, level)
    cuts = known | ~ranged | is_fine(level)
    depth = np.where(cuts, depth, np.inf)
    edges = _edges(stated, kind, angles, level, depth, tilted & straight)
    slant = tilted & ~((kind == Kind.FISHEYE) & (angles["hfov_deg"] >= 360))
    within = _within_m(stated, kind, level, depth, slant)
    disc = _disc_m(stated, kind, light, np.where(_is_pinhole(stated, kind), np.inf, within))
    # A view all around is cut nowhere: its depth is a radius.
    disc = np.where(straight, disc, np.minimum(disc, edges["cut_m"]))
    edges["cut_m"] = np.where(straight, edges["cut_m"], np.inf)
    by_range = ranged & (stated["range_m"] <= depth)
    rule = np.select(
        [tilted & straight, tilted & (edges["blind_m"] > 0), known, by_range],
        [
            FootprintRule.TRAPEZOID,
            FootprintRule.RING,
            FootprintRule.LEVEL_DEPTH,
            FootprintRule.STATED_RANGE,
        ],
        default=FootprintRule.DEFAULT_DEPTH,
    )
    missing = {"kind": cameras["kind"].to_numpy() == "", **_not_stated(stated, kind, tilted, cuts)}
    missing["ir_range_m"] = np.isnan(stated["ir_range_m"]) & (light == "night")
    told = {
        **angles,
        "azimuth_deg": stated["azimuth_deg"],
        **edges,
        "disc_m": disc,
        "range_m": np.minimum(disc, edges["cut_m"]),
        "level_known": known,
        "footprint_rule": rule.astype(object),
        "assumed": pd.array(_names_of(missing), dtype=str),
    }
    return pd.DataFrame(told, index=cameras.index)


def sees_all_around(cameras: pd.DataFrame) -> pd.Series:
    """Tell of each camera whether it sees all around its pole: no direction is needed then.

    A fisheye that states no angle, or that hangs from a ceiling: its 180° are those of the
    lens. One that states neither tilt nor direction hangs there.

    Parameters
    ----------
    cameras
        `kind hfov_deg tilt_deg azimuth_deg`, degrees; tilt below the horizon.

    Returns
    -------
    Series
        Flags, on the same index.
    """
    hfov, tilt = cameras["hfov_deg"], cameras["tilt_deg"]
    nowhere = tilt.isna() & cameras["azimuth_deg"].isna()
    hangs = (cameras["kind"] == Kind.FISHEYE) & (hfov.isna() | (tilt > CEILING_DEG) | nowhere)
    around: pd.Series = hangs | (hfov >= 360)
    return around


def _angles(optics: StatedOptics, kind: Kinds, around: Flags) -> StatedOptics:
    """Return both angles of view: stated, else by lens and sensor, else the usual ones."""
    pinhole, fisheye = _is_pinhole(optics, kind), kind == Kind.FISHEYE
    by_lens = _pinhole_deg(_first(optics["sensor_width_mm"], USUAL_SENSOR_W_MM), optics["focal_mm"])
    hfov = _first(optics["hfov_deg"], by_lens, default_of(kind, "hfov_deg"))
    flat = _first(
        optics["resolution_h_px"] / optics["resolution_w_px"],
        optics["sensor_height_mm"] / optics["sensor_width_mm"],
        USUAL_H_PX / USUAL_W_PX,
    )
    upright = np.where(
        pinhole,
        _first(
            _pinhole_deg(optics["sensor_height_mm"], optics["focal_mm"]),
            np.degrees(2 * np.arctan(np.tan(np.radians(by_lens) / 2) * flat)),
        ),
        optics["hfov_deg"] * np.where(fisheye, 1.0, flat),
    )
    # Wider views are those of several lenses, or of what a fisheye sees around its pole.
    upright[optics["hfov_deg"] > WIDEST_LENS_DEG] = np.nan
    upright = _first(optics["vfov_deg"], upright, default_of(kind, "vfov_deg"))
    return {
        "hfov_deg": np.where(around, 360.0, np.minimum(hfov, 360.0)),
        "vfov_deg": np.minimum(upright, 180.0),
    }


def _is_pinhole(optics: StatedOptics, kind: Kinds) -> Flags:
    """Tell of which lenses no more than the focal length is known."""
    focal: Flags = ~np.isnan(optics["focal_mm"]) & (kind != Kind.FISHEYE)
    return np.isnan(optics["hfov_deg"]) & focal


def _first(*values: Any) -> Floats:
    """Return, row by row, the first value that is known."""
    known: Floats = values[-1]
    for value in values[-2::-1]:
        known = np.where(np.isnan(value), known, value)
    return known


def _pinhole_deg(sensor_mm: Floats, focal_mm: Floats) -> Floats:
    angle: Floats = np.degrees(2 * np.arctan(sensor_mm / (2 * focal_mm)))
    return angle


def _level_known(optics: StatedOptics, kind: Kinds) -> Flags:
    """Tell whether the lens and the picture are stated, so that a density can be worked out."""
    fisheye = kind == Kind.FISHEYE
    lens = fisheye | ~np.isnan(optics["hfov_deg"]) | ~np.isnan(optics["focal_mm"])
    sized = ~np.isnan(optics["resolution_w_px"])
    known: Flags = lens & sized & ~(fisheye & np.isnan(optics["resolution_h_px"]))
    return known


def _level_depth_m(optics: StatedOptics, kind: Kinds, angles: StatedOptics, level: str) -> Floats:
    """Return how far from the lens (a pinhole: how deep along its axis) a level is reached.

    A fisheye's image circle of d pixels holds F of its degrees. All around the pole they
    give, at the horizon, d·(π/2)/(F·r) pixels per metre across: d/(2·r) where F is 180°.
    """
    density = density_px_per_m(kind, level)
    wide = _first(optics["resolution_w_px"], USUAL_W_PX)
    high = _first(optics["resolution_h_px"], wide * USUAL_H_PX / USUAL_W_PX)
    angle = np.radians(angles["hfov_deg"])
    bends = np.where(optics["hfov_deg"] <= WIDEST_LENS_DEG, np.radians(optics["hfov_deg"]), np.pi)
    across = np.where(angles["hfov_deg"] < 360, 1.0, np.pi / 2)
    equidistant = np.where(
        kind == Kind.FISHEYE, np.minimum(wide, high) * across / bends, wide / angle
    )
    pinhole = wide / (2 * np.tan(np.minimum(angle, np.radians(2 * WIDEST_HALF_DEG)) / 2))
    depth: Floats = np.where(_is_pinhole(optics, kind), pinhole, equidistant) / density
    return depth


def _within_m(optics: StatedOptics, kind: Kinds, level: str, depth: Floats, slant: Flags) -> Floats:
    """Return how far out on the ground a (slant) distance from the lens reaches."""
    over = np.maximum(optics["height_m"] - target_heights_m(kind, level)[1], 0)
    drop = np.where(slant, over, 0.0)
    within: Floats = np.sqrt(np.maximum(depth**2 - drop**2, 0.0))
    return within


def _edges(
    optics: StatedOptics,
    kind: Kinds,
    angles: StatedOptics,
    level: str,
    depth: Floats,
    tilted: Flags,
) -> StatedOptics:
    """Return where the view begins, is cut straight across, and how wide it is."""
    near_t, far_t = target_heights_m(kind, level)
    over_near = np.maximum(optics["height_m"] - near_t, 0)
    over_far = np.maximum(optics["height_m"] - far_t, 0)
    tilt, up = np.radians(optics["tilt_deg"]), np.radians(angles["vfov_deg"] / 2)
    steep, level_up = tilt + up, tilt - up
    down = ~np.isnan(over_near) & (steep < np.pi / 2 - EDGE_RAD)
    blind = np.where(down, over_near / np.tan(np.where(down, steep, 1.0)), 0.0)
    above = ~np.isnan(over_far) & (level_up > EDGE_RAD)
    head = np.where(above, over_far / np.tan(np.where(above, level_up, 1.0)), np.inf)
    axis, lens = np.where(tilted, tilt, 0.0), np.where(tilted, over_far, 0.0)
    sine, cosine = np.sin(axis), np.maximum(np.cos(axis), EDGE_RAD)
    wide = np.tan(np.radians(np.minimum(angles["hfov_deg"] / 2, WIDEST_HALF_DEG)))
    cut = np.where(_is_pinhole(optics, kind), (depth - lens * sine) / cosine, np.inf)
    side, slope = lens * sine * wide, cosine * wide
    return {
        "blind_m": blind,
        "cut_m": np.minimum(cut, head),
        "near_half_m": np.where(tilted, side + slope * blind, 0.0),
        "side_m": side,
        "side_slope": slope,
        "target_m": far_t,
    }


def _disc_m(optics: StatedOptics, kind: Kinds, light: str, within: Floats) -> Floats:
    """Return the radius of what is stated, of the level, and by night of what the lamps light."""
    disc = np.fmin(optics["range_m"], within)
    if light == "night":
        lamps = _first(optics["ir_range_m"], default_of(kind, "ir_range_m"))
        return np.minimum(disc, lamps)
    return disc


def _not_stated(optics: StatedOptics, kind: Kinds, tilted: Flags, cuts: Flags) -> dict[str, Flags]:
    """Tell what of lens and picture had to be taken for granted."""
    fisheye, pinhole = kind == Kind.FISHEYE, _is_pinhole(optics, kind)
    no_angle = np.isnan(optics["hfov_deg"]) & ~pinhole
    unmeasured = pinhole & np.isnan(optics["sensor_width_mm"])
    sized = pinhole & ~np.isnan(optics["sensor_height_mm"])
    usual_depth = np.isnan(optics["range_m"]) & ~_level_known(optics, kind) & no_angle
    shrunk = np.isnan(optics["resolution_w_px"])
    shrunk |= fisheye & np.isnan(optics["resolution_h_px"])
    return {
        "hfov_deg": no_angle,
        "vfov_deg": tilted & np.isnan(optics["vfov_deg"]) & ~sized,
        "sensor_width_mm": unmeasured,
        "resolution_w_px": cuts & shrunk & ~usual_depth,
        "range_m": usual_depth,
    }


def _names_of(flags: dict[str, Flags]) -> list[str]:
    """Join, per row, the names of the flags that are true, with ``;``."""
    marked = np.column_stack(list(flags.values())) @ np.array(
        [f"{n};" for n in flags], dtype=object
    )
    return [names.rstrip(";") for names in marked]
