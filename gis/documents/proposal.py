"""Papers of a plan: the proposal, the draft of the decision, the estimate of costs."""

from typing import Any

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.choices import Goal, Origin, Payer
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.documents.amounts import vnd_in_words
from gis.documents.dossier import Dossier, ProposedPlan
from gis.documents.listing import Row, listed_names
from gis.documents.review import situation
from gis.export.confidential import released, released_lines
from gis.register.queries import is_confidential
from gis.restoration.model.repair_ids import codes_of
from gis.restoration.plans.account import Account, account
from gis.restoration.plans.descriptions import plan_lines, repair_names
from gis.restoration.plans.pricing import pricing
from gis.vocabulary.words import words


def proposal(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of proposal, decision and estimate: the plan, its money, its lines.

    Raises
    ------
    GisError
        No plan is chosen.
    """
    chosen = _chosen(dossier)
    plan = chosen.plan
    lines = plan_lines(dossier.analysis, chosen.work, plan)
    left, accounted = _left(dossier, chosen), _account(dossier.analysis, chosen)
    return situation(dossier) | {
        "goal": words(Goal)[chosen.request.goal],
        "lines": _lines(_named(lines, dossier), chosen),
        "repairs": number(len(lines)),
        "restored": number(len({c for ids in lines["cameras"] for c in ids})),
        "cost_vnd": number(plan.cost_vnd),
        "cost_million": million_vnd(plan.cost_vnd),
        "cost_in_words": vnd_in_words(plan.cost_vnd),
        "monthly_vnd": number(plan.monthly_vnd),
        "yearly_million": million_vnd(12 * plan.monthly_vnd),
        "weight_before": number(plan.before, 1),
        "weight_after": number(plan.after, 1),
        "origins": _by(lines, "origin", words(Origin)),
        "payers": _by(lines, "payer", words(Payer)),
        "phases": _by(lines, "phase", {}),
        "estimated": number(lines["estimated"].sum()),
        "account": accounted.sentence(),
        "beyond": _beyond(accounted, dossier),
        "left": left,
        "left_count": number(len(left)),
        "left_million": million_vnd(sum(row["amount"] for row in left)),
    }


def _chosen(dossier: Dossier) -> ProposedPlan:
    if dossier.proposal is None:
        raise GisError(_("This paper needs a plan: choose a budget first"))
    return dossier.proposal


def _lines(lines: pd.DataFrame, chosen: ProposedPlan) -> list[Row]:
    origin, payer = words(Origin), words(Payer)
    priced: list[Row] = pricing(chosen.work).iloc[lines["repair"]].to_dict("records")  # type: ignore[assignment]
    return [
        {
            "place": number(place),
            "code": row["code"],
            "what": row["what"],
            "cameras": number(len(row["cameras"])),
            "cost_vnd": number(row["cost_vnd"]),
            "monthly_vnd": number(row["monthly_vnd"]),
            "origin": origin.get(row["origin"], ""),
            "payer": payer.get(row["payer"], ""),
            "phase": number(row["phase"]),
            "why": row["why"],
        }
        | price
        for place, (row, price) in enumerate(
            zip(lines.to_dict("records"), priced, strict=True), start=1
        )
    ]


def _named(lines: pd.DataFrame, dossier: Dossier) -> pd.DataFrame:
    """Return lines without the names of confidential cameras, unless these are asked for."""
    cameras = dossier.analysis.cameras
    told = released_lines(lines, cameras, confidential=dossier.confidential)
    return lines.assign(**{name: told[name] for name in ("code", "what", "why")})


def _left(dossier: Dossier, chosen: ProposedPlan) -> list[Row]:
    """Return the repairs that the plan leaves for later: how many cameras wait for each, why."""
    repairs = chosen.work.repairs
    waiting = repairs.waits[chosen.work.inside(chosen.request.commune) & repairs.mendable]
    table = repairs.table.assign(cameras=np.asarray(waiting.sum(axis=0)).ravel().astype(int))
    later = table[
        (table["cameras"] > 0) & repairs.bought & ~table["repair_id"].isin(chosen.plan.lines["id"])
    ]
    names = repair_names(chosen.work, dossier.analysis.communes)
    later = later.assign(why=_why_left(later, chosen), code=codes_of(later["repair_id"]))
    later = later.assign(what=later["repair_id"].map(names))
    if not dossier.confidential:
        cameras = dossier.analysis.cameras
        secret = later["code"].isin(cameras.loc[is_confidential(cameras), "camera_id"])
        later.loc[secret, ["code", "what"]] = _("confidential")
    return [
        {
            "place": number(place),
            "code": row["code"],
            "what": row["what"],
            "cameras": number(row["cameras"]),
            "cost_vnd": number(row["cost_vnd"]),
            "amount": row["cost_vnd"],
            "why": row["why"],
        }
        for place, row in enumerate(later.to_dict("records"), start=1)
    ]


def _why_left(later: pd.DataFrame, chosen: ProposedPlan) -> pd.Series:
    """Return why each repair that could be done is not in the plan."""
    rest_vnd = chosen.plan.limits.there_vnd - chosen.plan.cost_vnd
    short = _("Costs more than the {rest} million VND that remain", rest=million_vnd(rest_vnd))
    other = _("Under these conditions other repairs bring back more")
    why = pd.Series(other, later.index, dtype=object).mask(later["cost_vnd"] > rest_vnd, short)
    excluded = later["repair_id"].isin(chosen.request.excluded)
    return why.mask(excluded, _("Left out as asked"))


def _account(analysis: Analysis, chosen: ProposedPlan) -> Account:
    request = chosen.request
    return account(analysis, chosen.work, request.goal, chosen.plan, commune=request.commune)


def _beyond(accounted: Account, dossier: Dossier) -> list[Row]:
    """Return the cameras that no repair brings back: why, and what to do."""
    cameras, table = dossier.analysis.cameras, accounted.beyond_money
    table = released(table, cameras, confidential=dossier.confidential)
    columns = (table["camera_id"], listed_names(table), table["why"], table["advice"])
    return [
        {"place": number(place), "code": code, "name": name, "why": why, "advice": advice}
        for place, (code, name, why, advice) in enumerate(zip(*columns, strict=True), start=1)
    ]


def _by(lines: pd.DataFrame, column: str, names: dict[str, str]) -> list[Row]:
    """Return the plan's money by the values of a column, most first."""
    sums = lines.groupby(column)[["cost_vnd", "monthly_vnd"]].sum()
    sums = sums.sort_values("cost_vnd", ascending=False, kind="stable")
    return [
        {
            "label": names.get(str(name)) or str(name) or _("not stated"),
            "cost_million": million_vnd(row["cost_vnd"]),
            "monthly_vnd": number(row["monthly_vnd"]),
        }
        for name, row in sums.iterrows()
    ]
