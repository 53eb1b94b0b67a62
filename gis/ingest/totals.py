"""What a list says it adds up to, beside what its rows add up to."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.core.text import fold
from gis.ingest.cells import read_count
from gis.ingest.columns import number_reader
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF
from gis.ingest.sheets import Sheet

_MONEY = {c.name: c for c in (*EQUIPMENT_COLUMNS, *CAMERA_COLUMNS) if c.is_money}
_COUNTED = (Role.QUANTITY, Role.ON_FILE, Role.FOUND)
# Totals of the whole list rather than of a section.
_WHOLE = re.compile(
    r"(?:tong cong|tong so|luy ke|cong don|grand|t ?c\b|tong$|.*\b(?:toan|ca xa|ca phuong|i ii)\b)"
    r"(?!.*\b(?:muc|phan|nhom) [ivx]+$).*"
)
_CLOSE = 1e-6
_TOTAL_HEAD = re.compile(
    r"(?:tong cong|tong so|cong tong|cong don|luy ke|grand total|sub ?total|tong|t? ?cong|total|"
    r"t c|tc|toan xa|toan phuong|toan dac khu|chung toan xa|ca xa)(?: (?P<rest>.*))?"
)
# What may follow: what is summed, of which part of the list, or a number of that part.
_TOTAL_REST = re.compile(
    r"(?:so|cong|chung|cac|loai|camera|mat|muc|phan|va|i+|iv|v|vi+|ix|x|[a-h]|\d+|dvt|cai)"
    r"(?: (?:so|cong|chung|cac|loai|camera|mat|muc|phan|va|i+|iv|v|vi+|ix|x|[a-h]|\d+|dvt|cai))*"
    r"|(?:toan|xa|phuong|thi tran|thon|khu pho|kp|to|huyen|tinh|muc|phan|nhom|bang|trang|cum|"
    r"dia ban|ca|camera)\b.*"
)
# A gate (cổng) or a works (công) is no sum (cộng), though all fold to the same letters.
_NO_SUM = re.compile("cổng|công|cong(?! [ivx]+\\b)", re.IGNORECASE)
# Written with its mark it can only be a sum, whatever is summed; a store or a firm may not.
_SUM = re.compile(
    r"(?:t\.?\s*)?(?:cộng|tổng)\b(?!\s+(?:kho|đài|công ty|cục|hòa|hoà|đồng|tác))", re.I
)
COLUMNS = ["row", "heading", "stated", "counted"]


def check_totals(
    sheet: Sheet, kinds: pd.Series, sections: pd.Series
) -> tuple[pd.DataFrame, list[Finding]]:
    """Compare each total, also one beside the name of a section, with the rows it sums.

    Parameters
    ----------
    kinds
        `rows.RowKind` of each row of the sheet, as text.
    sections
        The section row each row stands below, as text.

    Returns
    -------
    sums
        `row heading stated counted`; money in đồng.
    findings
        A warning for each total that differs from its rows.
    """
    values = _values(sheet) if kinds.isin(["total", "section"]).any() else pd.DataFrame()
    if values.empty:
        return pd.DataFrame(columns=COLUMNS), []
    rows = [
        (row, sheet.headings[int(str(place))].text, stated, counted)
        for row, block in _blocks(sheet, kinds, sections)
        for place in values
        for stated, counted in [_compared(values[place], row, block)]
        if np.isfinite(stated)
    ]
    sums = pd.DataFrame(rows, columns=COLUMNS)
    differing = sums[(sums["stated"] - sums["counted"]).abs() > _CLOSE * sums["stated"].abs()]
    return sums, [_difference(sheet, *row) for row in differing.itertuples(index=False)]


def adds_up(sheet: Sheet, asked: pd.Series, rows: pd.Series) -> pd.Series:
    """Tell which of the rows `asked` hold the sums of the `rows` above, since the last or of all.

    Two rows at least must be summed.
    """
    found = pd.Series(False, asked.index)  # noqa: FBT003 - a value
    values = _values(sheet) if asked.any() else pd.DataFrame()
    since = asked.index[0] if len(asked) else 0
    for row in asked.index[asked]:
        stated = values.loc[row].dropna()
        above = rows & (rows.index < row)
        blocks = [above & (rows.index >= since), above]
        sums = [values.loc[block, stated.index].sum() for block in blocks if block.sum() > 1]
        if len(stated) and any(np.allclose(total, stated) for total in sums) and stated.max() > 1:
            found[row], since = True, row
    return found


def _values(sheet: Sheet) -> pd.DataFrame:
    """Return the numbers under the headings that can be summed, by the place of their column."""
    counts = {
        i: _numbers(sheet.cells[i], read_count)
        for i, h in enumerate(sheet.headings)
        if h.column in _COUNTED or h.column.startswith(COUNT_OF)
    }
    money = {
        i: _numbers(sheet.cells[i], number_reader(sheet, _MONEY[h.column], sheet.cells[i]))
        for i, h in enumerate(sheet.headings)
        if h.column in _MONEY
    }
    quantity = sheet.columns(Role.QUANTITY)
    whole = counts[quantity[0]] if quantity else 1.0
    # A tick puts all cameras of the row under its heading.
    ticked = {i: values.mask(np.isinf(values), whole) for i, values in counts.items()}
    return pd.DataFrame({**ticked, **money}, index=sheet.cells.index)


def _numbers(cells: pd.Series, reader: Callable[[object], float]) -> pd.Series:
    known: dict[object, float] = {None: float("nan")}
    for cell in set(cells[cells.notna()]):
        try:
            known[cell] = reader(cell)
        except ValueError:
            known[cell] = float("nan")
    return pd.Series([known.get(cell, np.nan) for cell in cells], cells.index, dtype=float)


def _blocks(
    sheet: Sheet, kinds: pd.Series, sections: pd.Series
) -> Iterator[tuple[int, list[pd.Index]]]:
    """Give each row with totals, and the rows it may sum, the likeliest first."""
    label = sheet.cells.bfill(axis=1)[0].map(lambda cell: fold(str(cell)))
    data = kinds == "data"
    past: list[int] = []
    for row in kinds.index[kinds.isin(["total", "section"])]:
        before = kinds.index[data & (kinds.index < row)]
        if kinds[row] == "section":
            following = kinds.index[(kinds == "section") & (kinds.index > row)]
            end = following[0] if len(following) else kinds.index[-1] + 1
            yield row, [kinds.index[data & (kinds.index > row) & (kinds.index < end)]]
            continue
        last = past[-1] if past else -1
        section = before[(sections[before] == sections[row]).to_numpy()]
        since = before[before > last]
        own = since if len(since) else before
        whole = bool(past) and _WHOLE.match(label[row]) is not None
        yield row, [before] if whole or not len(since) else [b for b in (own, section) if len(b)]
        past.append(row)


def _compared(values: pd.Series, row: int, blocks: Sequence[pd.Index]) -> tuple[float, float]:
    """Return what a total says and what its rows make: of several, those that agree."""
    stated = float(values[row])
    sums = [float(values[block].sum()) for block in blocks] or [float("nan")]
    return stated, next((s for s in sums if abs(s - stated) <= _CLOSE * abs(stated)), sums[0])


def _difference(sheet: Sheet, row: int, heading: str, stated: float, counted: float) -> Finding:
    message = _(
        "The total says {stated}, the rows add up to {counted}",
        stated=_shown(stated),
        counted=_shown(counted),
    )
    suggestion = _("Correct the total or the rows; the rows were taken")
    return Finding(sheet.name, int(row), heading, Severity.WARNING, message, suggestion)


def _shown(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def is_total(text: str) -> bool:
    """Tell whether a label heads a sum; a gate or a works that reads alike does not.

    Parameters
    ----------
    text
        As written: marks tell *cộng* (sum) from *cổng* (gate).

    Returns
    -------
    bool
        False of an empty text too.
    """
    match = _TOTAL_HEAD.fullmatch(fold(text))
    if match is None or _NO_SUM.match(text):
        return False
    rest = match["rest"] or ""
    return not rest or _TOTAL_REST.fullmatch(rest) is not None


def says_sum(text: str) -> bool:
    """Tell whether a label says “cộng” or “tổng” with its mark, whatever is summed."""
    return _SUM.match(text) is not None
