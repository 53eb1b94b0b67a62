"""Headings as people of an office write them who have never seen ours."""

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
