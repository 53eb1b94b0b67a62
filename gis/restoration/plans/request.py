"""What is asked of a plan: money, months, floors, what must and what must not be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Goal, Origin, Weigh
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.restoration.model.budgets import BUDGET_COLUMNS, EVERY, checked, shares
from gis.restoration.model.constraints import Constraints
from gis.restoration.model.repair_ids import ids_of
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import with_visit_repairs

# How many months a phase counts until the next: this quarter, this year, next year on.
PHASE_MONTHS = (3.0, 9.0, 12.0)
FLOOR_RULES = ("lost", "need", "equal")


@dataclass(frozen=True, eq=False)
class Request:
    """What is asked of a plan.

    `budgets`: see `gis.restoration.model.budgets`. `goal`: see `Goal`; `weigh`: see `Weigh`.
    `total_vnd`: what may be spent in all. `months`: how long each phase counts, one entry a phase;
    for a single phase 1, so that weight is weight. `monthly_vnd`: ceiling of the running cost of
    what is switched on again, VND a month. `floor`: the part α of `fairness.floors`, by `share`
    (see `FLOOR_RULES`). `locked`, `excluded`: repairs, by id or code (see `named_repairs`).
    `commune`:
    only what lies in it counts. `fits`: in what part of all draws of the costs the plan must keep
    within the money, see `chance_constraint`; 0: by the costs as they are listed. `findings`: what
    was remarked on when the budgets were read.
    """

    budgets: pd.DataFrame
    goal: str = Goal.SEE
    weigh: str = Weigh.BOTH
    total_vnd: float = np.inf
    months: tuple[float, ...] = (1.0,)
    monthly_vnd: float = np.inf
    floor: float = 0.0
    share: str = "lost"
    locked: frozenset[str] = field(default_factory=frozenset)
    excluded: frozenset[str] = field(default_factory=frozenset)
    commune: str | None = None
    fits: float = 0.0
    findings: tuple[Finding, ...] = ()


def request_money(
    amounts_vnd: Sequence[float], *, phases: bool = False, origins: Sequence[str] = ()
) -> pd.DataFrame:
    """Return budgets for the whole province: one a phase, or one an origin, or just one.

    Parameters
    ----------
    amounts_vnd
        One or more amounts, from 0 on.
    phases
        Each amount is of a phase of its own, from 1 on; else all are of the first.
    origins
        For each amount the `Origin` of the assets it may pay for; empty: any.

    Returns
    -------
    DataFrame
        `gis.restoration.model.budgets.BUDGET_COLUMNS`, one row an amount.

    Raises
    ------
    GisError
        An amount is not a number from 0 on, or an origin is not known.
    """
    for amount in amounts_vnd:
        if not 0 <= amount < np.inf:
            raise GisError(_("A budget must be a number from 0 on, in đồng"))
    for origin in set(origins) - set(Origin):
        raise GisError(
            _(
                "There is no origin “{origin}”; there are: {names}",
                origin=origin,
                names=", ".join(Origin),
            )
        )
    count = len(amounts_vnd)
    values = {
        "commune_code": "",
        "payer": "",
        "phase": 1,
        "amount_vnd": amounts_vnd,
        "eligible_origin": list(origins) or EVERY,
    }
    table = pd.DataFrame(values, index=range(count)).astype({"amount_vnd": float})
    return table.assign(phase=range(1, count + 1)) if phases else table


def months(phases: int) -> tuple[float, ...]:
    """Return how long each of some phases counts: 1 for a single one, see `PHASE_MONTHS`.

    Parameters
    ----------
    phases
        How many phases, from 1 on.

    Returns
    -------
    tuple of float
        Months, one number a phase: 3, 9, 12, 12, …
    """
    if phases == 1:
        return (1.0,)
    longer = PHASE_MONTHS + PHASE_MONTHS[-1:] * max(phases - len(PHASE_MONTHS), 0)
    return longer[:phases]


def as_values(request: Request) -> dict[str, Any]:
    """Return a request as plain values that JSON holds.

    Parameters
    ----------
    request
        What is asked.

    Returns
    -------
    dict
        Amounts in VND; None stands for no limit, which JSON has no number for.
    """
    return {
        "budgets": request.budgets[list(BUDGET_COLUMNS)].to_dict("records"),
        "goal": str(request.goal),
        "weigh": str(request.weigh),
        "total_vnd": request.total_vnd if np.isfinite(request.total_vnd) else None,
        "months": list(request.months),
        "monthly_vnd": request.monthly_vnd if np.isfinite(request.monthly_vnd) else None,
        "floor": request.floor,
        "share": request.share,
        "locked": sorted(request.locked),
        "excluded": sorted(request.excluded),
        "commune": request.commune,
    } | ({"fits": request.fits} if request.fits else {})


def request_from_values(values: Mapping[str, Any]) -> Request:
    """Return the request that `as_values` wrote.

    Parameters
    ----------
    values
        The fields of a request, as JSON gives them back: from a link, a scenario or a package.

    Returns
    -------
    Request
        The same request; its budgets are looked through anew.

    Raises
    ------
    GisError
        It is none: something is missing, unknown, or cannot be.
    """
    try:
        return _read(dict(values))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise GisError(_("The conditions cannot be read ({what})", what=error)) from error


def _read(plain: dict[str, Any]) -> Request:
    table = pd.DataFrame(plain["budgets"], columns=list(BUDGET_COLUMNS)).astype(
        {"amount_vnd": float}
    )
    plain["budgets"] = checked(table, table["commune_code"], where=_("Money"))
    for name in ("total_vnd", "monthly_vnd"):
        plain[name] = np.inf if plain[name] is None else float(plain[name])
    plain["goal"], plain["weigh"] = Goal(plain["goal"]), Weigh(plain.get("weigh", Weigh.BOTH))
    plain["months"] = tuple(map(float, plain["months"]))
    plain["floor"], plain["fits"] = float(plain["floor"]), float(plain.get("fits", 0.0))
    plain |= {name: frozenset(map(str, plain[name])) for name in ("locked", "excluded")}
    request = Request(**plain)
    wrong = {
        "total_vnd": not request.total_vnd >= 0,
        "monthly_vnd": not request.monthly_vnd >= 0,
        "months": not all(0 < months < np.inf for months in request.months)
        or len(request.months) < request.budgets["phase"].max(),
        "floor": not 0 <= request.floor <= 1,
        "share": request.share not in FLOOR_RULES,
        "commune": not isinstance(request.commune, str | None),
        "fits": not 0 <= request.fits < 1,
    }
    for name in [name for name, is_wrong in wrong.items() if is_wrong]:
        raise ValueError(f"{name}: {getattr(request, name)}")
    return request


def named_repairs(todo: Work, request: Request) -> Request:
    """Return a request whose required and excluded repairs are named by their ids.

    Parameters
    ----------
    todo
        All repairs there are.
    request
        Its `locked` and `excluded` may be ids or codes, see `resolve_repairs`.

    Returns
    -------
    Request
        The same, `locked` and `excluded` being ids.

    Raises
    ------
    GisError
        One is not known, or may be two.
    """
    if not request.locked | request.excluded:
        return request
    table = todo.repairs.table
    locked, excluded = (ids_of(names, table) for names in (request.locked, request.excluded))
    return replace(request, locked=locked, excluded=excluded)


def limits(todo: Work, request: Request) -> Constraints:
    """Return what a plan of some work must keep to, floors apart.

    Parameters
    ----------
    todo
        All repairs there are.
    request
        Amounts in VND; phases from 1 on.

    Returns
    -------
    Constraints
        For all repairs; phases from 0 on.

    Raises
    ------
    GisError
        A repair that is locked or excluded is not known, may be two, or is both; or there are
        too many phases.
    """
    request = named_repairs(todo, request)
    budgets, ids = request.budgets, todo.repairs.table["repair_id"]
    if both := sorted(request.excluded & set(ids[required(todo, request)])):
        raise GisError(
            _("A repair cannot be both required and excluded: {ids}", ids=", ".join(both))
        )
    if budgets["phase"].max() > len(request.months):
        raise GisError(_("There are more phases of money than phases of the plan"))
    plain = (budgets[["commune_code", "payer"]] == "").all(axis=None)
    plain &= (budgets["eligible_origin"] == EVERY).all()
    codes = todo.cameras["commune_code"]
    return Constraints(
        amount_vnd=budgets["amount_vnd"].to_numpy(float),
        phase=budgets["phase"].to_numpy(np.int64) - 1,
        share=None if plain else shares(budgets, todo.repairs, codes),
        total_vnd=request.total_vnd,
        months=np.array(request.months, float),
        monthly_vnd=request.monthly_vnd,
        locked=required(todo, request) if request.locked else None,
        excluded=ids.isin(request.excluded).to_numpy() if request.excluded else None,
    )


def required(todo: Work, request: Request) -> NDArray[np.bool_]:
    """Tell which repairs are required, the visits these need among them.

    Parameters
    ----------
    todo
        All repairs there are.
    request
        Its `locked` are ids, see `named_repairs`.

    Returns
    -------
    ndarray
        Flags of the repairs.
    """
    table = todo.repairs.table
    return with_visit_repairs(table, table["repair_id"].isin(request.locked).to_numpy())


def commune_shares(analysis: Analysis, todo: Work, request: Request) -> pd.Series:
    """Return each commune's share of the free money, by what was asked for.

    What its cameras count for themselves is part of what a commune has lost.

    Parameters
    ----------
    analysis
        Its communes: `lost_weight unconfirmed_weight gap_weight`.
    todo
        All repairs, and what cameras count for themselves.
    request
        Its `share`, `floor` and `commune`.

    Returns
    -------
    Series
        Index `code`; weights, or 1 each: only their proportion counts.

    Raises
    ------
    GisError
        No such way of sharing, or the floor is no part from 0 to 1.
    """
    if request.share not in FLOOR_RULES or not 0 <= request.floor <= 1:
        raise GisError(
            _(
                "A floor is a part from 0 to 1, shared by one of: {names}",
                names=", ".join(FLOOR_RULES),
            )
        )
    communes = analysis.communes.set_index("code")
    if request.commune is not None:
        communes = communes.loc[[request.commune]]
    mine = pd.Series(todo.own * todo.own_share * todo.repairs.mendable)
    own = mine.groupby(todo.cameras["commune_code"].to_numpy()).sum()
    own = own.reindex(communes.index, fill_value=0.0)
    lost = communes["lost_weight"] * todo.place_share + own
    need = lost + communes[["unconfirmed_weight", "gap_weight"]].sum(axis=1) * todo.place_share
    known: dict[str, pd.Series] = {
        "lost": lost,
        "need": need,
        "equal": pd.Series(1.0, communes.index),
    }
    return known[request.share]
