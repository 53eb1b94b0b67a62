"""Single fields as people type them, read by the grammar of lists."""

import pandas as pd
import pytest

from gis.core.language import _
from gis.ingest.entries import POSITION, read_entries
from gis.store.editing import edits_of
from tests.world import cameras, communes, degrees


def read_one(column, text):
    return read_entries(pd.DataFrame({column: [text]}), communes())


@pytest.mark.parametrize(
    ("column", "text", "values"),
    [
        ("status", "hỏng do mất điện", {"status": "broken", "fault_part": "power"}),
        ("status", "đầu ghi hỏng", {"status": "broken", "fault_part": "recorder"}),
        ("status", "ko hoạt động", {"status": "broken"}),
        ("cause", "bị sét đánh", {"cause": "weather"}),
        ("kind", "quay quét", {"kind": "ptz"}),
        ("payer", "UBND xã", {"payer": "commune"}),
        ("azimuth_deg", "ĐN", {"azimuth_deg": 135.0}),
        ("azimuth_deg", "126° SE", {"azimuth_deg": 126.0}),
        ("azimuth_deg", "45,5", {"azimuth_deg": 45.5}),
        ("azimuth_deg", "350-20", {"azimuth_deg": 5.0, "hfov_deg": 30.0}),
        ("range_m", "0,2 km", {"range_m": 200.0}),
        ("repair_cost_vnd", "2 triệu", {"repair_cost_vnd": 2e6}),
        ("repair_cost_vnd", "12.500.000", {"repair_cost_vnd": 12.5e6}),
        ("monthly_cost_vnd", "2,4 triệu/năm", {"monthly_cost_vnd": 2e5}),
        ("surveyed_on", "3/2024", {"surveyed_on": "2024-03-01"}),
        ("surveyed_on", "15/3/24", {"surveyed_on": "2024-03-15"}),
        ("lat", "17°28'12\"B", {"lat": 17.47}),
        ("name", "Chợ Hôm", {"name": "Chợ Hôm"}),
        ("depends_on", "R1, R2", {"depends_on": "R1;R2"}),
    ],
)
def test_an_entry_is_read_as_a_cell_of_a_list(column, text, values):
    entries = read_one(column, text)
    assert entries.unread == []
    assert entries.of(0) == values


def test_a_position_in_any_notation_lies_in_a_commune():
    lon, lat = degrees((300, 500)).tolist()
    for text in (
        f"{lat:.6f}, {lon:.6f}",
        f"{lon:.6f} {lat:.6f}",
        f"POINT({lon:.6f} {lat:.6f})",
        f"{lat:.6f}; {lon:.6f}".replace(".", ","),
        f"https://maps.google.com/?q={lat:.6f},{lon:.6f}",
    ):
        entries = read_one(POSITION, text)
        assert entries.unread == [], text
        assert entries.of(0) == pytest.approx({"lon": lon, "lat": lat}, abs=1e-6)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("status", "lung tung beng"),
        ("azimuth_deg", "xx"),
        ("azimuth_deg", "B; Đ"),
        ("repair_cost_vnd", "3.500 triệu"),
        ("repair_cost_vnd", "nhiều"),
        ("repair_cost_vnd", "nan"),
        ("repair_cost_vnd", "2000 tỷ"),
        ("range_m", "1.500"),
        ("surveyed_on", "32/1/24"),
        ("surveyed_on", "x"),
        (POSITION, "21.0, 105.8"),
        (POSITION, "17.47"),
        (POSITION, "gần chợ"),
        (POSITION, "1932000 564000"),
        ("lat", "200"),
    ],
)
def test_what_cannot_be_read_is_told_once_with_its_text(column, text):
    entries = read_one(column, text)
    assert len(entries.unread) == 1
    told = entries.unread[0]
    assert told.row == 0
    assert told.column
    if text not in ("21.0, 105.8", "17.47"):  # told by where it lies, and that a half is missing
        assert text in told.message


def test_an_emptied_field_is_emptied_and_untouched_ones_stay():
    stored = cameras(
        {
            "xy": (300, 500),
            "status": "broken",
            "fault_part": "line",
            "name": "A",
            "repair_cost_vnd": 2e6,
            "note": "x",
        }
    )
    typed = pd.DataFrame({"status": [""], "repair_cost_vnd": ["không"], "note": [None]})
    edits = edits_of(read_entries(typed), stored)
    assert sorted(map(tuple, edits[["field", "before", "after"]].to_numpy())) == [
        ("repair_cost_vnd", "2000000", ""),
        ("status", "broken", "unknown"),
    ]


def test_what_is_as_stored_is_no_edit():
    stored = cameras({"xy": (300, 500), "status": "broken", "repair_cost_vnd": 2e6})
    typed = pd.DataFrame({"status": ["hỏng"], "repair_cost_vnd": ["2.000.000"]})
    assert edits_of(read_entries(typed), stored).empty


def test_what_cannot_be_read_changes_nothing():
    stored = cameras({"xy": (300, 500), "status": "broken", "name": "A"})
    typed = pd.DataFrame({"status": ["lung tung beng"], POSITION: ["21.0, 105.8"], "name": ["B"]})
    edits = edits_of(read_entries(typed, communes()), stored)
    assert edits["field"].tolist() == ["name"]


def test_private_data_is_not_taken_into_a_note():
    entries = read_one("note", "gọi 0912 345 678 khi hỏng")
    assert "0912" not in entries.of(0)["note"]
    assert len(entries.remarks) == 1


def test_each_row_is_read_for_itself():
    typed = pd.DataFrame(
        {"status": ["hỏng", "abc", None], "kind": [None, "dome", "bán cầu"]}, index=[4, 7, 9]
    )
    entries = read_entries(typed)
    assert [f.row for f in entries.unread] == [7]
    assert entries.of(4) == {"status": "broken"}
    assert entries.of(9) == {"kind": "dome"}
    assert _("Position (latitude, longitude)") not in {f.column for f in entries.unread}
