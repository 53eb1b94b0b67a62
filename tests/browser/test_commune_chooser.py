"""The chooser of communes in a real Chromium: typed without marks, taken with Enter."""

import pytest

from tests.browser.visits import settle

pytestmark = pytest.mark.browser
LABEL = "Xã, phường, đặc khu"


def chooser(page):
    box = page.get_by_role("combobox", name=LABEL)
    box.wait_for(timeout=60_000)
    return box


def options(page):
    return [option.inner_text() for option in page.get_by_role("option").all()]


@pytest.mark.parametrize(
    ("path", "typed", "first", "code"),
    [
        ("xuat-du-lieu", "dong son", "Phường Đồng Sơn", "18871"),
        ("xuat-du-lieu", "gio linh", "Xã Gio Linh", "19495"),
        (
            "ban-do",
            "trieu dai",
            "Xã Triệu Đại\ncũ, huyện Triệu Phong; nay là Xã Triệu Bình",
            "19645",
        ),
        ("xuat-du-lieu", "Phường Đồng Hới", "Phường Đồng Hới", "18880"),
    ],
)
def test_a_commune_is_typed_and_taken_with_enter(visit, path, typed, first, code):
    page = visit(path)
    box = chooser(page)
    box.click()
    page.keyboard.type(typed)
    page.get_by_role("option").first.wait_for()
    assert options(page)[0] == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**xa={code}**", timeout=30_000)
    settle(page)
    assert first.startswith(box.input_value()) or box.input_value() == "Xã Triệu Bình"
    assert box.get_attribute("aria-expanded") == "false"


def test_the_keyboard_goes_through_the_list_and_escape_leaves_it(visit):
    page = visit("xuat-du-lieu")
    box = chooser(page)
    box.focus()
    page.keyboard.press("ArrowDown")
    assert options(page)[:3] == ["Toàn tỉnh", "Đặc khu Cồn Cỏ", "Phường Ba Đồn"]
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.inner_text() == "Đặc khu Cồn Cỏ"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "Toàn tỉnh"
    page.keyboard.type("khong co xa nay")
    assert page.get_by_role("status").filter(has_text="Không có xã").count() == 1
    page.keyboard.press("Enter")
    assert box.input_value() == "khong co xa nay"
    page.keyboard.press("Tab")
    assert box.input_value() == "Toàn tỉnh"
    assert "xa=" not in page.url


def test_the_whole_province_is_chosen_again_and_the_choice_stays(visit):
    page = visit("xuat-du-lieu?xa=18880")
    box = chooser(page)
    assert box.input_value() == "Phường Đồng Hới"
    box.click()
    page.keyboard.type("toan tinh")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('xa=')")
    settle(page)
    assert box.input_value() == "Toàn tỉnh"
    page.keyboard.type("gio linh")  # takes the place of what stands there
    page.keyboard.press("Enter")
    page.wait_for_url("**xa=19495**", timeout=30_000)
    settle(page)
    box.click()
    page.keyboard.type("dong ha")
    page.get_by_role("option").first.wait_for()
    assert options(page)[0] == "Phường Đông Hà"


def test_on_a_phone_the_list_lies_within_the_screen(visit):
    page = visit("xuat-du-lieu", (390, 844))
    chooser(page).click()
    page.get_by_role("option").first.wait_for()
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
