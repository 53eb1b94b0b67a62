"""A register in which every column is filled and every choice is used."""

from itertools import cycle, islice

import pandas as pd

from gis.core.schema import CAMERA_COLUMNS, ColumnType
from gis.core.units import UNITS
from gis.export.layers import layer, plan_layer
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import world

TEXTS = ("=1+1", "-Cổng", "'=x", "nan", "None", "@a", "Chợ “Đông Hà” <b>, số 1; 2", "🎥 tầng 2")


PLAN = "plan"


def full_cameras():
    """Give twenty cameras, every column filled, every choice used."""
    rows = range(20)
    table = {}
    for column in CAMERA_COLUMNS:
        match column.holds:
            case ColumnType.CHOICE:
                values = list(islice(cycle(map(str, column.choices)), len(rows)))
            case ColumnType.NUMBER:
                part = 0.0 if UNITS[column.unit].whole else 0.5
                money = 333_334.0 if column.name.endswith("_vnd") else 1.0
                values = [money + part + row for row in rows]
            case ColumnType.DATE:
                values = [f"2025-11-{row + 1:02d}" for row in rows]
            case ColumnType.TEXT:
                values = [TEXTS[row % len(TEXTS)] + f" {row}" for row in rows]
        table[column.name] = values
    table |= {
        "camera_id": [f"C{row}" for row in rows],
        "depends_on": "R",
        "connects_through": "L",
        "commune_code": "",
        "kind": ["fixed"] * 19 + ["ptz"],
        "azimuth_deg": 0.0,
        "height_m": 5.0,
        "tilt_deg": 25.0,
        "hfov_deg": 70.5,
        "vfov_deg": 42.7,
        "range_m": 60.0,
        "focal_mm": 4.0,
        "sensor_width_mm": 5.57,
        "sensor_height_mm": 3.13,
        "resolution_w_px": 1920.0,
        "resolution_h_px": 1080.0,
    }
    places = [(100.0 * row + 50, 500.0) for row in rows]
    return world.cameras(*pd.DataFrame(table).assign(xy=places).to_dict("records"))


def table_of(analysis, name):
    if name != PLAN:
        return layer(analysis.of_register(simulated=True), name, confidential=True)
    todo = work(analysis)
    found = make_plan(analysis, todo, Request(budgets=request_money([1e12])))
    return plan_layer(analysis.of_register(simulated=True), todo, found, confidential=True)
