"""Excel workbooks: is it sound, what do its cells hold, which formulas have no result?"""

import io
import re
import zipfile
from html import unescape

import pandas as pd
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gis.archives import DAMAGE, check_size
from gis.errors import FileError
from gis.language import _, number
from gis.register.grid import Grid, Uncalculated

MAX_ROWS, MAX_COLUMNS = 200_000, 256

# A row number of 200,000 or more, or a column after IV (the 256th).
_FAR_CELL = re.compile(
    rb"""\br=["'](?:[A-Z]*(?:[2-9]\d{5}|[1-9]\d{6,})|(?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d+)["']"""
)
# A quick look that passes over most sheets; what it finds is looked at with the exact one.
_MAYBE_FAR = re.compile(rb"""r=["'](?:[A-Z]{0,2}(?:[2-9]\d{5}|\d{7})|[A-Z]{3}|[J-Z][A-Z]|I[W-Z])""")
# Cells that show an error, and formulas whose result was never stored (an empty text was).
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:<f\b[^<]*(?:</f>)?)?<v>([^<]*)</v>'
)
_NO_RESULT = re.compile(
    rb'<c\b(?![^>]*\bt="(?:str|e)")[^>]*\br="([A-Z]+)(\d+)"[^>]*>'
    rb"<f\b[^>]*(?:/>|>([^<]*)</f>)(?:<v ?/>|<v></v>)?</c>"
)
_SHEET = re.compile(rb'<sheet\b[^>]*\w:id="([^"]+)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')


def read_workbook(data: bytes, name: str) -> list[Grid]:
    """Read all worksheets; row numbers are those the spreadsheet shows.

    Raises
    ------
    FileError
        The file is no workbook, is damaged or locked, unpacks to too much, or has cells beyond
        `MAX_ROWS` or `MAX_COLUMNS`.
    """
    if not data.startswith(b"PK"):
        raise FileError(_not_a_workbook(data, name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            odd = _odd_cells(archive, name)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                _grid(workbook.get_sheet_by_name(sheet), odd.get(index, []))
                for index, sheet in enumerate(workbook.sheet_names)
            ]
    except (CalamineError, *DAMAGE) as error:
        message = _(
            "{file}: the workbook is damaged or incomplete; open it in the spreadsheet and save "
            "it again as .xlsx",
            file=name,
        )
        raise FileError(message) from error


def _not_a_workbook(data: bytes, name: str) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _(
            "{file}: this is an old .xls or password-protected workbook; save it as .xlsx "
            "without a password",
            file=name,
        )
    return _(
        "{file}: the file is not an Excel workbook although its name says so; open it and save "
        "it as .xlsx",
        file=name,
    )


def _odd_cells(archive: zipfile.ZipFile, name: str) -> dict[int, list[tuple[bytes, ...]]]:
    """Check the archive; return, by sheet, (column, row, text) of cells without a value."""
    check_size(archive, name)
    if "xl/workbook.xml" not in archive.namelist():
        raise FileError(_not_a_workbook(b"", name))
    if archive.testzip():
        raise zipfile.BadZipFile
    sheets = _sheet_parts(archive)
    odd = {}
    for part in archive.namelist():
        content = archive.read(part) if part.endswith(".xml") else b""
        if _MAYBE_FAR.search(content) and _FAR_CELL.search(content):
            raise FileError(_too_long(name))
        if part in sheets:
            # Two plain searches spare most sheets two slow ones.
            formulas = _NO_RESULT.findall(content) if b"<f" in content else []
            errors = _ERROR.findall(content) if b't="e"' in content else []
            odd[sheets[part]] = errors + [(c, r, b"=" + text) for c, r, text in formulas]
    return odd


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return the place in the workbook of each worksheet's part of the archive."""
    relations = archive.read("xl/_rels/workbook.xml.rels")
    fields = [dict(_ATTRIBUTE.findall(relation)) for relation in _RELATION.findall(relations)]
    targets = {field.get(b"Id"): field.get(b"Target", b"").decode() for field in fields}
    order = _SHEET.findall(archive.read("xl/workbook.xml"))
    parts = [targets.get(identity, "") for identity in order]
    return {
        part.lstrip("/") if part.startswith("/") else f"xl/{part}": index
        for index, part in enumerate(parts)
    }


def _grid(sheet: CalamineSheet, odd: list[tuple[bytes, ...]]) -> Grid:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for letters, row, text in odd:
        _set(rows, int(row) - 1, _column_index(letters), Uncalculated(unescape(text.decode())))
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    ranges = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
    merged = tuple((top + 1, end + 1, left) for top, left, end, right in ranges if left == right)
    spans = tuple((top + 1, left, right) for top, left, _end, right in ranges if left < right)
    cells = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object)
    return Grid(sheet.name, cells, merged=merged, spans=spans)


def _set(rows: list[list[object]], row: int, column: int, cell: Uncalculated) -> None:
    rows.extend([] for _row in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _too_long(name: str) -> str:
    return _(
        "{file}: a sheet has cells beyond row {rows} or column {columns}; delete the unused rows "
        "and columns, or split the file",
        file=name,
        rows=number(MAX_ROWS),
        columns=number(MAX_COLUMNS),
    )
