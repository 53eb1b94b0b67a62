"""QGIS itself opens the tables of a PostGIS store styled and keyed, and draws in the register."""

import json
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url

from gis.export.layers import layer
from gis.export.postgis.refresh import refresh_tables
from gis.store.editing import history
from gis.store.store import Store
from tests.export.every_column import full_cameras
from tests.system import empty, missing

pytestmark = pytest.mark.postgis
PYTHON = "/usr/bin/python3"  # of the system, which alone has QGIS's own modules


@pytest.fixture
def qgis():
    found = Path(PYTHON).exists() and not subprocess.call(
        [PYTHON, "-c", "import qgis.core"], stderr=subprocess.DEVNULL
    )
    return (
        PYTHON if found else missing("QGIS is missing; on Debian/Ubuntu: apt install python3-qgis")
    )


def test_qgis_opens_the_tables_styled_and_draws_cameras(qgis, postgis, registers):
    full = registers["full"].of_register(simulated=False)
    store = Store(empty(postgis))
    store.save(cameras=full_cameras(), source="import")
    refresh_tables(store, full, "abcdabcd-1", program="test")
    url = make_url(postgis)
    client = Path(__file__).with_name("qgis_client.py")
    command = [qgis, "-I", str(client), url.host, str(url.port), url.database]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    alias = "Mã xã, phường, đặc khu"
    for name, key, by in (
        ("footprints", "camera_id", "sight"),
        ("coverage", "coverage_id", "state"),
    ):
        count = len(layer(full, name))
        assert told[name] == {"count": count, "key": [key], "by": by, "alias": alias}
    assert told["drawn"]
    found = store.cameras().set_index("camera_id")[["lon", "lat"]]
    assert found.loc[["C0", "Q1"]].to_numpy().tolist() == [[107.0, 16.5], [106.9, 16.8]]
    assert history(store, "Q1")["source"].tolist() == ["sql"]
    store.engine.dispose()
