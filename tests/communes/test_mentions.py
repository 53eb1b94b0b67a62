"""Communes named inside addresses, units and titles, and in the table of former communes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.communes.schematic import read_commune_facts, schematic
from gis.communes.succession import Succession, read_older, read_succession

CODES = read_commune_facts().set_index("full_name")["code"]


@pytest.fixture(scope="module")
def succession() -> Succession:
    return Succession(schematic())


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("Số 5 Trần Hưng Đạo, P. Đồng Hới, tỉnh Quảng Trị", "Phường Đồng Hới"),
        ("Quốc lộ 9, P. Đông Hà, Thành phố Đông Hà", "Phường Đông Hà"),
        ("thôn 2, xã Gio Linh, huyện Gio Linh, tỉnh Quảng Trị", "Xã Gio Linh"),
        ("KP 5, TT. Gio Linh", "Xã Gio Linh"),
        ("tổ 3 p đông lễ tp đông hà", "Phường Nam Đông Hà"),
        ("Công an xã Vĩnh Linh quản lý", "Xã Vĩnh Linh"),
        ("CAX Cam Lộ", "Xã Cam Lộ"),
        ("CAP Nam Đông Hà", "Phường Nam Đông Hà"),
        ("Trạm y tế xã Gio Mỹ", "Xã Gio Linh"),
        ("Trụ sở CA xã Gio Mỹ cũ", "Xã Gio Linh"),
        ("DANH SÁCH CAMERA AN NINH XÃ GIO MỸ (CŨ)", "Xã Gio Linh"),
        ("Xã Phong Bình (cũ) - sáp nhập vào xã Gio Linh từ 01/7/2025", "Xã Gio Linh"),
        ("UBND XÃ GIO LINH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM CÔNG AN XÃ", "Xã Gio Linh"),
        ("danh-sach-xa-gio-linh", "Xã Gio Linh"),
        ("danh_sach_camera_xa_hai_lang", "Xã Hải Lăng"),
        ("Camera (4) phường 4", "Phường Đông Hà"),
        ("P1, TX. Quảng Trị", "Phường Quảng Trị"),
        ("Phường 1 thành phố Đông Hà", "Phường Đông Hà"),
        ("P4 Đông Hà", "Phường Đông Hà"),
        ("Trường TH xã Cam Thủy, huyện Lệ Thủy", "Xã Cam Hồng"),
        ("Trung tâm xã Nam Cửa Việt", "Xã Nam Cửa Việt"),
        ("NT Việt Trung", "Xã Nam Trạch"),
        ("ĐK Cồn Cỏ", "Đặc khu Cồn Cỏ"),
    ],
)
def test_a_commune_is_found_inside_a_text(succession, text, commune):
    assert succession.mentioned(text) == [CODES[commune]]
    assert succession.candidates(text) == [CODES[commune]]


@pytest.mark.parametrize(
    "text",
    [
        *("đường Gio Linh, KP 3", "thôn Hải Lăng", "Cổng chợ Gio Mỹ", "xã Hải Lăng Thượng"),
        *("thị xã Quảng Trị", "TP. Đông Hà", "huyện Hải Lăng", "Camera (4)", "ở xa Gio Linh"),
        *("Cách xa Gio Mỹ 5km", "ngã ba đi xã Gio Mỹ", "đường liên xã Gio Mỹ", "tỉnh Quảng Trị"),
        *(
            "khóm 3 Hồ Xá Vĩnh Linh",
            "thôn Mai Xá Gio Mỹ",
            "giáp xã Gio Mỹ",
            "xã Cam Thủy, huyện Hải Lăng",
            "phường Hải Định",
            "",
        ),
    ],
)
def test_streets_hamlets_and_neighbours_are_no_communes(succession, text):
    assert succession.mentioned(text) == []


def test_p5_is_a_point_on_a_plan_unless_a_district_is_named(succession):
    assert succession.mentioned("vị trí P5, cổng chợ") == []
    assert succession.mentioned("vị trí P5", "TP Đông Hà") == [CODES["Phường Nam Đông Hà"]]
    assert succession.mentioned("KP 1, P5, TP. Đông Hà") == [CODES["Phường Nam Đông Hà"]]
    assert succession.candidates("P.5") == [CODES["Phường Nam Đông Hà"]]


def test_a_part_of_an_address_counts_alone_unless_a_district_was_called_so(succession):
    assert succession.mentioned("thôn 5, Gio Mỹ, Gio Linh", bare=True) == [CODES["Xã Gio Linh"]]
    assert succession.mentioned("thôn 5, Hải Lăng, Quảng Trị", bare=True) == []
    assert succession.mentioned("thôn 5, Gio Mỹ, Gio Linh") == []


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("Thị trấn Hải Lăng", "Xã Diên Sanh"),
        ("TT Hải Lăng", "Xã Diên Sanh"),
        ("xã Hải Lăng", "Xã Hải Lăng"),
        ("Hải Lăng", "Xã Hải Lăng"),
        ("phường Hải Thành", "Phường Đồng Hới"),
        ("xã Minh Hóa (cũ)", "Xã Kim Phú"),
        ("xã Minh Hóa (mới)", "Xã Minh Hoá"),
        ("II. XÃ GIO QUANG (CŨ)", "Xã Gio Linh"),
        ("X. Hải Lăng", "Xã Hải Lăng"),
        ("xã Đăkrông", "Xã Đakrông"),
        ("Qui Đạt", "Xã Minh Hoá"),
        ("xã Cam Thủy, tỉnh Quảng Bình", "Xã Cam Hồng"),
        ("xã Hải Phú, Hải Lăng", "Xã Hải Lăng"),
        ("Gio Mỹ huyện Gio Linh tỉnh Quảng Trị", "Xã Gio Linh"),
        ("Hải Phú H. Hải Lăng", "Xã Hải Lăng"),
        ("Gio My commune", "Xã Gio Linh"),
        ("Khu vực thị trấn Gio Linh cũ: 13 camera", "Xã Gio Linh"),
        ("TT Hồ Xá", "Xã Vĩnh Linh"),
        ("Thôn Tân Xuân, Cam Tuyền", "Xã Hiếu Giang"),
        ("Ph. Đồng Sơn", "Phường Đồng Sơn"),
        ("Chợ Diên Sanh, TTr. Diên Sanh", "Xã Diên Sanh"),
    ],
)
def test_kind_time_and_spelling_tell_communes_of_one_name_apart(succession, text, commune):
    assert succession.candidates(text) == [CODES[commune]]


@pytest.mark.parametrize(
    "text",
    [
        *("xã Gio Mỹ, huyện Hải Lăng", "xã Gio Mỹ, huyện Phong Điền", "xã Hải Lãng", "Hải Đỉnh"),
        *("4", "(4)", "xã Quảng Phú, tỉnh Hà Tĩnh", "thị xã Quảng Trị", "H. Hải Lăng"),
    ],
)
def test_what_contradicts_is_never_overridden(succession, text):
    assert succession.candidates(text) == []


def test_marks_tell_hai_dinh_of_dong_hoi_from_hai_dinh_of_hai_lang(succession):
    assert succession.candidates("phường Hải Đình, thành phố Đồng Hới") == [
        CODES["Phường Đồng Hới"]
    ]
    assert succession.candidates("Hải Định") == [CODES["Xã Diên Sanh"]]
    assert succession.candidates("hai dinh") == [CODES["Xã Diên Sanh"]]  # 2025 before 2019
    assert succession.candidates("xã Cam Thanh") == [CODES["Xã Hiếu Giang"]]
    assert succession.candidates("xã Cam Thành") == [CODES["Xã Cam Lộ"]]
    both = sorted([CODES["Xã Cam Lộ"], CODES["Xã Hiếu Giang"]])
    assert succession.candidates("xa cam thanh") == both


def test_every_commune_merged_before_2025_leads_to_one_of_today(succession):
    older = read_older()
    assert len(older) == 61
    assert older["source"].str.len().gt(10).all()
    assert set(older["until"]) == {"2020-01-01", "2020-02-01", "2024-12-01", "2025-01-01"}
    for row in older.itertuples():
        text = f"{row.former_kind} {row.former_name}"
        found = succession.candidates(text, f"huyện {row.former_district}")
        assert row.code in found, text
        # Two later communes bear the name of an older one: they stay open.
        assert len(found) == (2 if row.former_name in {"Hải Thành", "Phú Trạch"} else 1), text
    assert older.groupby("former_name")["code"].nunique().max() == 1
    # 300 communes of 2019 less those merged since, and those that were new in 2020 and 2024
    assert len(read_succession()) == 264


def test_an_old_name_that_a_later_commune_bears_stays_open(succession):
    for text in ("xã Hải Thành, huyện Hải Lăng", "xã Phú Trạch, huyện Bố Trạch"):
        assert len(succession.candidates(text)) == 2
    assert len(succession.candidates("phường Hải Thành, thành phố Đồng Hới")) == 1


def test_the_table_of_2025_is_what_resolution_1680_says():
    """A sample of Article 1, worked out by hand: which communes each of today's was made of."""
    made = read_succession().groupby("name")["former_name"].agg(set)
    assert made["Xã Gio Linh"] == {"Gio Linh", "Gio Quang", "Gio Mỹ", "Phong Bình"}
    assert made["Xã Diên Sanh"] == {"Diên Sanh", "Hải Trường", "Hải Định"}
    assert made["Phường Nam Đông Hà"] == {"Phường 2", "Phường 5", "Đông Lễ", "Đông Lương"}
    assert made["Xã Nam Trạch"] == {"Nông trường Việt Trung", "Nhân Trạch", "Lý Nam"}


@given(st.text(max_size=60))
def test_any_text_is_searched_without_harm(text):
    Succession(schematic().head(2)).mentioned(text, bare=True)


@pytest.mark.parametrize("piece", ["xã ", "xã Gio Mỹ, huyện Gio Linh, ", "P", "( ", "Gio "])
def test_long_texts_take_no_time(succession, piece):
    start = time.perf_counter()
    succession.mentioned(piece * 100_000, bare=True)
    succession.candidates(piece * 1000)
    assert time.perf_counter() - start < 2
