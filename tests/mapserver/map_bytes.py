"""Small files of the map as the program writes them today, for the tests of its scripts.

``python -m tests.mapserver.map_bytes`` writes them anew, with `EXPECTED`: what went in.
"""

import json
from pathlib import Path

import numpy as np
import shapely

from gis.analysis.run import analyse
from gis.mapserver.binary import lines, pack_rings
from gis.mapserver.cameras import MapTables
from tests import world
from tests.mapserver.picking_oracle import picking_files
from tests.system import ROOT

FOLDER = ROOT / "pages" / "components" / "camera_map" / "test" / "bytes"
# Row of the register, longitude, latitude, azimuth, stored status and origin, commune. Row 2 has
# no position; row 5 stands in no commune.
CAMERAS = (
    (106.6021, 17.2022, 45.0, "working", "state", "00001"),
    (106.6021001, 17.2022, 359.96, "broken", "community", "00001"),
    (None, None, 90.0, "working", "state", "00001"),
    (106.6153, 17.2044, None, "unknown", "unknown", "00002"),
    (106.6154, 17.2044, 0.0, "abandoned", "new_rural", "00002"),
    (106.7, 17.25, 182.54, "degraded", "other", ""),
)
SIGHTS = ("up", "down", "up", "unconfirmed", "down", "up")
# Owner, layer, WKT: a square with a hole, two islands of one owner, a triangle on another layer.
AREAS = (
    (
        0,
        1,
        "POLYGON ((106.6 17.2, 106.61 17.2, 106.61 17.21, 106.6 17.21, 106.6 17.2),"
        " (106.604 17.204, 106.604 17.206, 106.606 17.206, 106.606 17.204, 106.604 17.204))",
    ),
    (
        4,
        1,
        "MULTIPOLYGON (((107 16.5, 107.1 16.5, 107.1 16.6, 107 16.5)),"
        " ((107.2 16.5, 107.3 16.5, 107.3 16.6, 107.2 16.5)))",
    ),
    (4, 2, "POLYGON ((-0.5 -0.25, 0.5 -0.25, 0 0.25, -0.5 -0.25))"),
)
PATHS = (
    (7, 3, "LINESTRING (106.6 17.2, 106.605 17.2, 106.605 17.2000001)"),
    (8, 2043, "POINT (106.61 17.21)"),
    (9, 2, "MULTILINESTRING ((106.6 17.3, 106.7 17.3), (106.7 17.4, 106.8 17.4, 106.8 17.5))"),
)


def files() -> dict[str, bytes]:
    """Return the files by name."""
    rows = [
        {
            "camera_id": f"C{row}",
            "lon": lon,
            "lat": lat,
            "azimuth_deg": azimuth,
            "status": status,
            "origin": origin,
        }
        for row, (lon, lat, azimuth, status, origin, _commune) in enumerate(CAMERAS)
    ]
    found = analyse(world.cameras(*rows), world.equipment(), world.communes(), _no_demand())
    return {
        "cameras.bin": MapTables(found).camera_bytes,
        "areas.bin": pack_rings(*_shapes(AREAS)),
        "paths.bin": lines(*_shapes(PATHS)),
        "none.bin": pack_rings(*_shapes(())),
        "expected.json": json.dumps(expected(), indent=2).encode() + b"\n",
    } | picking_files()


def expected() -> dict[str, object]:
    """Return what went into the files, as people would write it."""
    columns = ("lon", "lat", "azimuth", "status", "origin", "commune")
    cameras = [
        dict(zip(columns, camera, strict=True)) | {"row": row, "sight": SIGHTS[row]}
        for row, camera in enumerate(CAMERAS)
        if camera[0] is not None
    ]
    return {"cameras": cameras, "areas": _paths(AREAS), "paths": _paths(PATHS)}


def _paths(shapes: tuple[tuple[int, int, str], ...]) -> list[dict[str, object]]:
    """Return the paths of shapes in the order of their text; rings without the last point."""
    told = []
    for owner, layer, text in shapes:
        words = text.replace("(", "").split(")")
        for numbers in filter(None, (word.lstrip(", ") for word in words)):
            plain = numbers.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
            points = [[float(value) for value in pair.split()] for pair in plain.split(",")]
            is_ring = "POLYGON" in text
            told.append(
                {"owner": owner, "layer": layer, "points": points[:-1] if is_ring else points}
            )
    return told


def _shapes(shapes):
    geometries = np.array([shapely.from_wkt(text) for _owner, _layer, text in shapes], dtype=object)
    owner = np.array([one for one, _layer, _text in shapes], dtype=np.intp)
    layer = np.array([one for _owner, one, _text in shapes], dtype=np.intp)
    return geometries, owner, layer


def _no_demand():
    return world.demand({"shape": "POINT (500 800)", "weight": 5}).iloc[:0]


def write(folder: Path = FOLDER) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write()
