"""The register's table typed into row by row: nothing is lost, not by another page or a reload."""

import pytest

from tests.browser.visits import settle

pytestmark = pytest.mark.browser


@pytest.fixture
def server(own_server):
    return own_server


TYPED = 6
# Within the table, below its headings: the column of addresses.
ADDRESS, FIRST_ROW = 280, 52


def unsaved(page, changes=TYPED):
    """Waits for what the table says of itself: the notice above the pages counts them too."""
    tabs = page.get_by_test_id("stTabs")
    tabs.get_by_text(f"{changes} thay đổi chưa lưu").wait_for(timeout=60_000)


def test_what_is_typed_row_by_row_stays_through_pages_and_reloads(visit):
    page = visit("danh-muc?xa=18880&xem=cameras")
    table = page.locator("[data-testid=stDataFrame] canvas").first
    table.wait_for(timeout=60_000)
    settle(page)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + ADDRESS, box["y"] + FIRST_ROW)
    for row in range(TYPED):
        page.keyboard.type(f"Số nhà {row}", delay=20)
        page.keyboard.press("Enter")
        unsaved(page, row + 1)  # as people type; faster on a busy machine, rows can be lost
        settle(page)
    page.get_by_role("link", name="Rà soát").first.click()
    page.get_by_role("heading", name="Rà soát", level=1).wait_for(timeout=60_000)
    page.get_by_role("link", name="Danh mục camera").first.click()
    page.get_by_role("tab", name="Danh sách, chỉnh sửa").click()
    unsaved(page)
    page.reload()
    page.get_by_role("tab", name="Danh sách, chỉnh sửa").click()
    unsaved(page)
