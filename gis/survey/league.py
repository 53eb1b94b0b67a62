"""All communes side by side: what is surveyed, answered for, failed, live, and how far they are."""

import geopandas as gpd
import pandas as pd

from gis.core.choices import Availability, RoundState
from gis.register.availability import accepted, live
from gis.survey.papers import orphans
from gis.survey.progress import progress, survey_flags

COUNTS = (
    *("cameras", "surveyed", "keeper", "orphans", "seeing", "not_seeing", "unconfirmed"),
    *("live", "restored"),
)


def league_flags(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    communes: gpd.GeoDataFrame,
    *,
    since: str,
    today: str,
) -> pd.DataFrame:
    """Tell of each camera (the same index) in which of `COUNTS` it is counted.

    Parameters
    ----------
    cameras
        Analysed: with `sight`.
    equipment
        Canonical columns.
    communes
        `name` of the communes there are today.
    since
        ISO date from which on a camera counts as surveyed.
    today
        ISO date.

    Returns
    -------
    DataFrame
        True or false, a column a count. `keeper orphans`: somebody answers for it, or nobody
        does; `live`: its picture is live at headquarters; `restored`: it was repaired, and the
        repair is accepted.
    """
    lonely = cameras.index.isin(orphans(cameras, communes).index)
    return survey_flags(cameras, since=since, today=today)[["cameras", "surveyed"]].assign(
        keeper=~lonely,
        orphans=lonely,
        seeing=cameras["sight"] == Availability.UP,
        not_seeing=cameras["sight"] == Availability.DOWN,
        unconfirmed=cameras["sight"] == Availability.UNCONFIRMED,
        live=live(cameras, equipment) == Availability.UP,
        restored=(cameras["repaired_on"] != "") & accepted(cameras),
    )


def league_counts(
    cameras: pd.DataFrame,
    flags: pd.DataFrame,
    rounds: pd.DataFrame,
    codes: pd.Series,
    *,
    since: str,
    today: str,
) -> pd.DataFrame:
    """Count all communes side by side.

    Parameters
    ----------
    cameras
        With `commune_code`.
    flags
        See `league_flags`.
    rounds
        The survey rounds of the store.
    codes
        The communes.
    since
        ISO date from which on a camera counts as surveyed.
    today
        ISO date.

    Returns
    -------
    DataFrame
        By commune code, in the order of `codes`: its `state` and `COUNTS`.
    """
    survey = progress(cameras, rounds, codes, since=since, today=today).set_index("commune_code")
    counts = flags.astype(int).groupby(cameras["commune_code"]).sum().reindex(codes, fill_value=0)
    return survey[["state"]].join(counts)


def days_overdue(states: pd.Series, *, deadline: str, today: str) -> pd.Series:
    """Return how many days each commune is late to report.

    Parameters
    ----------
    states
        Of the survey round of each, see `RoundState`.
    deadline
        The ISO date the province set, "" for none.
    today
        ISO date.

    Returns
    -------
    Series
        Days on the same index, missing where it is not late.
    """
    days = (pd.Timestamp(today) - pd.Timestamp(deadline or today)).days
    late = pd.Series(float(days), states.index)
    return late.where((states != RoundState.REPORTED) & (days > 0))
