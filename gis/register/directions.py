"""Where a camera looks, as lists write it: degrees, `350-20`, several at once, compass words."""

import re
from functools import partial

import numpy as np
import pandas as pd

from gis.findings import Finding
from gis.language import _
from gis.register import cells as written
from gis.register.columns import filled, read, warn
from gis.register.sheets import Sheet

MAX_TURN_DEG = 720.0
_LIST = re.compile(r"[;/&+\n]|,\s+|\s(?:và|va|and)\s", re.IGNORECASE)
_DEGREES = r"(\d+(?:[.,]\d+)?)\s*+(?:(?:°|độ|deg)\s*+)?"
_RANGE = re.compile(rf"{_DEGREES}(?:[-–—÷]|đến|to)\s*+{_DEGREES}", re.IGNORECASE)

# Azimuth and, where a range was written, the angle it spans; degrees.
Look = tuple[float, float]


def read_looks(cell: object) -> tuple[Look, ...]:
    """Read one cell as the views it names, in order.

    A range runs clockwise from its first number to its second: `350-20` looks to 5° and
    spans 30°. Views are separated by ``;``, ``/``, ``và`` or a comma with a space; without
    a range a view's angle is NaN.

    Raises
    ------
    ValueError
        A part of the cell is no direction.
    """
    if not isinstance(cell, str):
        return ((written.read_azimuth(cell), np.nan),)
    parts = _LIST.split(cell.strip()) if _LIST.search(cell.strip()) else [cell]
    if cell.count(",") > 1:
        parts = cell.split(",")
    return tuple(_look(part) for part in parts if part.strip())


def _look(part: str) -> Look:
    ends = _RANGE.fullmatch(part.strip())
    if not ends:
        return written.read_azimuth(part), np.nan
    start, end = (written.decimal(text) for text in ends.groups())
    if max(start, end) > 360:
        raise ValueError(part)
    width = (end - start) % 360 or 360.0
    return (start + width / 2) % 360, width


def read_directions(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the directions of a sheet's rows.

    Returns
    -------
    directions
        `azimuth_deg` and `hfov_deg` (spanned by a range, else NaN) of the first view, and
        `looks`, the tuple of all of them (empty when nothing is stated).
    findings
        Warnings: no direction, an ambiguous “N”, brought into 0–360°.
    """
    cells = filled(sheet, "azimuth_deg")
    english = any(map(written.is_english_compass, cells))
    ambiguous = cells.map(lambda cell: english and str(cell).lower() == "n").astype(bool)
    looks, unread = read(cells.mask(ambiguous, None), read_looks)
    looks = looks.map(lambda views: views if isinstance(views, tuple) else ())
    wildest = looks.map(lambda views: max((abs(azimuth) for azimuth, _w in views), default=0.0))
    wild = wildest > MAX_TURN_DEG
    turned = ~wild & looks.map(
        lambda views: any(not 0 <= azimuth <= 360 for azimuth, _w in views)
    ).astype(bool)
    looks = looks.mask(wild, pd.Series([()] * len(looks), looks.index, dtype=object))
    looks = looks.map(lambda views: tuple(map(_within_a_turn, views)))
    first = pd.DataFrame(
        [views[0] if views else (np.nan, np.nan) for views in looks],
        index=cells.index, columns=["azimuth_deg", "hfov_deg"], dtype=float,
    )  # fmt: skip
    return first.assign(looks=looks), _told(sheet, cells, pd.concat([unread, cells[wild]]),
                                            ambiguous, turned)  # fmt: skip


def _within_a_turn(look: Look) -> Look:
    azimuth, width = look
    return (azimuth if 0 <= azimuth <= 360 else azimuth % 360), width


def _told(
    sheet: Sheet, cells: pd.Series, unread: pd.Series, ambiguous: pd.Series, turned: pd.Series
) -> list[Finding]:
    degrees = _("Write degrees clockwise from north, 0 to 360, or B, ĐB, Đ, ĐN, N, TN, T, TB")
    told = partial(warn, sheet, "azimuth_deg", suggestion=degrees)
    return [
        *told(unread, message=lambda cell: _("“{value}” is no direction", value=cell)),
        *told(
            cells[ambiguous],
            message=lambda cell: _("“{value}” means south (Nam) or, in English, north", value=cell),
        ),
        *told(
            cells[turned],
            message=lambda cell: _("Direction “{value}” was brought into 0–360°", value=cell),
        ),
    ]
