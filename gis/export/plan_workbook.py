"""A plan as a workbook to print: the lines of an estimate, the cameras, and what it rests on."""

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Confidentiality, Goal, Origin, Payer
from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.export.confidential import released, released_lines
from gis.export.printed import AMOUNT, DEGREES, WEIGHT, lay_out
from gis.export.workbook import saved, workbook_of
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.account import account
from gis.restoration.plans.costs import vat_sentence
from gis.restoration.plans.descriptions import detail_sentence, plan_lines, terms_sentence
from gis.restoration.plans.loads import loads
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words


def plan_workbook(
    analysis: Analysis, todo: Work, request: Request, told: Plan, *, confidential: bool = False
) -> bytes:
    """Return the plan as an .xlsx: its lines with their costs, its cameras; an annex to print.

    Parameters
    ----------
    analysis
        The register that the plan is of.
    todo
        The work that it was chosen from.
    request
        What was asked.
    told
        The plan.
    confidential
        With the names of cameras marked so, see `export.confidential`.

    Returns
    -------
    bytes
        Sheets with the lines (VND, VND a month), the cameras (`lon lat` in WGS 84) and, where room
        is stated, the loads.
    """
    names = commune_names(analysis.communes)
    titles = [_("ANNEX: RESTORATION AND CONNECTION PLAN")]
    if analysis.provenance.simulated:
        titles.append(_("Simulated data"))
    titles += [*_asked(analysis, request, told, names), *_summary(analysis, todo, request, told)]
    weight = "own_weight" if told.only_own else "gain_weight"
    lines = plan_lines(analysis, todo, told)
    lines = released_lines(lines, analysis.cameras, confidential=confidential)
    lines = _lines(lines, names, weight)
    lines = lines.drop(columns=_said_above(request))
    sheets = {_("Plan"): lines, _("Cameras"): _cameras(analysis, told, names, confidential)}
    full = loads(analysis, todo, request.goal, told, commune=request.commune)
    if len(full.table):
        sheets[_("Loads")] = full.in_words()
    book = workbook_of(sheets, titles)
    money = (_("Cost (VND)"), _("Running cost a month (VND)"))
    formats = dict.fromkeys(money, AMOUNT) | {_("Weight lost without it"): WEIGHT}
    plan, cameras, *rest = book.worksheets
    for sheet in rest:
        lay_out(sheet, 1, _widths(), {})
    lay_out(plan, len(titles) + 2, _widths(), formats, total=True)
    lay_out(cameras, 1, _widths(), dict.fromkeys((_("Longitude"), _("Latitude")), DEGREES))
    return saved(book)


def _asked(analysis: Analysis, request: Request, plan: Plan, names: pd.Series) -> list[str]:
    place = _("Whole province") if request.commune is None else str(names[request.commune])
    return [
        _(
            "{place}; budget: {budget} million VND; made on {day}",
            place=place,
            budget=million_vnd(plan.limits.there_vnd),
            day=date(today()),
        ),
        _(
            "What is to come back: {goal}; cameras must show: {terms}",
            goal=words(Goal)[request.goal],
            terms=terms_sentence(analysis.terms),
        ),
    ]


def _summary(analysis: Analysis, todo: Work, request: Request, plan: Plan) -> list[str]:
    found = plan.solution
    accounted = account(analysis, todo, request.goal, plan, commune=request.commune)
    return [
        _(
            "Cost: {cost} million VND; running cost: {monthly} million VND a month",
            cost=million_vnd(plan.cost_vnd),
            monthly=million_vnd(plan.monthly_vnd, 2),
        ),
        _(
            "Weight covered: {before} today, {after} after the plan; at most {most} is possible",
            before=number(plan.before, 1),
            after=number(plan.after, 1),
            most=number(plan.after + found.bound - found.objective, 1),
        ),
        accounted.sentence(),
        *detail_sentence(analysis, request.commune),
        vat_sentence(),
    ]


def _said_above(request: Request) -> list[str]:
    """Return the columns that would say in every row what the titles say."""
    one_commune = [_("Commune")] if request.commune is not None else []
    return one_commune + ([_("Phase")] if request.budgets["phase"].max() == 1 else [])


def _widths() -> dict[str, float]:
    return {
        _("No."): 6,
        _("Code"): 19,
        _("Repair"): 30,
        _("Work to be done"): 16,
        _("Commune"): 18,
        _("Phase"): 8,
        _("Cost (VND)"): 15,
        _("Estimate"): 9,
        _("Price source"): 18,
        _("Running cost a month (VND)"): 13,
        _("Origin"): 16,
        _("Who pays"): 14,
        _("Weight lost without it"): 11,
        _("Cameras"): 18,
        _("Brings back"): 42,
        _("Name"): 36,
        _("Address"): 48,
        _("Longitude"): 13,
        _("Latitude"): 13,
    }


def _lines(told: pd.DataFrame, names: pd.Series, weight: str) -> pd.DataFrame:
    origin, payer = words(Origin), words(Payer)
    where = told["communes"].map(lambda codes: ", ".join(names.reindex(codes).dropna()))
    table = pd.DataFrame(
        {
            _("No."): np.arange(1, len(told) + 1),
            _("Code"): told["code"],
            _("Repair"): told["what"],
            _("Work to be done"): told["action"],
            _("Commune"): where,
            _("Phase"): told["phase"],
            _("Cost (VND)"): told["cost_vnd"],
            _("Estimate"): told["estimated"].map({True: _("yes"), False: _("no")}),
            _("Price source"): told["price_source"],
            _("Running cost a month (VND)"): told["monthly_vnd"],
            _("Origin"): told["origin"].map(origin).fillna(""),
            _("Who pays"): told["payer"].map(payer).fillna(""),
            _("Weight lost without it"): told[weight].round(2),
            _("Cameras"): told["cameras"].map(", ".join),
            _("Brings back"): told["why"],
        }
    )
    total = {
        _("Repair"): _("Total"),
        _("Cost (VND)"): told["cost_vnd"].sum(),
        _("Running cost a month (VND)"): told["monthly_vnd"].sum(),
    }
    return pd.concat([table, pd.DataFrame([total])], ignore_index=True).astype(object)


def _cameras(
    analysis: Analysis,
    plan: Plan,
    names: pd.Series,
    confidential: bool,  # noqa: FBT001
) -> pd.DataFrame:
    seen = analysis.cameras[analysis.cameras["camera_id"].isin(plan.restored)]
    seen = released(seen, analysis.cameras, confidential=confidential)
    marks = {_("Confidentiality"): seen["confidentiality"].map(words(Confidentiality)).fillna("")}
    return pd.DataFrame(
        {
            _("Code"): seen["camera_id"],
            _("Name"): display_names(seen),
            _("Address"): seen["address"],
            _("Commune"): seen["commune_code"].map(names).fillna(""),
            _("Longitude"): seen["lon"],
            _("Latitude"): seen["lat"],
        }
        | (marks if confidential else {})
    )
