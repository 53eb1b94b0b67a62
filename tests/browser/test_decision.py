"""From the own commune to a decision and its report, as a chair clicks."""

import re

import pytest
from openpyxl import load_workbook

from tests.browser.visits import OFFICE, PHONE, settle

pytestmark = pytest.mark.browser


def figure(page, name):
    card = page.locator(f".st-key-figure-{name}")
    return card, card.locator('[data-testid="stMetricValue"]').inner_text()


def opened(visit, size=OFFICE):
    page = visit("?xa=18880", size)
    page.locator(".st-key-offer-0").wait_for()
    settle(page)
    return page


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_two_clicks_from_the_commune_to_a_plan_and_its_report(visit, size, tmp_path):
    page = opened(visit, size)
    offer = page.locator(".st-key-offer-0")
    amount = offer.locator('[data-testid="stMetricValue"]').inner_text().split()[0]
    offer.locator("a").click()
    page.wait_for_selector("h1:has-text('Phương án')")
    chosen = page.get_by_role("slider", name="Ngân sách")
    chosen.wait_for()
    assert float(chosen.input_value()) == float(amount.replace(",", "."))
    with page.expect_download() as started:
        page.get_by_role("button", name="Tệp Excel").click()
    path = tmp_path / "plan.xlsx"
    started.value.save_as(path)
    assert "Phường Đồng Hới" in str(list(load_workbook(path).active.values))


def test_a_figure_opens_as_many_cameras_as_it_says(visit):
    page = opened(visit)
    for name in ("cameras", "not_seeing", "unknown"):
        card, told = figure(page, name)
        card.get_by_role("button").last.click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        said = dialog.get_by_text(re.compile(r"^[\d.]+ mắt camera")).first
        said.wait_for()
        assert said.inner_text().split()[0] == told
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")


def test_the_steps_of_a_first_visit_lead_on_and_can_be_put_away(visit):
    page = opened(visit)
    page.locator(".st-key-steps a", has_text="3. Xem nơi chưa").first.click()
    page.wait_for_selector("h1:has-text('chưa được giám sát')")
    page.get_by_role("link", name="Tổng quan").click()
    steps = page.locator(".st-key-steps")
    steps.wait_for()
    page.locator(".st-key-put_steps_away button").click()
    steps.wait_for(state="detached")
    assert page.locator("h1").first.inner_text() == "Tổng quan"
