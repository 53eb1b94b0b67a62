"""A sheet that sums up the others: never cameras, but compared with the rows of the lists."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from gis.choices import Status
from gis.findings import Finding, Severity
from gis.language import _
from gis.numbers import number
from gis.register.aliases import Role
from gis.register.cells import read_count, show
from gis.register.headers import COUNT_OF, name_columns
from gis.register.sheets import Sheet, SheetRole
from gis.register.sight import DOWN
from gis.spelling import fold
from gis.words import words

# What a summary has no column for: it speaks of many cameras at once.
_OF_ONE = {
    *("camera_id", "serial", "kind", "azimuth_deg", "lat", "lon", "installed_on", "status"),
    *(Role.POSITION, Role.X, Role.Y, Role.INDEX),
}
_PLACES = ("name", "address", "site_id", "serial")
_LABELS = ("declared_commune", "name", "address", "custodian")
# What stands before a unit's name, and behind it: a name may have the same words (Cù Bai).
_UNIT = re.compile(
    r"(?:(?:[ivx]+|\d+|[a-h]) )?(?:(?:xa|phuong|thi tran|dac khu|tt|p|x) )?(.*?)(?: cu)?"
)
_WHOLE = re.compile(r"(?:tong|tong cong|tong so|cong|toan xa|toan phuong|tong toan xa)\b.*")


def with_summaries(sheets: list[Sheet]) -> list[Sheet]:
    """Tell which of a file's lists only sum up the others."""
    return [
        replace(sheet, role=SheetRole.SUMMARY) if _sums_up(sheet, sheets) else sheet
        for sheet in sheets
    ]


def _sums_up(sheet: Sheet, sheets: list[Sheet]) -> bool:
    columns = {heading.column for heading in sheet.headings}
    counts = {c for c in columns if c == Role.QUANTITY or c.startswith(COUNT_OF)}
    if sheet.equipment or not counts or columns & _OF_ONE:
        return False
    others = [other for other in sheets if other is not sheet and not other.equipment]
    if any(not _is_of_units(other) for other in others) and _is_of_units(sheet):
        return True
    units = {_unit(text) for other in others for text in {other.name, *other.sections}}
    named = [_unit(label) for label in _labels(sheet)]
    known = sum(bool(unit) and any(unit <= other for other in units) for unit in named)
    return bool(named) and known >= 0.5 * len(named)


def _is_of_units(sheet: Sheet) -> bool:
    """Tell whether a sheet counts, and names no place below a commune."""
    return _is_by_line(sheet) or not any(map(sheet.has, (*_PLACES, *_OF_ONE)))


def _is_by_line(sheet: Sheet) -> bool:
    """Tell whether each line names what it counts: “Số camera hỏng: 2”."""
    labels = list(filter(None, _labels(sheet)))
    return bool(labels) and sheet.has(Role.QUANTITY) and all(map(_counted_column, labels))


def _counted_column(label: str) -> str:
    """Return what a line such as “Số camera hỏng” counts, as a heading would."""
    column = name_columns([label]).headings[0].column
    return column if column == Role.QUANTITY or column.startswith(COUNT_OF) else ""


def _unit(label: str) -> frozenset[str]:
    """Return the words that tell one unit from another."""
    found = _UNIT.fullmatch(fold(label))
    return frozenset(found[1].split()) if found else frozenset()


def _labels(sheet: Sheet) -> list[str]:
    column = next((c for c in _LABELS if sheet.has(c)), "")
    return ["" if cell is None else show(cell) for cell in sheet.column(column)]


def compare(
    summary: Sheet, sheets: list[Sheet], table: pd.DataFrame, views: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Compare a summary's numbers with the cameras of the lists.

    Parameters
    ----------
    sheets
        The lists of cameras.
    table, views
        Their rows by sheet and row number, and the cameras these stand for; see
        `assembly.Rows`. Rows that are returned for correction count too.

    Returns
    -------
    sums
        `row heading stated counted`.
    findings
        A warning for each number that differs, a notice for each line that is none of the
        lists.
    """
    units = _units(sheets, table)
    states = views["status"].to_numpy()
    by_line = _is_by_line(summary)
    rows, findings = [], []
    for row, label in zip(summary.cells.index, _labels(summary), strict=True):
        within = _within("" if by_line else label, units)[views.index.to_numpy()] | by_line
        if not within.any():
            findings.append(_unknown(summary, row, label))
            continue
        for place, heading in enumerate(summary.headings):
            stated = _stated(summary, row, place)
            if stated is None:
                continue
            what = _counted_column(label) if by_line else heading.column
            counted = int((within & _counts(states, what)).sum())
            rows.append((row, label if by_line else heading.text, stated, counted))
            if stated != counted:
                findings.append(_differs(summary, row, label, rows[-1], states[within]))
    return pd.DataFrame(rows, columns=["row", "heading", "stated", "counted"]), findings


def _units(sheets: list[Sheet], table: pd.DataFrame) -> list[tuple[frozenset[str], ...]]:
    """Return, for each row, the units it is of: sheet, section, stated commune; its title."""
    titles = {s.name: frozenset(fold(s.title).split()) for s in sheets}
    sections = {(s.name, row): text for s in sheets for row, text in s.sections.items()}
    stated = table["declared_commune"].tolist()
    return [
        (_unit(place[0]), _unit(sections.get(place, "")), _unit(commune), titles[place[0]])
        for place, commune in zip(table.index.tolist(), stated, strict=True)
    ]


def _within(label: str, units: list[tuple[frozenset[str], ...]]) -> np.ndarray:
    """Tell which rows a line of the summary speaks of: the closest kind of unit that fits."""
    if _WHOLE.fullmatch(fold(label)):
        return np.ones(len(units), dtype=bool)
    unit = _unit(label)
    for kind in (1, 2, 0):
        fits = np.array([bool(unit) and unit == own[kind] for own in units], dtype=bool)
        if fits.any():
            return fits
    return np.array([bool(unit) and any(unit <= own for own in row) for row in units], dtype=bool)


def _stated(summary: Sheet, row: int, place: int) -> int | None:
    column = summary.headings[place].column
    if column != Role.QUANTITY and column.removeprefix(COUNT_OF) not in set(Status):
        return None
    cell = summary.cells[place][row]
    try:
        count = float("inf") if cell is None else read_count(cell)
    except ValueError:
        return None
    return int(count) if np.isfinite(count) else None


def _counts(states: np.ndarray, column: str) -> np.ndarray:
    """Tell which cameras a column counts: “broken” are all that are known not to work."""
    status = column.removeprefix(COUNT_OF)
    if column == Role.QUANTITY:
        return np.ones(len(states), dtype=bool)
    if status == Status.BROKEN:
        return np.isin(states, [str(down) for down in DOWN])
    return np.asarray(states == status)


def _differs(
    summary: Sheet, row: int, label: str, sums: tuple[int, str, int, int], states: np.ndarray
) -> Finding:
    by_state = words(Status)
    counts = pd.Series(states).value_counts()
    shown = ", ".join(f"{by_state[str(s)]}: {number(n)}" for s, n in counts.items())
    message = _(
        "{unit}: the summary says {stated}, the rows of the list give {counted} ({states})",
        unit=label,
        stated=number(sums[2]),
        counted=number(sums[3]),
        states=shown,
    )
    suggestion = _("Correct the summary or the list; the list was taken")
    return Finding(summary.name, int(row), sums[1], Severity.WARNING, message, suggestion)


def _unknown(summary: Sheet, row: int, label: str) -> Finding:
    message = _("“{unit}” is none of the lists in this file; it was not compared", unit=label)
    return Finding(summary.name, int(row), "", Severity.NOTICE, message, "")
