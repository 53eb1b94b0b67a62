"""Streamlit's own English words, said in the language of the session.

Streamlit offers no option for these. A short script changes whole texts, and nothing within
them: what is not listed, or is called otherwise by a later version, stays as it was. A test
holds the list to the scripts of the version that is installed.
"""

import json

import streamlit as st

from gis.core.language import _

# Each script run tells the words again; the first of them watches from then on.
_SCRIPT = """<script>(() => {
  const held = window.wordsOfStreamlit ??= { words: new Map(), endings: new Map() };
  const told = WORDS, back = new Map([...held.words].map(([a, b]) => [b, a]));
  held.words = new Map(Object.entries(told.words).filter(([a, b]) => a !== b));
  held.endings = new Map(Object.entries(told.endings).filter(([a, b]) => a !== b));
  const say = text => {
    const word = back.get(text.trim()) ?? text.trim();
    if (held.words.has(word)) return held.words.get(word);
    for (const [a, b] of held.endings) if (text.endsWith(a)) return text.slice(0, -a.length) + b;
    return back.has(text.trim()) ? word : text;
  };
  const ours = '[data-testid="stMarkdownContainer"], [data-testid="stText"], textarea';
  const uploader = '[data-testid="stFileUploaderDropzone"]';
  const names = ["aria-label", "placeholder", "title"];
  const visit = root => {
    if (root.nodeType === Node.TEXT_NODE) {
      const place = root.parentElement;
      if (place?.closest(ours) && !place.closest(uploader)) return;
      const text = say(root.nodeValue);
      if (text !== root.nodeValue) root.nodeValue = text;
    } else if (root.nodeType === Node.ELEMENT_NODE && !root.matches("script, style, svg")) {
      for (const name of names) {
        const text = root.getAttribute(name);
        if (text && say(text) !== text) root.setAttribute(name, say(text));
      }
      root.childNodes.forEach(visit);
    }
  };
  held.watch?.disconnect();
  held.watch = new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes)
      type === "childList" ? addedNodes.forEach(visit) : visit(target);
  });
  held.watch.observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: names,
  });
  visit(document.body);
})()</script>"""


def streamlit_words() -> dict[str, str]:
    """Return whole texts of Streamlit's own → how they are said here."""
    return {
        "Upload": _("Upload"),
        "No results": _("No results"),
        "No options to select": _("No options to select"),
        "Choose an option": _("Choose an option"),
        "Choose options": _("Choose options"),
        "Show/hide columns": _("Show/hide columns"),
        "Download as CSV": _("Download as CSV"),
        "Search": _("Search"),
        "Fullscreen": _("Fullscreen"),
        "Close fullscreen": _("Close fullscreen"),
        "Clear all": _("Clear all"),
        "Clear value": _("Clear value"),
        "Select all": _("Select all"),
        "Copy to clipboard": _("Copy to clipboard"),
        "Page not found": _("Page not found"),
    }


def streamlit_endings() -> dict[str, str]:
    """Return the ends of texts that begin with a number → how they are said here."""
    return {" per file": _(" per file")}


def translate_streamlit() -> None:
    """Have the browser say Streamlit's own words in the language of the session."""
    words = {"words": streamlit_words(), "endings": streamlit_endings()}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    st.html(_SCRIPT.replace("WORDS", told, 1), unsafe_allow_javascript=True)
