"""The exact versions: inside the ranges of pyproject.toml, each with hashes, from no named host."""

import re
import tomllib
from collections import Counter

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start
from tools.lock import entries, without_reasons

FILES = (start.RUN_TIME, start.DEVELOPMENT)
SOURCE = (start.ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(SOURCE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
LOCKED = [(file, entry) for file in FILES for entry in entries(file.read_text("utf-8"))]


def requirement(entry):
    """Read the requirement at an entry's head: ``name==version ; marker``."""
    return Requirement(entry.splitlines()[0].rstrip(" \\"))


def pins(*files):
    """Versions by name; more than one where they depend on the Python."""
    found = {}
    for file, entry in LOCKED:
        if file in files:
            (pin,) = requirement(entry).specifier
            assert pin.operator == "==", entry
            found.setdefault(canonicalize_name(requirement(entry).name), set()).add(pin.version)
    return found


def ranges(texts):
    return [Requirement(text) for text in texts if not text.startswith(PROJECT["project"]["name"])]


RUN_TIME = [
    *ranges(PROJECT["project"]["dependencies"]),
    *[r for group in PROJECT["project"]["optional-dependencies"].values() for r in ranges(group)],
]
DEVELOPMENT = ranges(PROJECT["dependency-groups"]["dev"])


@pytest.mark.parametrize("wanted", RUN_TIME, ids=str)
def test_the_app_s_packages_are_pinned_inside_their_ranges(wanted):
    versions = pins(start.RUN_TIME)[canonicalize_name(wanted.name)]
    assert all(wanted.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("wanted", DEVELOPMENT, ids=str)
def test_the_tests_packages_are_pinned_inside_their_ranges(wanted):
    versions = pins(*FILES)[canonicalize_name(wanted.name)]
    assert all(wanted.specifier.contains(version) for version in versions)


def test_the_app_s_file_holds_all_it_needs_and_the_other_only_what_is_besides():
    app, tests = pins(start.RUN_TIME), pins(start.DEVELOPMENT)
    assert not {"pytest", "ruff", "mypy", "hypothesis"} & set(app)
    assert {
        name: versions for name, versions in tests.items() if versions <= app.get(name, set())
    } == {}
    assert len(app) > len(RUN_TIME)  # with what they bring along


def test_every_version_has_the_hashes_of_its_files():
    without = [entry for _, entry in LOCKED if not HASH.search(entry)]
    assert without == []
    for file in FILES:  # and nothing stands there that is not an entry's
        for line in file.read_text("utf-8").splitlines():
            text = line.strip().removesuffix("\\").strip()
            assert text.startswith("#") or HASH.fullmatch(text) or "==" in text, line


def test_a_package_stands_twice_only_for_different_pythons_or_systems():
    for file in FILES:
        heads = [requirement(entry) for where, entry in LOCKED if where == file]
        twice = [name for name, count in Counter(r.name for r in heads).items() if count > 1]
        assert all(r.marker for r in heads if r.name in twice)


def test_no_pin_is_kept_from_a_system_or_a_python_the_app_supports():
    for wanted in [r for r in RUN_TIME if not r.marker]:
        heads = [requirement(e) for f, e in LOCKED if f == start.RUN_TIME]
        own = [r for r in heads if canonicalize_name(r.name) == canonicalize_name(wanted.name)]
        for python in ("3.11", "3.12", "3.13", "3.14"):
            for system in ("linux", "win32", "darwin"):
                place = {"python_version": python, "sys_platform": system}
                fits = [r for r in own if r.marker is None or r.marker.evaluate(place)]
                assert len(fits) == 1, (wanted.name, place)


def test_every_range_says_what_it_is_for():
    block = SOURCE[SOURCE.index("dependencies = [") : SOURCE.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if re.search(r'^(\s+|schedule = \[)"', line)]
    named = [line for line in lines if PROJECT["project"]["name"] not in line]
    assert len(named) == len(RUN_TIME) + len(DEVELOPMENT)
    assert [line for line in named if not line.partition("#")[2].strip()] == []


def test_entries_are_read_apart_and_reasons_are_no_part_of_what_is_installed():
    windows = "b==2 ; sys_platform == 'win32' \\\n    --hash=sha256:1"
    lock = f"# head\na==1 \\\n    --hash=sha256:0\n    # via b\n{windows}\n"
    first, second = entries(lock)
    assert first == "a==1 \\\n    --hash=sha256:0\n    # via b"
    assert without_reasons(first) == "a==1 \\\n    --hash=sha256:0"
    assert without_reasons(second) == second == windows
