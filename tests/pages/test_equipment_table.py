"""Shared equipment by hand: typed into, added, removed with a reason."""

import pytest

from gis.core.language import _
from gis.core.schema import EQUIPMENT_COLUMNS
from gis.store.archive import removed
from pages.components.register.edit_table import editable_columns
from pages.components.register.table_columns import EQUIPMENT
from tests.pages.screen import named, opened, texts
from tests.world import cameras, equipment

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    rows = (
        {"camera_id": "A", "status": "working", "depends_on": "R1", "name": "Chợ", **HERE},
        {"camera_id": "B", "status": "working", "depends_on": "R1", **HERE},
    )
    units = equipment(
        {"equipment_id": "R1", "kind": "recorder", "status": "broken"},
        {"equipment_id": "L1", "kind": "line", "status": "working"},
    )
    store.save(cameras=cameras(*rows), equipment=units, source="list.xlsx")
    return store


def stored(store):
    return store.equipment().set_index("equipment_id")


def test_equipment_is_shown_in_words(filled):
    shown = editable_columns(filled.equipment(), EQUIPMENT.editable, EQUIPMENT)
    assert shown["kind"].tolist() == ["đường truyền", "đầu ghi"]
    assert shown["status"].tolist() == ["hoạt động bình thường", "hư hỏng"]
    assert {"equipment_id", *EQUIPMENT.editable} == {c.name for c in EQUIPMENT_COLUMNS}


def test_what_is_typed_is_read_and_saved(app, filled, typed):
    typed.equipment[0] = {
        "status": "hoạt động",
        "repair_cost_vnd": "6tr5",
        "channels": "16",
        "name": "Đầu ghi chợ",
        "maintained_on": "3/2024",
    }
    typed.equipment[1] = {"depends_on": "Đầu ghi chợ", "kind": "máy chủ"}
    shown = opened(app, "equipment")
    assert _("No equipment is listed as “{value}”", value="Đầu ghi chợ") in texts(shown)
    shown.button(key="save_equipment").click().run()
    assert not shown.exception
    told = stored(filled).loc["L1"]  # equipment is in the order of its codes
    assert told[["status", "repair_cost_vnd", "channels", "name", "maintained_on"]].tolist() == [
        *("working", 6.5e6, 16, "Đầu ghi chợ", "2024-03-01")
    ]
    assert stored(filled).loc["R1", "kind"] == "server"


def test_equipment_is_added_with_a_code_of_its_own(app, filled):
    shown = opened(app, "equipment")
    shown.text_input(key="new_name").input("Đường truyền chợ")
    shown.selectbox(key="new_kind").set_value("line")
    shown.button(key="new_equipment").click().run()
    assert not shown.exception
    assert stored(filled).loc["LINE-1", ["name", "kind"]].tolist() == ["Đường truyền chợ", "line"]


def test_equipment_is_removed_with_a_reason_and_frees_what_hangs_on_it(app, filled):
    shown = opened(app, "equipment")
    shown.selectbox(key="equipment_removed").set_value("R1").run()
    assert shown.button(key="remove_it").disabled
    shown.text_input(key="equipment_why").input("đã thay đầu ghi mới").run()
    assert shown.button(key="remove_it").disabled
    shown.checkbox(key="equipment_freed").check().run()
    assert shown.button(key="remove_it").disabled
    named(shown).button(key="remove_it").click().run()
    assert not shown.exception
    assert stored(filled).index.tolist() == ["L1"]
    assert filled.cameras()["depends_on"].tolist() == ["", ""]
    assert removed(filled)["reason"].tolist() == ["đã thay đầu ghi mới"]


def test_a_register_without_equipment_says_how_to_add_some(app, store):
    store.save(cameras=cameras({"camera_id": "A", **HERE}), source="list.xlsx")
    shown = opened(app, "equipment")
    assert _("No shared equipment is listed yet. Add it below, or load a list of it.") in (
        texts(shown)
    )
