"""A commune's list in the place of the one before: told first, then written as one change."""

import pytest

from gis.core.language import use_language
from gis.ingest.importing import read_import
from gis.store.archive import removed, restore
from gis.store.editing import history
from gis.store.replacement import compare_lists, replace
from gis.store.store import Store
from gis.store.undoing import undo, undoable
from tests.registers import communes, read, workbook

HERE, THERE = "Phường Đồng Hới", "Phường Đồng Thuận"
COLUMNS = ("Tên", "Địa chỉ", "Xã", "Tình trạng", "Đơn vị quản lý")
POLICE, OTHERS = "Công an phường", "Viễn thông"
LIST = [
    ("Chợ Cộn", "KP 1", HERE, "hỏng", ""),
    ("Ngã tư Trần Hưng Đạo", "KP 2", HERE, "hoạt động", ""),
    ("Trường Quang Trung", "KP 3", HERE, "hoạt động", ""),
    ("Cầu Nhật Lệ", "KP 4", HERE, "hỏng", ""),
]
# The school is gone, the market works, a station is new.
LATER = [
    ("Chợ Cộn", "KP 1", HERE, "hoạt động", ""),
    LIST[1],
    LIST[3],
    ("Ga Đồng Hới", "KP 9", HERE, "hỏng", ""),
]


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'register.sqlite'}")


@pytest.fixture(autouse=True)
def _vietnamese():
    use_language("vi")


def bring(store, *rows, source="thang-10.xlsx", headings=COLUMNS):
    found = read(*rows, headings=headings, known=store.listed())
    store.save(cameras=found.cameras, renamed=found.renamed, source=source)


def compared(store, *rows, headings=COLUMNS):
    known = store.listed()
    found = read(*rows, headings=headings, known=known)
    return found, compare_lists(known, found)


def kept(rows):
    return [(*row[:4], POLICE) for row in rows]


def names(table):
    return sorted(table["name"])


def test_what_is_new_changed_and_gone_is_told_before(store):
    bring(store, *LIST)
    revision = store.revision()
    _found, told = compared(store, *LATER)
    assert names(told.new) == ["Ga Đồng Hới"]
    changes = told.changed[told.changed["field"] == "status"]
    assert changes[["name", "before", "after"]].to_numpy().tolist() == [
        ["Chợ Cộn", "broken", "working"]
    ]
    assert set(told.changed["field"]) == {"status", "repaired_on"}
    lacking = told.absence.cameras
    assert (names(lacking), lacking["camera_id"].tolist()) == (["Trường Quang Trung"], told.own)
    assert (told.absence.present, told.absence.known, told.absence.few) == (3, 4, False)
    assert store.revision() == revision


def test_the_gone_are_archived_with_the_reason_in_one_write_that_undo_takes_back(store):
    bring(store, *LIST)
    before = store.cameras()
    found, told = compared(store, *LATER)
    assert replace(store, found, told.own, source="thang-11.xlsx", who="An") == 3
    assert names(store.cameras()) == sorted(row[0] for row in LATER)
    [gone] = removed(store).to_dict("records")
    assert (gone["name"], gone["who"], gone["source"]) == (
        "Trường Quang Trung",
        "An",
        "thang-11.xlsx",
    )
    assert gone["reason"].startswith("không còn trong danh sách thang-11.xlsx ngày ")
    assert set(history(store, gone["subject_id"])["revision"]) == {1, 2}
    assert undoable(store) == 2
    undo(store, 2)
    assert store.cameras().drop(columns="repaired_on").equals(before.drop(columns="repaired_on"))
    assert removed(store).empty


def test_one_that_is_gone_can_come_back(store):
    bring(store, *LIST)
    before = store.cameras()
    found, told = compared(store, *LIST[:3])
    replace(store, found, told.own, source="thang-11.xlsx")
    assert restore(store, told.own, source="page") == 1
    assert store.cameras().equals(before)


def test_one_that_was_unticked_stays(store):
    bring(store, *LIST)
    found, _in_words = compared(store, *LIST[:3])
    replace(store, found, [], source="thang-11.xlsx")
    assert len(store.cameras()) == 4


def test_the_list_of_another_keeper_stays(store):
    bring(store, *kept(LIST))
    other = [(f"Cột phát sóng {n}", f"KP {n}", HERE, "hoạt động", OTHERS) for n in range(5, 11)]
    bring(store, *other, source="vien-thong.xlsx")
    _found, told = compared(store, *kept(LATER))
    assert len(told.absence.cameras) == 7  # shown, so that they may be ticked
    own = told.absence.cameras.set_index("camera_id").loc[told.own]
    assert names(own) == ["Trường Quang Trung"]
    assert not told.absence.few


def test_two_lists_without_keepers_are_told_apart_by_what_brought_them(store):
    bring(store, *LIST)
    other = [(f"Cột phát sóng {n}", f"KP {n}", HERE, "hoạt động", "") for n in range(5, 15)]
    bring(store, *other, source="vien-thong.xlsx")
    _found, told = compared(store, *LATER)
    assert told.absence.cameras.set_index("camera_id").loc[told.own, "name"].tolist() == [
        "Trường Quang Trung"
    ]


def test_of_a_list_that_brought_two_keepers_only_the_named_one_lacks_something(store):
    other = ("Cột phát sóng", "KP 8", HERE, "hoạt động", OTHERS)
    bring(store, *kept(LIST), other)
    _found, told = compared(store, *kept(LATER))
    assert names(told.absence.cameras) == ["Cột phát sóng", "Trường Quang Trung"]
    assert len(told.own) == 1


def test_a_list_of_several_keepers_may_lose_one_with_all_its_cameras(store):
    mixed = [*kept(LIST[:2]), (*LIST[2][:4], "Nhà trường"), (*LIST[3][:4], "Ban quản lý chợ")]
    bring(store, *mixed)
    _found, told = compared(store, *mixed[:3])
    assert names(told.absence.cameras) == ["Cầu Nhật Lệ"]
    assert len(told.own) == 1


def test_a_stray_row_in_the_next_commune_touches_nobody_there(store):
    there = [(f"Ngõ {n}", f"KP {n}", THERE, "hoạt động", "") for n in range(1, 9)]
    bring(store, *there, source="dong-thuan.xlsx")
    bring(store, *LIST)
    _found, told = compared(store, *LATER, ("Ngõ 3", "KP 3", THERE, "hỏng", ""))
    assert set(told.absence.cameras["commune_code"]) == {"18880"}


def test_few_matches_are_told_and_nothing_is_to_go(store):
    bring(store, *LIST)
    other = [("Chợ Cộn", "KP 1", HERE, "hỏng", "")]
    other += [(f"Thôn xóm {n}", f"ngõ {n}", HERE, "hỏng", "") for n in range(20, 26)]
    _found, told = compared(store, *other)
    assert told.absence.few
    assert (told.absence.present, told.absence.known) == (1, 4)
    assert told.own == []
    assert len(told.absence.cameras) == 3


def test_a_list_of_a_part_lacks_nothing(store):
    bring(store, *LIST)
    known = store.listed()
    rows = [("DANH SÁCH CAMERA HỎNG PHƯỜNG ĐỒNG HỚI",), COLUMNS, LIST[0], LIST[3]]
    found = read_import(workbook(rows), "hong.xlsx", communes=communes(), known=known)
    told = compare_lists(known, found)
    assert told.absence.part
    assert told.own == []
    assert len(told.absence.cameras) == 2


def test_a_row_that_is_to_be_corrected_is_not_gone(store):
    headings = (*COLUMNS, "Vĩ độ", "Kinh độ")
    rows = [(*row, 17.46 + n / 100, 106.62) for n, row in enumerate(LIST)]
    bring(store, *rows, headings=headings)
    bad = [*rows[:3], (*LIST[3], "ở đâu đó", 106.62)]
    found, told = compared(store, *bad, headings=headings)
    assert found.quarantined == 1
    assert told.absence.cameras.empty


def test_the_same_list_again_replaces_nothing(store):
    bring(store, *LIST)
    revision = store.revision()
    found, told = compared(store, *LIST)
    assert told.new.empty
    assert told.changed.empty
    assert told.absence.cameras.empty
    assert replace(store, found, [], source="thang-11.xlsx") == 0
    assert store.revision() == revision


def test_other_codes_are_changes_and_the_lacking_one_has_its_own(store):
    headings = ("Mã camera", *COLUMNS)
    bring(store, *LIST)
    coded = [(f"DH-{n}", *row) for n, row in enumerate(LIST[:3])]
    found, told = compared(store, *coded, headings=headings)
    codes = told.changed[told.changed["field"] == "camera_id"]
    assert sorted(codes["after"]) == ["DH-0", "DH-1", "DH-2"]
    assert names(codes) == sorted(row[0] for row in LIST[:3])
    replace(store, found, told.own, source="thang-11.xlsx")
    assert sorted(store.cameras()["camera_id"]) == ["DH-0", "DH-1", "DH-2"]
    undo(store, 2)
    assert len(store.cameras()) == 4


def test_a_camera_without_a_name_is_told_by_its_address(store):
    headings = ("Mã camera", "Địa chỉ", "Xã", "Tình trạng")
    place = ("Ngã ba An Mỹ", HERE)
    bring(store, ("GM-02", *place, "Hoạt động"), headings=headings)
    told = compared(store, ("GM-02", *place, "Hỏng"), headings=headings)[1].changed
    assert told.loc[told["field"] == "status", "name"].tolist() == ["Ngã ba An Mỹ"]
