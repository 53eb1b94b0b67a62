"""The map of one commune draws its own cameras and no others."""

from dataclasses import replace

from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from tests import world


def test_only_the_cameras_of_the_commune_are_drawn():
    cameras = world.cameras({"xy": (500, 500)}, {"xy": (1500, 500)}, {"status": "broken"})
    found = analyse(
        cameras,
        world.equipment(),
        world.communes(),
        world.demand({"shape": "POINT (1800 800)", "weight": 5}),
    )
    whole = MapTables(found)
    codes = found.cameras["commune_code"].tolist()
    assert codes[0] != codes[1]
    assert whole.located.tolist() == [0, 1]
    for row in (0, 1):
        assert replace(whole, commune=codes[row]).located.tolist() == [row]
