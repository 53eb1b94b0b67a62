"""Every tab of a page, opened one after the other."""

TABS = '[data-testid="stMain"] [role="tab"]'
BEGUN = """tab => {
  const panel = document.getElementById(tab.getAttribute("aria-controls"));
  return panel?.querySelector('[data-testid="stElementContainer"]');
}"""


def every_tab(page, settle):
    """Give "" for the page as it opens, then the title of each other tab once it is there.

    What is in a tab only begins when it is opened, so tabs within it come up on the way.
    """
    yield ""
    seen = set()
    while True:
        shown = [tab for tab in page.locator(TABS).all() if tab.is_visible()]
        ids = {tab: tab.get_attribute("id") for tab in shown}
        seen |= {ids[tab] for tab in shown if tab.get_attribute("aria-selected") == "true"}
        left = [tab for tab in shown if ids[tab] not in seen]
        if not left:
            return
        tab = page.locator(f'{TABS}[id="{ids[left[-1]]}"]')  # of those within first
        tab.click()
        page.wait_for_function(BEGUN, arg=tab.element_handle())
        settle()
        yield tab.inner_text()
