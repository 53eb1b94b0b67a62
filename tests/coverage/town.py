"""Blocks of buildings to look between: one of our own, and a real town where it is at hand."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely

from gis.core import schema
from gis.core.crs import WGS84
from gis.coverage.buildings import repaired
from tests.world import placed

HELSINKI = Path(__file__).resolve().parents[3] / "shared" / "data" / "town" / "Helsinki.osm.pbf"


def buildings(*shapes: shapely.Geometry, height_m: object = np.nan) -> gpd.GeoDataFrame:
    """Buildings drawn in metres."""
    ids = [f"B{i}" for i in range(len(shapes))]
    table = {"building_id": ids, "height_m": np.broadcast_to(height_m, len(shapes)).astype(float)}
    return gpd.GeoDataFrame(table, geometry=placed(np.array(shapes, dtype=object)), crs=WGS84)


def own_blocks(count: int = 120, seed: int = 3) -> gpd.GeoDataFrame:
    """Turned rectangles, courtyards and overlapping houses in a square of 400 m."""
    rng = np.random.default_rng(seed)
    shapes = []
    for _ in range(count):
        w, d = rng.uniform(6, 30, 2)
        box = shapely.box(-w / 2, -d / 2, w / 2, d / 2)
        if rng.random() < 0.2:
            box = box.difference(shapely.box(-w / 5, -d / 5, w / 5, d / 5))
        box = shapely.affinity.rotate(box, rng.uniform(0, 90))
        shapes.append(shapely.affinity.translate(box, *rng.uniform(0, 400, 2)))
    return buildings(*shapes)


def helsinki() -> gpd.GeoDataFrame:
    """The buildings of the real extract."""
    wkb = osmium.geom.WKBFactory()
    building = osmium.filter.KeyFilter("building")
    found = osmium.FileProcessor(str(HELSINKI)).with_areas(building).with_filter(building)
    shapes = shapely.from_wkb([wkb.create_multipolygon(o) for o in found if o.is_area()])
    table = {"building_id": [str(i) for i in range(len(shapes))], "height_m": np.nan}
    return repaired(gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84))[0]


TOWNS = {"own": own_blocks} | ({"Helsinki": helsinki} if HELSINKI.exists() else {})


def poles(town: gpd.GeoDataFrame, count: int, seed: int = 1) -> pd.DataFrame:
    """Cameras anywhere in a town, in the street or on a roof."""
    rng = np.random.default_rng(seed)
    west, south, east, north = town.total_bounds
    return schema.conform(
        pd.DataFrame(
            {
                "camera_id": [f"C{i}" for i in range(count)],
                "lon": rng.uniform(west, east, count),
                "lat": rng.uniform(south, north, count),
                "azimuth_deg": rng.uniform(0, 360, count),
                "hfov_deg": rng.choice([40.0, 80.0, 106.0, 180.0, 300.0, 360.0], count),
                "range_m": rng.uniform(15, 120, count),
            }
        )
    )
