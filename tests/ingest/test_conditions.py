"""Status, part and cause of a row, from whichever of its cells says them."""

import pytest

from gis.core.findings import Severity
from gis.ingest.headings.mapping import Mapping, Unread
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

PLACE = ("Mã camera", "Vĩ độ", "Kinh độ")
AT = (17.47, 106.62)
HEADINGS = (*PLACE, "Tình trạng", "Bộ phận hỏng", "Nguyên nhân", "Ghi chú")


def read(*rows, headings=HEADINGS, **options):
    table = [headings, *((f"C{n}", *AT, *row) for n, row in enumerate(rows, 1))]
    return read_import(workbook(table), "a.xlsx", communes=communes(), **options)


def facts(found):
    return found.cameras[["status", "fault_part", "cause"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("đầu ghi hỏng", None, None, None), ["broken", "recorder", ""]),
        (("bị sét đánh", None, None, None), ["broken", "", "weather"]),
        (("cắt cước", None, None, None), ["suspended", "line", "unpaid"]),
        (("chưa bàn giao", None, None, None), ["suspended", "", "not_handed_over"]),
        (("chập chờn", None, "cây che khuất", None), ["degraded", "", "blocked_or_turned"]),
        (("hỏng", None, "đứt cáp", None), ["broken", "line", ""]),
        (("hỏng", None, None, "đầu ghi cháy do sét"), ["broken", "recorder", "weather"]),
        (("hỏng đầu ghi", "nguồn", None, None), ["broken", "power", ""]),
        ((None, None, None, "Đứt cáp quang từ tháng 3"), ["broken", "line", ""]),
        ((None, None, None, "hoạt động tốt"), ["working", "", ""]),
        ((None, "đầu ghi", None, None), ["broken", "recorder", ""]),
        ((None, None, "bị mất trộm", None), ["broken", "", "theft"]),
        ((None, None, None, "Lắp trên cột điện, nguồn vốn xã hội hóa"), ["unknown", "", ""]),
        (("Hoạt động bình thường", None, None, "Kết nối về Công an xã"), ["working", "", ""]),
        (("hỏng", None, None, "Nguồn vốn nông thôn mới"), ["broken", "", ""]),
    ],
)
def test_a_fact_comes_from_the_cell_that_says_it(row, expected):
    assert facts(read(row)) == [expected]


def test_what_contradicts_is_told_with_both_texts_and_the_status_stands():
    found = read(("Hoạt động tốt", None, None, "đầu ghi bị cháy"))
    assert facts(found) == [["working", "", ""]]
    [warning] = [f for f in found.findings if f.severity is Severity.WARNING]
    assert (warning.row, warning.column) == (2, "Ghi chú")
    assert "Hoạt động tốt" in warning.message
    assert "đầu ghi bị cháy" in warning.message


def test_the_note_of_a_row_of_several_cameras_is_of_those_that_do_not_work():
    headings = (*PLACE, "Số lượng", "Hoạt động", "Hỏng", "Ghi chú")
    found = read((3, 2, 1, "đứt cáp do bão"), headings=headings)
    assert facts(found) == [["working", "", ""], ["working", "", ""], ["broken", "line", "weather"]]


def test_since_when_it_is_broken_is_kept_in_the_note():
    found = read(("đã hỏng từ năm 2023", None, None, "gần chợ"), ("tốt", None, None, "lắp 2020"))
    assert found.cameras["note"].tolist() == ["gần chợ; hư hỏng từ năm 2023", "lắp 2020"]


def test_no_filled_status_is_passed_over_in_silence():
    found = read(("xyz", None, None, None), ("XYZ", None, None, None), ("tốt", None, None, None))
    assert found.cameras["status"].tolist() == ["unknown", "unknown", "working"]
    assert [(f.row, f.value) for f in found.findings if isinstance(f, Unread)] == [
        (2, "xyz"),
        (3, "XYZ"),
    ]
    assert found.unread[["column", "value", "rows"]].to_numpy().tolist() == [
        ["status", "xyz", 1],
        ["status", "XYZ", 1],
    ]
    assert "canonical" not in found.as_json()["findings"][0]


def test_equipment_and_map_layers_tell_what_they_do_not_understand():
    rows = [
        ("Mã thiết bị", "Loại", "Tình trạng"),
        ("E1", "Đầu ghi 16 kênh", "abc"),
        ("E2", "vật lạ", "hỏng ổ cứng"),
    ]
    found = read_import(workbook(rows), "tb.xlsx", communes=communes())
    assert found.equipment[["kind", "status", "fault_part"]].to_numpy().tolist() == [
        ["recorder", "unknown", ""],
        ["", "broken", "recorder"],
    ]
    assert set(found.unread["value"]) == {"abc", "vật lạ"}
    layer = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":'
        '{"type":"Point","coordinates":[106.62,17.47]},"properties":'
        '{"Mã camera":"C1","Tình trạng":"lạ lắm"}}]}'
    )
    found = read_import(layer.encode(), "a.geojson", communes=communes())
    assert found.unread["value"].tolist() == ["lạ lắm"]


def test_words_mean_what_people_say_they_mean():
    said = Mapping(values={"status": {"xyz": "abandoned"}, "cause": {"abc": "theft"}})
    found = read(("Xyz", None, "ABC", None), mapping=said)
    assert facts(found) == [["abandoned", "", "theft"]]
    assert found.unread.empty


def test_several_kinds_are_told_and_the_kind_may_give_the_resolution():
    found = read(("PTZ + thân",), ("Thân trụ IP 2MP",), headings=(*PLACE, "Loại"))
    assert found.cameras["kind"].tolist() == ["ptz", "fixed"]
    assert found.cameras["resolution_w_px"].fillna(0).tolist() == [0, 1920]
    assert [f.row for f in found.findings if f.severity is Severity.WARNING] == [2]


def test_two_sources_of_money_are_told_and_the_first_is_taken():
    headings = (*PLACE, "Nguồn vốn")
    found = read(("NSNN + XHH",), ("Viettel tài trợ",), ("Hội CCB (dự án)",), headings=headings)
    assert found.cameras["origin"].tolist() == ["state", "community", "community"]
    [warning] = [f for f in found.findings if f.severity is Severity.WARNING]
    assert "NSNN + XHH" in warning.message


def test_a_status_cell_that_counts_is_dealt_out():
    headings = (*PLACE, "Số lượng", "Tình trạng", "Ghi chú")
    found = read(
        (3, "2 tốt, 1 hỏng do sét đánh", None),
        (None, "01 mắt hoạt động; 01 mắt hỏng", "đứt cáp"),
        headings=headings,
    )
    assert facts(found)[:3] == [
        ["working", "", ""],
        ["working", "", ""],
        ["broken", "", "weather"],
    ]
    assert facts(found)[3:] == [["working", "", ""], ["broken", "line", ""]]
    assert not [f for f in found.findings if f.severity is Severity.WARNING]
