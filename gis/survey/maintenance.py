"""When is what due for maintenance, and what does a year of it cost?"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from gis.core.choices import Status
from gis.core.paths import DATA
from gis.core.schema import split_ids
from gis.register.availability import DOWN
from gis.vocabulary.labels import display_names

# The name of the store's setting with the intervals and costs people have changed.
MAINTENANCE_SETTING = "maintenance"
IntervalOverrides = Mapping[str, Mapping[str, Any]]
INTERVALS = DATA / "maintenance.csv"
# Nobody maintains what is written off or was left.
_LEFT = (Status.DISPOSAL, Status.ABANDONED)
SOON_DAYS = 30
# What is overdue is made up for within so many weeks, at least so many visits in each.
SPREAD_WEEKS, LEAST_A_WEEK = 13, 20
# A Monday, from which visits without any date are laid out week by week.
_ANCHOR = "2025-01-06"


class VisitStanding(StrEnum):
    """How a visit stands: late, near or far; or something else comes first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    # It has failed: it is repaired, and looked after then.
    REPAIR = "repair"
    # Nobody says when it was maintained or installed: the day is assumed.
    ASSUMED = "assumed"


def read_intervals(
    path: Path = INTERVALS, *, overrides: IntervalOverrides | None = None
) -> pd.DataFrame:
    """Read, by kind of camera or equipment: `interval_months visit_cost_vnd work source date`.

    Parameters
    ----------
    path
        CSV with a row a kind.
    overrides
        What people have changed of it, kind → column → value.

    Returns
    -------
    DataFrame
        Index `kind`: months between two visits, VND a visit, the work, and whose and of what day
        the figures are (an ISO date).
    """
    intervals = pd.read_csv(path).set_index("kind")
    if overrides:
        intervals.update(pd.DataFrame.from_dict(dict(overrides), orient="index"))
    return intervals


def due(
    cameras: pd.DataFrame, equipment: pd.DataFrame, intervals: pd.DataFrame, *, today: str
) -> pd.DataFrame:
    """Return everything to be maintained, most overdue first.

    Parameters
    ----------
    cameras, equipment
        Canonical columns.
    intervals
        See `read_intervals`; kinds it does not name are not maintained.
    today
        ISO date.

    Returns
    -------
    subject
        ``camera`` or ``equipment``, and its `subject_id`, `name`, `kind`, `commune_code`.
    maintained_on, next_on
        ISO dates. What was never maintained counts from when it was installed; where that is
        not known either, the day is assumed: all of a commune in one week, the communes one
        after the other. Equipment is in the commune of most cameras that depend on it.
    standing
        See `VisitStanding`.
    overdue_days
        How many days `next_on` lies before `today`; negative while it is ahead. What has
        failed is not overdue, but to be repaired.
    interval_months, visit_cost_vnd
        See `read_intervals`.
    """
    both = pd.concat([_cameras(cameras), _equipment(equipment, cameras)], ignore_index=True)
    both = both[both["kind"].isin(intervals.index)]
    both = both.join(intervals[["interval_months", "visit_cost_vnd"]], on="kind")
    since = both["maintained_on"].mask(both["maintained_on"] == "", both["installed_on"])
    last = pd.to_datetime(since.mask(since == "", None), errors="coerce")
    following = last.copy()
    for months in both["interval_months"].unique():
        following[both["interval_months"] == months] += pd.DateOffset(months=int(months))
    assumed = following.isna()
    following = following.fillna(_assumed(both, today))
    days = (pd.Timestamp(today) - following).dt.days
    failed = both["status"].isin(DOWN)
    overdue = days.mask(failed & (days > 0), 0)
    standing = np.select(
        [failed, assumed, overdue > 0, overdue >= -SOON_DAYS],
        [VisitStanding.REPAIR, VisitStanding.ASSUMED, VisitStanding.OVERDUE, VisitStanding.SOON],
        default=VisitStanding.LATER,
    )
    both = both.drop(columns="status").assign(
        next_on=following.dt.strftime("%Y-%m-%d"),
        overdue_days=overdue,
        standing=pd.Series(standing, both.index, dtype=str),
    )
    return both.sort_values(
        ["overdue_days", "subject_id"], ascending=[False, True], ignore_index=True
    )


def _assumed(both: pd.DataFrame, today: str) -> pd.Series:
    """Return for each row the next day, from `today` on, of the week its commune has."""
    pairs = both[["commune_code", "interval_months"]].drop_duplicates()
    days = pd.Series(
        [_next_turn(code, int(months), today) for code, months in pairs.to_numpy()],
        pd.MultiIndex.from_frame(pairs),
        dtype="datetime64[ns]",
    )
    keys = pd.MultiIndex.from_frame(both[["commune_code", "interval_months"]])
    return pd.Series(days.reindex(keys).to_numpy(), both.index)


def _next_turn(code: str, months: int, today: str) -> pd.Timestamp:
    """Return the Monday on which the turn of a commune comes next, once in so many months."""
    weeks = max(months * 52 // 12, 1)
    passed = -(-(pd.Timestamp(today) - pd.Timestamp(_ANCHOR)).days // 7)
    turn = crc32(code.encode()) % weeks
    return pd.Timestamp(_ANCHOR) + pd.Timedelta(weeks=passed + (turn - passed) % weeks)


def planned_on(table: pd.DataFrame, *, today: str) -> pd.Series:
    """Return the ISO day each visit of `due` is planned on: its own, or where it is late a later.

    What is overdue is laid over the coming weeks, commune by commune, the latest first: one
    journey to a commune, and no week with all of them.

    Parameters
    ----------
    table
        See `due`.
    today
        ISO date.

    Returns
    -------
    Series
        ISO dates on the same index.
    """
    late = table[table["overdue_days"] > 0]
    by_commune = late.groupby("commune_code")["overdue_days"].agg(["max", "size"])
    by_commune = by_commune.sort_values("max", ascending=False, kind="stable")
    a_week = max(LEAST_A_WEEK, -(-len(late) // SPREAD_WEEKS))
    week = (by_commune["size"].cumsum() - by_commune["size"]) // a_week
    days = pd.Timestamp(today) + pd.to_timedelta(7 * late["commune_code"].map(week), unit="D")
    own = table["next_on"].copy()
    own.loc[late.index] = days.dt.strftime("%Y-%m-%d")
    return own


def yearly_cost_vnd(table: pd.DataFrame) -> pd.Series:
    """Return the cost of a year's visits (VND) by commune code, from the table of `due`.

    Parameters
    ----------
    table
        `commune_code interval_months visit_cost_vnd`.

    Returns
    -------
    Series
        VND a year, index `commune_code`; what has no interval of months above 0 costs nothing.
    """
    visits = 12 / table["interval_months"].where(table["interval_months"] > 0)
    return (visits * table["visit_cost_vnd"]).groupby(table["commune_code"]).sum()


def _cameras(cameras: pd.DataFrame) -> pd.DataFrame:
    kept = cameras[~cameras["status"].isin(_LEFT)]
    columns = ["kind", "status", "commune_code", "maintained_on", "installed_on"]
    kinds = kept["kind"].mask(kept["kind"] == "", "fixed")
    named = kept[columns].assign(name=display_names(kept), kind=kinds)
    return named.assign(subject="camera", subject_id=kept["camera_id"])


def _equipment(equipment: pd.DataFrame, cameras: pd.DataFrame) -> pd.DataFrame:
    kept = equipment[~equipment["status"].isin(_LEFT)]
    columns = ["name", "kind", "status", "maintained_on"]
    codes = _most(cameras)
    return kept[columns].assign(
        subject="equipment",
        subject_id=kept["equipment_id"],
        commune_code=codes.reindex(kept["equipment_id"], fill_value="").to_numpy(),
        installed_on="",
    )


def _most(cameras: pd.DataFrame) -> pd.Series:
    """Return the commune of most cameras behind each equipment, of as many the first code."""
    both = ["commune_code", "depends_on"]
    alike = cameras[both].value_counts().rename("cameras").reset_index()  # many share a list
    named = alike.assign(equipment_id=alike["depends_on"].map(split_ids)).explode("equipment_id")
    counted = named.groupby(["commune_code", "equipment_id"])[["cameras"]].sum().reset_index()
    counted = counted.sort_values(["cameras", "commune_code"], ascending=[False, True])
    return counted.drop_duplicates("equipment_id").set_index("equipment_id")["commune_code"]
