"""Cameras without a position are suspected too: one name in one commune, and no code."""

import pytest

from gis.ingest.matching.duplicates import suspects
from tests.registers import duplicate_warnings, read
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
    assert suspects(cameras(HERE | {"camera_id": "C01"}, OTHER)).empty


def test_two_keepers_of_one_pole_give_it_codes_of_their_own():
    police = [HERE | {"camera_id": f"CA-{k}"} for k in (1, 2)]
    carrier = [HERE | {"camera_id": f"VT.{k}"} for k in (7, 8)]
    found = suspects(cameras(*police, *carrier))
    assert {(0, 2), (1, 3)} <= set(zip(found["first"], found["second"], strict=True))


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("Ngã 4 Sòng", "Khu phố 3", True),
        ("ngã tư Sòng", "KP3, thị trấn Gio Linh", True),
        ("Ngã tư Sòng", "KP 5", False),
        ("Ngã tư Sòng 2", "KP 3", False),
    ],
)
def test_short_forms_and_longer_addresses_are_the_same_place(name, address, expected):
    here = HERE | {"camera_id": "CA-1", "address": "KP 3"}
    other = HERE | {"camera_id": "VT-1", "name": name, "address": address}
    assert (len(suspects(cameras(here, other))) == 1) is expected


def test_rows_of_two_sheets_that_list_the_same_unplaced_camera():
    rows = [
        ("CA-1", "Ngã tư Sòng", "Phường Đồng Hới", None, None, ""),
        ("VT-1", "Ngã 4 Sòng", "Phường Đồng Hới", None, None, ""),
    ]
    [warning] = duplicate_warnings(read(*rows))
    assert warning.row == 3


def test_a_row_listed_twice_without_position_is_told():
    row = ("", "Ngã tư Sòng", "Phường Đồng Hới", None, None, "")
    found = read(row, row)
    [warning] = duplicate_warnings(found)
    assert warning.row == 3
    assert "nan" not in warning.message
