"""Positions where nobody looks for them: metres in an address, large squares, words beside."""

import pytest

from gis.core.crs import WGS84, transformer
from tests.registers import read

# Within the square of 100 km called XE, whose corner lies at 600 km east, 1900 km north.
_UTM = transformer(WGS84, "EPSG:32648").transform(106.62, 17.47)
EAST, NORTH = int(_UTM[0] - 600_000), int(_UTM[1] - 1_900_000)
NORTH_EAST = transformer(WGS84, "EPSG:9213").transform(106.62, 17.47)[::-1]


@pytest.mark.parametrize("form", ["X={} Y={}", "X: {}; Y: {}", "Cột điện số 3 (X={}, Y={})"])
def test_metres_in_an_address_are_asked_about_as_any_others(form):
    written = form.format(*(round(value) for value in NORTH_EAST))
    headings = ("Mã camera", "Địa chỉ", "Xã, phường")
    row = ("C1", written, "Phường Đồng Hới")
    assert read(row, headings=headings).readings is not None
    found = read(row, headings=headings, crs="EPSG:9213")
    [camera] = found.cameras.to_dict("records")
    assert (camera["lat"], camera["lon"]) == pytest.approx((17.47, 106.62), abs=2e-5)


def test_words_beside_a_position():
    found = read(
        ("C1", "Số 12 Hùng Vương (17.4700, 106.6200)", "Phường Đồng Hới"),
        headings=("Mã camera", "Tọa độ", "Xã, phường"),
    )
    [camera] = found.cameras.to_dict("records")
    assert (camera["lat"], camera["lon"]) == (17.47, 106.62)


@pytest.mark.parametrize(
    ("written", "accepted"),
    [(f"48QXE {EAST // 10} {NORTH // 10}", 1), (f"48QXE {EAST // 1000} {NORTH // 1000}", 0)],
)
def test_a_square_of_a_kilometre_is_no_position(written, accepted):
    found = read(("C1", written), headings=("Mã camera", "Tọa độ"))
    assert found.accepted == accepted
    assert found.cameras["lon"].notna().sum() == accepted
