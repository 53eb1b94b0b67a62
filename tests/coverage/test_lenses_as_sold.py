"""Lenses as makers print them, levels under stated ranges, and a picture traced by rays."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.choices import FootprintRule
from gis.core.lenses import check_optics
from gis.coverage.footprints import detail_footprints, footprints, reachable
from gis.coverage.levels import DEFAULTS, DENSITY_PX_PER_M
from gis.coverage.optics import optics
from tests.world import cameras, degrees, metres

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared/cases/plans/lens_datasheets.csv"
LEVELS = ("detect", "observe", "recognise", "identify")
# Printed by makers: pixels across, focal length (mm), both angles, metres at the four levels.
PRINTED = (
    (1920, 2.8, 106, 56, 44, 17, 8, 4),
    (1920, 4.0, 80, 44, 55, 22, 11, 5),
    (1920, 2.8, 103, 56, 45, 18, 9, 4),
    (1920, 4.0, 88, 47, 53, 21, 10, 5),
    (2560, 4.0, 80, 43, 77, 30, 15, 7),
    (2560, 2.8, 96, 52, 63, 25, 12, 6),
    (3840, 4.0, 88, 50, 99, 39, 20, 10),
    (3840, 2.8, 108, 59, 84, 33, 16, 8),
    (3840, 6.0, 54, 29, 176, 70, 35, 17),
)
NORTH = {"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0}


def tables() -> list:
    found = [pytest.param(PRINTED, id="typed")]
    if SHARED.exists():
        with SHARED.open() as lines:
            rows = [[float(v or "nan") for v in row.values()] for row in csv.DictReader(lines)]
        found.append(pytest.param(tuple(map(tuple, rows)), id="shared"))
    return found


def view(row: dict, level: str = "observe", light: str = "day") -> pd.Series:
    return optics(cameras(row), level=level, light=light).iloc[0]


def reach(row: dict, level: str = "observe", light: str = "day") -> float:
    return float(view(NORTH | row, level, light)["range_m"])


def ratios(rows: tuple, of: dict[str, int]) -> np.ndarray:
    """Return, printed row by level, the distance worked out from some columns / that printed."""
    table = cameras(*({**NORTH, **{c: row[k] for c, k in of.items()}} for row in rows))
    found = np.column_stack([optics(table, level=level)["range_m"] for level in LEVELS])
    return found / np.array([row[4:] for row in rows], dtype=float)


@pytest.mark.parametrize("rows", tables())
def test_a_lens_of_stated_angle_sees_as_far_and_as_high_as_printed(rows):
    found = ratios(rows, {"resolution_w_px": 0, "hfov_deg": 2})
    assert 0.95 <= np.nanmedian(found) <= 1.05
    # Metres are printed without decimals: 4 may be 4.9.
    assert ((np.nanmedian(found, axis=0) > 0.94) & (np.nanmedian(found, axis=0) < 1.09)).all()
    table = cameras(*({**NORTH, "hfov_deg": row[2]} for row in rows))
    upright = optics(table)["vfov_deg"].to_numpy()
    assert np.abs(upright - [row[3] for row in rows]).mean() <= 3


@pytest.mark.parametrize("rows", tables())
def test_a_lens_of_which_only_the_focal_length_is_stated_sees_as_far_as_printed(rows):
    found = ratios(rows, {"resolution_w_px": 0, "focal_mm": 1})
    assert 0.95 <= np.nanmedian(found) <= 1.05


@pytest.mark.parametrize(("kind", "printed"), [("fixed", PRINTED[1]), ("turret", PRINTED[0])])
def test_what_a_kind_is_taken_for_is_printed(kind, printed):
    assert DEFAULTS.loc[kind, ["hfov_deg", "vfov_deg"]].tolist() == list(printed[2:4])
    for level, metres_ in zip(LEVELS, printed[4:], strict=True):
        assert reach({"kind": kind}, level) == pytest.approx(metres_, abs=1, rel=0.06)


@pytest.mark.parametrize("rows", tables())
def test_no_printed_lens_is_told_as_odd(rows):
    columns = ("resolution_w_px", "focal_mm", "hfov_deg", "vfov_deg", "range_m")
    table = cameras(*({**NORTH, **dict(zip(columns, row, strict=False))} for row in rows))
    assert check_optics(table) == []


def test_a_focal_length_alone_is_taken_to_be_before_a_common_sensor_and_says_so():
    seen = view(NORTH | {"focal_mm": 4.0, "resolution_w_px": 1920})
    stated = view(NORTH | {"focal_mm": 4.0, "resolution_w_px": 1920, "sensor_width_mm": 5.57})
    assert seen["hfov_deg"] == pytest.approx(2 * np.degrees(np.arctan(5.57 / 8)))
    # A pinhole: f·W / (s·L) metres.
    assert seen["range_m"] == stated["range_m"] == pytest.approx(4 * 1920 / 5.57 / 62.5)
    assert (seen["assumed"], stated["assumed"]) == ("sensor_width_mm", "")
    assert seen["level_known"]


def test_a_stated_angle_without_resolution_is_that_of_the_usual_picture():
    seen = view(NORTH | {"hfov_deg": 50})
    assert seen["range_m"] == pytest.approx(1920 / 62.5 / np.radians(50))
    assert (seen["assumed"], seen["level_known"]) == ("resolution_w_px", False)
    assert seen["footprint_rule"] == FootprintRule.DEFAULT_DEPTH


@pytest.mark.parametrize("row", [{}, {"hfov_deg": 95}, {"focal_mm": 6}, {"kind": "dome"}])
@pytest.mark.parametrize("level", LEVELS)
def test_fewer_pixels_shorten_and_twice_as_many_double(row, level):
    usual = reach(row, level)
    assert reach(row | {"resolution_w_px": 1280}, level) == pytest.approx(usual * 2 / 3)
    assert reach(row | {"resolution_w_px": 2560}, level) == pytest.approx(usual * 4 / 3)
    assert reach(row | {"resolution_w_px": 3840}, level) == pytest.approx(usual * 2)


@pytest.mark.parametrize("stated", [{}, {"kind": "", "range_m": 30}, {"range_m": 30}])
def test_a_stated_range_never_reaches_beyond_the_density(stated):
    """80°, 1920 px, 30 m stated: identifies to 1920 / (250 · 80° in radians) = 5.50 m."""
    row = stated | {"hfov_deg": 80, "resolution_w_px": 1920}
    assert reach(row, "identify") == pytest.approx(5.5, abs=0.005)
    assert reach(row, "observe") == pytest.approx(22.0, abs=0.005)
    assert reach(row, "detect") == pytest.approx(30 if "range_m" in row else 55.0, abs=0.005)


@pytest.mark.parametrize("level", DENSITY_PX_PER_M)
@pytest.mark.parametrize("stated", [{}, {"hfov_deg": 60}, {"resolution_w_px": 2560}])
def test_a_stated_range_alone_says_nothing_of_faces(stated, level):
    """Lens or picture is not known: below 125 px/m as stated, from there on as usual."""
    usual = (
        stated.get("resolution_w_px", 1920)
        / DENSITY_PX_PER_M[level]
        / np.radians(stated.get("hfov_deg", 80))
    )
    expected = 40 if DENSITY_PX_PER_M[level] < 125 else min(40, usual)
    seen = view(NORTH | {"range_m": 40} | stated, level)
    assert seen["range_m"] == pytest.approx(expected)
    assert not seen["level_known"]
    by_range = expected == 40
    rule = FootprintRule.STATED_RANGE if by_range else FootprintRule.DEFAULT_DEPTH
    assert seen["footprint_rule"] == rule
    assert detail_footprints(cameras(NORTH | {"range_m": 40} | stated), level=level).empty


@pytest.mark.parametrize("mount", [{}, {"height_m": 4.0, "tilt_deg": 15.0}])
@pytest.mark.parametrize("edge", [140.0, 160.0])
def test_no_angle_makes_a_view_jump(mount, edge):
    row = NORTH | mount | {"resolution_w_px": 1920}
    narrow, wide = (footprints(cameras(row | {"hfov_deg": edge + more})) for more in (0.0, 0.1))
    assert wide["range_m"][0] == pytest.approx(narrow["range_m"][0], rel=0.002)
    assert wide["vfov_deg"][0] == pytest.approx(narrow["vfov_deg"][0], rel=0.002)
    areas = [shapely.area(shapely.transform(t.geometry[0], metres)) for t in (narrow, wide)]
    assert areas[1] == pytest.approx(areas[0], rel=0.005)


@pytest.mark.parametrize("hung", [{"tilt_deg": 90, "height_m": 3.5}, {"tilt_deg": 90}, {}])
def test_a_fisheye_on_a_ceiling_sees_all_around_whatever_angle_is_printed(hung):
    row = {"xy": (0, 0), "kind": "fisheye", "resolution_w_px": 2048, "resolution_h_px": 2048}
    [plain] = footprints(cameras(row | hung)).geometry
    [printed] = footprints(cameras(row | hung | {"hfov_deg": 180})).geometry
    assert printed.equals(plain)
    # 2048 pixels over 180°: at the horizon 2048 / (2 · 62.5) = 16.4 m.
    assert np.hypot(*metres(shapely.get_coordinates(plain)).T) == pytest.approx(16.384, rel=1e-3)


def test_a_fisheye_on_a_ceiling_sees_no_farther_than_its_lens_bends():
    row = {"xy": (0, 0), "kind": "fisheye", "hfov_deg": 120, "tilt_deg": 90, "height_m": 3.5}
    [seen] = footprints(cameras(row)).geometry
    # A head, 1.8 m below the lens, leaves a cone of 120°.
    radius = 1.8 * np.tan(np.radians(60))
    assert np.hypot(*metres(shapely.get_coordinates(seen)).T) == pytest.approx(radius, rel=1e-3)


def test_a_fisheyes_focal_length_makes_no_pinhole_of_it():
    row = {"xy": (0, 0), "kind": "fisheye", "resolution_w_px": 2048, "resolution_h_px": 2048}
    bare, sold = view(row), view(row | {"focal_mm": 1.2, "sensor_width_mm": 5.57})
    same = ["hfov_deg", "vfov_deg", "range_m", "level_known", "assumed"]
    assert sold[same].tolist() == bare[same].tolist()
    assert sold["range_m"] == pytest.approx(16.384)


def test_a_fisheye_on_a_wall_sees_what_lies_before_it():
    row = {"xy": (0, 0), "kind": "fisheye", "azimuth_deg": 90, "tilt_deg": 10, "hfov_deg": 180}
    east, west = (shapely.Point(degrees(at)) for at in ((3, 0), (-3, 0)))
    [seen] = footprints(cameras(row)).geometry
    assert (seen.contains(east), seen.contains(west)) == (True, False)


@pytest.mark.parametrize(("kind", "lamps"), [("fixed", 30), ("fisheye", 10), ("ptz", 100)])
def test_lamps_reach_as_far_as_is_usual_for_the_kind(kind, lamps):
    row = {"kind": kind, "resolution_w_px": 19200, "resolution_h_px": 19200}
    assert reach(row, light="night") == lamps
    assert "ir_range_m" in view(NORTH | row, light="night")["assumed"]
    assert reach(row | {"ir_range_m": 70}, light="night") == 70


def test_street_lamps_make_a_night_of_day():
    assert reach({"ir_range_m": 5}, light="lit") == reach({})
    assert reach({"ir_range_m": 5}, light="night") == 5


def test_a_ptz_could_zoom_but_counts_with_the_wide_view_it_has():
    table = cameras({"xy": (0, 0), "kind": "ptz", "azimuth_deg": 0, "resolution_w_px": 1920})
    assert footprints(table)["range_m"][0] == pytest.approx(1920 / 62.5 / np.radians(57.6))
    assert reachable(table)["range_m"][0] == pytest.approx(1920 / 62.5 / np.radians(2.5))
    assert reachable(table.assign(range_m=90.0))["range_m"][0] == 90


ODD = {
    "range_m": {"range_m": 3000.0},
    "sensor_width_mm": {"sensor_width_mm": 1 / 2.8, "focal_mm": 4.0},
    "sensor_height_mm": {"sensor_height_mm": 1.5},
    "resolution_w_px": {"resolution_w_px": 4.0},
    "resolution_h_px": {"resolution_h_px": 2.0},
    "hfov_deg": {"hfov_deg": 30.0, "focal_mm": 2.8},
}


@pytest.mark.parametrize("column", ODD)
def test_what_no_such_camera_has_is_told(column):
    [finding] = check_optics(cameras(NORTH, NORTH | {"camera_id": "C7"} | ODD[column]))
    assert (finding.row, finding.column) == (2, column)
    assert "C7" in finding.message


@pytest.mark.parametrize("sensor", [1 / 2.8, 1.9, 2.8, 3.0])
def test_a_fraction_of_an_inch_is_not_taken_for_millimetres(sensor):
    row = {"focal_mm": 4.0, "resolution_w_px": 1920}
    table = cameras(NORTH | row | {"sensor_width_mm": sensor})
    assert footprints(table)["range_m"][0] == pytest.approx(reach(row))


def test_megapixels_in_a_column_of_pixels_do_not_blind_a_camera():
    table = cameras(NORTH | {"hfov_deg": 80, "resolution_w_px": 2.0, "resolution_h_px": 2.0})
    assert footprints(table)["range_m"][0] == pytest.approx(reach({"hfov_deg": 80}))


@pytest.mark.parametrize(
    "fine",
    [
        {"kind": "ptz", "range_m": 800.0},
        {"range_m": 300.0},
        {"hfov_deg": 106.0, "focal_mm": 2.8},
        {"hfov_deg": 62.0, "focal_mm": 4.0},
        {"kind": "ptz", "hfov_deg": 60.0, "focal_mm": 120.0},
        {"kind": "fisheye", "hfov_deg": 360.0, "focal_mm": 1.2},
        {"sensor_width_mm": 3.2, "focal_mm": 4.0, "hfov_deg": 44.0},
    ],
)
def test_what_is_possible_is_not_told(fine):
    assert check_optics(cameras(NORTH | fine)) == []


@settings(max_examples=150, deadline=None)
@given(
    height=st.floats(2.0, 12),
    tilt=st.floats(0, 60),
    hfov=st.floats(20, 170),
    width=st.sampled_from([1280, 1920, 3840]),
    level=st.sampled_from(["detect", "observe", "identify"]),
    at=st.tuples(st.floats(-1, 1), st.floats(0, 1)),
)
def test_no_more_is_claimed_than_an_equidistant_picture_shows(height, tilt, hfov, width, level, at):
    """Trace feet, head or face of a point of the footprint into the picture, pixel by angle."""
    row = {
        "xy": (0, 0),
        "azimuth_deg": 0,
        "height_m": height,
        "tilt_deg": tilt,
        "hfov_deg": hfov,
        "resolution_w_px": width,
    }
    seen = footprints(cameras(row), level=level)
    if seen.empty:
        return
    shape = shapely.transform(seen.geometry[0], metres)
    west, south, east, north = shape.bounds
    x, d = west + (at[0] + 1) / 2 * (east - west), south + at[1] * (north - south)
    if not shapely.contains_xy(shape, x, d):
        return
    per_radian = width / np.radians(hfov)
    for t in (1.6,) if level == "identify" else (0.0, 1.7):
        lower = max(height - t, 0.0)
        deep = d * np.cos(np.radians(tilt)) + lower * np.sin(np.radians(tilt))
        up = d * np.sin(np.radians(tilt)) - lower * np.cos(np.radians(tilt))
        off_axis = np.arctan2(np.hypot(x, up), deep)
        right, top = off_axis * per_radian * np.array([x, up]) / max(np.hypot(x, up), 1e-9)
        assert abs(right) <= width / 2 * 1.005
        if t < height:
            assert abs(top) <= width * 9 / 16 / 2 * 1.005
    distance = np.sqrt(x * x + d * d + lower * lower)
    assert per_radian / distance >= DENSITY_PX_PER_M[level] * 0.995


def test_on_the_axis_the_view_ends_exactly_where_the_picture_does():
    row = NORTH | {
        "height_m": 6.0,
        "tilt_deg": 24.0,
        "hfov_deg": 78.0,
        "vfov_deg": 42.0,
        "resolution_w_px": 2560,
    }
    radians = np.radians
    for level, feet, head in (("detect", 0, 1.7), ("observe", 0, 1.7), ("identify", 1.6, 1.6)):
        seen = view(row, level)
        assert seen["blind_m"] == pytest.approx((6 - feet) / np.tan(radians(24 + 21)))
        slant = 2560 / radians(78) / DENSITY_PX_PER_M[level]
        by_density = np.sqrt(slant**2 - (6 - head) ** 2)
        by_picture = (6 - head) / np.tan(radians(24 - 21))
        assert seen["range_m"] == pytest.approx(min(by_density, by_picture))
