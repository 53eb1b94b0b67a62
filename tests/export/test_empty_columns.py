"""A column without any value, of whatever type, leaves a workbook that every reader opens."""

import csv
import io
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from gis.export.files import encode
from gis.export.layers import LAYERS, layer
from gis.export.workbook import saved, sheets, workbook_of
from tests import system

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NOTHING = pd.DataFrame(
    {
        "mã": ["x", "y"],
        "ngày": pd.to_datetime([None, None]),
        "số": [np.nan, np.inf],
        "nguyên": pd.array([None, None], dtype="Int64"),
        "cờ": pd.array([None, None], dtype="boolean"),
        "chữ": pd.array([None, None], dtype="str"),
        "trống": ["", "\x01"],
        "không": [None, None],
    }
)
WRITERS = {
    "streamed": lambda table: sheets({"a": table}),
    "by cells": lambda table: saved(workbook_of({"a": table})),
}


def cells_of(content):
    """Return the cells of all sheets as the file has them: where, and their children."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        pages = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        return [cell for page in pages for cell in ET.fromstring(book.read(page)).iter(f"{MAIN}c")]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_missing_value_has_no_cell(writer):
    content = WRITERS[writer](NOTHING)
    assert [c.get("r") for c in cells_of(content)] == [*(f"{k}1" for k in "ABCDEFGH"), "A2", "A3"]
    assert all(len(cell) for cell in cells_of(content))
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert [row[:2] for row in rows] == [("mã", "ngày"), ("x", None), ("y", None)]
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).height == 3


@pytest.mark.parametrize("register", ["empty", "bare"])
@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_of_a_register_that_knows_little(registers, register, name):
    table = layer(registers[register], name)
    content = encode(table, name=name, fmt="xlsx")
    assert all(len(cell) for cell in cells_of(content))
    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 1 + len(table)


def test_libreoffice_opens_it(registers, tmp_path):
    table = layer(registers["bare"], "cameras")
    path = tmp_path / "cameras.xlsx"
    path.write_bytes(encode(table, name="cameras", fmt="xlsx"))
    soffice = [system.office_programs()["soffice"], f"-env:UserInstallation=file://{tmp_path}/of"]
    convert = ["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"]
    subprocess.run(
        [*soffice, *convert, "--outdir", str(tmp_path), str(path)], check=True, timeout=120
    )
    text = (tmp_path / "cameras.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == ["Mã", "A", "B"]
    wanted = openpyxl.load_workbook(path).active
    assert rows[0] == [cell.value for cell in wanted[1]]
