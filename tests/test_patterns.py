"""No text makes a pattern look at it again and again: each one of the program is attacked.

Patterns are found in the source, so that none is forgotten, and attacked by texts made from
their own parts: what comes before a repetition, then what it repeats, many times, then an end
that does not fit.
"""

import ast
import importlib
import re
import time
from itertools import chain, pairwise
from pathlib import Path
from re import _constants as codes
from re import _parser as parser

import pytest

ROOT = Path(__file__).resolve().parents[1]
FUNCTIONS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
ANCHORED = {"match", "fullmatch"}
SHORT, TIMES = 1_000, 4
# Four times the text: four times the work is linear, sixteen times is a square. Lower bounds
# in seconds keep the clock's own grain out.
MOST, GRAIN = 9, 2e-4


def sources():
    return sorted(chain(ROOT.glob("gis/**/*.py"), ROOT.glob("pages/**/*.py"), ROOT.glob("*.py")))


def uses(tree):
    """Return by name the methods of patterns that a module calls, and its literal patterns."""
    named, literal = {}, []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in FUNCTIONS):
            continue
        if isinstance(node.value, ast.Name) and node.value.id != "re":
            named.setdefault(node.value.id, set()).add(node.attr)
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not (called and getattr(node.func.value, "id", "") == "re" and node.args):
            continue
        if node.func.attr in FUNCTIONS and isinstance(node.args[0], ast.Constant):
            literal.append((node.args[0].value, node.func.attr))
    return named, literal


def inner(value):
    """Return the patterns a value of a module holds."""
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        return [p for v in (*value, *value.values()) for p in inner(v)]
    if isinstance(value, (tuple, list, set, frozenset)):
        return [p for v in value for p in inner(v)]
    return []


def patterns():
    """Return by pattern whether each use of it begins at the start of the text."""
    found = {}

    def add(pattern, methods, where):
        anchored, _where = found.get(pattern, (True, where))
        found[pattern] = anchored and bool(methods) and methods <= ANCHORED, where

    for path in sources():
        named, literal = uses(ast.parse(path.read_text("utf-8")))
        where = path.relative_to(ROOT).as_posix()
        for text, method in literal:
            add(re.compile(text), {method}, where)
        if where.startswith("gis/") and "/migrations/" not in where:
            module = importlib.import_module(where[:-3].replace("/", ".").removesuffix(".__init__"))
            for name, value in vars(module).items():
                for pattern in inner(value):
                    add(pattern, named.get(name, set()), f"{where}: {name}")
    return found


def example(node):
    """Return some text that a part of a pattern fits."""
    return "".join(_example(code, value) for code, value in node)


def _example(code, value):  # noqa: PLR0911 - one for each kind of part
    match code:
        case codes.LITERAL:
            return chr(value)
        case codes.NOT_LITERAL | codes.ANY:
            return "a" if value != ord("a") else "b"
        case codes.IN:
            return _one_of(value)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            return example(value[2]) * max(value[0], 1 if value[1] == 1 else 0)
        case codes.BRANCH:
            return example(value[1][0])
        case codes.SUBPATTERN:
            return example(value[3])
        case codes.ATOMIC_GROUP:
            return example(value)
    return ""


LETTERS = "a1 x-._,:;/<>()[]{}|°'\"ễ\n\t+*=&#@!?%"


def _one_of(value):
    pattern = re.compile(f"[{''.join(map(re.escape, LETTERS))}]")
    for letter in pattern.findall(LETTERS):
        if _fits(value, letter):
            return letter
    for code, inside in value:
        if code is codes.RANGE:
            return chr(inside[0])
        if code is codes.LITERAL:
            return chr(inside)
    return "a"


CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _fits(value, letter):
    negated = value[0][0] is codes.NEGATE
    fits = False
    for code, inside in value:
        match code:
            case codes.LITERAL:
                fits |= ord(letter) == inside
            case codes.RANGE:
                fits |= inside[0] <= ord(letter) <= inside[1]
            case codes.CATEGORY:
                fits |= re.match(CATEGORIES[inside], letter) is not None
    return fits != negated


def pumps(node, before=""):
    """Return (before, repeated) for each part of a pattern that may repeat without end."""
    found = []
    for place, (code, value) in enumerate(node):
        here = before + example(node[:place])
        match code:
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                if value[1] > 50:
                    found.append((here, example(value[2])))
                found += pumps(value[2], here)
            case codes.BRANCH:
                for branch in value[1]:
                    found += pumps(branch, here)
            case codes.SUBPATTERN:
                found += pumps(value[3], here)
            case codes.ATOMIC_GROUP:
                found += pumps(value, here)
    return found


def attacks(pattern):
    """Return (before, repeated): texts grow by what is repeated."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    parts = pumps(tree)
    repeated = [part for _before, part in parts]
    letters = sorted({chr(v) for c, v in chain.from_iterable([tree]) if c is codes.LITERAL})[:4]
    whole = {(before, part) for before, part in parts}
    whole |= {("", before + part) for before, part in parts}
    whole |= {("", part) for part in (*repeated, *letters, example(tree), "a", "1", " ")}
    whole |= {(before, one + other) for before, _ in parts[:3] for one, other in pairwise(repeated)}
    return sorted((before, part) for before, part in whole if part)


def spent(pattern, text, anchored):
    times, text = [], readable(pattern, text)
    for _turn in range(2):
        start = time.process_time()
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _found in pattern.finditer(text):
                pass
        times.append(time.process_time() - start)
        if times[-1] > 1:
            break
    return min(times)


def text(before, part, length):
    return before + part * (length // len(part)) + "\0!"


def readable(pattern, text):
    return text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")


def squares(pattern, anchored):
    """Return the attacks that cost more than the text grows."""
    found = []
    for before, part in attacks(pattern):
        long = spent(pattern, text(before, part, TIMES * SHORT), anchored)
        if long < MOST * GRAIN:
            continue
        short = spent(pattern, text(before, part, SHORT), anchored)
        if long > MOST * max(short, GRAIN):
            again = spent(pattern, text(before, part, TIMES * SHORT), anchored)
            if min(long, again) > MOST * max(short, GRAIN):
                found.append((before, part, short, again))
    return found


PATTERNS = patterns()


def test_the_patterns_are_found():
    assert len(PATTERNS) > 100


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.pattern[:40])
def test_a_pattern_takes_time_by_the_length_of_the_text(pattern):
    anchored, where = PATTERNS[pattern]
    assert not squares(pattern, anchored), where


def test_a_square_is_noticed():
    assert squares(re.compile(r"(\w+)\s*;"), anchored=False)
    assert squares(re.compile(r"\s+$"), anchored=False)
    assert not squares(re.compile(r"[a-z]{1,9};"), anchored=False)
