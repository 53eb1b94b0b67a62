"""One column of the register: its name, its label, the headings people write, what it holds."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from gis.core.choices import CodeList
from gis.core.text import phrases
from gis.core.units import DONG, MONTHLY, UNITS

# No camera, and no piece of equipment, costs more: a thousand thousand million đồng.
MOST_VND = 1e12
# No camera, device or centre of a commune costs more, nor what it takes to run one a month.
MOST_PRICE_VND = 5e9
MOST_FEE_VND = 1e8

# A text in the current language.
Label = Callable[[], str]


class ColumnType(StrEnum):
    """How a column's values are held: see `conform`."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column.

    Parameters
    ----------
    name
        As it is stored and exported; a number's ends with its unit.
    tell
        Its label in the current language.
    headings
        What people write above it, parted by ``;``; marks, case and punctuation do not matter.
    composed
        Two such lists: each phrase of the second may follow each of the first.
    meaning
        What it says, in the current language, where the label alone does not.
    choices
        The values it allows, with their words.
    low, high
        The numbers it allows.
    unstated
        How a value that is not stated reads; of most columns empty.
    """

    name: str
    tell: Label
    headings: str = ""
    composed: tuple[str, str] | None = None
    meaning: Label | None = None
    holds: ColumnType = ColumnType.TEXT
    choices: type[CodeList] | None = None
    low: float = float("-inf")
    high: float = float("inf")
    unstated: str = ""

    @property
    def label(self) -> str:
        """Return what it is called in the current language."""
        return self.tell()

    @property
    def unit(self) -> str:
        """Return the unit of its numbers, one of `units.UNITS`."""
        return unit_of(self.name)

    @property
    def is_money(self) -> bool:
        """Whether it holds đồng."""
        return self.unit in (DONG, MONTHLY)

    def written(self) -> list[str]:
        """Return the folded headings that people write above it."""
        heads, tails = self.composed or ("", "")
        composed = [f"{head} {tail}" for head in phrases(heads) for tail in phrases(tails)]
        return [phrase for phrase in (*composed, *phrases(self.headings)) if phrase.strip()]

    def allows(self, value: float) -> bool:
        """Tell whether a number can be right here: finite, and within the range."""
        return math.isfinite(value) and self.low <= value <= self.high

    def refuses(self, values: pd.Series) -> pd.Series:
        """Tell which numbers cannot be right here; a missing one is no fault."""
        wrong: pd.Series = values.notna() & ~(
            np.isfinite(values) & values.between(self.low, self.high)
        )
        return wrong


def unit_of(name: str) -> str:
    """Return the unit that a column's name ends with, one of `units.UNITS`.

    Parameters
    ----------
    name
        Of a number's column: `range_m`, `cost_vnd`; degrees for `lon` and `lat`.

    Returns
    -------
    str
        `MONTHLY` of money whose name begins with ``monthly``; "" where it is counted in nothing.
    """
    ending = name.rpartition("_")[2] if "_" in name else ""
    if name in ("lon", "lat"):
        return "deg"
    if ending == DONG:
        return MONTHLY if name.startswith("monthly") else DONG
    return ending if ending in UNITS else ""


def text_column(
    name: str,
    tell: Label,
    headings: str = "",
    *,
    composed: tuple[str, str] | None = None,
    meaning: Label | None = None,
) -> Column:
    """Return a column of texts."""
    return Column(name, tell, headings, composed, meaning)


def date_column(
    name: str, tell: Label, headings: str = "", *, meaning: Label | None = None
) -> Column:
    """Return a column of days, ISO ``YYYY-MM-DD``."""
    return Column(name, tell, headings, None, meaning, ColumnType.DATE)


def choice_column(
    name: str,
    tell: Label,
    choices: type[CodeList],
    headings: str = "",
    *,
    meaning: Label | None = None,
    unstated: str = "",
) -> Column:
    """Return a column of values from a list of codes."""
    return Column(
        name, tell, headings, None, meaning, ColumnType.CHOICE, choices, unstated=unstated
    )


def number_column(
    name: str,
    tell: Label,
    headings: str = "",
    *,
    low: float = 0.0,
    high: float,
    composed: tuple[str, str] | None = None,
    meaning: Label | None = None,
) -> Column:
    """Return a column of numbers within a range."""
    return Column(name, tell, headings, composed, meaning, ColumnType.NUMBER, low=low, high=high)
