"""What one camera shares with others: the equipment it depends on, and who else does."""

from typing import Any

import pandas as pd

from gis.core.choices import EquipmentKind, Status
from gis.core.schema import split_ids
from gis.mapserver.cameras import MapTables
from gis.register.availability import DOWN
from gis.vocabulary.words import words


def equipment_links(tables: MapTables, row: int) -> list[dict[str, Any]]:
    """Return the shared equipment of a camera, the nearest first.

    Of each `name`, its `state` in words, whether it is `down`, and the `cameras`
    that need it, directly or through other equipment: places in `camera_bytes`.
    """
    known = tables.analysis.equipment.drop_duplicates("equipment_id").set_index("equipment_id")
    above = known["depends_on"].map(split_ids)
    behind = _all_behind(split_ids(tables.cameras["depends_on"].iloc[row]), above)
    return [_link(tables, one, known.loc[[one]].iloc[0], above) for one in behind]


def link_of(tables: MapTables, equipment_id: str) -> dict[str, Any]:
    """Return one piece of equipment as `equipment_links` does."""
    known = tables.analysis.equipment.drop_duplicates("equipment_id").set_index("equipment_id")
    item = known.loc[[equipment_id]].iloc[0]
    return _link(tables, equipment_id, item, known["depends_on"].map(split_ids))


def _all_behind(first: list[str], above: pd.Series) -> list[str]:
    """Return equipment that is known, and all it depends on itself."""
    found = [one for one in first if one in above.index]
    for one in found:  # grows while it is walked
        found += [e for e in above[one] if e in above.index and e not in found]
    return found


def _link(tables: MapTables, one: str, item: pd.Series, above: pd.Series) -> dict[str, Any]:
    needing = tables.prepared(_users)
    below = [e for e in above.index if one in _all_behind(above[e], above)]
    cameras = {place for e in {one, *below} for place in needing.get(e, [])}
    kind = words(EquipmentKind).get(item["kind"], item["kind"])
    return {
        "name": item["name"] or f"{kind} {one}",
        "state": words(Status).get(item["status"], item["status"]),
        "down": item["status"] in DOWN,
        "cameras": sorted(cameras),
    }


def _users(tables: MapTables) -> dict[str, list[int]]:
    """Return the cameras that name each piece of equipment: places in `camera_bytes`."""
    named = tables.cameras["depends_on"].iloc[tables.located].reset_index(drop=True)
    one_each = named[named != ""].str.split(";").explode().str.strip()
    return {str(key): rows.tolist() for key, rows in one_each.groupby(one_each).groups.items()}
