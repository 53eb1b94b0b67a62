"""A commune's next step along the chain of duty: what must hold first, who returns it and why."""

from functools import partial

import pandas as pd
import streamlit as st

from gis.core.choices import RoundState
from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import steps_table
from gis.runtime.duty import facts, package
from gis.runtime.plan_cache import Planner
from gis.scenarios.scenarios import proposed
from gis.store.editing import history
from gis.store.rounds import advance_round, return_round
from gis.survey.checks import check_step
from gis.survey.progress import NEXT, SUBMITTED
from gis.vocabulary.words import words
from pages.components.register.editing import write_change
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots

# What a visitor is being asked to confirm.
_ASKED = "duty_asked"
_MOST_LETTERS = 500


def show_step(planner: Planner, row: pd.Series, name: str) -> None:
    """Show how far a commune has come, and offer the next step and the way back.

    `row`: the commune's of `survey.progress.progress`.
    """
    states, state = words(RoundState), RoundState(row["state"])
    st.subheader(_("Survey: {state}", state=states[state]))
    _tell_past(row)
    onward, back = st.container(horizontal=True), None
    if state in NEXT:
        label = _("Mark as: {state}", state=states[NEXT[state]])
        if onward.button(label, type="primary", disabled=not name, key="advance"):
            st.session_state[_ASKED] = "advance"
    if state in SUBMITTED:
        back = onward.button(
            _("Return with a reason"), disabled=not name, key="return", icon=":material/undo:"
        )
    if back:
        st.session_state[_ASKED] = "return"
    if not name:
        st.caption(_("Write your name in the side bar first."))
    asked = st.session_state.get(_ASKED)
    if name and asked == "advance" and state in NEXT:
        _dialog(
            _("Mark as: {state}", state=states[NEXT[state]]),
            partial(_confirm_step, planner, row, name),
        )
    elif name and asked == "return" and state in SUBMITTED:
        _dialog(_("Return with a reason"), partial(_confirm_return, row, name))


def _tell_past(row: pd.Series) -> None:
    steps = {"drafted": _("Drafted"), "approved": _("Approved"), "reported": _("Reported")}
    for step, label in steps.items():
        if row[f"{step}_on"]:
            st.text(f"{label}: {date(row[f'{step}_on'])}, {row[f'{step}_by']}")
    if row["note"]:
        st.text(_("Reason for going on: {reason}", reason=row["note"]))
    if row["returned_on"]:
        said = _(
            "Returned on {day} by {who}: {reason}",
            day=date(row["returned_on"]),
            who=row["returned_by"],
            reason=row["returned_for"],
        )
        tell = st.warning if row["state"] == RoundState.RETURNED else st.info
        tell(plain(said), icon=":material/undo:")


def _close() -> None:
    st.session_state.pop(_ASKED, None)


def _dialog(title: str, tell: partial[None]) -> None:
    st.dialog(title, width="large", icon=":material/fact_check:", on_dismiss=_close)(tell)()


def _confirm_step(planner: Planner, row: pd.Series, name: str) -> None:
    store, step = current_snapshots().store, NEXT[RoundState(row["state"])]
    plan = proposed(store, row["commune_code"])
    with st.spinner(_("Checking…")):
        known = facts(planner, store, row, plan, today=today())
    checks = check_step(known, step=step, who=name)
    refused = _tell_checks(checks)
    failing = not checks["holds"].all()
    why = ""
    if failing and not refused:
        why = st.text_area(
            _("Reason for going on all the same"), key="duty_why", max_chars=_MOST_LETTERS
        ).strip()
    st.caption(
        _(
            "A dated copy of register, equipment, survey and plan is kept as they are now; "
            "later changes do not touch it."
        )
    )
    if st.button(
        _("Confirm"), type="primary", key="confirm_step", disabled=refused or (failing and not why)
    ):
        _close()
        write_change(
            lambda: advance_round(
                store,
                row,
                who=name,
                today=today(),
                why=why,
                content=package(planner.analysis, store, row, who=name, today=today(), why=why),
            )
        )


def _tell_checks(checks: pd.DataFrame) -> bool:
    """Tell what was checked, what fails first; return whether the step is refused."""
    failing, passed = checks[~checks["holds"]], checks[checks["holds"]]
    lines = "- **" + failing["found"].map(plain) + "** → " + failing["advice"].map(plain)
    hard, soft = lines[failing["hard"]], lines[~failing["hard"]]
    if len(hard):
        refusal = _("The step is refused until this is put right:")
        st.error("\n".join([refusal, "", *hard]), icon=":material/block:")
    if len(soft):
        missing = _("This is missing; to go on all the same, state why:")
        st.warning("\n".join([missing, "", *soft]), icon=":material/warning:")
    with st.expander(_("{count} checks hold", count=number(len(passed))), icon=":material/check:"):
        for found in passed["found"]:
            st.text(found)
    return bool(len(hard))


def _confirm_return(row: pd.Series, name: str) -> None:
    st.markdown(
        _(
            "The survey goes back to the commune police, and through all steps again. What "
            "was submitted stays kept."
        )
    )
    why = st.text_area(_("What is to be mended"), key="return_why", max_chars=_MOST_LETTERS)
    if st.button(_("Return"), type="primary", key="confirm_return", disabled=not why.strip()):
        _close()
        write_change(
            partial(return_round, current_snapshots().store, row, who=name, today=today(), why=why)
        )


def show_steps(commune: str) -> None:
    """Show who took which step of a commune's round, when and for what reason."""
    told = steps_table(history(current_snapshots().store, commune))
    if len(told):
        st.subheader(_("Steps taken"))
        st.dataframe(told, hide_index=True)
