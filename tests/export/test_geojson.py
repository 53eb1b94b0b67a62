import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyogrio import read_dataframe

from gis.analysis.run import analyse
from gis.core.errors import FileError, GisError
from gis.export.files import encode, write_file
from gis.export.layers import LAYERS, layer
from tests.world import cameras, communes, demand, equipment


@pytest.fixture(scope="module")
def analysis():
    return analyse(
        cameras(
            {
                "xy": (100, 100),
                "azimuth_deg": 0,
                "hfov_deg": 90,
                "range_m": 80,
                "status": "broken",
                "name": "=1+1",
                "depends_on": "R",
            },
            {"xy": (1100, 100), "azimuth_deg": 0, "range_m": 50, "status": "working"},
            {"status": "unknown", "name": "không vị trí"},
        ),
        equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"}),
        communes(),
        demand(
            {"shape": "LINESTRING (0 150, 2000 150)", "weight_per_km": 4.0},
            {"shape": "POINT (100 120)", "weight": 6.0},
        ),
    )


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_rfc_7946(analysis, name):
    content = encode(layer(analysis.of_register(simulated=True), name), name=name, fmt="geojson")
    collection = json.loads(content)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert content.decode("utf-8").isprintable() or "\n" in content.decode("utf-8")
    for feature in collection["features"]:
        assert feature["properties"]["simulated"] is True or feature["properties"]["simulated"] == 1
        assert feature["properties"]["boundaries"] == "official"
        if feature["geometry"] is not None:
            geometry = shapely.geometry.shape(feature["geometry"])
            assert geometry.is_valid
            for part in shapely.get_parts(geometry):
                if part.geom_type == "Polygon":
                    assert part.exterior.is_ccw
            degrees = shapely.get_coordinates(geometry)
            assert (np.abs(degrees - np.round(degrees, 7)) < 1e-12).all()
            assert (degrees > [102, 8]).all()
            assert (degrees < [110, 24]).all()


def test_a_layer_read_again_has_all_its_rows(analysis, tmp_path):
    for name in LAYERS:
        table = layer(analysis, name)
        for fmt in ("geojson", "gpkg"):
            path = tmp_path / f"{name}.{fmt}"
            write_file(path, encode(table, name=name, fmt=fmt))
            back = read_dataframe(path, layer=name)
            assert len(back) == len(table), (name, fmt)


def test_cameras_without_position_are_there_without_geometry(analysis):
    table = layer(analysis, "cameras")
    assert table.geometry.isna().tolist() == [False, False, True]


def test_one_commune_only(analysis):
    west = layer(analysis, "cameras", commune="00001")
    assert west["camera_id"].tolist() == ["C0"]
    ranked = layer(analysis, "ranking", commune="00001")
    assert ranked["repairs"].tolist() == ["C0;R"]
    assert len(layer(analysis, "ranking", commune="00002")) == 0
    gaps = layer(analysis, "gaps", commune="00002")
    assert set(gaps["commune_code"]) == {"00002"}


def test_a_spreadsheet_runs_no_formula_from_a_name(analysis):
    content = encode(layer(analysis, "cameras"), name="cameras", fmt="csv")
    assert content.startswith("\ufeff".encode())
    assert "'=1+1" in content.decode("utf-8-sig")


def test_unknown_layers_and_formats_are_refused_by_name(analysis):
    with pytest.raises(GisError, match="roads"):
        layer(analysis, "roads")
    with pytest.raises(GisError, match="docx"):
        encode(gpd.GeoDataFrame(geometry=[], crs=4326), name="x", fmt="docx")


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(FileError, match="missing"):
        write_file(tmp_path / "missing" / "a.geojson", b"{}")
