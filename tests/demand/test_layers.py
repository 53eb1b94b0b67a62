"""Layers of one's own: what is read, what is left out and told, what is refused."""

import json
import zipfile

import pytest

from gis.communes.boundaries import read_communes
from gis.core.errors import FileError
from gis.demand.files import read_demand_file
from gis.ingest.importing import read_import
from tests import registers, world


def vrt(secret):
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def pipeline(secret):
    command = f"gdal vector pipeline ! read {secret} ! write --of stream streamed_dataset"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": command})


@pytest.mark.parametrize("ending", ["geojson", "json", "gpkg", "shp", "fgb", "vrt"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n  "])
@pytest.mark.parametrize("pointing", [vrt, pipeline])
@pytest.mark.parametrize(
    "read",
    [
        lambda path: read_demand_file([path], registers.communes()),
        read_communes,
        lambda path: read_import(path, communes=registers.communes()),
        lambda path: read_import(path.read_bytes(), path.name, communes=registers.communes()),
    ],
    ids=["demand", "communes", "register", "upload"],
)
def test_a_layer_that_points_to_other_files_is_refused(tmp_path, ending, start, pointing, read):
    secret = tmp_path / "secret.csv"
    secret.write_text("demand_id,category,weight,camera_id,code,name,lon,lat\nD,x,1,C,1,n,106,17\n")
    layer = tmp_path / f"cho.{ending}"
    layer.write_text(start + pointing(secret), "utf-8")
    with pytest.raises(FileError, match=r"cho\."):
        read(layer)


@pytest.mark.parametrize("ending", ["geojson", "json", "gpkg", "shp", "fgb"])
def test_layers_of_every_kind_are_read(tmp_path, ending):
    layer = world.demand({"shape": "POINT (0 0)", "weight": 5, "name": "Chợ"})
    driver = {"json": "GeoJSON"}.get(ending)
    path = tmp_path / f"cho.{ending}"
    table = layer.rename(columns={"weight_per_km": "weight_per"})  # ten letters, a Shapefile's most
    table.to_file(path, driver=driver)
    assert read_demand_file([path], world.communes()).demand["weight"].tolist() == [5]


@pytest.mark.parametrize("ending", ["geojson", "shp"])
def test_lines_bear_their_weight_per_km(tmp_path, ending):
    layer = world.demand({"shape": "LINESTRING (0 0, 9 9)", "weight_per_km": 4})
    short = {"weight_per_km": "weight_per"} if ending == "shp" else {}
    layer.rename(columns=short).to_file(tmp_path / f"duong.{ending}")
    found = read_demand_file([tmp_path / f"duong.{ending}"], world.communes())
    assert found.demand["weight_per_km"].tolist() == [4]


def packed(folder, *names):
    with zipfile.ZipFile(folder / "lop.zip", "w") as archive:
        for name in names:
            table = world.demand({"shape": "POINT (0 0)", "weight": 5, "name": "Chợ"})
            table.rename(columns={"weight_per_km": "weight_per"}).to_file(folder / f"{name}.shp")
            for part in folder.glob(f"{name}.*"):
                archive.write(part, f"trong/{part.name}")
    return folder / "lop.zip"


def test_packed_shapefiles_are_read_all_of_them(tmp_path):
    found = read_demand_file([packed(tmp_path, "cho")], world.communes())
    assert found.demand["name"].tolist() == ["Chợ"]
    found = read_demand_file([packed(tmp_path, "cho", "truong")], world.communes())
    # One id twice: the second comes back.
    assert found.demand["name"].tolist() == ["Chợ"]
    assert [len(sheet.cells) for sheet in found.quarantine] == [0, 1]
    with pytest.raises(FileError, match=r"lop\.zip"):
        read_demand_file([packed(tmp_path)], world.communes())


def features(*rows):
    drawn = [
        {
            "type": "Feature",
            "properties": {"demand_id": f"D{i}", "category": "road_hamlet"} | told,
            "geometry": {"type": kind, "coordinates": at} if kind else None,
        }
        for i, (kind, at, told) in enumerate(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": drawn})


def test_rows_without_a_place_are_left_out_and_told(tmp_path):
    path = tmp_path / "duong.geojson"
    here, there = [106.6, 17.2], [106.7, 17.2]
    path.write_text(
        features(
            ("LineString", [here, there], {}),
            ("LineString", [here], {}),
            ("LineString", [here, here], {}),
            (None, None, {}),
            ("Point", here, {"category": "market"}),
        )
    )
    found = read_demand_file([path], world.communes())
    assert found.demand["demand_id"].tolist() == ["D0", "D4"]
    assert [finding.row for finding in found.findings] == [2, 3, 4]
    assert "D1" in found.findings[0].message


def test_csv_rows_without_coordinates_are_left_out_and_told(tmp_path):
    path = tmp_path / "diem.csv"
    path.write_text("demand_id,category,weight,lon,lat\nA,market,1,106.6,17.2\nB,market,1,,17.2\n")
    found = read_demand_file([path], world.communes())
    assert found.demand["demand_id"].tolist() == ["A"]
    assert {finding.row for finding in found.findings} == {3}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"category": "incident"}, "incident"),  # no weight, and none of its category
        ({"weight_per_km": -1}, "-1"),
        ({"weight_per_km": "much"}, "much"),
    ],
)
def test_weights_that_are_none_come_back(tmp_path, told, named):
    path = tmp_path / "duong.geojson"
    path.write_text(features(("LineString", [[106.6, 17.2], [106.7, 17.2]], told)))
    found = read_demand_file([path], world.communes())
    assert found.demand.empty
    assert [named in finding.message for finding in found.findings] == [True]
    assert [len(sheet.cells) for sheet in found.quarantine] == [1]


def test_a_layer_in_vn2000_lands_where_it_is(tmp_path):
    layer = world.demand({"shape": "POINT (500 500)", "weight": 5})
    layer.to_crs(9211).to_file(tmp_path / "cho.gpkg")
    found = read_demand_file([tmp_path / "cho.gpkg"], world.communes()).demand
    assert found.geometry.iloc[0].distance(layer.geometry.iloc[0]) < 1e-7
