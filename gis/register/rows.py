"""Which rows of a sheet are cameras: blank rows, titles, totals and signatures are not."""

import re
from dataclasses import replace

import pandas as pd

from gis.errors import FileError
from gis.findings import Finding, Severity
from gis.language import _
from gis.register.aliases import Role
from gis.register.sheets import Sheet
from gis.spelling import fold

_TOTAL = re.compile(r"(tong|tong cong|tong so|cong|cong tong|total)( (so|cong|camera|chung).*)?")
# A gate (cổng) is no sum (cộng), though both fold to the same letters.
_MAYBE_TOTAL = re.compile("(?!cổng)(tổng|tong|cộng|cong|total)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(nguoi lap|lap bieu|tm |thu truong|chu tich|truong cong an|noi nhan|ky ten|xac nhan).*"
    r"|.*ngay( \d+)? thang( \d+)? nam.*"
)
_SECTION_NUMBER = re.compile(r"[ivx]+|[a-h]")


def listed_rows(sheets: list[Sheet], name: str) -> tuple[list[Sheet], list[Finding]]:
    """Keep the rows that list something; a notice tells which written rows were left out.

    Raises
    ------
    FileError
        No sheet has a row left.
    """
    kept, findings = [], []
    for sheet in sheets:
        other = _other_rows(sheet)
        kept.append(replace(sheet, cells=sheet.cells[~other]))
        findings += _left_out(sheet, sheet.cells[other])
    if all(sheet.cells.empty for sheet in kept):
        message = _("{file}: there is no row below the headings; fill in the list", file=name)
        raise FileError(message)
    return kept, findings


def _other_rows(sheet: Sheet) -> pd.Series:
    said = [
        i for i, h in enumerate(sheet.headings) if h.column not in ("", Role.ORDINAL, Role.PRIVATE)
    ]
    count = sheet.cells[said].notna().sum(axis=1)
    first = _texts(sheet.cells.bfill(axis=1)[0])
    summed = _where(first, first.str.match(_MAYBE_TOTAL), _TOTAL)
    section = _where(_texts(sheet.column(Role.ORDINAL)), count <= 2, _SECTION_NUMBER)
    return (count == 0) | summed | section | _where(first, count <= 3, _SIGNATURE)


def _texts(cells: pd.Series) -> pd.Series:
    return pd.Series(["" if pd.isna(c) else str(c) for c in cells], cells.index, dtype=str)


def _where(texts: pd.Series, likely: pd.Series, pattern: re.Pattern[str]) -> pd.Series:
    """Tell which texts, folded, the pattern fits; only the likely ones are looked at."""
    pairs = zip(texts, likely, strict=True)
    fits = [bool(look) and pattern.fullmatch(fold(text)) is not None for text, look in pairs]
    return pd.Series(fits, index=texts.index, dtype=bool)


def _left_out(sheet: Sheet, rows: pd.DataFrame) -> list[Finding]:
    written = rows[rows.notna().any(axis=1)]
    if written.empty:
        return []
    message = _(
        "Left out as no camera (title, total or signature): rows {rows}",
        rows=", ".join(map(str, written.index)),
    )
    suggestion = _("If one of them is a camera, give it a name or position of its own")
    return [Finding(sheet.name, 0, "", Severity.NOTICE, message, suggestion)]
