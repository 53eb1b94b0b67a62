"""Every page in both languages at an office's and a phone's size: open, whole, without barriers."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from gis.core.language import LANGUAGES
from tests.browser.tabs import every_tab
from tests.browser.test_app import PAGES, PROBES, settle

pytestmark = pytest.mark.browser
OFFICE, PHONE = (1366, 768), (390, 844)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Said on every page where no real boundaries could be had.
SCHEMATIC = "Ranh giới sơ đồ|Schematic boundaries"
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}


@pytest.fixture
def server(few):
    return few


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


@pytest.fixture
def visitor(browser, server):
    """Give visitors of a size; at the end nothing may have gone wrong for any of them."""
    visitors = []

    def come(size=OFFICE):
        visitors.append(Visitor(browser, server, size))
        return visitors[-1]

    yield come
    faults = [fault for one in visitors for fault in one.faults]
    for one in visitors:
        one.page.context.close()
    assert faults == []


def barriers(page):
    """Return what axe finds serious or critical, once all that fades in is there."""
    page.wait_for_function(
        "document.getAnimations().every((a) => a.playState !== 'running'"
        " || a.effect.getComputedTiming().iterations === Infinity)"
    )
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
        if each["impact"] in {"serious", "critical"}
    ]


def wrong(page):
    """Return what is wrong with what is shown: barriers, too wide for the screen, errors."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    errors = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    told = [text for text in errors.all_inner_texts() if not re.search(SCHEMATIC, text)]
    too_wide = [f"{wide} px too wide"] if wide > 0 else []
    return [*barriers(page), *too_wide, *told]


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_and_without_barriers(visitor, size, language):
    one = visitor(size)
    one.settled()
    if language != "vi":
        one.speak(language)
    found = {}
    for path in PAGES:
        if path:
            one.go(path)
        title = one.page.locator("h1").first.inner_text()
        assert (title == PAGES[path]) == (language == "vi")
        found |= {
            (path, view): told
            for view in every_tab(one.page, one.settled)
            if (told := wrong(one.page))
        }
    assert found == {}


def test_the_page_says_its_language_and_what_is_chosen_in_it(visitor):
    one = visitor()
    one.page.wait_for_selector("html[lang=vi]", state="attached")
    level = one.page.get_by_test_id("stSidebar").get_by_role("combobox").first
    assert level.input_value().startswith("quan sát")
    one.speak("en")
    assert level.input_value().startswith("observes")
