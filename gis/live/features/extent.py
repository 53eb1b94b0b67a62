"""How far the layers reach, in space and time, without working them out."""

from typing import Any

import geopandas as gpd
import numpy as np

from gis.live.features.collections import DAY_FIELDS
from gis.mapserver.cameras import MapTables
from gis.register.queries import is_confidential


def box_of_all(now: MapTables) -> list[float] | None:
    """Return west, south, east, north, in degrees, of a box in which every layer lies.

    Cameras marked confidential, and what they see, do not widen it.

    Parameters
    ----------
    now
        What a revision of the register holds.

    Returns
    -------
    list
        None where there is nothing.
    """
    found = now.analysis
    cameras = found.cameras[~is_confidential(found.cameras)]
    ground = [found.communes, found.demand, found.buildings, found.water]
    # What is seen in finer detail is a part of the footprints.
    seen = [found.footprints, found.reachable]
    ground += [table[table.index.isin(cameras.index)] for table in seen]
    ground.append(gpd.GeoSeries(gpd.points_from_xy(cameras["lon"], cameras["lat"])))
    boxes = np.array([table.total_bounds for table in ground if len(table)])
    boxes = boxes[np.isfinite(boxes).all(axis=1)] if len(boxes) else boxes
    if not len(boxes):
        return None
    # Rounding may carry a point outwards by its last decimal.
    low, high = boxes[:, :2].min(axis=0) - 1e-6, boxes[:, 2:].max(axis=0) + 1e-6
    return [round(float(v), 6) for v in (*low, *high)]


def span_of_days_of(now: MapTables, name: str) -> list[str] | None:
    """Return the first and the last day of a layer's features, ISO; None without.

    Parameters
    ----------
    now
        What a revision of the register holds.
    name
        Of the layer.

    Returns
    -------
    list
        By its field of `DAY_FIELDS`.
    """
    tables: dict[str, Any] = {
        "cameras": now.analysis.cameras[~is_confidential(now.analysis.cameras)],
        "equipment": now.analysis.equipment,
    }
    if name not in DAY_FIELDS:
        return None
    days = tables[name][DAY_FIELDS[name]].dropna()
    return None if days.empty else [str(days.min()), str(days.max())]
