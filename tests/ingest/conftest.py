"""What tests of lists stand on: a province of squares."""

import geopandas as gpd
import numpy as np
import pytest
import shapely


@pytest.fixture(scope="module")
def communes():
    """The province as squares of some 10 km, which is how large communes are."""
    west, south, east, north = 105.7, 16.4, 107.3, 18.0
    xs, ys = np.arange(west, east, 0.1), np.arange(south, north, 0.1)
    boxes = [shapely.box(x, y, x + 0.1, y + 0.1) for x in xs for y in ys]
    names = [f"Ô {i}" for i in range(len(boxes))]
    table = gpd.GeoDataFrame(
        {
            "code": [f"{i:05}" for i in range(len(boxes))],
            "name": names,
            "full_name": names,
            "kind": "xã",
            "area_km2": 110.0,
        },
        geometry=boxes,
        crs=4326,
    )
    table.attrs["source"] = "official"
    return table
