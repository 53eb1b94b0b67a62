"""The map has the whole window; nothing on it covers anything else; its address is its picture."""

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from gis.core.choices import Coverage
from gis.core.language import _
from gis.vocabulary.words import words
from tests.browser.visits import at_rest, drawn_anew, move_map, settle, still, wait_for_map

pytestmark = pytest.mark.browser
CAMERA = "QT-18880-0005"
STREET = f"camera={CAMERA}&view=17.4454,106.6129,16"
SIZES = [(1440, 900), (1366, 768), (390, 844)]
PARTS = (".search input", ".found", ".legend", ".card-panel", ".tools", ".map-notes", ".inset")
SMALLEST_PX = 2  # borders may touch
SHADES = 8  # of 255


def boxes(page, parts=PARTS):
    """Where the parts of the map lie that are seen: left, top, right, bottom."""
    found = {}
    for part in parts:
        one = page.locator(f".camera-map {part}").first
        if one.count() and one.is_visible() and (box := one.bounding_box()):
            right, bottom = box["x"] + box["width"], box["y"] + box["height"]
            found[part] = (box["x"], box["y"], right, bottom)
    return found


def overlaps(found):
    return [
        (one, other)
        for (one, a), (other, b) in combinations(found.items(), 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > SMALLEST_PX
        and min(a[3], b[3]) - max(a[1], b[1]) > SMALLEST_PX
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_map_has_the_rest_of_the_window(visit, size):
    page = visit("ban-do", size)
    at_rest(wait_for_map(page))
    box = page.locator(".camera-map").bounding_box()
    assert box["y"] + box["height"] <= size[1]
    assert box["height"] > 0.68 * size[1]
    scrolls = "main => main.scrollHeight - main.clientHeight"
    assert page.get_by_test_id("stMain").evaluate(scrolls) <= SMALLEST_PX


@pytest.mark.parametrize("size", SIZES)
def test_no_panel_covers_another(visit, size):
    page = visit(f"ban-do?{STREET}", size)
    wait_for_map(page)
    page.locator(".card-panel .camera-card").wait_for()
    at_rest(page.locator(".card-panel"))
    seen = boxes(page)
    assert {".search input", ".card-panel", ".tools"} <= set(seen)
    assert overlaps(seen) == []
    page.locator(".search input").fill("dong hoi")
    page.locator(".found button").first.wait_for()
    at_rest(page.locator(".found"))
    assert overlaps(boxes(page)) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_legend_opens_beside_all_else(visit, size):
    page = visit("ban-do", size)
    wait_for_map(page)
    legend = page.locator(".legend")
    if legend.get_attribute("open") is None:
        page.locator(".legend > summary").click()
    at_rest(legend)
    assert overlaps(boxes(page)) == []


def test_on_a_phone_one_sheet_makes_room_for_the_other(visit):
    page = visit(f"ban-do?{STREET}", SIZES[-1])
    wait_for_map(page)
    page.locator(".card-panel .camera-card").wait_for()
    page.keyboard.press("Escape")
    page.locator(".card-panel .leaflet-popup-close-button").click()
    page.locator(".legend > summary").click()
    page.locator(".legend[open]").wait_for()
    assert page.locator(".camera-card").count() == 0


def picture(page):
    """What is drawn on the map, without the panels that lie on it."""
    page.mouse.move(0, 0)
    page.wait_for_function("document.querySelector('.camera-map').dataset.waiting === '0'")
    deck = page.locator(".camera-map .deck")
    deck.evaluate("deck => { deck.style.opacity = '0' }")
    seen = still(page.locator(".camera-map"))
    deck.evaluate("deck => { deck.style.opacity = '' }")
    return np.asarray(Image.open(BytesIO(seen)).convert("RGB"))


def same(one, other):
    # Tiles that came in another order: edges of lines differ by shades nobody sees.
    return one.shape == other.shape and np.abs(one.astype(int) - other).max() <= SHADES


# What the terms change has come, and the figures communes are coloured by.
LIVE_IS_THERE = """async () => {
  const { state } = await document.querySelector('.camera-map').cameraMap;
  return state.source.reader.root.href.includes('live') && Boolean(state.classes?.bounds.length);
}"""


def test_the_address_is_the_picture(visit):
    page = visit("ban-do")
    wait_for_map(page)
    move_map(page, 17.445, 106.61, 11.5)
    for choice, value in ((".colouring", "cause"), (".tint", "cost_vnd")):
        with drawn_anew(page):
            page.locator(f".legend {choice}").select_option(value)
    for label in (words(Coverage)["gap"], _("By how many cameras seen")):
        with drawn_anew(page):
            page.locator(".legend").get_by_label(label, exact=True).check()
    with drawn_anew(page):
        page.locator(".sight label", has_text=_("Unconfirmed")).locator("input").uncheck()
    here = picture(page)
    page.get_by_text(_("Only what is live at headquarters")).first.click()
    page.wait_for_function("location.search.includes('live=1')")
    settle(page)
    page.wait_for_function(LIVE_IS_THERE)
    live = picture(page)
    assert not same(here, live)
    other = visit(page.url.split("/")[-1].replace("nho=", "of="))  # without what the server keeps
    wait_for_map(other)
    other.wait_for_function(LIVE_IS_THERE)
    assert same(live, picture(other))


def test_a_view_is_saved_by_name_and_opened_again(visit):
    page = visit("ban-do")
    wait_for_map(page)
    with drawn_anew(page):
        page.locator(".legend .tint").select_option("working")
    move_map(page, 17.445, 106.61, 11.5)
    page.locator(".saved > summary").click()
    page.locator(".saved input").fill("Trung tâm <b>")
    page.locator(".saved form button").click()
    before = picture(page)
    page.reload()
    wait_for_map(page)
    with drawn_anew(page):
        page.locator(".legend .tint").select_option("")
    move_map(page, 16.8, 107.0, 10)
    page.locator(".saved > summary").click()
    with drawn_anew(page):
        page.locator(".saved .open", has_text="Trung tâm <b>").click()
    assert page.locator(".legend .tint").input_value() == "working"
    assert same(before, picture(page))


def test_the_map_is_dark_where_the_system_is(visit):
    page = visit("ban-do")
    host = wait_for_map(page)
    light = picture(page).mean()
    page.emulate_media(color_scheme="dark")
    page.locator(".camera-map.dark").wait_for()
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"
    )
    assert picture(page).mean() < light / 2
    page.emulate_media(color_scheme="light")
    page.locator(".camera-map:not(.dark)").wait_for()
    assert host.is_visible()


def test_a_ring_stands_for_one_commune_and_opens_it(visit):
    page = visit("ban-do")
    host = wait_for_map(page)
    counts = page.evaluate(
        "async () => { const n = performance.getEntriesByType('resource')"
        ".find((e) => e.name.includes('communes.json')).name;"
        "return (await (await fetch(n)).json()).communes.length; }"
    )
    layer = "document.querySelector('.camera-map').cameraMap.then((map) => map.layer.frame.hits)"
    hits = page.evaluate(f"() => {layer}")
    assert len(hits) <= counts
    assert len({hit["ring"]["commune"] for hit in hits}) == len(hits)
    zoom = float(host.get_attribute("data-zoom"))
    # The largest, which nothing lies over.
    spot = page.evaluate(
        "async () => { const map = await document.querySelector('.camera-map').cameraMap;"
        "const [hit] = [...map.layer.frame.hits].sort((a, b) => b.ring.n - a.ring.n);"
        "const at = map.map.latLngToContainerPoint(map.layer.position(hit));"
        "return { x: at.x, y: at.y, commune: hit.ring.commune }; }"
    )
    with drawn_anew(page):
        page.locator(".camera-map").click(position={"x": spot["x"], "y": spot["y"]})
    page.wait_for_function(
        "zoom => Number(document.querySelector('.camera-map').dataset.zoom) > zoom + 1", arg=zoom
    )
    inside = page.evaluate(
        "async (commune) => { const { map, state } = await document"
        ".querySelector('.camera-map').cameraMap;"
        "const [w, s, e, n] = state.communes[commune].bounds;"
        "return map.getBounds().contains([[s, w], [n, e]]); }",
        spot["commune"],
    )
    assert inside


def test_a_view_without_cameras_says_where_they_are(visit):
    page = visit("ban-do?view=17.05,106.2,13")
    wait_for_map(page)
    chip = page.locator(".chip.away")
    chip.wait_for()
    assert _("Go there") in chip.inner_text()
    with drawn_anew(page):
        chip.get_by_role("button").click()
    chip.wait_for(state="detached")
    assert int(page.locator(".in-view").inner_text().split("/")[0].split(": ")[1]) > 0


def test_what_lies_in_another_commune_changes_the_commune_and_says_so(visit):
    page = visit("ban-do?xa=18880")
    wait_for_map(page)
    page.locator(".search input").fill("xa gio linh")
    page.locator(".found button").first.click()
    notice = page.locator(".chip.notice")
    notice.wait_for()
    assert "Gio Linh" in notice.inner_text()
    page.wait_for_function("location.search.includes('xa=19495')")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("17,469; 106,622", "17,469000° B"),
        ("Quốc lộ 1", "Quốc lộ 1"),
        ("đầu ghi số 1 đồng hới", None),
        ("huyen gio linh", "Huyện Gio Linh"),
    ],
)
def test_search_finds_more_than_cameras(visit, text, found):
    page = visit("ban-do")
    wait_for_map(page)
    page.locator(".search input").fill(text)
    if found is None:
        page.locator(".found .none").wait_for()
        return
    hit = page.locator(".found button", has_text=found).first
    hit.wait_for()
    with drawn_anew(page):
        hit.click()


def test_a_plan_is_compared_with_today_along_a_line(visit):
    page = visit("phuong-an?tien=500")
    wait_for_map(page)
    page.locator(".stages .compare").click()
    page.locator(".camera-map[data-compared]").wait_for()
    handle = page.locator(".swipe button")
    host = page.locator(".camera-map").first
    both = picture(page)
    handle.focus()
    for _step in range(12):
        page.keyboard.press("ArrowRight")
    assert host.get_attribute("data-swipe") == "0.98"
    assert not same(both, picture(page))
    page.locator(".stages .working").click()
    page.locator(".swipe").wait_for(state="detached")
    assert host.get_attribute("data-swipe") is None
