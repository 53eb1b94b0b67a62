"""The words that people write, from `data/words.csv`: what they are of, what each row means."""

import csv
from functools import cache

from gis.core.paths import DATA

WORDS_FILE = DATA / "words.csv"


@cache
def listings(of: str) -> tuple[tuple[str, str], ...]:
    """Return the meanings of one kind of words, each with its ``;``-separated terms, in order.

    Parameters
    ----------
    of
        What the words are of: the column `of` of `data/words.csv`.

    Returns
    -------
    tuple
        Pairs (meaning, terms), one for each row; empty where there are none.
    """
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["means"], row["terms"]) for row in csv.DictReader(file) if row["of"] == of
        )


def listing(of: str, means: str) -> str:
    """Return all terms of one meaning.

    Parameters
    ----------
    of
        What the words are of, see `listings`.
    means
        The meaning wanted.

    Returns
    -------
    str
        Terms with ``; `` between them, as they are written; "" where there are none.
    """
    return "; ".join(terms for meaning, terms in listings(of) if meaning == means)


def word_set(of: str, means: str) -> frozenset[str]:
    """Return the words of one meaning.

    Parameters
    ----------
    of, means
        See `listing`.

    Returns
    -------
    frozenset
        Each term as it is written, marks and all.
    """
    return frozenset(listing(of, means).split("; "))
