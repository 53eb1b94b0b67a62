"""Three cameras of which not all is known, before a few places."""

KNOWN = {"kind": "fixed", "azimuth_deg": 0, "hfov_deg": 90, "range_m": 50, "status": "broken"}


def place(x, y, weight=6.0):
    return {"shape": f"POINT ({x} {y})", "weight": weight}


UNSURE = [
    {"camera_id": "A", "xy": (100, 100)} | KNOWN | {"azimuth_deg": None},
    {"camera_id": "B", "xy": (130, 100)} | KNOWN | {"range_m": None, "hfov_deg": None},
    {"camera_id": "C", "xy": (160, 100)} | KNOWN | {"azimuth_deg": None, "status": "working"},
]


PLACES = [place(x, y, x / 50) for x in range(90, 190, 20) for y in (85, 110, 115)]
