"""To which station a new connection leads: the commune's usual one, else one it shares."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from gis.register.sight import dependence
from gis.restoration.connections import connected
from gis.restoration.prices import read_prices
from gis.restoration.repairs import Repairs
from tests.world import cameras, equipment

TABLE = ("repair_id", "target", "name", "cost_vnd", "estimated", "low_vnd", "high_vnd",
         "monthly_vnd", "origin", "payer")  # fmt: skip


def wanted(rows, units):
    """Connect cameras that nothing else ails; return what each then waits for."""
    views, stations = cameras(*rows), equipment(*units)
    path = dependence(views.assign(depends_on=views["connects_through"]), stations).needs
    nothing = Repairs(
        pd.DataFrame(columns=TABLE), sparse.csr_array((len(views), 0), dtype=bool),
        np.ones(len(views), dtype=bool),
    )  # fmt: skip
    found = connected(nothing, views, stations, path, read_prices())
    ids = found.table["repair_id"].to_numpy(object)
    return [sorted(ids[row.indices]) for row in found.needs]


def camera(code, through="", **more):
    return {"camera_id": code, "commune_code": "00001", "connects_through": through, **more}


def hq(code, channels):
    return {"equipment_id": code, "kind": "hq", "status": "working", "channels": channels}


def test_a_new_connection_leads_to_the_station_most_of_the_commune_use():
    """Two use H2, which has two channels: a third camera finds it full, and H1 half empty."""
    rows = [camera("A", "H1"), camera("B", "H2"), camera("C", "H2"), camera("D")]
    assert wanted(rows, [hq("H1", 9), hq("H2", 2)]) == [
        [], [], [], ["connection:D", "station:H2"],
    ]  # fmt: skip
    assert wanted(rows, [hq("H1", 9), hq("H2", 3)])[3] == ["connection:D"]


def test_without_any_station_the_commune_shares_a_new_one():
    rows = [camera("A"), camera("B"), camera("C", commune_code="00002")]
    assert wanted(rows, []) == [
        ["connection:A", "station:00001"],
        ["connection:B", "station:00001"],
        ["connection:C", "station:00002"],
    ]


@pytest.mark.parametrize(("first", "left_out"), [("2026-01-01", 1), ("2026-03-03", 0)])
def test_channels_are_for_those_verified_first(first, left_out):
    rows = [camera("A", "H", live_verified_on=first),
            camera("B", "H", live_verified_on="2026-02-02")]  # fmt: skip
    assert [bool(needs) for needs in wanted(rows, [hq("H", 1)])] == [left_out == 0, left_out == 1]
