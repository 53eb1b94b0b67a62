"""What depends on itself, or on what nobody has listed."""

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from gis.register.links import check_links, dependency_rings
from tests import registers
from tests.registers import workbook
from tests.world import cameras, equipment


def unit(name, needs=""):
    return {"equipment_id": name, "kind": "recorder", "status": "working", "depends_on": needs}


def test_a_ring_is_found_once_and_names_all_of_it():
    shared = equipment(unit("A", "B"), unit("B", "C"), unit("C", "A"), unit("D", "A"), unit("E"))
    assert dependency_rings(shared) == {0: ["A", "B", "C"], 1: ["A", "B", "C"], 2: ["A", "B", "C"]}
    [finding] = check_links(cameras({"depends_on": "D;E"}), shared)
    assert (finding.sheet, finding.row, finding.column) == ("equipment", 1, "depends_on")
    assert "A → B → C → A" in finding.message
    assert dependency_rings(equipment(unit("A", "A"))) == {0: ["A"]}


def test_an_id_nobody_has_listed_is_told_with_its_row():
    table = cameras({"depends_on": "A"}, {"depends_on": "A; X", "connects_through": "Y"})
    found = check_links(table, equipment(unit("A", "Z")))
    assert [(f.sheet, f.row, f.column) for f in found] == [
        ("cameras", 2, "depends_on"),
        ("cameras", 2, "connects_through"),
        ("equipment", 1, "depends_on"),
    ]
    assert "“X”" in found[0].message
    assert {f.severity for f in found} == {Severity.WARNING}


def test_a_file_with_a_ring_loses_nothing_and_stores_none_of_it():
    heading = ("Mã thiết bị", "Loại thiết bị", "Trạng thái", "Phụ thuộc")
    rows = [
        heading,
        ("A", "đầu ghi", "hư hỏng", "B"),
        ("B", "đường truyền", "hư hỏng", "A"),
        ("C", "đầu ghi", "hư hỏng", ""),
    ]
    result = read_import(workbook(rows), "thiet-bi.xlsx", communes=registers.communes())
    assert result.equipment["equipment_id"].tolist() == ["C"]
    assert (result.rows, result.accepted, result.quarantined) == (3, 1, 2)
    told = [f for f in result.findings if f.severity is Severity.ERROR]
    assert [f.row for f in told] == [2, 3]
    assert all("A → B → A" in f.message for f in told)
