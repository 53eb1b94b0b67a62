"""Week by week: how many cameras see, and how many have been restored, by commune."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pandas as pd

from gis.core.choices import Availability
from gis.register.availability import UP, availability
from gis.register.queries import in_commune
from gis.register.time_travel import as_they_were

# So many weeks back at most.
MOST_WEEKS = 52
_CAMERA = [
    "status",
    "depends_on",
    "repaired_on",
    "accepted_on",
    "accepted_by",
    "accepted_photo",
    "commune_code",
]
_EQUIPMENT = ["status", "depends_on"]
_COMPARED, _UP = ("sight", "status", "repaired_on"), [str(state) for state in UP]
WEEK_COUNTS = ["cameras", "seeing", "unconfirmed", "not_seeing", "restored", "failed"]


def weeks(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    events: pd.DataFrame,
    *,
    now: dt.datetime,
    most: int = MOST_WEEKS,
) -> pd.DataFrame:
    """Return the numbers of each week since the first event, by commune.

    Parameters
    ----------
    cameras, equipment
        Those of now, canonical columns.
    events
        See `store.effective_history.happened`.
    now
        With its time zone; in it weeks begin, on Mondays.
    most
        How many weeks at most, this one the last.

    Returns
    -------
    begins, ends, commune_code
        The first and the last day of the week, of this one today.
    cameras, seeing, unconfirmed, not_seeing
        At the end of the week.
    restored, failed
        Cameras that saw nothing at the end of the week before and work now, or the reverse.
        A state put right as a mistake restores nothing.
    restored_since
        Restored in this and all weeks before.
    """
    begins = _mondays(events, now, most)
    moments = [*map(pd.Timestamp, begins), pd.Timestamp(now)]
    seen = _seen(cameras, equipment, events, moments)
    ends = [*(day - dt.timedelta(days=1) for day in begins[1:]), now]
    table = pd.concat(map(_changes, pairwise(seen)), keys=range(len(begins)), names=["week"])
    counts = table.groupby(["week", "commune_code"])[WEEK_COUNTS].sum().reset_index()
    days = pd.DataFrame({"begins": begins, "ends": ends}).map(lambda day: day.date().isoformat())
    table = counts.join(days, on="week")
    since = table.groupby("commune_code")["restored"].cumsum()
    return table.assign(restored_since=since)[
        ["begins", "ends", "commune_code", *WEEK_COUNTS, "restored_since"]
    ]


def of_province(table: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks of all communes together.

    Parameters
    ----------
    table
        What `weeks` gives.

    Returns
    -------
    DataFrame
        The same columns without `commune_code`, a row a week.
    """
    return (
        table.groupby(["begins", "ends"], as_index=False)[WEEK_COUNTS]
        .sum()
        .assign(restored_since=lambda sums: sums["restored"].cumsum())
    )


def of_commune(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the weeks of one commune, those without any camera too.

    Parameters
    ----------
    table
        What `weeks` gives.
    code
        Code of the commune.

    Returns
    -------
    DataFrame
        The same columns without `commune_code`, a row a week.
    """
    every = table[["begins", "ends"]].drop_duplicates()
    ours = every.merge(in_commune(table, code), how="left").fillna({"commune_code": code})
    ours = ours.drop(columns=["commune_code", "restored_since"]).fillna(0)
    ours = ours.astype(dict.fromkeys(WEEK_COUNTS, int))
    return ours.assign(restored_since=ours["restored"].cumsum())


def _mondays(events: pd.DataFrame, now: dt.datetime, most: int) -> list[dt.datetime]:
    """Return when the weeks begin, from that of the first event to this one."""
    first = events["at"].min().to_pydatetime().astimezone(now.tzinfo) if len(events) else now
    monday, last = (_monday(moment) for moment in (min(first, now), now))
    count = min((last - monday).days // 7 + 1, most)
    days = [last - dt.timedelta(weeks=back) for back in range(count - 1, -1, -1)]
    return [dt.datetime.combine(day, dt.time(), now.tzinfo) for day in days]


def _monday(moment: dt.datetime) -> dt.date:
    return moment.date() - dt.timedelta(days=moment.weekday())


def _seen(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    events: pd.DataFrame,
    moments: list[pd.Timestamp],
) -> list[pd.DataFrame]:
    """Return, of each moment, the cameras with their `sight`."""
    ours = events["subject"] == "camera"
    views = as_they_were(cameras.set_index("camera_id")[_CAMERA], events[ours], moments)
    units = as_they_were(equipment.set_index("equipment_id")[_EQUIPMENT], events[~ours], moments)
    seen: list[pd.DataFrame] = []
    for week, (view, unit) in enumerate(zip(views, units, strict=True)):
        if week and view is views[week - 1] and unit is units[week - 1]:
            seen.append(seen[-1])
        else:
            shared = unit.rename_axis("equipment_id").reset_index()
            seen.append(view.assign(sight=availability(view, shared)["sight"].astype(object)))
    return seen


def _changes(both: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    """Tell of each camera in which numbers it is counted: as it is, and was a week before."""
    before, after = both
    place = before.index.get_indexer(after.index)
    was = {name: np.append(before[name].to_numpy(object), "")[place] for name in _COMPARED}
    state, repaired = after["sight"].to_numpy(), after["repaired_on"].to_numpy()
    down, was_down = state == Availability.DOWN, was["sight"] == Availability.DOWN
    mended = np.isin(was["status"], _UP) | ((repaired != "") & (repaired != was["repaired_on"]))
    works = np.isin(after["status"].to_numpy(), _UP)
    return pd.DataFrame(
        {
            "commune_code": after["commune_code"].to_numpy(),
            "cameras": True,
            "seeing": state == Availability.UP,
            "unconfirmed": state == Availability.UNCONFIRMED,
            "not_seeing": down,
            "restored": was_down & ~down & works & mended,
            "failed": down & ~was_down & (place >= 0),
        }
    )
