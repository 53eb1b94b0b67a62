"""The way from a first look to a report, for who comes to an empty or a simulated register."""

import streamlit as st

from gis.analysis.result import Analysis
from gis.core.language import _
from pages.components.shared.session import opened_communes


def show_first_steps(analysis: Analysis) -> None:
    """Show five steps with how far this visitor has come; not once real data is loaded."""
    empty = analysis.cameras.empty
    if st.session_state.get("steps_away") or not (empty or analysis.provenance.simulated):
        return
    done = [
        not empty,
        *(
            page in opened_communes()
            for page in ("danh-muc", "chua-giam-sat", "phuong-an", "xuat-du-lieu")
        ),
    ]
    following = done.index(False) if False in done else len(done)
    with st.container(horizontal=True, key="steps", vertical_alignment="center"):
        for place, (label, page, asked) in enumerate(_steps()):
            icon, state = _state(done=done[place], next_one=place == following)
            st.page_link(
                page, label=f"{place + 1}. {label}", icon=icon, help=state, query_params=asked
            )
        st.button(
            _("Put away"),
            icon=":material/close:",
            type="tertiary",
            key="put_steps_away",
            on_click=lambda: st.session_state.update(steps_away=True),
        )


def _steps() -> list[tuple[str, str, dict[str, str]]]:
    return [
        (_("Load your data"), "pages/register.py", {}),
        (_("Check the findings"), "pages/register.py", {"xem": "cameras"}),
        (_("See what is not seen"), "pages/gaps.py", {}),
        (_("Choose a budget"), "pages/plan.py", {}),
        (_("Take the report"), "pages/reports.py", {}),
    ]


def _state(*, done: bool, next_one: bool) -> tuple[str, str]:
    """Return the icon and the words of a step that is done, comes next, or comes later."""
    if done:
        return ":material/check_circle:", _("Done")
    if next_one:
        return ":material/arrow_circle_right:", _("Next")
    return ":material/radio_button_unchecked:", _("Not yet")
