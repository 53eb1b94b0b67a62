"""How others would do the same with geopandas and shapely alone: the recipes of their guides."""

import geopandas as gpd
import pandas as pd
import shapely

EQUAL_AREA = 6933
METRIC = 32648


def covered_area_km2(footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> pd.Series:
    """Return the area seen in each commune: overlay, dissolve, area."""
    pieces = gpd.overlay(
        footprints[["sight", "geometry"]], communes[["code", "geometry"]], keep_geom_type=True
    )
    merged = pieces.to_crs(EQUAL_AREA).dissolve("code")
    return (merged.area / 1e6).reindex(communes["code"], fill_value=0.0)


def seen_length_km(footprints: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> float:
    """Return the length of road that any camera sees: union, spatial join, clip, length."""
    lines = demand[demand["weight_per_km"].notna()].to_crs(METRIC).geometry.to_numpy()
    views = footprints.to_crs(METRIC).geometry.to_numpy()
    seen = shapely.get_parts(shapely.disjoint_subset_union_all(views))
    line, part = shapely.STRtree(seen).query(lines, predicate="intersects")
    return float(shapely.length(shapely.intersection(lines[line], seen[part])).sum() / 1000)
