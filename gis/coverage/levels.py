"""Levels of detail, and what camera kinds are taken for when the register does not say."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.arrays import Floats
from gis.core.choices import Kind
from gis.core.errors import GisError
from gis.core.language import _

# Pixels per metre of IEC 62676-4: edition 2014, then 2025 (as published by tool makers).
DENSITY_PX_PER_M = {
    "monitor": 12.5,
    "detect": 25.0,
    "observe": 62.5,
    "recognise": 125.0,
    "identify": 250.0,
    "inspect": 1000.0,
    "overview": 20.0,
    "outline": 40.0,
    "discern": 80.0,
    "perceive": 125.0,
    "characterise": 250.0,
    "validate": 500.0,
    "scrutinise": 1500.0,
}
# By day; by night, where only the camera's own lamps light; by night under street lamps.
LIGHTS = ("day", "night", "lit")
# From this density on the target is a face; below it a whole person, from ground to head.
FACE_PX_PER_M = 125.0
FACE_M, HEAD_M = 1.6, 1.7
# Number plates: the height they hang at, and the density at which they are read.
PLATE_M, PLATE_PX_PER_M = 0.7, 250.0

# What a camera of each kind is taken for: angles as makers print them for 1080p cameras (fixed:
# 4 mm, turret and dome: 2.8 mm, PTZ: the wide end of 4.8 to 120 mm), and how far its lamps light.
DEFAULTS = pd.DataFrame(
    [
        (Kind.FIXED, 80.0, 44.0, 30.0),
        (Kind.TURRET, 106.0, 56.0, 30.0),
        (Kind.DOME, 106.0, 56.0, 30.0),
        (Kind.FISHEYE, 360.0, 180.0, 10.0),
        (Kind.PTZ, 57.6, 34.4, 100.0),
        (Kind.ANPR, 30.0, 17.0, 30.0),
    ],
    columns=["kind", "hfov_deg", "vfov_deg", "ir_range_m"],
).set_index("kind")
# The picture (2 MP) of a camera that does not say.
USUAL_W_PX, USUAL_H_PX = 1920.0, 1080.0
# What a PTZ camera sees zoomed in, at the long end of that lens.
ZOOMED_DEG = 2.5


Kinds = NDArray[np.object_]


def density_px_per_m(kind: Kinds, level: str) -> Floats:
    """Return the density each camera of a kind must reach: a plate reader reads plates.

    Parameters
    ----------
    kind
        Kinds of the cameras.
    level
        A detail level of IEC 62676-4.

    Returns
    -------
    ndarray
        Pixels a metre, one number a camera.

    Raises
    ------
    GisError
        The level is not one of the two editions'.

    References
    ----------
    IEC 62676-4, Video surveillance systems for use in security applications – Part 4: Application
    guidelines.
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

    Parameters
    ----------
    kind
        Kinds of the cameras.
    level
        A detail level of IEC 62676-4.

    Returns
    -------
    near
        Metres above the ground, one number a camera.
    far
        The same of the far edge.
    """
    near, far = (FACE_M, FACE_M) if is_fine(level) else (0.0, HEAD_M)
    plate = kind == Kind.ANPR
    return np.where(plate, PLATE_M, near), np.where(plate, PLATE_M, far)


def default_of(kind: Kinds, column: str) -> Floats:
    """Return a column of `DEFAULTS` for each camera, NaN for a kind that is none.

    Parameters
    ----------
    kind
        Kinds of the cameras.
    column
        A column of `DEFAULTS`; its name says the unit.

    Returns
    -------
    ndarray
        One number a camera.
    """
    place = DEFAULTS.index.get_indexer(pd.Index(kind))
    values: Floats = DEFAULTS[column].to_numpy(float)[place]
    return np.where(place < 0, np.nan, values)


def is_fine(level: str) -> bool:
    """Tell whether a level knows persons apart: what a stated range never promises.

    Parameters
    ----------
    level
        A key of `DENSITY_PX_PER_M`.

    Returns
    -------
    bool
        Whether it asks for `FACE_PX_PER_M` at least.

    Raises
    ------
    KeyError
        The level is not one of the two editions'.
    """
    return DENSITY_PX_PER_M[level] >= FACE_PX_PER_M
