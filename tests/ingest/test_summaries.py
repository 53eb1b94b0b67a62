"""Sheets that sum up the others, compared number by number, on small tables."""

import numpy as np
import pandas as pd
import pytest

from gis.core.findings import Severity
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, Heading
from gis.ingest.sheets import Sheet, SheetRole
from gis.ingest.summaries import compare, with_summaries


def sheet(name, columns, *rows, sections=None, **more):
    headings = tuple(Heading(column, column, 1.0) for column in columns)
    cells = pd.DataFrame(
        rows, index=range(2, 2 + len(rows)), columns=range(len(columns)), dtype=object
    )
    below = pd.Series(sections or [""] * len(rows), cells.index)
    return Sheet(name, headings, cells, sections=below, **more)


LISTS = [
    sheet("Thôn An", ["name", "status"], ["Chợ", "tốt"], ["Cầu", "hỏng"]),
    sheet("Thôn Hạ", ["name", "status"], ["Đình", "tốt"], sections=["Xã Gio Mỹ"]),
]
COUNTED = ["name", Role.QUANTITY, f"{COUNT_OF}working", f"{COUNT_OF}broken"]


def roles(*sheets):
    return [s.role.value for s in with_summaries(list(sheets))]


@pytest.mark.parametrize(
    ("columns", "names", "summary"),
    [
        (COUNTED, ["Thôn An", "Thôn Hạ"], True),
        (["address", Role.QUANTITY], ["Thôn An", "Tổng"], True),
        (["name", f"{COUNT_OF}broken"], ["An", "Hạ"], True),
        (COUNTED, ["Gio Mỹ", "x"], True),
        (COUNTED, ["Thôn An", "x", "y"], False),
        (["name", "note"], ["Thôn An", "Thôn Hạ"], False),
        (["name", "vendor"], ["Thôn An", "Thôn Hạ"], False),
        ([*COUNTED, "status"], ["Thôn An", "Thôn Hạ"], False),
        ([*COUNTED, "lat"], ["Thôn An", "Thôn Hạ"], False),
        (COUNTED, [], False),
        (COUNTED, ["Xã", "Phường"], False),
    ],
)
def test_which_sheet_is_a_summary(columns, names, summary):
    rows = [[name, *[1] * (len(columns) - 1)] for name in names]
    said = roles(*LISTS, sheet("Tổng hợp", columns, *rows))
    assert said == ["cameras", "cameras", "summary" if summary else "cameras"]


def test_equipment_is_no_summary_and_a_sheet_does_not_sum_up_itself():
    equipment = sheet("Đầu ghi", COUNTED, ["Thôn An", 1, 1, 1], role=SheetRole.EQUIPMENT)
    assert roles(*LISTS, equipment)[2] == "equipment"
    assert roles(sheet("Thôn An", COUNTED, ["Thôn An", 1, 1, 1])) == ["cameras"]
    assert roles(equipment, sheet("a", COUNTED, ["Đầu ghi", 1, 1, 1]))[1] == "cameras"


def compared(*rows):
    """Compare with An: two that work, one broken, one abandoned; Hạ (Gio Mỹ): two unknown."""
    places = [("Thôn An", 2), ("Thôn An", 3), ("Thôn Hạ", 2)]
    index = pd.MultiIndex.from_tuples(places)
    table = pd.DataFrame({"declared_commune": ["", "", "Phường Đồng Hới"]}, index=index)
    states = ["working", "working", "broken", "abandoned", "unknown", "unknown"]
    views = pd.DataFrame({"status": states}, index=np.array([0, 0, 1, 1, 2, 2]))
    sums, findings = compare(sheet("Tổng hợp", COUNTED, *rows), LISTS, table, views)
    return sums.to_numpy().tolist(), findings


def test_what_agrees_is_compared_in_silence():
    sums, findings = compared(["Thôn An", 4, 2, 2], ["Xã Gio Mỹ", 2, 0, 0], ["Tổng cộng", 6, 2, 2])
    assert findings == []
    assert [row[2:] for row in sums] == [[n, n] for n in (4, 2, 2, 2, 0, 0, 6, 2, 2)]
    assert [row[0] for row in sums] == [2] * 3 + [3] * 3 + [4] * 3
    assert [row[1] for row in sums[:3]] == COUNTED[1:]


def test_what_differs_is_told_with_both_numbers_and_the_states():
    sums, [wrong] = compared(["Thôn An", 4, 2, 9])
    assert sums[2][2:] == [9, 2]
    assert (wrong.sheet, wrong.row, wrong.column) == ("Tổng hợp", 2, COUNTED[3])
    assert wrong.severity is Severity.WARNING
    for said in ("Thôn An", "9", "2"):
        assert said in wrong.message


def test_a_line_of_no_list_is_told_and_not_compared():
    sums, [notice] = compared(["Thôn Đông", 4, 2, 9], ["Thôn An", 4, None, None])
    assert [row[0] for row in sums] == [3]
    assert (notice.row, notice.column, notice.severity) == (2, "", Severity.NOTICE)
    assert "Thôn Đông" in notice.message


def test_a_stated_commune_and_a_part_of_a_name_are_units_too():
    assert compared(["Phường Đồng Hới", 2, None, None])[1] == []
    assert compared(["Đồng", 2, None, None])[1] == []


def test_blanks_ticks_and_words_are_no_numbers():
    assert compared(["Thôn An", None, "x", "nhiều"]) == ([], [])


def test_the_closest_kind_of_unit_that_fits_is_compared():
    """“Thôn An” is a section here and a sheet there, and the beginning of another sheet's name."""
    lists = [
        sheet("Thôn An", ["name"], ["a"], ["b"]),
        sheet("Thôn An Hạ", ["name"], ["c"]),
        sheet("Tờ 3", ["name"], ["d"], sections=["Thôn Bắc"]),
        sheet("Thôn Bắc", ["name"], ["e"], ["f"]),
    ]
    places = [(s.name, row) for s in lists for row in s.cells.index]
    table = pd.DataFrame({"declared_commune": ""}, index=pd.MultiIndex.from_tuples(places))
    views = pd.DataFrame({"status": "unknown"}, index=np.arange(len(places)))
    summary = sheet("Tổng hợp", COUNTED[:2], ["Thôn An", 2], ["Thôn Bắc", 1], ["Hạ", 1])
    sums, findings = compare(summary, lists, table, views)
    assert (sums["counted"].tolist(), findings) == ([2, 1, 1], [])


def test_each_state_is_counted_by_itself_however_many_there_are():
    states = ["degraded"] * 300 + ["working"] * 400 + ["unknown"]
    lists = [sheet("Thôn An", ["name"], ["a"])]
    table = pd.DataFrame({"declared_commune": [""]}, pd.MultiIndex.from_tuples([("Thôn An", 2)]))
    views = pd.DataFrame({"status": states}, index=np.zeros(len(states), dtype=int))
    columns = ["name", Role.QUANTITY, *(f"{COUNT_OF}{s}" for s in ("degraded", "working"))]
    summary = sheet("Tổng hợp", columns, ["Thôn An", 701, 300, 400])
    sums, findings = compare(summary, lists, table, views)
    assert (sums["counted"].tolist(), findings) == ([701, 300, 400], [])
