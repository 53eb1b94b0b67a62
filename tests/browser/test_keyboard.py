"""By keyboard alone: Tab reaches what a page offers, and the page shows where it is."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.browser.visits import OFFICE

pytestmark = pytest.mark.browser
MOST_STOPS, AROUND_PX = 90, 8
NAME = "e => e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || e.placeholder || e.className"

# A switch and a card show it around all they are; their control itself is not seen.
WHOLE = 'label, [class*="st-key-figure-"], [class*="st-key-offer-"]'
PLACE = f"e => (e.closest('{WHOLE}') ?? e).getBoundingClientRect().toJSON()"


@pytest.fixture
def server(few):
    return few


def walk(page):
    """Press Tab until the page has been gone round; give name and element of each stop."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate_handle("document.activeElement").as_element()
        if stop.evaluate("e => e === document.body || e.dataset.walked === 'yes'"):
            return
        stop.evaluate("e => { e.dataset.walked = 'yes' }")
        yield stop.evaluate(NAME).strip(), stop


def is_told(page, stop):
    """Tell whether a look at the page shows that this is where the keyboard is."""
    box = stop.evaluate(PLACE)
    left, top = max(box["x"] - AROUND_PX, 0), max(box["y"] - AROUND_PX, 0)
    clip = {
        "x": left,
        "y": top,
        "width": max(min(box["x"] + box["width"] + AROUND_PX, OFFICE[0]) - left, 1),
        "height": max(min(box["y"] + box["height"] + AROUND_PX, OFFICE[1]) - top, 1),
    }
    pictures = []
    for act in ("e => e.blur()", "e => e.focus({ focusVisible: true })"):
        stop.evaluate(act)
        picture = page.screenshot(clip=clip, animations="disabled")
        pictures.append(np.asarray(Image.open(BytesIO(picture)).convert("RGB"), int))
    return bool((np.abs(pictures[0] - pictures[1]).max(axis=2) > 40).sum() > 20)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ("Bản đồ", "Tiếng Việt", "Xã, phường, đặc khu", "Không hoạt động", "triệu")),
        ("ban-do", ("Tổng quan", "Tiếng Việt", "Xã, phường, đặc khu", "Tìm camera", "Phóng to")),
    ],
)
def test_tab_reaches_what_a_page_offers_and_shows_where_it_is(visitor, path, expected):
    one = visitor()
    one.settled()
    if path:
        one.go(path)
    told = {name: is_told(one.page, stop) for name, stop in walk(one.page)}
    assert [part for part in expected if not any(part in name for name in told)] == []
    unseen = [name for name, shown in told.items() if not shown]
    assert unseen == [], unseen


def test_the_font_is_ours_and_has_every_letter_of_vietnamese(visitor, server):
    one = visitor()
    one.settled()
    toned = [v + tone for v in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")]
    letters = "".join([*toned, "đ₫"]).upper() + "".join([*toned, "đ₫"])
    loaded = one.page.evaluate(
        """async (letters) => {
            const text = letters.normalize("NFC");
            await Promise.all([...text].map((c) => document.fonts.load("16px 'Noto Sans'", c)));
            const ours = [...document.fonts].filter((f) => f.family.includes("Noto Sans"));
            const ranges = ours.filter((f) => f.status === "loaded")
                .flatMap((f) => f.unicodeRange.split(","))
                .map((r) => r.trim().slice(2).split("-").map((x) => parseInt(x, 16)));
            return [...text].filter((c) => !ranges.some(([low, high]) =>
                c.codePointAt(0) >= low && c.codePointAt(0) <= (high ?? low)));
        }""",
        letters,
    )
    assert loaded == []
    asked = one.page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name)"
        ".filter((name) => name.includes('.woff2'))"
    )
    fonts = [address for address in asked if "noto-sans" in address]
    assert len(fonts) >= 2
    assert all(address.startswith(f"{server}/app/static/fonts/") for address in fonts)
