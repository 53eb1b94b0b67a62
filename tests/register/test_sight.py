import pytest

from gis.register.sight import dependence, sight
from tests.world import cameras, equipment

RECORDERS = equipment(
    {"equipment_id": "R-ok", "status": "working"},
    {"equipment_id": "R-bad", "status": "broken"},
    {"equipment_id": "R-unknown", "status": "unknown"},
    {"equipment_id": "R-behind", "status": "working", "depends_on": "P-bad"},
    {"equipment_id": "P-bad", "status": "suspended"},
    {"equipment_id": "loop-1", "status": "degraded", "depends_on": "loop-2"},
    {"equipment_id": "loop-2", "status": "working", "depends_on": "loop-1"},
)


@pytest.mark.parametrize(
    ("status", "depends_on", "expected", "dark"),
    [
        ("working", "", "up", False),
        ("degraded", "R-ok", "up", False),
        ("working", "loop-1", "up", False),
        ("broken", "R-ok", "down", False),
        ("disposal", "", "down", False),
        ("unknown", "R-ok", "unconfirmed", False),
        ("working", "R-unknown", "unconfirmed", False),
        ("working", "no such id", "unconfirmed", False),
        ("working", "R-bad", "down", True),
        ("working", "R-unknown;R-bad", "down", True),
        ("unknown", "R-bad", "down", False),
        ("degraded", "R-behind", "down", True),
    ],
)
def test_a_known_failure_beats_the_unknown_which_beats_working(status, depends_on, expected, dark):
    result = sight(cameras({"status": status, "depends_on": depends_on}), RECORDERS)
    assert result.loc[0].tolist() == [expected, dark]


def test_the_cameras_index_is_kept_and_an_empty_equipment_table_is_fine():
    table = cameras({"status": "working"}, {"status": "broken"}).set_index([[7, 3]])
    assert sight(table, RECORDERS.head(0))["sight"].to_dict() == {7: "up", 3: "down"}


def test_dependence_reaches_through_equipment_to_any_depth():
    chain = equipment(*({"equipment_id": f"E{i}", "depends_on": f"E{i + 1}"} for i in range(9)))
    reached = dependence(cameras({"depends_on": "E0"}), chain)
    assert reached.needs.toarray().all()
    assert reached.dangling.tolist() == [1]  # E9 has no row
