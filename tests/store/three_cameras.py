"""Three cameras, a recorder and two places."""

from tests.world import cameras, demand, equipment

THREE = cameras(
    {"xy": (10, 10), "status": "broken", "name": "Chợ", "repair_cost_vnd": 2.5e6},
    {"xy": (20, 20), "status": "working"},
    {"status": "unknown"},
)


RECORDER = equipment({"equipment_id": "R", "kind": "recorder", "status": "broken", "channels": 8})


PLACES = demand(
    {"shape": "POINT (5 5)", "weight": 6.0, "name": "Chợ"},
    {"shape": "LINESTRING (0 0, 100 0)", "weight_per_km": 4.0},
)
