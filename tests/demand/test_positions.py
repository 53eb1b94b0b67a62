"""Places lie where they can be: a wild one is left out and told, and breaks nothing."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from sqlalchemy import insert

from gis.core.findings import Severity
from gis.demand.files import read_demand_file
from gis.demand.layers import possible
from gis.mapserver.binary import COMMUNE_TILES, by_tiles
from gis.store import tables
from gis.store.database import transaction
from gis.store.store import Store
from tests.registers import communes

SOUND = shapely.Point(106.62, 17.47)


def places(*shapes):
    ids = [f"P{place}" for place in range(1, len(shapes) + 1)]
    return gpd.GeoDataFrame(
        {"demand_id": ids, "category": "school"}, geometry=list(shapes), crs="EPSG:4326"
    )


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(17.47, 106.62),
        shapely.Point(-106.62, 17.47),
        shapely.Point(106.62, 200),
        shapely.Point(461993, 1932123),
        shapely.LineString([(106.62, 17.47), (106.63, 200)]),
        shapely.LineString([(17.47, 106.62), (17.48, 106.63)]),
        shapely.Point(0, 0),
    ],
)
def test_a_wild_place_is_left_out_and_told(tmp_path, shape):
    path = tmp_path / "dia-diem.geojson"
    places(SOUND, shape).to_file(path, driver="GeoJSON")
    found = read_demand_file([path], communes())
    assert found.demand["demand_id"].tolist() == ["P1"]
    assert [f.row for f in found.findings if f.severity is Severity.ERROR] == [2]


def test_a_file_with_one_swapped_place_gives_the_others(tmp_path):
    path = tmp_path / "dia-diem.geojson"
    places(SOUND, shapely.Point(17.47, 106.62)).to_file(path, driver="GeoJSON")
    found = read_demand_file([path], communes())
    assert found.demand["demand_id"].tolist() == ["P1"]
    assert len(found.findings) == 1


def test_what_the_store_holds_already_breaks_nothing(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/register.sqlite")
    wild = {
        "P1": SOUND.wkt,
        "P2": "POINT (17 106)",
        "P3": "LINESTRING (106 17, 106 200)",
        "P4": "POINT EMPTY",
        "P5": "POINT (nan nan)",
        "P6": "no shape",
    }
    rows = [
        {
            "demand_id": key,
            "category": "school",
            "name": "",
            "weight": None,
            "weight_per_km": None,
            "wkt": wkt,
            "version": 1,
            "simulated": False,
        }
        for key, wkt in wild.items()
    ]
    with transaction(store.engine, writes=True) as connection:
        connection.execute(insert(tables.demand), rows)
    demand = store.demand()
    assert demand["demand_id"].tolist() == ["P1"]
    assert len(by_tiles(demand.geometry.to_numpy(), COMMUNE_TILES)) == 1
    store.engine.dispose()


def test_the_globe_has_edges():
    x, y = np.array([180, -180, 180.1, np.nan, np.inf]), np.array([90, -90, 0, 0, 0])
    told = possible(np.append(shapely.points(x, y), None))
    assert pd.Series(told).tolist() == [True, True, False, False, False, False]
