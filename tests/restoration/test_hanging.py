"""What hangs on shared equipment: counted by hand on a small network."""

from gis.analysis.run import analyse
from gis.restoration.model.prices import read_prices
from gis.restoration.plans.ranking import rank_repairs
from gis.restoration.plans.shared_faults import hanging
from tests.world import cameras, communes, demand, equipment


def test_cameras_hang_through_other_equipment_too_and_some_wait_for_it_alone():
    # The line L carries the recorder R, which has failed: A waits for R alone, B is broken too.
    units = equipment(
        {"equipment_id": "R", "kind": "recorder", "status": "broken", "depends_on": "L"},
        {"equipment_id": "L", "kind": "line", "status": "working"},
        {"equipment_id": "H", "kind": "hq", "status": "working"},
    )
    rows = cameras(
        {
            "camera_id": "A",
            "xy": (300, 300),
            "status": "working",
            "depends_on": "R",
            "address": "Chợ",
            "connects_through": "H",
        },
        {"camera_id": "B", "xy": (400, 300), "status": "broken", "depends_on": "R", "name": "Cầu"},
        {"camera_id": "C", "xy": (500, 300), "status": "working", "depends_on": "L"},
    )
    found = analyse(rows, units, communes(), demand({"shape": "POINT (300 310)"}))
    hung = hanging(found, rank_repairs(found, prices=read_prices()).work)
    hung = hung.set_index(found.equipment["equipment_id"])
    assert hung["cameras"].map(len).to_dict() == {"R": 2, "L": 3, "H": 0}
    assert hung["waiting"].to_dict() == {"R": 1, "L": 0, "H": 0}
    assert hung["connected"].to_dict() == {"R": 0, "L": 0, "H": 1}
    assert hung["names"].to_dict() == {"R": "Chợ; Cầu", "L": "Chợ; Cầu; C", "H": ""}
