"""A workbook to survey one commune with: its cameras filled in, lists to choose from."""

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gis.core.choices import CodeList
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, ColumnType
from gis.core.spreadsheet import cell_text, is_formula
from gis.export.confidential import marked_title
from gis.export.in_words import as_day
from gis.export.workbook import saved
from gis.survey.questions import ASKED
from gis.vocabulary.labels import basis_words, column_words
from gis.vocabulary.words import words

SURVEY_COLUMNS = ASKED
_LISTS = {c.name: c.choices for c in CAMERA_COLUMNS if c.name in SURVEY_COLUMNS and c.choices}
# Filled in for whoever surveys, and not to be changed there.
_LOCKED = ("camera_id", "declared_commune")
_BLANK_ROWS = 60
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_GIVEN = PatternFill("solid", fgColor="F2F2F2")
_DATES = {c.name for c in CAMERA_COLUMNS if c.holds is ColumnType.DATE}


def survey_workbook(cameras: pd.DataFrame, commune: str, *, simulated: bool = False) -> bytes:
    """Return an .xlsx that the register reads back as it is.

    Codes and headings are locked, choices come from lists, and blank rows wait for cameras not
    known. Simulated cameras are marked, on the guide and row by row.

    Parameters
    ----------
    cameras
        Those of the commune, canonical columns.
    commune
        Its full name.
    simulated
        The cameras are made up.

    Returns
    -------
    bytes
        Sheets with a guide, the lists (hidden) and the cameras, a row each.
    """
    book = Workbook()
    guide = book.active or book.create_sheet()
    title = marked_title(_("Camera survey, {commune}", commune=commune), cameras)
    _write_guide(guide, title, simulated=simulated)
    lists = book.create_sheet(_("Lists"))
    ranges = {name: _write_list(lists, i + 1, of) for i, (name, of) in enumerate(_LISTS.items())}
    lists.sheet_state = "hidden"
    page = book.create_sheet(_("Survey"))
    _write_rows(page, cameras, commune)
    if simulated:
        _mark_rows(page)
    for name, cells in ranges.items():
        choice = DataValidation("list", formula1=cells, allow_blank=True, showErrorMessage=True)
        choice.error = _("Choose one of the list")
        letter = get_column_letter(SURVEY_COLUMNS.index(name) + 1)
        choice.add(f"{letter}2:{letter}{page.max_row}")
        page.add_data_validation(choice)
    page.protection.sheet = True
    page.protection.formatColumns = False
    book.active = 2
    return saved(book)


def _write_guide(page: Worksheet, title: str, *, simulated: bool) -> None:
    page.title = _("Guide")
    page.column_dimensions["A"].width = 110
    mark = (_("SIMULATED DATA: not the register of the commune"),) if simulated else ()
    lines = (
        *mark,
        title,
        _("1. Go to each camera on the sheet “Survey”; fill in its row. Grey cells stay."),
        _("2. State: choose from the list. Date as 04/11/2025. Write who looked."),
        _("3. A camera that is not listed: a new row below, the code left empty."),
        _(
            "4. A camera on the list that is not there: keep the row, choose so under "
            "“File against reality”."
        ),
        _("5. Photos: write the file's name only; keep the photos in one folder."),
        _("6. Write no passwords, no addresses of devices, no phone numbers."),
        _("7. Load the file under “Camera register”. It can be loaded again: nothing doubles."),
    )
    for place, line in enumerate(lines, start=1):
        cell = page.cell(place, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=place == 1, size=14 if place == 1 else 11)


def _write_list(page: Worksheet, column: int, of: type[CodeList]) -> str:
    values = list(words(of).values())
    for row, value in enumerate(values, start=1):
        page.cell(row, column, value)
    letter = get_column_letter(column)
    return f"'{page.title}'!${letter}$1:${letter}${len(values)}"


def _write_rows(page: Worksheet, cameras: pd.DataFrame, commune: str) -> None:
    labels = column_words()
    for place, name in enumerate(SURVEY_COLUMNS, start=1):
        head = page.cell(1, place, labels[name])
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = 26 if name == "name" else 18
    page.freeze_panes = "C2"
    rows = [dict(zip(cameras.columns, row, strict=True)) for row in cameras.to_numpy().tolist()]
    # A loop over cells: a workbook is written cell by cell.
    for place, row in enumerate([*rows, *({} for _blank in range(_BLANK_ROWS))], start=2):
        for column, name in enumerate(SURVEY_COLUMNS, start=1):
            given = commune if name == "declared_commune" and row else _shown(name, row.get(name))
            cell = page.cell(place, column, given)
            if isinstance(given, str):
                cell.data_type, cell.quotePrefix = "s", is_formula(given)
            if name in _DATES:
                cell.number_format = "dd/mm/yyyy"
            if name in _LOCKED and row:
                cell.fill = _GIVEN
            else:
                cell.protection = Protection(locked=False)


def _mark_rows(page: Worksheet) -> None:
    """Mark each row, the blank ones too, as simulated: what comes back stays simulated."""
    column = len(SURVEY_COLUMNS) + 1
    head = page.cell(1, column, basis_words()["simulated"])
    head.font, head.fill = Font(bold=True), _HEAD
    page.column_dimensions[get_column_letter(column)].width = 18
    for row in range(2, page.max_row + 1):
        page.cell(row, column, _("yes")).fill = _GIVEN


def _shown(name: str, value: object) -> object:
    """Return a stored value as it is written in the workbook; None when missing."""
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN
        return None
    if name in _LISTS:
        return words(_LISTS[name]).get(str(value), str(value))
    if name in _DATES:
        return as_day(value)
    return cell_text(value) if isinstance(value, str) else value
