"""The package of a commune as its register is now."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from gis.analysis.result import Analysis
from gis.packages.making import about, package_content
from gis.packages.package import Content
from gis.restoration.plans.request import as_values
from gis.scenarios.scenarios import proposed
from gis.store.rounds import survey_dates
from gis.store.store import Store


def commune_report(
    analysis: Analysis,
    store: Store,
    commune: str,
    *,
    who: str,
    day: dt.date,
    rounds: pd.DataFrame | None = None,
    papers: Mapping[str, bytes] = MappingProxyType({}),
) -> Content:
    """Return what a commune reports: its register, survey, chosen plan, places and papers.

    Parameters
    ----------
    analysis
        Of the whole province.
    store
        Where rounds, plan and places lie.
    commune
        A code.
    who
        Who makes the package; "" where nobody is named.
    day
        The day it is made.
    rounds
        The survey rounds as they are to be told; by default those of the store.
    papers
        Files that go along, by their names.

    Returns
    -------
    Content
        To be packed by `packages.package.pack`.

    Raises
    ------
    GisError
        There is no such commune.
    """
    with store.at_one_moment() as now:
        rounds = now.rounds() if rounds is None else rounds
        plan, since, demand = proposed(now, commune), survey_dates(now)["since"], now.demand()
        revision = now.revision()
    return package_content(
        analysis,
        about(analysis, commune, rounds=rounds, day=day, who=who, revision=revision),
        rounds=rounds,
        since=since,
        plan=plan and plan._asdict() | {"request": as_values(plan.request)},
        demand=demand,
        papers=papers,
    )
