"""The map in Firefox: drawn, walked over, changed by another, drawn around; and as a file."""

import json
import re
import shutil

import pytest

from gis.core.language import _
from gis.mapserver.offline_html import map_html
from gis.store.store import Store
from tests.browser.firefox import firefox
from tests.browser.hostile_tables import tables
from tests.browser.poles import WALK, WORST, located_cameras
from tests.browser.visits import open_editor, wait_for_map
from tests.system import until

pytestmark = pytest.mark.browser
MAP = "document.querySelector('.camera-map')"
DRAWN = f"Number({MAP}?.dataset.drawn ?? 0) > 0"
# How many different colours the middle of the map has: one, when nothing is drawn.
COLOURS = """(() => {
  const canvas = document.querySelector('.camera-map .leaflet-pane canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()"""
DIALOG = "document.querySelector('[role=dialog]')"
CHANGED = _("The register has changed; the map is being brought up to date.")


@pytest.fixture(scope="module")
def store_url(tmp_path_factory, small_register):
    return f"sqlite:///{shutil.copy(small_register, tmp_path_factory.mktemp('store'))}"


@pytest.fixture
def server(own_server):
    return own_server


@pytest.fixture(scope="module")
def running():
    with firefox() as page:
        page.size(1366, 900)
        yield page


@pytest.fixture
def page(running, server):
    """The map in Firefox; nothing may go wrong there that a console would tell."""
    running.errors.clear()
    running.open(f"{server}/ban-do")
    running.until(DRAWN)
    at_rest(running)
    yield running
    assert [e for e in running.errors if "/_stcore/" not in e and "404" not in e] == []


def at_rest(page):
    page.until("!!document.querySelector('[data-test-script-state=\"notRunning\"]')")


def only(selector, text):
    """Return the expression of the one element shown that bears a text."""
    return (
        f"(() => {{ const found = [...document.querySelectorAll({json.dumps(selector)})]"
        f".filter((one) => one.checkVisibility() && one.innerText.includes({json.dumps(text)}));"
        "return found.length === 1 ? found[0] : null; })()"
    )


def button(name):
    return only(".camera-map button", name)


def fill(page, selector, text):
    """Type into a field and leave it, once the page has taken in what was done before."""
    field = f"document.querySelector({json.dumps(selector)})"
    page.until(f"{field}?.checkVisibility()")
    at_rest(page)
    page.click(field)
    page.type(*text, "Tab")
    at_rest(page)


def move_map(page, lat, lon, zoom):
    """Show another part of the map, and wait until it is drawn with all it had to ask for."""
    before = page.run(f"{MAP}.dataset.drawn")
    page.run(f"void {MAP}.leafletMap.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")
    page.until(f"{MAP}.dataset.drawn !== '{before}' && {MAP}.dataset.waiting === '0'")


def spot(page, x=0.5, y=0.5):
    """Return where a part of the map's width and height lies in the window."""
    told = page.run(
        f"(() => {{ {MAP}.scrollIntoView({{ block: 'end' }});"
        f"const {{ left, top, width, height }} = {MAP}.getBoundingClientRect();"
        f"return `${{left + width * {x}}} ${{top + height * {y}}}`; }})()"
    )
    return tuple(map(float, told.split()))


def spot_of(page, lat, lon):
    """Return where a position lies in the window; panels may lie over the middle of the map."""
    told = page.run(
        f"(() => {{ {MAP}.scrollIntoView({{ block: 'end' }});"
        f"const {{ x, y }} = {MAP}.leafletMap.latLngToContainerPoint([{lat}, {lon}]);"
        f"const {{ left, top }} = {MAP}.getBoundingClientRect();"
        "return `${left + x} ${top + y}`; })()"
    )
    return tuple(map(float, told.split()))


def test_the_map_is_drawn_zoomed_and_filtered(page):
    assert page.run(COLOURS) > 20
    move_map(page, 17.4454, 106.6129, 17)
    page.until(f"{MAP}.dataset.zoom === '17'")
    page.run("document.querySelector('.camera-map .sight input').click()")
    page.until(
        "document.querySelector('.camera-map .chip.hidden')?.textContent.includes('Đang ẩn')"
    )


def test_at_every_pole_a_click_finds_every_camera_the_worst_first(page, store_url):
    located = len(located_cameras(store_url))
    told = json.loads(page.run(f"({WALK})().then(JSON.stringify)"))
    assert told == {"opened": located, "n": located, "faults": []}


# What the open card tells: its place among how many, what it says line by line.
CARD = """(() => {
  const card = document.querySelector(".camera-card");
  const [place, count] = (card?.querySelector(".place")?.innerText ?? "1/1").split("/").map(Number);
  const told = [...(card?.querySelectorAll("dt") ?? [])].map((term) =>
    [term.innerText, term.nextElementSibling.innerText]);
  return card && place === %d ? JSON.stringify([count, Object.fromEntries(told)]) : null;
})()"""


def card(page, place):
    """Return how many cards there are here; of one of them code and state, if of a camera."""
    count, told = json.loads(page.until(CARD % place + " ?? ''"))
    return count, told.get("Mã"), told.get("Hiện trạng", "").split(":")[0]


def test_by_a_click_and_the_arrow_key_every_camera_of_every_pole_is_opened(page, store_url):
    for _pole, cameras in located_cameras(store_url).groupby("pole"):
        at = cameras["lat"].iloc[0], cameras["lon"].iloc[0]
        move_map(page, *at, 18)
        page.drag(spot_of(page, *at))
        count, *first = card(page, 1)
        opened = [first]
        for place in range(2, count + 1):
            page.type("ArrowRight")
            opened.append(card(page, place)[1:])
        assert set(cameras["camera_id"]) <= {code for code, _state in opened}
        states = [WORST.index(state) for code, state in opened if code in set(cameras["camera_id"])]
        assert states == sorted(states)
        page.type("Escape")
        page.until("!document.querySelector('.camera-card')")


# The line goes by itself, maybe before anybody looks.
NOTE_LINES = f"""void (() => {{
  window.lines = [];
  const note = () => lines.push({MAP}.querySelector(".chip.trouble")?.innerText);
  new MutationObserver(note).observe({MAP}, {{ childList: true, subtree: true }});
}})()"""


def test_what_is_changed_in_chromium_is_shown_in_firefox(page, visit, store_url):
    [one] = located_cameras(store_url).head(1).to_dict("records")
    move_map(page, one["lat"], one["lon"], 18)
    revision = page.run(f"{MAP}.dataset.revision")
    page.run(NOTE_LINES)
    other = visit("ban-do")
    wait_for_map(other)
    open_editor(other, one["camera_id"])
    other.fill(".edit-bar label:nth-of-type(1) input", "123")
    other.locator(".edit-bar .save").click()
    other.get_by_text("Đã thay đổi 1 dòng").wait_for(timeout=60_000)
    page.until(f"lines.includes({json.dumps(CHANGED)})")
    page.until(f"{MAP}.dataset.revision !== '{revision}' && {MAP}.dataset.waiting === '0'", 90)
    assert page.run(f"{MAP}.dataset.zoom") == "18"  # the view stays
    page.until(f"!{MAP}.querySelector('.chip.trouble')")
    page.drag(spot_of(page, one["lat"], one["lon"]))
    page.until("!!document.querySelector('.camera-card')?.innerText.includes('123°')")


def custodians(store_url):
    store = Store(store_url)
    try:
        return store.cameras().set_index("camera_id")["custodian"]
    finally:
        store.engine.dispose()


def test_cameras_drawn_around_are_counted_shown_changed_and_taken_back(page, store_url):
    before = custodians(store_url)
    fill(page, "[data-testid=stSidebar] input[type=text]", "An")
    move_map(page, 17.4454, 106.6129, 12)
    page.drag(spot(page, 0.35, 0.2), spot(page, 0.6, 0.5), spot(page, 0.7, 0.85), key="Shift")
    bar = page.until(f"{MAP}.querySelector('.chosen-bar strong')?.innerText ?? ''")
    count = int(re.search(r"\d+", bar)[0])
    assert count > 3
    show_their_table(page, count)
    give_all_the_custodian(page, count)
    after = custodians(store_url)
    assert set(after[after != before]) == {"Công an thử"}
    assert int((after != before).sum()) == count
    page.until(f"{MAP}.dataset.chosen === '{count}'")  # the ring stays
    take_back(page, count)
    # The page may still say the same of the write before.
    until(lambda: custodians(store_url).equals(before), "nothing was taken back")


def show_their_table(page, count):
    page.click(button("Bảng số liệu"))
    page.until(f"{DIALOG}?.innerText.includes('Đã chọn {count} camera')")
    page.until(f"{DIALOG}.querySelector('[data-testid=stDataFrame] canvas')")
    at_rest(page)
    page.type("Escape")
    page.until(f"!{DIALOG}")
    at_rest(page)


def give_all_the_custodian(page, count):
    page.click(button("Sửa tất cả"))
    page.until(f"{DIALOG}?.querySelector('[role=combobox]')")
    at_rest(page)
    page.click(f"{DIALOG}.querySelector('[role=combobox]')")
    page.click(only("[role=option]", "Đơn vị quản lý"))
    fill(page, "[role=dialog] input[aria-label='Đơn vị quản lý']", "Công an thử")
    page.until(f"{DIALOG}.innerText.includes('“Công an thử” cho {count} camera')")
    at_rest(page)
    page.click(only("[role=dialog] button", "Sửa tất cả"))
    page.until(f"document.body.innerText.includes('Đã thay đổi {count} dòng')")
    page.until(f"!{DIALOG}")


def take_back(page, count):
    page.click("document.querySelector('[data-testid=stSidebarNavLink][href$=\"/danh-muc\"]')")
    page.click(only("[role=tab]", "Lịch sử"))
    page.until(only("button", "Hoàn tác: "))
    at_rest(page)
    page.click(only("button", "Hoàn tác: "))
    page.until(only("[role=dialog] button", "Hoàn tác"))
    at_rest(page)
    page.click(only("[role=dialog] button", "Hoàn tác"))
    page.until(f"document.body.innerText.includes('Đã thay đổi {count} dòng')")


def test_the_file_opens(running, tmp_path):
    path = tmp_path / "ban-do.html"
    path.write_bytes(map_html(tables("00001")))
    running.open(path.as_uri())
    running.until(DRAWN)
    assert running.run("document.querySelector('.camera-map').dataset.cameras") == "5"
    assert running.run(COLOURS) > 20
