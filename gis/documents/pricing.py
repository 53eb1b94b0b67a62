"""What the price of each repair rests on, as an estimate of costs lists it."""

import pandas as pd

from gis.choices import Kind
from gis.dates import date
from gis.language import _
from gis.numbers import number
from gis.planning.work import Work
from gis.restoration.prices import ESTIMATE
from gis.words import price_words, words


def pricing(todo: Work) -> pd.DataFrame:
    """Return, by the id of each repair, `part action unit quantity basis source vat` in words.

    `basis`: quotation or price list; `source`: of a listed price, whose and of what day; `vat`:
    the rate (%) a listed price holds, "" of a quotation, which says so itself.
    """
    table = todo.repairs.table
    listed = todo.prices.reindex(table["part"]).set_axis(table["repair_id"])
    part, quoted = table["part"].set_axis(listed.index), table["quoted"].to_numpy()
    known, quotation, prices = price_words(), _("quotation"), _("price list")
    source = listed["source"].replace(ESTIMATE, _("initial estimate")).fillna("")
    when = listed["date"].fillna("").map(date)
    told = (prices + ": " + source + ", " + when).str.removesuffix(", ").str.removesuffix(": ")
    return pd.DataFrame(
        {
            "part": part.map(_part_words()).fillna(part),
            "action": listed["action"].map(known).fillna(""),
            "unit": listed["unit"].map(known).fillna(""),
            "quantity": number(1),
            "basis": pd.Series(prices, listed.index).mask(quoted, quotation),
            "source": told.mask(quoted, quotation),
            "vat": listed["vat"].map(number, na_action="ignore").fillna("").mask(quoted, ""),
        }
    )


def _part_words() -> dict[str, str]:
    """Return what a part of the price list is called; of a kind of camera, that it is one."""
    cameras = {kind: _("camera, {kind}", kind=told) for kind, told in words(Kind).items()}
    return price_words() | cameras
