"""From a row of a list, its cause in words, to a line of a plan: what is done and what it costs."""

import pytest

from gis.analysis.run import analyse
from gis.core.language import _
from gis.ingest.importing import read_import
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import plan_lines
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests.registers import communes, workbook
from tests.world import nowhere

HEAD = ("TT", "Vị trí camera", "Xã, phường", "Loại camera", "Tình trạng", "Nguyên nhân", "Ghi chú")
ESTIMATE = "bảng giá: ước tính ban đầu, 01/11/2026"
# Kind, state, cause and note as people write them; what is done, and what it costs.
ROWS = [
    ("Thân", "Hỏng", "mất do nợ cước", "", "nộp cước nợ", 1_050_000),
    ("Thân", "Hỏng", "lệch hướng", "", "chỉnh hướng, vệ sinh", 400_000),
    ("Bán cầu", "Không hoạt động", "chưa bàn giao", "", "kiểm tra, nhận bàn giao", 300_000),
    ("Thân", "Không hoạt động", "mất mật khẩu", "", "khôi phục tài khoản", 500_000),
    ("PTZ", "mất do nợ cước", "", "nợ cước 6 tháng", "nộp cước nợ", 2_100_000),
    ("Thân", "Hỏng", "mất do nợ cước 2 tháng", "", "nộp cước nợ", 700_000),
    ("Thân", "nợ tiền mạng 4 tháng", "", "gần chợ", "nộp cước nợ", 1_400_000),
    ("Thân", "Hỏng", "đứt 120 m cáp quang", "", "kéo mới đường truyền", 1_800_000),
    ("PTZ", "mất hình do lệch hướng", "", "", "chỉnh hướng, vệ sinh", 400_000),
    ("PTZ", "Hỏng", "quên pass", "", "khôi phục tài khoản", 500_000),
    ("Thân", "Hỏng", "chưa đóng tiền điện", "", "nộp cước nợ", 150_000),
    ("Thân", "Hỏng", "di dời do mở đường", "", "lắp đặt lại", 1_000_000),
    ("Thân", "Hỏng", "bị mất trộm", "", "thay mới", 2_500_000),
    ("PTZ", "Hỏng", "sét đánh", "", "thay mới", 20_000_000),
    ("Biển số", "Hỏng", "hư hỏng do thời gian", "", "thay mới", 15_000_000),
    ("Mắt cá", "Hỏng", "bão", "", "thay mới", 8_000_000),
    ("Thân", "Hỏng", "đứt cáp", "cần kéo lại 350 m cáp quang", "kéo mới đường truyền", 5_250_000),
    ("Thân", "Hỏng", "đứt cáp", "", "sửa chữa đường truyền", 3_000_000),
    ("Thân", "Hỏng", "hỏng ổ cứng đầu ghi", "", "thay mới ổ cứng", 5_000_000),
    ("Thân", "Hỏng", "hỏng đầu ghi", "", "thay mới", 2_500_000),
    ("Thân", "Hỏng", "cháy nguồn", "", "sửa chữa nguồn điện", 800_000),
]


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    rows = [(k, f"Ngã tư {k}", "Phường Đồng Hới", *row[:4]) for k, row in enumerate(ROWS, start=1)]
    path = tmp_path_factory.mktemp("lists") / "danh-sach.xlsx"
    path.write_bytes(workbook([("DANH SÁCH CAMERA",), HEAD, *rows]))
    found = read_import(path, communes=communes())
    analysed = analyse(found.cameras, found.equipment, communes(), nowhere())
    todo = work(analysed)
    plan = make_plan(analysed, todo, Request(request_money([1e12])))
    assert plan.cost_vnd == sum(row[-1] for row in ROWS)
    return plan_lines(analysed, todo, plan).set_index("what")


@pytest.mark.parametrize("place", range(len(ROWS)), ids=[f"{r[1]} {r[2]}" for r in ROWS])
def test_a_line_says_what_is_done_and_costs_it(lines, place):
    line = lines.loc[f"Ngã tư {place + 1}"]
    assert (line["action"], line["cost_vnd"]) == ROWS[place][-2:]
    assert line["price_source"] == ESTIMATE
    assert line["estimated"]


def test_the_words_are_those_of_the_catalogue():
    told = [_("pay what is owed"), _("aim and clean"), _("check and take over"), _("replace")]
    assert told == ["nộp cước nợ", "chỉnh hướng, vệ sinh", "kiểm tra, nhận bàn giao", "thay mới"]
