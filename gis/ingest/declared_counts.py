"""What a list says of itself in a sentence, “Toàn xã: 13 mắt, 9 hoạt động”, beside its rows."""

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pandas as pd

from gis.core.choices import FaultPart, Status
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.sheets import Sheet
from gis.ingest.states.state_cells import read_state
from gis.ingest.totals import COLUMNS
from gis.register.availability import DOWN, UP
from gis.vocabulary.words import words

_LONGEST = 400
_WHOLE = r"(?:toan|ca) (?:xa|phuong|dac khu|thi tran|dia ban|huyen|don vi|truong)"
_HEAD = re.compile(rf"\b(?:{_WHOLE}|tong|hien co|co tat ca|danh sach|thong ke)\b")
_AT_FIRST = re.compile(rf"(?:ghi chu )?(?:{_WHOLE}|tong|hien co|co tat ca)\b")
# The sum of a part; with its mark, since a gate (cổng) folds alike.
_PARTIAL = re.compile(r"(?:t\.? ?)?cộng\b", re.IGNORECASE)
_OF_ALL = re.compile(rf"\b{_WHOLE}\b")
_CLAUSES = re.compile(r"[,;()\n]|\.(?!\d)| và | trong đó | gồm ", re.IGNORECASE)
_OF_MANY = re.compile(r"\b(\d{1,4}) ?/ ?(\d{1,4})\b")
_COUNT = re.compile(r"(?<![\d/.,])\d{1,4}(?![\d/.%])")
_CAMERAS = re.compile(r"\b(?:mat|camera|cam)\b")
_OTHER = re.compile(r"\b(?:vi tri|diem|ngay|thang|nam|trieu|dong|thon|ho)\b")
_ALL = ""


@lru_cache(maxsize=1 << 12)
def sums_in_words(text: str) -> dict[str, int]:
    """Return how many cameras a sentence says there are, under "", and in which state.

    Nothing unless it speaks of the whole list, and of cameras.
    """
    plain = fold(text[:_LONGEST])
    if not (_HEAD.search(plain) or _PARTIAL.match(text)) or not any(c.isdecimal() for c in plain):
        return {}
    found: dict[str, int] = {}
    for clause in _CLAUSES.split(text[:_LONGEST]):
        for what, count in _counted(clause):
            found.setdefault(what, count)
    return found if _ALL in found or len(found) > 1 else {}


def sums_up(text: str) -> bool:
    """Tell whether a text is a sentence on the whole list, not the name of a part of it."""
    return _AT_FIRST.match(fold(text[:_LONGEST])) is not None and bool(sums_in_words(text))


def _counted(clause: str) -> Iterator[tuple[str, int]]:
    """Yield what one clause counts."""
    state, plain = read_state(clause), fold(clause)
    if state.noun not in ("", FaultPart.CAMERA):
        return
    if (share := _OF_MANY.search(clause)) and state.status:
        yield state.status, int(share[1])
        yield _ALL, int(share[2])
        return
    counts = _COUNT.findall(clause)
    if len(counts) != 1:
        return
    if state.status:
        yield state.status, int(counts[0])
    elif _CAMERAS.search(plain) and not _OTHER.search(plain):
        yield _ALL, int(counts[0])


def compare_announced(
    sheet: Sheet, views: pd.DataFrame, table: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Compare the sentences above, below and beside a list with its cameras.

    Parameters
    ----------
    views, table
        The cameras of all lists of the file and the rows they stand for; see `assembly.Rows`.

    Returns
    -------
    sums
        `row heading stated counted`; row 0 is the title.
    findings
        A warning for each number that is neither the sheet's nor the whole file's.
    """
    said = [(row, text, sums) for row, text in _sentences(sheet) if (sums := sums_in_words(text))]
    if not said:
        return pd.DataFrame(columns=COLUMNS), []
    own = (table.index.get_level_values("sheet") == sheet.name)[views.index.to_numpy()]
    states = views["status"].to_numpy()
    above = table.index.get_level_values("row").to_numpy()[views.index.to_numpy()]
    rows = [
        (row, text, what, stated, _nearest(near, states, what, stated))
        for row, text, sums in said
        for near in [states[own & _block(sheet, above, row) if _PARTIAL.match(text) else own]]
        for what, stated in sums.items()
    ]
    named = words(Status)
    shown = [
        (row, named.get(what, text), stated, counted) for row, text, what, stated, counted in rows
    ]
    differing = [_differs(sheet, *row) for row in rows if row[3] != row[4]]
    return pd.DataFrame(shown, columns=COLUMNS), differing


def _sentences(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Yield the texts that may speak of the whole list, and the rows they stand in."""
    for line in sheet.title.splitlines():
        yield 0, line
    if not sheet.left_out.empty:
        for row, text in sheet.left_out["text"].items():
            for cell in text.split(" · "):
                yield int(str(row)), cell
    notes = sheet.column("note").dropna()
    texts = {note for note in set(notes) if isinstance(note, str) and _OF_ALL.search(fold(note))}
    for row, note in notes[notes.isin(texts)].items():
        yield int(str(row)), note


def _block(sheet: Sheet, above: np.ndarray, row: int) -> np.ndarray:
    """Tell which rows a partial sum is of: those since the last sum or section."""
    parts = sheet.left_out.index[sheet.left_out["reason"].isin(["total", "section"])]
    since = max((int(part) for part in parts if part < row), default=0)
    return np.asarray((above > since) & (above < row))


def _nearest(own: np.ndarray, every: np.ndarray, what: str, stated: int) -> int:
    """Return the count of the sheet, or a wider one that agrees: of the file, of all down."""
    counts = [_count(states, what, wide=wide) for wide in (False, True) for states in (own, every)]
    return stated if stated in counts else counts[0]


def _count(states: np.ndarray, what: str, *, wide: bool) -> int:
    """Count the cameras in a state; `wide`: all that can be seen, or none that can."""
    if what == _ALL:
        return len(states)
    side = UP if what in UP else DOWN
    among = [str(state) for state in side] if wide and what in (*UP, *DOWN) else [what]
    return int(np.isin(states, among).sum())


def _differs(sheet: Sheet, row: int, text: str, what: str, stated: int, counted: int) -> Finding:
    message = _(
        "“{text}” says {stated} ({what}), the rows of the list give {counted}",
        text=text[:200],
        stated=number(stated),
        what=words(Status)[what] if what else _("cameras in all"),
        counted=number(counted),
    )
    suggestion = _("Correct the sentence or the rows; the rows were taken")
    return Finding(sheet.name, row, "", Severity.WARNING, message, suggestion)
