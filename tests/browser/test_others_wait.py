"""While a file of one visitor is being read, however long that takes, another's page opens."""

import csv
import re
import urllib.request

import pytest

from gis.core.language import _
from gis.store.store import Store
from tests.browser.visits import settle
from tests.registers import HEADINGS
from tests.system import running_app

pytestmark = pytest.mark.browser
MANY = 150_000
# Generous: an answer that waited for the reading would come after it.
SOON_S = 30


@pytest.fixture
def server(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    with running_app(store.url, tmp_path / "log") as address:
        yield address


def heavy(path):
    """Write a list that is long in the reading: many rows, each with a name of its own."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*HEADINGS, "Ghi chú"))
        for k in range(MANY):
            note = f"{'<' * (k % 90)} (09 {k} đầu ghi hỏng {k}"
            writer.writerow((f"C{k}", f"Chợ {k}", "Phường Đồng Hới", 17.47, 106.62, "hư", note))
    return path


def opened(browser, server, path):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{server}/{path}")
    page.wait_for_selector("h1", timeout=1000 * SOON_S)
    return page


def test_another_page_and_the_routes_answer_meanwhile(browser, server, tmp_path):
    first = opened(browser, server, "danh-muc")
    settle(first)
    first.locator('input[type="file"]').first.set_input_files(heavy(tmp_path / "dai.csv"))
    stop = first.get_by_role("button", name=_("Stop"))
    first.get_by_text(re.compile(f"^{_('Reading {file}…', file='dai')[:-1]}")).wait_for()
    other = opened(browser, server, "xuat-du-lieu")
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=SOON_S) as answer:
        assert answer.status == 200
    assert stop.count() == 1  # it is still being read
    stop.click()
    first.locator('[data-testid="stFileUploaderFile"]').wait_for(state="detached", timeout=60_000)
    settle(other)
    assert other.locator('[data-testid="stException"]').count() == 0
    first.close()
    other.close()
