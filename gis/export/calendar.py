"""Maintenance as a calendar file (RFC 5545) that any office calendar takes in."""

import datetime as dt

import pandas as pd
from icalendar import Calendar, Event

from gis.core.dates import date
from gis.core.language import _
from gis.survey.maintenance import VisitStanding, planned_on


def calendar(due: pd.DataFrame, *, now: dt.datetime) -> bytes:
    """Return an .ics with a day-long event for each row of `survey.maintenance.due`.

    What is overdue is spread over the coming weeks by commune, see `planned_on`; what has failed
    is to be repaired, and has no event; a day that is assumed says so. An event keeps its name
    from one export to the next, so taking the file in again moves events and doubles none.

    Parameters
    ----------
    due
        `subject subject_id name next_on overdue_days`; `next_on` an ISO date, days above 0 overdue.
    now
        When the file is made; its date is today.

    Returns
    -------
    bytes
        An iCalendar file (RFC 5545), UTF-8.

    References
    ----------
    Desruisseaux, B. (2009). Internet Calendaring and Scheduling Core Object Specification
    (iCalendar). RFC 5545.
    """
    made = Calendar()
    made.add("prodid", "-//Camera Quang Tri//Maintenance//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Camera maintenance"))
    due = due[due["standing"] != VisitStanding.REPAIR]
    due = due.assign(day=planned_on(due, today=now.date().isoformat()))
    columns = ["subject", "subject_id", "name", "next_on", "overdue_days", "day", "standing"]
    for subject, code, name, next_on, overdue, planned, standing in due[columns].itertuples(
        index=False, name=None
    ):
        event = Event()
        event.add("uid", f"{subject}-{code}@camera-quang-tri")
        event.add("dtstamp", now)
        day = max(dt.date.fromisoformat(planned), now.date())
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", _("Maintain {name} ({id})", name=name or code, id=code))
        if overdue > 0:
            event.add("description", _("Overdue since {date}", date=date(next_on)))
        elif standing == VisitStanding.ASSUMED:
            event.add("description", _("The day is assumed: no visit and no installation is dated"))
        made.add_component(event)
    return bytes(made.to_ical())
