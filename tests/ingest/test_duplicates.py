"""Cameras listed twice: suspected by place, direction, name, serial; never by nearness alone."""

import pytest

from gis.ingest.matching.duplicates import suspects
from tests.registers import duplicate_warnings, read
from tests.world import cameras

HERE = {"xy": (0, 0), "name": "Ngã tư chợ", "azimuth_deg": 90.0, "site_id": "S1"}
CASES = {
    "same name 20 m away": ({"xy": (20, 0), "name": "NGÃ TƯ CHỢ", "site_id": "S2"}, True),
    "same name 30 m away": ({"xy": (30, 0), "name": "Ngã tư chợ", "site_id": "S2"}, False),
    "same name, other direction": (
        {"xy": (5, 0), "name": "Ngã tư chợ", "azimuth_deg": 200.0, "site_id": "S2"},
        False,
    ),
    "same place and direction": (
        {"xy": (2, 0), "name": "khác", "azimuth_deg": 80.0, "site_id": "S2"},
        True,
    ),
    "same place, no direction": ({"xy": (2, 0), "name": "khác", "site_id": "S2"}, False),
    "two views of one pole": (
        {"xy": (0, 0), "name": "Ngã tư chợ", "azimuth_deg": 90.0, "site_id": "S1"},
        False,
    ),
    "same serial far away": ({"xy": (900, 0), "serial": "A1"}, True),
    "directions through north": ({"xy": (1, 0), "azimuth_deg": 355.0, "site_id": "S2"}, True),
}


@pytest.mark.parametrize(("other", "expected"), CASES.values(), ids=CASES)
def test_suspects(other, expected):
    here = HERE | ({"serial": "A1"} if "serial" in other else {})
    here |= {"azimuth_deg": 5.0} if other.get("azimuth_deg") == 355 else {}
    assert (len(suspects(cameras(here, other))) == 1) is expected


def test_none_among_few_or_unlocated():
    assert len(suspects(cameras({"camera_id": "a"}, {"camera_id": "b"}))) == 0
    assert len(suspects(cameras({"camera_id": "a"}).iloc[:0])) == 0


def test_a_suspect_in_the_file_is_let_in_with_a_warning():
    row = ("Chợ", "", 17.47, 106.62, "")
    found = read(("C1", *row), ("C2", *row))
    [warning] = duplicate_warnings(found)
    assert (warning.row, found.accepted) == (3, 2)
    assert "C1" in warning.message


def test_a_suspect_of_the_register_is_told_and_the_same_code_is_none():
    row = ("Chợ", "", 17.47, 106.62, "")
    known = read(("C1", *row)).cameras
    assert len(duplicate_warnings(read(("C9", *row), known=known))) == 1
    assert duplicate_warnings(read(("C1", *row), known=known)) == []
