"""A tiny world whose answers fit on paper: metres east and north of one point.

Two communes of 1 km × 1 km lie side by side: West (00001) from x = 0, East (00002) from
x = 1000, both from y = 0.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.core import schema
from gis.core.crs import WGS84
from gis.core.geodesy import metres_per_degree
from gis.demand import layers

LON, LAT = 106.6, 17.2
_PER_LON, _PER_LAT = (float(v) for v in metres_per_degree(LAT))


def degrees(xy: object) -> np.ndarray:
    """Return lon/lat of metres east and north of the origin."""
    return np.asarray(xy, dtype=float) / [_PER_LON, _PER_LAT] + [LON, LAT]


def metres(lonlat: object) -> np.ndarray:
    """Return metres east and north of the origin."""
    return (np.asarray(lonlat, dtype=float) - [LON, LAT]) * [_PER_LON, _PER_LAT]


def placed(geometry: object) -> object:
    """Move geometries drawn in metres to lon/lat."""
    return shapely.transform(geometry, degrees)


def communes() -> gpd.GeoDataFrame:
    squares = [shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)]
    table = gpd.GeoDataFrame(
        {
            "code": ["00001", "00002"],
            "name": ["West", "East"],
            "full_name": ["Xã West", "Phường East"],
            "kind": ["xã", "phường"],
            "area_km2": [1.0, 1.0],
        },
        geometry=placed(squares),
        crs=WGS84,
    )
    table.attrs["source"] = "official"
    return table


def cameras(*rows: dict) -> pd.DataFrame:
    """Cameras at `xy` metres; the rest in canonical columns."""
    table = pd.DataFrame(rows)
    if "xy" in table:
        places = degrees(
            [xy if isinstance(xy, tuple) else (np.nan, np.nan) for xy in table.pop("xy")]
        )
        table["lon"], table["lat"] = places[:, 0], places[:, 1]
    table["camera_id"] = table.get("camera_id", pd.Series([f"C{i}" for i in range(len(table))]))
    return schema.conform(table)


def equipment(*rows: dict) -> pd.DataFrame:
    return schema.conform(pd.DataFrame(rows, columns=None), schema.EQUIPMENT_COLUMNS)


def demand(*rows: dict) -> gpd.GeoDataFrame:
    """Demand with `shape` (WKT in metres); ids and categories are filled in."""
    table = pd.DataFrame(rows)
    shapes = shapely.from_wkt(table.pop("shape").to_numpy(dtype=object))
    table["demand_id"] = table.get("demand_id", pd.Series([f"D{i}" for i in range(len(table))]))
    table["category"] = table.get("category", pd.Series("market", index=table.index))
    return layers.conform_demand(gpd.GeoDataFrame(table, geometry=placed(shapes), crs=WGS84))


def nowhere():
    return layers.conform_demand(demand({"shape": "POINT (0 0)"}).head(0))
