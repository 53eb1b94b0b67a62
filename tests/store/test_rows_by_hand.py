"""Rows added by hand, and cameras proposed for disposal: on record, and taken back."""

import pytest

from gis.core.clock import today
from gis.core.errors import StoreError
from gis.store.archive import removed
from gis.store.by_hand import add_camera, propose_disposal
from gis.store.undoing import undo, undoable
from tests.world import cameras, equipment

TWO = cameras({"xy": (10, 10), "status": "broken", "note": "cũ"}, {"status": "working"})
NEW = cameras({"camera_id": "N1", "xy": (20, 20), "name": "Cổng"})


@pytest.fixture(autouse=True)
def _filled(store):
    store.save(cameras=TWO, source="list.xlsx", who="An")


def test_a_new_camera_stands_beside_the_others_and_is_taken_back(store):
    assert add_camera(store, NEW, source="bằng tay", who="Bình") == 1
    table = store.cameras().set_index("camera_id")
    assert table.loc["N1", "name"] == "Cổng"
    assert len(table) == 3
    undo(store, undoable(store))
    assert store.cameras().equals(TWO)
    assert removed(store).empty


def test_a_code_in_use_is_refused(store):
    with pytest.raises(StoreError, match="C0"):
        add_camera(store, NEW.assign(camera_id="C0"), source="bằng tay")
    assert store.cameras().equals(TWO)


def test_a_row_without_a_code_or_with_a_wrong_number_is_refused(store):
    for wrong in (NEW.assign(camera_id=""), NEW.assign(azimuth_deg=400.0)):
        with pytest.raises(StoreError):
            add_camera(store, wrong, source="bằng tay")
    assert store.cameras().equals(TWO)


def test_equipment_is_added_too(store):
    unit = equipment({"equipment_id": "T1", "kind": "switch", "name": "Tủ"})
    add_camera(store, unit, subject="equipment", source="bằng tay")
    assert store.equipment()["name"].tolist() == ["Tủ"]


def test_what_is_added_to_a_simulated_register_is_simulated(store):
    undo(store, undoable(store))
    store.save(cameras=TWO, simulated=True, source="demo")
    add_camera(store, NEW, source="bằng tay")
    assert len(store.cameras()) == 3
    assert store.listed().empty
    store.remove_simulated()
    assert store.is_empty()


def test_disposal_is_proposed_with_reason_and_day_in_the_note(store):
    assert propose_disposal(store, ["C0", "C1"], reason="hết niên hạn", source="bảng") == 2
    table = store.cameras()
    assert set(table["status"]) == {"disposal"}
    year = today()[:4]
    first, second = table["note"]
    assert first.startswith("cũ; ")
    assert "hết niên hạn" in first
    assert year in second
    undo(store, undoable(store))
    fields = ["status", "note"]
    assert store.cameras()[fields].equals(TWO[fields])


def test_disposal_needs_a_reason_and_a_camera(store):
    for wrong in ({"ids": ["C0"], "reason": " "}, {"ids": ["C9"], "reason": "cũ"}):
        with pytest.raises(StoreError):
            propose_disposal(store, **wrong, source="bảng")
    assert store.cameras().equals(TWO)
