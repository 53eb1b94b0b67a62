"""Price lists as offices and suppliers hand them in: workbook or CSV, Vietnamese headings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from gis.core.dates import read_date
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import read_number, read_share
from gis.core.text import fold, phrases
from gis.core.units import PLAIN
from gis.ingest.cells import show
from gis.ingest.tables import Table, read_table
from gis.restoration.files.price_parts import CAMERA_KINDS, EVERY_KIND, price_row
from gis.restoration.model.prices import PRICE_LEVELS, read_prices

_PRICE = ("", "giá ", "đơn giá ", "mức ", "mức giá ", "đơn giá mức ", "giá bán ", "chi phí ")


def _levels(words: str) -> str:
    """Return what headings call one of the three prices: ``"Đơn giá thấp nhất"``."""
    each = [head + word for word in words.split("; ") for head in _PRICE]
    return "; ".join([*each, *(f"{word} price" for word in words.split("; "))])


_HEADINGS = {
    "part": "bộ phận; hạng mục; tên; thiết bị; tên thiết bị; loại; loại thiết bị; vật tư; "
    "nội dung; tên hàng hóa; tên vật tư; part; item",
    "work": "công việc; nội dung công việc; tên công việc; công việc thực hiện; việc cần làm; "
    "biện pháp; biện pháp khắc phục; biện pháp xử lý; cách xử lý; hình thức xử lý; "
    "phương án xử lý; action; work",
    "cause": "nguyên nhân; nguyên nhân hỏng; nguyên nhân hư hỏng; nguyên nhân không hoạt động; "
    "lý do hỏng; cause",
    "quantity": "số tháng; số tháng nợ; số lượng thường gặp; quantity",
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
PRICE_HEADINGS = {
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
    content
        The file: its path, or its bytes.
    name
        What it is called in messages; its ending tells the format.
    source
        Who states these prices, where the file has no column for it.

    Returns
    -------
    chosen
        Part → column → value; see `gis.restoration.model.prices.read_prices`. One price alone is
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
    table = read_table(content, name, PRICE_HEADINGS)
    if not table.headings.keys() & {"part", "work"} or not table.headings.keys() & set(
        PRICE_LEVELS
    ):
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
            if named["repeated"][row]:
                raise _refusal(table, name, row, "part", _("the part stands twice"))
            again.append(row)
            continue
        chosen[parts[row]] = prices.loc[row].to_dict() | _said(table, name, row, source)
    chosen = _of_each_kind(chosen)
    if not chosen:
        names = ", ".join(read_prices().index)
        raise FileError(
            _("{path}: no known part has a price; known are: {names}", path=name, names=names)
        )
    read_prices(overrides=chosen)
    return chosen, [*table.findings, *_unknown(table, parts), *_further(table, again)]


def _of_each_kind(chosen: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Let what is stated of cameras be of each usual kind that nothing is stated of."""
    told = dict(chosen)
    for row in [row for row in chosen if row.partition(":")[0] == EVERY_KIND]:
        values = told.pop(row)
        for kind in CAMERA_KINDS:
            told.setdefault(kind + row.removeprefix(EVERY_KIND), dict(values))
    return told


def _named(table: Table) -> pd.DataFrame:
    """Return the row of the list each row names, `factor`, and whether its words stood above.

    `part` is empty for what has no price, None where nothing is named.
    """
    columns = ("part", "work", "cause", "unit")
    cells = zip(*(table.column(column) for column in columns), strict=True)
    found = [
        (None, 1.0)
        if row[0] is None and row[1] is None
        else price_row(*("" if cell is None else show(cell) for cell in row))
        for row in cells
    ]
    named = pd.DataFrame(found, table.cells.index, ["part", "factor"])
    return named.assign(repeated=_names(table).map(fold).duplicated())


def _names(table: Table) -> pd.Series:
    """Return what each row names, as it is written."""
    cells = [table.column(column) for column in ("work", "part", "cause")]
    told = [" ".join(show(c) for c in row if c is not None) for row in zip(*cells, strict=True)]
    return pd.Series(told, table.cells.index, dtype=object)


def _prices(table: Table, name: str, rows: pd.Index) -> pd.DataFrame:
    """Return low, middle and high of the rows that state a price."""
    levels = {}
    for level in PRICE_LEVELS:
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
    for column, reader in _READERS:
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
    """Return a tax in %: ``10%``, 10, or 0.1 as a spreadsheet holds it.

    Parameters
    ----------
    cell
        A cell of a table: text or number.

    Returns
    -------
    float
        Per cent; a number above 0 and below 1 is a part of 1.

    Raises
    ------
    ValueError
        It is no number.
    """
    if isinstance(cell, str) and cell.rstrip().endswith("%"):
        return 100 * read_share(cell)
    rate = read_number(cell, PLAIN)
    return 100 * rate if 0 < rate < 1 else rate


_READERS: tuple[tuple[str, Callable[[object], Any]], ...] = (
    ("quantity", read_number),
    ("vat", read_vat),
    ("source", show),
    ("date", read_date),
)


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
    named = _in_words(table, rows)
    message = _("Passed over, the price list has no such part: rows {rows}", rows=named)
    heading = table.headings.get("part") or table.headings["work"]
    return [Finding(table.name, 0, heading, Severity.WARNING, message, "")]


def _in_words(table: Table, rows: list[Any]) -> str:
    names = _names(table)[rows[:20]]
    return ", ".join(f"{row} ({name[:40]})" for row, name in names.items())


def _further(table: Table, rows: list[Any]) -> list[Finding]:
    if not rows:
        return []
    named = _in_words(table, rows)
    message = _(
        "Passed over, a row above states the price of the same part: rows {rows}", rows=named
    )
    suggestion = _("Put the usual make first, or keep one row for each part")
    heading = table.headings.get("part") or table.headings["work"]
    return [Finding(table.name, 0, heading, Severity.WARNING, message, suggestion)]


def _states_price(table: Table, row: Any) -> bool:
    return any(table.column(level)[row] is not None for level in PRICE_LEVELS)
