"""One edits while another looks: the other's map moves on by itself, and says so."""

import re
from contextlib import closing

import pandas as pd
import pytest
from playwright.sync_api import expect

from gis.core.language import _
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from tests.browser.visits import move_map, settle, wait_for_map

pytestmark = pytest.mark.browser
CHANGED = _("The register has changed; the map is being brought up to date.")
WARD = (17.469, 106.622, 15)
SHOWN = """() => document.querySelector('.camera-map').cameraMap
  .then(({ state, map }) => [state.source.revision, map.getZoom(), map.getCenter()])"""


@pytest.fixture
def server(own_server):
    return own_server


@pytest.fixture
def page(browser, server):
    """The map, where what goes wrong is part of the test."""
    with closing(browser.new_context(viewport={"width": 1366, "height": 768})) as context:
        page = context.new_page()
        page.goto(f"{server}/ban-do")
        page.wait_for_selector("h1", timeout=60_000)
        settle(page)
        wait_for_map(page)
        yield page


def line(page):
    return page.locator(".camera-map .chip.trouble")


def turned(url):
    """Turn a camera, as another session or the command line would; return what that wrote."""
    store = Store(url)
    cameras = store.cameras()
    camera = cameras[cameras["azimuth_deg"].notna() & cameras["lon"].notna()].iloc[0]
    before = f"{camera['azimuth_deg']:g}"
    after = f"{(camera['azimuth_deg'] + 90) % 360:g}"
    row = (camera["camera_id"], "azimuth_deg", before, after)
    edit(store, pd.DataFrame([row], columns=FIELDS), source="test", who="An")
    store.engine.dispose()


def moved_on(page, revision):
    """Wait until the map shows another revision than that."""
    page.wait_for_function(
        "before => { const { dataset } = document.querySelector('.camera-map');"
        "return dataset.revision !== before && dataset.waiting === '0'; }",
        arg=revision,
        timeout=90_000,
    )


def test_the_map_of_another_moves_on_by_itself_and_keeps_its_view(visit, store_url):
    page = visit("ban-do")
    wait_for_map(page)
    move_map(page, *WARD)
    revision, zoom, centre = page.evaluate(SHOWN)
    missing = []
    page.on("response", lambda r: "/map/" in r.url and r.status >= 400 and missing.append(r.url))
    turned(store_url)
    expect(line(page)).to_have_text(CHANGED, timeout=60_000)
    moved_on(page, revision)
    after = page.evaluate(SHOWN)
    assert after[0] != revision
    assert after[1:] == [zoom, centre]
    expect(line(page)).to_have_count(0, timeout=60_000)
    move_map(page, 17.475, 106.61, 16)  # what it had not asked for before is there too
    assert missing == []


def test_until_it_has_moved_the_revision_before_still_answers(page, visit, store_url):
    page.route(re.compile(r"/map/[^/]+/newest"), lambda route: route.abort())
    revision, *_view = page.evaluate(SHOWN)
    turned(store_url)
    other = visit("ban-do")  # whose page has the register analysed anew
    wait_for_map(other)
    assert other.evaluate(SHOWN)[0] != revision
    answers = []
    page.on("response", lambda r: "/footprints/" in r.url and answers.append((r.url, r.status)))
    move_map(page, *WARD)
    assert page.evaluate(SHOWN)[0] == revision
    assert answers
    assert all(revision in url and status == 200 for url, status in answers)


def test_what_is_shown_of_a_revision_that_is_gone_is_asked_for_by_its_new_name(page, store_url):
    revision, *_view = page.evaluate(SHOWN)
    turned(store_url)
    gone = re.compile(f"/map/{re.escape(revision)}/(footprints|roads|names|buildings|water)/")
    page.route(gone, lambda route: route.fulfill(status=404))
    move_map(page, *WARD)
    moved_on(page, revision)
    expect(line(page)).to_have_count(0, timeout=60_000)
