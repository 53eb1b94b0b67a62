"""What goes wrong with the map is told in one line on it, and the line goes when it goes well."""

import base64
import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from gis.core.language import _
from gis.mapserver.offline_html import map_html
from tests.browser.hostile_tables import tables
from tests.browser.visits import drawn_anew, move_map, settle, wait_for_map

pytestmark = pytest.mark.browser
MISSING = _("Part of the map did not arrive; it is being asked for again.")
UNREADABLE = _("Part of the map cannot be read; it is being asked for again.")
UNDRAWN = _("Part of the map could not be drawn. Load the page again.")
UNANSWERED = _("No answer came. Please try again.")
ROADS = re.compile(r"/map/[^/]+/roads/")
CUT_IN_THE_MIDDLE = b"QTR2" + (3).to_bytes(4, "little") + bytes(20)
WARD = (17.469, 106.622, 14)


@pytest.fixture
def page(browser, few):
    """The map of few cameras; what is logged there is part of what goes wrong."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    with closing(context):
        page = context.new_page()
        page.goto(f"{few}/ban-do")
        page.wait_for_selector("h1", timeout=60_000)
        settle(page)
        wait_for_map(page)
        yield page


def line(page):
    return page.locator(".camera-map .chip.trouble")


def test_a_tile_that_does_not_arrive_is_told_and_asked_for_again(page):
    page.route(ROADS, lambda route: route.abort())
    move_map(page, *WARD)
    expect(line(page)).to_have_text(MISSING)
    assert line(page).count() == 1  # however many tiles failed
    page.unroute(ROADS)
    expect(line(page)).to_have_count(0, timeout=15_000)  # without anybody doing anything


def test_a_server_that_answers_with_an_error_is_told(page):
    page.route(ROADS, lambda route: route.fulfill(status=503, body="busy"))
    move_map(page, *WARD)
    expect(line(page)).to_have_text(MISSING)


@pytest.mark.parametrize("body", [CUT_IN_THE_MIDDLE, b"<html>sign in</html>", b""])
def test_a_tile_that_cannot_be_read_is_told_and_asked_for_again(page, body):
    page.route(ROADS, lambda route: route.fulfill(status=200, body=body))
    move_map(page, *WARD)
    expect(line(page)).to_have_text(UNREADABLE)
    page.unroute(ROADS)
    expect(line(page)).to_have_count(0, timeout=15_000)


def test_what_is_no_longer_on_the_map_is_no_trouble(page):
    page.route(ROADS, lambda route: route.abort())
    move_map(page, *WARD)
    expect(line(page)).to_have_text(MISSING)
    move_map(page, 17.2, 106.6, 8)  # no roads are drawn from so far away
    expect(line(page)).to_have_count(0)


def test_what_cannot_be_drawn_is_told_and_the_rest_of_the_map_stays(page):
    page.evaluate(
        "() => { const { prototype } = CanvasRenderingContext2D;"
        "window.whole = prototype.fillText;"
        "prototype.fillText = () => { throw new Error('no letters today'); }; }"
    )
    page.get_by_role("button", name="Phóng to").click()
    expect(line(page)).to_have_text(UNDRAWN)
    assert page.locator(".camera-map canvas.leaflet-zoom-animated").count() == 1
    page.evaluate("() => { CanvasRenderingContext2D.prototype.fillText = window.whole; }")
    with drawn_anew(page):
        page.get_by_role("button", name="Thu nhỏ").click()
    expect(line(page)).to_have_count(0)


def test_a_card_and_a_search_without_answer_are_told(page):
    asked = re.compile(r"/map/[^/]+/(camera/|search)")
    page.route(asked, lambda route: route.abort())
    page.fill(".search input", "QT")
    expect(line(page)).to_have_text(UNANSWERED)
    page.unroute(asked)
    page.fill(".search input", "QT-")
    page.locator(".found button").first.wait_for()
    expect(line(page)).to_have_count(0)
    page.route(asked, lambda route: route.abort())
    page.locator(".found button").first.click()
    expect(line(page)).to_have_text(UNANSWERED)
    assert page.locator(".camera-card").count() == 0
    page.unroute(asked)
    page.fill(".search input", "QT")
    page.locator(".found button").first.click()
    page.locator(".camera-card").wait_for()
    expect(line(page)).to_have_count(0)


UPDATE = """(revision) => document.querySelector('.camera-map').cameraMap
  .then((map) => map.update({ ...map.settings, revision: revision ?? window.revision }))"""


def test_a_newer_register_that_does_not_arrive_leaves_the_one_before(page):
    page.evaluate(
        "() => document.querySelector('.camera-map').cameraMap"
        ".then((map) => { window.revision = map.settings.revision; })"
    )
    cameras = page.locator(".camera-map").get_attribute("data-cameras")
    page.evaluate(UPDATE, "gone")
    expect(line(page)).to_have_text(MISSING)
    with drawn_anew(page):
        page.get_by_role("button", name="Phóng to").click()
    assert page.locator(".camera-map").get_attribute("data-cameras") == cameras
    page.evaluate(UPDATE, None)
    expect(line(page)).to_have_count(0)


def test_a_map_that_cannot_begin_says_so(browser, few):
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.route(re.compile(r"/map/[^/]+/cameras\.bin"), lambda route: route.abort())
        page.goto(f"{few}/ban-do")
        told = page.locator(".camera-map.failed")
        told.wait_for(timeout=60_000)
        expect(told).to_have_text(_("The map could not be loaded. Load the page again."))


def test_a_file_that_cannot_be_opened_says_so(browser, tmp_path):
    content = map_html(tables("00001")).decode()
    packed = re.search(r'"cameras\.bin": "([^"]+)"', content)[1]
    path = tmp_path / "ban-do.html"
    spoiled = base64.b64encode(b"not what was written").decode()
    path.write_text(content.replace(packed, spoiled), "utf-8")
    with closing(browser.new_context(offline=True)) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        told = page.locator(".camera-map.failed")
        told.wait_for()
        expect(told).to_have_text(
            _("This map could not be opened. Try a newer browser, or have the file made anew.")
        )
