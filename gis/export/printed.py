"""A sheet laid out as an annex to print: A4 landscape, as wide as the page, headings repeated."""

from collections.abc import Mapping
from textwrap import wrap

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gis.core.language import _

FONT = "Times New Roman"
# Groups of thousands by dots, as Vietnamese amounts are written.
AMOUNT, WEIGHT, DEGREES = "[$-42A]#,##0", "[$-42A]#,##0.00", "[$-42A]0.00000"
_SIZE, _TITLE_SIZE, _LINE_HEIGHT = 12, 14, 17.0
_CM = 1 / 2.54
_MARGIN_CM = {"left": 2.0, "right": 1.5, "top": 2.0, "bottom": 2.0, "header": 1.0, "footer": 1.0}
# Letters of the font that stand in a unit of a column's width.
_LETTERS = 1.15
_LINE = Side(style="thin")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def lay_out(
    page: Worksheet,
    head: int,
    widths: Mapping[str, float],
    formats: Mapping[str, str],
    *,
    total: bool = False,
) -> None:
    """Lay out a sheet whose headings stand in row `head`, titles above and a table below.

    Parameters
    ----------
    widths
        Of columns, by heading; others keep theirs.
    formats
        How numbers are written, by heading.
    total
        The last row adds up the others.
    """
    names = [str(cell.value) for cell in page[head]]
    letters = dict(zip(names, map(get_column_letter, range(1, len(names) + 1)), strict=True))
    for name, width in widths.items():
        if name in letters:
            page.column_dimensions[letters[name]].width = width
    strong = {head, page.max_row} if total else {head}
    _lay_out_table(page, head, [formats.get(name, "") for name in names], strong)
    _lay_out_titles(page, head, len(names))
    _set_up_page(page, head, len(names))


def _lay_out_table(page: Worksheet, head: int, formats: list[str], strong: set[int]) -> None:
    widths = [page.column_dimensions[cell.column_letter].width for cell in page[head]]
    # A loop over cells: a workbook is written cell by cell.
    for row in page.iter_rows(min_row=head):
        lines = max(_lines(cell.value, width) for cell, width in zip(row, widths, strict=True))
        page.row_dimensions[row[0].row].height = lines * _LINE_HEIGHT
        first = row[0].row == head
        for cell, form in zip(row, formats, strict=True):
            cell.border = _GRID
            cell.font = Font(FONT, size=_SIZE, bold=cell.row in strong)
            across = "center" if first else "right" if form else "left"
            cell.alignment = Alignment(
                across, "center" if first else "top", wrap_text=True, indent=int(across == "right")
            )
            if form and not first:
                cell.number_format = form


def _lines(value: object, width: float) -> int:
    """Return how many lines a value takes in a column."""
    if not isinstance(value, str):
        return 1
    letters = max(int(width * _LETTERS), 1)
    return sum(max(1, len(wrap(line, letters))) for line in value.split("\n"))


def _lay_out_titles(page: Worksheet, head: int, columns: int) -> None:
    """Let each title line run over the whole width, in as many lines as it needs."""
    letters = map(get_column_letter, range(1, columns + 1))
    room = sum(page.column_dimensions[letter].width for letter in letters)
    for row in range(1, head):
        cell = page.cell(row, 1)
        if cell.value is None:
            continue
        size = _TITLE_SIZE if row == 1 else _SIZE
        cell.font = Font(FONT, size=size, bold=row == 1 or cell.font.bold)
        across = "center" if row == 1 else "left"
        cell.alignment = Alignment(across, "top", wrap_text=True)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        page.row_dimensions[row].height = _lines(cell.value, room) * _LINE_HEIGHT * size / _SIZE


def _set_up_page(page: Worksheet, head: int, columns: int) -> None:
    setup = page.page_setup
    setup.orientation, setup.paperSize = page.ORIENTATION_LANDSCAPE, page.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for side, wide in _MARGIN_CM.items():
        setattr(page.page_margins, side, wide * _CM)
    page.print_options.horizontalCentered = True
    page.print_title_rows = f"{head}:{head}"
    page.print_area = f"A1:{get_column_letter(columns)}{page.max_row}"
    if head == 1:  # nothing else says what it is
        page.oddHeader.center.text = page.title.replace("&", "&&")
        page.oddHeader.center.font = FONT
    page.oddFooter.center.text = _("Page {page} of {pages}", page="&P", pages="&N")
    page.oddFooter.center.font = FONT
