"""The map as one file offers what it holds, and nothing else."""

import base64
import gzip
import json
import re

from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from gis.mapserver.offline_html import map_html
from tests import world


def settings_of(commune):
    cameras = world.cameras({"camera_id": "A", "xy": (500, 500), "azimuth_deg": 10, "range_m": 90})
    demand = world.demand({"shape": "LINESTRING (1000 900, 1900 900)", "category": "road_national"})
    analysis = analyse(cameras, world.equipment(), world.communes(), demand)
    html = map_html(MapTables(analysis, commune=commune)).decode()
    packed = re.search(r'"settings.json": "([^"]+)"', html)
    return json.loads(gzip.decompress(base64.b64decode(packed[1])))


def test_the_file_of_the_province_offers_no_footprints_and_no_basemap():
    settings = settings_of(None)
    assert "footprints" in settings["lacks"]
    assert "buildings" in settings["lacks"]
    assert "places" not in settings["lacks"]
    assert settings["basemaps"] == []


def test_the_file_of_a_commune_offers_what_its_cameras_see():
    lacks = settings_of("00001")["lacks"]
    assert "footprints" not in lacks
    assert "buildings" in lacks  # there are none in this world
