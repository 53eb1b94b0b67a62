"""One street block on the map: what is drawn where, and the whole as a golden picture."""

from io import BytesIO

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image

from gis.core.crs import WGS84
from gis.core.language import _
from gis.store.store import Store
from tests.browser.golden import OFF, assert_looks
from tests.browser.visits import colour, drawn_anew, move_map, spot, wait_for_map
from tests.system import running_app
from tests.world import cameras, degrees, demand, placed

pytestmark = pytest.mark.browser
BLOCK = (-75, -50, 75, 50)
LENS = {
    "kind": "fixed",
    "focal_mm": 8.0,
    "sensor_width_mm": 4.8,
    "sensor_height_mm": 2.7,
    "resolution_w_px": 1920.0,
    "resolution_h_px": 1080.0,
    "height_m": 4.0,
    "tilt_deg": 18.0,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Two streets, four houses; a camera that sees, one that is broken, one that can turn."""
    folder = tmp_path_factory.mktemp("street")
    store = Store(f"sqlite:///{folder / 'register.sqlite'}")
    store.save(
        cameras=cameras(
            {"xy": (-50, 0), "azimuth_deg": 90.0, "status": "working", **LENS},
            {"xy": (0, 40), "azimuth_deg": 180.0, "status": "broken", **LENS},
            {
                "xy": (40, -20),
                "azimuth_deg": 315.0,
                "status": "working",
                "kind": "ptz",
                "range_m": 20.0,
                "hfov_deg": 60.0,
            },
        ),
        demand=demand(
            {"shape": "LINESTRING (-200 0, 200 0)", "category": "road_commune"},
            {"shape": "LINESTRING (0 -200, 0 200)", "category": "road_hamlet"},
            {"shape": "POINT (60 30)", "category": "market"},
        ),
        source="test",
    )
    houses = [
        shapely.box(-38, 1.2, -36.5, 6),
        shapely.box(-60, -30, -20, -15),
        shapely.box(10, 10, 40, 40),
        shapely.box(10, -45, 30, -30),
    ]
    table = {"building_id": list("abcd"), "height_m": np.nan}
    outlines = gpd.GeoDataFrame(table, geometry=placed(np.array(houses)), crs=WGS84)
    store.save(buildings=outlines, source="test")
    with running_app(store.url, folder / "log") as address:
        yield address


@pytest.fixture
def street(visit):
    page = visit("ban-do")
    wait_for_map(page)
    lon, lat = degrees((0, 0))
    move_map(page, lat, lon, 19)
    page.wait_for_load_state("networkidle")
    return page


def picture(page):
    """Return the block as pixels."""
    west, north = spot(page, BLOCK[0], BLOCK[3])
    east, south = spot(page, BLOCK[2], BLOCK[1])
    clip = {"x": west, "y": north, "width": east - west, "height": south - north}
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")


def is_blue(rgb):
    return rgb[2] - rgb[0] > 15


def test_a_view_ends_behind_a_house_and_is_stronger_where_faces_are_identified(street):
    # The camera at (-50, 0) looks east; a house stands north of its axis at x = -38.
    # Faces are identified to 12.6 m from its pole, people observed to 15.6 m.
    near, far = colour(street, -40, -1), colour(street, -35.5, -2)
    assert is_blue(far)
    assert near[0] < far[0] - 10
    assert not is_blue(colour(street, -35.5, 2.6))
    assert is_blue(colour(street, -35.5, -2.6))  # mirrored: no house there


def test_switches_take_away_what_is_only_shown(street):
    reach = picture(street)
    with drawn_anew(street):
        street.get_by_text(_("PTZ could turn to")).click()
    without = picture(street)
    changed = np.abs(np.asarray(reach, int) - np.asarray(without, int)).max(axis=2) > OFF
    assert changed.any()
    with drawn_anew(street):
        street.get_by_text(_("faces identified")).click()
    near, far = colour(street, -40, -1), colour(street, -35.5, -2)
    assert abs(near[0] - far[0]) < 5


def test_the_switch_of_redundancy_colours_what_is_seen(street):
    before = np.asarray(picture(street), int)
    with drawn_anew(street):
        street.get_by_text(_("By how many cameras seen")).click()
    street.locator(".legend .scale").wait_for()
    shot = np.asarray(picture(street), int)
    assert (before != shot).any()
    assert (np.abs(shot - [90, 165, 214]).max(axis=2) < 60).sum() > 20


def test_the_block_looks_as_it_should(street, tmp_path):
    assert_looks(picture(street), "street", tmp_path)
