"""Every page in both languages at an office's and a phone's size: open, whole, without barriers."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from gis.core.language import LANGUAGES
from tests.browser.tabs import every_tab
from tests.browser.visits import OFFICE, PAGES, PHONE

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Said on every page where no real boundaries could be had.
SCHEMATIC = "Ranh giới sơ đồ|Schematic boundaries"
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}


@pytest.fixture
def server(few):
    return few


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
