"""Places lie where they can be: a wild one is left out and told, and breaks nothing."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from sqlalchemy import insert

from gis.demand.files import read_places
from gis.demand.positions import check_positions, possible
from gis.service.packing import COMMUNE_TILES, by_tiles
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
    ("shape", "said"),
    [
        (shapely.Point(17.47, 106.62), "đổi chỗ"),
        (shapely.Point(-106.62, 17.47), "hệ tọa độ"),
        (shapely.Point(106.62, 200), "hệ tọa độ"),
        (shapely.Point(461993, 1932123), "hệ tọa độ"),
        (shapely.LineString([(106.62, 17.47), (106.63, 200)]), "hệ tọa độ"),
        (shapely.LineString([(17.47, 106.62), (17.48, 106.63)]), "đổi chỗ"),
        (shapely.Point(0, 0), "hệ tọa độ"),
    ],
)
def test_a_wild_place_is_left_out_and_told(shape, said):
    kept, [finding] = check_positions(places(SOUND, shape), communes(), "a.csv")
    assert kept["demand_id"].tolist() == ["P1"]
    assert "P2" in finding.message
    assert said in finding.suggestion
    assert finding.row == 2


def test_what_touches_the_province_or_lies_beside_it_stays():
    road = shapely.LineString([(105.8, 21.0), (106.62, 17.47), (108.2, 16.0)])
    beside = shapely.Point(106.62, 17.47 + 0.5)
    kept, findings = check_positions(places(SOUND, road, beside), communes(), "a.csv")
    assert (len(kept), findings) == (3, [])


def test_no_places_at_all():
    kept, findings = check_positions(places(), communes(), "a.csv")
    assert (len(kept), findings) == (0, [])


def test_a_file_with_one_swapped_place_gives_the_others(tmp_path):
    path = tmp_path / "dia-diem.geojson"
    places(SOUND, shapely.Point(17.47, 106.62)).to_file(path, driver="GeoJSON")
    found = read_places([path], communes())
    assert found.demand["demand_id"].tolist() == ["P1"]
    assert len(found.findings) == 1


def test_what_the_store_holds_already_breaks_nothing(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/register.sqlite")
    wild = {"P1": SOUND.wkt, "P2": "POINT (17 106)", "P3": "LINESTRING (106 17, 106 200)",
            "P4": "POINT EMPTY", "P5": "POINT (nan nan)", "P6": "no shape"}  # fmt: skip
    rows = [
        {"demand_id": key, "category": "school", "name": "", "weight": None,
         "weight_per_km": None, "wkt": wkt, "version": 1, "simulated": False}
        for key, wkt in wild.items()
    ]  # fmt: skip
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
