"""A street full of poles as the program writes it, and what shapely finds under points of it.

Everything is worked out here in another way than the map's scripts do: with shapely, in pixels
of a Web Mercator plane that is projected here.
"""

import json

import numpy as np
import shapely

from gis.analysis.run import analyse
from gis.mapserver.binary import lines, pack_rings
from gis.mapserver.cameras import MapTables
from tests import world

ZOOM = 17
SIDE = 256 * 2**ZOOM
# Pixels: a symbol covers so much, and can be grasped so much farther; a line, so near; the disc
# of a camera whose direction nobody knows reaches so far.
SYMBOL, GRASP, LINE, DISC = 6.0, 4.0, 7.0, 15.6
WORST = {"down": 0, "unconfirmed": 1, "up": 2}
POLES, POINTS, LASSOS = 90, 120, 12
STATUSES = ("working", "broken", "unknown", "degraded")


def pixels(lonlat):
    """Project WGS 84 to pixels of the whole world."""
    lonlat = np.asarray(lonlat, dtype=float)
    x = (lonlat[..., 0] + 180) / 360
    y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(lonlat[..., 1]) / 2)) / (2 * np.pi)
    return np.stack([x, y], axis=-1) * SIDE


def rounded(lonlat):
    """Round as the files do, to 1e-7 degree."""
    return np.round(np.asarray(lonlat, dtype=float), 7)


def picking_files() -> dict[str, bytes]:
    """Return the files by name, with what lies under points in ``picks.json``."""
    chance = np.random.default_rng(18)
    poles = rounded(world.degrees(chance.uniform(50, 950, (POLES, 2))))
    stands = np.repeat(np.arange(POLES), chance.integers(1, 6, POLES))
    rows = [
        {"lon": lon, "lat": lat, "status": str(chance.choice(STATUSES))}
        for lon, lat in poles[stands]
    ]
    found = analyse(world.cameras(*rows), world.equipment(), world.communes(), world.nowhere())
    tables = MapTables(found)
    views, roads = _views(poles[stands], chance), _roads(chance)
    road_layer = chance.integers(2, 4, len(roads)) + 8 * 255
    points = _points(poles, chance)
    picks = [
        _pick(point, poles[stands], found.cameras["sight"].tolist(), views, roads, road_layer)
        for point in points
    ]
    lassos = [_lasso(poles[stands], chance) for _ in range(LASSOS)]
    count = np.arange(len(views))
    told = {"sights": found.cameras["sight"].tolist(), "picks": picks, "lassos": lassos}
    return {
        "poles.bin": tables.camera_bytes,
        "land.bin": tables.outline_bytes("communes"),
        "views.bin": pack_rings(np.array(views, dtype=object), count, np.ones_like(count)),
        "roads.bin": lines(np.array(roads, dtype=object), np.arange(len(roads)), road_layer),
        "picks.json": json.dumps(told, separators=(",", ":")).encode() + b"\n",
    }


def _views(places, chance):
    """Return what each camera sees: a sector, of every third with a hole within."""
    shapes = []
    for k, (lon, lat) in enumerate(places):
        angle, reach = chance.uniform(0, 2 * np.pi), chance.uniform(20, 120)
        middle = world.metres((lon, lat))
        turn = angle + np.linspace(-0.6, 0.6, 7)
        arc = middle + reach * np.column_stack([np.cos(turn), np.sin(turn)])
        sector = shapely.Polygon([middle, *arc])
        hole = shapely.Point(middle + 0.6 * reach * np.array([np.cos(angle), np.sin(angle)]))
        shape = sector.difference(hole.buffer(0.15 * reach, quad_segs=2)) if k % 3 else sector
        shapes.append(shapely.transform(world.placed(shape), rounded))
    return shapes


def _roads(chance):
    corners = np.cumsum(chance.uniform(-150, 150, (30, 5, 2)), axis=1)
    starts = chance.uniform(200, 800, (30, 1, 2))
    return [shapely.LineString(rounded(world.degrees(line))) for line in corners + starts]


def _points(poles, chance):
    """Return points on poles, near poles, and anywhere."""
    near = poles[: POINTS // 3] + chance.normal(0, 4e-5, (POINTS // 3, 2))
    anywhere = world.degrees(chance.uniform(0, 1900, (POINTS // 3, 2)) % [1000, 1000])
    return rounded(np.vstack([poles[: POINTS // 3], near, anywhere]))


def _pick(lonlat, places, sights, views, roads, road_layer):
    """Return what lies under a point: signs and views of cameras, and roads, in their order."""
    at = pixels(lonlat)
    away = np.hypot(*(pixels(places) - at).T)
    hit = np.flatnonzero(away < SYMBOL + GRASP)
    signs = sorted(hit, key=lambda i: (away[i] > SYMBOL, WORST[sights[i]], away[i], i))
    point = shapely.Point(at)
    seen = [i for i, view in enumerate(views) if shapely.transform(view, pixels).contains(point)]
    seen = sorted({*seen, *np.flatnonzero(away < DISC).tolist()} - set(hit.tolist()))
    seen.sort(key=lambda i: (WORST[sights[i]], away[i], i))
    distance = {k: shapely.transform(road, pixels).distance(point) for k, road in enumerate(roads)}
    lie = [k for k in distance if distance[k] <= LINE]
    lie.sort(key=lambda k: (road_layer[k] % 8, distance[k]))
    return {
        "at": lonlat.tolist(),
        "signs": [int(i) for i in signs],
        "roads": lie,
        "views": seen,
        "commune": 0 if world.metres(lonlat)[0] < 1000 else 1,
    }


def _lasso(places, chance):
    """Return a ring that crosses no line of its own, and the cameras within."""
    turn = np.sort(chance.uniform(0, 2 * np.pi, 40))
    reach = chance.uniform(60, 420, 40)
    middle = chance.uniform(300, 700, 2)
    ring = rounded(
        world.degrees(middle + reach[:, None] * np.column_stack([np.cos(turn), np.sin(turn)]))
    )
    area = shapely.Polygon(pixels(ring))
    within = [i for i, place in enumerate(pixels(places)) if area.contains(shapely.Point(place))]
    return {"ring": ring.tolist(), "cameras": within}
