"""A package holds what the register has of its commune, and nothing of the neighbours."""

import datetime as dt

import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.core.choices import RoundState
from gis.core.errors import GisError
from gis.core.schema import ROUND_COLUMNS, conform
from gis.packages.making import about, package_content, package_file_name
from gis.packages.package import pack_package, unpack_package
from tests.world import cameras, communes, demand, equipment

CAMERAS = cameras(
    {"xy": (500, 500), "status": "broken", "depends_on": "R1", "surveyed_on": "2026-11-01"},
    {"xy": (600, 500), "status": "working", "connects_through": "L"},
    {"xy": (1500, 500), "status": "working", "depends_on": "R2"},
    {"xy": None, "status": "unknown", "commune_code": "00001"},
)
EQUIPMENT = equipment(
    {"equipment_id": "R1", "kind": "recorder", "status": "working", "depends_on": "P"},
    {"equipment_id": "R2", "kind": "recorder", "status": "working", "depends_on": "P"},
    {"equipment_id": "P", "kind": "power", "status": "broken"},
    {"equipment_id": "L", "kind": "line", "status": "working"},
    {"equipment_id": "X", "kind": "pole", "status": "working"},
)
PLACES = demand(
    {"shape": "POINT (500 500)"},
    {"shape": "POINT (1500 500)"},
    {"shape": "LINESTRING (500 100, 1500 100)", "category": "road"},
)
ROUNDS = conform(
    pd.DataFrame([{"commune_code": "00001", "state": "approved", "approved_by": "Bình"}]),
    ROUND_COLUMNS,
)


def made(commune: str, table: pd.DataFrame = CAMERAS):
    found = analyse(table, EQUIPMENT, communes(), PLACES)
    of = about(
        found,
        commune,
        rounds=ROUNDS,
        day=dt.date(2026, 11, 27),
        who="An",
        revision="0-1",
    )
    return package_content(found, of, rounds=ROUNDS, demand=PLACES)


def test_a_commune_and_all_it_depends_on():
    west, east = made("00001"), made("00002")
    assert west.cameras["camera_id"].tolist() == ["C0", "C1", "C3"]
    assert set(west.cameras["commune_code"]) == {"00001"}
    assert west.equipment["equipment_id"].tolist() == ["R1", "P", "L"]
    assert east.equipment["equipment_id"].tolist() == ["R2", "P"]
    assert west.demand["demand_id"].tolist() == ["D0", "D2"]
    assert (west.about.step, east.about.step) == (RoundState.APPROVED, RoundState.NOT_STARTED)
    assert len(east.round) == 0
    figures = west.figures
    assert (figures["cameras"], figures["broken"], figures["not_located"]) == (3, 1, 1)
    assert figures["surveyed"] == 1
    assert unpack_package(pack_package(west), "goi.zip").cameras.equals(west.cameras)


def test_what_nobody_needs_belongs_to_the_only_commune():
    alone = made("00001", CAMERAS.drop(index=2))
    assert alone.equipment["equipment_id"].tolist() == ["R1", "R2", "P", "L", "X"]


def test_its_name_says_what_where_and_when():
    assert package_file_name(made("00001").about) == "goi-bao-cao_west_2026-11-27.zip"


def test_a_commune_there_is_not():
    with pytest.raises(GisError, match="00009"):
        made("00009")
