from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.communes.location import locate
from gis.communes.schematic import schematic
from tests.world import communes, placed

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "quang_tri_communes.gpkg"


def at(*xy: tuple[float, float]) -> gpd.GeoSeries:
    return gpd.GeoSeries(placed(shapely.points(xy)), index=[10 * i for i in range(len(xy))])


def test_each_point_has_one_commune_or_none_and_the_index_stays():
    found = locate(at((500, 500), (1500, 500), (-1, 500), (2500, 500)), communes())
    assert found.to_dict() == {0: "00001", 10: "00002", 20: "", 30: ""}


def test_missing_and_empty_points_lie_nowhere():
    points = gpd.GeoSeries([None, shapely.Point(), shapely.Point(np.nan, np.nan)])
    assert locate(points, communes()).tolist() == ["", "", ""]


def test_where_communes_overlap_the_smallest_code_has_the_point_whatever_their_order():
    table = communes()
    table.geometry = placed([shapely.box(0, 0, 1100, 1000), shapely.box(1000, 0, 2000, 1000)])
    point = at((1050, 500))
    assert locate(point, table).tolist() == ["00001"]
    assert locate(point, table.iloc[::-1]).tolist() == ["00001"]


def test_a_sliver_between_communes_belongs_to_the_nearest_but_the_outside_to_none():
    table = communes()
    west = shapely.Polygon(
        [(0, 0), (1000, 0), (1000, 400), (997, 500), (1000, 600), (1000, 1000), (0, 1000)]
    )
    table.geometry = placed([west, shapely.box(1000, 0, 2000, 1000)])
    assert locate(at((999, 500), (997.5, 500), (2001, 500)), table).tolist() == [
        "00002",
        "00001",
        "",
    ]


@pytest.fixture(scope="module")
def real() -> gpd.GeoDataFrame:
    return gpd.read_file(REAL) if REAL.exists() else schematic()


@settings(max_examples=60, deadline=None)
@given(lon=st.floats(105.6, 107.4), lat=st.floats(16.3, 18.1))
def test_a_located_point_touches_its_commune_and_an_unlocated_one_touches_none(real, lon, lat):
    point = shapely.Point(lon, lat)
    code = locate(gpd.GeoSeries([point]), real)[0]
    touched = set(real["code"][real.intersects(point)])
    assert code in touched if touched else (code == "" or real.distance(point).min() < 1e-4)
