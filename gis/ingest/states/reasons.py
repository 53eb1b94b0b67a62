"""Counts with a reason beside them, “1; chập điện”, “2 (mất nguồn)”, parted into both."""

import re
from dataclasses import replace

from gis.ingest.headings.headers import COUNT_OF
from gis.ingest.sections import fill_down
from gis.ingest.sheets import Sheet
from gis.ingest.states.state_cells import read_state

_WITH_REASON = re.compile(
    r"(?P<count>\d{1,3})(?: ?(?:cái|cai|mắt|mat|camera|cam|chiếc|chiec|bộ|bo)\b)?"
    r"(?: ?[;,:(/–-] ?| (?=do |vì |bị ))(?P<reason>[^\W\d][^\n]{2,200})"
)
_LONGEST = 250


def with_reasons(sheet: Sheet) -> Sheet:
    """Part the counts by state from the reasons beside them.

    A reason that tells a cause or a part stands for one in a column of its own, any other is
    kept with the notes.
    """
    if sheet.layer:
        return sheet
    places = [i for i, h in enumerate(sheet.headings) if h.column.startswith(COUNT_OF)]
    for place in places:
        texts = {c for c in set(sheet.cells[place].dropna()) if isinstance(c, str)}
        found = {t: m for t in texts if len(t) <= _LONGEST and (m := _WITH_REASON.fullmatch(t))}
        if found:
            sheet = _parted(sheet, place, found)
    return sheet


def _parted(sheet: Sheet, place: int, found: dict[str, re.Match[str]]) -> Sheet:
    cells = sheet.cells.copy()
    said = cells[place]
    cells[place] = [int(found[c]["count"]) if c in found else c for c in said]
    cells[place] = cells[place].astype(object).where(said.notna(), None)
    reasons = {text: match["reason"].rstrip(" )") for text, match in found.items()}
    told = {text: reason for text, reason in reasons.items() if _is_told(reason)}
    sheet = replace(sheet, cells=cells)
    for column, known in (("cause", told), ("note", reasons.items() - told.items())):
        if known:
            sheet = fill_down(sheet, column, said.map(dict(known)))
    return sheet


def _is_told(reason: str) -> bool:
    state = read_state(reason)
    return bool(state.part or state.cause)
