"""Price lists as offices and suppliers hand them in: workbook or CSV, Vietnamese headings."""

from pathlib import Path
from typing import Any

import pandas as pd

from gis.choices import EquipmentKind, FaultPart, Kind
from gis.dates import read_date
from gis.errors import FileError
from gis.findings import Finding, Severity
from gis.language import _, in_every_language
from gis.numbers import read_number, read_share
from gis.register.cells import show
from gis.register.tables import Table, read_table
from gis.register.words import read_choice
from gis.restoration.prices import LEVELS, read_prices
from gis.spelling import fold, phrases
from gis.units import PLAIN
from gis.words import price_words

_HEADINGS = {
    "part": "bộ phận; hạng mục; tên; thiết bị; tên thiết bị; loại; loại thiết bị; vật tư; "
    "nội dung; tên hàng hóa; tên vật tư; part; item",
    "low": "thấp; thấp nhất; giá thấp; giá thấp nhất; mức thấp; tối thiểu; low",
    "mid": "trung bình; đơn giá; giá; giá trung bình; mức trung bình; bình quân; mức giá; giá bán; "
    "đơn giá trung bình; mid; middle; price",
    "high": "cao; cao nhất; giá cao; giá cao nhất; mức cao; tối đa; high",
    "vat": "vat; thuế; thuế gtgt; thuế suất; thuế vat; thuế suất gtgt",
    "source": "nguồn; nguồn giá; căn cứ; báo giá; đơn vị báo giá; nhà cung cấp; source",
    "date": "ngày; ngày báo giá; thời điểm; ngày hiệu lực; date",
}
KNOWN = {
    heading: column
    for column, listing in _HEADINGS.items()
    for heading in (fold(column), *phrases(listing))
}


def read_price_file(
    content: Path | str | bytes, name: str, *, source: str
) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    """Read the prices a file states, to be chosen over those of the list.

    Parameters
    ----------
    source
        Who states these prices, where the file has no column for it.

    Returns
    -------
    chosen
        Part → column → value; see `gis.restoration.prices.read_prices`. One price alone is
        low, middle and high.
    findings
        A warning for each row of something that the list has no price for.

    Raises
    ------
    FileError
        The file cannot be read, names no part with its price, or a price cannot be.
    GisError
        low > middle or middle > high.
    """
    table = read_table(content, name, KNOWN)
    if "part" not in table.headings or not table.headings.keys() & set(LEVELS):
        message = _(
            "{path}: is no price list; it needs the columns {columns}",
            path=name,
            columns="part, low, mid, high / Bộ phận, Thấp, Trung bình, Cao (Đơn giá)",
        )
        raise FileError(message)
    parts = table.column("part").map(_parts(), na_action="ignore")
    prices = _prices(table, name, parts.index[parts.notna() & (parts != "")])
    chosen: dict[str, dict[str, Any]] = {}
    for row in prices.index:  # a few dozen rows
        if parts[row] in chosen:
            raise _refusal(table, name, row, "part", _("the part stands twice"))
        chosen[parts[row]] = prices.loc[row].to_dict() | _said(table, name, row, source)
    if not chosen:
        names = ", ".join(read_prices().index)
        raise FileError(
            _("{path}: no known part has a price; known are: {names}", path=name, names=names)
        )
    read_prices(chosen=chosen)
    return chosen, [*table.findings, *_unknown(table, parts)]


def _parts() -> Any:
    """Return the reader of names of parts: "" for what the list has no price for."""
    known = set(read_prices().index)
    labels = {
        fold(label): part
        for words in in_every_language(price_words)
        for part, label in words.items()
        if part in known
    }

    def part(cell: object) -> str:
        text = show(cell)
        if text in known or fold(text) in labels:
            return text if text in known else labels[fold(text)]
        for choices in (EquipmentKind, Kind, FaultPart):
            try:
                found = read_choice(text, choices)
            except ValueError:
                continue
            if found in known:
                return found
        return ""

    return part


def _prices(table: Table, name: str, rows: pd.Index) -> pd.DataFrame:
    """Return low, middle and high of the rows that state a price."""
    levels = {}
    for level in LEVELS:
        levels[level], wrong = table.amounts(level)
        for row, reason in wrong.items():
            if row in rows:
                raise _refusal(table, name, row, level, reason)
    prices = pd.DataFrame(levels).loc[rows].dropna(how="all")
    alone = prices["low"].isna() & prices["high"].isna()
    prices = prices.assign(
        **{end: prices[end].mask(alone, prices["mid"]) for end in ("low", "high")}
    )
    for row in prices.index[prices.isna().any(axis=1)]:
        raise _refusal(table, name, row, "part", _("low, middle and high belong together"))
    return prices


def _said(table: Table, name: str, row: Any, source: str) -> dict[str, Any]:
    """Return tax, source and day of a row, those that are stated."""
    said: dict[str, Any] = {}
    for column, reader in (("vat", read_vat), ("source", show), ("date", read_date)):
        cell = table.column(column)[row]
        if cell is None:
            continue
        try:
            said[column] = reader(cell)
        except ValueError as error:
            raise _refusal(table, name, row, column, "") from error
    if not said.get("source") and not source:
        raise FileError(_("Say who states these prices"))
    return {"source": source} | said


def read_vat(cell: object) -> float:
    """Return a tax in %: ``10%``, 10, or 0.1 as a spreadsheet holds it."""
    if isinstance(cell, str) and cell.rstrip().endswith("%"):
        return 100 * read_share(cell)
    rate = read_number(cell, PLAIN)
    return 100 * rate if 0 < rate < 1 else rate


def _refusal(table: Table, name: str, row: Any, column: str, reason: str) -> FileError:
    cell = table.column(column)[row]
    told = _(
        "{path}, row {row}: {column} cannot be “{value}”",
        path=name,
        row=row,
        column=table.headings.get(column, column),
        value="" if cell is None else show(cell)[:80],
    )
    return FileError(f"{told}: {reason}" if reason else told)


def _unknown(table: Table, parts: pd.Series) -> list[Finding]:
    rows = [row for row in parts.index[parts == ""] if _states_price(table, row)]
    if not rows:
        return []
    named = ", ".join(f"{row} ({show(table.column('part')[row])[:40]})" for row in rows[:20])
    message = _("Passed over, the price list has no such part: rows {rows}", rows=named)
    heading = table.headings["part"]
    return [Finding(table.name, 0, heading, Severity.WARNING, message, "")]


def _states_price(table: Table, row: Any) -> bool:
    return any(table.column(level)[row] is not None for level in LEVELS)
