"""What people write as numbers and money; expected values worked out by hand."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.numbers import (
    AmbiguousNumberError,
    decimal,
    decimal_mark,
    is_blank,
    number,
    read_amount,
    read_number,
    read_share,
)
from gis.core.units import MONTHLY, PLAIN, heading_factor, unit_above

MILLION = 1e6


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12.500.000", 12_500_000),
        ("12,500,000", 12_500_000),
        ("12 500 000", 12_500_000),
        ("12\u00a0500\u00a0000 ₫", 12_500_000),
        ("12'500'000", 12_500_000),
        ("１２.５００.０００", 12_500_000),
        ("12.500.000 đồng/tháng", 12_500_000),
        ("500.000đ/1 tháng", 500_000),
        ("12,5 triệu", 12_500_000),
        ("12.5 trđ", 12_500_000),
        ("2 triệu", 2_000_000),
        ("2tr", 2_000_000),
        ("2tr5", 2_500_000),
        ("2tr05", 2_050_000),
        ("2 triệu 5 trăm nghìn", 2_500_000),
        ("3 trăm triệu", 300_000_000),
        ("2 triệu rưỡi", 2_500_000),
        ("3 triệu 500 nghìn", 3_500_000),
        ("3 triệu 500.000 đ", 3_500_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1,2 tỷ", 1_200_000_000),
        ("500k", 500_000),
        ("500 ngàn đồng", 500_000),
        ("1.500", 1_500),
        ("1,500", 1_500),
        ("1.500 đ", 1_500),
        ("1.234,5", 1_234.5),
        ("1,234.5", 1_234.5),
        ("1'234", 1_234),
        ("VNĐ 500.000", 500_000),
        ("500.000,-", 500_000),
        ("khoảng 3 triệu", 3_000_000),
        ("~3 triệu", 3_000_000),
        ("3.000.000 (dự kiến)", 3_000_000),
        ("12 (triệu đồng)", 12_000_000),
        ("0", 0),
        ("0500", 500),
        (1500, 1_500),
        ("-500.000", -500_000),
        ("\u2212 5 triệu", -5_000_000),
    ],
)
def test_money_as_people_write_it(written, amount):
    assert read_amount(written) == amount


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("3-5 triệu", (3e6, 5e6)),
        ("3tr - 5tr", (3e6, 5e6)),
        ("từ 3 đến 5 triệu", (3e6, 5e6)),
        ("3.500 triệu", (3.5e6, 3.5e9)),
        ("3,500 triệu", (3.5e6, 3.5e9)),
        ("12,5", (12.5, 12.5e6)),
        (12.5, (12.5, 12.5e6)),
    ],
)
def test_money_that_can_be_read_in_two_ways_is_refused_with_both(written, readings):
    with pytest.raises(AmbiguousNumberError) as refused:
        read_amount(written)
    assert refused.value.readings == readings
    assert all(f"{number(r, 2).removesuffix(',00')} đồng" in str(refused.value) for r in readings)


@pytest.mark.parametrize(
    "written",
    [
        "inf",
        "-inf",
        "nan",
        "1e400",
        "1e5",
        "1_000",
        "12.34,5",
        "1.23.456",
        "60%",
        "$500",
        "> 5",
        "(500.000)",
        "3.000.000 đ/cái",
        "ba triệu",
        "–",
        "",
        "5 m",
        True,
        None,
        float("inf"),
        10**400,
        [5],
        "12 triệu 13 triệu",
    ],
)
def test_what_is_no_money_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        read_amount(written)


def test_the_heading_names_the_unit_and_the_cell_overrules_it():
    assert read_amount("3,5", factor=MILLION) == 3_500_000
    assert read_amount("0.5", factor=MILLION) == 500_000
    assert read_amount("12.500", factor=1e3, mark=",") == 12_500_000
    assert read_amount("500.000 đ", factor=MILLION) == 500_000
    assert read_amount(3.5, factor=MILLION) == 3_500_000


def test_the_rest_of_a_column_tells_what_a_mark_is():
    assert decimal_mark(["12,5", "3.500", None, 7]) == ","
    assert decimal_mark(["12.500.000"]) == ","
    assert decimal_mark(["0.5"]) == "."
    assert decimal_mark(["0.5", "0,5"]) == ""
    assert decimal_mark(["3.500", "khoảng"]) == ""
    assert read_amount("3.500", factor=MILLION, mark=",") == 3.5e9
    assert read_amount("3,500", factor=MILLION, mark=",") == 3.5e6


def test_no_unit_anywhere_and_too_little_for_dong():
    with pytest.raises(AmbiguousNumberError):
        read_amount("12", unit_known=False)
    assert read_amount("12 đ", unit_known=False) == 12
    assert read_amount("1200", unit_known=False) == 1200
    assert read_amount("0", unit_known=False) == 0


def test_a_yearly_amount_is_divided_where_a_month_is_asked():
    assert read_amount("6.000.000 đ/năm", MONTHLY) == 500_000
    assert read_amount("6 triệu/năm", MONTHLY) == 500_000
    with pytest.raises(ValueError, match="năm"):
        read_amount("6.000.000 đ/năm")


@pytest.mark.parametrize(
    ("written", "unit", "highest", "value"),
    [
        ("45,5", "deg", 360, 45.5),
        ("45.500", "deg", 360, 45.5),
        ("45º", "deg", 360, 45),
        ("1.500", "m", 300, 1.5),
        ("1,5 km", "m", 20_000, 1500),
        ("150 cm", "m", 300, 1.5),
        ("2,8mm", "mm", 10_000, 2.8),
        ("4m5", "m", 300, 4.5),
        ("1.920", "px", 1e5, 1920),
        ("1 tháng", "days", 1e4, 30),
        ("1.000", "", 1e6, 1000),
        ("0,5 Gbps", "mbps", 1e6, 500),
        ("0.500", PLAIN, 9, 0.5),
    ],
)
def test_numbers_in_their_units(written, unit, highest, value):
    assert read_number(written, unit, fits=lambda v: 0 <= v <= highest) == pytest.approx(value)


def test_a_plain_number_of_metres_with_one_mark_has_two_readings():
    with pytest.raises(AmbiguousNumberError, match="1,5 hoặc 1500"):
        read_number("1.500", "m")
    with pytest.raises(AmbiguousNumberError, match="300 hoặc 500"):
        read_number("300-500", "m", fits=lambda v: v <= 300)


@pytest.mark.parametrize(
    ("written", "share"),
    [("60%", 0.6), ("60 %", 0.6), ("0,6", 0.6), ("0.6", 0.6), ("1", 1), ("12,5%", 0.125), ("0", 0)],
)
def test_parts_of_a_whole(written, share):
    assert read_share(written) == pytest.approx(share)


@pytest.mark.parametrize("written", ["60", "120%", "-1%", "x", "nan", "%"])
def test_what_is_no_part_of_a_whole_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        read_share(written)


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Chi phí (triệu đồng)", 1e6),
        ("Kinh phí (1.000đ)", 1e3),
        ("Kinh phí (tr.đ)", 1e6),
        ("Kinh phí (triệu)", 1e6),
        ("Kinh phí (đồng)", 1),
        ("Kinh phí (ĐVT: triệu đồng)", 1e6),
        ("Kinh phí (triệu đồng, chưa VAT)", 1e6),
        ("Kinh phí (tỷ)", 1e9),
        ("repair_cost_vnd", 1),
        ("Kinh phí", None),
        ("Kinh phí hoạt động", None),
        ("Kinh phí ngân sách xã", None),
        ("Kinh phí xã Triệu Phong", None),
        ("Kinh phí (xã Triệu Ái)", None),
        ("Kinh phí công ty Đông Á", None),
    ],
)
def test_units_in_headings_and_names_that_are_written_alike(heading, factor):
    assert heading_factor(heading, "vnd") == factor


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("DANH SÁCH CAMERA ĐVT: Triệu đồng STT Tên", 1e6),
        ("Đơn vị tính: 1.000 đồng", 1e3),
        ("Đơn vị: triệu đồng", 1e6),
        ("ĐVT: triệu", 1e6),
        ("Đơn vị: Công an xã Triệu Ái", None),
        ("Đơn vị: Triệu Phong", None),
        ("Đơn vị: Đồng Hới", None),
        ("", None),
    ],
)
def test_the_unit_of_a_line_above_the_headings(title, factor):
    assert unit_above(title) == factor


def test_words_for_nothing():
    assert all(map(is_blank, ("(trống)", "–", "…", "không có", "n/a", "-")))
    assert not any(map(is_blank, ("0", "không hoạt động", "-5")))


@given(st.integers(0, 10**15))
def test_money_as_this_program_writes_it_is_read_back(amount):
    assert read_amount(number(amount)) == amount


@given(st.text(max_size=90) | st.from_regex(r"[-+~]?[0-9.,' ]{1,20}[a-zđ%/ 0-9-]{0,12}"))
def test_any_text_is_a_finite_number_or_refused(text):
    try:
        value = read_amount(text)
    except ValueError:
        return
    assert abs(value) < float("inf")


def test_a_cell_of_thousands_of_digits_is_refused_at_once():
    start = time.perf_counter()
    for text in ("9" * 5000, "1." * 50_000, "1 " * 50_000, "1-" * 50_000, "(" * 100_000):
        with pytest.raises(ValueError, match=r".*"):
            read_amount(text)
    assert time.perf_counter() - start < 1


def test_a_number_has_no_more_letters_than_anyone_writes():
    assert read_amount("1".rjust(80, "0")) == 1
    with pytest.raises(ValueError, match="0"):
        read_amount("1".rjust(81, "0"))


def test_lengths_signs_and_plain_digits():
    assert heading_factor("Tầm xa (km)", "m") == 1000
    assert heading_factor("Chiều cao (cm)", "m") == 0.01
    assert heading_factor("Chiều cao (m)", "m") is None
    assert (decimal("-17,468"), decimal("+17.468"), decimal("1.880.123")) == (
        -17.468,
        17.468,
        1_880_123,
    )
    assert read_amount("12", factor=MILLION) == 12_000_000
    with pytest.raises(ValueError, match="2tr5000"):
        read_amount("2tr5000")


def test_there_is_no_part_of_a_dong_in_a_monthly_amount_either():
    assert read_amount("12.500 đ/tháng", MONTHLY) == 12_500
    assert read_amount("12.500 đ/năm", MONTHLY) == pytest.approx(12_500 / 12)


@pytest.mark.parametrize(
    ("heading", "factor"),
    [("Cước hàng năm", 1 / 12), ("Cước (triệu đồng/năm)", 1e6 / 12), ("Cước (nghìn đồng)", 1e3)],
)
def test_a_heading_that_says_a_year_is_of_twelve_months(heading, factor):
    assert heading_factor(heading, MONTHLY) == pytest.approx(factor)


@pytest.mark.parametrize("text", ["chưa mua", "từ", "1 2a 3b 4c"])
def test_the_refusal_quotes_the_text(text):
    with pytest.raises(ValueError, match=text):
        read_number(text)
