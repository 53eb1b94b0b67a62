"""A register whose texts would do harm if they were taken for anything but text."""

from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from tests import world

HOSTILE = {
    "H1": "<img src=x onerror=\"document.title='taken'\">",
    "H2": "${alert(1)}`+alert(2)+`{{7*7}}{% raw %}",
    "H3": "</script><script>document.title='taken'</script><!--",
    "H4": "phải\u202eiárt\u202c tr\u200bố\u200dng\ufeff\x07",
    "H5": "'\"&amp;<b>đậm</b>\\u003c\u2028",
}


def tables(commune=None):
    cameras = world.cameras(
        *(
            {
                "camera_id": code,
                "name": text,
                "address": text,
                "xy": (100 + 150 * k, 500),
                "azimuth_deg": 90.0,
                "range_m": 60.0,
                "hfov_deg": 80.0,
                "kind": "fixed",
                "status": ("working", "broken")[k % 2],
                "depends_on": "R",
                "note": text,
            }
            for k, (code, text) in enumerate(HOSTILE.items())
        ),
        {"camera_id": "EAST", "name": "Bên kia", "xy": (1500, 500), "status": "working"},
    )
    equipment = world.equipment(
        {"equipment_id": "R", "kind": "recorder", "name": HOSTILE["H1"], "status": "broken"}
    )
    demand = world.demand(
        {
            "shape": "LINESTRING (0 500, 2000 500)",
            "category": "road_commune",
            "name": HOSTILE["H3"],
            "weight_per_km": 1,
        },
        {"shape": "POINT (500 800)", "weight": 5, "name": HOSTILE["H1"]},
    )
    communes = world.communes().assign(full_name=["Xã <i>West</i></script>", "Phường East"])
    communes.attrs["source"] = "official"
    found = analyse(cameras, equipment, communes, demand)
    return MapTables(found.of_register(simulated=True), commune=commune)
