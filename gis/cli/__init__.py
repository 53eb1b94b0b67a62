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
    """Add the option that names the person a change is kept under.

    Parameters
    ----------
    parser
        Of one command; it gets ``--who``, "" where it is left out.
    """
    parser.add_argument("--who", default="", help=_("who does it"))


def doer(options: Namespace) -> str:
    """Return who does what takes something away.

    Raises
    ------
    GisError
        Nobody is named.
    """
    who = str(options.who).strip()
    if not who:
        raise GisError(_("Say who does this with --who: what takes something away needs a name"))
    return who


def pairs(texts: list[str]) -> dict[str, str]:
    """Return what ``NAME=VALUE`` texts say, by name.

    Parameters
    ----------
    texts
        As they stand on the command line.

    Returns
    -------
    dict
        Of two alike the last; blanks around names and values are left out.

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
    """Return what ``NAME=VALUE,NAME=VALUE`` says; a value may have a decimal comma.

    Parameters
    ----------
    text
        Pairs parted by ``,`` or ``;``.

    Returns
    -------
    dict
        See `pairs`.

    Raises
    ------
    GisError
        One is not written so.
    """
    return pairs(re.split(r"[,;](?=[^,;=]*=)", text))


def amount(text: str) -> float:
    """Return money from 0 on that a person wrote, in đồng: ``500.000``, ``2 tỷ``.

    Parameters
    ----------
    text
        With its unit or without; or as programs write it, ``6e6``.

    Returns
    -------
    float
        Đồng.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return _from_zero(text, read_amount)


def monthly_amount(text: str) -> float:
    """Return money a month, as `amount`; one a year (``6 triệu/năm``) is divided.

    Parameters
    ----------
    text
        See `amount`.

    Returns
    -------
    float
        Đồng a month.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return _from_zero(text, partial(read_amount, unit=MONTHLY))


def seconds(text: str) -> float:
    """Return a time, as `amount`: ``90``, ``2 phút``.

    Parameters
    ----------
    text
        Seconds where no unit is named.

    Returns
    -------
    float
        Seconds, from 0 on.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return _from_zero(text, partial(read_number, unit="s"))


def decimal_argument(text: str) -> float:
    """Return a plain number, as `amount`: ``7,5``.

    Parameters
    ----------
    text
        Without a unit, with either decimal separator.

    Returns
    -------
    float
        From 0 on.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return _from_zero(text, partial(read_number, unit=PLAIN))


def weight(text: str) -> float:
    """Return a weight, as `decimal_argument`: ``2,5``.

    Parameters
    ----------
    text
        See `decimal_argument`.

    Returns
    -------
    float
        From 0 on.

    Raises
    ------
    GisError
        It is none, or can be read in two ways.
    """
    return decimal_argument(text)


def count(text: str) -> int:
    """Return how many, as `amount`: ``1.000``.

    Parameters
    ----------
    text
        A whole number.

    Returns
    -------
    int
        From 0 on.

    Raises
    ------
    GisError
        It is none, has a part, or can be read in two ways.
    """
    value = _from_zero(text, read_number)
    if value % 1:
        raise GisError(_("“{text}” is no number from 0 on", text=text))
    return int(value)


def share(text: str) -> float:
    """Return a part of a whole: ``60 %``, ``0,6``.

    Parameters
    ----------
    text
        See `core.numbers.read_share`.

    Returns
    -------
    float
        From 0 to 1.

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

    Parameters
    ----------
    text
        See `core.dates.read_date`; a month or a year stands for its first day.

    Returns
    -------
    str
        ``YYYY-MM-DD``.

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
