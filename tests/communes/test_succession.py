import unicodedata

import pandas as pd
import pytest

from gis.communes.schematic import read_commune_facts, schematic
from gis.communes.succession import Succession, parse_name, read_succession


@pytest.fixture(scope="module")
def succession() -> Succession:
    return Succession(schematic())


def test_264_former_communes_lead_to_77_of_todays_78():
    former, facts = read_succession(), read_commune_facts()
    assert len(former) == 264
    assert not former.duplicated(["former_name", "former_kind", "former_district"]).any()
    assert len(facts) == 78
    assert facts["kind"].value_counts().to_dict() == {"xã": 69, "phường": 8, "đặc khu": 1}
    assert set(facts["code"]) - set(former["code"]) == {"19742"}  # Cồn Cỏ
    assert set(former["code"]) <= set(facts["code"])


@pytest.mark.parametrize(
    "text",
    [
        "Xã Gio Hải",
        "xã gio hải",
        "XÃ GIO HẢI",
        "gio hai",
        "X. Gio Hải",
        "Gio Hải (cũ)",
        "Gio Hải, huyện Gio Linh, tỉnh Quảng Trị",
        unicodedata.normalize("NFD", "Xã Gio Hải"),
        "  Xã   Gio  Hải ",
    ],
)
def test_case_marks_prefixes_and_composition_do_not_matter(succession, text):
    assert succession.candidates(text) == ["19496"]  # Cửa Việt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Minh Hoá", "xã Minh Hóa"),
        ("Lệ Thuỷ", "Lệ Thủy"),
        ("Đakrông", "Đa Krông"),
        ("TT. Cam Lộ", "Thị trấn Cam Lộ"),
        ("P.1, TP Đông Hà", "Phường 1, thành phố Đông Hà"),
        ("Đặc khu Cồn Cỏ", "huyện đảo Cồn Cỏ"),
        ("Phường 01 - thị xã Quảng Trị", "P1, TX. Quảng Trị"),
    ],
)
def test_two_ways_to_write_one_name(succession, one, other):
    assert succession.candidates(one) == succession.candidates(other) != []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Phường 1", ["19333", "19360"]),
        ("Tân Thành", ["18919", "19432"]),
        ("Cam Thủy", ["19255", "19603"]),
        ("Hải Phú", ["19159", "19702"]),
    ],
)
def test_ambiguous_names_stay_so_until_district_or_location_settles_them(succession, name, codes):
    names = pd.Series([name, name, name], index=[5, 6, 7])
    found = succession.resolve(names, located=pd.Series(["", codes[1], "99999"], index=names.index))
    assert found["code"].to_dict() == {5: "", 6: codes[1], 7: ""}
    assert found["candidates"].tolist() == [codes] * 3


def test_a_district_in_its_own_column_settles_the_name(succession):
    names, districts = (
        pd.Series(["Phường 1", "Phường 1"]),
        pd.Series(["TP. Đông Hà", "TX Quảng Trị"]),
    )
    assert succession.resolve(names, districts=districts)["code"].tolist() == ["19333", "19360"]


def test_a_name_nobody_knows_has_no_candidate(succession):
    assert succession.candidates("Xã Hà Nội") == []
    assert succession.candidates("") == []


def test_every_former_name_with_its_district_finds_its_successor(succession):
    former = read_succession()
    found = succession.resolve(
        former["former_kind"] + " " + former["former_name"],
        districts=former["former_district_kind"] + " " + former["former_district"],
    )
    assert found["code"].tolist() == former["code"].tolist()


def test_every_name_of_today_is_among_its_candidates_and_codes_are_never_joined(succession):
    facts = read_commune_facts()
    found = succession.resolve(facts["full_name"], located=facts["code"])
    assert found["code"].tolist() == facts["code"].tolist()
    assert succession.candidates("19429") == []


def test_a_written_name_comes_apart():
    written = parse_name("TT. Gio Linh (cũ), huyện Gio Linh, tỉnh Quảng Trị")
    assert (written.name, written.district) == ("Gio Linh", "Gio Linh")
