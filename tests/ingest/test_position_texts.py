"""Positions as people write them: each spelling with the place it means, worked out by hand."""

import contextlib
import re
import time

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from gis.ingest.positions.coordinates import pair_within, read_angle, read_pair

LAT = 17 + 28 / 60 + 5.3 / 3600  # 17°28'05.3"
LON = 106 + 37 / 60 + 12 / 3600


@pytest.mark.parametrize(
    "written",
    [
        "17°28'5.3\"",
        "17d28m5.3s",
        "17-28-05.3",
        "17 độ 28 phút 5,3 giây",
        "17:28:05.3",
        "17 28 05.3",
        "17º28’05,3”B",
        "N 17° 28' 5.3\"",
        "17°28′5.3″ N",
        "17 do 28 phut 5.3 giay Bac",
        "17°28'05.3\" vĩ độ Bắc",
        "VĐ: 17°28'5.3\"",
        "17 ° 28 ' 5.3 ''",
        "17d28m5.3sN",
    ],
)
def test_degrees_minutes_and_seconds(written):
    assert read_angle(written) == pytest.approx(LAT, abs=1e-12)


@pytest.mark.parametrize("written", ["N17°28.5'", "17°28.5 N", "17 28,5", "17°28,5'B", "17°28'30"])
def test_decimal_minutes(written):
    assert read_angle(written) == pytest.approx(17.475, abs=1e-12)


@pytest.mark.parametrize("written", ["17°75'", "N17°28'05\"N", "trước cổng", "2025-11-04"])
def test_what_is_no_angle(written):
    with pytest.raises(ValueError, match=re.escape(written)):
        read_angle(written)


@pytest.mark.parametrize(
    "written",
    [
        "17.4681, 106.6217",
        "17,4681; 106,6217",
        "17,4681 106,6217",
        "17,4681,106,6217",
        "106.6217 17.4681",
        "lat 17.4681, lon 106.6217",
        "VĐ: 17,4681 KĐ: 106,6217",
        "Kinh độ 106,6217 - Vĩ độ 17,4681",
        "vĩ độ 17,4681 kinh độ 106,6217",
        "17.4681-106.6217",
        "N17.4681E106.6217",
        "17.4681 B 106.6217 Đ",
        "17.4681N 106.6217E",
        "E106.6217 N17.4681",
        "17.4681 106.6217 11.2 4.5",
        "(17.4681, 106.6217)",
        "GPS: 17.4681,106.6217 (WGS84)",
        "POINT (106.6217 17.4681)",
        "POINT Z (106.6217 17.4681 12)",
        "point(106.6217 17.4681)",
        "SRID=4326;POINT(106.6217 17.4681)",
        "MULTIPOINT ((106.6217 17.4681))",
        '{"type":"Point","coordinates":[106.6217,17.4681]}',
        "geo:17.4681,106.6217?z=17",
        shapely.to_wkb(shapely.Point(106.6217, 17.4681), hex=True),
        "\\x" + shapely.to_wkb(shapely.Point(106.6217, 17.4681), hex=True),
    ],
)
def test_both_halves_in_one_cell(written):
    assert read_pair(written) == pytest.approx((17.4681, 106.6217), abs=1e-9)


@pytest.mark.parametrize(
    "written",
    [
        "17°28'05.3\"N 106°37'12\"E",
        "N17°28'05.3\" E106°37'12\"",
        "17 28 05.3 106 37 12",
        "17-28-05.3, 106-37-12",
        "17 độ 28 phút 05,3 giây Bắc, 106 độ 37 phút 12 giây Đông",
        "Kinh độ: 106°37'12\" Vĩ độ: 17°28'05.3\"",
    ],
)
def test_both_halves_in_degrees_minutes_and_seconds(written):
    assert read_pair(written) == pytest.approx((LAT, LON), abs=1e-9)


GOOGLE = "https://www.google.com/maps"


@pytest.mark.parametrize(
    "link",
    [
        f"{GOOGLE}/place/Ch%E1%BB%A3/@17.47,106.63,17z/data=!3m1!4b1!8m2!3d17.4681!4d106.6217!16s1",
        f"{GOOGLE}?q=17.4681,106.6217",
        f"{GOOGLE}?q=loc:17.4681,106.6217",
        f"{GOOGLE}/search/?api=1&query=17.4681%2C106.6217",
        f"{GOOGLE}/search/17.4681,+106.6217",
        f"{GOOGLE}/dir//17.4681,106.6217/@17.4,106.6,14z",
        f"{GOOGLE}/dir/?api=1&origin=17.1,107&destination=17.4681,106.6217",
        f"{GOOGLE}/dir/17.1,107.0/Ch/@17.2,106.8,10z/data=!4m9!1m0!1m5!1m1!1s0!2m2!1d106.6217!2d17.4681",
        "https://maps.google.com/?saddr=17.1,107.0&daddr=17.4681,106.6217",
        "https://maps.google.com/?ll=17.4681,106.6217",
        "https://www.openstreetmap.org/?mlat=17.4681&mlon=106.6217#map=17/17.5/106.7",
        "https://maps.apple.com/?ll=17.4681,106.6217&q=Cho",
        "https://www.bing.com/maps?cp=17.4~106.6&sp=point.17.4681_106.6217_Cho",
        "https://zalo.me/loc?lat=17.4681&long=106.6217",
        "https://yandex.com/maps/?ll=106.6,17.4&pt=106.6217,17.4681",
        "Cổng chợ https://maps.google.com/?q=17.4681,106.6217",
    ],
)
def test_a_link_gives_the_place_and_not_the_middle_of_the_window(link):
    assert read_pair(link) == pytest.approx((17.4681, 106.6217))


@pytest.mark.parametrize(
    "link",
    [
        "https://maps.app.goo.gl/AbCdEf123",
        f"{GOOGLE}/@17.46,106.63,17z",
        "https://www.openstreetmap.org/#map=17/17.4681/106.6217",
        f"{GOOGLE}/place/Ch%E1%BB%A3/@17.46,106.63,17z",
    ],
)
def test_a_link_without_the_place_is_not_guessed(link):
    with pytest.raises(ValueError, match=r"^$"):  # no position is left of it to be read
        read_pair(link)


def test_points_that_name_their_system_come_in_it():
    to_plane = Transformer.from_crs(4326, 9212, always_xy=True)
    east, north = to_plane.transform(106.6217, 17.4681)
    assert read_pair(f"SRID=9212;POINT({east} {north})") == pytest.approx((17.4681, 106.6217))
    east, north = Transformer.from_crs(4326, 32648, always_xy=True).transform(106.6217, 17.4681)
    for written in (f"48Q {east:.2f} {north:.2f}", f"48Q {east:.2f}mE {north:.2f}mN"):
        assert read_pair(written) == pytest.approx((17.4681, 106.6217), abs=1e-6)
    # 100 km squares of zone 48: 600–700 km east is X, 1,900–2,000 km north is E.
    written = f"48QXE {int(east - 600_000):05} {int(north - 1_900_000):05}"
    assert read_pair(written) == pytest.approx((17.4681, 106.6217), abs=2e-5)
    with pytest.raises(ValueError, match="123456"):
        read_pair("SRID=123456;POINT(1 2)")


@pytest.mark.parametrize(
    ("written", "half"), [("16,9475", 0), ("17°28'05\"N", 0), ("106.62", 1), ("KĐ: 106,62", 1)]
)
def test_half_a_pair_says_which_half_it_is(written, half):
    found = read_pair(written)
    assert found[half] == found[half]
    assert found[1 - half] != found[1 - half]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("12 Trần Hưng Đạo Đồng Hới (17.457437, 106.624335)", (17.457437, 106.624335)),
        ("Ngã ba chợ (17.457, 106.624)", (17.457, 106.624)),
        ("gần chợ - 16,9475 - 107,1205", (16.9475, 107.1205)),
        ("tọa độ 17°30'00\"N 106°37'12\"E gần chợ", (17.5, LON)),
        ("vốn 17,125 tr; 106,250 tr", None),
        ("Km 12+500 QL9, số 17.500", None),
        ("giá 12.500.000 đ", None),
        ("Số 17, ngõ 106", None),
        ("", None),
    ],
)
def test_a_position_among_other_words(text, place):
    assert pair_within(text) == (place and pytest.approx(place))


@given(st.floats(8, 23.9), st.floats(102, 117.9), st.sampled_from([", ", ";", " ", " | ", "/"]))
def test_decimal_pairs_are_read_as_they_are_written(lat, lon, separator):
    assert read_pair(f"{lat:.6f}{separator}{lon:.6f}") == (round(lat, 6), round(lon, 6))
    comma = f"{lat:.6f}{separator}{lon:.6f}".replace(".", ",")
    assert read_pair(comma) == (round(lat, 6), round(lon, 6))


@pytest.mark.parametrize("piece", ["9", "1,", "N ", ":", "17 ", "°", "https://", "17-", "17°28 "])
def test_long_cells_take_time_in_proportion(piece):
    """Two seconds for a cell of 100,000 letters: were time to grow faster, it would be minutes."""
    for reader in (read_pair, pair_within):
        start = time.process_time()
        with contextlib.suppress(ValueError):
            reader(piece * (100_000 // len(piece)))
        assert time.process_time() - start < 2
