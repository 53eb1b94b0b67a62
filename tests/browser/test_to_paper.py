"""From a commune's list to the proposal that its police chief signs, in at most eight clicks."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from gis.core.language import _
from tests.browser.visits import settle
from tests.registers import HEADINGS, workbook
from tests.system import ROOT, running_app

pytestmark = pytest.mark.browser
MOST_CLICKS = 8
GIO_LINH = ROOT.parent / "shared" / "cases" / "lists" / "danh-sach-xa-gio-linh.xlsx"
SMALL = [
    HEADINGS,
    ("A1", "Cổng chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng"),
    ("A2", "Ngã tư bưu điện", "Phường Đồng Hới", 17.471, 106.621, "hoạt động"),
    ("A3", "Trường tiểu học", "Phường Đồng Hới", "", "", "hư hỏng"),
    ("A4", "Bến xe", "Phường Đồng Hới", 17.472, 106.622, ""),
]


class Hand:
    """A hand on a page that counts: every click, every choice, every text written is one."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, wanted):
        wanted.click(timeout=60_000)
        self._done()

    def bring(self, path):
        self.page.locator('input[type="file"]').first.set_input_files(path)
        self._done()

    def write(self, field, text):
        field.fill(text)
        field.press("Enter")
        self._done()

    def take(self, wanted):
        with self.page.expect_download(timeout=60_000) as started:
            wanted.click(timeout=60_000)
        self.count += 1
        return started.value

    def _done(self):
        self.count += 1
        settle(self.page)


@pytest.fixture(params=["small", "realistic"])
def case(request, tmp_path):
    """Give a list, the words of its reading to choose, its commune, and the money there is."""
    if request.param == "small":
        path = tmp_path / "danh-sach.xlsx"
        path.write_bytes(workbook(SMALL))
        return path, None, "18880", "3 triệu", 3e6
    if not GIO_LINH.exists():
        pytest.skip("no cases beside the project")
    path = tmp_path / GIO_LINH.name
    path.write_bytes(GIO_LINH.read_bytes())
    return path, "VN-2000, kinh tuyến trục 106°15′", "19495", "60 triệu", 60e6


@pytest.fixture
def store_url(tmp_path):
    return f"sqlite:///{tmp_path / 'register.sqlite'}"


@pytest.fixture
def page(browser, tmp_path, store_url):
    """The first page of the app on an empty register."""
    with running_app(store_url, tmp_path / "log") as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("h1", timeout=60_000)
        settle(page)
        yield page
        context.close()


def planned(store_url, commune, amount_vnd):
    """Return the plan as the command line tells it."""
    command = [
        sys.executable,
        "-m",
        "gis",
        "plan",
        "--json",
        "--commune",
        commune,
        "--budget",
        f"{amount_vnd:.0f}",
    ]
    environment = os.environ | {"CAMERA_STORE": store_url}
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return json.loads(told.stdout)


def saved(download) -> bytes:
    return Path(download.path()).read_bytes()


def words(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def cells_of(data: bytes) -> list[object]:
    book = load_workbook(io.BytesIO(data))
    return [cell for sheet in book for row in sheet.values for cell in row if cell is not None]


def dotted(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", ".")


def figure(page, name):
    return page.locator(f".st-key-figure-{name} [data-testid='stMetricValue']").inner_text()


def test_a_list_becomes_a_proposal_to_sign(page, case, store_url):
    path, reading, commune, money, money_vnd = case
    hand = Hand(page)
    hand.click(page.get_by_role("link", name=_("Load a register file")))
    hand.bring(path)
    if reading:
        told = _("Read as {reading}", reading=reading)
        hand.click(page.get_by_role("button", name=told, exact=True))
    hand.click(page.locator(".st-key-write_register button"))
    name = "Phường Đồng Hới" if commune == "18880" else "Xã Gio Linh"
    hand.click(page.get_by_role("link", name=_("Plan and proposal: {commune}", commune=name)))
    budget = page.get_by_role("textbox", name=_("Budget"), exact=True)
    budget.wait_for(timeout=60_000)
    settle(page)
    hand.write(budget, money)
    page.get_by_text(f"= {dotted(money_vnd)}").first.wait_for()
    hand.click(page.get_by_role("button", name=_("Make a document")))
    taken = hand.take(page.locator(".st-key-take_paper button"))
    assert hand.count <= MOST_CLICKS

    plan = planned(store_url, commune, money_vnd)
    assert plan["cost_vnd"] > 0
    assert plan["cameras"] > 0
    place, amount = ("dong-hoi", "3") if commune == "18880" else ("gio-linh", "60")
    assert re.match(
        rf"to-trinh_{place}_{amount}-trieu_\d{{4}}-\d\d-\d\d.*\.docx$", taken.suggested_filename
    )
    _same_in_the_paper(words(saved(taken)), plan, name)
    _same_on_the_page(page, plan)
    page.keyboard.press("Escape")
    book = cells_of(saved(hand.take(page.get_by_role("button", name=_("Workbook")))))
    assert plan["cost_vnd"] in book
    listed = "\n".join(map(str, book))
    assert all(line["id"] in listed for line in plan["repairs"])


def _same_in_the_paper(told, plan, commune):
    assert "TRƯỞNG CÔNG AN" in told
    assert commune.lower() in told.lower()
    assert f"{dotted(plan['cost_vnd'])} đồng" in told
    assert f"{len(plan['repairs'])} hạng mục" in told
    assert f"đưa {plan['cameras']} mắt camera hoạt động trở lại" in told
    assert f"{dotted(plan['monthly_vnd'])} đồng/tháng" in told
    assert plan["account_sentence"] in told
    counts = plan["account"]
    assert counts["not_working"] == sum(
        counts[k] for k in counts if k not in ("not_working", "unconfirmed")
    )


def _same_on_the_page(page, plan):
    million = plan["cost_vnd"] / 1e6
    shown = f"{million:g}" if million == int(million) else f"{million:.1f}"
    assert figure(page, "plan_cost") == shown.replace(".", ",")
    assert figure(page, "plan_repairs") == str(len(plan["repairs"]))
    assert figure(page, "plan_cameras") == str(plan["cameras"])
    assert page.get_by_text(plan["account_sentence"]).count() == 1
