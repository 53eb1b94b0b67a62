"""Dossiers of a small world whose numbers fit on paper."""

import datetime as dt

import pandas as pd

from gis.analysis.run import analyse
from gis.core.schema import ROUND_COLUMNS, conform
from gis.documents.dossier import Dossier, ProposedPlan
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import world

DAY = dt.date(2026, 11, 27)
CAMERA = {"xy": (500, 500), "azimuth_deg": 0.0, "range_m": 100.0, "origin": "state"}


def dossier(
    *rows: dict,
    commune: str | None = "00001",
    budget_vnd: float | None = None,
    simulated=False,
    **more,
):
    """Return a dossier of cameras, a recorder R1 that has failed, and a school north of them."""
    table = conform(world.cameras(*({**CAMERA, "commune_code": "00001"} | row for row in rows)))
    shared = world.equipment(
        {
            "equipment_id": "R1",
            "kind": "recorder",
            "name": "Đầu ghi chợ",
            "status": "broken",
            "repair_cost_vnd": 6_500_000.0,
        }
    )
    places = world.demand(
        {"demand_id": "D1", "category": "school", "shape": "POINT (500 550)", "weight": 5}
    )
    found = analyse(table, shared, world.communes(), places).of_register(simulated=simulated)
    chosen = None
    if budget_vnd is not None:
        asked = Request(budgets=request_money([budget_vnd]), commune=commune)
        todo = work(found)
        chosen = ProposedPlan(asked, todo, make_plan(found, todo, asked))
    rounds = conform(pd.DataFrame(), ROUND_COLUMNS)
    return Dossier(found, commune, DAY, rounds, "2025-11-04", proposal=chosen, **more)


BROKEN = {"camera_id": "C1", "name": "Cổng chợ", "status": "broken", "repair_cost_vnd": 2e6}
DARK = {"camera_id": "C2", "status": "working", "depends_on": "R1", "origin": "community"}
SOUND = {"camera_id": "C3", "status": "working", "xy": None, "origin": "new_rural"}
UNKNOWN = {"camera_id": "C4", "status": "unknown", "cause": "", "origin": ""}
