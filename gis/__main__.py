"""python -m gis …: everything the app does, from a terminal."""

import argparse
import json
import math
import os
import sys
from contextlib import redirect_stdout
from typing import Any, NoReturn

from gis.cli import (
    alternatives,
    analysis,
    by_hand,
    demand,
    documents,
    packages,
    past,
    planning,
    plans,
    prices,
    publishing,
    register,
    rounds,
    schedule,
    sites,
    upkeep,
)
from gis.core.errors import GisError
from gis.core.language import _, use_language
from gis.core.paths import DEFAULT_STORE


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a wrong option with one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with 2."""
        raise GisError(f"{self.prog}: {message}")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code: 0, or 2 for a bad file or option."""
    use_language(os.environ.get("CAMERA_LANGUAGE", "vi"))
    try:
        options = parser().parse_args(arguments)
        answer, lines = options.run(options)
    except GisError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    print(
        json.dumps(_plain(answer), ensure_ascii=False, allow_nan=False) if options.json else lines
    )
    return 0


def _plain(value: Any) -> Any:
    """Return the value as JSON can hold it: no NaN, no array scalars."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def parser() -> Parser:
    """Return the parser of all commands."""
    top = Parser(prog="python -m gis", description=_("Every camera and what it sees"))
    commands = top.add_subparsers(dest="command", required=True, parser_class=Parser)

    def command(name: str, run: Any, text: str) -> Parser:
        added: Parser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument("--json", action="store_true", help=_("machine output on stdout"))
        store = os.environ.get("CAMERA_STORE", DEFAULT_STORE)
        added.add_argument("--store", default=store, help=_("address of the store of the register"))
        return added

    analysis.add(command, os.environ.get("CAMERA_BOUNDARIES"))
    planning.add(command)
    alternatives.add(command)
    prices.add(command)
    plans.add(command)
    sites.add(command)
    schedule.add(command)
    documents.add(command)
    demand.add(command)
    register.add(command)
    by_hand.add(command)
    past.add(command)
    upkeep.add(command)
    packages.add(command)
    publishing.add(command)
    rounds.add(command)
    return top


def main_program() -> int:
    """Run with standard output for the answer alone: what a solver writes goes to stderr.

    HiGHS prints some notes of its own, whatever it is told.
    """
    encoding = sys.stdout.encoding
    with os.fdopen(os.dup(1), "w", encoding=encoding) as answer, redirect_stdout(answer):
        os.dup2(2, 1)
        return main()


if __name__ == "__main__":
    sys.exit(main_program())
