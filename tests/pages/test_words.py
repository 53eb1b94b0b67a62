"""Every word on every page goes through the catalogue: pages in a language of brackets."""

import json
import re

import pytest

from tests.pages.screen import PAGES, opened

# The same in every language; file formats, and what is written in both languages at once.
NAMES = {"Ngôn ngữ / Language", "Tiếng Việt", "English"}
NAMES |= {"GeoJSON", "GeoPackage", "CSV", "Excel", "QGIS"}
NAMES |= {"HTML"}
FIELDS = ("label", "body", "help", "placeholder", "text", "title")


class Brackets(dict):
    """A catalogue that has every message, in brackets."""

    def get(self, message, _otherwise):
        return f"⟦{message}⟧"


@pytest.fixture
def brackets(monkeypatch):
    monkeypatch.setattr("gis.core.language.catalogue", lambda _code: Brackets())


def elements(block):
    """Give every element below a block, the blocks that have a name among them."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def said(element):
    """Give every text an element shows that is none of the data."""
    proto = element.proto
    if element.type == "html" or proto is None:
        return
    for holder in (proto, *(getattr(proto, kind, None) for kind in ("tab", "expandable"))):
        for field in FIELDS:
            text = getattr(holder, field, "")
            yield text if isinstance(text, str) else getattr(text, "body", "")
    if element.type == "button_group":
        yield from (option.content for option in proto.options)
    if element.type in {"arrow_data_frame", "dataframe"}:
        settings = json.loads(proto.columns or "{}")
        for name in element.value.columns:
            held = settings.get(name) or {}
            if not held.get("hidden"):
                yield held.get("label") or name


def bare(text):
    """Return what is left of a text without what is in brackets, icons and file names."""
    while "⟦" in text:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "", text), text
        if text == before:
            break
    text = re.sub(r":material/\w+:", "", text)
    return "" if text in NAMES or not re.search(r"[^\W\d_]", text) else text


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_comes_from_the_catalogue(app, demo, brackets, name):
    shown = opened(app, name)
    texts = [
        text for part in (shown.main, shown.sidebar) for e in elements(part) for text in said(e)
    ]
    assert sum("⟦" in text for text in texts) > 10
    assert sorted({text for text in texts if bare(text)}) == []


def test_a_word_outside_the_catalogue_is_noticed(brackets):
    from gis.core.language import _  # noqa: PLC0415

    assert bare(_("a {b}", b=_("c"))) == ""
    assert bare("**{}**: 12,5 · GeoJSON".format(_("a"))) != ""
    assert bare(f":material/map: {_('a')}") == ""
    assert bare("Cảnh báo") == "Cảnh báo"
