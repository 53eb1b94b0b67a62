"""Lịch thực hiện: crews, days and ways are asked for; which crew goes where when is shown."""

import datetime as dt
import re
from functools import partial

import streamlit as st

from gis.analysis.result import Analysis
from gis.core.clock import now
from gis.core.dates import date, read_date
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.schedule_files import SCHEDULE_FORMATS, schedule_file, schedule_table
from gis.register.queries import in_commune
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.restoration.scheduling.crews import Crews
from gis.restoration.scheduling.schedule import LIMIT_S, Schedule
from gis.runtime.plan_cache import Planner
from pages.components.shared.background_job import wait_for
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.tables import show_table

FOLDED_KEY = "schedule_folded"
# Where crews set out when no commune is chosen.
MIDDLE = ""
_MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}


def show_schedule(planner: Planner, request: Request, plan: Plan) -> None:
    """Offer, folded in, to put the repairs of a plan in order by crew and day."""
    if plan.lines.empty:
        return
    with st.expander(
        _("Schedule"), icon=":material/calendar_month:", key=FOLDED_KEY, on_change="rerun"
    ) as folded:
        if not folded.open:
            return
        try:
            crews = ask_crews(planner.analysis)
        except GisError as error:
            st.error(plain(error), icon=":material/error:")
            return
        _show(planner, request, plan, crews)


def ask_crews(analysis: Analysis) -> Crews:
    """Ask who goes, and when.

    Raises
    ------
    GisError
        A day off is no date, or the hours cannot be.
    """
    count, first, hours, begins = st.columns(4)
    crews = count.number_input(_("Crews"), 1, 100, 1, key="schedule_crews")
    tomorrow = now().date() + dt.timedelta(days=1)
    day = first.date_input(_("First day"), tomorrow, key="schedule_first", format="DD/MM/YYYY")
    work = hours.number_input(
        _("Hours of work a day"), 1.0, 14.0, 8.0, 0.5, key="schedule_hours", format="%.1f"
    )
    since = begins.time_input(_("Work begins at"), dt.time(7, 30), key="schedule_begins")
    place, speed, off = st.columns([2, 1, 2])
    start = _ask_start(analysis, place)
    kmh = speed.number_input(_("Speed (km/h)"), 1, 120, 30, key="schedule_speed")
    free = off.text_input(
        _("Days off, beside Saturdays and Sundays"),
        key="schedule_off",
        max_chars=2000,
        placeholder="1/1/2027; 2/9/2027",
    )
    st.caption(
        _(
            "Ways are 1.4 times the straight line; how long each repair takes on the spot is a "
            "first estimate. After four hours of work there is a break of an hour and a half."
        )
    )
    return Crews(day, int(crews), float(work), since, float(kmh), start, days_off(free))


def _ask_start(
    analysis: Analysis, place: st.delta_generator.DeltaGenerator
) -> tuple[float, float] | None:
    communes = analysis.communes.set_index("code")
    names = {MIDDLE: _("the places to go to, commune by commune")} | communes["full_name"].to_dict()
    chosen = place.selectbox(
        _("Crews set out from the middle of"),
        names,
        format_func=names.__getitem__,
        key=fresh_choice_key("schedule_start", names, first=MIDDLE),
    )
    if chosen == MIDDLE:
        return None
    spot = communes.geometry[chosen].representative_point()
    return float(spot.x), float(spot.y)


def days_off(text: str) -> frozenset[dt.date]:
    """Return the days that a text lists, ``1/1/2027; 2/9/2027``.

    Raises
    ------
    GisError
        One is no day.
    """
    days = set()
    for part in filter(None, re.split(r"[;,\s]", text)):
        try:
            days.add(dt.date.fromisoformat(read_date(part)))
        except ValueError as error:
            raise GisError(_("“{text}” is no day; write it as 02/09/2027", text=part)) from error
    return frozenset(days)


def _show(planner: Planner, request: Request, plan: Plan, crews: Crews) -> None:
    job = planner.scheduling(request, plan, crews)
    if job is None:
        st.button(
            _("Make the schedule"),
            icon=":material/route:",
            key="schedule_make",
            on_click=_make,
            args=(planner, request, plan, crews),
        )
    elif not job.finished:
        doing = _(
            "Looking for the best order, about {seconds} seconds at most…", seconds=f"{LIMIT_S:.0f}"
        )
        wait_for(job, doing, key="schedule_stop")
    elif (made := job.result()) is not None:
        _show_visits(planner.analysis, request, made)


def _make(planner: Planner, request: Request, plan: Plan, crews: Crews) -> None:
    planner.schedule(request, plan, crews)


def _show_visits(analysis: Analysis, request: Request, schedule: Schedule) -> None:
    communes = analysis.communes
    summary, *assumed = schedule.sentences()
    st.markdown(plain(summary))
    for text in assumed:
        st.warning(plain(text), icon=":material/info:")
    told = schedule_table(schedule, communes)
    day = told[_("Day")].map(lambda when: date(when.isoformat()))
    show_table(
        told.assign(**{_("Day"): day}),
        key="schedule_visits",
        columns={
            _("Repair"): st.column_config.TextColumn(width=260),
            _("Longitude"): None,
            _("Latitude"): None,
        },
    )
    here = in_commune(analysis.cameras, request.commune)
    asked = ask_confidential(here, key="schedule_confidential")
    for box, fmt in zip(st.columns(len(SCHEDULE_FORMATS)), SCHEDULE_FORMATS, strict=True):
        label = _("Calendar file (.ics)") if fmt == "ics" else fmt.upper()
        box.download_button(
            label,
            partial(schedule_file, schedule, analysis, fmt, confidential=asked),
            name_file(analysis, "schedule", request.commune, fmt),
            _MIME[fmt],
            on_click="ignore",
            icon=":material/download:",
            key=f"schedule_{fmt}",
            width="stretch",
        )
