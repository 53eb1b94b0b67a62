"""Pages on which a camera and the recorder it stands behind bear one code."""

import pytest

from gis.core.language import _
from gis.store.by_hand import add_camera
from tests.pages.screen import budget, lines, opened, page, texts
from tests.world import cameras

TWIN = {
    "camera_id": "R",
    "xy": (600, 500),
    "azimuth_deg": 90,
    "range_m": 100,
    "hfov_deg": 60,
    "status": "broken",
    "repair_cost_vnd": 1e6,
    "name": "Cổng chợ",
}


@pytest.fixture
def twins(village):
    add_camera(village, cameras(TWIN), source="test", who="An")
    return village


def test_each_is_a_line_of_its_own_that_says_what_it_is(app, twins):
    shown = page(app, "plan")
    budget(shown).set_value(14.0).run()
    assert not shown.exception
    names = lines(shown)[_("Repair")].tolist()
    assert sum("(camera)" in name for name in names) == 1
    assert sum("(thiết bị)" in name for name in names) == 1


def test_what_was_required_is_found_by_what_it_is_called_now(app, village):
    """Only the recorder is called R here: it was required when a camera was, too."""
    shown = page(app, "plan")
    shown.session_state["plan_locked"] = ["equipment:R"]
    shown.run()
    assert not shown.exception
    assert shown.session_state["plan_locked"] == ["R"]


def test_their_histories_are_shown_apart(app, twins):
    shown = opened(app, "register")
    shown.text_input(key="history_of").input("R").run()
    told = texts(shown).replace("\\", "")
    assert not shown.exception
    assert "camera “R”" in told
    assert "thiết bị “R”" in told
    assert "hư hỏng từ" in told  # of the camera, which was added so
