"""A visitor's bookmark: in the address once something is kept, taken up again by a new session."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("store")


def visit():
    """Show what the address holds, beneath a field that is kept in it."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text by itself

    from pages.components.shared.bookmarks import bookmark, bookmarked, hold_bookmark  # noqa: PLC0415

    hold_bookmark()
    if typed := st.text_input("x"):
        bookmark("test", typed if typed != "-" else None)
    st.write(bookmarked("test") or "nothing")


def open_at(address):
    shown = AppTest.from_function(visit)
    if address:
        shown.query_params["nho"] = address
    return shown.run()


def test_a_reload_finds_what_was_asked():
    shown = open_at(None)
    assert "nho" not in shown.query_params
    shown.text_input[0].set_value("chợ").run()
    address = shown.query_params["nho"]
    again = open_at(address)
    assert again.markdown[0].value == "chợ"
    assert again.query_params["nho"] != address
    again.text_input[0].set_value("-").run()
    assert again.markdown[0].value == "nothing"
    assert "nho" not in again.query_params
    assert shown.run().markdown[0].value == "chợ"
