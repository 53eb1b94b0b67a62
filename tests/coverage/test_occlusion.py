"""Views among buildings: by hand, by properties, and against a ray cast that shares no code."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from gis.core.errors import FileError
from gis.coverage.buildings import read_buildings, repaired
from gis.coverage.footprints import footprints
from gis.coverage.occlusion import occlude
from tests.coverage.town import TOWNS, buildings, poles
from tests.world import cameras, metres

EAST = {"xy": (0, 0), "azimuth_deg": 90, "hfov_deg": 90, "range_m": 100}
WALL = shapely.box(20, -5, 22, 5)
RAYS = 4000


def seen(row: dict, *shapes: shapely.Geometry, height_m: object = np.nan) -> shapely.Polygon:
    """Return what one camera sees among buildings, in metres."""
    table = cameras(row)
    [shape] = occlude(footprints(table), table, buildings(*shapes, height_m=height_m)).geometry
    return shapely.transform(shape, metres)


def test_a_wall_hides_what_lies_behind_it_and_itself():
    free, left = seen(EAST), seen(EAST, WALL)
    assert not left.intersects(shapely.Point(60, 0))
    assert not left.intersects(shapely.Point(21, 0))
    assert left.contains(shapely.Point(60, 20))
    assert left.contains(shapely.Point(19, 0))
    # The shadow of a wall 10 m wide at 20 m, from there to the arc of 100 m.
    half = np.arctan(5 / 20)
    shadow = 100**2 * half - 20 * 5
    assert free.area - left.area == pytest.approx(shadow, rel=2e-3)


def test_a_low_house_hides_only_to_where_the_line_of_sight_comes_down():
    mast = EAST | {"height_m": 12.0}
    left = seen(mast, WALL, height_m=3.0)
    # Heads at 1.7 m are seen again from (12 - 1.7) / (12 - 3) times the far wall's distance.
    again = 22 * (12 - 1.7) / (12 - 3)
    assert not left.intersects(shapely.Point(21, 0))
    assert not left.intersects(shapely.Point(again - 0.1, 0))
    assert left.contains(shapely.Point(again + 0.1, 0))
    assert not seen(mast, WALL, height_m=12.0).intersects(shapely.Point(60, 0))
    assert not seen(mast, WALL).intersects(shapely.Point(60, 0))
    assert not seen(EAST, WALL, height_m=3.0).intersects(shapely.Point(60, 0))


@pytest.mark.parametrize("own", [(-5, -5, 5, 5), (0.3, -5, 5, 5)])
def test_the_building_it_hangs_on_or_stands_on_does_not_blind_it(own):
    assert seen(EAST, shapely.box(*own)).equals_exact(seen(EAST), 1e-6)


def test_a_camera_in_a_courtyard_sees_the_courtyard():
    yard = shapely.box(-30, -30, 30, 30).difference(shapely.box(-10, -10, 10, 10))
    left = seen(EAST | {"hfov_deg": 360, "kind": "fisheye"}, yard)
    assert left.area == pytest.approx(400, rel=1e-3)


def test_what_stands_in_the_blind_zone_hides_too():
    row = {
        "xy": (0, 0),
        "azimuth_deg": 90,
        "hfov_deg": 60,
        "vfov_deg": 40,
        "height_m": 5,
        "tilt_deg": 20,
        "range_m": 40,
    }
    hut = shapely.box(3, -1, 4, 1)
    free, left = seen(row), seen(row, hut)
    assert not hut.intersects(free)
    assert not left.intersects(shapely.Point(20, 0))
    assert left.within(free.buffer(1e-6))


def test_a_view_that_is_hidden_whole_is_empty():
    row = {
        "xy": (0, 0),
        "azimuth_deg": 90,
        "hfov_deg": 60,
        "vfov_deg": 40,
        "height_m": 5,
        "tilt_deg": 20,
        "range_m": 40,
    }
    assert seen(row, shapely.box(1, -30, 2, 30)).is_empty


def around(shapes: object, lon: float, lat: float) -> object:
    """Return shapes on the plane on which directions and distances from one point are true."""
    plane = Transformer.from_crs(4326, f"+proj=aeqd +lon_0={lon} +lat_0={lat}", always_xy=True)
    return shapely.transform(shapes, lambda xy: np.column_stack(plane.transform(*xy.T)))


def cast(town: gpd.GeoDataFrame, row: object, lon: float, lat: float) -> float:
    """Return the seen area in m², by many rays out of the pole, cut where they first hit."""
    half = row.hfov_deg / 2
    bearing = row.azimuth_deg - half + (np.arange(RAYS) + 0.5) * row.hfov_deg / RAYS
    turn = np.radians(bearing)
    ends = row.range_m * np.column_stack([np.sin(turn), np.cos(turn)])
    rays = shapely.linestrings(np.stack([np.zeros_like(ends), ends], 1))
    here, near = shapely.Point(0, 0), around(town.geometry.to_numpy(), lon, lat)
    near = near[(shapely.distance(near, here) > 0.5) & shapely.dwithin(near, here, row.range_m)]
    hit = shapely.distance(shapely.intersection(rays, shapely.union_all(near)), here)
    length = np.fmin(row.range_m, hit)
    return float((length**2 / 2).sum() * np.radians(row.hfov_deg) / RAYS)


@pytest.mark.parametrize("name", TOWNS)
def test_a_dense_ray_cast_finds_the_same_area(name):
    town = TOWNS[name]()
    table = poles(town, 80)
    free = footprints(table)
    left = occlude(free, table, town)
    at = dict(zip(table.index, table[["lon", "lat"]].to_numpy().tolist(), strict=True))
    area, whole = (
        np.array([around(shape, *at[i]).area for i, shape in t.geometry.items()])
        for t in (left, free)
    )
    judged = [cast(town, row, *at[i]) for i, row in zip(free.index, free.itertuples(), strict=True)]
    assert (area < 0.99 * whole).sum() > 20
    assert (np.abs(area - judged) / whole).max() < 0.005
    assert shapely.is_valid(left.geometry.to_numpy()).all()


houses = st.lists(
    st.tuples(*[st.floats(-80, 80)] * 2, *[st.floats(1, 40)] * 2, st.floats(0, 90)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(
    houses,
    st.tuples(st.floats(0, 360), st.floats(5, 360), st.floats(5, 100)),
    st.sampled_from([np.nan, 3.0, 9.0]),
)
def test_buildings_only_take_away_and_one_more_never_gives_back(drawn, look, height_m):
    shapes = [
        shapely.affinity.rotate(shapely.box(x, y, x + w, y + d), turn) for x, y, w, d, turn in drawn
    ]
    row = {
        "xy": (0, 0),
        "azimuth_deg": look[0],
        "hfov_deg": look[1],
        "range_m": look[2],
        "height_m": 6.0,
    }
    free = seen(row)
    before = free
    for count in range(1, len(shapes) + 1):
        after = seen(row, *shapes[:count], height_m=height_m)
        assert after.is_valid
        assert after.difference(before.buffer(1e-4)).area < 1e-3
        before = after
    assert before.difference(free.buffer(1e-4)).area < 1e-3


@settings(max_examples=60, deadline=None)
@given(houses, st.floats(2, 30), st.floats(2, 30), st.randoms(use_true_random=False))
def test_points_are_seen_when_no_house_is_in_the_line_from_lens_to_head(drawn, lens, roof, random):
    """In three dimensions: the line from the lens to a head 1.7 m high, against prisms."""
    shapes = [
        shapely.affinity.rotate(shapely.box(x, y, x + w, y + d), turn) for x, y, w, d, turn in drawn
    ]
    row = {"xy": (0, 0), "kind": "fisheye", "range_m": 100, "height_m": lens}
    left = seen(row, *shapes, height_m=roof)
    pole = shapely.Point(0, 0)
    near = [shape for shape in shapes if shape.distance(pole) > 0.5]
    if any(abs(shape.distance(pole) - 0.5) < 0.01 for shape in shapes):
        return
    for _ in range(20):
        x, y = random.uniform(-65, 65), random.uniform(-65, 65)
        reach = np.hypot(x, y)
        blocked = False
        for shape in near:
            inside = shapely.LineString([(0, 0), (x, y)]).intersection(shape)
            if inside.is_empty:
                continue
            last = max(np.hypot(*c) for c in shapely.get_coordinates(inside)) / reach
            # Lowest over the house where it leaves it; inside the house itself nothing is seen.
            blocked |= lens + (1.7 - lens) * last < roof or shape.contains(shapely.Point(x, y))
        if left.boundary.distance(shapely.Point(x, y)) > 0.01:
            assert left.contains(shapely.Point(x, y)) == (not blocked)


def test_bent_outlines_are_repaired_and_told(tmp_path):
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    table = buildings(bow, WALL, shapely.Point(0, 0), height_m=[5.0, -2.0, np.nan])
    sound, findings = repaired(table)
    assert sound["building_id"].tolist() == ["B0", "B1"]
    assert shapely.is_valid(sound.geometry.to_numpy()).all()
    assert [(f.row, f.column) for f in findings] == [
        (1, "geometry"),
        (3, "geometry"),
        (2, "height_m"),
    ]
    assert np.isnan(sound["height_m"][1])


def test_buildings_come_from_any_stated_coordinate_system(tmp_path):
    table = buildings(WALL).rename(columns={"height_m": "levels"}).assign(levels=4)
    table.to_crs("EPSG:9211").to_file(tmp_path / "vn2000.gpkg")
    read, findings = read_buildings(tmp_path / "vn2000.gpkg")
    assert read["height_m"].tolist() == [12.0]
    assert findings == []
    assert read.geometry[0].equals_exact(table.geometry[0], 1e-7)


def test_metres_called_degrees_and_no_coordinate_system_are_refused(tmp_path):
    metric = buildings(WALL).to_crs("EPSG:9211")
    metric.set_crs("EPSG:4326", allow_override=True).to_file(tmp_path / "wrong.gpkg")
    with pytest.raises(FileError, match=r"wrong\.gpkg"):
        read_buildings(tmp_path / "wrong.gpkg")
    metric[["geometry"]].to_file(tmp_path / "none.shp")
    (tmp_path / "none.prj").unlink()
    with pytest.raises(FileError, match="hệ tọa độ"):
        read_buildings(tmp_path / "none.shp")
