"""Communes to choose from: in the order of a Vietnamese dictionary, the former ones with them."""

import random

import pytest

from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import commune_listing, communes_order
from gis.core.text import vietnamese_order
from tests import world

# By hand, from the alphabet and the order of tones of dictionaries.
IN_ORDER = [
    "A Dơi",
    "Ái Tử",
    "Ba Đồn",
    "Ba Lòng",
    "Bà Rịa",
    "Bắc Gianh",
    "Bắc Trạch",
    "Bến Hải",
    "Bến Quan",
    "Bố Trạch",
    "Cam Hồng",
    "Cồn Cỏ",
    "Cồn Tiên",
    "Cửa Tùng",
    "Cửa Việt",
    "Dân Hóa",
    "Diên Sanh",
    "Đakrông",
    "Đông Hà",
    "Đông Trạch",
    "Đồng Hới",
    "Đồng Lê",
    "Gio Linh",
    "Hải An",
    "Hải Lăng",
    "Hiếu Giang",
    "Khe Sanh",
    "La Lay",
    "Lao Bảo",
    "Lệ Ninh",
    "Lìa",
    "Nam Trạch",
    "Ninh Châu",
    "Sen Ngư",
    "Tà Rụt",
    "Tân Gianh",
    "Tuyên Phú",
    "Vĩnh Định",
    "Vĩnh Linh",
]


def test_names_are_in_the_order_of_a_dictionary():
    mixed = IN_ORDER.copy()
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=vietnamese_order) == IN_ORDER


@pytest.mark.parametrize(
    "listed",
    [
        ["ma", "mà", "mà la", "mả", "mã", "má", "mạ", "mai"],
        ["đa", "đà", "đá"],
        ["o", "ô", "ơ"],
        ["a", "ă", "â", "d", "đ", "e", "u", "ư"],
    ],
)
def test_syllables_are_compared_by_their_letters_then_by_their_tones(listed):
    mixed = listed[::-1]
    assert sorted(mixed, key=vietnamese_order) == listed


def test_composed_and_decomposed_writing_sort_alike():
    assert vietnamese_order("Đồng Hới") == vietnamese_order("Đo\u0302\u0300ng Ho\u031b\u0301i")


def test_the_special_zone_comes_first_then_wards_then_communes():
    names = ["Xã A Dơi", "Phường Đồng Sơn", "Phường Ba Đồn", "Đặc khu Cồn Cỏ", "Xã Bố Trạch"]
    listed = sorted(names, key=communes_order)
    assert listed == [
        "Đặc khu Cồn Cỏ",
        "Phường Ba Đồn",
        "Phường Đồng Sơn",
        "Xã A Dơi",
        "Xã Bố Trạch",
    ]


def test_former_communes_follow_with_what_they_are_part_of():
    communes = communes_or_schematic()
    table = commune_listing(communes)
    assert table["former"].is_monotonic_increasing
    today = table[~table["former"]]
    assert sorted(today["code"]) == sorted(communes["code"])
    former = table[table["former"]].set_index("label")
    full = communes.set_index("code")["full_name"]
    assert full[former.at["Xã Triệu Đại", "code"]] == "Xã Triệu Bình"
    assert former.at["Xã Triệu Đại", "district"] == "huyện Triệu Phong"
    assert "Phường Đồng Sơn" not in former.index  # it still is called so
    assert not former.index.str.startswith("Phường Phường").any()
    assert former.at["Thị trấn Hải Lăng", "until"] == "2020"
    assert (table["place"] >= 0).all()


def test_communes_that_nothing_is_known_of_are_listed_too():
    table = commune_listing(world.communes())
    assert table["label"].tolist() == ["Phường East", "Xã West"]
    assert table["district"].tolist() == ["", ""]
