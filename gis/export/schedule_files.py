"""Lịch thực hiện as files: a table to print, CSV, and a calendar that any office takes in."""

import datetime as dt
import re
from dataclasses import replace
from hashlib import blake2b
from zoneinfo import ZoneInfo

import pandas as pd
from icalendar import Calendar, Event

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.clock import now
from gis.core.language import _
from gis.core.numbers import number
from gis.core.spreadsheet import guarded
from gis.export.confidential import released_visits
from gis.export.workbook import sheets
from gis.restoration.scheduling.schedule import Schedule

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SCHEDULE_FORMATS = ("csv", "xlsx", "ics")
# What no calendar text may hold (RFC 5545, 3.3.11); lines are written by their own signs.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


def schedule_file(
    schedule: Schedule, analysis: Analysis, fmt: str, *, confidential: bool = False
) -> bytes:
    """Return a schedule as a file in one of `SCHEDULE_FORMATS`.

    Parameters
    ----------
    schedule
        The visits.
    analysis
        Names of communes, and whether the data are simulated.
    fmt
        ``ics``, ``xlsx`` or ``csv``.
    confidential
        With what is said of cameras marked so, see `export.confidential`.

    Returns
    -------
    bytes
        A calendar (RFC 5545), a workbook, or text in UTF-8 with a byte order mark.
    """
    if fmt == "ics":
        return schedule_calendar(schedule, analysis, now=now(), confidential=confidential)
    visits = released_visits(schedule.visits, analysis.cameras, confidential=confidential)
    table = schedule_table(replace(schedule, visits=visits), analysis.communes)
    if analysis.provenance.simulated:
        table = table.assign(**{_("Simulated data"): _("yes")})
    if fmt == "xlsx":
        return sheets({_("Schedule"): table})
    return table.map(_guarded).to_csv(index=False).encode("utf-8-sig")


def _guarded(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def schedule_table(schedule: Schedule, communes: pd.DataFrame) -> pd.DataFrame:
    """Return the visits in words, one row a repair.

    Parameters
    ----------
    schedule
        The visits.
    communes
        `code` and `full_name`.

    Returns
    -------
    DataFrame
        Headings in the language of the reader; local times, `lon lat` in WGS 84.
    """
    visits, names = schedule.visits, commune_names(communes)
    known = placed_words()
    return pd.DataFrame(
        {
            _("Day"): visits["day"],
            _("Crew"): visits["crew"],
            _("Order in the round"): visits["order"],
            _("Arrive"): visits["arrive"].map(_hour),
            _("Leave"): visits["leave"].map(_hour),
            _("Repair"): visits["name"],
            _("Address"): visits["address"],
            _("Commune"): visits["commune_code"].map(names).fillna(""),
            _("How the place is known"): visits["placed"].map(known).fillna(""),
            _("Longitude"): visits["lon"].astype(float).round(6),
            _("Latitude"): visits["lat"].astype(float).round(6),
            _("Phase"): visits["phase"],
            _("Code"): visits["repair_id"],
        }
    )


def placed_words() -> dict[str, str]:
    """Return how the position of a visit is known, in words."""
    return {
        "own": _("stated"),
        "near": _("middle of its cameras"),
        "commune": _("middle of the commune"),
        "none": _("not known"),
    }


def _hour(when: dt.datetime) -> str:
    return when.strftime("%H:%M")


def schedule_calendar(
    schedule: Schedule, analysis: Analysis, *, now: dt.datetime, confidential: bool = False
) -> bytes:
    """Return an .ics (RFC 5545) with an event for each stop.

    An event keeps its name while the same is mended at a stop, so taking a later file in again
    moves events instead of doubling them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Camera Quang Tri//Schedule//VI")
    calendar.add("version", "2.0")
    title = _("Repairs of cameras")
    if analysis.provenance.simulated:
        title += f" – {_('Simulated data')}"
    calendar.add("x-wr-calname", title)
    names = commune_names(analysis.communes)
    every = schedule.visits
    every = every.assign(mended=every["target"] + ":" + every["repair_id"])
    every = released_visits(every, analysis.cameras, confidential=confidential)
    for _stop, visits in every.groupby(["day", "crew", "order"], sort=False):
        calendar.add_component(_event(visits, names, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(visits: pd.DataFrame, communes: pd.Series, now: dt.datetime) -> Event:
    first = visits.iloc[0]
    what, event = [_plain(name) for name in visits["name"]], Event()
    name = blake2b(
        "\n".join(sorted(visits["mended"])).encode("utf-8", "replace"),
        digest_size=16,
    ).hexdigest()
    event.add("uid", f"{name}@camera-quang-tri")
    event.add("dtstamp", now)
    event.add("dtstart", _local(visits["arrive"].min()))
    event.add("dtend", _local(visits["leave"].max()))
    more = _(" and {count} more", count=number(len(what) - 1)) if len(what) > 1 else ""
    event.add("summary", _("Crew {crew}: {what}", crew=first["crew"], what=what[0] + more))
    place = [_plain(first["address"]), _plain(communes.get(first["commune_code"], ""))]
    event.add("location", ", ".join(filter(None, place)))
    event.add(
        "description",
        "\n".join(
            f"{_hour(arrive)}–{_hour(leave)}: {text} ({_plain(code)})"
            for arrive, leave, text, code in zip(
                visits["arrive"], visits["leave"], what, visits["repair_id"], strict=True
            )
        ),
    )
    if first["placed"] in ("own", "near"):
        event.add("geo", (round(float(first["lat"]), 6), round(float(first["lon"]), 6)))
    return event


def _local(when: dt.datetime) -> dt.datetime:
    return pd.Timestamp(when).to_pydatetime().replace(tzinfo=ZONE)


def _plain(text: object) -> str:
    """Return a text as one line that a calendar may hold."""
    return " ".join(_CONTROLS.sub(" ", str(text)).split())
