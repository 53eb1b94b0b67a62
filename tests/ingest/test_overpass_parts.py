"""Answers of Overpass cut down to their elements: the identity of each kind of object."""

import json

import pytest

from gis.ingest.importing import read_import
from tests.registers import communes

TAGS = {"man_made": "surveillance", "surveillance:type": "camera", "name": "Chợ Ga"}
HERE = {"lat": 17.47, "lon": 106.62}
ELEMENTS = {
    "osm-n7": {"type": "node", "id": 7, **HERE, "tags": TAGS},
    "osm-w8": {"type": "way", "id": 8, "center": HERE, "tags": TAGS},
    "osm-r9": {"type": "relation", "id": 9, "center": HERE, "tags": TAGS},
}


@pytest.mark.parametrize("headed", [True, False])
def test_elements_keep_their_identity(headed):
    found = {"elements": list(ELEMENTS.values())} | ({"version": 0.6} if headed else {})
    read = read_import(json.dumps(found).encode(), "a.json", communes=communes())
    assert read.cameras["camera_id"].tolist() == list(ELEMENTS)
    assert read.cameras["lat"].tolist() == [17.47] * 3
