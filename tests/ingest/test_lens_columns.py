"""Lens columns as offices fill them: units of datasheets, zoom lenses, figures no lens has."""

import pytest

from gis.core.findings import Severity
from gis.coverage.footprints import footprints
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

LENS = {
    "Ống kính": "focal_mm",
    "Góc nhìn": "hfov_deg",
    "Tầm xa (m)": "range_m",
    "Độ phân giải ngang": "resolution_w_px",
    "Chiều rộng cảm biến": "sensor_width_mm",
}
USUAL = {"Loại": "thân trụ", "Hướng": "Bắc", "Ống kính": 4, "Góc nhìn": 88}


def read(**cells):
    row = {"Mã camera": "C1", "Vĩ độ": 17.47, "Kinh độ": 106.62} | USUAL | cells
    return read_import(workbook([tuple(row), tuple(row.values())]), "a.xlsx", communes=communes())


def told(found) -> list[tuple[str, str]]:
    return [(f.column, f.message) for f in found.findings if f.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        ("Tầm xa (m)", "500 m", "C1: camera cố định không thể quan sát xa tới 500 m"),
        ("Chiều rộng cảm biến", 1 / 2.8, "ví dụ cảm biến cỡ 1/2,8 inch rộng 5,57 mm"),
        ("Chiều rộng cảm biến", "2,8", "ví dụ cảm biến cỡ 1/2,8 inch rộng 5,57 mm"),
        ("Chiều rộng cảm biến", '1/2.8"', "không phải là số"),
        ("Độ phân giải ngang", 4, "2 megapixel (2MP) rộng 1.920"),
        ("Độ phân giải ngang", "2MP", "không phải là số"),
        ("Góc nhìn", 30, "ghi góc nhìn 30°, nhưng ống kính 4,0 mm chỉ cho góc từ 70° đến 80°"),
        ("Góc nhìn", "140°", "ghi góc nhìn 140°"),
    ],
)
def test_what_no_lens_has_is_told_where_it_stands_and_loses_no_camera(heading, cell, words):
    found = read(**{heading: cell})
    [(column, message)] = told(found)
    assert (column, words in message) == (heading, True)
    [view] = footprints(found.cameras)["range_m"]
    assert view > 10


@pytest.mark.parametrize(
    ("heading", "cell", "wide"),
    [
        ("Ống kính", "4.8-120mm", 4.8),
        ("Ống kính", "2,8 ~ 12", 2.8),
        ("Ống kính", "2.8 đến 12 mm", 2.8),
        ("Góc nhìn", "57.6° - 2.5°", 57.6),
        ("Góc nhìn", "30-110", 110),
    ],
)
def test_a_zoom_lens_is_taken_at_its_wide_end_and_told(heading, cell, wide):
    found = read(**{"Loại": "PTZ", heading: cell})
    assert found.cameras[LENS[heading]].tolist() == [wide]
    [(column, message)] = told(found)
    assert (column, "zoom" in message) == (heading, True)


@pytest.mark.parametrize(("heading", "cell"), [("Ống kính", "2.8 hoặc 4"), ("Tầm xa (m)", "20-30")])
def test_either_of_two_is_asked_for_as_before(heading, cell):
    found = read(**{heading: cell})
    assert found.cameras[LENS[heading]].isna().all()
    assert "có thể hiểu là" in told(found)[0][1]


@pytest.mark.parametrize(
    "cells",
    [
        {"Ống kính": "2.8mm", "Góc nhìn": "106°", "Tầm xa (m)": 30, "Độ phân giải ngang": 1920},
        {"Loại": "PTZ", "Ống kính": 120, "Góc nhìn": 57.6, "Tầm xa (m)": 800},
        {"Chiều rộng cảm biến": 5.6},
    ],
)
def test_lenses_as_they_are_sold_say_nothing(cells):
    assert told(read(**cells)) == []
