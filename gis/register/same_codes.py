"""Codes that a camera and a piece of equipment both bear: two things, told of once."""

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _


def same_codes(
    cameras: pd.Series, equipment: pd.Series, places: list[tuple[str, int]] | None = None
) -> list[Finding]:
    """Return a warning for each piece of equipment whose code is that of a camera, too.

    Parameters
    ----------
    cameras
        The cameras' codes.
    equipment
        The equipment's codes.
    places
        Sheet and row number of each piece of equipment; by default its place in the table, from 1
        on.

    Returns
    -------
    list
        In the equipment's order.
    """
    there = equipment.isin(set(cameras) - {""}).tolist()
    rows = [("equipment", row) for row in range(1, len(equipment) + 1)]
    return [
        Finding(sheet, row, "equipment_id", Severity.WARNING, _message(code), _suggestion(code))
        for (sheet, row), code, alike in zip(places or rows, equipment, there, strict=True)
        if alike
    ]


def _message(code: str) -> str:
    return _(
        "“{code}” is the code of a camera, too; the camera and this equipment are kept as two "
        "things",
        code=code,
    )


def _suggestion(code: str) -> str:
    return _(
        "Nothing is lost; to tell them apart at a glance give one of them a code of its own. In "
        "plans they are called camera:{code} and equipment:{code}",
        code=code,
    )
