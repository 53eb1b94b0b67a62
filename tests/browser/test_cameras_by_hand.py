"""Cameras by hand on the map: a click on an empty spot, a button of a card, and back again."""

import re

import pytest

from tests.browser.visits import move_map, settle, start_editing, tell, wait_for_map

pytestmark = pytest.mark.browser


@pytest.fixture
def server(own_server):
    return own_server


# Between the cameras of the demo register, on land.
SPOT = (17.4712, 106.6001)


def count(page):
    return int(page.locator(".camera-map").get_attribute("data-cameras"))


def press(page, name):
    """Press a button of the dialog once the page has taken in what was typed."""
    settle(page)
    page.get_by_role("dialog").get_by_role("button", name=name).click()


def test_a_camera_is_added_by_a_click_on_the_map_and_removed_from_its_card(visit, store_url):
    page = visit("ban-do?xa=18880")
    host = wait_for_map(page)
    before = count(page)
    page.fill('[data-testid="stSidebar"] input', "An")
    page.keyboard.press("Tab")
    start_editing(page)
    move_map(page, *SPOT, 18)
    box = host.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_role("button", name="Thêm camera ở đây").click()
    dialog = page.get_by_role("dialog")
    position = dialog.get_by_role("textbox", name="Tọa độ (vĩ độ, kinh độ)")
    position.wait_for(timeout=30_000)
    lat, lon = (float(text) for text in position.input_value().split(", "))
    assert (lat, lon) == pytest.approx(SPOT, abs=1e-4)
    dialog.get_by_role("textbox", name="Tên", exact=True).fill("Cổng chào <b>thôn</b>")
    dialog.get_by_role("textbox", name="Hướng quan sát (°)").fill("ĐN")
    press(page, "Thêm camera")
    # The note goes away by itself.
    noted = page.wait_for_selector("text=Đã thêm với mã", timeout=60_000).inner_text()
    assert page.get_by_role("dialog").count() == 0
    page.wait_for_function(
        "n => Number(document.querySelector('.camera-map').dataset.cameras) === n", arg=before + 1
    )
    code = re.search(r"auto-[0-9a-f]+", noted)[0]
    created = tell(store_url, "history", code)["events"][0]
    assert (created["who"], created["after"]) == ("An", "created")

    page.fill(".camera-map .search input", code)
    page.locator(".camera-map .found button").first.click()
    page.locator(".camera-card button.remove").wait_for()
    assert "Cổng chào <b>thôn</b>" in page.locator(".camera-card").inner_text()
    page.wait_for_function(
        "!document.querySelector('.camera-map').leafletMap._panAnim?._inProgress"
    )
    page.locator(".camera-card button.remove").click()
    dialog.get_by_role("textbox", name="Lý do").fill("nhập thử")
    page.keyboard.press("Tab")
    press(page, "Xóa 1 camera")
    page.wait_for_function(
        "n => Number(document.querySelector('.camera-map').dataset.cameras) === n", arg=before
    )
    [gone] = tell(store_url, "removed")["removed"]
    assert (gone["subject_id"], gone["reason"], gone["who"]) == (code, "nhập thử", "An")
