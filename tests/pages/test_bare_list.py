"""A bare list of one commune, as a chair has it: no place, no road, hardly a direction."""

import pytest

from gis.core.language import _
from tests.pages.screen import budget, figures, lines, opened, page, texts
from tests.world import cameras, equipment

pytestmark = pytest.mark.usefixtures("two_communes")
ROWS = [
    {"name": "Chợ Cầu", "status": "broken", "repair_cost_vnd": 4e6, "depends_on": "S"},
    {"name": "Ngã ba", "status": "broken", "repair_cost_vnd": 3e6},
    *[{"name": f"Thôn {k}", "status": "working", "depends_on": "S"} for k in range(4)],
    {"name": "Cũ", "status": "disposal"},
    {"name": "Không rõ", "status": "unknown"},
]
SERVER = {
    "equipment_id": "S",
    "kind": "server",
    "status": "broken",
    "name": "phòng máy chủ",
    "repair_cost_vnd": 18e6,
}


@pytest.fixture
def bare(store):
    table = cameras(*[{"commune_code": "00001", **row} for row in ROWS])
    store.save(cameras=table, equipment=equipment(SERVER), source="test")
    return store


def test_the_overview_says_first_what_hangs_on_shared_equipment(app, bare):
    shown = page(app, "overview")
    assert "1 phòng máy chủ, 18,0 triệu đồng → 5 camera" in texts(shown)
    offers = [m for m in shown.metric if "%" in m.label]
    assert offers[-1].label == _("Brings back {part} %", part="100")
    assert offers[-1].value == _("{amount} million", amount="25")


def test_the_slider_reaches_all_and_every_camera_is_somewhere(app, bare):
    shown = page(app, "plan")
    assert budget(shown).max == 25
    shown = budget(shown).set_value(25.0).run()
    cost, repairs, back, weight = figures(shown)
    assert (cost, repairs, back) == ("25", "3", "6")
    # 4 for the market, 3 for the junction, 2 for each village.
    assert weight == "15"
    assert (
        "7 camera không hoạt động = 6 trong phương án + 0 để lại sau + "
        "1 đề nghị thanh lý. Ngoài ra có 1 camera"
    ) in texts(shown)
    table = lines(shown)
    assert table[_("In the plan")].tolist() == [True] * 3 + [False] * 3
    said = table[_("Brings back")].tolist()[-2:]
    assert said == [
        "Đã đề nghị thanh lý → Quyết định thanh lý; lắp camera mới là đầu tư mới",
        "Chưa rõ tình trạng → Khảo sát hiện trạng",
    ]


def test_less_money_buys_what_is_worth_most_for_it(app, bare):
    shown = budget(page(app, "plan")).set_value(7.0).run()
    assert figures(shown) == ["3", "1", "1", "3"]


def test_the_ranking_names_it_at_its_head(app, bare):
    shown = opened(app, "plan")
    assert texts(shown).count("1 phòng máy chủ, 18,0 triệu đồng → 5 camera") == 1


def test_more_than_all_needs_is_accepted_and_what_the_rest_could_do_is_said(app, bare):
    app.run()
    app.query_params["tien"] = "200"
    shown = page(app, "plan")
    assert (budget(shown).max, budget(shown).value) == (200, 200)
    assert figures(shown)[:3] == ["25", "3", "6"]
    said = texts(shown)
    assert "Phục hồi toàn bộ cần 25,0 triệu đồng; còn lại 175,0 triệu đồng" in said
    assert "triệu đồng/năm" in said
