"""Long work as a reader waits for it: how far it is, and a button that stops it."""

from typing import Any

import streamlit as st

from gis.language import _, number
from gis.service.jobs import Job

EVERY_S = 1.0


@st.fragment(run_every=EVERY_S)
def wait_for(job: Job[Any], doing: str, *, key: str) -> None:
    """Show each second how far a job is; when it has ended, the page runs anew.

    `doing`: what is being done, in words.
    """
    if job.finished or job.stopped:
        st.rerun()
    bar, button = st.columns([6, 1], vertical_alignment="bottom")
    share = job.done / job.steps if job.steps else 0.0
    told = (
        _("{doing} {percent} %", doing=doing, percent=number(100 * share)) if job.steps else doing
    )
    bar.progress(share, text=told)
    button.button(_("Stop"), icon=":material/stop_circle:", on_click=job.stop, key=key,
                  width="stretch")  # fmt: skip
