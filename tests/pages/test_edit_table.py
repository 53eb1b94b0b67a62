"""The register's table takes what people type; what cannot be read stays and is told."""

import pandas as pd

from gis.communes.boundaries import communes_or_schematic
from gis.ingest.entries import read_entries
from gis.store.editing import edits_of
from pages.components.register.edit_table import editable_columns
from pages.components.register.table_columns import CAMERAS
from tests.pages.screen import opened, texts


def test_cells_are_shown_as_people_write_them(filled):
    table = editable_columns(filled.cameras()).set_index("camera_id")
    row = table.loc["A"]
    assert row["repair_cost_vnd"] == "12.500.000"
    assert row["range_m"] == "30,5"
    assert row["surveyed_on"] == "15/03/2024"
    assert row["status"] == "hư hỏng"
    assert row["position"] == "17.47, 106.62"
    assert table.loc["B", "repair_cost_vnd"] == ""
    assert list(table) == list(CAMERAS.editable)


def test_words_directions_money_days_and_positions_are_read(app, filled, typed):
    typed[0] = {
        "status": "hỏng do mất điện",
        "azimuth_deg": "ĐN",
        "repair_cost_vnd": "2 triệu",
        "surveyed_on": "3/2024",
        "position": "17°28'48\"B 106°36'00\"Đ",
    }
    typed[1] = {"kind": "quay quét", "note": "xem lại"}
    shown = opened(app, "register")
    assert not shown.exception
    assert not [e for e in shown.error if "Ranh giới" not in e.value]  # schematic ones say so
    shown.button(key="save").click().run()
    stored = filled.cameras().set_index("camera_id")
    fields = ["status", "fault_part", "azimuth_deg", "repair_cost_vnd", "surveyed_on", "lat", "lon"]
    assert stored.loc["A", fields].tolist() == [
        "broken",
        "power",
        135,
        2e6,
        "2024-03-01",
        17.48,
        106.6,
    ]
    assert stored.loc["B", ["kind", "note"]].tolist() == ["ptz", "xem lại"]


def test_nothing_is_saved_while_a_cell_cannot_be_read(app, filled, typed):
    typed[0] = {"status": "lung tung beng", "name": "Tên mới"}
    typed[1] = {"repair_cost_vnd": "3.500 triệu"}
    shown = opened(app, "register")
    assert shown.button(key="save").disabled
    said = " ".join(e.value for e in shown.error).replace("\\", "")
    assert "lung tung beng" in said
    assert "A – " in said
    assert "3.500.000.000 đồng" in said
    assert "B – " in said
    typed[1] = {"repair_cost_vnd": ""}
    typed[0] = {"status": "hỏng", "name": "Tên mới"}
    shown.run()
    shown.button(key="save").click().run()
    assert filled.cameras()["name"].tolist()[0] == "Tên mới"


def test_what_will_be_written_is_shown_before(app, filled, typed):
    typed[0] = {"repair_cost_vnd": "2tr5"}
    shown = opened(app, "register")
    [told] = [t.value for t in shown.dataframe if "Trước" in t.value]
    assert told["Sau"].tolist() == ["2.500.000"]
    assert told["Trước"].tolist() == ["12.500.000"]
    assert "Lưu 1 thay đổi" in texts(shown) + " ".join(b.label for b in shown.button)


def test_an_emptied_cell_empties_the_field(app, filled, typed):
    typed[0] = {"repair_cost_vnd": None, "surveyed_on": ""}
    shown = opened(app, "register")
    shown.button(key="save").click().run()
    row = filled.cameras().set_index("camera_id").loc["A"]
    assert pd.isna(row["repair_cost_vnd"])
    assert row["surveyed_on"] == ""


def test_what_the_table_shows_is_read_back_as_it_is_stored(simulated):
    stored = simulated["cameras"].reset_index(drop=True)
    shown = editable_columns(stored).drop(columns="camera_id")
    entries = read_entries(shown, communes_or_schematic())
    assert entries.unread == []
    assert edits_of(entries, stored).empty
