"""QGIS itself opens the project of live layers: from a server of some lines, and from the app."""

import pandas as pd
import pytest

from gis.export.files import encode
from gis.export.layers import LAYERS
from gis.export.qgis.live import live_project
from gis.export.schema import SCHEMAS
from gis.store.store import Store
from tests import world
from tests.export.collections_server import serving_collections
from tests.export.every_column import full_cameras, table_of
from tests.export.in_qgis import ask_qgis
from tests.system import running_app

SHAPED = [name for name in LAYERS if SCHEMAS[name].geometry]


@pytest.fixture(scope="module")
def files(registers):
    """The layers of the full register as GeoJSON, as the server gives them."""
    tables = {name: table_of(registers["full"], name) for name in LAYERS}
    return {name: encode(table, name=name, fmt="geojson") for name, table in tables.items()}


def opened(folder, address, analysis):
    project = folder / "truc-tuyen.qgz"
    project.write_bytes(live_project(address, analysis))
    return ask_qgis(folder, project=str(project), picture=str(folder / "a.png"), dpi=40)


def test_its_layers_are_those_of_the_server(registers, files, tmp_path):
    with serving_collections(files) as (address, came):
        found = opened(tmp_path, address, registers["full"])
    assert found["read"] is True
    assert found["messages"] == []
    assert {request.split("?")[0].split("/")[1] for request in came} == {"ogc"}
    assert all(request.startswith(address) for request in found["requests"])
    for name in SHAPED:
        layer = found["layers"][f"quang_tri_{name}"]
        assert (layer["valid"], layer["provider"]) == (True, "OAPIF"), name
        assert layer["rows"] == files[name].count(b'"Feature"'), name
        words = {field.name for field in SCHEMAS[name].fields if field.words}
        assert set(layer["words"]) == words & set(layer["aliases"]), name
    cameras = found["layers"]["quang_tri_cameras"]
    assert cameras["signs"]["up"] == ["Đang hoạt động", "#0072b2"]
    assert cameras["aliases"]["status"] == "Trạng thái trong danh mục"
    assert found["sheet"]["done"] == 0
    assert found["sheet"]["texts"]["Ghi chú"].startswith("In lúc ")
    assert address in found["sheet"]["texts"]["Ghi chú"]


@pytest.fixture(scope="module")
def live(registers, tmp_path_factory):
    """What QGIS makes of the app's own layers; the first twelve cameras have no position."""
    folder = tmp_path_factory.mktemp("live")
    url = f"sqlite:///{folder / 'register.sqlite'}"
    nowhere = world.cameras(*({"camera_id": f"A{row:02}"} for row in range(12)))
    cameras = pd.concat([nowhere, full_cameras().head(5)], ignore_index=True)
    Store(url).save(cameras=cameras, equipment=world.equipment(), source="test")
    with running_app(url, folder / "log") as address:
        return opened(folder, address, registers["full"])


def test_the_app_gives_every_layer(live):
    assert live["messages"] == []
    for name in SHAPED:
        assert live["layers"][f"quang_tri_{name}"]["valid"], name
    # Of five cameras one is confidential.
    assert live["layers"]["quang_tri_cameras"]["rows"] == 12 + 5 - 1
    assert live["layers"]["quang_tri_communes"]["rows"] == 78


def test_cameras_without_position_do_not_take_the_map_from_the_others(live):
    """QGIS takes the kind of shape from the first ten rows it is given."""
    assert live["layers"]["quang_tri_cameras"]["signs"]["up"] == ["Đang hoạt động", "#0072b2"]
