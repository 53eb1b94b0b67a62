"""The words of a title that give the rows their commune are kept as the commune written."""

import pytest

from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import Succession
from gis.ingest.importing import read_import
from gis.store.undoing import undo, undoable
from tests.ingest.five_communes import bring, titled, with_column
from tests.registers import AT_DONG_HOI, AT_DONG_THUAN, communes, workbook


def test_the_words_of_the_title_are_kept_and_change_nothing_again(store):
    bring(store, titled("Cam Lộ"))
    assert set(store.cameras()["declared_commune"]) == {"XÃ CAM LỘ"}
    revision, before = store.revision(), store.cameras()
    bring(store, titled("Cam Lộ"))
    assert store.revision() == revision
    # Another title of the same commune is no correction.
    other = [("CAMERA AN NINH CỦA UBND XÃ CAM LỘ NĂM 2026",), *titled("Cam Lộ")[1:]]
    bring(store, other)
    assert store.revision() == revision
    assert store.cameras().equals(before)


def test_what_a_row_states_is_never_overwritten_by_a_title(store):
    bring(store, with_column("Cam Lộ"))
    before = store.cameras()
    bring(store, titled("Cam Lộ"))
    assert store.cameras().equals(before)
    assert set(before["declared_commune"]) == {"Xã Cam Lộ"}


def test_a_view_that_is_new_says_what_its_row_said_before(store):
    for count in (1, 2):
        rows = [("STT", "Vị trí", "Số lượng"), (1, "Chợ", count)]
        bring(store, [(f"CAMERA XÃ CAM LỘ, lần {count}",), *rows])
    assert store.cameras()["declared_commune"].tolist() == ["XÃ CAM LỘ"] * 2


def test_a_register_of_before_gets_it_once_and_can_lose_it_again(store):
    found = bring(store, titled("Cam Lộ")[1:])  # no title: no commune
    assert set(found.cameras["declared_commune"]) == {""}
    bare = store.cameras()
    bring(store, titled("Cam Lộ"))
    assert store.cameras()["camera_id"].tolist() == bare["camera_id"].tolist()
    assert set(store.cameras()["declared_commune"]) == {"XÃ CAM LỘ"}
    undo(store, undoable(store))
    assert store.cameras().equals(bare)


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("DANH SÁCH CAMERA XÃ GIO MỸ (CŨ)", "XÃ GIO MỸ (CŨ)"),
        ("Danh sách camera an ninh xã Gio Mỹ cũ, huyện Gio Linh", "xã Gio Mỹ cũ"),
        ("Camera do UBND xã Cam Thành quản lý năm 2026", "xã Cam Thành"),
        ("Xã Bến Hải (gồm xã Gio Mỹ (cũ))", "xã Gio Mỹ (cũ)"),
        ("Gio Mỹ", "Gio Mỹ"),
    ],
)
def test_the_words_that_name_the_commune(title, quoted):
    assert Succession(communes_or_schematic()).quoted(title) == quoted


def test_a_position_outside_the_commune_of_the_title_is_told():
    rows = [
        ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",),
        ("Mã camera", "Vị trí", "Vĩ độ", "Kinh độ"),
        ("C1", "Chợ", *AT_DONG_HOI),
        ("C2", "Cầu", *AT_DONG_HOI),
        ("C3", "Ga", *AT_DONG_THUAN),
    ]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    told = [f for f in found.findings if "Danh sách của" in f.message]
    assert [f.row for f in told] == [5]
    assert "Phường Đồng Thuận" in told[0].message
