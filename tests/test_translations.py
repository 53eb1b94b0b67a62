"""Every text a person reads has its Vietnamese, with the same places to fill in."""

import ast
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "locale" / "vi").glob("*.po"))
SOURCES = [ROOT / "main.py", *sorted(ROOT.glob("gis/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Give every ``_(…)`` of a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "_":
            yield node


def message(call: ast.Call) -> str | None:
    """Return the message a call translates; None when it is not written right there."""
    first = call.args[0] if call.args else None
    literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if literal else None


def places(text: str) -> set[str]:
    """Return the names of the ``{places}`` of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translations() -> dict[str, dict[str, str]]:
    """Return message → {catalogue: translation}."""
    found = defaultdict(dict)
    for path in CATALOGUES:
        with path.open("rb") as file:
            for entry in read_po(file, abort_invalid=True):
                if entry.id:
                    found[entry.id][path.name] = entry.string
    return found


FOUND = [
    (path.relative_to(ROOT), call)
    for path in SOURCES
    for call in calls(ast.parse(path.read_text("utf-8")))
]
TRANSLATED = translations()


def test_messages_and_catalogues_are_found():
    assert len(FOUND) > 100
    assert "core.po" in {path.name for path in CATALOGUES}


def test_every_message_is_written_inside_its_call():
    assert [f"{path}:{call.lineno}" for path, call in FOUND if message(call) is None] == []


def test_every_message_has_its_vietnamese():
    missing = {
        f"{path}:{call.lineno}: {message(call)}"
        for path, call in FOUND
        if message(call) and not any(TRANSLATED.get(message(call), {}).values())
    }
    assert sorted(missing) == []


def test_translations_fill_the_same_places():
    different = {
        f"{catalogue}: {source}"
        for source, by_catalogue in TRANSLATED.items()
        for catalogue, text in by_catalogue.items()
        if text and places(text) != places(source)
    }
    assert sorted(different) == []


def test_calls_fill_every_place_of_their_message():
    """A call with ``**values`` cannot be read from the source and is passed over."""
    wrong = [
        f"{path}:{call.lineno}: {message(call)}"
        for path, call in FOUND
        if message(call)
        and all(keyword.arg for keyword in call.keywords)
        and not places(message(call)) <= {keyword.arg for keyword in call.keywords}
    ]
    assert wrong == []


def test_no_message_has_two_translations():
    twice = {
        source: by_catalogue
        for source, by_catalogue in TRANSLATED.items()
        if len(set(by_catalogue.values())) > 1
    }
    assert twice == {}


def test_all_is_composed_unicode():
    texts = [*TRANSLATED, *(text for each in TRANSLATED.values() for text in each.values())]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


@pytest.mark.parametrize(
    ("source", "expected"), [('_("a {b} {c:,}")', {"b", "c"}), ('_("{{a}}")', set())]
)
def test_places_are_read_from_a_call(source, expected):
    (call,) = calls(ast.parse(source))
    assert places(message(call)) == expected


def test_a_message_put_together_is_not_literal():
    assert [message(call) for call in calls(ast.parse('_(f"a {b}"); _(text); _("a" + b)'))] == [
        None
    ] * 3
