"""The map as a visitor uses it: filters, address, search, links, measuring, paper."""

import re

import pytest

from gis.core.crs import WGS84, transformer
from tests.browser.visits import at_rest, drawn_anew, move_map, wait_for_map

pytestmark = pytest.mark.browser
CAMERA = "QT-18880-0005"


def shown(page):
    counts = page.locator(".camera-map .legend .sight .count").all_inner_texts()
    return sum(int(text.replace(".", "")) for text in counts)


def test_filters_say_loudly_what_they_hide_and_can_be_taken_back(visit):
    page = visit("ban-do")
    wait_for_map(page)
    before = shown(page)
    page.locator(".filters summary").click()
    row = page.locator(".filters label", has_text="hư hỏng")
    broken = int(row.locator(".count").inner_text().replace(".", ""))
    with drawn_anew(page):
        row.locator("input").uncheck()
    assert shown(page) == before - broken
    chip = page.locator(".chip.hidden")
    assert chip.inner_text().startswith("Đang ẩn")
    assert f"{broken:,}".replace(",", ".") in chip.inner_text()
    with drawn_anew(page):
        chip.get_by_role("button").click()
    assert shown(page) == before
    assert page.locator(".chip.hidden").count() == 0


def test_the_address_brings_somebody_else_to_the_same_picture(visit):
    page = visit("ban-do")
    wait_for_map(page)
    page.locator(".legend .tint").select_option("gap")
    page.locator(".sight label", has_text="Chưa xác nhận").locator("input").uncheck()
    page.fill(".search input", CAMERA)
    page.locator(".found button").first.click()
    page.locator(".camera-card").wait_for()
    page.wait_for_function("location.search.includes('camera=')")
    address = page.url.split("/")[-1]
    other = visit(address)
    host = wait_for_map(other)
    other.locator(".camera-card").wait_for()
    assert CAMERA in other.locator(".camera-card").inner_text()
    assert host.get_attribute("data-zoom") == "17"
    assert not other.locator(".sight label", has_text="Chưa xác nhận").locator("input").is_checked()
    assert other.locator(".chip.hidden").is_visible()
    assert other.locator(".legend .tint").input_value() == "gap"


@pytest.mark.parametrize(
    "address", ["view=x,y,z", "view=1e9,2,3", "hide=status.none,.,sight", "share=all", "camera=no"]
)
def test_an_address_that_makes_no_sense_does_no_harm(visit, address):
    page = visit(f"ban-do?{address}")
    wait_for_map(page)
    assert page.locator(".chip.hidden").count() == 0
    assert page.locator(".inset").is_visible()


def test_a_former_commune_leads_to_that_of_today(visit):
    page = visit("ban-do")
    host = wait_for_map(page)
    page.fill(".search input", "duc ninh dong")
    hit = page.locator(".found button").first
    hit.wait_for()
    assert "nay là Phường Đồng Hới" in hit.inner_text()
    with drawn_anew(page):
        page.keyboard.press("Enter")
    assert float(host.get_attribute("data-zoom")) > 10.5


def test_equipment_of_a_camera_shows_who_else_needs_it(visit):
    page = visit(f"ban-do?camera={CAMERA}&view=17.4454,106.6129,15")
    host = wait_for_map(page)
    button = page.locator(".links button").first
    button.wait_for()
    number = int(re.search(r"(\d+) mắt camera", button.inner_text())[1])
    assert number > 1
    assert host.get_attribute("data-linked") == str(number)
    page.locator(".links summary").press("Enter")  # the map may still move under a pointer
    page.locator(".links details[open]").wait_for()
    with drawn_anew(page):
        page.locator(".links details button").last.click()
    assert page.locator(".links button[aria-pressed=true]").count() == 1


@pytest.mark.parametrize(
    ("at", "place"), [((17.6, 106.1), "EPSG:9211"), ((16.7, 107.2), "EPSG:9212")]
)
def test_coordinates_under_the_cursor_are_those_of_proj(visit, at, place):
    page = visit("ban-do")
    wait_for_map(page)
    lat, lon = at
    move_map(page, lat, lon, 16)
    page.hover(".camera-map", position={"x": 500, "y": 300})
    told = page.locator(".readout .metres")
    told.wait_for()
    if place == "EPSG:9212":
        told.focus()
        page.keyboard.press("Enter")
    degrees, metres = page.locator(".readout .degrees").inner_text(), told.inner_text()
    lat, lon = (float(v.replace(",", ".")) for v in re.findall(r"(\d+,\d+)°", degrees))
    x, y = (
        float(v.replace(".", "").replace(",", ".")) for v in re.findall(r"[XY] ([\d.,]+\d)", metres)
    )
    east, north = transformer(WGS84, place).transform(lon, lat)
    # Degrees are written to 5 decimals, a metre; what is behind them is tested in test_crs.
    assert (x, y) == pytest.approx((north, east), abs=0.7)


def test_the_commune_under_the_cursor_tells_its_share(visit):
    page = visit("ban-do?share=surveyed")
    wait_for_map(page)
    spot = page.evaluate(
        "() => { const p = document.querySelector('.camera-map').leafletMap"
        ".latLngToContainerPoint([17.29, 106.45]); return { x: p.x, y: p.y }; }"
    )
    page.hover(".camera-map", position=spot)
    told = page.locator(".readout .commune")
    told.wait_for()
    assert re.fullmatch(r"(Xã|Phường) .+: tỷ lệ camera đã rà soát [\d,]+\s?%", told.inner_text())


def test_a_line_is_measured_to_the_metre(visit):
    page = visit("ban-do")
    wait_for_map(page)
    move_map(page, 17.0, 106.9, 15)
    page.get_by_role("button", name="Đo khoảng cách").click()
    # Whole in view at once: a page that still scrolls would take the map from under the pointer.
    page.locator(".camera-map").evaluate("map => map.scrollIntoView({ block: 'end' })")
    at_rest(page.locator(".camera-map"))
    for place in ([17, 106.9], [17, 106.905], [17.004, 106.905]):
        spot = page.evaluate(
            "(place) => { const p = document.querySelector('.camera-map').leafletMap"
            ".latLngToContainerPoint(place); return { x: p.x, y: p.y }; }",
            place,
        )
        page.locator(".camera-map").click(position=spot)
    page.mouse.move(5, 5)
    # 0.005° of longitude are 532.4 m here, 0.004° of latitude 442.7 m (Vincenty).
    told = page.locator(".measure .told").inner_text()
    metres = re.match(r"([\d.,]+) (m|km)", told)
    assert float(metres[1].replace(".", "").replace(",", ".")) == pytest.approx(975.1, abs=4)
    assert "ha" in told
    page.get_by_role("button", name="Đóng").click()
    assert page.locator("div.measure").is_hidden()


@pytest.mark.parametrize(
    ("paper", "turn", "points"),
    [
        ("A4", "landscape", (842, 595)),
        ("A4", "portrait", (595, 842)),
        ("A3", "landscape", (1191, 842)),
    ],
)
def test_the_map_is_laid_out_on_paper(visit, paper, turn, points):
    page = visit("ban-do")
    wait_for_map(page)
    page.get_by_role("button", name="In bản đồ").click()
    page.get_by_label("Khổ giấy").select_option(paper)
    page.locator(".print-bar > select").select_option(turn)
    page.get_by_label("Tiêu đề").fill("Camera <b>phường</b>")
    page.wait_for_selector('.sheet[data-ready="yes"]')
    sheet = page.locator(".sheet")
    assert sheet.locator("h1").inner_text() == "Camera <b>phường</b>"
    foot = sheet.locator(".foot").inner_text()
    assert re.search(r"Tỷ lệ 1 : [\d.]+", foot)
    assert re.search(r"Ngày lập: \d\d/\d\d/\d{4}", foot)
    assert "Nguồn" in foot
    assert "Dữ liệu mô phỏng" in foot
    assert "Trường Sa" in sheet.locator(".inset").get_attribute("aria-label")
    assert sheet.locator(".legend .row").count() == 4  # three states, and what is lost
    assert sheet.locator(".north").first.is_visible()
    content = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert [tuple(round(float(v)) for v in box) for box in boxes] == [points]
    page.keyboard.press("Escape")
    assert page.locator(".print-view").count() == 0


def test_the_map_is_used_by_keyboard_alone(visit):
    page = visit("ban-do?view=17.4454,106.6129,17")
    host = wait_for_map(page)
    lat, lon = page.evaluate(
        "async () => { const answer = await (await fetch(performance.getEntriesByType('resource')"
        ".find((e) => e.name.includes('cameras.bin')).name.replace('cameras.bin', 'find')"
        ".replace('?', '?q=QT-18880-0005&'))).json(); return [answer.lat, answer.lon]; }"
    )
    move_map(page, lat, lon, 18)
    host.focus()
    page.keyboard.press("Enter")
    page.locator(".camera-card").wait_for()
    page.keyboard.press("Escape")
    zoom = float(host.get_attribute("data-zoom"))
    host.focus()
    page.keyboard.press("-")
    page.wait_for_function(
        "(zoom) => Number(document.querySelector('.camera-map').dataset.zoom) < zoom", arg=zoom
    )
    names = page.locator(".tools button").evaluate_all("all => all.map((b) => b.ariaLabel)")
    assert all(names)
    assert len(names) == 7


def test_full_screen_fills_the_screen_and_keeps_the_view(visit):
    page = visit("ban-do")
    host = wait_for_map(page)
    before = at_rest(host)["height"]
    with drawn_anew(page):
        page.get_by_role("button", name="Toàn màn hình").click()
    assert host.bounding_box()["height"] == page.viewport_size["height"]
    with drawn_anew(page):
        page.evaluate("document.fullscreenElement && document.exitFullscreen()")
    assert at_rest(host)["height"] == before


CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].reduce((sum, v, k) => {
    const s = v / 255;
    const linear = s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    return sum + [0.2126, 0.7152, 0.0722][k] * linear;
  }, 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const [r, g, b, alpha = 1] = numbers(getComputedStyle(e).backgroundColor);
      if (alpha > 0.7) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const all = [...document.querySelectorAll('.camera-map *')].filter((e) =>
    e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return all.map((e) => {
    const pair = [light(numbers(getComputedStyle(e).color)), light(behind(e))];
    const [a, b] = pair.sort((x, y) => y - x);
    return [e.textContent.slice(0, 40), (a + 0.05) / (b + 0.05)];
  });
}"""


def test_every_word_on_the_map_stands_out_from_its_ground(visit):
    page = visit(f"ban-do?camera={CAMERA}&view=17.4454,106.6129,16&hide=status.broken")
    wait_for_map(page)
    page.locator(".camera-card").wait_for()
    page.locator(".filters summary").click()
    page.hover(".camera-map", position={"x": 800, "y": 400})
    page.locator(".readout .metres").wait_for()
    told = page.evaluate(CONTRASTS)
    assert len(told) > 30
    assert [text for text, contrast in told if contrast < 4.5] == []
