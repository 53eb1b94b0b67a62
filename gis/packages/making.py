"""The content of a package, from the analysis of the register it is a copy of."""

import datetime as dt
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd

from gis.analysis.result import CAMERA_COUNTS, Analysis
from gis.communes.listing import check_commune
from gis.core.choices import RoundState
from gis.core.schema import CAMERA_COLUMNS, ROUND_COLUMNS, conform, split_ids
from gis.core.text import fold
from gis.coverage.area import AREAS
from gis.demand.classify import WEIGHT_COLUMNS
from gis.packages.package import About, Content
from gis.register.availability import dependence
from gis.register.queries import in_commune
from gis.survey.progress import SURVEY, survey_flags

_DECIMALS = 6


def about(
    analysis: Analysis,
    commune: str,
    *,
    rounds: pd.DataFrame,
    day: dt.date,
    who: str,
    revision: str,
    step: RoundState | None = None,
) -> About:
    """Return what a package made now is a copy of.

    Parameters
    ----------
    analysis
        Names of communes, boundaries and terms are taken from it.
    commune
        Code of the commune.
    rounds
        `schema.ROUND_COLUMNS`, see `Store.rounds`.
    day
        The day it is made.
    who
        Who makes it.
    revision
        Of the store, see `Store.revision`.
    step
        How far the round has come; by default as `rounds` says.

    Returns
    -------
    About
        What stands in the manifest of the package.

    Raises
    ------
    GisError
        There is no such commune.
    """
    states = rounds.set_index("commune_code")["state"]
    return About(
        commune_code=commune,
        commune=_place(analysis, commune)["full_name"],
        day=day.isoformat(),
        who=who,
        step=step or RoundState(states.get(commune, RoundState.NOT_STARTED)),
        boundaries=analysis.provenance.boundaries,
        simulated=analysis.provenance.simulated,
        terms=analysis.terms,
        revision=revision,
    )


def package_content(
    analysis: Analysis,
    about: About,
    *,
    rounds: pd.DataFrame,
    since: str = SURVEY["since"],
    plan: Mapping[str, Any] | None = None,
    demand: gpd.GeoDataFrame | None = None,
    papers: Mapping[str, bytes] = MappingProxyType({}),
) -> Content:
    """Return what a commune has, as `pack` takes it; see `about`.

    Parameters
    ----------
    analysis
        The cameras, equipment and communes; figures are of its results.
    about
        Which commune, when and by whom, see `about`.
    rounds
        `schema.ROUND_COLUMNS`; at most one row of the commune.
    since
        ISO date from which a survey counts.
    plan
        The chosen plan, its `request` and its `result`.
    demand
        Places and roads as they were stated, WGS 84; those that touch the commune go along.
    papers
        Signed papers, bytes by file name.

    Returns
    -------
    Content
        Equipment outside the commune goes along where its cameras depend on it, or connect through
        it.

    Raises
    ------
    GisError
        There is no such commune.
    """
    commune = about.commune_code
    place = _place(analysis, commune)
    cameras = in_commune(analysis.cameras, commune)
    begun = conform(in_commune(rounds, commune), ROUND_COLUMNS)
    return Content(
        about=about,
        cameras=conform(cameras, CAMERA_COLUMNS).reset_index(drop=True),
        equipment=_equipment(analysis, cameras),
        round=begun.reset_index(drop=True),
        plan=plan,
        figures=_figures(place, cameras, since=since, today=about.day),
        demand=None if demand is None else _within(demand, place),
        papers=papers,
    )


def package_file_name(about: About) -> str:
    """Return a name of what, where, when: ``goi-bao-cao_gio-linh_2026-11-27.zip``."""
    kinds = ("Phường ", "Xã ", "Đặc khu ")
    name = next(
        (about.commune.removeprefix(k) for k in kinds if about.commune.startswith(k)), about.commune
    )
    return f"goi-bao-cao_{'-'.join(fold(name).split())}_{about.day}.zip"


def _place(analysis: Analysis, commune: str) -> pd.Series:
    known = analysis.communes.set_index("code", drop=False)
    check_commune(known["code"], commune)
    place: pd.Series = known.loc[commune]
    return place


def _equipment(analysis: Analysis, cameras: pd.DataFrame) -> pd.DataFrame:
    """Return what the cameras depend on or connect through, to any depth, wherever it is.

    What no camera of the whole register needs belongs to the commune when it is the only one.
    """
    equipment = analysis.equipment
    linked = _linked(cameras, equipment)
    if len(cameras) == len(analysis.cameras):
        linked = linked | ~_linked(analysis.cameras, equipment)
    return equipment[linked].reset_index(drop=True)


def _linked(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.Series:
    named = cameras["depends_on"].str.cat(cameras["connects_through"], sep=";")
    ids = {part for text in named.unique() for part in split_ids(text)}
    start = pd.DataFrame({"depends_on": [";".join(sorted(ids))]})
    reached = dependence(start, equipment).needs.toarray().any(axis=0)
    return pd.Series(reached, equipment.index)


def _figures(
    place: pd.Series, cameras: pd.DataFrame, *, since: str, today: str
) -> dict[str, float]:
    figures = {name: place[name] for name in (*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS)}
    figures["surveyed"] = survey_flags(cameras, since=since, today=today)["surveyed"].sum()
    return {name: _plain(value) for name, value in figures.items() if math.isfinite(value)}


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else round(float(value), _DECIMALS)


def _within(demand: gpd.GeoDataFrame, place: pd.Series) -> gpd.GeoDataFrame:
    touching: gpd.GeoDataFrame = demand[demand.intersects(place["geometry"])]
    return touching.reset_index(drop=True)
