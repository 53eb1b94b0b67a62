"""What stands above and below a list of its rows: section rows, titles, legends of codes.

`divided` gives rows the commune, place, origin, kind or state that their section or the title
says; `with_legend` lets codes mean what the list says itself: “1 – hoạt động; 2 – hỏng”.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from gis.core.choices import Cause, CodeList, FaultPart, Kind, Origin, Payer, Status
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.choice_terms import LISTED, read_values
from gis.ingest.choice_words import read_choice
from gis.ingest.headings.headers import COUNT_OF, Heading
from gis.ingest.headings.mapping import joined
from gis.ingest.sheets import FREE_TEXT, Sheet
from gis.ingest.states.state_cells import read_state
from gis.vocabulary.labels import column_words

SECTION_NUMBER = re.compile(r"^\s*(?:[ivxIVX]+|[a-hA-H]|\d+)\s*[.)/:-]\s*")
_COMMUNE = re.compile(
    r"(?:.*\b)?(?:xa|phuong|thi tran|dac khu|cong an xa|cong an phuong|ubnd xa|ubnd phuong)\b.*"
    r"|(?:tt|nt|p|x) \w.*"
)
_PLACE = re.compile(
    r"(?:thon|khu pho|kp|to dan pho|tdp|to|ban|xom|lang|khom|ap|tuyen|duong|quoc lo|ql|cum|"
    r"khu vuc|khu|cho|truong|cau|nga ba|nga tu)\b.*"
)


# What stands before what a heading says of the cameras below it, and what may follow it.
_CAMERAS = re.compile(
    r"\A(?:(?:danh sách|danh sach|bảng kê|bang ke|bảng|bang|thống kê|thong ke|tổng hợp|"
    r"tong hop|các|cac|những|nhung|số|so|nhóm|nhom|hệ thống|he thong|"
    r"phụ lục \w++|phu luc \w++)[ :.-]++)*+"
    r"(?:mắt |mat )?(?:camera|cam)[ :.-]++(?=\S)",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"(?<![ ,;(-])[ ,;(-]++(?:trên|tại|của|thuộc|năm|xã|phường|thị trấn|đặc khu|toàn|cần|"
    r"phải|đề nghị|chờ|tính|đến|địa bàn|tren dia ban|nam|xa|"
    r"phuong)\b(?! hội hóa| hội hoá| hoi hoa).*",
    re.IGNORECASE,
)
_KEPT_BY = re.compile(
    r"(?:đơn vị |cơ quan )?quản lý ?: ?(?P<after>\S.*)"
    r"|(?:camera )?do (?P<between>\S.*) quản lý(?: sử dụng|, sử dụng|, vận hành)?",
    re.IGNORECASE,
)
_FUNDS = re.compile(r"(?:nguon|von|kinh phi|ngan sach|do|camera do|camera nguon|camera von)\b")
_LONGEST, _LONGEST_LEGEND = 120, 500
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


def divided(sheet: Sheet) -> Sheet:
    """Give each row what its section, or else the title, says where the row itself says nothing.

    A commune's name becomes the stated commune, a village's, street's or quarter's part of the
    address; who paid, who keeps it, its kind and its state go into their columns; other texts
    are left alone.
    """
    if sheet.equipment or sheet.layer:
        return sheet
    said = {
        text: _said(SECTION_NUMBER.sub("", text).strip())
        for text in sheet.sections.unique()
        if text
    }
    above = _title(sheet)
    for column in _COLUMNS:
        known = {text: value for text, (name, value) in said.items() if name == column}
        if _is_counted(sheet, column) or not (known or column in above):
            continue
        texts = sheet.sections.reindex(sheet.cells.index).map(known)
        texts = texts.where(texts.notna(), above.get(column))
        if column != "address":
            texts = texts.where(sheet.column(column).isna())
        sheet = fill_down(sheet, column, texts)
    return sheet


def _title(sheet: Sheet) -> dict[str, str]:
    """Return what the sheet's name and the lines above the list say of all cameras in it."""
    lines = [
        sheet.name,
        *(SECTION_NUMBER.sub("", line).strip() for line in sheet.title.splitlines()),
    ]
    found = dict(_said(line) for line in lines if len(line) <= _LONGEST)
    return {column: found[column] for column in _OF_CAMERAS if column in found}


def _is_counted(sheet: Sheet, column: str) -> bool:
    """Tell whether columns count the cameras of a row by state, kind or origin."""
    start = COUNT_OF if column == "status" else f"{COUNT_OF}{column}="
    return column in _OF_CAMERAS and any(
        h.column.startswith(start) and (column != "status" or "=" not in h.column)
        for h in sheet.headings
    )


_OF_CAMERAS = ("origin", "kind", "status", "custodian")
_COLUMNS = ("declared_commune", "address", *_OF_CAMERAS)


@lru_cache(maxsize=1 << 12)
def _said(text: str) -> tuple[str, str]:
    """Return the column a section's text belongs to, and what it says there; empty for none."""
    words = fold(text)
    about = _FURTHER.sub("", _CAMERAS.sub("", text, count=1)) if len(text) <= _LONGEST else text
    if kept := _KEPT_BY.fullmatch(text):
        return "custodian", kept["after"] or kept["between"]
    # Also "xã hội hóa", which begins as a commune (xã) does.
    if _reads(about, Origin) or (_FUNDS.match(words) and read_values(about, Origin)):
        return "origin", about
    if _COMMUNE.fullmatch(words) and not _CAMERAS.match(text):
        return "declared_commune", text
    if _PLACE.fullmatch(words):
        return "address", text
    if _reads(about, Kind):
        return "kind", about
    state = read_state(about)
    return ("status", about) if state.whole and state.status else ("", "")


def _reads(text: str, choices: type[Origin] | type[Kind]) -> bool:
    try:
        return bool(read_choice(text, choices))
    except ValueError:
        return False


def fill_down(sheet: Sheet, column: str, said: pd.Series) -> Sheet:
    """Fill the blanks of a column; texts get one more column, since all are joined."""
    given = sheet.columns(column)
    texts = said.astype(object).where(said.notna(), None)
    if given and column not in FREE_TEXT:
        cells = sheet.cells.copy()
        cells[given[0]] = cells[given[0]].where(cells[given[0]].notna(), texts)
        return replace(sheet, cells=cells)
    heading = Heading(column_words()[column], column, 1.0, added=True)
    cells = sheet.cells.assign(added=texts).rename(columns={"added": len(sheet.headings)})
    return replace(sheet, headings=(*sheet.headings, heading), cells=cells)


def with_legend(sheet: Sheet) -> Sheet:
    """Let words of a column mean what the lines above or below the list say they do.

    What people have said they mean goes before it.
    """
    lines = [*sheet.title.splitlines()]
    if not sheet.left_out.empty:
        lines += sheet.left_out["text"].tolist()
    pairs = {code: text for line in lines for code, text in _pairs(line[:_LONGEST_LEGEND])}
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
    values = {code: _value_of_code(pairs[code], _EXPLAINED[column]) for code in written}
    return values if all(values.values()) else {}


def _value_of_code(text: str, choices: type[CodeList]) -> str:
    if choices is Status:
        return read_state(text).status
    values = read_values(text, choices) if choices in LISTED else ()
    try:
        return values[0] if values else read_choice(text, choices)
    except ValueError:
        state = read_state(text)
        return {FaultPart: state.part or state.noun, Cause: state.cause}.get(choices, "")
