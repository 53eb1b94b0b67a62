"""Files that only name others, in every reader of vector files: none is followed."""

import json

import pytest

from gis.communes.boundaries import read_communes
from gis.demand.layers import read_demand
from gis.errors import FileError
from gis.register.importing import read_import
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
        lambda path: read_demand([path]),
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
    table = layer.rename(columns={"weight_per_km": "per_km"})  # ten letters are a Shapefile's most
    table.to_file(path, driver=driver)
    assert read_demand([path])["weight"].tolist() == [5]
