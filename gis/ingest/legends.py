"""Codes that a list explains itself: “1 – hoạt động; 2 – hỏng; 3 – tạm ngừng”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gis.core.choices import Cause, CodeList, FaultPart, Kind, Origin, Payer, Status
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.choice_terms import LISTED, read_values
from gis.ingest.choice_words import read_choice
from gis.ingest.headings.mapping import joined
from gis.ingest.sheets import Sheet
from gis.ingest.states.state_cells import read_state

_EXPLAINED: dict[str, type[CodeList]] = {
    "status": Status,
    "kind": Kind,
    "origin": Origin,
    "payer": Payer,
    "fault_part": FaultPart,
    "cause": Cause,
}
# A code, what parts it from its meaning, and that up to the next sign.
_PAIR = re.compile(r"(?<![\w./])(\w{1,3}) ?(?:[-–—:=]|là\b|la\b) ?([^\W\d][^;,.|()\n–=:-]{0,60})")
_LONGEST = 500


def with_legend(sheet: Sheet) -> Sheet:
    """Let words of a column mean what the lines above or below the list say they do.

    What people have said they mean goes before it.
    """
    lines = [*sheet.title.splitlines()]
    if not sheet.left_out.empty:
        lines += sheet.left_out["text"].tolist()
    pairs = {code: text for line in lines for code, text in _pairs(line[:_LONGEST])}
    if len(pairs) < 2:
        return sheet
    found = {column: _meanings(sheet, column, pairs) for column in _EXPLAINED if sheet.has(column)}
    return replace(sheet, meant=joined(found, sheet.meant))


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    pairs = _PAIR.findall(line)
    return ((fold(code), text.strip()) for code, text in pairs if len(pairs) > 1)


def _meanings(sheet: Sheet, column: str, pairs: dict[str, str]) -> dict[str, str]:
    """Return the values of the codes that stand in a column; all of them must have one."""
    written = {fold(show(cell)) for cell in set(sheet.column(column).dropna())} & pairs.keys()
    values = {code: _value(pairs[code], _EXPLAINED[column]) for code in written}
    return values if all(values.values()) else {}


def _value(text: str, choices: type[CodeList]) -> str:
    if choices is Status:
        return read_state(text).status
    values = read_values(text, choices) if choices in LISTED else ()
    try:
        return values[0] if values else read_choice(text, choices)
    except ValueError:
        state = read_state(text)
        return {FaultPart: state.part or state.noun, Cause: state.cause}.get(choices, "")
