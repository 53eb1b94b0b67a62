"""Layers handed in again as a register: cameras and equipment are read, the rest is refused."""

import pandas as pd
import pytest

from gis.core.errors import FileError
from gis.core.schema import CAMERA_COLUMNS, conform
from gis.export.changes import CHANGES_LAYER, changes_layer
from gis.export.files import encode, encode_layers, takes_layer
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, every_layer
from gis.ingest.importing import read_import
from tests import world
from tests.export.every_column import PLAN, full_cameras, table_of

# A drawing and tiles hold shapes and no register; a table alone in a Shapefile's zip is not read.
NO_LISTS = ("dxf", "kmz", "pmtiles", "mbtiles")
READ = {fmt: kind.ending for fmt, kind in FORMATS.items() if fmt not in NO_LISTS}
LISTS = {"cameras": (20, 0), "equipment": (0, 2)}
OTHERS = sorted({*LAYERS, PLAN} - {*LISTS})


def back(data, name):
    return read_import(data, name, communes=world.communes())


@pytest.fixture(scope="module")
def tables(registers):
    return {name: table_of(registers["full"], name) for name in (*LAYERS, PLAN)}


@pytest.mark.parametrize("fmt", READ)
@pytest.mark.parametrize("name", LISTS)
def test_what_lists_the_register_is_read_and_stays_simulated(tables, name, fmt):
    if not takes_layer(name, fmt) or (name, fmt) == ("equipment", "shp"):
        pytest.skip(f"{fmt} has no place for {name}")
    found = back(encode(tables[name], name=name, fmt=fmt), f"lop.{READ[fmt]}")
    assert (len(found.cameras), len(found.equipment), found.simulated) == (*LISTS[name], True)


@pytest.mark.parametrize("fmt", ["shp", "wkt", "geojsonl"])
def test_no_value_of_a_camera_is_lost(registers, tables, fmt):
    found = back(encode(tables["cameras"], name="cameras", fmt=fmt), f"lop.{READ[fmt]}").cameras
    expected = conform(registers["full"].cameras, CAMERA_COLUMNS)
    found, expected = (t.sort_values("camera_id", ignore_index=True) for t in (found, expected))
    pd.testing.assert_frame_equal(found, expected, rtol=1e-8)


@pytest.mark.parametrize("fmt", READ)
def test_nothing_else_becomes_cameras_or_equipment(tables, fmt):
    for name in OTHERS:
        if takes_layer(name, fmt):
            with pytest.raises(FileError, match=r"lop\."):
                back(encode(tables[name], name=name, fmt=fmt), f"lop.{READ[fmt]}")


@pytest.mark.parametrize("fmt", ["gpkg", "xlsx", "qgis"])
def test_of_all_layers_in_one_file_the_register_is_read(registers, fmt):
    tables = every_layer(registers["full"].of_register(simulated=True), confidential=True)
    found = back(encode_layers(tables, fmt=fmt), f"tat-ca.{READ[fmt]}")
    assert (len(found.cameras), len(found.equipment), found.simulated) == (20, 2, True)
    assert sum("không phải" in f.message for f in found.findings) >= len(OTHERS) - 3


@pytest.mark.parametrize("fmt", READ)
def test_changes_bring_no_camera_back_that_is_gone(fmt):
    rows = full_cameras().assign(operation="removed", fields="", former_id="", simulated=False)
    span = ("ab12cd34-1", "ab12cd34-2")
    table = changes_layer(rows, world.communes(), revisions=span, confidential=True)
    assert table["operation"].eq("removed").all()
    assert table["camera_id"].tolist() == rows["camera_id"].tolist()
    with pytest.raises(FileError, match=r"biến động|tính ra từ danh mục"):
        back(encode(table, name=CHANGES_LAYER, fmt=fmt), f"thay-doi.{READ[fmt]}")


def test_a_list_without_what_was_worked_out_is_still_one(registers):
    table = table_of(registers["full"], "cameras").drop(columns=["sight", "geometry"])
    found = back(pd.DataFrame(table).to_csv(index=False).encode(), "lop.csv")
    assert (len(found.cameras), found.simulated) == (20, True)
