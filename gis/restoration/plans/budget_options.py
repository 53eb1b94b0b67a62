"""A few amounts of money to choose from, each with the plan that it buys."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gis.core.numbers import MILLION
from gis.restoration.plans.budget_curve import BudgetCurve

# The parts of what can be brought back at all.
BUDGET_SHARES = (0.5, 0.8, 1.0)


def budget_options(choices: BudgetCurve, parts: Sequence[float] = BUDGET_SHARES) -> pd.DataFrame:
    """Return the least round amounts that bring back such parts of all that can come back.

    All is every camera that can be mended, not only all places and roads.

    Parameters
    ----------
    choices
        The best plans for every amount.
    parts
        Parts of all that can come back, above 0 to 1.

    Returns
    -------
    DataFrame
        One row an amount, least first, none where nothing can be brought back: `amount_vnd`
        (whole millions; tenths of a million where all of it costs less than a hundred),
        `cost_vnd` of the best plan for it, `repairs` and `cameras` (how many), `weight` (what
        is covered then), `part` (of what can be brought back, 0 to 1) and `all` (no camera
        that can be mended is left).
    """
    curve, step = choices.curve, 1.0 if choices.all_vnd >= 100 * MILLION else 0.1
    weight, spent = curve["weight"].to_numpy(), curve["amount_vnd"].to_numpy() / MILLION
    most = float(weight[-1])
    if most <= 0:
        return pd.DataFrame(columns=["amount_vnd", *_FIGURES])
    wanted = np.asarray(parts)
    least = spent[np.searchsorted(weight, most * wanted * (1 - 1e-9))]
    least = np.where(wanted >= 1, choices.all_vnd / MILLION, least)
    amounts = np.unique((np.ceil(least / step - 1e-9) * step).round(1)) * MILLION
    rows = [_bought(choices, amount, most) for amount in amounts]
    return pd.DataFrame(rows, columns=_FIGURES).assign(amount_vnd=amounts)


_FIGURES = ["cost_vnd", "repairs", "cameras", "weight", "part", "all"]


def _bought(choices: BudgetCurve, amount_vnd: float, most: float) -> tuple[float, ...]:
    told = choices.plan(amount_vnd)
    part, everything = told.solution.objective / most, amount_vnd >= choices.all_vnd
    figures = told.cost_vnd, len(told.lines), len(told.restored), told.worth
    return *figures, part, everything
