"""What people of an office write who have never seen our lists."""

import openpyxl

from gis.ingest.importing import read_import
from tests import world


def test_state_direction_and_keeper_by_other_words(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("STT", "Vị trí", "Tình hình", "Lắp hướng", "Đơn vị giữ"),
        (1, "Cổng chợ", "hỏng", "ĐN", "Công an xã"),
        (2, "Cầu Bến", "hoạt động tốt", "Bắc", "Thôn 3"),
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    cameras = read_import(tmp_path / "list.xlsx", communes=world.communes()).cameras
    assert cameras["status"].tolist() == ["broken", "working"]
    assert cameras["azimuth_deg"].tolist() == [135.0, 0.0]
    assert cameras["custodian"].tolist() == ["Công an xã", "Thôn 3"]


def listed(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return read_import(path, communes=world.communes())


def test_one_odd_sign_does_not_turn_a_unicode_cell_into_another_script(tmp_path):
    notes = ["Nhà hàng El Niño", "góc 3µm", "góc ±5°, 3µm", "đã sửa", None]
    rows = [(f"C{k}", f"Chợ số {k}", note) for k, note in enumerate(notes)]
    found = listed(tmp_path / "list.xlsx", ("Mã camera", "Tên camera", "Ghi chú"), *rows)
    assert found.cameras["note"].fillna("").tolist() == [note or "" for note in notes]


def test_a_column_pasted_from_an_old_font_is_still_read(tmp_path):
    old = ["Chî §«ng Hµ", "CÇu BÕn H¶i", "Tr­êng tiÓu häc"]
    rows = [(f"C{k}", f"Ngã tư số {k}", text) for k, text in enumerate(old)]
    found = listed(tmp_path / "list.xlsx", ("Mã camera", "Tên camera", "Ghi chú"), *rows)
    assert found.cameras["note"].tolist() == ["Chợ Đông Hà", "Cầu Bến Hải", "Trường tiểu học"]


def test_a_number_beyond_the_world_is_a_row_to_correct(tmp_path):
    heads = ("Mã camera", "Tên", "Vĩ độ", "Kinh độ", "X")
    found = listed(tmp_path / "list.xlsx", heads, ("C1", "Chợ", None, None, 1.7976931348624116e306))
    assert found.accepted + found.quarantined == 1
