"""Long work as a reader waits for it: how far it is, and a button that stops it."""

from collections.abc import Callable
from math import ceil, isnan
from time import monotonic
from typing import Any

import streamlit as st

from gis.core.language import _, language, use_language
from gis.core.numbers import number
from gis.runtime.jobs import Bounds, Job

EVERY_S = 1.0


def wait_for(
    job: Job[Any], doing: str, *, key: str, steps: Callable[[int, int], str] | None = None
) -> None:
    """Show each second how far a job is; when it has ended, the page runs anew.

    Where a job cannot say how far it is, the seconds since it was asked for are told.
    `doing`: what is being done, in words. `steps`: says the steps done, and all there are, where
    they tell a reader more than their share does.
    """
    _look_on(job, doing, language(), key=key, steps=steps)


@st.fragment(run_every=EVERY_S)
def _look_on(
    job: Job[Any], doing: str, code: str, *, key: str, steps: Callable[[int, int], str] | None
) -> None:
    use_language(code)  # each second in another thread, which has not run the main script
    if job.finished or job.stopped:
        st.rerun()
    bar, button = st.columns([6, 1], vertical_alignment="bottom")
    share = job.done / job.steps if job.steps else 0.0
    bar.progress(share, text=_in_words(job, doing, steps))
    button.button(
        _("Stop"), icon=":material/stop_circle:", on_click=job.stop, key=key, width="stretch"
    )


def _in_words(job: Job[Any], doing: str, steps: Callable[[int, int], str] | None) -> str:
    if job.steps and steps is not None:
        return steps(job.done, job.steps)
    if job.steps:
        return _("{doing} {percent} %", doing=doing, percent=number(100 * job.done / job.steps))
    seconds = number(monotonic() - job.asked_at)
    told = _("{doing} {seconds} seconds so far", doing=doing, seconds=seconds)
    return "; ".join(filter(None, [told, bounds_in_words(job.bounds)]))


def bounds_in_words(bounds: Bounds) -> str:
    """Say how good the best plan found so far is, "" where there is none."""
    if not bounds.has_solution:
        return ""
    if isnan(bounds.more):
        return _("a plan is found already")
    more = number(ceil(1000 * bounds.more) / 10, 1)
    return _("a plan is found already; at most {more} % more can be brought back", more=more)
