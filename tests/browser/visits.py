"""How tests visit the app: sizes of windows, waiting for the page and its map, a strict visitor."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from io import BytesIO

import numpy as np
from PIL import Image
from playwright.sync_api import TimeoutError as TooLateError

from gis.core.language import LANGUAGES
from tests.system import ROOT
from tests.world import degrees

PAGES = {
    "": "Tổng quan",
    "ban-do": "Bản đồ",
    "xa": "Xã, phường, đặc khu",
    "chua-giam-sat": "Khu vực chưa được giám sát",
    "phuong-an": "Phương án phục hồi, kết nối",
    "danh-muc": "Danh mục camera",
    "thiet-bi": "Thiết bị dùng chung",
    "ra-soat": "Rà soát",
    "bao-duong": "Bảo dưỡng",
    "xuat-du-lieu": "Báo cáo, xuất dữ liệu",
}


# Streamlit asks for these two below a deep link before it finds them at the root.
PROBES = ("/_stcore/health", "/_stcore/host-config")


def settle(page):
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def at_rest(element):
    """Return where an element lies once it does so at three looks, a third of a second apart."""
    return _unchanged(element.bounding_box)


def still(seen):
    """Return the picture of a page or element once it stays the same so long."""
    return _unchanged(seen.screenshot)


def _unchanged(look, looks=3, apart_s=0.3, seconds=15):
    last, same, end = look(), 1, time.monotonic() + seconds
    while same < looks and time.monotonic() < end:
        threading.Event().wait(apart_s)
        now = look()
        last, same = now, same + 1 if now == last else 1
    return last


def wait_for_map(page):
    page.wait_for_selector(".camera-map[data-drawn]", timeout=30_000)
    return page.locator(".camera-map")


def move_map(page, lat, lon, zoom):
    with drawn_anew(page):
        page.evaluate(
            "([lat, lon, zoom]) => document.querySelector('.camera-map')"
            ".leafletMap.setView([lat, lon], zoom, { animate: false })",
            [lat, lon, zoom],
        )


@contextmanager
def drawn_anew(page):
    """Wait until the map has drawn what was done to it, with all it had to ask for."""
    before = page.locator(".camera-map").get_attribute("data-drawn")
    yield
    page.wait_for_function(
        "before => { const { drawn, waiting } = document.querySelector('.camera-map').dataset;"
        "return drawn !== before && waiting === '0'; }",
        arg=before,
    )


def tell(store, *command):
    """Ask the program, in a process of its own, about the register the app runs on."""
    told = subprocess.run(
        [sys.executable, "-m", "gis", *command, "--json"],
        cwd=ROOT,
        check=True,
        env=os.environ | {"CAMERA_STORE": store},
        capture_output=True,
        encoding="utf-8",
    )
    return json.loads(told.stdout)


def start_editing(page):
    """Switch editing on; a click while the page still builds itself may be lost."""
    editable = page.locator('.camera-map[data-editable="true"]')
    switch = page.locator("label", has_text="Chỉnh sửa trên bản đồ").locator("input")
    for _attempt in range(4):
        if not switch.is_checked():
            page.get_by_text("Chỉnh sửa trên bản đồ").first.click()
        with suppress(TooLateError):
            editable.wait_for(timeout=4000)
        settle(page)
        if editable.count() and switch.is_checked():
            return
    editable.wait_for()


def open_editor(page, code):
    """Find a camera on the map and begin to change it there."""
    start_editing(page)
    page.fill(".camera-map .search input", code)
    page.locator(".camera-map .found button").first.click()
    page.locator(".camera-card button.edit").wait_for()
    page.wait_for_function(  # a card may move the map to fit in; a press while it moves misses
        "!document.querySelector('.camera-map').leafletMap._panAnim?._inProgress"
    )
    page.locator(".camera-card button.edit").click()
    page.locator(".edit-bar").wait_for()


OFFICE, PHONE = (1366, 768), (390, 844)


class Visitor:
    """One page of a browser that reaches the app and nothing else, and notes what goes wrong."""

    def __init__(self, browser, server, size):
        self.faults = []
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        own = "|".join(re.escape(start) for start in (server, "data:", "blob:"))
        context.route(re.compile(f"^(?!{own})"), self.refuse)
        self.page = page = context.new_page()
        page.on("console", lambda m: m.type == "error" and self.note(m.text, m.location))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("websocket", lambda s: server[4:] in s.url or self.faults.append(s.url))
        page.goto(server)
        page.wait_for_selector("h1", timeout=60_000)

    def refuse(self, route):
        self.faults.append(f"request to {route.request.url}")
        route.abort()

    def note(self, text, location):
        if not location.get("url", "").endswith(PROBES):
            self.faults.append(f"{text} ({location})")

    def speak(self, language):
        """Choose the language, in the side bar wherever that is folded away."""
        choice = self.page.get_by_role("radio", name=LANGUAGES[language], exact=True)
        unfold = self.page.get_by_test_id("stExpandSidebarButton")
        folded = unfold.is_visible()
        if folded:
            unfold.click()
        choice.click()
        self.page.wait_for_selector(f"html[lang={language}]", state="attached")
        if folded:
            self.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        self.settled()

    def go(self, path):
        """Follow the link of the side bar, which is there even where the bar is folded away."""
        before = self.page.locator("h1").first.inner_text()
        link = self.page.locator(f'[data-testid="stSidebarNavLink"][href$="/{path}"]')
        link.evaluate("link => link.click()")
        self.page.wait_for_function(
            "before => document.querySelector('h1')?.innerText !== before", arg=before
        )
        self.settled()

    def settled(self):
        settle(self.page)
        self.page.wait_for_function(
            '!document.querySelector(\'[data-stale="true"], [data-testid="stSpinner"]\')'
            "&& [...document.querySelectorAll('.camera-map')].every(m => m.dataset.drawn)"
        )


def spot(page, x, y):
    """Return where a point in metres lies in the window."""
    lon, lat = degrees((x, y))
    return page.evaluate(
        "([lat, lon]) => { const host = document.querySelector('.camera-map');"
        "const { x, y } = host.leafletMap.latLngToContainerPoint([lat, lon]);"
        "const box = host.getBoundingClientRect(); return [box.x + x, box.y + y]; }",
        [lat, lon],
    )


def colour(page, x, y):
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return np.array(shot.getpixel(tuple(round(v) for v in spot(page, x, y))), dtype=int)
