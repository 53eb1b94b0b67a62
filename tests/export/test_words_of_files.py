"""An officer's workbook speaks Vietnamese: no stored value and no column's name in English."""

import enum
import io
import shutil
import subprocess
from itertools import cycle, islice

import pandas as pd
import pytest
from openpyxl import load_workbook

from gis.core import choices
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ColumnType
from gis.export.files import encode
from gis.export.in_words import column_headings, in_words
from gis.export.layers import LAYERS
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import world
from tests.export.every_column import PLAN, table_of

VALUES = {
    str(value): of
    for of in vars(choices).values()
    if isinstance(of, type) and issubclass(of, enum.StrEnum)
    for value in of
}
CSV_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76"
# Written alike in Vietnamese.
SAME = {"camera", *"12345"}


def workbook_of(table, name):
    return load_workbook(io.BytesIO(encode(table, name=name, fmt="xlsx"))).worksheets[0]


@pytest.mark.parametrize("columns", [CAMERA_COLUMNS, EQUIPMENT_COLUMNS], ids=["camera", "unit"])
def test_every_value_of_every_choice_has_its_word(columns):
    for column in columns:
        if column.holds is not ColumnType.CHOICE:
            continue
        values = [str(value) for value in column.choices]
        told = in_words(pd.DataFrame({column.name: values}))[column.name].tolist()
        assert [v for v in told if v in VALUES.keys() - SAME] == []
        assert len(set(told)) == len(values)


@pytest.mark.parametrize("name", [*LAYERS, PLAN])
def test_no_cell_of_a_workbook_is_english(registers, name):
    page = workbook_of(table_of(registers["full"], name), name)
    cells = [str(c.value) for row in page.iter_rows(min_row=2) for c in row if c.value is not None]
    words = {word.strip() for cell in cells for word in cell.split(";")}
    assert sorted(words & (VALUES.keys() - SAME)) == []
    heads = [cell.value for cell in page[1]]
    known = {column.name for column in (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS)}
    assert [head for head in heads if head in known or "_" in head] == []


def test_no_cell_of_equipment_is_english():
    table = {
        c.name: list(islice(cycle(map(str, c.choices)), 12))
        for c in EQUIPMENT_COLUMNS
        if c.holds is ColumnType.CHOICE
    } | {"equipment_id": [f"E{row}" for row in range(12)]}
    units = world.equipment(*pd.DataFrame(table).to_dict("records"))
    told = in_words(units)
    cells = {str(cell) for column in told for cell in told[column]}
    assert sorted(cells & (VALUES.keys() - SAME)) == []
    assert not {"status", "kind", "origin"} & set(column_headings(units).values())


def test_the_plan_of_an_officer_is_vietnamese(registers):
    analysis = registers["full"]
    todo = work(analysis)
    asked = Request(budgets=request_money([1e12]))
    found = make_plan(analysis, todo, asked)
    data = plan_workbook(analysis.of_register(simulated=True), todo, asked, found)
    book = load_workbook(io.BytesIO(data))
    cells = {str(v) for page in book for row in page.values for v in row if v is not None}
    assert sorted(cells & (VALUES.keys() - SAME)) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_has_empty_columns(registers, tmp_path):
    for register in ("empty", "bare"):
        path = tmp_path / f"{register}.xlsx"
        path.write_bytes(
            encode(table_of(registers[register], "cameras"), name="cameras", fmt="xlsx")
        )
        home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            CSV_IN_UTF8,
            "--outdir",
            tmp_path,
            path,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        lines = path.with_suffix(".csv").read_text("utf-8").splitlines()
        assert len(lines) == 1 + len(registers[register].cameras)
