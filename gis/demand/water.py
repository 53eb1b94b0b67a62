"""Waters of the user's own extract: only drawn, to find one's way by, never counted."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from gis.core.crs import WGS84
from gis.core.vector_files import keep_layer

# The name of the file they are kept in, beside the store.
WATER_FILE = "water.gpkg"


def no_water() -> gpd.GeoDataFrame:
    """Return a table without waters."""
    return gpd.GeoDataFrame({"water_id": pd.Series(dtype=str)}, geometry=[], crs=WGS84)


def installed_water(path: Path) -> gpd.GeoDataFrame:
    """Return the waters kept in a file, none when there is none yet.

    Parameters
    ----------
    path
        `WATER_FILE` beside the store.

    Returns
    -------
    GeoDataFrame
        `water_id geometry`, WGS 84.
    """
    return pyogrio.read_dataframe(path) if path.exists() else no_water()


def install_water(water: gpd.GeoDataFrame, path: Path) -> None:
    """Keep the waters for every map to come.

    Parameters
    ----------
    water
        `water_id geometry`, WGS 84.
    path
        `WATER_FILE` beside the store; what is there is replaced.

    Raises
    ------
    FileError
        The file cannot be written.
    """
    keep_layer(water, path)
