"""Values no lens or mounting can have: found, told, and left out of the geometry."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from gis.core.choices import Kind
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number

# The sensor (1/2.8 inch, 16:9) that a lens is taken to be in front of where none is stated.
USUAL_SENSOR_W_MM = 5.57
# No camera that cannot zoom is useful farther.
FARTHEST_M = 300.0
# An angle differs from that of its lens by no more than this part of it.
UNLIKE = 0.25
# Least and greatest value of each column, and whether the least one can be had itself. Smaller
# sensors are fractions of an inch, smaller pictures megapixels, written into the wrong column.
LIMITED = {
    "height_m": (0.0, 1000.0, False),
    "focal_mm": (0.0, 10_000.0, False),
    "sensor_width_mm": (3.1, 100.0, True),
    "sensor_height_mm": (1.7, 100.0, True),
    "resolution_w_px": (160.0, 1e6, True),
    "resolution_h_px": (100.0, 1e6, True),
    "hfov_deg": (0.0, 360.0, False),
    "vfov_deg": (0.0, 180.0, False),
    "azimuth_deg": (0.0, 360.0, True),
    "tilt_deg": (0.0, 90.0, True),
    "range_m": (0.0, 100_000.0, True),
    "ir_range_m": (0.0, 100_000.0, True),
}


def usable(cameras: pd.DataFrame) -> pd.DataFrame:
    """Return the cameras with values that cannot be used taken for not known.

    Parameters
    ----------
    cameras
        The columns of `LIMITED`; others are kept as they are.

    Returns
    -------
    DataFrame
        The same index and columns; NaN where a value lies outside the limits of its column.
    """
    table = cameras.copy()
    table[list(LIMITED)] = cameras[list(LIMITED)].mask(_unusable(cameras))
    return table


def _unusable(cameras: pd.DataFrame) -> pd.DataFrame:
    """Tell of every limited value whether it lies outside its limits."""
    values = cameras[list(LIMITED)].to_numpy(dtype=float)
    low, high, reached = (np.array(limits) for limits in zip(*LIMITED.values(), strict=True))
    outside = (values < low) | (values > high) | ((values == low) & ~reached)
    return pd.DataFrame(outside, cameras.index, list(LIMITED))


def check_optics(cameras: pd.DataFrame) -> list[Finding]:
    """Return a warning for every value `usable` leaves out, and for what no such lens shows.

    An angle is held against its lens between a pinhole's, 2·atan(w / 2f), and that of an
    equidistant lens, w / f radians (w: width of the sensor, f: focal length).

    Parameters
    ----------
    cameras
        `camera_id kind` and the columns of `LIMITED`, in the units of their names.

    Returns
    -------
    list
        Warnings only. The row counts the table's rows from 1; the message names the camera.
    """
    unusable = _unusable(cameras)
    known = cameras.assign(**cameras[list(LIMITED)].mask(unusable))
    findings = [f for column in LIMITED for f in _left_out(cameras, column, unusable[column])]
    return findings + _too_wide(known) + _too_far(known) + _unlike_the_lens(known)


def _left_out(cameras: pd.DataFrame, column: str, odd: pd.Series) -> list[Finding]:
    def told(camera: Any) -> str:
        return _(
            "{camera}: {value} cannot be used: {why}",
            camera=camera.camera_id,
            value=number(getattr(camera, column), 2),
            why=_why(column),
        )

    suggestion = _("Treated as not known; correct it in the register")
    return _findings(cameras, column, odd, told, suggestion)


def _why(column: str) -> str:
    if column == "tilt_deg":
        return _("the lens must look level or down, 0° to 90° below the horizon")
    if column.endswith("_px"):
        return _("a picture of 2 megapixels, say, is 1,920 pixels wide and 1,080 high")
    if column.startswith("sensor"):
        return _("a sensor of 1/2.8 inch, say, is 5.57 mm wide and 3.13 mm high")
    low, high, reached = LIMITED[column]
    if column.endswith("_deg"):
        return _("an angle here lies from {low}° to {high}°", low=number(low), high=number(high))
    return _("it cannot be negative") if reached else _("it must be more than 0")


def _too_wide(cameras: pd.DataFrame) -> list[Finding]:
    def told(camera: Any) -> str:
        return _(
            "{camera}: one lens of this type does not see {value}°",
            camera=camera.camera_id,
            value=number(camera.hfov_deg),
        )

    suggestion = _("Drawn as stated; check the type and the angle")
    return _findings(cameras, "hfov_deg", _is_too_wide(cameras), told, suggestion)


def _is_too_wide(cameras: pd.DataFrame) -> pd.Series:
    single = cameras["kind"].isin([Kind.FIXED, Kind.TURRET, Kind.DOME, Kind.ANPR])
    wide: pd.Series = single & (cameras["hfov_deg"] > 180)
    return wide


def _too_far(cameras: pd.DataFrame) -> list[Finding]:
    def told(camera: Any) -> str:
        return _(
            "{camera}: a camera that cannot zoom does not see {value} m far",
            camera=camera.camera_id,
            value=number(camera.range_m),
        )

    far = (cameras["kind"] != Kind.PTZ) & (cameras["range_m"] > FARTHEST_M)
    suggestion = _("Drawn as stated; check the unit, or state lens and resolution instead")
    return _findings(cameras, "range_m", far, told, suggestion)


def _unlike_the_lens(cameras: pd.DataFrame) -> list[Finding]:
    """Tell of angles that a lens of the stated focal length does not have, whatever it bends.

    It has that of a pinhole, or more, up to that of an equidistant lens.
    """

    def told(camera: Any) -> str:
        return _(
            "{camera}: {value}° is stated, but a lens of {focal} mm sees {least}° to {most}°",
            camera=camera.camera_id,
            value=number(camera.hfov_deg),
            focal=number(camera.focal_mm, 1),
            least=number(camera.least),
            most=number(camera.most),
        )

    wide = cameras["sensor_width_mm"].fillna(USUAL_SENSOR_W_MM) / cameras["focal_mm"]
    lens = cameras.assign(least=np.degrees(2 * np.arctan(wide / 2)), most=np.degrees(wide))
    stated = cameras["hfov_deg"]
    odd = (stated < lens["least"] * (1 - UNLIKE)) | (stated > lens["most"] * (1 + UNLIKE))
    # A fisheye's angle may be what it sees around its pole; a PTZ camera's lens has many.
    odd &= ~cameras["kind"].isin([Kind.FISHEYE, Kind.PTZ]) & ~_is_too_wide(cameras)
    suggestion = _("Drawn as the angle says; check the angle, the focal length and the sensor")
    return _findings(lens, "hfov_deg", odd, told, suggestion)


def _findings(
    cameras: pd.DataFrame,
    column: str,
    odd: pd.Series,
    told: Callable[[Any], str],
    suggestion: str,
) -> list[Finding]:
    rows = np.flatnonzero(odd.to_numpy(bool))
    if not rows.size:  # as nearly always; tuples of no rows cost as much as those of many
        return []
    found = cameras.iloc[rows].itertuples(index=False)
    return [
        Finding("", row, column, Severity.WARNING, told(camera), suggestion)
        for row, camera in zip((rows + 1).tolist(), found, strict=True)
    ]
