"""The bad rows of a file as a workbook in its own columns, with the reason beside each."""

import datetime as dt
import io
import math
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gis.core.file_errors import writing_copies
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.spreadsheet import cell_text, is_formula, page_title
from gis.ingest.headings.aliases import Role
from gis.ingest.sheets import Sheet
from gis.vocabulary.labels import basis_words

_REMARKED = PatternFill("solid", fgColor="FFF2CC")
# What a cell can hold beside texts.
_PLAIN = (bool, int, float, dt.date, dt.time, dt.timedelta)


@writing_copies()
def workbook(
    sheets: Iterable[Sheet], findings: Iterable[Finding], *, simulated: bool = False
) -> bytes:
    """Return an .xlsx of the sheets with, for each row, its errors and how to mend them.

    Once corrected it can be imported as it is: the added columns are passed over. Texts are
    written as texts, so nothing in them can run as a formula. Private columns are left out.

    Parameters
    ----------
    sheets
        The bad rows as `Import.quarantine` holds them.
    findings
        Of the whole file; the errors of these rows are written beside them.
    simulated
        Mark the rows as simulated, so that they come back as such.

    Returns
    -------
    bytes
        The file: a page for each sheet that has rows, one empty page where none has.
    """
    book = Workbook(write_only=True)
    errors: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            errors.setdefault((finding.sheet, finding.row), []).append(finding)
    for sheet in sheets:
        if not sheet.cells.empty:
            _write(book, sheet, errors, [(basis_words()["simulated"], _("yes"))] * simulated)
    if not book.worksheets:
        book.create_sheet()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(
    book: Workbook,
    sheet: Sheet,
    errors: dict[tuple[str, int], list[Finding]],
    marks: list[tuple[str, str]],
) -> None:
    page = book.create_sheet(page_title(sheet.name, book.sheetnames))
    kept = [i for i, h in enumerate(sheet.headings) if h.text and h.column != Role.PRIVATE]
    added = [_("Reason returned"), _("How to fix"), _("Row in the original file")]
    for place in range(len(kept) + 1, len(kept) + 3):
        page.column_dimensions[get_column_letter(place)].width = 60
    page.freeze_panes = "A2"
    headings = [sheet.headings[i].text for i in kept]
    page.append([_cell(page, text, bold=True) for text in [*headings, *added, *dict(marks)]])
    # A loop over the bad rows: a workbook is written cell by cell.
    for row, *cells in sheet.cells[kept].itertuples():
        found = errors[sheet.name, row]
        reasons = "\n".join(f"{finding.column}: {finding.message}" for finding in found)
        remedies = "\n".join(finding.suggestion for finding in found)
        page.append(
            [
                *(_cell(page, cell) for cell in cells),
                *(_cell(page, text, remark=True) for text in (reasons, remedies)),
                row,
                *(_cell(page, text) for _heading, text in marks),
            ]
        )


def _cell(
    page: object, value: object, *, bold: bool = False, remark: bool = False
) -> WriteOnlyCell:
    if value is None or isinstance(value, _PLAIN):
        return WriteOnlyCell(page, _finite(value))
    text = str(value)
    cell = WriteOnlyCell(page, cell_text(text))
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)
    if bold:
        cell.font = Font(bold=True)
    if remark:
        cell.fill, cell.alignment = _REMARKED, Alignment(wrap_text=True, vertical="top")
    return cell


def _finite(value: object) -> object:
    """Return what a workbook can hold: no infinite number, no time of another place's clock."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.replace(tzinfo=None) if isinstance(value, (dt.datetime, dt.time)) else value
