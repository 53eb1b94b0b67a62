"""A visitor's draft: in the address once something is kept, taken up again by a new session."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("store")


def visit():
    """Show what the draft holds, beneath a field that is kept in it."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text by itself

    from pages.components.drafts import draft_part, hold_draft, keep_part  # noqa: PLC0415

    hold_draft()
    if typed := st.text_input("x"):
        keep_part("test", typed if typed != "-" else None)
    st.write(draft_part("test") or "nothing")


def open_at(draft):
    shown = AppTest.from_function(visit)
    if draft:
        shown.query_params["nhap"] = draft
    return shown.run()


def test_a_reload_finds_what_was_not_saved():
    shown = open_at(None)
    assert "nhap" not in shown.query_params
    shown.text_input[0].set_value("chợ").run()
    draft = shown.query_params["nhap"]
    again = open_at(draft)
    assert again.markdown[0].value == "chợ"
    assert again.query_params["nhap"] != draft
    again.text_input[0].set_value("-").run()
    assert again.markdown[0].value == "nothing"
    assert "nhap" not in again.query_params
    assert shown.run().markdown[0].value == "chợ"
