"""A schematic layer of the communes, for when no boundaries are at hand.

A gap-free tiling from the centres of the former communes: orientation only, never
delimitation.
"""

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.communes.succession import read_succession
from gis.core.crs import WGS84, from_plane, to_plane
from gis.core.paths import DATA

# The hull follows the centres this closely (1 = convex) and stands off by half a commune:
# 72.6 % of the area then falls into the right commune (73 % is what the method gives).
HULL_RATIO = 0.25
MARGIN_M = 4000.0
ISLAND_RADIUS_M = 1200.0


@cache
def read_commune_facts(path: Path = DATA / "communes.csv") -> pd.DataFrame:
    """Read the 78 communes of today: `code name kind full_name area_km2 lon lat source`."""
    return pd.read_csv(path, dtype={"code": str})


def schematic() -> gpd.GeoDataFrame:
    """Return the 78 communes as a schematic tiling.

    Voronoi cells of the former communes' centres, with the neighbouring provinces' centres
    as outer sites, clipped to a concave hull of the centres and dissolved to today's
    communes. Đặc khu Cồn Cỏ, an island without former commune, is a disc about its centre.

    Returns
    -------
    GeoDataFrame
        `code name kind full_name area_km2 geometry`, WGS 84; ``attrs["source"]`` is
        ``schematic``.
    """
    facts, former = read_commune_facts(), read_succession().drop_duplicates(["lon", "lat"])
    island = ~facts["code"].isin(former["code"])
    sites = to_plane(shapely.points(former["lon"], former["lat"]))
    outer = _outer_sites()
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints([*sites, *outer])))
    owner = shapely.STRtree(cells).query(sites, predicate="intersects")
    hull = shapely.concave_hull(shapely.multipoints(sites), ratio=HULL_RATIO).buffer(MARGIN_M)
    code = former["code"].to_numpy()[owner[0]]
    tiles = pd.Series({c: _dissolved(cells[owner[1][code == c]], hull) for c in np.unique(code)})
    isles = to_plane(shapely.points(facts.loc[island, "lon"], facts.loc[island, "lat"]))
    discs = pd.Series(shapely.buffer(isles, ISLAND_RADIUS_M), facts.loc[island, "code"])
    shapes = pd.concat([tiles, discs]).reindex(facts["code"])
    columns = facts[["code", "name", "kind", "full_name", "area_km2"]]
    table = gpd.GeoDataFrame(columns, geometry=from_plane(shapes.to_numpy()), crs=WGS84)
    table.attrs["source"] = "schematic"
    return table


def _dissolved(cells: NDArray[np.object_], hull: shapely.Polygon) -> shapely.Geometry:
    return shapely.intersection(shapely.coverage_union_all(cells), hull)


def _outer_sites() -> NDArray[np.object_]:
    neighbours = pd.read_csv(DATA / "neighbours.csv")
    return np.asarray(to_plane(shapely.points(neighbours["lon"], neighbours["lat"])))
