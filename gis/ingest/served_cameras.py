"""Which cameras a piece of equipment serves, as its list says it, as links of the cameras."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.formats.grid import numbered
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading
from gis.ingest.sheets import Sheet, SheetRole
from gis.vocabulary.labels import column_words

_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[;,\n]\s*|(?<!\s)\s+(?:và|va|and)\s+", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:(?<!\s)\s+)?(?:đến|den|tới|toi|to|->|→|÷|–|—|\s-\s|\.\.+)\s*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(.*?)(\d{1,9})")
_MOST_IN_A_RANGE = 2000
_ALL = frozenset(
    {
        *("toan bo", "tat ca", "tat ca camera", "toan bo camera", "tat ca cac camera"),
        *("toan bo cac camera", "toan xa", "toan phuong", "all"),
    }
)
# Stands for every camera of the file: no code is empty.
_ALL_OF_THE_FILE = ""


Codes = dict[tuple[str, int], str]


def codes_by_key(codes: Iterable[str]) -> Codes:
    """Return codes by what they are compared by: case and zeros make no difference."""
    return {_key(code): code for code in sorted(codes)}


def named_codes(text: str, by_key: Codes) -> list[str]:
    """Return the codes a text names, ranges written out: ``"GM-01 đến GM-10, GM-15"``.

    Only known codes count, see `codes_by_key`.
    """
    found: dict[str, None] = {}
    for part in _BETWEEN.split(text.strip()):
        ends = [end for end in _RANGE.split(part) if end]
        keys = _between(*ends) if len(ends) == 2 else [_key(part)]
        if len(ends) == 1 and part.count("-") and _key(part) not in by_key:
            keys = _hyphened(part)
        found |= {by_key[key]: None for key in keys if key in by_key}
    return list(found)


def _key(code: str) -> tuple[str, int]:
    """Return a code's letters and its last number, to compare and to count on."""
    match = _NUMBERED.fullmatch(code.strip().casefold())
    letters, digits = (match[1], match[2]) if match else (code.strip().casefold(), "-1")
    return re.sub(r"[\s_.-]+", "", letters), int(digits)


def _between(first: str, last: str) -> list[tuple[str, int]]:
    (letters, start), (end_letters, end) = _key(first), _key(last)
    if end_letters not in (letters, "") or not 0 <= end - start <= _MOST_IN_A_RANGE:
        return [_key(first), _key(last)]
    return [(letters, place) for place in range(start, end + 1)]


def _hyphened(part: str) -> list[tuple[str, int]]:
    """Read ``GM01-GM10`` and ``GM-01-GM-10``: the hyphen in the middle parts two codes."""
    pieces = part.split("-")
    if len(pieces) % 2:
        return [_key(part)]
    half = len(pieces) // 2
    return _between("-".join(pieces[:half]), "-".join(pieces[half:]))


def link_equipment(sheets: list[Sheet]) -> list[Sheet]:
    """Let equipment depend on what its lists say serves it: a recorder on its power supply."""
    lists = [sheet for sheet in sheets if sheet.equipment]
    codes = {show(c) for s in lists for c in s.column("equipment_id") if c is not None}
    # What may be a camera's code as well is taken for one.
    by_key = codes_by_key(codes - {c for s in sheets if not s.equipment for c in _codes(s)})
    served: dict[str, list[str]] = {}
    for sheet in lists:
        for own, text in zip(sheet.column("equipment_id"), sheet.column(Role.SERVES), strict=True):
            for code in named_codes(_text(text), by_key) if own is not None else ():
                if code != show(own):
                    served.setdefault(code, []).append(show(own))
    if not served:
        return sheets
    return [_linked(s, served, "equipment_id") if s.equipment else s for s in sheets]


def link_served(
    sheets: list[Sheet], ids: pd.Series, known: pd.DataFrame | None
) -> tuple[list[Sheet], pd.DataFrame, list[Finding]]:
    """Let the cameras that lists of equipment name depend on it.

    `ids`: the code of each piece of equipment, by sheet and row number.

    Returns
    -------
    sheets
        The lists of cameras with what they depend on filled in.
    links
        `camera_id depends_on` of cameras that only the register knows.
    findings
        A warning for each text that names no camera known, a notice of what was linked.
    """
    if not any(sheet.equipment and sheet.has(Role.SERVES) for sheet in sheets):
        return sheets, pd.DataFrame(columns=["camera_id", "depends_on"]), []
    in_file = {code for sheet in sheets if not sheet.equipment for code in _codes(sheet)}
    stored = set() if known is None else set(known["camera_id"])
    by_key, others = codes_by_key(in_file | stored), codes_by_key(map(str, ids))
    served: dict[str, list[str]] = {}
    findings: list[Finding] = []
    for sheet in sheets:
        if sheet.equipment and sheet.has(Role.SERVES):
            findings += _serve(sheet, ids, by_key, others, served)
    if not served:
        return sheets, pd.DataFrame(columns=["camera_id", "depends_on"]), findings
    linked = [
        _linked(sheet, served) if sheet.role is SheetRole.CAMERAS else sheet for sheet in sheets
    ]
    return linked, _stored_links(served, in_file, known), findings


def _codes(sheet: Sheet) -> list[str]:
    return [show(cell) for cell in sheet.column("camera_id") if cell is not None]


def _serve(
    sheet: Sheet, ids: pd.Series, codes: Codes, others: Codes, served: dict[str, list[str]]
) -> list[Finding]:
    heading = sheet.heading(Role.SERVES).text
    findings = []
    for row, text in numbered(sheet.column(Role.SERVES)):
        if text is None:
            continue
        everything = fold(show(text)) in _ALL
        cameras = [_ALL_OF_THE_FILE] if everything else named_codes(show(text), codes)
        for camera in cameras:
            served.setdefault(camera, []).append(str(ids[sheet.name, row]))
        if everything:
            message = _("Serves all cameras of this file")
            findings.append(Finding(sheet.name, int(row), heading, Severity.NOTICE, message, ""))
            continue
        if cameras:
            message = _(
                "Serves {count} cameras: {first} … {last}",
                count=number(len(cameras)),
                first=cameras[0],
                last=cameras[-1],
            )
            findings.append(Finding(sheet.name, int(row), heading, Severity.NOTICE, message, ""))
        elif equipment := named_codes(show(text), others):
            message = _("Serves other equipment: {codes}", codes=", ".join(equipment[:20]))
            findings.append(Finding(sheet.name, int(row), heading, Severity.NOTICE, message, ""))
        else:
            message = _(
                "“{value}” names no camera by its code; nothing was linked", value=show(text)
            )
            suggestion = _("Write the codes, such as GM-01 đến GM-10; GM-15")
            warning = Severity.WARNING
            findings.append(Finding(sheet.name, int(row), heading, warning, message, suggestion))
    return findings


def _linked(sheet: Sheet, served: dict[str, list[str]], named: str = "camera_id") -> Sheet:
    """Add to what a list states itself."""
    rows = zip(sheet.column(named), sheet.column("depends_on"), strict=True)
    every = served.get(_ALL_OF_THE_FILE, [])
    joined = [
        _joined(stated, [*every, *served.get(_text(code), [])]) or None for code, stated in rows
    ]
    cells = pd.Series(joined, sheet.cells.index, dtype=object)
    place = next(iter(sheet.columns("depends_on")), len(sheet.headings))
    headings = sheet.headings
    if place == len(headings):
        headings = (*headings, Heading(column_words()["depends_on"], "depends_on", 1.0, added=True))
    table = sheet.cells.copy()
    table[place] = cells
    return replace(sheet, headings=headings, cells=table)


def _joined(stated: object, more: list[str]) -> str:
    own = re.split(r"[;,\n]", _text(stated))
    return ";".join(dict.fromkeys([*filter(None, map(str.strip, own)), *more]))


def _text(cell: object) -> str:
    return "" if cell is None else show(cell)


def _stored_links(
    served: dict[str, list[str]], in_file: set[str], known: pd.DataFrame | None
) -> pd.DataFrame:
    only = [code for code in served if code not in in_file and code != _ALL_OF_THE_FILE]
    before = {} if known is None else known.set_index("camera_id")["depends_on"].to_dict()
    rows = [(code, _joined(before.get(code), served[code])) for code in only]
    return pd.DataFrame(rows, columns=["camera_id", "depends_on"])
