"""A list that comes again does not silently bring back what somebody took out."""

import pytest

from gis.ingest.importing import read_import
from gis.store.archive import remove, removed_rows, restore
from gis.store.returns import without_removed
from tests.registers import workbook
from tests.world import communes

HEADINGS = ("Tên điểm", "Địa chỉ", "Xã", "Tình trạng", "Ghi chú")
ROWS = [
    ("Chợ trung tâm", "Thôn An Bình", "Xã West", "hỏng", ""),
    ("Ngã ba Bưu điện", "Thôn Phú Mỹ", "Xã West", "hoạt động", ""),
    ("Trụ sở Công an", "Thôn Đại An", "Xã West", "hoạt động", ""),
]


def read(store, rows=ROWS, headings=HEADINGS):
    found = read_import(
        workbook([headings, *rows]), "danh-sach.xlsx", communes=communes(), known=store.listed()
    )
    return without_removed(found, store)


def save(store, found):
    return store.save(cameras=found.cameras, equipment=found.equipment, source="danh-sach.xlsx")


@pytest.fixture
def market(store):
    """The code of the market's camera, in a register filled by a list without codes."""
    save(store, read(store))
    table = store.cameras()
    return table.loc[table["name"] == "Chợ trung tâm", "camera_id"].iloc[0]


def told(found):
    return [f.message for f in found.findings if "Chợ trung tâm" in f.message]


def test_what_somebody_took_out_stays_out_and_the_list_is_told(store, market):
    remove(store, [market], reason="đã tháo dỡ", source="bảng", who="An")
    found = read(store)
    [message] = told(found)
    assert "đã tháo dỡ" in message
    assert save(store, found) == 0
    assert market not in set(store.cameras()["camera_id"])


def test_it_is_known_again_though_the_list_writes_it_otherwise(store, market):
    remove(store, [market], reason="đã tháo dỡ", source="bảng")
    found = read(store, [("CHỢ TRUNG TÂM", "thôn An Bình", "xã West", "tốt", "mới"), *ROWS[1:]])
    assert len(found.cameras) == 2
    assert any("đã tháo dỡ" in f.message for f in found.findings)


def test_another_camera_of_the_same_commune_comes_in(store, market):
    remove(store, [market], reason="đã tháo dỡ", source="bảng")
    found = read(store, [*ROWS, ("Cầu Bến Đá", "Thôn Xuân Lâm", "Xã West", "hỏng", "")])
    assert set(found.cameras["name"]) == {"Cầu Bến Đá", *(row[0] for row in ROWS[1:])}


def test_restored_first_it_comes_in_again(store, market):
    remove(store, [market], reason="nhầm", source="bảng")
    restore(store, [market], source="bảng")
    found = read(store)
    assert not told(found)
    assert len(found.cameras) == 3


def test_what_a_list_had_dropped_comes_back_with_what_was_known_of_it(store, market):
    table = store.cameras()
    row = table[table["camera_id"] == market].assign(surveyed_by="Bình")
    store.save(cameras=row, source="ra-soat.xlsx")
    remove(store, [market], reason="không còn trong danh sách", source="danh-sach-2.xlsx")
    assert removed_rows(store)["by_list"].tolist() == [True]
    found = read(store)
    [message] = told(found)
    assert "không còn trong danh sách" in message
    save(store, found)
    back = store.cameras().set_index("camera_id").loc[market]
    assert back[["name", "status", "surveyed_by"]].tolist() == ["Chợ trung tâm", "broken", "Bình"]


def test_a_code_decides(store):
    headings = ("Mã camera", *HEADINGS)
    rows = [(f"C{i}", *row) for i, row in enumerate(ROWS)]
    save(store, read(store, rows, headings))
    remove(store, ["C0"], reason="trùng", source="bảng")
    found = read(store, rows, headings)
    assert found.cameras["camera_id"].tolist() == ["C1", "C2"]
    other = [("C9", *ROWS[0][:4], "camera mới lắp thay"), *rows[1:]]
    assert "C9" in set(read(store, other, headings).cameras["camera_id"])


def test_equipment_taken_out_stays_out(store):
    headings = ("Mã thiết bị", "Loại thiết bị", "Tên thiết bị", "Tình trạng")
    rows = [("T1", "switch", "Tủ chợ", "hỏng"), ("T2", "switch", "Tủ trường", "hỏng")]
    found = read(store, rows, headings)
    assert found.equipment["equipment_id"].tolist() == ["T1", "T2"]
    save(store, found)
    remove(store, ["T1"], reason="đã bỏ", source="bảng", subject="equipment")
    found = read(store, rows, headings)
    assert found.equipment["equipment_id"].tolist() == ["T2"]
    assert any("Tủ chợ" in f.message for f in found.findings)
