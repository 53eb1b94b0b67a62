"""What the section rows of a list say of the rows below them: commune, place, origin."""

import re
from dataclasses import replace

import pandas as pd

from gis.choices import Origin
from gis.labels import column_words
from gis.register.headers import Heading
from gis.register.sheets import Sheet
from gis.register.words import read_choice
from gis.spelling import fold

NUMBER = re.compile(r"^\s*(?:[ivxIVX]+|[a-hA-H]|\d+)\s*[.)/:-]\s*")
_COMMUNE = re.compile(
    r"(?:.*\b)?(?:xa|phuong|thi tran|dac khu|cong an xa|cong an phuong|ubnd xa|ubnd phuong)\b.*"
    r"|(?:tt|nt|p|x) \w.*"
)
_PLACE = re.compile(
    r"(?:thon|khu pho|kp|to dan pho|tdp|to|ban|xom|lang|khom|ap|tuyen|duong|quoc lo|ql|cum|"
    r"khu vuc|khu|cho|truong|cau|nga ba|nga tu)\b.*"
)


def divided(sheet: Sheet) -> Sheet:
    """Give each row what its section says where the row itself says nothing.

    A commune's name becomes the stated commune, a village's, street's or quarter's part of the
    address, who paid the origin; other texts are left alone.
    """
    texts = {text: NUMBER.sub("", text).strip() for text in sheet.sections.unique() if text}
    for column in ("declared_commune", "address", "origin"):
        known = {text: bare for text, bare in texts.items() if _speaks_of(bare) == column}
        if known and not sheet.equipment:
            sheet = _filled(sheet, column, sheet.sections.map(known))
    return sheet


def _speaks_of(text: str) -> str:
    """Name the column a section's text belongs to, empty for none."""
    words = fold(text)
    try:
        if read_choice(text, Origin):  # also "xã hội hóa", which begins as a commune (xã) does
            return "origin"
    except ValueError:
        pass
    if _COMMUNE.fullmatch(words):
        return "declared_commune"
    return "address" if _PLACE.fullmatch(words) else ""


def _filled(sheet: Sheet, column: str, said: pd.Series) -> Sheet:
    """Fill the blanks of a column; an address gets one more column, since all are joined."""
    given = sheet.columns(column)
    texts = said.astype(object).where(said.notna(), None)
    if given and column != "address":
        cells = sheet.cells.copy()
        cells[given[0]] = cells[given[0]].where(cells[given[0]].notna(), texts)
        return replace(sheet, cells=cells)
    heading = Heading(column_words()[column], column, 1.0)
    cells = sheet.cells.assign(added=texts).rename(columns={"added": len(sheet.headings)})
    return replace(sheet, headings=(*sheet.headings, heading), cells=cells)
