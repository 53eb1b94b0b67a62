"""Long work as a reader waits for it: how far it is, and a button that stops it."""

from time import monotonic
from typing import Any

import streamlit as st

from gis.language import _
from gis.numbers import number
from gis.service.jobs import Job

EVERY_S = 1.0


@st.fragment(run_every=EVERY_S)
def wait_for(job: Job[Any], doing: str, *, key: str) -> None:
    """Show each second how far a job is; when it has ended, the page runs anew.

    Where a job cannot say how far it is, the seconds since it was asked for are told.
    `doing`: what is being done, in words.
    """
    if job.finished or job.stopped:
        st.rerun()
    bar, button = st.columns([6, 1], vertical_alignment="bottom")
    share = job.done / job.steps if job.steps else 0.0
    bar.progress(share, text=_told(job, doing, share))
    button.button(_("Stop"), icon=":material/stop_circle:", on_click=job.stop, key=key,
                  width="stretch")  # fmt: skip


def _told(job: Job[Any], doing: str, share: float) -> str:
    if job.steps:
        return _("{doing} {percent} %", doing=doing, percent=number(100 * share))
    seconds = number(monotonic() - job.asked_at)
    return _("{doing} {seconds} seconds so far", doing=doing, seconds=seconds)
