"""Excel workbooks: is it sound, what do its cells hold, which formulas have no result?"""

import io
import re
import zipfile
from html import unescape

import pandas as pd
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gis.core.archives import DAMAGE, check_size
from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.far_cells import NO_CELLS, NearCells, column_index, far_finding, near_cells
from gis.ingest.formats.file_limits import MAX_SHEETS, first_parts, with_notice
from gis.ingest.formats.grid import Grid, Uncalculated

# Cells that show an error, and formulas whose result was never stored (an empty text was).
# What stands in one tag is bounded, so that a search takes time by the length of the sheet.
_ERROR = re.compile(
    rb'<c\b(?=[^<>]{0,200}\bt="e")[^<>]{0,200}\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>'
    rb"(?:<f\b[^<]{0,9000}(?:</f>)?)?<v>([^<]{0,99})</v>"
)
_NO_RESULT = re.compile(
    rb'<c\b(?![^<>]{0,200}\bt="(?:str|e)")[^<>]{0,200}\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>'
    rb"<f\b[^<>]{0,300}(?:/>|>([^<]{0,9000})</f>)(?:<v ?/>|<v></v>)?</c>"
)
_SHEET = re.compile(rb'<sheet\b[^<>]{0,999}\w:id="([^"]{1,300})"')
_RELATION = re.compile(rb"<Relationship\b[^<>]{0,3000}>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]{0,999})"')
_RELATIONS = "xl/_rels/workbook.xml.rels"


def read_workbook(data: bytes, name: str) -> list[Grid]:
    """Read all worksheets; row numbers are those the spreadsheet shows.

    Raises
    ------
    FileError
        The file is no workbook, is damaged or locked, unpacks to too much, or holds a list too
        long (see `near_cells`).
    """
    if not data.startswith(b"PK"):
        raise FileError(_not_a_workbook(data, name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, name)
            near = {part: near_cells(content, name) for part, content in parts.items()}
            order = {
                index: near[part] for part, index in _sheet_parts(archive).items() if part in near
            }
            changed = {part: cut.content for part, cut in near.items() if cut.left_out}
            data = _with_parts(archive, changed) if changed else data
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            names, told = first_parts(workbook.sheet_names, name)
            grids = [
                _grid(workbook.get_sheet_by_name(sheet), order.get(index, NO_CELLS))
                for index, sheet in enumerate(names)
            ]
            return with_notice(grids, told)
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


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Check the archive; return the worksheets that are read, by their names inside."""
    check_size(archive, name)
    if "xl/workbook.xml" not in archive.namelist():
        raise FileError(_not_a_workbook(b"", name))
    if archive.testzip():
        raise zipfile.BadZipFile
    inside = set(archive.namelist())
    read = [p for p, index in _sheet_parts(archive).items() if index < MAX_SHEETS and p in inside]
    return {part: archive.read(part) for part in read}


def _with_parts(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """Return the archive again, with other contents for some of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as copy:
        for part in archive.namelist():
            copy.writestr(part, changed[part] if part in changed else archive.read(part))
    return file.getvalue()


def _odd_cells(content: bytes) -> list[tuple[bytes, ...]]:
    """Return (column, row, text) of the cells of a worksheet that have no value."""
    # Two plain searches spare most sheets two slow ones.
    formulas = _NO_RESULT.findall(content) if b"<f" in content else []
    errors = _ERROR.findall(content) if b't="e"' in content else []
    return errors + [(column, row, b"=" + text) for column, row, text in formulas]


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return the place in the workbook of each worksheet's part of the archive."""
    if _RELATIONS not in archive.namelist():
        raise zipfile.BadZipFile
    relations = archive.read(_RELATIONS)
    fields = [dict(_ATTRIBUTE.findall(relation)) for relation in _RELATION.findall(relations)]
    targets = {field.get(b"Id"): field.get(b"Target", b"").decode() for field in fields}
    order = _SHEET.findall(archive.read("xl/workbook.xml"))
    parts = [targets.get(identity, "") for identity in order]
    return {
        part.lstrip("/") if part.startswith("/") else f"xl/{part}": index
        for index, part in enumerate(parts)
    }


def _grid(sheet: CalamineSheet, near: NearCells) -> Grid:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for letters, row, text in _odd_cells(_uncommented(near.content)):
        _set(
            rows, max(int(row), 1) - 1, column_index(letters), Uncalculated(unescape(text.decode()))
        )
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    ranges = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
    ranges = [r for r in ranges if r[2] < len(rows) and r[3] < width]
    merged = tuple((top + 1, end + 1, left) for top, left, end, right in ranges if left == right)
    spans = tuple((top + 1, left, right) for top, left, _end, right in ranges if left < right)
    cells = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object)
    told = (far_finding(sheet.name, near.left_out),) if near.left_out else ()
    return Grid(sheet.name, cells, merged=merged, spans=spans, findings=told)


def _uncommented(content: bytes) -> bytes:
    """Return XML without its comments."""
    first, *others = content.split(b"<!--")
    return b"".join([first, *(part.partition(b"-->")[2] for part in others)])


def _set(rows: list[list[object]], row: int, column: int, cell: Uncalculated) -> None:
    rows.extend([] for _row in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = cell
