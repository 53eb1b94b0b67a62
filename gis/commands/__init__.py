"""The commands of ``python -m gis``: what each asks for, does and answers.

A command takes its options and returns plain values for ``--json`` and the lines for people.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from gis.errors import GisError
from gis.language import _

Answer = tuple[dict[str, Any], str]
# Name, what it runs, and what it is for → its parser.
Command = Callable[[str, Callable[[Namespace], Answer], str], ArgumentParser]


def pairs(texts: list[str]) -> dict[str, str]:
    """Return what ``NAME=VALUE`` texts say, by name.

    Raises
    ------
    GisError
        One is not written so.
    """
    told = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise GisError(_("“{text}”: write it as NAME=VALUE", text=text))
        told[name.strip()] = value.strip()
    return told
