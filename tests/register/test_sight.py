import pytest

from gis.register.availability import availability, dependence, live, only_fault
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
    result = availability(cameras({"status": status, "depends_on": depends_on}), RECORDERS)
    assert result.loc[0].tolist() == [expected, dark]


def test_the_cameras_index_is_kept_and_an_empty_equipment_table_is_fine():
    table = cameras({"status": "working"}, {"status": "broken"}).set_index([[7, 3]])
    assert availability(table, RECORDERS.head(0))["sight"].to_dict() == {7: "up", 3: "down"}


def test_dependence_reaches_through_equipment_to_any_depth():
    chain = equipment(*({"equipment_id": f"E{i}", "depends_on": f"E{i + 1}"} for i in range(9)))
    reached = dependence(cameras({"depends_on": "E0"}), chain)
    assert reached.needs.toarray().all()
    assert reached.dangling.tolist() == [1]  # E9 has no row


FAILED = equipment(
    {"equipment_id": "R-old", "kind": "recorder", "status": "broken", "cause": "wear"},
    {"equipment_id": "L-cut", "kind": "line", "status": "broken", "cause": "unpaid"},
    {"equipment_id": "L-ok", "kind": "line", "status": "working"},
    {"equipment_id": "X", "kind": "recorder", "status": "unknown"},
)


@pytest.mark.parametrize(
    ("row", "part", "cause"),
    [
        ({"status": "working", "depends_on": "R-old"}, "recorder", "wear"),
        ({"status": "broken", "fault_part": "recorder", "depends_on": "R-old"}, "recorder", ""),
        ({"status": "broken", "cause": "wear", "depends_on": "R-old"}, "", "wear"),
        ({"status": "broken"}, "camera", "unknown"),
        ({"status": "working", "depends_on": "R-old;L-cut"}, "", ""),
        ({"status": "broken", "cause": "wear", "depends_on": "X"}, "", ""),
        ({"status": "unknown", "depends_on": "R-old"}, "", ""),
        ({"status": "working", "depends_on": "L-ok"}, "", ""),
    ],
)
def test_the_one_thing_that_keeps_a_camera_from_seeing(row, part, cause):
    assert only_fault(cameras(row), FAILED).loc[0].tolist() == [part, cause]


STATIONS = equipment(
    {"equipment_id": "HQ", "kind": "hq", "status": "working", "channels": 2},
    {"equipment_id": "HQ-?", "kind": "hq", "status": "working"},
    {"equipment_id": "L-ok", "kind": "line", "status": "working"},
    {"equipment_id": "L-cut", "kind": "line", "status": "broken"},
    {"equipment_id": "L-?", "kind": "line", "status": "unknown"},
    {"equipment_id": "L-far", "kind": "line", "status": "working", "depends_on": "L-cut"},
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "up"),
        ({"status": "broken"}, "down"),
        ({"connects_through": "L-cut;HQ"}, "down"),
        ({"connects_through": "L-far;HQ"}, "down"),
        ({"connects_through": "L-?;HQ"}, "unconfirmed"),
        ({"connects_through": "L-ok"}, "down"),
        ({"connects_through": ""}, "down"),
        ({"connects_through": "L-ok;HQ-?"}, "unconfirmed"),
        ({"live_verified_on": ""}, "unconfirmed"),
        ({"status": "unknown"}, "unconfirmed"),
    ],
)
def test_a_picture_is_live_when_its_whole_path_is_and_somebody_has_seen_it(row, expected):
    usual = {"status": "working", "connects_through": "L-ok;HQ", "live_verified_on": "2026-01-05"}
    assert live(cameras(usual | row), STATIONS).tolist() == [expected]


def test_channels_go_to_those_verified_first_and_broken_cameras_take_none():
    row = {"status": "working", "connects_through": "HQ"}
    table = cameras(
        {**row, "live_verified_on": "2026-03-01"},
        {**row, "live_verified_on": "2026-02-01"},
        {**row, "status": "broken", "live_verified_on": "2025-01-01"},
        {**row, "live_verified_on": "2026-01-01"},
    )
    assert live(table, STATIONS).tolist() == ["down", "up", "down", "up"]
