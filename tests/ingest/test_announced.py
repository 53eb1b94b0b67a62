"""What a list says of itself in a sentence is compared with its rows."""

import pytest

from gis.core.findings import Severity
from gis.ingest.declared_counts import sums_in_words
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

HEADINGS = ("STT", "Vị trí", "Số lượng", "Tình trạng")
ROWS = ((1, "Cầu", 2, "tốt"), (2, "Chợ", 3, "hỏng"))


def read(*rows):
    found = read_import(workbook(list(rows)), "a.xlsx", communes=communes())
    return found, [f for f in found.findings if f.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Toàn xã: 13 mắt, trong đó 9 hoạt động, 4 hỏng", {"": 13, "working": 9, "broken": 4}),
        ("Tổng số camera: 13. Hoạt động 9. Hỏng 4.", {"": 13, "working": 9, "broken": 4}),
        ("Hiện có 13 camera (9 HĐ, 4 KHĐ)", {"": 13, "working": 9, "broken": 4}),
        ("Toàn xã 9/13 mắt hoạt động", {"": 13, "working": 9}),
        ("DANH SÁCH 24 CAMERA AN NINH XÃ GIO LINH", {"": 24}),
        ("Toàn phường có 20 mắt camera, 15 mắt tốt", {"": 20, "working": 15}),
        ("Danh sách camera xã Gio Linh năm 2025", {}),
        ("Tổng kinh phí 25.000.000 đồng", {}),
        ("Gio Linh, ngày 5 tháng 11 năm 2025", {}),
        ("Toàn xã có 10 thôn", {}),
        ("Camera số 4 hỏng", {}),
    ],
)
def test_a_sentence_gives_its_sums(text, sums):
    assert sums_in_words(text) == sums


@pytest.mark.parametrize("place", ["title", "below", "straight below", "signature", "note"])
def test_a_sentence_that_differs_is_told_wherever_it_stands(place):
    text = "Toàn xã: 6 mắt, trong đó 2 hoạt động, 4 hỏng"
    rows = {
        "title": [(text,), HEADINGS, *ROWS],
        "below": [HEADINGS, *ROWS, (), (text,)],
        "straight below": [HEADINGS, *ROWS, ("", text)],
        "signature": [HEADINGS, *ROWS, (), (text, "", "", "NGƯỜI LẬP")],
        "note": [
            (*HEADINGS, "Ghi chú"),
            (*ROWS[0], text),
            ROWS[1],
        ],
    }[place]
    found, warnings = read(*rows)
    assert len(found.cameras) == 5
    said = [f.message for f in warnings]
    assert len(said) == 2  # of the cameras, and of those that are broken; two do work
    assert said[0].endswith("cộng được 5")
    assert said[1].endswith("cộng được 3")


def test_a_sentence_that_agrees_says_nothing():
    _found, warnings = read(("Tổng số 5 camera: 2 tốt, 3 không hoạt động",), HEADINGS, *ROWS)
    assert warnings == []


def test_states_that_do_not_make_up_the_row_are_told_and_the_rest_left_open():
    found, warnings = read(
        ("STT", "Vị trí", "Số camera", "Hoạt động", "Hỏng"),
        *((1, "Cầu", 5, 2, 2), (2, "Chợ", 3, 3, 0), (3, "Trường", 4, 1, 3)),
    )
    counts = found.cameras["status"].value_counts().to_dict()
    assert counts == {"working": 6, "broken": 5, "unknown": 1}
    assert [f.row for f in warnings] == [2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("từ Đông sang Tây", ""),
        ("quay từ Bắc đến Nam", ""),
        ("Đông Bắc đến Tây Nam", ""),
        ("quan sát từ hướng Nam ra Bắc", ""),
        ("xoay từ Đông qua Tây", "ptz"),
        ("quét Bắc - Nam", "ptz"),
    ],
)
def test_a_sweep_is_one_camera_without_a_direction(text, kind):
    """Which half it passes is not said; what turns is no fixed camera."""
    found, warnings = read(("STT", "Vị trí", "Hướng"), (1, "Cầu", text), (2, "Chợ", "Đông"))
    assert found.cameras["azimuth_deg"].isna().tolist() == [True, False]
    assert found.cameras["kind"].tolist() == [kind, ""]
    assert text in found.cameras["note"][0]
    assert [f.row for f in warnings] == [2]


@pytest.mark.parametrize(
    ("text", "looks"), [("từ Bắc đến Đông", [(45, 90)]), ("Đông và Tây", [(90, None), (270, None)])]
)
def test_what_is_no_sweep_is_read_as_it_was(text, looks):
    found, _warnings = read(("STT", "Vị trí", "Hướng"), (1, "Cầu", text))
    azimuths = found.cameras["azimuth_deg"].tolist()
    assert azimuths == [azimuth for azimuth, _width in looks]
