"""Price lists of offices by the work they name, or by thing and cause in columns of their own."""

import pytest

from gis.core.language import in_every_language
from gis.restoration.files.price_files import read_price_file
from gis.restoration.files.price_parts import price_part, price_row
from gis.restoration.model.prices import read_prices
from gis.vocabulary.words import price_words
from tests.registers import workbook


def prices(*rows):
    chosen, findings = read_price_file(workbook(list(rows)), "gia.xlsx", source="Phòng Kinh tế")
    return {row: values["mid"] for row, values in chosen.items()}, findings


def test_a_list_of_an_office_by_its_work():
    chosen, [unread] = prices(
        ("UBND PHƯỜNG ĐỒNG HỚI",),
        ("BẢNG ĐƠN GIÁ SỬA CHỮA, PHỤC HỒI HỆ THỐNG CAMERA NĂM 2026",),
        ("STT", "Nội dung công việc", "ĐVT", "Đơn giá (đồng)"),
        (1, "Thay camera", "cái", 2_600_000),
        (2, "Thay camera quay quét", "cái", 19_000_000),
        (3, "Công kiểm tra, chỉnh hướng", "công", 350_000),
        (4, "Cước tồn đọng/tháng", None, 300_000),
        (5, "Tiền điện còn nợ", "tháng", 45_000),
        (6, "Khôi phục mật khẩu đầu ghi", "lần", 200_000),
        (7, "Di dời cột camera", "cột", 3_000_000),
        (8, "Di dời camera", "vị trí", 900_000),
        (9, "Kiểm tra, tiếp nhận bàn giao", "lần", 250_000),
        (10, "Hàn nối cáp quang", "mối", 700_000),
        (11, "Kéo mới cáp quang", "m", 14_000),
        (12, "Bảo trì hệ thống camera", "năm", 600_000),
        (13, "Thay bộ nguồn camera", "cái", 280_000),
        (14, "Nước uống cho thợ", "ngày", 100_000),
    )
    assert chosen == {
        "fixed": 2.6e6,
        "turret": 2.6e6,
        "dome": 2.6e6,
        "ptz": 19e6,
        "any:blocked_or_turned": 350_000,
        "any:unpaid": 300_000,
        "power:unpaid": 45_000,
        "account": 200_000,
        "pole:moved": 3e6,
        "any:moved": 900_000,
        "any:not_handed_over": 250_000,
        "line": 700_000,
        "fibre": 14_000,
        "service": 600_000,
        "power": 280_000,
    }
    assert "17 (Nước uống cho thợ)" in unread.message


def test_things_and_causes_in_columns_of_their_own():
    chosen, findings = prices(
        ("TT", "Thiết bị", "Nguyên nhân", "ĐVT", "Thấp", "Trung bình", "Cao"),
        (1, "Camera", "Hao mòn", "cái", 2e6, 3e6, 4e6),
        (2, "Camera", "Lệch hướng", "lần", 2e5, 3e5, 4e5),
        (3, "Camera quay quét", "Lệch hướng", "lần", 5e5, 6e5, 7e5),
        (4, "Camera", "Mất cắp", "cái", 3e6, 4e6, 5e6),
        (5, "Đường truyền", "Nợ cước", "tháng", 2e5, 3e5, 4e5),
        (6, "Camera", "Chưa bàn giao", "lần", 1e5, 2e5, 3e5),
        (7, "Đầu ghi", "", "cái", 5e6, 6e6, 7e6),
        (8, "Đầu ghi", "Mất mật khẩu", "lần", 0, 1e5, 2e5),
    )
    kinds = ("fixed", "turret", "dome")
    assert chosen == {
        **{f"{kind}:wear": 3e6 for kind in kinds},
        **{f"{kind}:theft": 4e6 for kind in kinds},
        "any:blocked_or_turned": 3e5,
        "ptz:blocked_or_turned": 6e5,
        "line:unpaid": 3e5,
        "any:not_handed_over": 2e5,
        "recorder": 6e6,
        "account": 1e5,
    }
    assert findings == []


def test_work_and_thing_in_columns_of_their_own():
    chosen, findings = prices(
        ("Thiết bị", "Công việc", "Đơn giá"),
        ("Camera thân", "Thay mới", 2_400_000),
        ("Camera", "Chỉnh hướng, vệ sinh", 350_000),
        ("Đường truyền", "Nộp cước nợ", 320_000),
        ("Cột", "Di dời", 2_000_000),
    )
    assert chosen == {
        "fixed": 2.4e6,
        "any:blocked_or_turned": 350_000,
        "any:unpaid": 320_000,
        "pole:moved": 2e6,
    }
    assert findings == []


def test_arrears_stated_for_one_repair_are_shared_out_over_its_months():
    chosen, _findings = prices(("Nội dung", "ĐVT", "Đơn giá"), ("Cước còn nợ", "lần", 1_200_000))
    levels = dict.fromkeys(("low", "mid", "high"), chosen["any:unpaid"])
    row = read_prices(overrides={"any:unpaid": levels}).loc["any:unpaid"]
    assert row["mid"] * row["quantity"] == pytest.approx(1_200_000)


def test_months_of_a_list_count():
    text = "Nội dung;ĐVT;Số tháng;Đơn giá\nCước tồn đọng;tháng;5;300.000\n"
    chosen, _findings = read_price_file(text.encode(), "gia.csv", source="x")
    row = read_prices(overrides=chosen).loc["any:unpaid"]
    assert (row["quantity"], row["mid"], row["estimated"]) == (5, 300_000, False)


def test_every_row_of_the_list_is_read_by_its_part_cause_and_work_as_the_page_shows_them():
    table = read_prices()
    for words in in_every_language(price_words):
        for row, (cause, action) in table[["cause", "action"]].iterrows():
            part = words[row.partition(":")[0]]
            why = words[row].removeprefix(f"{part} (").removesuffix(")") if cause else ""
            found, factor = price_row(part, words[action] if not cause else "", why)
            assert factor == 1.0
            if action not in ("repair", "lay", "run", "build"):
                assert found == row


@pytest.mark.parametrize(
    "text",
    [
        "Camera PTZ xoay góc rộng, chống cháy nổ",
        "Camera quay quét",
        "Camera xoay 360 độ",
        "Camera IP hồng ngoại 30m nguồn cấp PoE",
        "Đầu ghi 8 kênh",
        "Cột thép 6m",
        "Gia hạn internet",
        "Chi phí di chuyển",
        "Nhân công lắp đặt camera",
        "Bảo dưỡng, vệ sinh camera",
    ],
)
def test_a_thing_is_not_taken_for_work(text):
    row = price_part(text, "")[0]
    assert ":" not in row
    assert row != "account"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Đầu ghi camera 8 kênh", "recorder"),
        ("Cột treo camera 6 m", "pole"),
        ("Nguồn camera 12V", "power"),
        ("Camera nguồn 12V", "camera"),
        ("Reset mật khẩu camera", "account"),
        ("Camera bị lệch hướng", "any:blocked_or_turned"),
    ],
)
def test_what_stands_before_a_camera_is_meant(text, row):
    assert price_part(text, "")[0] == row


def test_a_table_copied_out_of_a_document():
    text = (
        "Nội dung công việc\tĐVT\tĐơn giá\nCước tồn đọng\ttháng\t300.000\nThay camera\tcái\t2tr5\n"
    )
    chosen, findings = read_price_file(text.encode(), "dan.txt", source="x")
    assert {row: values["mid"] for row, values in chosen.items()} == {
        "any:unpaid": 300_000,
        "fixed": 2.5e6,
        "turret": 2.5e6,
        "dome": 2.5e6,
    }
    assert findings == []
