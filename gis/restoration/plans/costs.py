"""What a plan costs and who bears it, what running costs, and what more money could do."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis.result import Analysis, survey_first
from gis.core.choices import Coverage, Goal, Origin, Payer, Status
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.core.schema import MOST_VND
from gis.register.availability import dependence
from gis.register.queries import in_commune, lies_in
from gis.restoration.model.repair_options import Work
from gis.restoration.model.repairs import running_vnd
from gis.restoration.plans.formulation import Formulation
from gis.restoration.plans.plan import Plan
from gis.vocabulary.words import words

YEAR = 12
# The row of the price list for a year's maintenance of a camera by contract.
SERVICE = "service"


def vat_sentence() -> str:
    """Say, the same everywhere, what costs hold of VAT."""
    return _(
        "Costs marked as estimates come from the price list, VAT included, and need a quotation."
    )


@dataclass(frozen=True)
class Costs:
    """The money of a plan: đồng throughout.

    `by_payer`, `by_origin`: of its repairs. `everything_vnd`: all that can be mended here.
    `running_year_vnd`: a year of all cameras that are there, `plan_year_vnd`: what the plan
    adds to it. `spare_vnd`: what is left when everything is mended, and what that could do:
    `surveys` (cameras), `gaps` (places no camera sees), `connection_vnd` (all live at HQ).
    `service_year_vnd`: a year's maintenance by contract of all cameras that are there.
    """

    by_payer: dict[str, float]
    by_origin: dict[str, float]
    everything_vnd: float
    running_year_vnd: float
    plan_year_vnd: float
    spare_vnd: float
    surveys: int
    gaps: int
    connection_vnd: float
    service_year_vnd: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return asdict(self)

    def sentences(self) -> list[str]:
        """Say who bears the plan, what all costs, what running costs a year, and VAT."""
        payers, origins = words(Payer), words(Origin)
        told = []
        if self.by_payer:
            told += [
                _("By payer: {sums} (million VND).", sums=_sums(self.by_payer, payers)),
                _("By origin: {sums} (million VND).", sums=_sums(self.by_origin, origins)),
            ]
        told += [
            _(
                "To mend everything here: {amount} million VND.",
                amount=million_vnd(self.everything_vnd),
            ),
            _(
                "Running cost: {now} million VND a year for all cameras here; the plan adds {more} "
                "million VND a year.",
                now=million_vnd(self.running_year_vnd),
                more=million_vnd(self.plan_year_vnd),
            ),
        ]
        if self.service_year_vnd:
            told.append(
                _(
                    "Maintenance by contract, if wanted: {amount} million VND a year for all "
                    "cameras here.",
                    amount=million_vnd(self.service_year_vnd),
                )
            )
        told.append(vat_sentence())
        return told

    def spare_sentence(self) -> str:
        """Say what money beyond all that can be mended could do, "" where there is none."""
        if self.spare_vnd <= 0:
            return ""
        could = []
        if self.connection_vnd:
            could.append(
                _(
                    "connect everything to headquarters ({amount} million VND)",
                    amount=million_vnd(self.connection_vnd),
                )
            )
        if self.running_year_vnd:
            could.append(
                _(
                    "a year's running cost ({amount} million VND)",
                    amount=million_vnd(self.running_year_vnd),
                )
            )
        if self.surveys:
            could.append(_("survey {count} cameras", count=number(self.surveys)))
        if self.gaps:
            could.append(_("new cameras for {count} places without any", count=number(self.gaps)))
        return _(
            "Everything that can be mended needs {all} million VND; {spare} million VND are "
            "left. They could pay for: {could}.",
            all=million_vnd(self.everything_vnd),
            spare=million_vnd(self.spare_vnd),
            could="; ".join(could) or "–",
        )


def costs(
    analysis: Analysis,
    formulation: Formulation,
    plan: Plan,
    *,
    monthly_vnd: float,
    connected: Callable[[], Work],
) -> Costs:
    """Return the money of a plan.

    Parameters
    ----------
    analysis
        The cameras, and the places without any, that money left over could pay for.
    formulation
        What the plan answers, whatever money is asked for.
    plan
        The plan whose lines and limits (`there_vnd`) are looked at.
    monthly_vnd
        What a month costs of all cameras here, see `running`.
    connected
        Gives the work of the goal *live*: it is asked for only when money is left.

    Returns
    -------
    Costs
        In VND. Nothing is spare where the money has no limit, or is bound to payers, communes or
        origins.
    """
    commune, todo = formulation.request.commune, formulation.todo
    everything, there = _needed_vnd(formulation), plan.limits.there_vnd
    spare = max(there - max(everything, plan.cost_vnd), 0.0)
    if there >= MOST_VND or not plan.limits.plain:
        spare = 0.0
    first, gaps = (in_commune(t, commune) for t in (survey_first(analysis), analysis.gaps))
    extra = 0.0
    if spare > 0 and formulation.request.goal == Goal.SEE:
        extra = max(_waited_vnd(connected(), commune) - _waited_vnd(todo, commune), 0.0)
    return Costs(
        _by(plan.lines, "payer", Payer.UNCONFIRMED),
        _by(plan.lines, "origin", Origin.UNKNOWN),
        everything,
        YEAR * monthly_vnd,
        YEAR * plan.monthly_vnd,
        spare,
        len(first),
        int(((gaps["coverage"] == Coverage.GAP) & gaps["length_m"].isna()).sum()),
        extra,
        float(todo.prices["mid"].get(SERVICE, 0.0)) * int(_there(analysis, commune).sum()),
    )


def _by(lines: pd.DataFrame, column: str, otherwise: str) -> dict[str, float]:
    who = lines[column].replace("", str(otherwise))
    sums = lines["cost_vnd"].groupby(who).sum()
    return {str(name): float(cost) for name, cost in sums.items()}


def _sums(sums: dict[str, float], names: dict[str, str]) -> str:
    heaviest = sorted(sums.items(), key=lambda pair: -pair[1])
    return "; ".join(f"{names.get(who, who)} {million_vnd(cost)}" for who, cost in heaviest)


def _needed_vnd(formulation: Formulation) -> float:
    """Return what all repairs cost that anything of the scope waits for."""
    used = np.diff(formulation.problem.needs.tocsc().indptr) > 0
    if formulation.problem.room is not None:
        used |= formulation.problem.room.extending(used)
    return float(formulation.problem.cost_vnd[used].sum())


def _waited_vnd(todo: Work, commune: str | None) -> float:
    rows = np.flatnonzero(todo.repairs.mendable & todo.inside(commune))
    used = np.diff(todo.repairs.waits[rows].tocsc().indptr) > 0
    return float(todo.repairs.table["cost_vnd"].to_numpy()[used].sum())


def running(analysis: Analysis, prices: pd.DataFrame, commune: str | None = None) -> float:
    """Return what a month costs of all that stands here, shared equipment by its cameras' part.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns: `monthly_cost_vnd`, `status`, `depends_on`,
        `connects_through`.
    prices
        The price list, see `read_prices`: its `mid` for what states no monthly cost.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    float
        VND a month. Shared equipment counts by the part of its cameras that are of the commune;
        cameras proposed for disposal cost nothing.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    inside = lies_in(cameras, commune).to_numpy()
    own = running_vnd(cameras, "camera", prices)[_there(analysis, commune)].sum()
    both = cameras["depends_on"] + ";" + cameras["connects_through"]
    needs = dependence(cameras.assign(depends_on=both), equipment).needs.astype(np.int64)
    behind, mine = (needs.T @ flags.astype(np.int64) for flags in (np.ones(len(cameras)), inside))
    part = np.divide(
        mine, behind, out=np.full(len(equipment), float(commune is None)), where=behind > 0
    )
    shared = running_vnd(equipment, "equipment", prices)
    return float(own + (shared * part).sum())


def _there(analysis: Analysis, commune: str | None) -> NDArray[np.bool_]:
    """Tell which cameras of a scope are there and are not to be written off."""
    cameras = analysis.cameras
    return (lies_in(cameras, commune) & (cameras["status"] != Status.DISPOSAL)).to_numpy()
