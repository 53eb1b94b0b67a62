"""Whose money there is, for what, and when: budgets by commune, payer and phase.

`commune_code` ("" for the whole province), `payer` ("" for any), `phase` (from 1 on),
`amount_vnd`, `eligible_origin` (origins joined by ``;``, ``all``, or "" while nobody has
confirmed what it may pay for: such money is not spent).
"""

import numpy as np
import pandas as pd
from scipy import sparse

from gis.core.choices import Origin, Payer
from gis.core.errors import FileError
from gis.core.language import _
from gis.core.schema import split_ids
from gis.restoration.model.repairs import Repairs

BUDGET_COLUMNS = ("commune_code", "payer", "phase", "amount_vnd", "eligible_origin")
# In `eligible_origin`: assets of every origin.
EVERY = "all"
NOBODY = ("", Payer.UNCONFIRMED)


def checked(table: pd.DataFrame, codes: pd.Series, *, where: str) -> pd.DataFrame:
    """Return the budgets with phases as whole numbers, refused when a row cannot be.

    Parameters
    ----------
    table
        `BUDGET_COLUMNS`; amounts in VND, phases from 1 to 12.
    codes
        Codes of the communes there are.
    where
        The name of the file, for what is said of it.

    Returns
    -------
    DataFrame
        The same rows on a new index from 0 on.

    Raises
    ------
    FileError
        A commune, payer or origin is not known, a phase is no number from 1 to 12, or an
        amount is not a number from 0 on.
    """
    origins = table["eligible_origin"].map(lambda text: [] if text == EVERY else split_ids(text))
    known = {str(origin) for origin in Origin}
    payers = {"", *map(str, Payer)}
    wrong = {
        "commune_code": ~table["commune_code"].isin(["", *codes]),
        "payer": ~table["payer"].isin(payers),
        "phase": ~table["phase"].isin(range(1, 13)),
        "amount_vnd": ~table["amount_vnd"].between(0, 1e15),
        "eligible_origin": ~origins.map(lambda names: set(names) <= known),
    }
    for column, rows in wrong.items():
        if rows.any():
            row = int(np.flatnonzero(rows)[0])
            raise FileError(
                _(
                    "{path}, row {row}: {column} cannot be “{value}”",
                    path=where,
                    row=row + 2,
                    column=column,
                    value=table[column].iloc[row],
                )
            )
    if table.empty:
        raise FileError(_("{path}: there is no budget in it", path=where))
    return table.assign(phase=table["phase"].astype(int)).reset_index(drop=True)


def shares(budgets: pd.DataFrame, repairs: Repairs, commune_code: pd.Series) -> sparse.csr_array:
    """Return the greatest part of each repair's cost that each budget may bear.

    A budget of a commune bears no more than the commune's part of a shared repair: that of its
    cameras among all that wait for it. One of the province may bear all. Origin and payer must
    agree; a repair without payer is open to all.

    Parameters
    ----------
    budgets
        `BUDGET_COLUMNS`, see the module.
    repairs
        All repairs, and which cameras wait for them.
    commune_code
        Of each camera, in the order of the rows of `repairs.needs`.

    Returns
    -------
    csr_array
        Repairs × budgets, from 0 to 1.
    """
    part, table = _parts(repairs, commune_code), repairs.table
    origins = table.get("origins", table["origin"]).replace("", str(Origin.UNKNOWN))
    columns = []
    for fund in budgets.to_dict("records"):  # a budget is one line of a short list
        eligible, payer = fund["eligible_origin"], fund["payer"]
        named = set(split_ids(eligible))
        some = [o for o in origins.unique() if not named.isdisjoint(split_ids(o))]
        may = np.full(len(table), eligible == EVERY) | origins.isin(some).to_numpy()
        if payer:
            may &= table["payer"].isin([*NOBODY, payer]).to_numpy()
        code = fund["commune_code"]
        most = 1.0 if code == "" else part[code].to_numpy() if code in part else 0.0
        columns.append(np.where(may, most, 0.0))
    return sparse.csr_array(np.column_stack(columns))


def _parts(repairs: Repairs, commune_code: pd.Series) -> pd.DataFrame:
    """Return, by commune, its part of the cameras that wait for each repair."""
    waiting = np.flatnonzero(repairs.mendable)
    links = repairs.waits[waiting].tocoo()
    code = commune_code.to_numpy(object)[waiting][links.row]
    counted = pd.crosstab(links.col, code).reindex(range(len(repairs.table)), fill_value=0)
    total = counted.sum(axis=1).replace(0, 1)
    return counted.div(total, axis=0)


def unconfirmed_vnd(budgets: pd.DataFrame) -> float:
    """Return the money nobody has confirmed the use of.

    Parameters
    ----------
    budgets
        `eligible_origin` ("" while not confirmed) and `amount_vnd`.

    Returns
    -------
    float
        VND.
    """
    return float(budgets.loc[budgets["eligible_origin"] == "", "amount_vnd"].sum())
