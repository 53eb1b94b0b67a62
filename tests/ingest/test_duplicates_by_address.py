"""Places written in the column of the address are compared as names are, also among codes."""

import pytest

from gis.ingest.matching.duplicates import suspects
from tests.world import cameras


def pairs(*rows):
    table = cameras(*({"commune_code": "00001"} | row for row in rows))
    found = suspects(table)
    names = table["camera_id"].to_numpy()
    return {(names[a], names[b]) for a, b in zip(found["first"], found["second"], strict=True)}


def placed(code, address, **more):
    return {"camera_id": code, "name": "", "address": address} | more


def test_codes_of_one_make_with_another_place_between_them():
    rows = [
        placed("CL-1", "Nhà văn hoá thôn An Thái"),
        placed("CL-2", "Ngã tư mới"),
        placed("CL-3", "Nhà văn hóa thôn An Thái"),
    ]
    assert pairs(*rows) == {("CL-1", "CL-3")}


def test_codes_in_turn_that_look_in_one_direction():
    names = ["Nhà văn hóa thôn An Thái", "NVH thôn An Thái", "Nhà văn hoá thôn An Thái"]
    north = [placed(f"K{k}", name, azimuth_deg=0.0) for k, name in enumerate(names, 1)]
    assert {("K1", "K2"), ("K2", "K3")} <= pairs(*north)
    unsaid = [placed(f"K{k}", name) for k, name in enumerate(names, 1)]
    assert pairs(*unsaid) == set()


@pytest.mark.parametrize("column", ["name", "address"])
def test_a_junction_of_twelve_numbered_cameras_is_no_suspect(column):
    rows = [{"name": "", "camera_id": f"C{k}", column: "Ngã tư Sòng"} for k in range(1, 13)]
    other = [{"name": "", "camera_id": f"C{k}", column: "Cầu Đuồi"} for k in range(13, 20)]
    assert pairs(*rows, *other) == set()


def test_a_village_is_no_name():
    rows = [placed(f"auto-{k}", "Thôn An Thái") for k in range(4)]
    assert pairs(*rows) == set()
    rows = [placed(f"auto-{k}", "Cổng thôn An Thái") for k in range(2)]
    assert len(pairs(*rows)) == 1


def test_a_place_on_the_same_spot_by_its_address():
    here = placed("A1", "NVH thôn An Thái", xy=(0, 0))
    beside = placed("B1", "Nhà văn hóa thôn An Thái", xy=(12, 0))
    far = placed("B2", "Nhà văn hóa thôn An Thái", xy=(60, 0))
    assert pairs(here, beside, far) == {("A1", "B1")}
