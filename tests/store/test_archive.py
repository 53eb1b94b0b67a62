"""What is taken out with a reason stays on record, is listed, and comes back as it was."""

import pandas as pd
import pytest

from gis.core.errors import StoreError
from gis.core.schema import EQUIPMENT_COLUMNS, conform
from gis.export.history import history_table
from gis.store.archive import remove, removed, restore
from gis.store.changes import FIELDS
from gis.store.editing import edit, history
from gis.store.undoing import undo, undoable
from tests.world import cameras

THREE = cameras(
    {"xy": (10, 10), "status": "working", "name": "Chợ", "azimuth_deg": 90.0},
    {"xy": (20, 20), "status": "broken", "depends_on": "T1", "connects_through": "T2;T1"},
    {"status": "unknown", "depends_on": "T2"},
)
TWO = conform(
    pd.DataFrame({"equipment_id": ["T1", "T2"], "kind": "switch", "depends_on": ["", "T1"]}),
    EQUIPMENT_COLUMNS,
)


@pytest.fixture(autouse=True)
def _filled(store):
    store.save(cameras=THREE, equipment=TWO, source="list.xlsx", who="An")


def take(store, *ids, **options):
    return remove(store, ids, reason="trùng với C1", source="bảng", who="Bình", **options)


def ids(store):
    return store.cameras()["camera_id"].tolist()


def test_a_camera_goes_with_its_reason_and_everybody_can_read_it(store):
    assert take(store, "C0", "C2") == 2
    assert ids(store) == ["C1"]
    told = removed(store).set_index("subject_id")
    assert set(told.index) == {"C0", "C2"}
    assert told.loc["C0", ["subject", "name", "who", "source", "reason"]].tolist() == [
        *("camera", "Chợ", "Bình", "bảng", "trùng với C1")
    ]


def test_it_comes_back_as_it_was(store):
    take(store, "C0", "C2")
    assert restore(store, ["C2", "C0"], source="bảng", who="Cúc") == 2
    assert store.cameras().equals(THREE)
    assert removed(store).empty
    assert history(store, "C0")["after"].tolist()[-1] == "created"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_goes_without_a_reason(store, reason):
    with pytest.raises(StoreError, match="lý do"):
        remove(store, ["C0"], reason=reason, source="bảng")
    assert store.cameras().equals(THREE)


def test_what_is_not_there_cannot_go_and_nothing_else_goes_with_it(store):
    with pytest.raises(StoreError, match="C9"):
        take(store, "C0", "C9")
    assert store.cameras().equals(THREE)


def test_a_code_in_use_again_is_told_and_nothing_comes_back(store):
    take(store, "C0", "C2")
    store.save(cameras=THREE.iloc[[0]].assign(name="Cầu"), source="list.xlsx")
    with pytest.raises(StoreError, match="C0"):
        restore(store, ["C2", "C0"], source="bảng")
    assert ids(store) == ["C0", "C1"]
    assert removed(store)["subject_id"].tolist() == ["C2"]


def test_what_was_never_taken_out_cannot_come_back(store):
    with pytest.raises(StoreError, match="C7"):
        restore(store, ["C7"], source="bảng")


def test_a_removal_is_undone_and_the_undo_too(store):
    take(store, "C0")
    undo(store, undoable(store))
    assert store.cameras().equals(THREE)
    assert removed(store).empty
    last = int(store.revision().rpartition("-")[2])
    undo(store, last)
    assert ids(store) == ["C1", "C2"]
    assert removed(store)["reason"].tolist() == ["trùng với C1"]


def test_a_camera_brought_back_can_be_edited_and_go_again_with_another_reason(store):
    take(store, "C0")
    restore(store, ["C0"], source="bảng")
    renamed = pd.DataFrame([["C0", "name", "Chợ", "Chợ mới"]], columns=FIELDS)
    edit(store, renamed, source="bảng")
    remove(store, ["C0"], reason="đã tháo", source="bảng")
    assert removed(store)[["name", "reason"]].values.tolist() == [["Chợ mới", "đã tháo"]]


def test_an_import_taken_back_is_no_removal_by_hand(store):
    undo(store, undoable(store))
    assert removed(store).empty


def test_equipment_that_something_hangs_on_stays_unless_it_is_freed(store):
    with pytest.raises(StoreError, match="C1"):
        take(store, "T1", subject="equipment")
    assert store.equipment().equals(TWO)
    assert take(store, "T1", subject="equipment", detach=True) == 3
    links = store.cameras().set_index("camera_id")[["depends_on", "connects_through"]]
    assert links.loc["C1"].tolist() == ["", "T2"]
    assert links.loc["C2"].tolist() == ["T2", ""]
    assert store.equipment()[["equipment_id", "depends_on"]].values.tolist() == [["T2", ""]]


def test_equipment_alone_is_listed_too(store):
    take(store, "T2", subject="equipment", detach=True)
    told = removed(store)
    assert told[["subject_id", "name", "commune_code"]].values.tolist() == [["T2", "", ""]]


def test_freeing_is_taken_back_with_the_removal(store):
    take(store, "T1", subject="equipment", detach=True)
    undo(store, undoable(store))
    assert store.equipment().equals(TWO)
    assert store.cameras().equals(THREE)


def test_equipment_goes_together_with_what_hangs_on_it_and_comes_back(store):
    take(store, "C1", "C2")
    assert take(store, "T1", "T2", subject="equipment") == 2
    assert set(removed(store)["subject"]) == {"camera", "equipment"}
    restore(store, ["T1", "T2"], subject="equipment", source="bảng")
    restore(store, ["C1", "C2"], source="bảng")
    assert store.equipment().equals(TWO)
    assert store.cameras().equals(THREE)


def test_simulated_rows_stay_simulated_and_are_gone_with_the_others(store):
    undo(store, undoable(store))
    store.save(cameras=THREE, simulated=True, source="demo")
    take(store, "C0")
    restore(store, ["C0"], source="bảng")
    take(store, "C1")
    assert removed(store)["subject_id"].tolist() == ["C1"]
    store.remove_simulated()
    assert store.is_empty()
    assert removed(store).empty


def test_history_tells_the_removal_and_why(store):
    take(store, "C0")
    told = history_table(history(store, "C0"))
    assert told.iloc[:, [3, 5]].values.tolist()[:2] == [
        ["Lý do", "trùng với C1"],
        ["cả dòng", "đã xóa"],
    ]
