"""How a thing is: status, failed part and cause, from whichever cell of the row says it."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from gis.core.choices import Cause, CodeList, FaultPart, Status
from gis.core.extents import metres_of, months_owed, names_disk
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest import cells as written
from gis.ingest.choice_words import known_value
from gis.ingest.columns import STATED_TOGETHER, parse_values, unread_words
from gis.ingest.declared_counts import sums_up
from gis.ingest.headings.headers import COUNT_OF
from gis.ingest.sheets import Sheet
from gis.ingest.states.state_cells import State, counts_in_words, read_note, read_state
from gis.vocabulary.words import words

_CHOICES: dict[str, type[CodeList]] = {"status": Status, "fault_part": FaultPart, "cause": Cause}
_NOTE = "note"
_SAID_BY = (*STATED_TOGETHER, _NOTE)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row says of a thing, and which of its columns contradict its status."""

    status: str
    fault_part: str
    cause: str
    since: str
    against: tuple[str, ...]


def with_conditions(
    sheet: Sheet, table: pd.DataFrame, findings: list[Finding]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Add `status fault_part cause` to a table of the sheet's rows, and what is to be said of them.

    Each of the three columns, and the note, may say any of the three. A column's own word
    goes before what another implies; a note only fills what nothing else says.
    """
    found, conditions = _conditions(sheet)
    said = pd.DataFrame(
        [(c.status, c.fault_part, c.cause) for c in conditions],
        index=sheet.cells.index,
        columns=list(STATED_TOGETHER),
        dtype=object,
    ).replace("", None)
    kept = _with_extents(_with_years(table, conditions), sheet)
    return kept.join(said), findings + found


def _conditions(sheet: Sheet) -> tuple[list[Finding], list[Condition]]:
    counted = _is_counted(sheet)
    states, findings, numbers = [State()], [], {State(): 0}
    columns = []
    for column in _SAID_BY:
        said, unread = _read(sheet, column)
        findings += unread
        columns.append([0 if s is None else numbers.setdefault(s, len(numbers)) for s in said])
    states = list(numbers)
    # A loop over the rows that only looks up: rows that say the same are read once.
    weigh = lru_cache(maxsize=None)(
        lambda counted, *places: _weighed(*(states[place] for place in places), counted=counted)
    )
    conditions = [weigh(*row) for row in zip(counted, *columns, strict=True)]
    return findings + _contradictions(sheet, conditions), conditions


def _is_counted(sheet: Sheet) -> list[bool]:
    """Tell which rows count their cameras by status: what else they say is not of all of them."""
    by_status = {COUNT_OF + status for status in Status}
    counts = [i for i, h in enumerate(sheet.headings) if h.column in by_status]
    filled = sheet.cells[counts].notna().any(axis=1).tolist()
    cells = sheet.column("status").tolist()
    return [
        counted or bool(counts_in_words(cell)) for counted, cell in zip(filled, cells, strict=True)
    ]


def _read(sheet: Sheet, column: str) -> tuple[pd.Series, list[Finding]]:
    """Read what a column says of the state; only what it cannot leave open is unread."""
    meant = sheet.meant.get(column, {})
    reader = _READERS[column]
    states, unread = parse_values(
        _with_ticks(sheet, column),
        lambda cell: reader(written.show(cell), meant.get(fold(written.show(cell)), "")),
    )
    if column == _NOTE:
        return states, []
    return states, unread_words(sheet, column, unread, _CHOICES[column])


def _with_ticks(sheet: Sheet, column: str) -> pd.Series:
    """Return a column's cells, where blank the values whose own headings are ticked."""
    cells = sheet.column(column)
    if column == "status":
        return cells.where(cells.notna(), _ticked_status(sheet))
    for value in _CHOICES.get(column, ()):
        if sheet.has(f"{COUNT_OF}{column}={value}"):
            ticked = sheet.column(f"{COUNT_OF}{column}={value}").map(_is_ticked).astype(bool)
            cells = cells.mask(ticked & cells.isna(), str(value))
    return cells


def _ticked_status(sheet: Sheet) -> pd.Series:
    """Return the status of all cameras of a row, where one alone is ticked."""
    headed = [str(status) for status in Status if sheet.has(COUNT_OF + status)]
    cells = pd.DataFrame({status: sheet.column(COUNT_OF + status) for status in headed})
    sole = cells.notna().sum(axis=1) == 1
    found = pd.Series([None] * len(sheet.cells), sheet.cells.index, dtype=object)
    for status in headed:
        found = found.mask(sole & cells[status].map(written.is_tick).astype(bool), status)
    return found


def _is_ticked(cell: object) -> bool:
    try:
        return cell is not None and written.read_count(cell) > 0
    except ValueError:
        return False


def _read_status(text: str, meant: str) -> State:
    state = read_state(text)
    status = _valid(meant, Status) or known_value(text, Status) or state.status
    if not status:
        raise ValueError(text)
    if counts_in_words(text):
        # What is said of some is not said of the others.
        return replace(state, status=str(Status.UNKNOWN), also="")
    cause = "" if status == Status.UNKNOWN else state.cause
    return replace(state, status=status, cause=cause, plain=True)


def _read_part(text: str, meant: str) -> State:
    state = read_state(text)
    known = _valid(meant, FaultPart) or known_value(text, FaultPart)
    part = known or state.part or state.noun
    if not (part or state.cause or state.status):
        raise ValueError(text)
    return replace(state, part=part)


def _read_cause(text: str, meant: str) -> State:
    state = read_state(text)
    cause = _valid(meant, Cause) or known_value(text, Cause) or state.cause
    if not (cause or state.part or state.status):
        raise ValueError(text)
    return replace(state, cause=cause)


def _valid(meant: str, choices: type[CodeList]) -> str:
    return meant if meant in list(choices) else ""


_READERS: dict[str, Callable[[str, str], State]] = {
    "status": _read_status,
    "fault_part": _read_part,
    "cause": _read_cause,
    _NOTE: lambda text, _meant: State() if sums_up(text) else read_note(text),
}


def _weighed(status: State, part: State, cause: State, note: State, *, counted: bool) -> Condition:
    said = status.status or ("" if counted else _implied(part, cause, note))
    if said == Status.WORKING and status.bare and _blurs(note):
        said = note.status
        status = replace(note, status=said)
    works = said == Status.WORKING
    # A camera that works has no failed part but the one its column states.
    noted = [note] if counted or replace(status, status=said).fails else []
    named = [s.part for s in [*([] if works else [status, cause]), *noted] if s.part]
    causes = [cause, status, *([] if works else [part]), *noted]
    reasons = [s.cause for s in causes if s.cause]
    return Condition(
        status=said,
        fault_part=part.part or _most_telling(named),
        cause=next((c for c in reasons if c != Cause.UNKNOWN), next(iter(reasons), "")),
        since=status.since or (note.since if not status.status else ""),
        against=tuple(_against(status, part, cause, note, works=works)),
    )


def _blurs(note: State) -> bool:
    """Tell whether a note says how badly a camera sees that “works”: “hình ảnh mờ”."""
    seen = note.part in ("", FaultPart.CAMERA) and note.cause != Cause.WEAR
    return note.status == Status.DEGRADED and note.plain and seen


def _most_telling(parts: list[str]) -> str:
    """Return the first part; "01 mắt" counts cameras and yields to any other part."""
    others = [part for part in parts if part != FaultPart.CAMERA]
    return next(iter(others or parts), "")


def _implied(part: State, cause: State, note: State) -> str:
    """Return the status that the other columns speak of, where its own says nothing."""
    broken = str(Status.BROKEN) if part.part else ""
    noted = note.status if note.plain else ""
    return part.status or cause.status or broken or noted


def _against(
    status: State, part: State, cause: State, note: State, *, works: bool
) -> Iterator[str]:
    """Yield the columns that contradict the status, or say what another column denies."""
    if status.also:
        yield "status"
    faulty = part.part and part.status != Status.WORKING
    if (works and faulty) or _differ(status.part, part.part, FaultPart.CAMERA):
        yield "fault_part"
    if (works and cause.cause not in ("", Cause.UNKNOWN)) or (
        _differ(status.cause, cause.cause, Cause.UNKNOWN)
    ):
        yield "cause"
    if (works and note.fails and note.plain) or (status.fails and note.status == Status.WORKING):
        yield _NOTE


def _differ(one: str, other: str, vague: str) -> bool:
    return bool(one and other) and one != other and vague not in (one, other)


def _contradictions(sheet: Sheet, conditions: list[Condition]) -> list[Finding]:
    """Return a warning for each row whose columns contradict each other, with both texts."""
    labels = words(Status)
    texts = {column: sheet.column(column).tolist() for column in _SAID_BY}
    ticked = _ticked_status(sheet).map(labels)
    texts["status"] = sheet.column("status").where(lambda cells: cells.notna(), ticked).tolist()
    return [
        Finding(
            *(sheet.name, int(row), sheet.heading(column).text, Severity.WARNING),
            _both(texts["status"][place], texts[column][place])
            if column != "status"
            else _("“{value}” says two things", value=texts["status"][place]),
            _("Correct one of them; it was read as: {status}", status=labels[condition.status]),
        )
        for place, (row, condition) in enumerate(
            zip(sheet.cells.index.tolist(), conditions, strict=True)
        )
        for column in condition.against
    ]


def _both(status: object, other: object) -> str:
    return _(
        "“{status}” and “{other}” contradict each other",
        status=written.show(status),
        other=written.show(other),
    )


def _with_years(table: pd.DataFrame, conditions: list[Condition]) -> pd.DataFrame:
    """Keep in the note since when a thing does not work, where its status says so."""
    if "note" not in table or not any(c.since for c in conditions):
        return table
    labels = words(Status)
    notes = [
        _joined(note, labels.get(c.status, ""), c.since) if c.since else note
        for note, c in zip(table["note"].tolist(), conditions, strict=True)
    ]
    return table.assign(note=pd.Series(notes, index=table.index, dtype=object))


def _joined(note: str | None, status: str, year: str) -> str | None:
    if year in (note or ""):
        return note
    addition = _("{status} since {year}", status=status, year=year).strip()
    return f"{note}; {addition}" if note else addition


def _with_extents(table: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Keep in the note what tells how much there is to mend: ``"nợ cước 6 tháng"``."""
    for column in STATED_TOGETHER if "note" in table else ():
        cells = sheet.column(column)
        texts = {c for c in set(cells.dropna()) if isinstance(c, str) and _tells_extent(c)}
        if texts:
            said = cells.where(cells.isin(texts), None)
            both = zip(table["note"].tolist(), said.tolist(), strict=True)
            notes = [_beside(note, text) if text else note for note, text in both]
            table = table.assign(note=pd.Series(notes, index=table.index, dtype=object))
    return table


def _tells_extent(text: str) -> bool:
    counted = not (math.isnan(months_owed(text)) and math.isnan(metres_of(text)))
    return counted or names_disk(text)


def _beside(note: str | None, text: str) -> str:
    if not note:
        return text
    return note if text in note else f"{text}; {note}"
