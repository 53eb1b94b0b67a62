"""The commands of ``python -m gis``: what each asks for, does and answers.

A command takes its options and returns plain values for ``--json`` and the lines for people.
"""

import math
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


def amount(text: str) -> float:
    """Return a number from 0 on that a person wrote.

    Raises
    ------
    GisError
        It is none.
    """
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value < math.inf:
        raise GisError(_("“{text}” is no number from 0 on", text=text))
    return value
