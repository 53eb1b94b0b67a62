"""What is done in each repair and what its price rests on, as plans and estimates list it."""

import pandas as pd

from gis.core.choices import Kind
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.prices import ESTIMATE
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import VISITS
from gis.vocabulary.words import price_words, words


def pricing(todo: Work, ids: pd.Series | None = None) -> pd.DataFrame:
    """Return, by the id of each repair, what is done and what its price rests on, in words.

    Parameters
    ----------
    todo
        All repairs, and the price list they are priced by.
    ids
        Of the repairs that are asked about, in this order; None: all.

    Returns
    -------
    DataFrame
        Index `repair_id`, texts: `part action work unit quantity unit_vnd basis source vat`.
        `work`: the action, with its part where the action alone does not tell: “mend power”.
        `unit_vnd`: VND for one unit. `basis`: quotation or price list; `source`: of a listed price,
        whose and of what day; `vat`: the rate (%) a listed price holds, "" of a quotation, which
        says so itself. What is quoted is quoted as a whole: its quantity is 1.
    """
    table = todo.repairs.table.set_index("repair_id")
    table = table if ids is None else table.loc[ids]
    listed = todo.prices.reindex(table["part"]).set_axis(table.index)
    quoted, known = table["quoted"].astype(bool), price_words()
    part = table.get("failed", table["part"]).fillna(table["part"])
    quantity = table.get("quantity", pd.Series(1.0, table.index)).fillna(1.0)
    whole = quoted & (quantity != 1.0)
    quantity = quantity.mask(whole, 1.0)
    action, named = listed["action"].map(known).fillna(""), part.map(_part_words()).fillna(part)
    vat = listed["vat"].map(number, na_action="ignore")
    plain = part.isin([*Kind, *VISITS]) | table["part"].str.contains(":", regex=False)
    return pd.DataFrame(
        {
            "part": named,
            "action": action,
            "work": action.where(plain, action + " " + named),
            "unit": listed["unit"].mask(whole, "each").map(known).fillna(""),
            "quantity": quantity.map(number),
            "unit_vnd": (table["cost_vnd"] / quantity).map(number),
            "basis": pd.Series(_("price list"), table.index).mask(quoted, _("quotation")),
            "source": _sources(listed).mask(quoted, _("quotation")),
            "vat": vat.astype(str).fillna("").mask(quoted, ""),
        }
    )


def _sources(listed: pd.DataFrame) -> pd.Series:
    """Say whose each listed price is, and of what day."""
    source = listed["source"].replace(ESTIMATE, _("initial estimate")).fillna("")
    when = listed["date"].fillna("").map(date)
    told: pd.Series = _("price list") + ": " + source + ", " + when
    return told.str.removesuffix(", ").str.removesuffix(": ")


def _part_words() -> dict[str, str]:
    """Return what a part of the price list is called; of a kind of camera, that it is one."""
    cameras = {kind: _("camera, {kind}", kind=told) for kind, told in words(Kind).items()}
    return price_words() | cameras
