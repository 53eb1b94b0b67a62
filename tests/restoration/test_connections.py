"""To which station a new connection leads: the commune's usual one, else one it shares."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from gis.register.availability import dependence
from gis.register.capacities import kbps as rates
from gis.restoration.model.connections import connected
from gis.restoration.model.prices import read_prices
from gis.restoration.model.repairs import Repairs
from tests.world import cameras, equipment

TABLE = (
    "repair_id",
    "target",
    "name",
    "cost_vnd",
    "estimated",
    "low_vnd",
    "high_vnd",
    "monthly_vnd",
    "origin",
    "payer",
)


def wanted(rows, units):
    """Connect cameras that nothing else ails, if not live; return what each then waits for."""
    found = connections(rows, units)
    ids = found.table["repair_id"].to_numpy(object)
    return [sorted(ids[row.indices]) for row in found.needs]


def connections(rows, units):
    views, stations = cameras(*rows), equipment(*units)
    path = dependence(views.assign(depends_on=views["connects_through"]), stations).needs
    live = (views["live_verified_on"] != "").to_numpy()
    nothing = Repairs(
        pd.DataFrame(columns=TABLE),
        sparse.csr_array((len(views), 0), dtype=bool),
        ~live,
    )
    return connected(nothing, views, stations, path, read_prices(), served=live)


def camera(code, through="", **more):
    return {"camera_id": code, "commune_code": "00001", "connects_through": through, **more}


def hq(code, channels):
    return {"equipment_id": code, "kind": "hq", "status": "working", "channels": channels}


def test_a_new_connection_leads_to_the_station_most_of_the_commune_use():
    """Two use H2, which has two channels: a third camera finds it full, and H1 half empty."""
    live = {"live_verified_on": "2026-02-02"}
    rows = [camera("A", "H1"), camera("B", "H2", **live), camera("C", "H2", **live), camera("D")]
    assert wanted(rows, [hq("H1", 9), hq("H2", 2)]) == [
        [],
        [],
        [],
        ["connection:D", "station:H2"],
    ]
    assert wanted(rows, [hq("H1", 9), hq("H2", 3)])[3] == ["connection:D"]


def test_without_any_station_the_commune_shares_a_new_one():
    rows = [camera("A"), camera("B"), camera("C", commune_code="00002")]
    assert wanted(rows, []) == [
        ["connection:A", "station:00001"],
        ["connection:B", "station:00001"],
        ["connection:C", "station:00002"],
    ]


def test_who_waits_shares_what_those_live_today_leave():
    live = camera("A", "H", live_verified_on="2026-01-01")
    rows = [live, camera("B", "H"), camera("C", "H")]
    # Two channels for one and two: B or C; the further station is bought where both are wanted.
    assert wanted(rows, [hq("H", 2)]) == [[], ["channel:B"], ["channel:C"]]
    assert wanted(rows, [hq("H", 1)]) == [[], ["station:H"], ["station:H"]]
    assert wanted(rows, [hq("H", 3)]) == wanted(rows, [hq("H", np.nan)]) == [[], [], []]


def test_bandwidth_of_a_line_and_disks_of_a_station_have_room_for_so_many():
    wide = {"bitrate_kbps": 3000.0}
    rows = [camera("A", "L;H", **wide), camera("B", "L;H", **wide), camera("C", "L;H", **wide)]
    line = {"equipment_id": "L", "kind": "line", "status": "working", "bandwidth_mbps": 7.0}
    told, found = wanted(rows, [line, hq("H", 9)]), connections(rows, [line, hq("H", 9)])
    assert told == [["channel:A"], ["channel:B"], ["channel:C"]]
    assert found.table["repair_id"].tolist()[-1] == "upgrade:L"
    assert found.room.free.tolist() == [7000]
    assert found.room.take.toarray().tolist() == [[3000, 3000, 3000, -100_000]]
    # A day of 3 Mbps is 32,400 MB, thirty days are 0.972 TB: two of three fit on 2 TB.
    store = hq("H", 9) | {"storage_tb": 2.0, "storage_days": 30.0}
    found = connections(rows, [{**line, "bandwidth_mbps": np.nan}, store])
    assert found.table["repair_id"].tolist()[-1] == "disk:H"
    assert found.room.free.tolist() == [2_000_000]
    assert found.room.take.toarray().tolist() == [[972_000, 972_000, 972_000, -8_000_000]]


def test_a_line_overloaded_today_must_first_carry_what_runs_on_it():
    wide = {"bitrate_kbps": 60_000.0}
    rows = [
        camera("A", "L;H", live_verified_on="2026-01-01", bitrate_kbps=250_000.0),
        camera("B", "L;H", **wide),
        camera("C", "L;H", **wide),
    ]
    line = {"equipment_id": "L", "kind": "line", "status": "working", "bandwidth_mbps": 100.0}
    # 100 of 250 Mbps: two upgrades make room for 50, three for 150.
    found = connections(rows, [line, hq("H", np.nan)])
    assert found.room is None
    assert wanted(rows, [line, hq("H", np.nan)])[1] == ["upgrade:L", "upgrade:L ×2", "upgrade:L ×3"]


@pytest.mark.parametrize(
    ("pixels", "codec", "kbps"),
    [
        ((1920, 1080), "h265", 2000),
        ((1920, 1080), "", 2000),
        ((1920, 1080), "h264", 4000),
        ((2560, 1440), "h265", 4000),
        ((3840, 2160), "h265", 8000),
        ((3840, 2160), "h264", 16000),
        ((np.nan, np.nan), "", 2000),
        ((1280, 720), "h265", 1000),
        ((9000, 9000), "h265", 12000),
    ],
)
def test_a_bit_rate_nobody_has_stated_is_that_of_resolution_and_codec(pixels, codec, kbps):
    table = cameras({"resolution_w_px": pixels[0], "resolution_h_px": pixels[1], "codec": codec})
    assert rates(table).tolist() == [kbps]
    assert rates(table.assign(bitrate_kbps=777.0)).tolist() == [777]
