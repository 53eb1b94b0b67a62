"""The map as one file picks as the page does; it changes nothing, and leads nowhere else."""

import itertools
import re

import pytest

from gis.analysis.run import analyse
from gis.mapserver.cameras import MapTables
from gis.mapserver.offline_html import map_html
from tests import world
from tests.browser.visits import spot
from tests.system import until

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, tmp_path):
    """The file of a province of five cameras, three of them on one pole, on a touch screen."""
    cameras = world.cameras(
        {"camera_id": "UP", "xy": (500, 500), "status": "working", "azimuth_deg": 0},
        {"camera_id": "DOWN", "xy": (500, 500), "status": "broken", "azimuth_deg": 90},
        {"camera_id": "MAYBE", "xy": (500, 500), "status": "unknown", "azimuth_deg": 180},
        {"camera_id": "ALONE", "xy": (560, 500), "status": "working"},
        {"camera_id": "FAR", "xy": (1500, 500), "status": "working", "azimuth_deg": 0},
    )
    demand = world.demand({"shape": "POINT (800 800)", "weight": 5})
    found = analyse(cameras, world.equipment(), world.communes(), demand)
    path = tmp_path / "map.html"
    path.write_bytes(map_html(MapTables(found)))
    context = browser.new_context(viewport={"width": 1000, "height": 700}, has_touch=True)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: m.type == "error" and faults.append(m.text))
    page.goto(f"{path.as_uri()}#view=17.2045,106.6050,17")
    page.wait_for_selector(".camera-map[data-drawn]", timeout=30_000)
    yield page
    context.close()
    assert faults == []


def code(page):
    return page.locator(".camera-card dt", has_text=re.compile("^Mã$")).locator("+ dd").inner_text()


def test_all_of_a_pole_are_walked_through_the_worst_first(page):
    page.mouse.click(*spot(page, 500, 500))
    opened = []
    for place in ("1/3", "2/3", "3/3"):
        page.locator(".camera-card .place", has_text=place).wait_for()
        opened.append(code(page))
        page.keyboard.press("ArrowRight")
    assert opened == ["DOWN", "MAYBE", "UP"]
    assert page.locator(".camera-card .actions").count() == 0


def test_a_commune_tells_its_figures_and_no_page_to_go_to(page):
    page.mouse.click(*spot(page, 700, 650))
    card = page.locator(".camera-card", has_text="Xã West")
    card.wait_for()
    assert re.search(r"Mắt camera\s+4", card.inner_text())
    assert card.locator("a, button").count() == 0


def touch(page, *spots):
    """Draw with one finger, as the browser's own input does."""
    session = page.context.new_cdp_session(page)

    def send(kind, *points):
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    send("touchStart", spots[0])
    for (ax, ay), (bx, by) in itertools.pairwise(spots):
        for part in range(1, 6):
            send("touchMove", (ax + part * (bx - ax) / 5, ay + part * (by - ay) / 5))
    send("touchEnd")


@pytest.mark.parametrize(
    ("form", "corners"),
    [
        ("Hình chữ nhật", [(450, 450), (620, 550)]),
        ("Khoanh tự do", [(450, 450), (620, 450), (620, 550), (450, 550), (450, 455)]),
    ],
)
def test_a_finger_draws_around_cameras_which_are_counted_and_no_more(page, form, corners):
    middle = page.evaluate("document.querySelector('.camera-map').leafletMap.getCenter()")
    page.get_by_role("button", name="Chọn nhiều camera").tap()
    page.get_by_role("button", name=form).tap()
    touch(page, *(spot(page, x, y) for x, y in corners))
    bar = page.locator(".chosen-bar")
    bar.locator("strong", has_text="Đã chọn 4 camera").wait_for()
    assert sorted(bar.locator(".state").all_inner_texts()) == [
        "Chưa xác nhận: 1",
        "Không hoạt động: 1",
        "Đang hoạt động: 2",
    ]
    assert page.locator(".camera-card").count() == 0
    assert page.evaluate("document.querySelector('.camera-map').leafletMap.getCenter()") == middle
    assert bar.get_by_role("button").count() == 1  # to end it
    bar.get_by_role("button", name="Đóng").press("Enter")
    until(bar.is_hidden, "the bar stays")
