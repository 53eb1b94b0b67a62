"""The workbook of a plan is an annex to print: what it says, its page, and its sums."""

import io
import shutil
import subprocess
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from gis.analysis.run import analyse
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.repair_options import work
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.village import CAMERAS, PLACES, UNITS
from tests.world import cameras, communes, demand, equipment

NAMELESS = [{**row, "address": f"Thôn {k}"} for k, row in enumerate(CAMERAS, start=1)]


@pytest.fixture(scope="module")
def analysis():
    return analyse(cameras(*NAMELESS), equipment(*UNITS), communes(), demand(*PLACES))


def plan_of(analysis, request) -> tuple[bytes, Plan]:
    todo = work(analysis, request.goal)
    told = make_plan(analysis, todo, request)
    return plan_workbook(analysis.of_register(simulated=True), todo, request, told), told


@pytest.fixture(scope="module")
def made(analysis):
    request = Request(request_money([10_500_000.0]), commune="00001", goal="see")
    data, told = plan_of(analysis, request)
    return load_workbook(io.BytesIO(data)), told


def rows_of(page):
    rows = [list(row) for row in page.values]
    head = next(k for k, row in enumerate(rows) if "Hạng mục" in row)
    return rows[:head], rows[head], rows[head + 1 :]


def test_it_says_what_it_is_of_whom_for_how_much_and_when(made):
    book, _in_words = made
    titles = [row[0] for row in rows_of(book.worksheets[0])[0] if row[0]]
    assert titles[0].startswith("PHỤ LỤC")
    assert titles[1] == "Dữ liệu mô phỏng"
    assert "Xã West; ngân sách: 10,5 triệu đồng; ngày lập: " in titles[2]
    assert titles[3].startswith("Mục tiêu: ")


def test_the_sums_are_those_of_the_plan(made):
    book, told = made
    _titles, heads, lines = rows_of(book.worksheets[0])
    cost, monthly = heads.index("Chi phí (đồng)"), heads.index("Vận hành mỗi tháng (đồng)")
    assert lines[-1][cost] == sum(line[cost] for line in lines[:-1]) == told.cost_vnd == 10e6
    assert lines[-1][monthly] == told.monthly_vnd


def test_columns_that_the_title_says_are_left_out(made, analysis):
    heads = rows_of(made[0].worksheets[0])[1]
    assert not {"Xã, phường", "Giai đoạn"} & set(heads)
    data, _in_words = plan_of(
        analysis, Request(request_money([1e6, 2e7], phases=True), months=(3.0, 9.0))
    )
    heads = rows_of(load_workbook(io.BytesIO(data)).worksheets[0])[1]
    assert {"Xã, phường", "Giai đoạn"} <= set(heads)


def test_it_prints_on_a4_landscape_with_its_headings_repeated(made):
    for page in made[0].worksheets:
        setup = page.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)  # A4
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in page.oddFooter.center.text
    plan, seen = made[0].worksheets
    head = 1 + next(k for k, row in enumerate(plan.values) if "Hạng mục" in row)
    assert [p.print_title_rows.replace("$", "") for p in (plan, seen)] == [f"{head}:{head}", "1:1"]
    assert plan.freeze_panes == f"A{head + 1}"


def test_a_camera_without_name_is_told_by_its_address(made):
    plan, seen = made[0].worksheets
    cells = {cell for row in plan.values for cell in row}
    assert "Thôn 2" in cells
    assert [row[1] for row in seen.values][1:] == ["Thôn 1", "Thôn 2"]


def test_of_a_bare_list_the_weight_is_what_cameras_count_for_themselves():
    rows = [
        {"camera_id": code, "status": "broken", "commune_code": "00001", "name": "Chợ"}
        for code in "AB"
    ]
    bare = analyse(cameras(*rows), equipment(), communes(), demand(*PLACES).iloc[:0])
    data, told = plan_of(bare, Request(request_money([1e9])))
    _titles, heads, lines = rows_of(load_workbook(io.BytesIO(data)).worksheets[0])
    weights = [line[heads.index("Mức quan trọng mất nếu bỏ")] for line in lines[:-1]]
    assert told.only_own
    assert weights == told.lines["own_weight"].tolist()
    assert min(weights) > 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_amounts_by_groups_of_thousands(analysis, tmp_path):
    file = tmp_path / "phu-luc.xlsx"
    file.write_bytes(plan_of(analysis, replace(Request(request_money([13e6])), commune="00001"))[0])
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "html", "--outdir", tmp_path, file],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert "8.000.000" in (tmp_path / "phu-luc.html").read_text("utf-8", "replace")
