"""What a package's rows are called in the province's register.

Each commune numbers from 01 on. A code that a row of another commune has already is not
taken over: the later one gets the code of its commune behind it, ``CAM-01 (18859)``, and
keeps that name in every package that follows.
"""

from collections.abc import Mapping, Set

import pandas as pd

from gis.core.schema import split_ids
from gis.core.text import fold

# Own code → the code it has here.
CodeMap = Mapping[str, str]
# By these a piece of equipment is one that several communes share; each must be stated.
_SHARED = ("kind", "name", "custodian")


def codes_for_commune(
    ids: pd.Series, known: CodeMap, others: Set[str], commune: str
) -> dict[str, str]:
    """Return what rows are called here that cannot keep their code.

    Parameters
    ----------
    ids
        Their own codes.
    known
        What they have been called since a package before.
    others
        Codes that rows of other communes have here.
    """
    taken = {*others, *ids}
    found: dict[str, str] = {}
    for code in ids:
        if code in known:
            found[code] = known[code]
        elif code in others:
            free = f"{code} ({commune})"
            while free in taken:
                free = f"{free} ({commune})"
            taken.add(free)
            found[code] = free
    return found


def codes_in_both(given: pd.DataFrame, stored: pd.DataFrame) -> set[str]:
    """Return the codes under which both tables name one and the same piece of equipment."""
    pairs = given.merge(stored, on="equipment_id", suffixes=("", "_stored"))
    for column in _SHARED:
        one, other = pairs[column].map(fold), pairs[f"{column}_stored"].map(fold)
        pairs = pairs[(one == other) & (one != "")]
    return set(pairs["equipment_id"])


def with_codes(table: pd.DataFrame, codes: CodeMap, *columns: str) -> pd.DataFrame:
    """Return a table with other codes in columns of single codes."""
    return table.assign(**{c: table[c].map(lambda code: codes.get(code, code)) for c in columns})


def relinked(table: pd.DataFrame, codes: CodeMap, *columns: str) -> pd.DataFrame:
    """Return a table with other codes in columns of lists of codes."""
    return table.assign(**{c: table[c].map(lambda text: _linked(text, codes)) for c in columns})


def _linked(text: str, codes: CodeMap) -> str:
    parts = split_ids(text)
    if not any(part in codes for part in parts):
        return text
    return ";".join(codes.get(part, part) for part in parts)
