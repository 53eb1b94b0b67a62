"""Which cameras a recorder serves, read from its list, on small sheets."""

import pandas as pd
import pytest

from gis.core.findings import Severity
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading
from gis.ingest.served_cameras import codes_by_key, link_served, named_codes
from gis.ingest.sheets import Sheet, SheetRole

TWELVE = [f"GM-{i:02}" for i in range(1, 13)]
KNOWN = {*TWELVE, "A1", "A2", "A3", "NHÀ XE", "B-07"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GM-01", ["GM-01"]),
        ("gm1; GM 2", ["GM-01", "GM-02"]),
        ("GM-03, GM-01 và GM-02", ["GM-03", "GM-01", "GM-02"]),
        ("GM-01\nGM-01", ["GM-01"]),
        ("GM-10 đến GM-12", ["GM-10", "GM-11", "GM-12"]),
        ("GM-10 → 12", ["GM-10", "GM-11", "GM-12"]),
        ("GM-12 đến GM-10", ["GM-12", "GM-10"]),
        ("GM-02 đến GM-01", ["GM-02", "GM-01"]),
        ("GM-11 đến GM-40", ["GM-11", "GM-12"]),
        ("GM-12 đến GM-12", ["GM-12"]),
        ("A1 đến GM-03", ["A1", "GM-03"]),
        ("A1-A3", ["A1", "A2", "A3"]),
        ("GM-01-GM-03", ["GM-01", "GM-02", "GM-03"]),
        ("A1-A2-A3", []),
        ("B-07", ["B-07"]),
        ("nhà xe", ["NHÀ XE"]),
        ("C9", []),
        ("", []),
        ("A1 - A2 - A3", []),
        ("GM-01 đến GM-2001", TWELVE),
        ("GM-00 đến GM-2000", TWELVE),
        ("GM-00 đến GM-2001", []),
    ],
)
def test_codes_and_ranges(text, codes):
    assert named_codes(text, codes_by_key(KNOWN)) == codes


def cameras(*rows, columns=("camera_id", "depends_on")):
    headings = tuple(Heading(column, column, 1.0) for column in columns)
    return Sheet(
        "Camera", headings, pd.DataFrame(rows, index=range(2, 2 + len(rows)), dtype=object)
    )


def recorders(*rows):
    headings = (Heading("Mã", "equipment_id", 1.0), Heading("Phục vụ", Role.SERVES, 1.0))
    cells = pd.DataFrame(rows, index=range(7, 7 + len(rows)), dtype=object)
    return Sheet("Đầu ghi", headings, cells, role=SheetRole.EQUIPMENT)


def linked(sheets, known):
    ids = {(s.name, row): s.cells.loc[row, 0] for s in sheets for row in s.cells.index}
    return link_served(sheets, pd.Series(ids, dtype=object), known)


def test_cameras_of_the_file_depend_on_what_serves_them_too():
    listed = cameras(("A1", None), ("A2", "SW1, N1"), ("A3", "X"), (None, None))
    sheets, links, findings = linked([listed, recorders(("N1", "A1-A2"), ("N2", "A2"))], None)
    assert sheets[0].cells[1].tolist() == ["N1", "SW1;N1;N2", "X", None]
    assert listed.cells[1].tolist() == [None, "SW1, N1", "X", None]
    assert links.empty
    assert list(links.columns) == ["camera_id", "depends_on"]
    assert [(f.sheet, f.row, f.column, f.severity) for f in findings] == [
        ("Đầu ghi", 7, "Phục vụ", Severity.NOTICE),
        ("Đầu ghi", 8, "Phục vụ", Severity.NOTICE),
    ]
    assert "2" in findings[0].message
    assert findings[0].message.index("A1") < findings[0].message.index("A2")


def test_a_list_without_that_column_gets_one():
    listed = cameras(("A1", "Chợ"), ("A2", "Cầu"), columns=("camera_id", "name"))
    [found, _equipment], _links, _findings = linked([listed, recorders(("N1", "A2"))], None)
    assert [h.column for h in found.headings] == ["camera_id", "name", "depends_on"]
    assert found.cells.to_numpy().tolist() == [["A1", "Chợ", None], ["A2", "Cầu", "N1"]]


def test_cameras_only_the_register_knows_are_linked_beside_what_it_knows():
    known = pd.DataFrame({"camera_id": ["A1", "A2", "A3"], "depends_on": ["SW", "", "N9"]})
    given = [cameras(("A2", None)), recorders(("N1", "A1-A2"), ("N2", "A1"))]
    sheets, links, _findings = linked(given, known)
    assert links.to_numpy().tolist() == [["A1", "SW;N1;N2"]]
    assert sheets[0].cells[1].tolist() == ["N1"]


def test_a_text_that_names_no_camera_is_told_and_blanks_are_passed_over():
    given = [cameras(("A1", None)), recorders(("N1", "chưa rõ"), ("N2", None))]
    sheets, links, [warning] = linked(given, None)
    assert (warning.row, warning.severity, links.empty) == (7, Severity.WARNING, True)
    assert "chưa rõ" in warning.message
    assert sheets is given


def test_lists_that_are_no_lists_of_equipment_serve_nothing():
    other = recorders(("N1", "A1"))
    other = Sheet(other.name, other.headings, other.cells)
    assert linked([cameras(("A1", None)), other], None)[2] == []
