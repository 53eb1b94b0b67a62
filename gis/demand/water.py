"""Waters of the user's own extract: only drawn, to find one's way by, never counted."""

import geopandas as gpd
import pandas as pd

from gis.core.crs import WGS84


def no_water() -> gpd.GeoDataFrame:
    """Return a table without waters."""
    return gpd.GeoDataFrame({"water_id": pd.Series(dtype=str)}, geometry=[], crs=WGS84)
