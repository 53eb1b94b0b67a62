import numpy as np
import pytest
import shapely
from pyproj import Geod

from gis.core.crs import to_plane
from gis.core.errors import GisError
from gis.coverage.footprints import footprints
from tests.world import cameras

ELLIPSOID = Geod(ellps="WGS84")


def test_a_sector_points_where_the_camera_looks_with_its_ends_exact():
    table = cameras({"xy": (500, 500), "azimuth_deg": 90, "hfov_deg": 60, "range_m": 100})
    ring = shapely.get_coordinates(footprints(table).geometry[0])[:-1]
    pole = table.loc[0, ["lon", "lat"]].to_numpy(float)
    arc = ring[~(ring == pole).all(axis=1)]
    azimuth, _, distance = ELLIPSOID.inv(*np.tile(pole, (len(arc), 1)).T, *arc.T)
    assert distance == pytest.approx(100, rel=1e-5)
    assert (min(azimuth), max(azimuth)) == pytest.approx((60, 120), abs=1e-3)
    assert len(arc) == 21  # 60° in 3° steps
    assert shapely.is_ccw(shapely.get_exterior_ring(footprints(table).geometry[0]))


def test_a_view_across_north_is_one_valid_piece():
    table = cameras({"xy": (0, 0), "azimuth_deg": 350, "hfov_deg": 80, "range_m": 50})
    shape = footprints(table).geometry[0]
    assert shape.is_valid
    area = shapely.area(to_plane(shape))
    assert area == pytest.approx(0.5 * 50**2 * np.radians(80), rel=1e-3)


def test_fisheye_sees_all_around_without_direction_a_dome_does_not():
    table = cameras(
        {"xy": (0, 0), "kind": "fisheye", "range_m": 10},
        {"xy": (0, 0), "kind": "dome", "range_m": 10},
        {"xy": (0, 0), "kind": "fixed", "range_m": 10},
    )
    seen = footprints(table)
    assert seen.index.tolist() == [0]
    assert shapely.area(to_plane(seen.geometry[0])) == pytest.approx(np.pi * 100, rel=1e-3)


def test_what_is_not_stated_is_a_default_of_the_kind_and_named_as_assumed():
    table = cameras(
        {"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0},
        {"xy": (0, 0), "kind": "turret", "azimuth_deg": 0, "resolution_w_px": 2560},
        {"xy": (0, 0), "azimuth_deg": 0, "hfov_deg": 30, "range_m": 25},
    )
    near, far = footprints(table), footprints(table, level="detect")
    # Pixels across, per px/m, per radian of the usual lens.
    radians = np.radians([80, 106])
    assert near["range_m"].tolist() == pytest.approx([*([1920, 2560] / radians / 62.5), 25])
    assert far["range_m"].tolist() == pytest.approx([*([1920, 2560] / radians / 25), 25])
    assert near["hfov_deg"].tolist() == [80, 106, 30]
    assert near["assumed"].tolist() == ["hfov_deg;range_m", "hfov_deg;range_m", "kind"]
    rules = ["default_depth", "default_depth", "stated_range"]
    assert near["footprint_rule"].tolist() == rules


def test_a_finer_level_has_less_depth_in_proportion_to_its_density():
    table = cameras({"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0})
    observed, identified = (
        footprints(table, level=level)["range_m"][0] for level in ("observe", "identify")
    )
    assert identified == pytest.approx(observed * 62.5 / 250)


def test_at_night_the_infrared_ends_the_view():
    table = cameras(
        {"xy": (0, 0), "azimuth_deg": 0, "range_m": 80, "ir_range_m": 20},
        {"xy": (0, 0), "azimuth_deg": 0, "range_m": 80},
        {"xy": (0, 0), "azimuth_deg": 0, "range_m": 10, "ir_range_m": 20},
    )
    assert footprints(table, light="night")["range_m"].tolist() == [20, 30, 10]
    assert "ir_range_m" in footprints(table, light="night")["assumed"][1]


def test_no_position_or_no_reach_means_no_footprint():
    table = cameras(
        {"azimuth_deg": 0, "range_m": 10},
        {"xy": (0, 0), "azimuth_deg": 0, "range_m": 0},
    )
    assert len(footprints(table)) == 0


def test_an_unknown_level_is_refused_by_name():
    with pytest.raises(GisError, match="see-well"):
        footprints(cameras({"xy": (0, 0)}), level="see-well")
