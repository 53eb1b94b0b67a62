"""Lists as outsiders keep them, each with what is right."""

import pytest

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

TITLE = ("Danh sách camera phường Đồng Hới",)


def read(*rows, names=None, **options):
    sheets = rows if isinstance(rows[0], list) else (list(rows),)
    names = names or tuple(f"Tờ {n}" for n in range(len(sheets)))
    return read_import(workbook(*sheets, names=names), "a.xlsx", communes=communes(), **options)


def warned(found):
    return [f for f in found.findings if f.severity is not Severity.NOTICE]


def test_subtotals_that_name_their_section_are_no_cameras():
    found = read(
        TITLE,
        ("STT", "Vị trí", "Số lượng", "Tình trạng"),
        *(("I", "TDP Hải Thành"), (1, "Ngã ba", 4, "tốt"), (2, "Cổng chợ", 2, "hỏng")),
        ("Cộng TDP Hải Thành", "", 6),
        *(("II", "TDP Đồng Phú"), (1, "Cầu", 1, "tốt"), ("Cộng TDP Đồng Phú", "", 1)),
        ("Tổng cộng", "", 7),
    )
    assert len(found.cameras) == 7
    assert warned(found) == []


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "label",
    [
        "Toàn xã",
        "T.Cộng",
        "Σ",
        "Tổng hợp chung",
        "Chung toàn xã",
        "Cộng TDP Hải Thành",
        "Tc:",
        "Tổng số lượng: 5 camera",
        "Tổng",
    ],
)
def test_whatever_a_total_is_called_it_is_told_by_its_sum(label, place):
    total = ("", label, 5, "") if place else (label, "", 5, "")
    found = read(
        TITLE,
        ("STT", "Tên vị trí", "Số lượng", "Tình trạng"),
        (1, "Cầu Hiền Lương", 2, "tốt"),
        (2, "Chợ Hiền Lương", 3, "hỏng"),
        total,
    )
    assert len(found.cameras) == 5
    assert warned(found) == []


def test_a_place_of_as_many_cameras_as_all_above_stays_one():
    found = read(
        TITLE, ("STT", "Tên vị trí", "Số lượng"), (1, "Cầu", 2), (2, "Chợ", 3), (3, "Ngã tư", 5)
    )
    assert len(found.cameras) == 10


def test_signatures_without_a_date_are_no_cameras():
    found = read(
        ("Trường THCS Đồng Hới",),
        ("STT", "Tên camera", "Vị trí", "Tình trạng"),
        (1, "Cam 1", "Cổng", "Tốt"),
        (2, "Cam 2", "Sân", "Hỏng"),
        (),
        ("", "", "", "HIỆU TRƯỞNG"),
        (),
        ("", "", "", "Nguyễn Văn A"),
    )
    assert found.cameras["name"].tolist() == ["Cam 1", "Cam 2"]
    assert found.unread.empty


@pytest.mark.parametrize("text", ["Bằng chữ: Ba triệu đồng", "(Bằng chữ: Ba triệu đồng)"])
@pytest.mark.parametrize("place", [0, 1])
def test_an_estimate_and_its_sum_in_words(text, place):
    found = read(
        ("Dự toán sửa camera phường Đồng Hới",),
        ("STT", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền"),
        (1, "Sửa camera Chợ Hôm", 2, 1_500_000, 3_000_000),
        ("", "Tổng cộng", "", "", 3_000_000),
        (text,) if place == 0 else ("", text),
    )
    assert found.cameras["repair_cost_vnd"].tolist() == [1_500_000] * 2
    assert found.cameras["asset_value_vnd"].isna().all()


def test_the_price_of_what_was_bought_is_no_repair():
    found = read(
        TITLE, ("STT", "Vị trí", "Số lượng", "Đơn giá", "Thành tiền"), (1, "Chợ", 2, 2e6, 4e6)
    )
    assert found.cameras["asset_value_vnd"].tolist() == [2e6] * 2
    assert found.cameras["repair_cost_vnd"].isna().all()


def test_a_line_that_sums_up_in_words_is_no_camera():
    line = "Toàn xã: 2 mắt, trong đó hoạt động 2, hỏng 0"
    found = read(TITLE, ("STT", "Vị trí", "Số lượng", "Tình trạng"), (1, "Chợ", 2, "tốt"), (line,))
    assert len(found.cameras) == 2


def test_a_total_column_and_states_of_many_names():
    found = read(
        TITLE,
        ("STT", "Địa bàn", "Tổng", "Tốt", "Hỏng", "Chưa sử dụng"),
        (1, "Thôn 1", 3, 1, 1, 1),
        (2, "Thôn 2", 2, 2, 0, ""),
        ("", "Cộng", 5, 3, 1, 1),
    )
    assert len(found.cameras) == 5
    assert found.cameras["address"].tolist() == ["Thôn 1"] * 3 + ["Thôn 2"] * 2
    assert found.cameras["status"].tolist().count("working") == 3


@pytest.mark.parametrize("text", ["K.hđ", "K.HĐ", "K. hoạt động", "k/hđ", "Không h.động", "Ko HĐ"])
def test_denials_written_short_are_denials(text):
    found = read(TITLE, ("STT", "Vị trí", "Tình trạng"), (1, "Chợ", text))
    assert found.cameras["status"].tolist() == ["broken"]


@pytest.mark.parametrize("tick", ["✔", "√", "☑", "●", "+", "x", "v", "✓"])
def test_whatever_ticks(tick):
    found = read(TITLE, ("STT", "Vị trí", "Tốt", "Hỏng"), (1, "a", tick, ""), (2, "b", "", tick))
    assert found.cameras["status"].tolist() == ["working", "broken"]


def test_states_in_short_over_numbers():
    found = read(
        TITLE,
        ("STT", "Vị trí", "SL", "Đang HĐ", "Không HĐ"),
        (1, "Thôn 1", 3, 2, 1),
        (2, "Cầu", 1, 1, ""),
    )
    assert found.cameras["status"].tolist() == ["working", "working", "broken", "working"]


@pytest.mark.parametrize(
    ("quantity", "text", "broken"),
    [(4, "hỏng 1", 1), (5, "3/5 hoạt động", 2), (3, "hư 1 mắt", 1), (3, "hỏng 3 tháng", 3)],
)
def test_a_state_of_some_cameras_of_a_row(quantity, text, broken):
    found = read(TITLE, ("STT", "Vị trí", "SL", "Tình trạng"), (1, "Khóm 6", quantity, text))
    assert found.cameras["status"].tolist().count("broken") == broken


@pytest.mark.parametrize("served", ["C01–C02", "Toàn bộ", "tất cả camera"])
def test_equipment_without_a_code_serves_cameras_too(served):
    cameras = [("Mã camera", "Vị trí", "Tình trạng"), ("C01", "a", "tốt"), ("C02", "b", "tốt")]
    equipment = [
        ("STT", "Tên thiết bị", "Phục vụ camera", "Tình trạng"),
        (1, "Đầu ghi", served, "Hỏng"),
    ]
    found = read(cameras, equipment)
    [code] = found.equipment["equipment_id"]
    assert found.cameras["depends_on"].tolist() == [code, code]


def test_a_commune_named_once_is_that_of_all_tables():
    found = read(
        ("CÔNG AN PHƯỜNG ĐỒNG HỚI",),
        ("A. Camera công an",),
        ("STT", "Vị trí", "Tình trạng"),
        (1, "Chợ", "tốt"),
        ("B. Camera hộ dân",),
        ("STT", "Địa chỉ", "Số mắt", "Hiện trạng"),
        (1, "Thôn 1", 2, "tốt"),
    )
    assert set(found.cameras["commune_code"]) == {"18880"}
    about = [("ĐƠN VỊ: CÔNG AN PHƯỜNG ĐỒNG HỚI",), ("Ngày lập: 20/11/2025",)]
    found = read(about, [("STT", "Vị trí camera", "Tình trạng"), (1, "Chợ", "tốt")])
    assert set(found.cameras["commune_code"]) == {"18880"}


def test_who_put_it_up_is_no_commune():
    found = read(TITLE, ("STT", "Vị trí", "Tình trạng", "Đơn vị lắp"), (1, "Chợ", "tốt", "VNPT"))
    told = found.cameras[["declared_commune", "investor"]].to_numpy().tolist()
    assert told == [["phường Đồng Hới", "VNPT"]]


@pytest.mark.parametrize("mark", ["-nt-", "nt", "như trên", '"'])
def test_ditto_marks_say_what_stands_above(mark):
    found = read(
        TITLE,
        ("STT", "Vị trí", "Tình trạng", "Nguyên nhân"),
        (1, "Chợ", "hỏng", "sét đánh"),
        (2, "Cầu", mark, mark),
        (3, "Đình", mark, mark),
    )
    assert found.cameras["status"].tolist() == ["broken"] * 3
    assert found.cameras["cause"].tolist() == ["weather"] * 3


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("17o28'12''", "106o37'12''"), ("17*28'12''", "106*37'12''"), ("17 o28'12\"", "106o 37'12\"")],
)
def test_degrees_typed_with_a_letter_or_a_star(lat, lon):
    found = read(("Mã camera", "Vĩ độ", "Kinh độ"), ("C1", lat, lon))
    assert found.cameras[["lat", "lon"]].to_numpy().tolist() == [
        [pytest.approx(17.47, abs=1e-6), pytest.approx(106.62, abs=1e-6)]
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [("T6/2022", "2022-06-01"), ("Quý II/2024", "2024-04-01"), ("2019-2020", "2019-01-01")],
)
def test_months_quarters_and_spans(text, day):
    found = read(TITLE, ("STT", "Vị trí", "Năm lắp đặt"), (1, "Chợ", text))
    assert found.cameras["installed_on"].tolist() == [day]


@pytest.mark.parametrize(("text", "count"), [("1 bộ (4 mắt)", 4), ("Hai", 2), ("2+1", 3)])
def test_counts_written_out(text, count):
    found = read(TITLE, ("STT", "Vị trí", "SL", "Tình trạng"), (1, "Chợ", text, "tốt"))
    assert len(found.cameras) == count
