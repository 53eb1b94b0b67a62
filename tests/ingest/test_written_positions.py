"""More ways in which people write a position into one cell; each answer worked out by hand."""

import contextlib
import time

import pytest

from gis.ingest.positions.coordinates import read_pair

DEGREES = (17.468139, 106.6217)
# 17 + 28/60 + 5.3/3600, 106 + 37/60 + 18.12/3600
MINUTES = (17.46813888888889, 106.6217)
READ = {
    "17 28 05.3 N 106 37 18.12 E": MINUTES,
    "N 17 28 05.3 E 106 37 18.12": MINUTES,
    "E 106 37 18.12 N 17 28 05.3": MINUTES,
    "17.28.05,3 N 106.37.18,12 E": MINUTES,
    "17°28'05\"3 N, 106°37'18\"12 E": MINUTES,
    "Cổng chợ: 17°28'05.3\"N 106°37'18.12\"E": MINUTES,
    "17.468139,106.6217,0": DEGREES,
    '{"lat": 17.468139, "lng": 106.6217}': DEGREES,
    '{"longitude":106.6217,"latitude":17.468139}': DEGREES,
    "Lat/Long: 17.468139/106.6217": DEGREES,
    "+17.468139+106.6217/": DEGREES,
    "17.468139, 106.6217 (độ chính xác 5m)": DEGREES,
    "17.468139,106.6217 ±3m": DEGREES,
    "17.468139, 106.6217 cao 12m": DEGREES,
    "Ngã tư Sòng (17.468139, 106.6217)": DEGREES,
    "17.468139、106.6217": DEGREES,
    "!3d17.468139!4d106.6217": DEGREES,
    "https://www.bing.com/maps?where1=17.468139,106.6217": DEGREES,
    "SRID=4326;010100000016FBCBEEC9A75A406EFB1EF5D7773140": DEGREES,
}
REFUSED = [
    "@17.468139,106.6217",
    "17.468139,106.6217,15z",
    "@17.46,106.62,17z",
    "LINESTRING(106.6217 17.468139,106.7 17.5)",
    "số 17.468 ngõ 106",
    "17.468139, 106.6217 hoặc 17.469139, 106.6317",
    "17°75'05\"N 106°37'18\"E",
    "17°28'75\"N 106°37'18\"E",
    "N 17 28 05.3 N 106 37 18.12",
    "Camera ở cổng chợ",
]


@pytest.mark.parametrize(("written", "place"), READ.items(), ids=READ)
def test_a_position_is_read(written, place):
    assert read_pair(written) == pytest.approx(place, abs=1e-9)


@pytest.mark.parametrize("written", REFUSED)
def test_what_may_be_another_place_is_refused(written):
    with pytest.raises(ValueError, match=r"^"):
        read_pair(written)


@pytest.mark.parametrize("part", ["17.4,", "17.46, 106.62 ", '"', '17"1', "lat/", "17+106.", "a: "])
def test_the_time_is_that_of_the_length(part):
    def seconds(count):
        best = 9.0
        for _again in range(3):
            began = time.perf_counter()
            with contextlib.suppress(ValueError):
                read_pair(part * count)
            best = min(best, time.perf_counter() - began)
        return best

    assert seconds(4000) <= 4 * seconds(2000) + 0.01
