"""One server room, many cameras: said first, with its price."""

import pytest

from gis.analysis.run import analyse
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.shared_faults import fault_sentences, shared_faults
from tests.world import cameras, communes, demand, equipment

PLACE = {"shape": "POINT (500 500)"}
ROWS = [
    *[{"status": "working", "depends_on": "S", "commune_code": "00001"} for _ in range(5)],
    {"status": "broken", "depends_on": "S", "commune_code": "00001"},
    {"status": "unknown", "depends_on": "S", "commune_code": "00001"},
    {"status": "working", "depends_on": "S;R", "commune_code": "00002"},
    {"status": "broken", "commune_code": "00001"},
]
UNITS = [
    {
        "equipment_id": "S",
        "kind": "server",
        "status": "broken",
        "name": "phòng máy chủ",
        "repair_cost_vnd": 18e6,
    },
    {"equipment_id": "R", "kind": "recorder", "status": "broken", "repair_cost_vnd": 8e6},
    {"equipment_id": "X", "kind": "recorder", "status": "broken", "name": "không ai dùng"},
]


@pytest.mark.parametrize("goal", ["see", "both"])
@pytest.mark.parametrize(
    ("commune", "expected"),
    [
        (None, [("S", 7, 5), ("R", 1, 0)]),
        ("00001", [("S", 6, 5)]),
        ("00002", [("S", 1, 0), ("R", 1, 0)]),
    ],
)
def test_what_hangs_on_it_is_counted_in_the_scope(goal, commune, expected):
    found = analyse(cameras(*ROWS), equipment(*UNITS), communes(), demand(PLACE))
    todo = work(found, goal)
    table = shared_faults(todo, repair_names(todo, found.communes), commune=commune)
    assert list(zip(table["id"], table["cameras"], table["at_once"], strict=True)) == expected
    if commune == "00001":
        assert fault_sentences(table) == [
            "1 phòng máy chủ, 18,0 triệu đồng → 6 camera (trong đó 5 camera hoạt động lại ngay, "
            "số còn lại cần sửa thêm hạng mục khác)"
        ]


def test_without_any_nothing_is_said():
    found = analyse(cameras(ROWS[-1]), equipment(), communes(), demand(PLACE))
    todo = work(found)
    table = shared_faults(todo, repair_names(todo, found.communes))
    assert (table.empty, fault_sentences(table)) == (True, [])
