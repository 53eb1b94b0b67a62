"""The words people write for the values of choice columns."""

import difflib
import re
from functools import lru_cache

from gis.core.choices import CodeList, YesNo
from gis.core.numbers import TICKS
from gis.core.text import fold

_PARTS = re.compile(r"[()\[\],;/+\n–]| - ")


def read_choice(text: str, choices: type[CodeList]) -> str:
    """Return the stored value a word or phrase stands for.

    Marks and case do not matter. Remarks in brackets or after a comma, slash or dash are
    passed over as long as the known parts agree: ``"Hỏng (do sét)"`` is broken, but
    ``"Hoạt động, chập chờn"`` says two things.

    Parameters
    ----------
    text
        As written.
    choices
        The code list with its words.

    Returns
    -------
    str
        The value, of `choices`.

    Raises
    ------
    ValueError
        No part of the text is known, or its parts contradict each other.
    """
    known = choices.vocabulary()
    if fold(text) in known:
        return known[fold(text)]
    # A mark alone, “x” or “1”, says yes; within “1+1” or “1/2” it says nothing.
    parts = [fold(part) for part in _PARTS.split(text)]
    values = {known[p] for p in parts if p in known and (len(p) > 1 or choices is not YesNo)}
    if len(values) != 1:
        raise ValueError(text)
    return values.pop()


def known_value(text: str, choices: type[CodeList]) -> str:
    """Return the value a whole phrase stands for, nothing when it is not known."""
    if choices is YesNo and text in TICKS:
        return str(YesNo.YES)
    return choices.vocabulary().get(fold(text), "")


@lru_cache(maxsize=4096)
def suggest(text: str, choices: type[CodeList], *, near: bool = True) -> list[str]:
    """Return the terms nearest to an unknown word, best first; all terms when none is near."""
    known = choices.vocabulary()
    near = near and len(choices) > 2  # beside yes there is only no
    phrases_near = difflib.get_close_matches(fold(text), known, n=3, cutoff=0.6) if near else []
    values = [known[phrase] for phrase in phrases_near] or [str(value) for value in choices]
    return [choices(value).written.split(";")[0] for value in dict.fromkeys(values)]
