"""The worked example of the design, shapes worked out by hand, and an independent pinhole."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from gis.analysis.run import analyse
from gis.core.choices import FootprintRule
from gis.core.lenses import check_optics
from gis.coverage.footprints import detail_footprints, footprints, reachable
from gis.coverage.levels import DENSITY_PX_PER_M
from gis.coverage.optics import optics
from tests.coverage.town import buildings
from tests.world import cameras, communes, degrees, demand, equipment, metres

ELLIPSOID = Geod(ellps="WGS84")
LENS = {"sensor_width_mm": 5.57, "sensor_height_mm": 3.13, "focal_mm": 4.0}
IMAGE = {"resolution_w_px": 1920, "resolution_h_px": 1080}
MAST = {
    "xy": (0, 0),
    "kind": "fixed",
    "azimuth_deg": 0,
    "height_m": 5.0,
    "tilt_deg": 25.0,
    **LENS,
    **IMAGE,
}


def view(row: dict, level: str = "observe", light: str = "day"):
    return optics(cameras(row), level=level, light=light).iloc[0]


def corners(row: dict, level: str = "observe", **how: str) -> np.ndarray:
    """Return the footprint's vertices in metres east and north of the pole."""
    [shape] = footprints(cameras(row), level=level, **how).geometry
    return metres(shapely.get_coordinates(shape)[:-1])


def test_the_worked_example_of_the_design():
    seen = view(MAST)
    assert (seen["hfov_deg"], seen["vfov_deg"]) == pytest.approx((69.7, 42.7), abs=0.05)
    assert seen["blind_m"] == pytest.approx(4.77, abs=0.005)
    depths = {
        level: round(float(view(MAST, level)["range_m"]), 1)
        for level in ("detect", "observe", "recognise", "identify")
    }
    # A head 1.7 m high leaves the image at 52.0 m, before the 59.3 m of 25 px/m.
    assert depths == {"detect": 52.0, "observe": 22.8, "recognise": 10.6, "identify": 4.5}
    assert view(MAST)["assumed"] == ""
    assert view(MAST)["footprint_rule"] == FootprintRule.TRAPEZOID


def test_the_trapezoid_is_cut_straight_across_and_opens_wider_than_the_angle_at_its_foot():
    xy = corners(MAST)
    assert len(xy) == 4
    tangent = 5.57 / 8
    sine, cosine = np.sin(np.radians(25)), np.cos(np.radians(25))
    near, far = 5 / np.tan(np.radians(25) + np.arctan(3.13 / 8)), 22.8015
    # The head, 1.7 m up, leaves the picture to the side before the feet do.
    near_half = (near * cosine + 3.3 * sine) * tangent
    far_half = (far * cosine + 3.3 * sine) * tangent
    expected = [(far_half, far), (-far_half, far), (-near_half, near), (near_half, near)]
    assert xy == pytest.approx(np.array(expected), abs=0.005)
    assert near_half / near > tangent


def test_faces_are_looked_for_at_their_own_height():
    near = view(MAST, "recognise")["blind_m"]
    assert near == pytest.approx(3.4 / np.tan(np.radians(25) + np.arctan(3.13 / 8)))


def test_a_level_that_ends_inside_the_blind_zone_sees_nobody():
    steep = MAST | {"tilt_deg": 20.0, "vfov_deg": 10.0}
    seen = view(steep, "identify")
    assert seen["range_m"] < seen["blind_m"]
    assert footprints(cameras(steep), level="identify").empty


@pytest.mark.parametrize("azimuth", [0, 90, 213.5])
@pytest.mark.parametrize("north", [-60_000, 60_000])
def test_corners_lie_where_a_geodesic_puts_them(azimuth, north):
    row = MAST | {"xy": (0, north), "azimuth_deg": azimuth, "resolution_w_px": 19200}
    row |= {"tilt_deg": 2.0, "height_m": 12.0}
    table = cameras(row)
    [seen] = footprints(table).iloc
    far = seen["range_m"]
    half = seen["side_m"] + seen["side_slope"] * far
    bearing, reach = azimuth + np.degrees(np.arctan2(half, far)), np.hypot(far, half)
    lon, lat, _ = ELLIPSOID.fwd(*table.loc[0, ["lon", "lat"]].to_numpy(float), bearing, reach)
    corner = shapely.get_coordinates(seen.geometry)
    *_, apart = ELLIPSOID.inv(*corner.T, np.full(len(corner), lon), np.full(len(corner), lat))
    assert reach > 200
    assert min(apart) < 0.001 * reach


def test_without_mounting_the_level_cuts_a_triangle_from_the_pole():
    row = {"xy": (0, 0), "azimuth_deg": 90, **LENS, **IMAGE}
    depth = 1920 / (2 * 62.5 * (5.57 / 8))
    half = depth * 5.57 / 8
    expected = np.array([(depth, -half), (depth, half), (0, 0)])
    assert corners(row) == pytest.approx(expected, abs=0.01)
    assert view(row)["footprint_rule"] == FootprintRule.LEVEL_DEPTH


def test_a_stated_range_ends_the_trapezoid_in_an_arc():
    row = MAST | {"range_m": 12.0}
    xy = corners(row)
    distance = np.hypot(*xy.T)
    assert distance.max() == pytest.approx(12.0, rel=1e-4)
    on_arc = np.isclose(distance, 12.0, rtol=1e-4)
    assert on_arc.sum() > 10
    assert xy[on_arc][:, 1].max() == pytest.approx(12.0, rel=1e-3)


def test_mounting_alone_gives_the_blind_zone_to_the_usual_depth():
    row = {"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0, "height_m": 5, "tilt_deg": 20}
    seen = view(row)
    assert seen["blind_m"] == pytest.approx(5 / np.tan(np.radians(20 + 44 / 2)))
    # 1920 pixels over 80° are 62.5 to the metre 22 m from the lens, 3.3 m above the heads.
    assert seen["range_m"] == pytest.approx(np.sqrt((1920 / 62.5 / np.radians(80)) ** 2 - 3.3**2))
    assert seen["assumed"] == "hfov_deg;vfov_deg;range_m"


def test_stated_angles_win_over_the_lens():
    seen = view(MAST | {"hfov_deg": 80.0, "vfov_deg": 43.0})
    assert (seen["hfov_deg"], seen["vfov_deg"]) == (80, 43)


def test_looking_straight_down_and_level():
    down = view(MAST | {"tilt_deg": 80.0})
    assert down["blind_m"] == 0
    level = view(MAST | {"tilt_deg": 0.0}, "detect")
    assert level["blind_m"] == pytest.approx(5 / (3.13 / 8))
    assert level["range_m"] == pytest.approx(1920 / (2 * 25 * 5.57 / 8))


def test_a_fisheye_is_a_ring_around_its_blind_zone():
    row = {
        "xy": (0, 0),
        "kind": "fisheye",
        "range_m": 10,
        "height_m": 4,
        "tilt_deg": 30,
        "vfov_deg": 60,
    }
    [shape] = footprints(cameras(row)).geometry
    [hole] = shape.interiors
    assert np.hypot(*metres(shapely.get_coordinates(hole)).T) == pytest.approx(
        4 / np.tan(np.radians(60)), rel=1e-3
    )
    assert view(row)["footprint_rule"] == FootprintRule.RING
    down = footprints(cameras(row | {"tilt_deg": 90})).geometry[0]
    assert not len(down.interiors)


def test_a_wide_lens_with_blind_zone_is_a_sector_with_its_foot_cut_away():
    row = {
        "xy": (0, 0),
        "azimuth_deg": 0,
        "hfov_deg": 180,
        "range_m": 20,
        "height_m": 4,
        "tilt_deg": 20,
        "vfov_deg": 60,
    }
    xy = corners(row)
    assert np.hypot(*xy.T).min() == pytest.approx(4 / np.tan(np.radians(50)), rel=1e-3)
    assert shapely.polygons(xy).area == pytest.approx(
        np.pi / 2 * (20**2 - (4 / np.tan(np.radians(50))) ** 2), rel=2e-3
    )


def test_a_ptz_counts_its_home_view_and_only_could_reach_the_ring():
    table = cameras(
        {"xy": (0, 0), "kind": "ptz", "azimuth_deg": 45, "range_m": 100, "hfov_deg": 60},
        {"xy": (0, 0), "kind": "ptz", "range_m": 50},
        {"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0},
    )
    assert footprints(table).index.tolist() == [0, 2]
    ring = reachable(table)
    assert ring.index.tolist() == [0, 1]
    reach = np.hypot(*metres(shapely.get_coordinates(ring.geometry[0])).T)
    assert reach == pytest.approx(100, rel=1e-3)


def test_buildings_end_what_a_ptz_could_turn_to():
    ptz = {"xy": (500, 500), "kind": "ptz", "azimuth_deg": 0, "range_m": 50}
    place = demand({"shape": "POINT (0 0)", "weight": 1})
    wall = buildings(shapely.box(520, 400, 522, 600))
    found = analyse(cameras(ptz), equipment(), communes(), place, buildings=wall)
    [ring] = found.reachable.geometry
    assert shapely.transform(ring, metres).bounds == pytest.approx((450, 450, 520, 550), abs=0.1)


def test_a_view_too_wide_for_one_lens_has_the_usual_angle_upright():
    seen = view(
        {
            "xy": (0, 0),
            "kind": "fixed",
            "azimuth_deg": 0,
            "hfov_deg": 270,
            "height_m": 5,
            "tilt_deg": 20,
        }
    )
    assert (seen["vfov_deg"], seen["assumed"]) == (44, "vfov_deg;resolution_w_px")
    assert seen["blind_m"] == pytest.approx(5 / np.tan(np.radians(42)))


def test_a_plate_reader_is_held_to_plates_at_every_coarser_level():
    row = MAST | {"kind": "anpr", "focal_mm": 12.0, "tilt_deg": 15.0}
    assert view(row)["range_m"] == view(row, "identify")["range_m"]
    tangent, t = 5.57 / 24, np.radians(15)
    depth = (1920 / (500 * tangent) - 4.3 * np.sin(t)) / np.cos(t)
    assert view(row)["range_m"] == pytest.approx(depth)


def test_identify_lies_inside_observe():
    [outer] = footprints(cameras(MAST), level="observe").geometry
    [inner] = detail_footprints(cameras(MAST), level="recognise").geometry
    assert 0 < inner.intersection(outer).area / outer.area < 0.5


def test_values_no_lens_can_have_are_told_and_never_drawn_as_they_stand():
    bad = {
        "tilt_deg": -10.0,
        "focal_mm": 0.0,
        "hfov_deg": 400.0,
        "height_m": -3.0,
        "vfov_deg": 181.0,
        "azimuth_deg": 720.0,
        "range_m": -5.0,
        "sensor_width_mm": 0.0,
    }
    for column, value in bad.items():
        table = cameras(MAST | {column: value})
        [finding] = check_optics(table)
        assert (finding.column, finding.row) == (column, 1)
        missing = footprints(cameras({k: v for k, v in MAST.items() if k != column}))
        assert footprints(table).drop(columns="geometry").equals(missing.drop(columns="geometry"))
        assert footprints(table).geometry.geom_equals(missing.geometry).all()
    assert footprints(cameras(MAST | {"azimuth_deg": 720.0})).empty
    [wide] = check_optics(cameras({"kind": "fixed", "hfov_deg": 270.0}))
    assert wide.column == "hfov_deg"
    assert check_optics(cameras(MAST, {"kind": "fisheye", "hfov_deg": 360.0})) == []


@settings(max_examples=200, deadline=None)
@given(
    height=st.floats(2.0, 30),
    tilt=st.floats(0, 90),
    hfov=st.floats(10, 130),
    vfov=st.floats(10, 100),
    width=st.sampled_from([1280, 1920, 2560, 3840]),
    level=st.sampled_from(["observe", "recognise", "identify"]),
    ahead=st.floats(0.1, 120),
    share=st.floats(-1.5, 1.5),
)
def test_a_point_is_in_the_footprint_when_the_picture_shows_it_densely_enough(
    height, tilt, hfov, vfov, width, level, ahead, share
):
    """Project feet, head or face into a pinhole's image: an oracle that knows no trapezoid."""
    t, half, upright = np.radians(tilt), np.tan(np.radians(hfov / 2)), np.tan(np.radians(vfov / 2))
    focal = 45 / max(half, upright)
    row = {
        "xy": (0, 0),
        "azimuth_deg": 0,
        "height_m": height,
        "tilt_deg": tilt,
        "resolution_w_px": width,
        "focal_mm": focal,
        "sensor_width_mm": 2 * focal * half,
        "sensor_height_mm": 2 * focal * upright,
    }
    feet, head = (0.0, 1.7) if level == "observe" else (1.6, 1.6)

    def depth(at: float) -> float:
        return ahead * np.cos(t) + (height - at) * np.sin(t)

    def drop(at: float) -> float:
        return (-ahead * np.sin(t) + (height - at) * np.cos(t)) / depth(at) / upright

    # The feet are deeper, and so never nearer to a side of the picture than the head.
    aside = share * depth(head) * half
    density = width / (2 * depth(head) * half)
    margins = (
        1 - abs(share),
        1 - drop(feet),
        1 + drop(head),
        density / DENSITY_PX_PER_M[level] - 1,
    )
    if min(abs(m) for m in margins) < 0.01:
        return
    shapes = footprints(cameras(row), level=level).geometry
    seen = any(shapely.contains_xy(shape, *degrees((aside, ahead))) for shape in shapes)
    assert seen == (min(margins) > 0)
