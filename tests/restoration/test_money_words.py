"""Prices and budgets in the words offices write them in: parts, units, levels, phases, sources."""

from datetime import date

import pytest

from gis.core.errors import FileError
from gis.restoration.files.budget_files import read_budgets
from gis.restoration.files.phases import read_phase
from gis.restoration.files.price_files import read_price_file
from gis.restoration.files.price_parts import price_part
from gis.restoration.model.prices import read_prices
from tests.registers import communes, workbook

TODAY = date(2026, 11, 27)


def prices(*rows, name="gia.xlsx"):
    return read_price_file(workbook(list(rows)), name, source="Sở Tài chính")


def budgets(*rows):
    table, findings = read_budgets(workbook(list(rows)), "von.xlsx", communes())
    return table.to_dict("records"), findings


@pytest.mark.parametrize(
    "headings",
    [
        ("Đơn giá thấp nhất", "Đơn giá trung bình", "Đơn giá cao nhất"),
        ("Giá tối thiểu (đồng)", "Giá phổ biến (đồng)", "Giá tối đa (đồng)"),
        ("Mức giá thấp", "Mức giá bình quân", "Mức giá cao"),
        ("Đơn giá (đồng) thấp nhất", "Đơn giá (đồng) trung bình", "Đơn giá (đồng) cao nhất"),
        ("Từ", "Trung bình", "Đến"),
    ],
)
def test_three_prices_under_their_headings(headings):
    chosen, _findings = prices(
        ("BẢNG GIÁ",),
        ("TT", "Hạng mục", "ĐVT", *headings),
        (1, "Đầu ghi", "bộ", "5 triệu", "8tr5", 16e6),
    )
    assert chosen == {
        "recorder": {"low": 5e6, "mid": 8.5e6, "high": 16e6, "source": "Sở Tài chính"}
    }


@pytest.mark.parametrize(
    ("text", "unit", "part"),
    [
        ("Camera thân trụ cố định", "cái", "fixed"),
        ("Camera PTZ (quay quét)", "cái", "ptz"),
        ("Camera bán cầu", "", "dome"),
        ("Camera", "cái", "camera"),
        ("Camera IP 4MP ngoài trời", "bộ", "camera"),
        ("Ổ cứng 4TB", "cái", "disk"),
        ("Cột thép 6m", "cột", "pole"),
        ("Cáp quang (m)", "", "fibre"),
        ("Cước Internet tháng", "", "line_fee"),
        ("Đường truyền", "tháng", "line_fee"),
        ("Đường truyền", "lần", "line"),
        ("Switch PoE 8 cổng", "cái", "switch"),
        ("Bộ lưu điện UPS", "chiếc", "power"),
        ("Tiền điện camera", "đồng/tháng", "electricity"),
        ("Bảo trì hệ thống camera", "năm", "service"),
        ("Đấu nối camera về công an xã", "điểm", "connection"),
        ("Thẻ nhớ 128GB", "cái", ""),
        ("Giá đỡ camera", "cái", ""),
        ("Nhân công bảo dưỡng", "công", ""),
        ("Cáp mạng Cat6", "m", ""),
        ("Ốc vít", "cái", ""),
        ("Đầu ghi", "m", ""),
    ],
)
def test_a_part_in_words(text, unit, part):
    assert price_part(text, unit)[0] == part


def test_units_are_turned_into_those_of_the_list():
    chosen, _findings = prices(
        ("Hạng mục", "Đơn vị tính", "Đơn giá"),
        ("Cáp quang 4FO", "km", 16_000_000),
        ("Cước đường truyền", "năm", 4_200_000),
    )
    assert chosen["fibre"]["mid"] == 16_000
    assert chosen["line_fee"]["mid"] == 350_000


def test_a_camera_is_every_kind_that_has_no_line_of_its_own():
    chosen, _findings = prices(
        ("Hạng mục", "Đơn giá"), ("Camera", 2_000_000), ("Camera bán cầu", 3_000_000)
    )
    mids = {part: values["mid"] for part, values in chosen.items()}
    assert mids == {"fixed": 2e6, "turret": 2e6, "dome": 3e6}
    assert read_prices(overrides=chosen).loc[["ptz", "fisheye", "anpr"], "estimated"].all()


def test_several_makes_of_one_part_are_told():
    chosen, findings = prices(
        ("Hạng mục", "Đơn giá"), ("Ổ cứng 4TB", 3_900_000), ("Ổ cứng 8TB", 6_900_000)
    )
    assert chosen["disk"]["mid"] == 3.9e6
    [told] = findings
    assert "3 (Ổ cứng 8TB)" in told.message


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        *(("Quý này", 1), ("năm nay", 2), ("từ năm sau", 3), ("Năm sau", 3), ("Cuối năm nay", 2)),
        *(("Quý I/2027", 3), ("Năm 2027", 3), ("Từ 2027", 3), ("Quý IV/2026", 1), ("2026", 2)),
        *(("đợt 1", 1), ("Giai đoạn II", 2), ("3", 3), ("", 1), ("Tháng 12/2026", 1)),
        *(("Các năm tiếp theo", 3), ("Giai đoạn 2027-2030", 3)),
    ],
)
def test_a_phase_in_words(text, phase):
    assert read_phase(text, TODAY) == phase


@pytest.mark.parametrize("text", ["sớm", "đợt 0", "đợt 13", "khi có vốn"])
def test_what_is_no_phase(text):
    with pytest.raises(ValueError, match=text):
        read_phase(text, TODAY)


def test_a_quarter_to_come_is_of_this_year():
    assert read_phase("Quý IV", date(2026, 2, 1)) == 2


def test_a_line_of_the_unit_goes_to_the_money():
    rows, _findings = budgets(
        ("KẾ HOẠCH KINH PHÍ",),
        ("ĐVT: triệu đồng",),
        ("TT", "Xã, phường", "Đơn vị chi trả", "Giai đoạn", "Số tiền"),
        (1, "Phường Đồng Hới", "UBND xã", "Quý này", 2.5),
        (2, "Phường Đồng Thuận", "Xã hội hóa", "Năm nay", "12,5"),
        (None, "Cộng", None, None, 15),
    )
    assert [(row["payer"], row["phase"], row["amount_vnd"]) for row in rows] == [
        ("commune", 1, 2.5e6),
        ("community", 2, 12.5e6),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        [("TT", "Xã, phường", "Ngân sách tỉnh (triệu đồng)", "Xã hội hóa (triệu đồng)")],
        [("TT", "Xã, phường", "Nguồn vốn (triệu đồng)", None), (None, None, "NS tỉnh", "XHH")],
        [("ĐVT: triệu đồng",), ("TT", "Xã, phường", "Nguồn ngân sách tỉnh", "Nguồn XHH")],
    ],
)
def test_a_column_for_each_source(headings):
    rows, findings = budgets(
        *headings,
        (1, "Phường Đồng Hới", 10, "5,5"),
        (2, "Phường Đồng Thuận", 20, None),
        (None, "Cộng", 30, "5,5"),
    )
    found = sorted((row["commune_code"], row["payer"], row["amount_vnd"]) for row in rows)
    assert found == [
        ("18859", "province", 20e6),
        ("18880", "community", 5.5e6),
        ("18880", "province", 10e6),
    ]
    assert not [f for f in findings if f.severity == "warning"]


def test_an_amount_that_may_be_two_is_refused_with_both():
    with pytest.raises(FileError) as refused:
        budgets(("Xã, phường", "Số tiền (triệu đồng)"), ("Phường Đồng Hới", "1.500"))
    assert "1.500.000 đồng" in str(refused.value)
    assert "1.500.000.000 đồng" in str(refused.value)
