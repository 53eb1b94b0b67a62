"""Files brought in a browser: the reading is stopped, and what was written does not come back."""

import csv
import re

import pytest

from gis.language import _
from gis.store.store import Store
from tests.browser.test_app import settle
from tests.registers import HEADINGS, workbook
from tests.system import running_app

pytestmark = pytest.mark.browser
MANY = 60_000


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(f"sqlite:///{tmp_path_factory.mktemp('files') / 'register.sqlite'}")


@pytest.fixture(scope="module")
def server(tmp_path_factory, store):
    """The app on an empty register; gives its address."""
    with running_app(store.url, tmp_path_factory.mktemp("app") / "log") as address:
        yield address


@pytest.fixture
def page(browser, server):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{server}/danh-muc")
    page.wait_for_selector("h1", timeout=60_000)
    settle(page)
    yield page
    page.close()


def bring(page, path):
    page.locator('input[type="file"]').first.set_input_files(path)


def held(page):
    """Return how many files the field holds."""
    return page.locator('[data-testid="stFileUploaderFile"]').count()


def test_a_long_reading_is_stopped(page, store, tmp_path):
    path = tmp_path / "nhieu.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for k in range(MANY):
            writer.writerow((f"C{k}", f"Chợ {k}", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng"))
    bring(page, path)
    page.get_by_text(re.compile(f"^{_('Reading {file}…', file='nhieu')[:-1]}")).wait_for()
    page.get_by_role("button", name=_("Stop")).click()
    page.locator('[data-testid="stFileUploaderFile"]').wait_for(state="detached", timeout=60_000)
    settle(page)
    assert page.locator(".st-key-write_register").count() == 0
    assert page.get_by_role("button", name=_("Stop")).count() == 0
    assert store.is_empty()


def test_what_was_written_does_not_come_back(page, store, tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook([HEADINGS, ("A1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "")]))
    bring(page, path)
    page.locator(".st-key-write_register button").click(timeout=30_000)
    page.get_by_text("danh-sach.xlsx: ").wait_for(timeout=30_000)
    assert store.cameras()["camera_id"].tolist() == ["A1"]
    page.get_by_role("radio", name="English").click()
    page.get_by_role("heading", name="Camera register").wait_for()
    settle(page)
    assert held(page) == page.locator(".st-key-write_register").count() == 0
