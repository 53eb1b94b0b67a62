"""Texts that hold words from files or people, shown as they are and never as markup."""

import re
from collections.abc import Iterable

import streamlit as st

# What Streamlit's Markdown gives a meaning: emphasis, links, pictures, formulas, icons, colours.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!$:<>|~-])")


def plain(text: object) -> str:
    """Return the text with every mark of Markdown made an ordinary character."""
    return _MARKUP.sub(r"\\\1", str(text)).replace("\n", "  \n")


def fresh_choice_key(key: str, options: Iterable[object], *, first: object) -> str:
    """Return the key of a choice from a list, what is chosen sent to the browser on every run.

    Else the browser goes on showing it in the language of before. What is no option any more
    gives way to the `first`.
    """
    held = st.session_state.get(key, first)
    st.session_state[key] = held if held in set(options) else first
    return key
