"""What the options of a command ask of a plan."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.cli import (
    amount,
    listed_pairs,
    monthly_amount,
    seconds,
    share,
)
from gis.core.choices import Goal, Origin, Weigh
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.ingest.choice_words import read_choice
from gis.restoration.files.budget_files import read_budgets
from gis.restoration.model.prices import PRICE_LEVELS, PRICES_SETTING, read_prices
from gis.restoration.model.visits import STOP, TRIP, VISITS
from gis.restoration.plans.planning import METHODS
from gis.restoration.plans.request import FLOOR_RULES, Request, months, request_money
from gis.store.store import Store

# More than everything costs.
MOST_BUDGET_VND = 1e15


def add_goal(parser: ArgumentParser) -> None:
    """Add the options that say what is to come back, and what of it counts."""
    parser.add_argument(
        "--goal",
        choices=list(Goal),
        default=Goal.SEE,
        help=_(
            "what is to come back: that cameras see, that they are live at headquarters, or both"
        ),
    )
    weighing = _("what counts: places first, then cameras; or one alone")
    parser.add_argument("--weigh", choices=list(Weigh), default=Weigh.BOTH, help=weighing)
    going = {
        TRIP: _("what a trip to a commune costs, whatever is done there"),
        STOP: _("what a stop at a site costs, whatever is done there"),
    }
    for kind, text in going.items():
        parser.add_argument(f"--{kind}-vnd", type=amount, metavar="VND", help=text)


def add_request(parser: ArgumentParser) -> None:
    """Add the options that say what is asked of a plan."""
    add_goal(parser)
    _add_money(parser)
    _add_conditions(parser)


def _add_money(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--budget",
        type=amount,
        metavar="VND",
        help=_("most that may be spent in all, in đồng: 500 triệu"),
    )
    parser.add_argument(
        "--budgets",
        type=Path,
        metavar="FILE",
        help=_("file of budgets by commune, payer, phase and origin of the cameras"),
    )
    parser.add_argument(
        "--funds",
        metavar="ORIGIN=VND,…",
        help=_("money for cameras of each origin: state=2 tỷ,community=500 triệu"),
    )
    parser.add_argument(
        "--phase",
        type=amount,
        action="append",
        default=[],
        metavar="VND",
        help=_("money of a phase; repeated for each phase in turn"),
    )
    parser.add_argument(
        "--monthly",
        type=monthly_amount,
        default=np.inf,
        metavar="VND",
        help=_("most that running what is restored may cost a month"),
    )


def _add_conditions(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--floor",
        type=share,
        default=0.0,
        metavar="SHARE",
        help=_("least part each commune gets of what its share of the money could restore"),
    )
    parser.add_argument(
        "--share",
        choices=FLOOR_RULES,
        default="lost",
        help=_("how the money is divided for --floor: by what was lost, by need, or equally"),
    )
    parser.add_argument(
        "--fits",
        type=share,
        default=0.0,
        metavar="SHARE",
        help=_("within the money in this part of draws of the costs: 0.9"),
    )
    parser.add_argument(
        "--method",
        choices=METHODS,
        default="exact",
        help=_("best plan with proof, or simple ranked list"),
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        metavar="S",
        help=_("longest search for the best plan, in seconds"),
    )
    parser.add_argument(
        "--lock",
        action="append",
        default=[],
        metavar="ID",
        help=_("repair that must be in the plan: its code, or the camera's; can be repeated"),
    )
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="ID",
        help=_("repair that must not be in the plan; can be repeated"),
    )


def request(options: Namespace, communes: gpd.GeoDataFrame) -> Request:
    """Return what the options ask of a plan (or, for a curve, without saying how much money).

    Raises
    ------
    GisError
        No money is named, or in ways that do not go together.
    """
    ways = [bool(options.budgets), bool(options.funds), bool(options.phase)]
    if sum(ways) > 1:
        raise GisError(
            _(
                "Of --budgets, --funds and --phase only one can be given; "
                "a file of budgets can say all of it"
            )
        )
    if not any(ways) and options.budget is None and options.command != "curve":
        raise GisError(_("Say how much money there is: --budget VND or --budgets FILE"))
    budgets, findings = _budgets(options, communes)
    return Request(
        budgets=budgets,
        goal=options.goal,
        weigh=options.weigh,
        total_vnd=np.inf if options.budget is None else options.budget,
        months=months(int(budgets["phase"].max())),
        monthly_vnd=options.monthly,
        floor=options.floor,
        share=options.share,
        locked=frozenset(options.lock),
        excluded=frozenset(options.exclude),
        commune=options.commune,
        fits=_sure(options),
        findings=tuple(findings),
    )


def _sure(options: Namespace) -> float:
    if options.fits >= 1 or (options.fits and options.command == "curve"):
        raise GisError(_("--fits is a part below 1, of a plan: 0.9"))
    return float(options.fits)


def _budgets(options: Namespace, communes: gpd.GeoDataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    if options.budgets:
        return read_budgets(options.budgets, options.budgets.name, communes)
    return _stated_money(options), []


def _stated_money(options: Namespace) -> pd.DataFrame:
    if options.phase:
        return request_money(options.phase, phases=True)
    if options.funds:
        funds = listed_pairs(options.funds)
        origins = [_origin(name) for name in funds]
        return request_money([amount(value) for value in funds.values()], origins=origins)
    return request_money([MOST_BUDGET_VND if options.budget is None else options.budget])


def _origin(name: str) -> str:
    try:
        return read_choice(name, Origin)
    except ValueError:
        return name  # refused by name


def stated_prices(options: Namespace) -> pd.DataFrame:
    """Return the price list with what the store holds; the plain list beside files."""
    stored = None if options.cameras is not None else Store(options.store).setting(PRICES_SETTING)
    prices = read_prices(overrides=stored)
    for kind in VISITS:
        if (cost_vnd := getattr(options, f"{kind}_vnd", None)) is not None:
            prices.loc[kind, [*PRICE_LEVELS, "estimated"]] = [cost_vnd] * len(PRICE_LEVELS) + [
                False
            ]
    return prices
