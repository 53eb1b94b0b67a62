"""The map of the plan page: three stages, a budget dragged, the view kept; sites beside it."""

from base64 import b64decode
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from gis.core.language import _
from gis.store.store import Store
from tests.browser.visits import drawn_anew, move_map, settle, wait_for_map
from tests.system import running_app, until
from tests.world import cameras, degrees, demand

pytestmark = pytest.mark.browser
VIEW = {"kind": "fixed", "azimuth_deg": 90, "range_m": 30, "hfov_deg": 60}
GREEN = (0x00, 0x9E, 0x73)
LON, LAT = degrees((150, 0)).tolist()
SITE = degrees((600, 0)).tolist()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A street: one camera works, three are broken for 2, 3 and 4 million; a junction unseen."""
    folder = tmp_path_factory.mktemp("plan")
    url = f"sqlite:///{folder / 'register.sqlite'}"
    broken = [
        {
            "camera_id": f"B{k}",
            "xy": (100 * k, 0),
            "status": "broken",
            "repair_cost_vnd": (k + 1) * 1e6,
            **VIEW,
        }
        for k in (1, 2, 3)
    ]
    seen = [{"shape": f"POINT ({100 * k + 10} 0)", "weight": 5} for k in range(4)]
    crossing = {
        "shape": "POINT (600 0)",
        "weight": 3,
        "category": "junction_commune",
        "name": "Ngã ba",
    }
    Store(url).save(
        cameras=cameras({"camera_id": "W", "xy": (0, 0), "status": "working", **VIEW}, *broken),
        demand=demand(*seen, crossing),
        source="test",
    )
    with running_app(url, folder / "log") as address:
        yield address


def counts(page):
    """Return how many cameras the legend tells of each sight that it shows."""
    rows = page.locator(".camera-map .legend .sight label:visible").all()
    return {
        row.locator(".name").inner_text(): int(row.locator(".count").inner_text()) for row in rows
    }


UP, DOWN, AGAIN, UNKNOWN = (
    _("Seeing"),
    _("Not seeing"),
    _("Restored or connected by the plan"),
    _("Unconfirmed"),
)


@contextmanager
def dragged(page, restored):
    """Wait until the map shows so many cameras restored."""
    yield
    page.wait_for_function(
        "n => document.querySelectorAll('.sight .count')[1].textContent === n", arg=str(restored)
    )


def drag(page, key, restored):
    settle(page)
    slider = page.locator('[class*="st-key-budget-"] input[type=range]')
    slider.focus()
    with dragged(page, restored):
        page.keyboard.press(key)


def show(page, stage):
    with drawn_anew(page):
        page.locator(".stages").get_by_role("button", name=stage).click()


def green(page):
    """Return how many pixels of the map's picture have the colour of what is restored."""
    # Asked of the canvas itself: with each picture another one takes its place.
    canvas = page.locator(".camera-map canvas.leaflet-zoom-animated")
    picture = b64decode(canvas.evaluate("canvas => canvas.toDataURL()").partition(",")[2])
    pixels = np.asarray(Image.open(BytesIO(picture)).convert("RGB")).reshape(-1, 3)
    return int((np.abs(pixels.astype(int) - GREEN).max(axis=1) < 12).sum())


def test_the_stages_are_switched_on_the_map_itself(visit):
    page = visit("phuong-an")
    wait_for_map(page)
    drag(page, "End", 3)
    assert counts(page) == {UP: 1, AGAIN: 3, DOWN: 0, UNKNOWN: 0}
    show(page, _("Today"))
    assert counts(page) == {UP: 1, DOWN: 3, UNKNOWN: 0}
    assert page.locator(".legend > summary").inner_text() == _("Cameras today")
    show(page, _("As installed"))
    assert counts(page) == {UP: 4, DOWN: 0, UNKNOWN: 0}
    pressed = page.locator(".stages button[aria-pressed=true]").all_inner_texts()
    assert pressed == [_("As installed")]


def test_dragging_the_budget_draws_anew_and_keeps_the_view(visit):
    page = visit("phuong-an")
    host = wait_for_map(page)
    move_map(page, LAT, LON, 17)
    host.evaluate("element => { element.untouched = true }")
    asked = []
    page.on("request", lambda request: "/map/" in request.url and asked.append(request.url))
    drag(page, "End", 3)
    drag(page, "Home", 0)
    assert page.locator('[data-testid="stMetricValue"]').first.inner_text() == "0"
    drag(page, "End", 3)
    assert page.locator('[data-testid="stMetricValue"]').first.inner_text() == "9"
    assert host.evaluate("element => element.untouched")
    assert host.get_attribute("data-zoom") == "17"
    middle = host.evaluate("element => element.leafletMap.getCenter()")
    assert (middle["lat"], middle["lng"]) == pytest.approx((LAT, LON), abs=1e-5)
    assert asked == []


def test_what_is_restored_has_a_colour_and_footprints_of_its_own(visit):
    page = visit("phuong-an")
    wait_for_map(page)
    drag(page, "End", 3)
    move_map(page, LAT, LON, 17)
    until(lambda: green(page) > 300, "nothing is green")  # a picture is drawn in slices
    show(page, _("Today"))
    until(lambda: green(page) == 0, "the green stays")


def test_the_map_goes_to_the_commune(visit):
    page = visit("phuong-an?xa=18880")
    host = wait_for_map(page)
    assert float(host.get_attribute("data-zoom")) > 10.5
    assert page.locator(".chip.hidden").is_visible()


SITE_IS_SHOWN = (
    "() => { const { leafletMap } = document.querySelector('.st-key-sites_map .camera-map');"
    "const { x } = leafletMap.getSize(); const bounds = leafletMap.getBounds();"
    "return x > 300 && leafletMap.getZoom() < 17"
    f" && bounds.contains([{SITE[1]}, {SITE[0]}]); }}"
)


def open_sites(page):
    """Open the tab of new cameras, look for sites if nobody has, and return their map."""
    page.locator('[data-testid="stTab"]', has_text=_("New cameras (new investment)")).click()
    find = page.locator(".st-key-sites_find button")
    host = page.locator(".st-key-sites_map .camera-map")
    find.or_(host.locator(".legend")).first.wait_for()
    if find.is_visible():
        find.click()
    host.locator(".legend").wait_for()
    return host


def test_sites_are_shown_in_a_tab_of_their_own(visit):
    page = visit("phuong-an")
    wait_for_map(page)
    host = open_sites(page)
    page.wait_for_function(SITE_IS_SHOWN)
    assert host.get_attribute("data-marked") == "true"


def test_sites_are_shown_even_where_their_map_was_made_in_a_closed_tab(visit):
    page = visit("phuong-an")
    wait_for_map(page)
    host = open_sites(page)
    tabs = page.locator('[data-testid="stTab"]')
    tabs.first.click()
    host.wait_for(state="hidden")
    page.get_by_text("English", exact=True).click()  # every word is new, and so is the map
    page.wait_for_selector(".st-key-sites_map [lang=en] .legend", state="attached")
    assert not host.is_visible()
    tabs.nth(4).click()
    host.locator(".legend").wait_for()
    page.wait_for_function(SITE_IS_SHOWN)
    assert host.get_attribute("data-marked") == "true"
