"""A list of equipment that gives one code twice, of things that hang on each other."""

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook

CAMERAS = [("Mã camera", "Địa chỉ", "Tình trạng"), ("C1", "Chợ", "tốt"), ("C2", "Cầu", "tốt")]
HEADINGS = ("Mã", "Tên thiết bị", "Tình trạng", "Phục vụ camera")


def errors_of(*rows):
    data = workbook(CAMERAS, [HEADINGS, *rows], names=("Camera", "Thiết bị"))
    found = read_import(data, "a.xlsx", communes=communes())
    wrong = [f for f in found.findings if f.severity is Severity.ERROR]
    return [(f.sheet, f.row) for f in wrong], found.equipment["equipment_id"].tolist()


def test_a_row_that_repeats_a_code_comes_back_and_the_others_are_taken():
    rows = [("SW1", "Switch", "tốt", "E1"), ("E1", "Đầu ghi", "tốt", "C1")]
    repeated = ("SW1", "Switch", "hỏng", "C2")
    refused, taken = errors_of(*rows, repeated)
    assert refused == [("Thiết bị", 4)]
    assert taken == ["SW1", "E1"]


def test_a_ring_is_told_once_where_a_code_of_it_is_repeated():
    rows = [("E1", "Đầu ghi", "tốt", "E2"), ("E2", "Switch", "tốt", "E1")]
    refused, taken = errors_of(*rows, ("E1", "Đầu ghi", "tốt", "C1"))
    assert set(refused) >= {("Thiết bị", 2), ("Thiết bị", 3), ("Thiết bị", 4)}
    assert taken == []
