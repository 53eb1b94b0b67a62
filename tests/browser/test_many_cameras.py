"""Many cameras at once: drawn around on the map, counted, changed in one write, taken back."""

import re

import pytest

from gis.store.store import Store
from tests.browser.visits import at_rest, move_map, settle, wait_for_map
from tests.system import until

pytestmark = pytest.mark.browser
CENTRE = (17.4454, 106.6129)


@pytest.fixture
def server(own_server):
    return own_server


def custodians(store_url):
    store = Store(store_url)
    try:
        return store.cameras().set_index("camera_id")["custodian"]
    finally:
        store.engine.dispose()


def host_box(page):
    host = page.locator(".camera-map")
    host.evaluate("map => map.scrollIntoView({ block: 'end' })")
    return at_rest(host)


def draw(page, *corners):
    """Drag along corners, given as parts of the map's width and height."""
    box = host_box(page)
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in corners]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot, steps=6)
    page.mouse.up()


def chosen(page):
    bar = page.locator(".camera-map .chosen-bar strong", has_text="Đã chọn")
    bar.wait_for()
    return int(re.search(r"[\d.]+", bar.inner_text())[0].replace(".", ""))


def by_state(page):
    texts = page.locator(".camera-map .chosen-bar .state").all_inner_texts()
    return {name: int(count.replace(".", "")) for name, count in (t.split(": ") for t in texts)}


def give_all_the_custodian(page, count):
    """Change one field of all cameras chosen."""
    page.locator(".chosen-bar").get_by_role("button", name="Sửa tất cả").click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("combobox", name=re.compile("Thông tin cần sửa"))
    field.wait_for(timeout=30_000)
    settle(page)
    field.click()
    choices = page.get_by_test_id("stSelectboxVirtualDropdown")
    choices.get_by_role("option", name="Đơn vị quản lý", exact=True).click()
    value = dialog.get_by_role("textbox", name="Đơn vị quản lý")
    value.wait_for(timeout=30_000)
    value.fill("Công an thử")
    page.keyboard.press("Tab")
    dialog.get_by_text(f"cho {count} camera").wait_for(timeout=30_000)
    settle(page)
    dialog.get_by_role("button", name="Sửa tất cả").click()
    page.get_by_text(f"Đã thay đổi {count} dòng").wait_for(timeout=60_000)
    page.get_by_role("dialog").wait_for(state="detached")


def take_back(page, count):
    """Take the last write back, on the page of the register."""
    page.locator('[data-testid="stSidebarNavLink"][href$="/danh-muc"]').click()
    page.get_by_role("tab", name="Lịch sử").click()
    undo = page.get_by_role("button", name=re.compile("^Hoàn tác: "))
    undo.wait_for(timeout=30_000)
    settle(page)
    undo.click()
    sure = page.get_by_role("dialog").get_by_role("button", name="Hoàn tác")
    sure.wait_for(timeout=30_000)
    settle(page)
    sure.click()
    page.get_by_text(f"Đã thay đổi {count} dòng").wait_for(timeout=60_000)


def test_cameras_drawn_around_are_changed_in_one_write_and_taken_back(visit, store_url):
    before = custodians(store_url)
    page = visit("ban-do")
    wait_for_map(page)
    page.fill('[data-testid="stSidebar"] input', "An")
    page.keyboard.press("Tab")
    settle(page)
    move_map(page, *CENTRE, 14)
    page.get_by_role("button", name="Chọn nhiều camera").click()
    page.get_by_role("button", name="Khoanh tự do").click()
    draw(page, (0.45, 0.2), (0.85, 0.25), (0.8, 0.85), (0.5, 0.8), (0.45, 0.3))
    count = chosen(page)
    assert count > 3
    assert sum(by_state(page).values()) == count
    assert page.locator(".camera-card").count() == 0  # the end of a drag is no click

    give_all_the_custodian(page, count)
    after = custodians(store_url)
    assert int((after != before).sum()) == count
    assert set(after[after != before]) == {"Công an thử"}
    # The ring stays, around the same cameras of the new revision.
    page.wait_for_function(
        "count => document.querySelector('.camera-map').dataset.chosen === String(count)",
        arg=count,
    )

    take_back(page, count)
    # The page may still say the same of the write before.
    until(lambda: custodians(store_url).equals(before), "nothing was taken back")


def test_shift_and_drag_choose_at_any_time_and_filters_are_followed(visit):
    page = visit("ban-do")
    wait_for_map(page)
    move_map(page, *CENTRE, 13)
    page.keyboard.down("Shift")
    draw(page, (0.45, 0.2), (0.9, 0.85))
    page.keyboard.up("Shift")
    count, states = chosen(page), by_state(page)
    assert sum(states.values()) == count
    page.locator(".sight label", has_text="Không hoạt động").locator("input").uncheck()
    rest = count - states["Không hoạt động"]
    page.wait_for_function(
        "count => document.querySelector('.camera-map').dataset.chosen === String(count)", arg=rest
    )
    assert chosen(page) == rest
    page.locator(".camera-map").focus()
    page.keyboard.press("Escape")
    page.locator(".chosen-bar").wait_for(state="hidden")


def test_by_keyboard_two_corners_make_a_rectangle(visit):
    page = visit("ban-do")
    host = wait_for_map(page)
    move_map(page, 17.47, 106.58, 13)
    page.get_by_role("button", name="Chọn nhiều camera").press("Enter")
    host.focus()
    page.keyboard.press("Enter")
    move_map(page, 17.42, 106.64, 13)
    host.focus()
    page.keyboard.press("Enter")
    assert chosen(page) > 3


def test_the_chosen_leave_as_a_file_and_become_required_in_the_plan(visit, tmp_path):
    page = visit("ban-do")
    wait_for_map(page)
    move_map(page, *CENTRE, 14)
    page.keyboard.down("Shift")
    draw(page, (0.45, 0.2), (0.85, 0.85))
    page.keyboard.up("Shift")
    count = chosen(page)
    bar = page.locator(".chosen-bar")
    bar.get_by_role("button", name="Xuất dữ liệu").click()
    dialog = page.get_by_role("dialog")
    file = dialog.get_by_role("button", name="CSV")
    file.wait_for(timeout=30_000)
    settle(page)
    with page.expect_download() as started:
        file.click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name.startswith("camera-da-chon_")
    assert len(path.read_text("utf-8-sig").splitlines()) == count + 1
    settle(page)
    file.press("Escape")
    dialog.wait_for(state="detached")
    settle(page)
    bar.get_by_role("button", name="Đưa vào phương án").click()
    require = dialog.get_by_role("button", name="Đặt các hạng mục này là bắt buộc")
    require.wait_for(timeout=60_000)
    told = dialog.inner_text()
    repairs = int(re.search(r"nhờ ([\d.]+) hạng mục", told)[1].replace(".", ""))
    assert repairs > 0
    settle(page)
    require.click()
    page.locator("h1", has_text="Phương án phục hồi").wait_for(timeout=60_000)
    settle(page)
    page.get_by_text("Điều kiện", exact=True).first.click()
    required = page.locator('[data-testid="stMultiSelect"]', has_text="Bắt buộc")
    required.wait_for(timeout=30_000)
    _title, *names = filter(None, required.inner_text().split("\n"))
    assert len(names) == repairs
