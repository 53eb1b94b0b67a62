"""Values no lens or mounting can have: found, told, and left out of the geometry."""

import numpy as np
import pandas as pd

from gis.choices import Kind
from gis.findings import Finding, Severity
from gis.language import _
from gis.numbers import number

# Least and greatest value of each column, and whether the least one can be had itself.
LIMITED = {
    "height_m": (0.0, 1000.0, False),
    "focal_mm": (0.0, 10_000.0, False),
    "sensor_width_mm": (0.0, 100.0, False),
    "sensor_height_mm": (0.0, 100.0, False),
    "resolution_w_px": (0.0, 1e6, False),
    "resolution_h_px": (0.0, 1e6, False),
    "hfov_deg": (0.0, 360.0, False),
    "vfov_deg": (0.0, 180.0, False),
    "azimuth_deg": (0.0, 360.0, True),
    "tilt_deg": (0.0, 90.0, True),
    "range_m": (0.0, 100_000.0, True),
    "ir_range_m": (0.0, 100_000.0, True),
}


def usable(cameras: pd.DataFrame) -> pd.DataFrame:
    """Return the cameras with values that cannot be used taken for not known."""
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
    """Return a warning for every value `usable` leaves out, and for views too wide for a lens.

    The row of a finding counts the table's rows from 1; its message names the camera.
    """
    suggestion = _("Treated as not known; correct it in the register")
    unusable = _unusable(cameras)
    findings = [
        _finding(row, c, _("{camera}: {value} cannot be used: {why}", camera=camera,
                           value=number(value, 2), why=_why(c)), suggestion)
        for c in LIMITED
        for row, camera, value in _odd(cameras, c, unusable[c])
    ]  # fmt: skip
    single = cameras["kind"].isin([Kind.FIXED, Kind.TURRET, Kind.DOME, Kind.ANPR])
    wide = single & (cameras["hfov_deg"] > 180) & ~unusable["hfov_deg"]
    suggestion = _("Drawn as stated; check the type and the angle")
    return findings + [
        _finding(row, "hfov_deg", _("{camera}: one lens of this type does not see {value}°",
                                    camera=camera, value=number(value)), suggestion)
        for row, camera, value in _odd(cameras, "hfov_deg", wide)
    ]  # fmt: skip


def _why(column: str) -> str:
    if column == "tilt_deg":
        return _("the lens must look level or down, 0° to 90° below the horizon")
    low, high, reached = LIMITED[column]
    if column.endswith("_deg"):
        return _("an angle here lies from {low}° to {high}°", low=number(low), high=number(high))
    return _("it cannot be negative") if reached else _("it must be more than 0")


def _odd(cameras: pd.DataFrame, column: str, odd: pd.Series) -> list[tuple[int, str, float]]:
    rows = np.flatnonzero(odd.to_numpy(bool))
    found = cameras.iloc[rows]
    return list(zip((rows + 1).tolist(), found["camera_id"], found[column], strict=True))


def _finding(row: int, column: str, message: str, suggestion: str) -> Finding:
    return Finding("", row, column, Severity.WARNING, message, suggestion)
