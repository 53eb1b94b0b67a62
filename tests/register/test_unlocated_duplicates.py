"""Cameras without a position are suspected too: one name in one commune, and no code."""

import pytest

from gis.register.duplicates import suspects
from tests.register.test_duplicates import warnings
from tests.registers import read
from tests.world import cameras

HERE = {"camera_id": "auto-1", "name": "Ngã tư Sòng", "commune_code": "00001"}
OTHER = {"camera_id": "C2", "name": "NGÃ TƯ SÒNG", "commune_code": "00001"}
CASES = {
    "the same name": ({}, True),
    "one of them has a position": ({"xy": (1, 1)}, True),
    "another commune": ({"commune_code": "00002"}, False),
    "another address": ({"address": "KP 3"}, False),
    "views of one row": ({"site_id": "auto-1"}, False),
    "another name": ({"name": "Ngã ba Sòng"}, False),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_unlocated_suspects(change, expected):
    here = HERE | ({"site_id": "auto-1"} if "site_id" in change else {})
    found = suspects(cameras(here, OTHER | change))
    assert (len(found) == 1) is expected


def test_directions_tell_two_cameras_apart_and_so_do_two_codes():
    east, west = HERE | {"azimuth_deg": 90.0}, OTHER | {"azimuth_deg": 270.0}
    assert suspects(cameras(east, west)).empty
    assert suspects(cameras(HERE | {"camera_id": "C1"}, OTHER)).empty


def test_a_row_listed_twice_without_position_is_told():
    row = ("", "Ngã tư Sòng", "Phường Đồng Hới", None, None, "")
    found = read(row, row)
    [warning] = warnings(found)
    assert warning.row == 3
    assert "nan" not in warning.message
