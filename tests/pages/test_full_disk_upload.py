"""A page whose folder for copies is full says so, and writes nothing."""

import tempfile

import geopandas as gpd
import numpy as np

from gis.core.language import _
from tests import world
from tests.pages.screen import opened
from tests.small_disk import small_disk


def test_a_layer_that_does_not_fit_is_told(app, store, tmp_path, monkeypatch):
    disk = tmp_path / "disk"
    disk.mkdir()
    layer = world.demand({"shape": "POINT (0 0)", "weight": 5, "name": "Chợ"})
    noise = np.random.default_rng(1).bytes(1_000_000).hex()
    gpd.GeoDataFrame(layer).assign(note=noise).to_file(tmp_path / "cho.geojson")
    shown = opened(app, "register")
    with small_disk(disk, 1):
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        shown.file_uploader[1].upload("cho.geojson", (tmp_path / "cho.geojson").read_bytes()).run()
        assert list(disk.iterdir()) == []
    assert not shown.exception
    assert any(_("the disk is full") in error.value for error in shown.error)
    assert store.demand().empty
