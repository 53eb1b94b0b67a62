"""A village whose recorder and two cameras wait for repair, and its files."""

VIEW = {"azimuth_deg": 90, "range_m": 100, "hfov_deg": 60, "status": "broken"}


# C0 and C1 wait for R (8 million); C1 (2) and C2 (3) are broken themselves; X has no price.
CAMERAS = [
    {"xy": (0, 500), **VIEW, "status": "working", "depends_on": "R"},
    {"xy": (300, 500), **VIEW, "repair_cost_vnd": 2e6, "depends_on": "R"},
    {"xy": (1300, 500), **VIEW, "repair_cost_vnd": 3e6, "origin": "state"},
]


UNITS = [
    {
        "equipment_id": "R",
        "kind": "recorder",
        "status": "broken",
        "repair_cost_vnd": 8e6,
        "name": "Đầu ghi",
        "monthly_cost_vnd": 1e5,
    }
]


PLACES = [
    {"shape": "POINT (50 500)", "weight": 4, "category": "market", "name": "Chợ"},
    {"shape": "POINT (350 500)", "weight": 5, "category": "school"},
    {"shape": "POINT (1350 500)", "weight": 3, "category": "office"},
]
