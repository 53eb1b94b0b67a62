"""Unit prices beside what they come to: “Đơn giá”, “Số lượng”, “Thành tiền”."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column
from gis.core.text import fold
from gis.core.units import MONTHLY
from gis.ingest.cells import read_count
from gis.ingest.columns import number_reader, parse_values
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, OVER
from gis.ingest.quantities import is_for_each
from gis.ingest.sections import fill_down
from gis.ingest.sheets import Sheet

_MONEY = {c.name: c for c in (*EQUIPMENT_COLUMNS, *CAMERA_COLUMNS) if c.is_money}
_COUNTED = ("so luong", "sl", "khoi luong", "kl")
_CLOSE = 1e-6
_LONGEST = 80
_MONTHLY = re.compile(r"\b(?:\w*d|dong|vnd|trieu|tr|nghin|k) (?:1 |mot |moi |hang )?thang$")


def with_prices(sheet: Sheet) -> tuple[Sheet, list[Finding]]:
    """Let a row's money be its total; where only a unit price stands, as often as it counts.

    A total that is no count of the row times its price is told.
    """
    findings: list[Finding] = []
    for name, column in _MONEY.items():
        places = [i for i, h in enumerate(sheet.headings) if h.column == name]
        each = [i for i in places if is_for_each(sheet.headings[i].text)]
        whole = [i for i in places if i not in each]
        if each and whole:
            sheet, differing = _multiplied(sheet, column, each[0], whole[0])
            findings += differing
    return sheet, findings


def with_monthly(sheet: Sheet) -> Sheet:
    """Move what a cell says is paid each month out of the other money."""
    for place, heading in enumerate(sheet.headings):
        column = _MONEY.get(heading.column)
        if column is None or column.unit == MONTHLY:
            continue
        cells = sheet.cells[place]
        texts = {text for text in set(cells.dropna()) if isinstance(text, str)}
        monthly = {text: text for text in texts if _MONTHLY.search(fold(text[:_LONGEST]))}
        if monthly:
            table = sheet.cells.copy()
            table[place] = cells.mask(cells.isin(monthly), None)
            sheet = fill_down(replace(sheet, cells=table), "monthly_cost_vnd", cells.map(monthly))
    return sheet


def _multiplied(sheet: Sheet, column: Column, each: int, whole: int) -> tuple[Sheet, list[Finding]]:
    prices, totals = (_amounts(sheet, column, place) for place in (each, whole))
    counts = _counts(sheet)
    stated = sheet.cells[whole].notna()
    missing = ~stated & prices.notna()
    cells = sheet.cells.copy()
    amounts = prices * counts.bfill(axis=1).iloc[:, 0].fillna(1)
    cells[whole] = cells[whole].astype(object).where(~missing, amounts.map("{:.0f} đồng".format))
    near = (counts.mul(prices, axis=0).sub(totals, axis=0).abs()).le(_CLOSE * totals.abs(), axis=0)
    differing = totals.gt(0) & prices.gt(0) & ~near.any(axis=1) & counts.notna().any(axis=1)
    heading = sheet.headings[whole].text
    findings = [
        Finding(
            *(sheet.name, int(row), heading, Severity.WARNING),
            _(
                "The total says {total}; {count} times {price} make {product}",
                total=number(totals[row]),
                count=number(counts.loc[row].bfill().iloc[0]),
                price=number(prices[row]),
                product=number(amounts[row]),
            ),
            _("Correct the price, the quantity or the total; the total was taken"),
        )
        for row in totals.index[differing]
    ]
    headings = tuple(
        replace(h, column=Role.ORDINAL) if i == each else h for i, h in enumerate(sheet.headings)
    )
    return replace(sheet, cells=cells, headings=headings), findings


def _amounts(sheet: Sheet, column: Column, place: int) -> pd.Series:
    """Return the numbers in one of several columns of the same money, in đồng."""
    alone = replace(
        sheet,
        headings=tuple(
            h if i == place or h.column != column.name else replace(h, column=Role.ORDINAL)
            for i, h in enumerate(sheet.headings)
        ),
    )
    cells = sheet.cells[place]
    return parse_values(cells, number_reader(alone, column, cells))[0].astype(float)


def _counts(sheet: Sheet) -> pd.DataFrame:
    """Return what a row counts: its quantity, its states, what stands beside a price."""
    places = [
        i
        for i, h in enumerate(sheet.headings)
        if h.column == Role.QUANTITY
        or h.column.startswith(COUNT_OF)
        or fold(h.text.rsplit(OVER, 1)[-1]).startswith(_COUNTED)
    ]
    if not places:
        return pd.DataFrame({"count": 1.0}, index=sheet.cells.index)
    columns = [parse_values(sheet.cells[place], read_count)[0].astype(float) for place in places]
    return pd.concat(columns, axis=1).replace(np.inf, np.nan)
