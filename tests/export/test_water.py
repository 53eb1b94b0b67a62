"""The waters that maps show, as a layer: their areas, those of a commune, and where they lie."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gis.core.crs import WGS84
from gis.export.layers import layer
from gis.runtime.snapshot import Snapshots
from gis.store.store import Store
from tests import world
from tests.village import CAMERAS


def ponds():
    """Give a pond in each commune: 30 m × 20 m in West, 40 m × 40 m in East."""
    shapes = [shapely.box(100, 100, 130, 120), shapely.box(1500, 100, 1540, 140)]
    table = {"water_id": ["way/1", "way/2"]}
    return gpd.GeoDataFrame(table, geometry=world.placed(shapes), crs=WGS84)


def test_waters_are_a_layer_with_their_areas(registers):
    table = layer(registers["bare"].with_water(ponds()), "water")
    assert table["water_id"].tolist() == ["way/1", "way/2"]
    assert table["area_m2"].tolist() == pytest.approx([600, 1600], rel=1e-3)
    assert set(table.geom_type) == {"MultiPolygon"}


def test_a_commune_has_its_own_waters(registers):
    table = layer(registers["bare"].with_water(ponds()), "water", commune="00002")
    assert table["water_id"].tolist() == ["way/2"]


def test_without_waters_the_layer_is_empty_and_has_its_fields(registers):
    table = layer(registers["bare"], "water")
    assert len(table) == 0
    assert {"water_id", "area_m2", "boundaries", "simulated"} <= set(table)


def test_the_waters_of_the_store_are_in_snapshots_and_exports(gis, tmp_path):
    url = gis.environment["CAMERA_STORE"]
    store = Store(url)
    store.save(cameras=world.cameras(*CAMERAS), source="test")
    store.save(water=ponds(), source="test")
    seen = layer(Snapshots(url).current().analysis, "water")
    assert seen["water_id"].tolist() == ["way/1", "way/2"]
    out = tmp_path / "nuoc.csv"
    gis.json("export", "water", "--format", "csv", "--out", out)
    assert pd.read_csv(out)["water_id"].tolist() == ["way/1", "way/2"]
