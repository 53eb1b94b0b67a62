"""Ways in which people write where a camera looks; the right values worked out by hand."""

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.ingest.directions.bearings import read_bearings
from gis.ingest.directions.compass import languages

ONE_VIEW = {
    "126° SE": 126,
    "288° Tây": 288,
    "259° W": 259,
    "126° Đông Nam": 126,
    "105°E": 105,
    "Hướng: 163° S": 163,
    "Hướng Đông Nam 130 độ": 130,
    "Hướng camera: 28° NE": 28,
    "Từ chợ về cầu (130° SE)": 130,
    "354° N": 354,
    "Đông Nam (130 độ)": 130,
    "nhìn về hướng Bắc": 0,
    "hướng Bắc": 0,
    "phía Tây Nam": 225,
    "chính Đông": 90,
    "Đông - Nam": 135,
    "Đông-Bắc": 45,
    "tây bắc": 315,
    "TAY BAC": 315,
    "Đ.Nam": 135,
    "T.B": 315,
    "ĐB": 45,
    "db": 45,
    "T": 270,
    "B": 0,
    "Đ": 90,
    "N": 180,
    "Nam": 180,
    "S": 180,
    "E": 90,
    "NE": 45,
    "nnw": 337.5,
    "North": 0,
    "southwest": 225,
    "Đông Đông Nam": 112.5,
    "45o": 45,
    "45 o": 45,
    "45 độ": 45,
    "45º": 45,
    "45˚": 45,
    "45 deg": 45,
    "45,5°": 45.5,
    "45.5": 45.5,
    "45°30'": 45.5,
    "0": 0,
    "360": 360,
    "-90": -90,
    "góc 120": 120,
    "phương vị 75°": 75,
    "azimuth 75": 75,
    "bắc 45 đông": 45,
    "N45E": 45,
    "N 45° E": 45,
    "S30W": 210,
    "Nam 20 Tây": 200,
    "B45T": 315,
    "N45Đ": 135,
    "Bắc 15°": 15,
    "0° Bắc": 0,
    "130°, Đông Nam": 130,
    "Bắc, 5°": 5,
    "nhìn ra ngã ba, hướng Tây": 270,
    "Camera 1: Bắc": 0,
    "Quay về phía Nam": 180,
    "hướng tây bắc nhìn ra cầu": 315,
    "Bắc (cổng chợ)": 0,
    "hướng đông, ra biển": 90,
    "358 N": 358,
    "Hướng Nam (nhìn ra chợ)": 180,
    "Bắc (0°)": 0,
    "0 độ (Bắc)": 0,
    "45 (ĐB)": 45,
    "khoảng 45 độ": 45,
    "~45": 45,
    "hướng 45": 45,
    "Tây (hướng ra biển)": 270,
    "hướng Đông đường Lê Lợi": 90,
    "cao 4m, hướng B": 0,
    "hướng về phía Bắc": 0,
    "HƯỚNG TÂY NHÌN RA CẦU": 270,
    "Đông nam 135 (nhìn ra cầu)": 135,
    "1 Nam": 180,
    "2 mắt hướng Bắc": 0,
    "hướng chính Bắc": 0,
    "Tây – Tây Nam": 247.5,
}
SEVERAL = {
    "N;S": [(0, None), (180, None)],
    "N/S": [(0, None), (180, None)],
    "B/N": [(0, None), (180, None)],
    "Đông và Tây": [(90, None), (270, None)],
    "Đông, Tây, Nam, Bắc": [(90, None), (270, None), (180, None), (0, None)],
    "hai hướng Đông và Tây": [(90, None), (270, None)],
    "2 hướng: Bắc, Nam": [(0, None), (180, None)],
    "Bắc - Nam": [(0, None), (180, None)],
    "Đông Bắc - Tây Nam": [(45, None), (225, None)],
    "Đông Tây": [(90, None), (270, None)],
    "NNE-ESE": [(67.5, 90)],
    "W-E": [(0, 180)],
    "350-20": [(5, 30)],
    "90 đến 180 độ": [(135, 90)],
    "từ 90° đến 180°": [(135, 90)],
    "Bắc đến Đông": [(45, 90)],
    "350-20; 100": [(5, 30), (100, None)],
    "Camera 1: Bắc; camera 2: Nam": [(0, None), (180, None)],
    "45°; 135°": [(45, None), (135, None)],
    "45, 135": [(45, None), (135, None)],
    "0,90,180": [(0, None), (90, None), (180, None)],
    "45° NE; 225° SW": [(45, None), (225, None)],
    "Bắc\nNam": [(0, None), (180, None)],
    "hướng 1: Đông; hướng 2: Tây": [(90, None), (270, None)],
    "Đ-T": [(90, None), (270, None)],
    "1. Đông, 2. Tây": [(90, None), (270, None)],
    "1 Đông, 1 Tây": [(90, None), (270, None)],
    "xoay 360 độ": [],
    "PTZ 360°": [],
    "hướng Bắc và hướng Nam": [(0, None), (180, None)],
}
UNREAD = (
    "quay ra chợ",
    "Hướng về đường 9",
    "ngã tư",
    "khắp nơi",
    "350-400",
    "10;x",
    "hướng Đông Hà",
    "nhìn ra Nam Cửa Việt",
    "chợ Đông",
    "nghiêng 20 độ, ra cổng",
    "45 135",
    "hai hướng",
    "đa hướng",
    "từ Bắc vào Nam",
    "90 độ so với đường",
    "hướng ra QL1",
    "Hướng Tây Trạch",
    "Đông Hà",
    "nhìn vào cổng",
    "năm 2020",
    "góc mở 90° ra đường",
    "2 chiều",
    "Bê",
    "x",
)


def looks(cell, **options):
    found = read_bearings(cell, **options).looks
    return [(azimuth, None if np.isnan(width) else width) for azimuth, width in found]


@pytest.mark.parametrize(("cell", "azimuth"), ONE_VIEW.items())
def test_one_view(cell, azimuth):
    assert looks(cell) == [(azimuth, None)]


@pytest.mark.parametrize(("cell", "expected"), SEVERAL.items())
def test_several_views_and_ranges(cell, expected):
    assert looks(cell) == expected


@pytest.mark.parametrize("cell", UNREAD)
def test_what_says_no_direction_is_not_guessed(cell):
    with pytest.raises(ValueError, match=r".*"):
        read_bearings(cell)


@pytest.mark.parametrize(
    ("cell", "apart"),
    [
        ("126° SE", False),
        ("10° Nam", True),
        ("Đông 190 độ", True),
        ("350° N", False),
        ("170° N", False),
        ("90° N", True),
        ("Từ chợ về cầu (10° SE)", True),
    ],
)
def test_a_number_and_a_word_that_disagree_are_told(cell, apart):
    assert read_bearings(cell).apart is apart


def test_a_lone_n_is_north_only_where_the_other_words_are_english():
    assert looks("N", english=True) == [(0, None)]
    assert looks("N;Đ", english=True) == [(180, None), (90, None)]
    assert languages("NE") == {"english"} == languages("North")
    assert languages("TN") == {"vietnamese"} == languages("Nam")
    assert languages("N") == set()


@given(st.integers(0, 360), st.sampled_from(["{}°", "{} độ", "hướng {}", "{}", "({}°)", "góc {}o"]))
def test_every_whole_degree_is_read_as_it_is(degrees, form):
    assert looks(form.format(degrees)) == [(degrees, None)]


@given(st.text(max_size=40))
def test_any_text_is_a_direction_or_none(text):
    with contextlib.suppress(ValueError):
        read_bearings(text)
