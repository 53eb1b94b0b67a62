"""A sheet that sums up the others: never cameras, but compared with the rows of the lists."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

import numpy as np
import pandas as pd

from gis.core.choices import Status
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.cells import read_count, show
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, name_columns
from gis.ingest.sheets import Sheet, SheetRole
from gis.register.availability import DOWN
from gis.vocabulary.words import words

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
_VILLAGE = r"(?:thon|khu pho|kp|to dan pho|tdp|to|ban|xom|lang|khom|ap|cum|khu)"
_OF_VILLAGES = re.compile(rf"(?:ten )?(?:{_VILLAGE}|don vi|dia phuong)\b")
_BEFORE_NAME = re.compile(rf"{_VILLAGE} (?!\d|[a-z]\b)")
_SAYS_SO = re.compile(r"\b(?:tong hop|thong ke|bao cao|can doi)\b")
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
    if _is_of_villages(sheet) and _sums_up_villages(sheet, filter(_is_one_by_one, others)):
        return True
    if any(not _is_of_units(other) for other in others) and _is_of_units(sheet):
        return True
    units = {_unit(text) for other in others for text in {other.name, *other.sections}}
    named = [_unit(label) for label in _labels(sheet)]
    known = sum(bool(unit) and any(unit <= other for other in units) for unit in named)
    return bool(named) and known >= 0.5 * len(named)


def _is_of_units(sheet: Sheet) -> bool:
    """Tell whether a sheet counts, and names no place below a commune."""
    return _is_by_line(sheet) or not any(map(sheet.has, (*_PLACES, *_OF_ONE)))


def _is_of_villages(sheet: Sheet) -> bool:
    """Tell whether the only place a sheet names is a unit below the commune: “Thôn”."""
    places = [h.text for h in sheet.headings if h.column in _PLACES]
    return bool(places) and all(_OF_VILLAGES.match(fold(text)) for text in places)


def _is_one_by_one(sheet: Sheet) -> bool:
    counts = [h for h in sheet.headings if h.column.startswith(COUNT_OF)]
    return not counts and not sheet.has(Role.QUANTITY) and any(map(sheet.has, _PLACES))


def _sums_up_villages(sheet: Sheet, lists: Iterable[Sheet]) -> bool:
    """Tell whether a sheet's name says that it sums up lists, or they name its villages."""
    texts = [text for each in lists for text in _place_texts(each)]
    if texts and _SAYS_SO.search(fold(f"{sheet.name} {sheet.title}")):
        return True
    villages = {_village(label) for label in _labels(sheet)} - {""}
    known = set(_villages_named(texts, villages)) - {""}
    return bool(villages) and len(known) >= 0.5 * len(villages)


def _place_texts(sheet: Sheet) -> set[str]:
    texts = {show(cell) for column in _PLACES[:2] for cell in sheet.column(column).dropna()}
    return texts | set(sheet.sections)


def _village(label: str) -> str:
    """Return a village's name as texts may hold it; nothing for a bare number."""
    name = _BEFORE_NAME.sub("", _short(label), count=1)
    return "" if len(name) < 2 or name.isdecimal() else name


def _short(text: str) -> str:
    return fold(text).replace("khu pho", "kp").replace("to dan pho", "tdp")


def _villages_named(texts: Sequence[str], villages: Set[str]) -> list[str]:
    """Return the village that each text names last, “” for none."""
    longest = max((len(village.split()) for village in villages), default=0)
    named = {text: _last_village(_short(text).split(), villages, longest) for text in set(texts)}
    return [named[text] for text in texts]


def _last_village(said: list[str], villages: Set[str], longest: int) -> str:
    parts = (
        " ".join(said[end - length : end])
        for end in range(len(said), 0, -1)
        for length in range(min(longest, end), 0, -1)
    )
    return next((part for part in parts if part in villages), "")


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
        A warning for each number that differs, also for a village that no list names; a notice
        for each line that is none of the lists.
    """
    units = _units(sheets, table)
    states = views["status"].to_numpy()
    by_line = _is_by_line(summary)
    of_villages = _is_of_villages(summary)
    villages = _village_of_rows(summary, sheets, table)
    rows, findings = [], []
    for row, label in zip(summary.cells.index, _labels(summary), strict=True):
        own = villages == _village(label)
        within = own if own.any() and _village(label) else _within("" if by_line else label, units)
        within = within[views.index.to_numpy()] | by_line
        if not within.any() and not (of_villages and _village(label)):
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


def _village_of_rows(summary: Sheet, sheets: list[Sheet], table: pd.DataFrame) -> np.ndarray:
    """Return which of a summary's villages each row is of: by its address, name or section."""
    if not _is_of_villages(summary):
        return np.full(len(table), "")
    sections = {(s.name, row): text for s in sheets for row, text in s.sections.items()}
    above = [sections.get(place, "") for place in table.index.tolist()]
    texts = [" , ".join(row) for row in zip(above, table["name"], table["address"], strict=True)]
    return np.array(_villages_named(texts, {_village(label) for label in _labels(summary)} - {""}))


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
        states=shown or "–",
    )
    suggestion = _("Correct the summary or the list; the list was taken")
    return Finding(summary.name, int(row), sums[1], Severity.WARNING, message, suggestion)


def _unknown(summary: Sheet, row: int, label: str) -> Finding:
    message = _("“{unit}” is none of the lists in this file; it was not compared", unit=label)
    return Finding(summary.name, int(row), "", Severity.NOTICE, message, "")
