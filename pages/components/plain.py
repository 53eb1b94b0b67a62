"""Texts that hold words from files or people, shown as they are and never as markup."""

import re

# What Streamlit's Markdown gives a meaning: emphasis, links, pictures, formulas, icons, colours.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!$:<>|~-])")


def plain(text: object) -> str:
    """Return the text with every mark of Markdown made an ordinary character."""
    return _MARKUP.sub(r"\\\1", str(text)).replace("\n", "  \n")
