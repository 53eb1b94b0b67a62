"""Cameras that a list only plans: not installed yet, so that they are none of today's."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from gis.core.choices import Status
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.headings.headers import COUNT_OF
from gis.ingest.sheets import Sheet, SheetRole
from gis.ingest.states.state_cells import read_state

# The reason in `Sheet.left_out`.
PLANNED = "planned"
# Of what is put up; "chưa lắp biển báo" and "đề nghị lắp lại" are of something else.
_OBJECT = (
    r"(?=$| (?:camera|cam|mat|tai|o|trong|nam|thang|quy|giai doan|dot|sau|cuoi|dau|do|vi|cho|"
    r"\d+)\b)"
)
_PUT_UP = rf"(?:lap(?: dat)?|dau tu|trang bi)(?: moi)?{_OBJECT}"
_INTENT = (
    r"(?:du kien|de xuat|de nghi|ke hoach|quy hoach|nhu cau|dang ky|chuan bi|se|xin)"
    r"(?: (?:duoc|se|xin|cac|la))?"
)
_SAID = re.compile(
    rf"\b(?:{_INTENT}|(?:chua|cho)(?: duoc)?) {_PUT_UP}"
    r"|\bchua co (?:camera|cam)$"
    r"|\b(?:vi tri|diem|camera|cam)(?: camera)? (?:du kien|de xuat|quy hoach)"
    r"(?=$| (?:moi|nam|\d+)\b)"
    r"|^(?:du kien|quy hoach|ke hoach|de xuat|de xuat moi|lap moi du kien)(?: nam \d+)?$"
    r"|^(?:not (?:yet )?installed|planned|proposed|to be installed|future)$"
)
_CLAUSES = re.compile(r"[,;.:()\n]| [-–] ")
_TALLIED = frozenset({"", Status.UNKNOWN})
_LONGEST = 300
_FROM_ELSEWHERE = re.compile(
    r"^(?:kem theo|can cu|ban hanh kem|hien co|hien trang)\b|\bhien (?:co|trang)\b"
)
# Where a row says it besides its state; the folder of a map layer is part of the address.
_BESIDE = ("note", "address", "name")
_TOLD = 20


@lru_cache(maxsize=1 << 16)
def is_planned(text: str) -> bool:
    """Tell whether a text says that a camera is to be installed, and nothing of how one works.

    ``"Chưa lắp"``, ``"Dự kiến lắp mới 2027"``; not ``"Hỏng, đề nghị lắp mới"``.
    """
    clauses = [fold(clause) for clause in _CLAUSES.split(text[:_LONGEST])]
    if not any(map(_SAID.search, clauses)):
        return False
    rest = read_state(", ".join(_SAID.sub(" ", clause) for clause in clauses))
    return rest.status in _TALLIED or not rest.plain


def without_planned(sheet: Sheet, file: str) -> tuple[Sheet, list[Finding]]:
    """Leave out the rows of cameras that are only planned, and tell which they are.

    Their state says so; where it says nothing, the note, the place, the section or folder
    they stand in, or what the whole list is called. `file`: its name is no name of a list.
    """
    if sheet.role is not SheetRole.CAMERAS:
        return sheet, []
    planned = _planned(sheet, file)
    if not planned.any():
        return sheet, []
    rows = sheet.cells[planned]
    names = [
        next((show(cell) for cell in row if isinstance(cell, str)), "")
        for row in zip(
            *(sheet.column(c)[planned] for c in ("name", "camera_id", "address")), strict=True
        )
    ]
    left = pd.DataFrame({"reason": PLANNED, "text": names}, index=rows.index)
    return replace(
        sheet,
        cells=sheet.cells[~planned],
        sections=sheet.sections[~planned] if len(sheet.sections) else sheet.sections,
        places=sheet.places[~planned] if len(sheet.places) else sheet.places,
        left_out=pd.concat([sheet.left_out, left]) if len(sheet.left_out) else left,
    ), [_finding(sheet, left["text"])]


def _planned(sheet: Sheet, file: str) -> pd.Series:
    state = sheet.column("status")
    counts = [i for i, h in enumerate(sheet.headings) if h.column.startswith(COUNT_OF)]
    counted = sheet.cells[counts].notna().any(axis=1)
    stated = _each(state, is_planned)
    silent = ~counted & ~_each(state, _says_state)
    if not (stated.any() or silent.any()):
        return stated
    beside = pd.Series(_is_list_of_planned(sheet, file), sheet.cells.index)
    if len(sheet.sections):
        beside |= _each(sheet.sections, is_planned)
    for column in _BESIDE:
        beside |= _each(sheet.column(column), is_planned)
    return stated | (silent & beside)


def _each(cells: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Tell which texts pass a test that is made once for each different text."""
    passing = [text for text in {c for c in cells if isinstance(c, str)} if test(text)]
    return pd.Series(cells.isin(passing))


def _says_state(text: str) -> bool:
    return read_state(text).status not in _TALLIED


def _is_list_of_planned(sheet: Sheet, file: str) -> bool:
    """Tell whether a sheet is called a list of cameras to come; to belong to a plan is no name."""
    name = [] if sheet.name == file else [sheet.name]
    lines = [fold(line) for line in (*name, *sheet.title.split("\n"))]
    return any(_SAID.search(line) and not _FROM_ELSEWHERE.search(line) for line in lines)


def _finding(sheet: Sheet, names: pd.Series) -> Finding:
    rows = [f"{row} ({name[:60]})" if name else str(row) for row, name in names.items()]
    message = _(
        "{count} rows are of cameras only planned, not installed yet, and were left out: "
        "rows {rows}",
        count=number(len(rows)),
        rows=", ".join(rows[:_TOLD]) + ("…" if len(rows) > _TOLD else ""),
    )
    suggestion = _("If one of them stands already, write its state, such as “hoạt động”")
    heading = sheet.heading("status").text if sheet.has("status") else ""
    return Finding(sheet.name, 0, heading, Severity.WARNING, message, suggestion)
