"""What is told of a commune wherever a map shows it: its figures of today."""

from typing import Any

import numpy as np

from gis.core.language import _
from gis.core.numbers import number
from gis.mapserver.cameras import MapTables

Card = dict[str, Any]


def commune_particulars(tables: MapTables, place: int) -> Card:
    """Return a commune as `title` and `lines` of (label, text), by its place in the table.

    Raises
    ------
    IndexError
        There is no such place.
    """
    commune = tables.communes.iloc[place]
    seen = (tables.cameras["surveyed_on"] != "") & (
        tables.cameras["commune_code"] == commune["code"]
    )
    count = int(commune["cameras"])
    lines = [
        (_("Camera views"), number(count)),
        (_("Seeing"), _part(int(commune["seeing"]), count)),
        (_("Not seeing"), _part(int(commune["not_seeing"]), count)),
        (_("Unconfirmed"), _part(int(commune["unconfirmed"]), count)),
        (_("Not located"), number(int(commune["not_located"]))),
        (_("Surveyed at least once"), _part(int(seen.sum()), count)),
        *_watched(commune),
    ]
    return {"title": commune["full_name"], "lines": lines}


def _watched(commune: Any) -> list[tuple[str, str]]:
    """Return what of the weight to be watched is not; nothing where there is none."""
    whole = float(commune["demand_weight"])
    if not whole or np.isnan(whole):
        return []
    lost, gap = (float(commune[f"{state}_weight"]) / whole for state in ("lost", "gap"))
    return [
        (_("Lost, of all that should be seen"), _percent(lost)),
        (_("Without camera, of all that should be seen"), _percent(gap)),
    ]


def _part(count: int, of: int) -> str:
    """Write a count, and what part of all it is."""
    if not of:
        return number(count)
    return _("{count} ({percent})", count=number(count), percent=_percent(count / of))


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)}%"
