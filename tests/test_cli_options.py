"""Every option of the command line that takes a number takes it as people write it."""

import argparse
from collections.abc import Iterator

import pytest

from gis.__main__ import parser
from gis.cli import amount, count, day, decimal_argument, monthly_amount, seconds, share, weight
from gis.core.errors import GisError

READERS = {amount, count, day, decimal_argument, monthly_amount, seconds, share, weight}
# What an option stands for when it is no number: a file, a name, a code, a choice.
NO_NUMBERS = {
    # Names of revisions, or days, which gis.cli.day reads.
    *("since", "until"),
    # The address of a server.
    "live",
    *("store", "file", "files", "out", "ics", "source", "who", "id", "commune", "crs", "keep"),
    *("equipment", "communes", "demand", "buildings", "budgets", "lock", "exclude", "map", "value"),
    *("start", "begins"),
    *("choose", "open", "repaired", "like", "ids", "reason", "check", "back", "deadline_name"),
    *(
        "why",
        "take",
        "compare",
        "remove",
        "advance",
        "match",
        "place",
        "help",
        "command",
        "name",
        "layer",
        "form",
    ),
}
# Read by a reader of their own: NAME=VALUE, with the value read as people write it.
PAIRS = {"values", "expect", "weight", "funds"}
MONEY = {"budget", "phase", "monthly", "trip_vnd", "stop_vnd"}


def options() -> Iterator[tuple[str, argparse.Action]]:
    [commands] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    for name, command in commands.choices.items():
        for action in command._actions:
            yield name, action


OPTIONS = [
    pytest.param(action, id=f"{command} {action.dest}")
    for command, action in options()
    if action.nargs != 0 and action.choices is None
]


@pytest.mark.parametrize("action", OPTIONS)
def test_no_option_reads_numbers_in_a_way_of_its_own(action):
    assert action.type not in (int, float)
    if action.dest in MONEY:
        assert action.type in (amount, monthly_amount)
    elif action.type not in READERS:
        name = action.type.__name__ if action.type else "str"
        assert name == "Path" or action.dest in NO_NUMBERS | PAIRS


@pytest.mark.parametrize("action", [p for p in OPTIONS if p.values[0].type in READERS - {day}])
def test_every_number_of_an_option_is_finite_and_from_zero_on(action):
    for text in ("inf", "nan", "-1", "1e400", "x", ""):
        with pytest.raises(GisError):
            action.type(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("4/11/2025", "2025-11-04"), ("11/2025", "2025-11-01"), ("2025-11-04", "2025-11-04")],
)
def test_a_day_of_an_option(text, iso):
    assert day(text) == iso


def test_what_is_no_day_is_refused():
    with pytest.raises(GisError):
        day("hôm qua")
