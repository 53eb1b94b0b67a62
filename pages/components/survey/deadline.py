"""The days the province sets for the survey: from when it counts, until when, by which paper."""

import datetime as dt

import streamlit as st

from gis.core.clock import now, today
from gis.core.dates import date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.store.rounds import set_dates, survey_dates
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots


def show_dates(name: str) -> str:
    """Show from when surveys count and when they are due; return the first as an ISO date.

    Who has given a name can set them.
    """
    kept = survey_dates(current_snapshots().store)
    told, remaining = st.columns([3, 1], vertical_alignment="bottom")
    with told:
        st.text(_("Surveys count from {day}.", day=date(kept["since"])))
        st.text(_deadline(kept))
        with st.popover(_("Set the days"), icon=":material/event:"):
            _ask(kept, name)
    left = (
        (dt.date.fromisoformat(kept["deadline"]) - now().date()).days if kept["deadline"] else None
    )
    shown = _("not set") if left is None else number(left)
    remaining.metric(_("Days left"), shown, border=True)
    return kept["since"]


def _deadline(kept: dict[str, str]) -> str:
    if not kept["deadline"]:
        return _("The province has set no deadline.")
    said = _("Deadline set by the province: {day}", day=date(kept["deadline"]))
    if kept["deadline_name"]:
        said = _("{deadline}, by {paper}", deadline=said, paper=kept["deadline_name"])
    if kept["by"]:
        said = _(
            "{deadline} (set by {who} on {day})",
            deadline=said,
            who=kept["by"],
            day=date(kept["on"]),
        )
    return f"{said}."


def _ask(kept: dict[str, str], name: str) -> None:
    with st.form("survey_dates", border=False):
        begin = st.date_input(_("Surveys count from"), kept["since"], format="DD/MM/YYYY")
        until = st.date_input(
            _("Deadline set by the province"), kept["deadline"] or None, format="DD/MM/YYYY"
        )
        paper = st.text_input(
            _("By which paper"),
            kept["deadline_name"],
            max_chars=200,
            placeholder=_("Official letter No. 12/UBND-NC of 24/11/2026"),
        )
        send = st.form_submit_button(_("Set these days"), type="primary", disabled=not name)
    if not name:
        st.caption(_("Write your name in the side bar first."))
    if send:
        _set(begin.isoformat() if begin else "", until.isoformat() if until else "", paper, name)


def _set(since: str, deadline: str, paper: str, name: str) -> None:
    store = current_snapshots().store
    try:
        set_dates(
            store, since=since, deadline=deadline, deadline_name=paper, who=name, today=today()
        )
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
    else:
        st.rerun()
