"""A plan as a workbook: the lines of an estimate, the cameras, and what it rests on."""

import numpy as np
import pandas as pd

from gis.analysis import Analysis
from gis.choices import Origin, Payer
from gis.export.workbook import sheets
from gis.language import _
from gis.numbers import million_vnd, number
from gis.planning.costs import vat_sentence
from gis.planning.told import plan_told
from gis.planning.work import Work
from gis.restoration.plan import Plan
from gis.words import words


def plan_workbook(analysis: Analysis, todo: Work, told: Plan, *, simulated: bool) -> bytes:
    """Return the plan as an .xlsx: its lines with their costs, its cameras."""
    names = analysis.communes.set_index("code")["full_name"]
    titles = [_("Restoration and connection plan"), *_summary(told)]
    if simulated:
        titles.insert(1, _("Simulated data"))
    lines = _lines(plan_told(analysis, todo, told), names)
    tables = {_("Plan"): lines, _("Cameras"): _cameras(analysis, told, names)}
    return sheets(tables, titles, money=[_("Cost (VND)"), _("Running cost a month (VND)")])


def _summary(told: Plan) -> list[str]:
    found = told.solution
    return [
        _("Cost: {cost} million VND; running cost: {monthly} million VND a month",
          cost=million_vnd(told.cost_vnd), monthly=number(told.monthly_vnd / 1e6, 2)),
        _("Weight covered: {before} today, {after} after the plan; at most {most} is possible",
          before=number(told.before, 1), after=number(told.after, 1),
          most=number(told.after + found.bound - found.objective, 1)),
        vat_sentence(),
    ]  # fmt: skip


def _lines(told: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    origin, payer = words(Origin), words(Payer)
    where = told["communes"].map(lambda codes: ", ".join(names.reindex(codes).dropna()))
    table = pd.DataFrame(
        {
            _("No."): np.arange(1, len(told) + 1),
            _("Code"): told["id"],
            _("Repair"): told["what"],
            _("Commune"): where,
            _("Phase"): told["phase"],
            _("Cost (VND)"): told["cost_vnd"],
            _("Estimate"): told["estimated"].map({True: _("yes"), False: _("no")}),
            _("Running cost a month (VND)"): told["monthly_vnd"],
            _("Origin"): told["origin"].map(origin).fillna(""),
            _("Who pays"): told["payer"].map(payer).fillna(""),
            _("Weight lost without it"): told["gain_weight"].round(2),
            _("Cameras"): told["cameras"].map(", ".join),
            _("Brings back"): told["why"],
        }
    )
    total = {_("Repair"): _("Total"), _("Cost (VND)"): told["cost_vnd"].sum(),
             _("Running cost a month (VND)"): told["monthly_vnd"].sum()}  # fmt: skip
    return pd.concat([table, pd.DataFrame([total])], ignore_index=True).astype(object)


def _cameras(analysis: Analysis, told: Plan, names: pd.Series) -> pd.DataFrame:
    seen = analysis.cameras[analysis.cameras["camera_id"].isin(told.restored)]
    return pd.DataFrame(
        {
            _("Code"): seen["camera_id"],
            _("Name"): seen["name"],
            _("Address"): seen["address"],
            _("Commune"): seen["commune_code"].map(names).fillna(""),
            _("Longitude"): seen["lon"],
            _("Latitude"): seen["lat"],
        }
    )
