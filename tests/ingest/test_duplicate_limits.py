"""How near, and how alike in direction, two cameras must be to be suspected: both sides."""

import pytest

from gis.ingest.matching.duplicates import duplicates, suspects
from tests.world import cameras

HERE = {"xy": (0, 0), "name": "Chợ", "azimuth_deg": 90.0, "site_id": "S1"}


def pair(**other):
    return len(suspects(cameras(HERE, {"site_id": "S2", **other}))) == 1


@pytest.mark.parametrize(("metres", "expected"), [(24.9, True), (25.1, False)])
def test_the_same_name_counts_within_25_metres(metres, expected):
    assert pair(xy=(metres, 0), name="chợ") is expected


@pytest.mark.parametrize(("metres", "expected"), [(2.95, True), (3.05, False)])
def test_the_same_direction_counts_within_3_metres(metres, expected):
    assert pair(xy=(0, metres), name="khác", azimuth_deg=90.0) is expected


@pytest.mark.parametrize(("azimuth", "expected"), [(109.9, True), (110.1, False), (69.9, False)])
def test_directions_agree_within_20_degrees(azimuth, expected):
    assert pair(xy=(1, 0), name="khác", azimuth_deg=azimuth) is expected
    assert pair(xy=(1, 0), name="Chợ", azimuth_deg=azimuth) is expected


def test_the_later_row_is_told():
    views = cameras(HERE, {"xy": (1, 0), "name": "Chợ", "site_id": "S2"})
    rows = [("Trang", 5), ("Trang", 9)]
    assert [(f.sheet, f.row) for f in duplicates(views, rows, None)] == [("Trang", 9)]
