"""What is the matter with many rows is told once, with how many they are."""

from gis.ingest.headings.mapping import Unread
from gis.ingest.importing import read_import
from tests.registers import AT_DONG_HOI, communes, workbook


def read(*rows):
    return read_import(workbook(list(rows)), "a.xlsx", communes=communes())


def nowhere(found):
    return [f for f in found.findings if "chưa thuộc xã nào" in f.message]


def test_a_word_not_known_is_told_once_for_all_its_rows():
    rows = [(f"Điểm {n}", "Đồng Hới", "xyz" if n % 2 else "abc") for n in range(5)]
    found = read(("Địa chỉ", "Xã", "Tình trạng"), *rows)
    told = [(f.row, f.value, f.rows) for f in found.findings if isinstance(f, Unread)]
    assert sorted(told) == [(2, "abc", 3), (3, "xyz", 2)]
    assert "3" in next(f.message for f in found.findings if f.row == 2)
    assert found.unread[["value", "rows"]].to_numpy().tolist() == [["abc", 3], ["xyz", 2]]


def test_cameras_in_no_commune_are_counted():
    headings = ("Địa chỉ", "Đơn vị hành chánh sở tại", "Tình trạng")
    rows = [("Chợ", "Đồng Hới", "tốt"), ("Cầu", "Đồng Thuận", "tốt"), ("Ga", None, "hỏng")]
    [one] = nowhere(read(headings, *rows))
    assert (one.row, one.message.split()[0]) == (0, "3")


def test_a_commune_a_title_and_a_position_are_enough():
    assert nowhere(read(("Địa chỉ", "Xã", "Loại"), ("Chợ", "Đồng Hới", "dome"))) == []
    title = ("DANH SÁCH CAMERA PHƯỜNG ĐỒNG HỚI",)
    assert nowhere(read(title, ("STT", "Địa chỉ", "Tình trạng"), (1, "Chợ", "tốt"))) == []
    placed = read(("Địa chỉ", "Vĩ độ", "Kinh độ"), ("Chợ", *AT_DONG_HOI), ("Cầu", None, None))
    assert [f.message.split()[0] for f in nowhere(placed)] == ["1"]
