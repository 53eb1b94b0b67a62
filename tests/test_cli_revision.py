"""A file written from the command line says which revision of the register it is of."""

import json

from pmtiles.reader import MemorySource, Reader

from gis.store.store import Store
from tests import world
from tests.village import CAMERAS


def test_the_file_and_its_name_say_the_revision(gis, tmp_path):
    folder = tmp_path / "ra"
    folder.mkdir()
    store = Store(gis.environment["CAMERA_STORE"])
    store.save(cameras=world.cameras(*CAMERAS), source="test")
    number = store.revision().partition("-")[2]
    gis.json("export", "cameras", "--format", "geojson", "--out", folder)
    gis.json("export", "all", "--format", "pmtiles", "--out", folder)
    cameras, everything = sorted(folder.iterdir())
    assert f"_pb{number}" in cameras.name
    assert f"_pb{number}" in everything.name
    assert json.loads(cameras.read_text("utf-8"))["metadata"]["revision"] == store.revision()
    told = Reader(MemorySource(everything.read_bytes())).metadata()
    assert told["revision"] == store.revision()
    assert {"cameras", "communes"} <= {one["id"] for one in told["vector_layers"]}
