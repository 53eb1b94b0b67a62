"""Which rows of a sheet are cameras, and what the others say: sections, totals, signatures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
import pandas as pd

from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest.declared_counts import sums_up
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, OVER
from gis.ingest.headings.heading_rows import numbers_columns
from gis.ingest.merged_cells import SHARED_BY_ROWS, below_one_place, not_shared, together
from gis.ingest.sheets import Sheet
from gis.ingest.totals import adds_up, check_totals, is_total, says_sum

# What tells one camera's place from another's.
_PLACE = ("name", "address", "site_id", "lat", "lon", "declared_commune")
_PLACE_ROLES = (Role.POSITION, Role.X, Role.Y)
_SUMMED_ROLES = (Role.QUANTITY, Role.ON_FILE, Role.FOUND)

_SIGNATURE = re.compile(
    r"(?:nguoi lap|lap bieu|can bo lap|tm |kt |thu truong|chu tich|pho chu tich|truong cong an|"
    r"pho truong cong an|truong thon|nguoi tong hop|nguoi ky|noi nhan|ky ten|xac nhan|ky va ghi|"
    r"da ky|hieu truong|pho hieu truong|giam doc|pho giam doc|ke toan|thu quy|nguoi duyet|"
    r"lanh dao|dai dien|chi huy truong|truong ban|to truong|can bo phu trach|nguoi bao cao).*"
    r"|(?:\b\w++ ){0,5}ngay(?: \d+)? thang(?: \d+)? nam(?: \d+)?"
)
_REMARK = re.compile(
    r"(?:ghi chu|luu y|chu thich|chu y|nguon so lieu|note|bang chu|viet bang chu|"
    r"so tien bang chu|so tien viet bang chu)\b.*"
)
_PAGE = re.compile(r"(?:trang|page|to so|sheet) ?\d+(?: ?(?:tren|of) ?\d+| \d+)?")
_DITTO = [
    *("nt", "-nt-", "- nt -", "NT", "như trên", "Như trên", "(như trên)"),
    *('"', "''", "〃", "”", "-//-", "//"),
]
_ARABIC = re.compile(r"\d+(?:[.,]\d+)*[.)]?")
_SECTION_NUMBER = re.compile(r"(?:[ivx]+|[a-hk])\s*[.)]?", re.IGNORECASE)
_SECTION_HEAD = re.compile(
    r"(?:[ivx]+|[a-h]|\d+) ?(?=\D)|(?:xa|phuong|thi tran|tt|dac khu|thon|khu pho|kp|to dan pho|to|"
    r"ban|tuyen|cum|nhom|khu vuc|dia ban|he thong|camera do|danh sach)\b"
)


class RowKind(StrEnum):
    """What a written row is."""

    DATA = "data"
    HEADING = "heading"
    SECTION = "section"
    TOTAL = "total"
    FOOT = "foot"


def listed_rows(sheets: list[Sheet], name: str) -> tuple[list[Sheet], list[Finding]]:
    """Keep the rows that list something; a notice tells which written rows were left out.

    Totals are compared with the rows they sum. Rows that leave the place blank under a row
    that names one continue it.

    Parameters
    ----------
    sheets
        See `find_sheets`.
    name
        The file's name, for messages.

    Returns
    -------
    tuple
        The sheets with `sections`, `places`, `left_out` and `sums`; the findings.

    Raises
    ------
    FileError
        No sheet has a row left.
    """
    lists, findings = [], []
    for sheet in map(_said_again, sheets):
        kinds = _kinds(sheet)
        sections = _sections(sheet, kinds)
        sums, differing = check_totals(sheet, kinds, sections)
        left_out = _left_out(sheet, kinds)
        data = kinds == RowKind.DATA
        cells, said = sheet.cells[data], sections[data]
        listed = replace(sheet, cells=cells, sections=said, left_out=left_out, sums=sums)
        lists.append(_continued(listed))
        apart = not_shared(sheet.name, cells, sheet.headings, sheet.merged)
        findings += [*_tell_left_out(sheet, left_out), *differing, *apart]
    if all(sheet.cells.empty for sheet in lists):
        message = _("{file}: there is no row below the headings; fill in the list", file=name)
        raise FileError(message)
    return lists, findings


def _left_out(sheet: Sheet, kinds: pd.Series) -> pd.DataFrame:
    """Return `reason text` of the written rows that are no rows of the list."""
    left = sheet.cells[(kinds != RowKind.DATA) & sheet.cells.notna().any(axis=1)]
    return pd.DataFrame({"reason": kinds[left.index], "text": _shown(left)}, index=left.index)


def _said_again(sheet: Sheet) -> Sheet:
    """Write out what a cell says with “nt”, “như trên” or a ditto mark: the same as above it."""
    again = sheet.cells.isin(_DITTO)
    if sheet.layer or not again.to_numpy().any():
        return sheet
    above = sheet.cells.mask(again).ffill()
    return replace(sheet, cells=sheet.cells.where(~again, above))


def _kinds(sheet: Sheet) -> pd.Series:
    """Tell what each row is; blank rows are feet."""
    kinds = pd.Series(RowKind.DATA, sheet.cells.index, dtype=object)
    if sheet.layer:
        return kinds.where(sheet.cells.notna().any(axis=1), RowKind.FOOT)
    sparse = _sparse(sheet)
    if not sparse.any():
        return kinds
    cells = sheet.cells
    said = _places(sheet, lambda column: column not in ("", Role.ORDINAL, Role.PRIVATE))
    filled = cells[said].notna().sum(axis=1)
    ordinal, label = _texts(sheet.column(Role.ORDINAL)), _labels(sheet)
    numbered = _distinct(ordinal, _ARABIC.fullmatch)
    located = _any(sheet, ("lat", "lon", *_PLACE_ROLES))
    summed = _places(sheet, _is_summed)
    only_sums = filled - cells[summed].notna().sum(axis=1) <= 1
    plain = sparse & ~numbered & ~located
    total = plain & _distinct(label.where(plain, ""), is_total)
    sums = plain & only_sums & cells[summed].notna().any(axis=1)
    total |= sums & _distinct(label.where(sums, ""), says_sum)
    if bool(numbered.any()):
        total |= adds_up(sheet, sums & ~total, numbered | (filled > 3))
    bare = (filled > 0) & (filled == cells[summed].notna().sum(axis=1)) & (ordinal == "")
    total |= bare & _has_place_columns(sheet) & _sums_up(cells[summed])
    bare_row = (filled <= 3) & ~numbered & ~located
    few = bare_row & ~_any(sheet, ("camera_id", "equipment_id"))
    foot = bare_row & _distinct(label.where(sparse, ""), _is_foot)
    foot |= few & _distinct(_last_texts(sheet).where(sparse, ""), _is_foot)
    section = _section_rows(sheet, ordinal, label, filled, only_sums) & ~located
    kinds[section] = RowKind.SECTION
    kinds[total] = RowKind.TOTAL
    kinds[foot & ~total] = RowKind.FOOT
    kinds[_apart(sheet, plain & few, ordinal, total) & (kinds == RowKind.DATA)] = RowKind.FOOT
    kinds[_repeats(sheet)] = RowKind.HEADING
    kinds[(filled == 0) & (kinds == RowKind.DATA)] = RowKind.FOOT
    placed = _any(sheet, ("name", "address"))
    return _ended(kinds, foot & ~total, few, numbered, placed)


def _apart(sheet: Sheet, few: pd.Series, ordinal: pd.Series, total: pd.Series) -> pd.Series:
    """Tell which sparse rows without a place stand apart, below a blank row: they sign the list."""
    placed = _any(sheet, ("name", "address", "site_id"))
    alone = few & ~placed & (ordinal == "") & ~total
    if not alone.any() or not (ordinal != "").any():
        return alone & False
    blank = sheet.cells.isna().all(axis=1)
    return alone & (blank.shift(1, fill_value=False) | (alone & blank).cummax())


def _sparse(sheet: Sheet) -> pd.Series:
    """Tell which rows may be no cameras: those that say little beside numbers that can be summed.

    Headings that are repeated say as much as a camera: they stand in for their first text.
    """
    others = _places(sheet, lambda column: bool(column) and not _is_summed(column))
    few = sheet.cells[others].notna().sum(axis=1) <= 4
    first = next((i for i, h in enumerate(sheet.headings) if h.text), None)
    if first is not None:
        few |= sheet.cells[first].isin([*sheet.headings[first].text.split(OVER), "(1)", 1, "1"])
    return few


def _ended(
    kinds: pd.Series, foot: pd.Series, few: pd.Series, numbered: pd.Series, placed: pd.Series
) -> pd.Series:
    """Take the sparse rows below a signature for its rest, and sections of nothing for rows."""
    kind = kinds.to_numpy(dtype=object).copy()
    signed = False
    sparse, signature, counted = few.to_numpy(), foot.to_numpy(), numbered.to_numpy()
    for row in range(len(kind)):
        signed = (signed and kind[row] != RowKind.HEADING and not counted[row]) or signature[row]
        if signed and sparse[row] and kind[row] in (RowKind.DATA, RowKind.SECTION):
            kind[row] = RowKind.FOOT
    # A name alone with nothing below it is a camera of which nothing else is known; a text in
    # the column of the running number is none.
    heads = [row for row in range(len(kind)) if kind[row] in (RowKind.SECTION, RowKind.DATA)]
    last = heads[-1] if heads else -1
    if last >= 0 and kind[last] == RowKind.SECTION and len(heads) > 1:
        alone = kind[heads[-2]] == RowKind.DATA and placed.iloc[last]
        kind[last] = RowKind.DATA if alone else RowKind.FOOT
    return pd.Series(kind, kinds.index, dtype=object)


def _section_rows(
    sheet: Sheet, ordinal: pd.Series, label: pd.Series, filled: pd.Series, only_sums: pd.Series
) -> pd.Series:
    """Tell which rows head the rows below: numbered I or A, merged over the sheet, or alone."""
    index = sheet.cells.index
    wide = {row for row, left, right in sheet.spans if right - left >= 2}
    merged = pd.Series(index.isin(wide), index)
    lettered = _distinct(ordinal, _SECTION_NUMBER.fullmatch)
    in_ordinal = (ordinal != "") & ~lettered & ~_distinct(ordinal, _ARABIC.fullmatch)
    pairs = zip(ordinal, ordinal.shift(-1, fill_value=""), strict=True)
    divided = [after.startswith(f"{own.rstrip('.)')}.") for own, after in pairs]
    headed = (ordinal != "") & (filled <= 1) & pd.Series(divided, index, dtype=bool)
    numbered = _distinct(ordinal, _ARABIC.fullmatch)
    alone = (filled == 1) & (label != "") & (ordinal == "") & _any(sheet, ("name", "address"))
    if numbered.sum() < 0.5 * (filled >= 2).sum():
        usual = filled[filled > 0].median() if (filled > 0).any() else 0
        marked = _distinct(label, lambda text: _SECTION_HEAD.match(fold(text)) or text.isupper())
        alone &= marked & (usual >= 3)
    return (
        (only_sums & (lettered | merged) & (label != ""))
        | ((filled == 0) & in_ordinal)
        | headed
        | alone
    )


def _sections(sheet: Sheet, kinds: pd.Series) -> pd.Series:
    """Return, for each row, the text of the section row it stands below."""
    if not (kinds == RowKind.SECTION).any():
        return pd.Series("", kinds.index, dtype=str)
    heads = kinds == RowKind.SECTION
    labels = _labels(sheet)
    texts = labels.mask(labels == "", _texts(sheet.column(Role.ORDINAL)))
    return texts.where(heads, None).ffill().fillna("").astype(str)


def _continued(sheet: Sheet) -> Sheet:
    """Give rows without a place of their own that of the row above.

    Only where the list shows that it is written so: the running number stays blank too,
    a column numbers the cameras of one place, or its place is one merged cell.
    """
    index = sheet.cells.index
    placed = _any(sheet, ("name", "address", "site_id", "lat", "lon", *_PLACE_ROLES))
    ordinal = _texts(sheet.column(Role.ORDINAL)) != ""
    blank = ~placed & ~ordinal & (bool(ordinal.any()) or sheet.has(Role.INDEX))
    blank |= below_one_place(sheet.cells, sheet.headings, sheet.merged)
    if sheet.equipment or sheet.layer or not blank.any() or blank.iloc[0]:
        own = pd.Series(index, index)
        return replace(sheet, places=own if sheet.equipment else _merged_places(sheet, own))
    own = pd.Series(index, index).mask(blank).ffill().astype(int)
    kept = ("status", "kind", "note", "depends_on")
    shared = [
        i
        for i, h in enumerate(sheet.headings)
        if h.column in SHARED_BY_ROWS and h.column not in kept
    ]
    cells = sheet.cells.copy()
    above = cells.loc[own, shared].set_axis(index)
    cells[shared] = cells[shared].where(cells[shared].notna(), above)
    return replace(sheet, cells=cells, places=_merged_places(sheet, own))


def _merged_places(sheet: Sheet, own: pd.Series) -> pd.Series:
    return together(own, sheet.cells, sheet.headings, sheet.merged)


def _repeats(sheet: Sheet) -> pd.Series:
    """Tell which rows repeat the headings, as on every printed page, or number the columns."""
    same = pd.Series(0, sheet.cells.index)
    for place, heading in enumerate(sheet.headings):
        parts = [part for over in heading.text.split(OVER) for part in _with_remark(over) if part]
        same += sheet.cells[place].isin(parts)
    filled = sheet.cells.notna().sum(axis=1)
    repeated = (same >= 2) & (same >= 0.6 * filled)
    likely = ~repeated & (filled >= 3)
    numbers = [
        bool(look) and numbers_columns(["" if pd.isna(c) else _plain(c) for c in row])
        for look, row in zip(likely & _starts_with_one(sheet), sheet.cells.to_numpy(), strict=True)
    ]
    return repeated | pd.Series(numbers, sheet.cells.index, dtype=bool)


def _with_remark(text: str) -> tuple[str, str, str]:
    """Return a heading, and the heading and its unit as they may stand in rows of their own."""
    bare, bracket, remark = text.partition(" (")
    return text, bare, f"({remark}" if bracket else ""


def _starts_with_one(sheet: Sheet) -> pd.Series:
    first = sheet.cells.bfill(axis=1)[0] if sheet.cells.shape[1] else pd.Series(dtype=object)
    return _distinct(_texts(first), re.compile(r"\(?\s*[1aA]\s*\)?").fullmatch)


def _is_foot(text: str) -> bool:
    words = fold(text)
    patterns = (_SIGNATURE, _REMARK, _PAGE)
    return text.startswith("*") or any(p.fullmatch(words) for p in patterns) or sums_up(text)


def _is_summed(column: str) -> bool:
    return column in _SUMMED_ROLES or column.startswith(COUNT_OF) or column.endswith("_vnd")


def _sums_up(cells: pd.DataFrame) -> pd.Series:
    """Tell which rows hold numbers alone, one of them more than a single camera."""
    numbers = cells.apply(pd.to_numeric, errors="coerce")
    alone = (numbers.notna() == cells.notna()).all(axis=1)
    return pd.Series(alone & (numbers.max(axis=1) >= 2), dtype=bool)


def _places(sheet: Sheet, wanted: object) -> list[int]:
    return [i for i, h in enumerate(sheet.headings) if callable(wanted) and wanted(h.column)]


def _has_place_columns(sheet: Sheet) -> bool:
    return any(map(sheet.has, ("name", "address", "declared_commune")))


def _any(sheet: Sheet, columns: Sequence[str]) -> pd.Series:
    """Tell which rows say something under one of the columns."""
    places = [i for column in columns for i in sheet.columns(column)]
    return sheet.cells[places].notna().any(axis=1)


def _labels(sheet: Sheet) -> pd.Series:
    """Return the first text of each row that is no running number."""
    ordinals = set(sheet.columns(Role.ORDINAL))
    others = [i for i in range(sheet.cells.shape[1]) if i not in ordinals]
    if not others:
        return pd.Series("", sheet.cells.index, dtype=str)
    first = sheet.cells[others].bfill(axis=1)[others[0]]
    ordinal = _texts(sheet.column(Role.ORDINAL))
    label = pd.Series([c if isinstance(c, str) else "" for c in first], first.index, dtype=str)
    # A total or a signature may stand in the column of the running number.
    wordy = ~_distinct(ordinal, lambda text: not text or _ARABIC.fullmatch(text))
    wordy &= ~_distinct(ordinal, _SECTION_NUMBER.fullmatch) & (label == "")
    wordy |= _distinct(ordinal, is_total)
    return label.mask(wordy, ordinal)


def _last_texts(sheet: Sheet) -> pd.Series:
    """Return the last cell of each row: signatures stand on the right."""
    if not sheet.cells.shape[1]:
        return pd.Series("", sheet.cells.index, dtype=str)
    return _texts(sheet.cells.ffill(axis=1).iloc[:, -1])


def _texts(cells: pd.Series) -> pd.Series:
    return pd.Series(["" if pd.isna(c) else _plain(c) for c in cells], cells.index, dtype=str)


def _plain(cell: object) -> str:
    whole = isinstance(cell, float) and np.isfinite(cell) and cell.is_integer()
    return str(int(cell)) if isinstance(cell, float) and whole else str(cell)


def _distinct(texts: pd.Series, test: object) -> pd.Series:
    """Tell which texts pass a test that is made once for each different text."""
    known = {text: bool(callable(test) and test(text)) for text in set(texts)}
    passing = [text for text, passes in known.items() if passes]
    return pd.Series(texts.isin(passing))


def _shown(rows: pd.DataFrame) -> list[str]:
    return [" · ".join(_plain(c) for c in row if not pd.isna(c))[:120] for row in rows.to_numpy()]


def _tell_left_out(sheet: Sheet, rows: pd.DataFrame) -> list[Finding]:
    if rows.empty:
        return []
    message = _(
        "Left out as no camera (title, total or signature): rows {rows}",
        rows=", ".join(map(str, rows.index)),
    )
    suggestion = _("If one of them is a camera, give it a name or position of its own")
    return [Finding(sheet.name, 0, "", Severity.NOTICE, message, suggestion)]
