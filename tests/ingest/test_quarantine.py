"""The rows that come back to be corrected, as a workbook that any spreadsheet opens."""

import datetime as dt
import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from gis.analysis.run import analyse
from gis.core.findings import Finding, Severity
from gis.export.files import encode
from gis.export.layers import layer
from gis.ingest.headings.headers import Heading
from gis.ingest.importing import quarantine_workbook, read_import
from gis.ingest.quarantine import workbook
from gis.ingest.sheets import Sheet
from tests import registers, world


def sheet(name, *cells):
    headings = tuple(Heading(f"Cột {i}", "note", 1.0) for i in range(len(cells)))
    return Sheet(name, headings, pd.DataFrame([cells], index=[7], dtype=object))


def returned(*sheets):
    errors = [Finding(s.name, 7, "Cột 0", Severity.ERROR, "sai", "sửa") for s in sheets]
    return load_workbook(io.BytesIO(workbook(sheets, errors)))


def test_whatever_a_cell_holds_the_workbook_is_sound():
    noon = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC)
    cells = (
        "=1+1",
        "a\x00b\ufffe",
        "x" * 40_000,
        float("inf"),
        float("nan"),
        noon,
        True,
        1e300,
        {"a": 1},
        ["b"],
        None,
    )
    [page] = returned(sheet("Trang", *cells)).worksheets
    values = [cell.value for cell in page[2]]
    assert values[:2] == ["=1+1", "ab"]
    assert page["A2"].data_type == "s"
    assert page["A2"].quotePrefix
    assert len(values[2]) == 32_767
    assert values[2].endswith("quá dài đối với một ô)")
    assert values[3:10] == [None, None, noon.replace(tzinfo=None), True, 1e300, "{'a': 1}", "['b']"]
    assert values[-3:] == ["Cột 0: sai", "sửa", 7]


def test_sheets_keep_names_of_their_own():
    long = "Danh sách camera an ninh của thôn "
    names = (long + "Một", long + "Hai", "a/b", "A:B", "", "'x'")
    titles = returned(*(sheet(name, "x") for name in names)).sheetnames
    assert len({title.casefold() for title in titles}) == 6
    assert max(map(len, titles)) <= 31


def test_nothing_to_return_is_an_empty_workbook():
    assert len(returned().worksheets) == 1


@pytest.mark.parametrize("simulated", [True, False])
def test_rows_of_a_simulated_register_come_back_as_such(simulated):
    cameras = world.cameras({"camera_id": "A", "xy": (500, 500)})
    found = analyse(
        cameras,
        world.equipment(),
        world.communes(),
        world.demand({"shape": "POINT (1 1)", "weight": 1.0}),
    )
    table = layer(found.of_register(simulated=simulated), "cameras")
    data = encode(table, name="cameras", fmt="csv")
    rows = pd.read_csv(io.BytesIO(data), dtype=str).assign(lat="đâu đó")
    data = rows.to_csv(index=False).encode()
    first = read_import(data, "a.csv", communes=registers.communes())
    assert (first.quarantined, first.simulated) == (1, simulated)
    book = load_workbook(io.BytesIO(quarantine_workbook(first)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heads.index("lat") + 1, 17.47)
    book.worksheets[0].cell(2, heads.index("lon") + 1, 106.62)
    file = io.BytesIO()
    book.save(file)
    second = read_import(file.getvalue(), "a_can-sua.xlsx", communes=registers.communes())
    assert (second.accepted, second.simulated) == (1, simulated)
