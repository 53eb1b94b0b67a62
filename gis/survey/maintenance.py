"""When is what due for maintenance, and what does a year of it cost?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from gis.core.choices import Status
from gis.core.paths import DATA
from gis.core.schema import split_ids
from gis.vocabulary.labels import display_names

# The name of the store's setting with the intervals and costs people have changed.
MAINTENANCE_SETTING = "maintenance"
IntervalOverrides = Mapping[str, Mapping[str, Any]]
INTERVALS = DATA / "maintenance.csv"
# Nobody maintains what is written off or was left.
_LEFT = (Status.DISPOSAL, Status.ABANDONED)


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
        ISO dates. What was never maintained counts from when it was installed, else is due
        today; equipment is in the commune of most cameras that depend on it.
    overdue_days
        How many days `next_on` lies before `today`; negative while it is ahead.
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
    following = following.fillna(pd.Timestamp(today))
    overdue = (pd.Timestamp(today) - following).dt.days
    both = both.assign(next_on=following.dt.strftime("%Y-%m-%d"), overdue_days=overdue)
    return both.sort_values(
        ["overdue_days", "subject_id"], ascending=[False, True], ignore_index=True
    )


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
    columns = ["kind", "commune_code", "maintained_on", "installed_on"]
    kinds = kept["kind"].mask(kept["kind"] == "", "fixed")
    named = kept[columns].assign(name=display_names(kept), kind=kinds)
    return named.assign(subject="camera", subject_id=kept["camera_id"])


def _equipment(equipment: pd.DataFrame, cameras: pd.DataFrame) -> pd.DataFrame:
    kept = equipment[~equipment["status"].isin(_LEFT)]
    columns = ["name", "kind", "maintained_on"]
    codes = _most(cameras)
    return kept[columns].assign(
        subject="equipment",
        subject_id=kept["equipment_id"],
        commune_code=codes.reindex(kept["equipment_id"], fill_value="").to_numpy(),
        installed_on="",
    )


def _most(cameras: pd.DataFrame) -> pd.Series:
    """Return the commune of most cameras behind each equipment, of as many the first code."""
    needed = cameras[["commune_code"]].assign(equipment_id=cameras["depends_on"].map(split_ids))
    counted = needed.explode("equipment_id").value_counts().rename("cameras").reset_index()
    counted = counted.sort_values(["cameras", "commune_code"], ascending=[False, True])
    return counted.drop_duplicates("equipment_id").set_index("equipment_id")["commune_code"]
