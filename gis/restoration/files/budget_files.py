"""Files of budgets as offices keep them: workbook or CSV, Vietnamese headings, names, totals."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.communes.listing import commune_names
from gis.communes.succession import Succession
from gis.core.choices import Origin, Payer
from gis.core.clock import now
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import is_blank, number
from gis.core.text import fold, phrases
from gis.core.units import LONGEST_HEADING
from gis.ingest.cells import show
from gis.ingest.choice_words import read_choice
from gis.ingest.tables import BRACKETS, Table, read_table
from gis.ingest.totals import is_total
from gis.restoration.files.phases import read_phase
from gis.restoration.model.budgets import BUDGET_COLUMNS, EVERY, checked

_HEADINGS = {
    "commune_code": "xã; phường; xã, phường; xã phường; xã, phường, đặc khu; tên xã; "
    "tên xã, phường; mã xã; mã đơn vị; tên đơn vị; đơn vị; địa phương; đơn vị hành chính; "
    "ubnd xã; đơn vị thụ hưởng; commune",
    "payer": "nguồn; nguồn kinh phí; nguồn vốn; nguồn chi; nguồn chi trả; đơn vị chi trả; "
    "đơn vị cấp; cấp ngân sách; payer; source",
    "phase": "đợt; giai đoạn; kỳ; đợt cấp; phase",
    "amount_vnd": "kinh phí; số tiền; ngân sách; dự toán; mức kinh phí; kinh phí được giao; "
    "kinh phí phân bổ; số kinh phí; tổng kinh phí; kinh phí giao; kinh phí cấp; vốn; tiền; "
    "amount; budget",
    "eligible_origin": "dùng cho; chi cho; được chi cho; áp dụng cho; nguồn gốc camera; "
    "nguồn gốc tài sản; camera được chi; loại camera được chi; phạm vi chi; eligible origin",
}
BUDGET_HEADINGS = {
    heading: column
    for column, listing in _HEADINGS.items()
    for heading in (fold(column), *phrases(listing))
}
_PROVINCE = frozenset({"", "toan tinh", "tinh", "cap tinh", "ca tinh", "tinh quang tri", "chung"})
_ALL = frozenset({"all", "tat ca", "moi camera", "moi nguon", "tat ca camera", "toan bo"})
# A column of amounts for each source: ``"Nguồn NSNN (triệu đồng)"``.
_OF_SOURCE = "source "
_BEFORE_SOURCE = re.compile(
    r"^(?:trong do )?(?:tu )?(?:nguon|von|kinh phi|tien|phan)? ?(?:tu )?(?:nguon|von)? ?"
)
_IN_SHORT = re.compile(r"\bns\b")
_LONGEST_SOURCE = 60
_LISTED = re.compile(r"[;,+]|\bvà\b")


def read_budgets(
    source: Path | str | bytes, name: str, communes: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a file of budgets: any table the register reads, canonical or Vietnamese headings.

    Parameters
    ----------
    source
        The file: its path, or its bytes.
    name
        What it is called in messages; its ending tells the format.
    communes
        `code name kind full_name`; a cell may be a code, or a name of today or before.

    Returns
    -------
    budgets
        `commune_code` ("" for the whole province), `payer` ("" for any), `phase` (from 1 on),
        `amount_vnd`, `eligible_origin` (origins joined by ``;``, ``all``, or "" while nobody
        has confirmed what it may pay for: such money is not spent).
    findings
        Rows left out, totals that are not the sum of their rows, a column taken as usual.

    Raises
    ------
    FileError
        The file cannot be read, lacks the commune or the amount, or a row holds what cannot be.
    """
    table = read_table(source, name, BUDGET_HEADINGS, other=_source)
    found = [_read(part, name, communes) for part in _by_source(table)]
    rows = pd.concat([rows for rows, _in_words in found], ignore_index=len(found) > 1)
    findings = dict.fromkeys(finding for _rows, told in found for finding in told)
    return checked(rows, communes["code"], where=name), [*table.findings, *findings]


def _source(heading: str) -> str:
    """Name the column of a heading that is who pays: its cells are amounts; else empty."""
    words = _BEFORE_SOURCE.sub("", fold(BRACKETS.sub(" ", heading[:LONGEST_HEADING])))
    words = _IN_SHORT.sub("ngan sach", words)
    if not 0 < len(words) <= _LONGEST_SOURCE:
        return ""
    try:
        _payer(words)
    except ValueError:
        return ""
    return _OF_SOURCE + words


def _by_source(table: Table) -> list[Table]:
    """Return the table once for each column of a source; itself when it has none such."""
    columns = [column for column in table.headings if column.startswith(_OF_SOURCE)]
    columns = [column for column in columns if _holds_amounts(table, column)]
    if not columns:
        return [table]
    return [
        replace(
            table,
            cells=table.cells.assign(
                amount_vnd=table.cells[column],
                payer=table.cells[column].where(
                    table.cells[column].isna(), column.removeprefix(_OF_SOURCE)
                ),
            ),
            headings=table.headings
            | {"amount_vnd": table.headings[column], "payer": table.headings[column]},
        )
        for column in columns
    ]


def _holds_amounts(table: Table, column: str) -> bool:
    amounts, wrong = table.amounts(column)
    return bool(amounts.notna().any()) or bool(wrong)


def _read(
    table: Table, name: str, communes: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    if "amount_vnd" not in table.headings or len(table.headings) < 2:
        columns = f"{', '.join(BUDGET_COLUMNS)} / Xã, Nguồn, Đợt, Kinh phí (triệu đồng), Dùng cho"
        message = _(
            "{path}: is no list of budgets; it needs the columns {columns}",
            path=name,
            columns=columns,
        )
        raise FileError(message)
    amounts, unread = table.amounts("amount_vnd")
    total = _are_totals(table.first) | _are_totals(table.column("commune_code"))
    unread = {row: why for row, why in unread.items() if not total[row]}
    unread |= dict.fromkeys(amounts.index[~total & (amounts < 0)], "")
    for row, why in unread.items():
        cell = show(table.column("amount_vnd")[row])
        raise _refusal(name, row, table.headings["amount_vnd"], cell, why)
    kept = ~total & amounts.notna()
    rows = _rows(table, name, amounts[kept], communes)
    of_source = any(column.startswith(_OF_SOURCE) for column in table.headings)
    return rows, [
        *_totals(table, amounts, total),
        *([] if of_source else _left_out(table, ~total & ~kept)),
        *_usual(table),
    ]


def _are_totals(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: is_total(str(cell or ""))).astype(bool)


def _rows(table: Table, name: str, amounts: pd.Series, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    readers: dict[str, Callable[[str], object]] = {
        "commune_code": partial(_commune, communes=communes, succession=Succession(communes)),
        "payer": _payer,
        "phase": partial(read_phase, today=now().date()),
        "eligible_origin": _eligible,
    }
    read = {"amount_vnd": amounts}
    _check_unnamed(table, name, amounts)
    for column, reader in readers.items():
        cells, values = table.column(column)[amounts.index], []
        for row, cell in cells.items():  # a few hundred rows
            text = "" if cell is None else show(cell)
            try:
                values.append(reader("" if is_blank(text) else text))
            except ValueError as error:
                raise _refusal(name, row, table.headings[column], text, str(error)) from error
        read[column] = pd.Series(values, amounts.index, dtype=object)
    if "eligible_origin" not in table.headings:
        read["eligible_origin"] = pd.Series(EVERY, amounts.index)
    return pd.DataFrame(read)[list(BUDGET_COLUMNS)].astype({"phase": float})


def _check_unnamed(table: Table, name: str, amounts: pd.Series) -> None:
    """Refuse rows without a commune in an office's list of communes: nobody knows whose."""
    heading = table.headings.get("commune_code", "commune_code")
    cells = table.column("commune_code")[amounts.index]
    unnamed = cells.index[cells.isna()]
    if heading != "commune_code" and 0 < len(unnamed) < len(cells):
        raise _refusal(name, unnamed[0], heading, "", _("write the commune, or “Toàn tỉnh”"))


def _commune(text: str, communes: gpd.GeoDataFrame, succession: Succession) -> str:
    """Return the code a cell means, by code or by a name of today or before; "" for all.

    Raises
    ------
    ValueError
        No commune, or several, are called so.
    """
    if fold(text) in _PROVINCE:
        return ""
    if text.isdecimal() and text.zfill(5) in set(communes["code"]):
        return text.zfill(5)
    found = succession.candidates(text)
    if len(found) > 1:
        names = ", ".join(commune_names(communes)[found])
        raise ValueError(_("“{stated}” may be any of {names}", stated=text, names=names))
    if not found:
        raise ValueError(_("“{stated}” is not a commune known here", stated=text))
    return found[0]


def _payer(text: str) -> str:
    """Return who pays; money of the state at large may come from any of its levels."""
    try:
        return text and read_choice(text, Payer)
    except ValueError:
        if read_choice(text, Origin) == Origin.STATE:
            return ""
        raise


def _eligible(text: str) -> str:
    if fold(text) in _ALL:
        return EVERY
    parts = [part.strip() for part in _LISTED.split(text) if part.strip()]
    return ";".join(dict.fromkeys(read_choice(part, Origin) for part in parts))


def _refusal(name: str, row: object, column: str, value: str, reason: str) -> FileError:
    told = _(
        "{path}, row {row}: {column} cannot be “{value}”",
        path=name,
        row=row,
        column=column,
        value=value[:80],
    )
    return FileError(f"{told}: {reason}" if reason and reason != value else told)


def _totals(table: Table, amounts: pd.Series, total: pd.Series) -> list[Finding]:
    """Compare each total with the rows since the last one, and with all rows above it."""
    findings, since, whole, heading = [], 0.0, 0.0, table.headings["amount_vnd"]
    for row, amount, sums_up in zip(amounts.index, amounts, total, strict=True):
        if not sums_up:
            since += 0.0 if pd.isna(amount) else amount
            continue
        whole += since
        if pd.notna(amount) and min(abs(amount - since), abs(amount - whole)) >= 1:
            message = _(
                "The total says {stated} đồng, the rows above come to {sum}",
                stated=number(amount),
                sum=number(since or whole),
            )
            suggestion = _("Check the amounts; the rows were taken, not the total")
            remark = (int(str(row)), heading, Severity.WARNING, message, suggestion)
            findings.append(Finding(table.name, *remark))
        since = 0.0
    return findings


def _left_out(table: Table, rows: pd.Series) -> list[Finding]:
    written = [str(row) for row in rows.index[rows] if pd.notna(table.first[row])]
    if not written:
        return []
    message = _("Left out, no amount in it: rows {rows}", rows=", ".join(written))
    return [Finding(table.name, 0, "", Severity.NOTICE, message, "")]


def _usual(table: Table) -> list[Finding]:
    if "eligible_origin" in table.headings:
        return []
    message = _("No column says what the money may pay for; it was taken to pay for every camera")
    suggestion = _("Add a column “Dùng cho” (xã hội hóa, ngân sách nhà nước, …) if that is wrong")
    return [Finding(table.name, 0, "", Severity.NOTICE, message, suggestion)]
