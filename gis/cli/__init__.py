"""The commands of ``python -m gis``: what each asks for, does and answers.

A command takes its options and returns plain values for ``--json`` and the lines for people.
"""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial
from typing import Any

from gis.core.dates import read_date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import AmbiguousNumberError, read_amount, read_number, read_share
from gis.core.units import MONTHLY, PLAIN

# As programs write numbers, and nobody by hand: 6e6.
_SCRIPTED = re.compile(r"\d{1,3}(?:\.\d{1,9})?e\+?\d{1,2}")

Answer = tuple[dict[str, Any], str]
# Name, what it runs, and what it is for → its parser.
Command = Callable[[str, Callable[[Namespace], Answer], str], ArgumentParser]


def add_who(parser: ArgumentParser) -> None:
    """Add the option that names the person a change is kept under."""
    parser.add_argument("--who", default="", help=_("who does it"))


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


def listed_pairs(text: str) -> dict[str, str]:
    """Return what ``NAME=VALUE,NAME=VALUE`` says; a value may have a decimal comma."""
    return pairs(re.split(r"[,;](?=[^,;=]*=)", text))


def amount(text: str) -> float:
    """Return money from 0 on that a person wrote, in đồng: ``500.000``, ``2 tỷ``.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return _from_zero(text, read_amount)


def monthly_amount(text: str) -> float:
    """Return money a month, as `amount`; one a year (``6 triệu/năm``) is divided."""
    return _from_zero(text, partial(read_amount, unit=MONTHLY))


def seconds(text: str) -> float:
    """Return a time, as `amount`: ``90``, ``2 phút``."""
    return _from_zero(text, partial(read_number, unit="s"))


def decimal(text: str) -> float:
    """Return a plain number, as `amount`: ``7,5``."""
    return _from_zero(text, partial(read_number, unit=PLAIN))


def weight(text: str) -> float:
    """Return a weight, as `decimal`: ``2,5``."""
    return decimal(text)


def count(text: str) -> int:
    """Return how many, as `amount`: ``1.000``."""
    value = _from_zero(text, read_number)
    if value % 1:
        raise GisError(_("“{text}” is no number from 0 on", text=text))
    return int(value)


def share(text: str) -> float:
    """Return a part of a whole: ``60 %``, ``0,6``.

    Raises
    ------
    GisError
        It is none.
    """
    try:
        return read_share(text)
    except ValueError as error:
        message = _("“{text}” is no part of a whole; write it as 60 % or 0,6", text=text)
        raise GisError(message) from error


def day(text: str) -> str:
    """Return a day as ISO text: ``4/11/2025``, ``11/2025``; an empty text stays empty.

    Raises
    ------
    GisError
        It is none.
    """
    try:
        return text and read_date(text)
    except ValueError as error:
        raise GisError(_("“{text}” is no date; write it as 04/11/2025", text=text)) from error


def _from_zero(text: str, read: Callable[[str], float]) -> float:
    try:
        value = float(text) if _SCRIPTED.fullmatch(text) else read(text.strip())
    except AmbiguousNumberError as error:
        raise GisError(_("{reason}; write it out", reason=error)) from error
    except ValueError:
        value = -1.0
    if value < 0:
        raise GisError(_("“{text}” is no number from 0 on", text=text))
    return value
