"""The league table of all communes: survey, keepers, failures, money, and the step of each."""

import numpy as np
import pandas as pd
from scipy import sparse

from gis.communes.listing import commune_names
from gis.core.choices import RoundState
from gis.runtime.plan_cache import Planner
from gis.scenarios.scenarios import PROPOSED_PREFIX, list_scenarios
from gis.store.rounds import survey_dates
from gis.store.store import Store
from gis.survey.league import days_overdue, league_counts, league_flags

_APPROVED = (RoundState.APPROVED, RoundState.REPORTED)


def flags_now(planner: Planner, store: Store, *, today: str) -> pd.DataFrame:
    """Tell of each camera in which counts of the table it is.

    Parameters
    ----------
    planner
        Of the register as it is now.
    store
        Where the dates of the survey stand.
    today
        ISO date.

    Returns
    -------
    DataFrame
        A column a count, see `survey.league.league_flags`; on the index of the cameras.
    """
    found, since = planner.analysis, survey_dates(store)["since"]
    return league_flags(found.cameras, found.equipment, found.communes, since=since, today=today)


def league_table(
    planner: Planner, store: Store, flags: pd.DataFrame, *, today: str
) -> pd.DataFrame:
    """Return all communes side by side: how far they are, and money.

    Parameters
    ----------
    planner
        Of the register as it is now.
    store
        Where its survey rounds and plans stand.
    flags
        See `flags_now`.
    today
        ISO date.

    Returns
    -------
    DataFrame
        By commune code: `name state`, `survey.league.COUNTS`; `needed_vnd`, to mend all that can
        be mended here (what several communes wait for counts in each); `approved_vnd`, the plan
        proposed, once the chair has approved the survey it belongs to; `spent_vnd`, what was
        quoted for the cameras whose repair is accepted; `overdue_days`, how late the report is,
        missing where it is not.
    """
    found, dates = planner.analysis, survey_dates(store)
    codes, cameras = found.communes["code"], found.cameras
    table = league_counts(
        cameras, flags, store.rounds(), codes, since=dates["since"], today=today
    ).rename_axis("code")
    quoted = cameras["repair_cost_vnd"].where(flags["restored"], 0.0).fillna(0.0)
    approved = _proposed_vnd(store).reindex(table.index)
    return table.assign(
        name=commune_names(found.communes),
        needed_vnd=_needed_vnd(planner).reindex(table.index, fill_value=0.0),
        approved_vnd=approved.where(table["state"].isin(_APPROVED)).fillna(0.0),
        spent_vnd=quoted.groupby(cameras["commune_code"]).sum().reindex(table.index).fillna(0.0),
        overdue_days=days_overdue(table["state"], deadline=dates["deadline"], today=today),
    )


def _needed_vnd(planner: Planner) -> pd.Series:
    """Return by commune code what all repairs cost that its cameras wait for."""
    work = planner.ranking.work
    mendable = np.flatnonzero(work.repairs.mendable)
    code, codes = pd.factorize(work.cameras["commune_code"].iloc[mendable])
    ones = np.ones(len(mendable), dtype=np.int64)
    grouped = sparse.csr_array(
        (ones, (code, np.arange(len(mendable)))), shape=(len(codes), len(mendable))
    )
    waiting = (grouped @ work.repairs.needs[mendable].astype(np.int64)) > 0
    cost = work.repairs.table["cost_vnd"].where(work.repairs.bought, 0.0).to_numpy(float)
    return pd.Series(waiting.astype(float) @ cost, codes)


def _proposed_vnd(store: Store) -> pd.Series:
    """Return by commune code what the plan proposed for it costs."""
    cost = {plan.key: plan.result.get("cost_vnd") for plan in list_scenarios(store)}
    chosen = {
        name.removeprefix(PROPOSED_PREFIX): cost.get(str(key))
        for name, key in store.settings(PROPOSED_PREFIX).items()
    }
    return pd.Series(chosen, dtype=float)
