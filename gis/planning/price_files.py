"""Price lists as offices and suppliers hand them in: workbook or CSV, Vietnamese headings."""

from pathlib import Path
from typing import Any

import pandas as pd

from gis.dates import read_date
from gis.errors import FileError
from gis.findings import Finding, Severity
from gis.language import _
from gis.numbers import read_number, read_share
from gis.planning.price_parts import EVERY_KIND, KINDS, price_part
from gis.register.cells import show
from gis.register.tables import Table, read_table
from gis.restoration.prices import LEVELS, read_prices
from gis.spelling import fold, phrases
from gis.units import PLAIN

_PRICE = ("", "giá ", "đơn giá ", "mức ", "mức giá ", "đơn giá mức ", "giá bán ", "chi phí ")


def _levels(words: str) -> str:
    """Return what headings call one of the three prices: ``"Đơn giá thấp nhất"``."""
    each = [head + word for word in words.split("; ") for head in _PRICE]
    return "; ".join([*each, *(f"{word} price" for word in words.split("; "))])


_HEADINGS = {
    "part": "bộ phận; hạng mục; tên; thiết bị; tên thiết bị; loại; loại thiết bị; vật tư; "
    "nội dung; tên hàng hóa; tên vật tư; part; item",
    "unit": "đơn vị tính; đơn vị; đvt; unit",
    "low": _levels("thấp; thấp nhất; tối thiểu; nhỏ nhất; min; low; lowest; từ"),
    "mid": _levels("trung bình; bình quân; phổ biến; vừa; mid; middle; average")
    + "; đơn giá; giá; mức giá; giá bán; giá thị trường; đơn giá thay thế; đơn giá sửa chữa; "
    "giá vật tư; price; unit price",
    "high": _levels("cao; cao nhất; tối đa; lớn nhất; max; high; highest; đến"),
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
    named = _named(table)
    prices = _prices(table, name, named.index[named["part"].fillna("") != ""])
    prices = prices.mul(named["factor"][prices.index], axis=0)
    parts = named["part"]
    chosen: dict[str, dict[str, Any]] = {}
    again = []
    for row in prices.index:  # a few dozen rows
        if parts[row] in chosen:
            if _is_repeated(table, row):
                raise _refusal(table, name, row, "part", _("the part stands twice"))
            again.append(row)
            continue
        chosen[parts[row]] = prices.loc[row].to_dict() | _said(table, name, row, source)
    every = chosen.pop(EVERY_KIND, None)
    chosen |= {kind: dict(every) for kind in KINDS if every and kind not in chosen}
    if not chosen:
        names = ", ".join(read_prices().index)
        raise FileError(
            _("{path}: no known part has a price; known are: {names}", path=name, names=names)
        )
    read_prices(chosen=chosen)
    return chosen, [*table.findings, *_unknown(table, parts), *_further(table, again)]


def _named(table: Table) -> pd.DataFrame:
    """Return `part` and `factor` of each row; empty for what the list has no price for."""
    units = table.column("unit")
    found = [
        (None, 1.0) if cell is None else price_part(show(cell), "" if unit is None else show(unit))
        for cell, unit in zip(table.column("part"), units, strict=True)
    ]
    return pd.DataFrame(found, table.cells.index, ["part", "factor"])


def _is_repeated(table: Table, row: Any) -> bool:
    """Tell whether the very words of a row stood above it."""
    cells = table.column("part")
    above = cells.loc[:row].iloc[:-1].dropna().map(show).map(fold)
    return fold(show(cells[row])) in set(above)


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


def _further(table: Table, rows: list[Any]) -> list[Finding]:
    if not rows:
        return []
    named = ", ".join(f"{row} ({show(table.column('part')[row])[:40]})" for row in rows[:20])
    message = _(
        "Passed over, a row above states the price of the same part: rows {rows}", rows=named
    )
    suggestion = _("Put the usual make first, or keep one row for each part")
    heading = table.headings["part"]
    return [Finding(table.name, 0, heading, Severity.WARNING, message, suggestion)]


def _states_price(table: Table, row: Any) -> bool:
    return any(table.column(level)[row] is not None for level in LEVELS)
