"""Levels of detail, and what camera kinds are taken for when the register does not say."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.choices import Kind
from gis.errors import GisError
from gis.language import _

# Pixels per metre of IEC 62676-4: edition 2014, then 2025 (as published by tool makers).
DENSITY_PX_PER_M = {
    "monitor": 12.5, "detect": 25.0, "observe": 62.5, "recognise": 125.0, "identify": 250.0,
    "inspect": 1000.0, "overview": 20.0, "outline": 40.0, "discern": 80.0, "perceive": 125.0,
    "characterise": 250.0, "validate": 500.0, "scrutinise": 1500.0,
}  # fmt: skip
# From this density on the target is a face; below it a whole person, from ground to head.
FACE_PX_PER_M = 125.0
FACE_M, HEAD_M = 1.6, 1.7
# Number plates: the height they hang at, and the density at which they are read.
PLATE_M, PLATE_PX_PER_M = 0.7, 250.0

# What a 2 MP camera of each kind is taken for: angles, useful depth at two levels. A 2.8 mm
# turret is sold as 106°, a 4 mm bullet as 80° (catalogues; the pinhole formula says less).
DEFAULTS = pd.DataFrame(
    [
        (Kind.FIXED, 80.0, 43.0, 18.0, 46.0),
        (Kind.TURRET, 106.0, 57.0, 11.0, 29.0),
        (Kind.DOME, 106.0, 57.0, 11.0, 29.0),
        (Kind.FISHEYE, 360.0, 180.0, 8.0, 15.0),
        (Kind.PTZ, 80.0, 43.0, 18.0, 46.0),
        (Kind.ANPR, 30.0, 17.0, 14.0, 14.0),
    ],
    columns=["kind", "hfov_deg", "vfov_deg", "observe", "detect"],
).set_index("kind")
FOUR_MEGAPIXEL_WIDTH, FOUR_MEGAPIXEL_GAIN = 2560, 1.33


Floats = NDArray[np.float64]
Kinds = NDArray[np.object_]


def density_px_per_m(kind: Kinds, level: str) -> Floats:
    """Return the density each camera of a kind must reach: a plate reader reads plates.

    Raises
    ------
    GisError
        The level is not one of the two editions'.
    """
    if level not in DENSITY_PX_PER_M:
        levels = ", ".join(DENSITY_PX_PER_M)
        raise GisError(
            _("Level {level} is not known; use one of: {levels}", level=level, levels=levels)
        )
    wanted = DENSITY_PX_PER_M[level]
    return np.where(kind == Kind.ANPR, max(wanted, PLATE_PX_PER_M), wanted)


def target_heights_m(kind: Kinds, level: str) -> tuple[Floats, Floats]:
    """Return the heights of the target at the near and at the far edge of the view.

    Ground and head where persons are to be seen, the face where they are to be known, the
    plate for plate readers.
    """
    face = DENSITY_PX_PER_M[level] >= FACE_PX_PER_M
    near, far = (FACE_M, FACE_M) if face else (0.0, HEAD_M)
    plate = kind == Kind.ANPR
    return np.where(plate, PLATE_M, near), np.where(plate, PLATE_M, far)


def default_of(kind: Kinds, column: str) -> Floats:
    """Return a column of `DEFAULTS` for each camera, NaN for a kind that is none."""
    place = DEFAULTS.index.get_indexer(pd.Index(kind))
    values: Floats = DEFAULTS[column].to_numpy(float)[place]
    return np.where(place < 0, np.nan, values)


def default_depth_m(kind: Kinds, width_px: Floats, level: str) -> Floats:
    """Return the depth a camera of a kind is useful to at a level, when nothing else is known."""
    wanted = DENSITY_PX_PER_M[level]
    listed = level in DEFAULTS
    scale = 1.0 if listed else DENSITY_PX_PER_M["observe"] / wanted
    plates = min(1.0, PLATE_PX_PER_M / wanted)
    gain = np.where(width_px >= FOUR_MEGAPIXEL_WIDTH, FOUR_MEGAPIXEL_GAIN, 1.0)
    usual = default_of(kind, level if listed else "observe")
    return usual * gain * np.where(kind == Kind.ANPR, plates, scale)
