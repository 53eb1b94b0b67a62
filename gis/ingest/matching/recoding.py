"""A list whose codes are new although its rows are those of before: it was given other codes.

One camera with another code is another camera until somebody says otherwise; a whole list is
not. What was taken for one and the same is kept under the new code, the old one in its history.
"""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.text import fold

# So many of the rows whose code is new, and so many of the cameras the list lacks of those it
# once brought, must be pairs; so many pairs must follow one rule to need no second look.
_ROWS, _CAMERAS, _RULE = 0.8, 0.5, 0.9
# Two rows that look alike prove no rule.
_LEAST = 3
_LIKE_NUMBER, _RANK = 0.2, 0.01
_LAST_NUMBER = re.compile(r"(\d{1,9})\D{0,20}$")


def code_numbers(codes: pd.Series) -> pd.Series:
    """Return the last number of each code, -1 without one: of ``GL-A007`` it is 7."""
    found = codes.str.extract(_LAST_NUMBER, expand=False)
    return pd.to_numeric(found).fillna(-1).astype(int)


def likeness_of_codes(
    pairs: pd.DataFrame, rows: pd.DataFrame, known: pd.DataFrame, *, sure: float
) -> NDArray[np.float64]:
    """Return what codes and order say of pairs `first second score` that words leave open.

    The numbers of the codes must have grown by as much as those of pairs without a rival.
    """
    first, second = (pairs[side].to_numpy() for side in ("first", "second"))
    ours, theirs = (code_numbers(t["camera_id"]).to_numpy() for t in (rows, known))
    numbered = (ours[first] >= 0) & (theirs[second] >= 0)
    step = pd.Series(ours[first] - theirs[second], pairs.index).where(numbered)
    alike = pairs[pairs["score"] >= sure]
    rivals = alike["first"].duplicated(keep=False) | alike["second"].duplicated(keep=False)
    alone = step[alike.index[~rivals]].dropna()
    usual = alone.mode().iloc[0] if len(alone) else 0
    ranks = [_ranks(table)[at] for table, at in ((rows, first), (known, second))]
    return np.asarray(_LIKE_NUMBER * (step == usual) - _RANK * np.abs(ranks[0] - ranks[1]))


def _ranks(table: pd.DataFrame) -> NDArray[np.float64]:
    """Return the place of each row among all, from 0 to 1."""
    return np.linspace(0, 1, len(table))


def recoded_pairs(
    pairs: pd.DataFrame, rows: pd.DataFrame, known: pd.DataFrame, *, sure: float, likely: float
) -> pd.DataFrame:
    """Judge pairs of a row and a camera that both have a code of their own.

    Parameters
    ----------
    pairs
        `sheet row camera_id score`, each row and each camera once.
    rows, known
        All rows with a new code, all cameras with a code that the file does not name.
    sure, likely
        The scores from which on a pair is one camera, and from which on it is worth showing.

    Returns
    -------
    table
        The pairs worth showing, with `same`. The score is at least `sure` only where the whole
        list was given other codes by one rule (the figures stayed, or grew by one number) and
        the rows say the same as before.
    """
    pairs = pairs[pairs["score"] >= likely].copy()
    if pairs.empty:
        return pairs.assign(same=False)
    source = known.get("source", pd.Series("", known.index)).set_axis(known["camera_id"])
    pairs["source"] = pairs["camera_id"].map(source)
    of_list = pairs.groupby(["sheet", "source"])["score"].transform("size")
    of_rows = pairs["sheet"].map(rows["sheet"].value_counts())
    there = known["commune_code"].isin(rows["commune_code"])
    of_cameras = pairs["source"].map(source.set_axis(known.index)[there].value_counts()).fillna(0)
    whole = (of_list >= _ROWS * of_rows) & (of_list >= _CAMERAS * of_cameras)
    alike = pairs["score"] >= sure
    by_rule = whole & _follows_one_rule(pairs, rows) & alike
    pairs["same"] = by_rule | (whole & alike & (of_list >= _LEAST))
    below = pairs["score"].clip(upper=np.nextafter(sure, 0))
    pairs["score"] = pairs["score"].where(by_rule, below)
    return pairs.drop(columns="source")


def _follows_one_rule(pairs: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Tell in which lists nearly all codes kept their letters, and their numbers or the step.

    Other letters in place of the old ones may be the codes of another keeper of the poles.
    """
    stated = rows.set_index(["sheet", "row"])["camera_id"]
    new = stated.reindex(pd.MultiIndex.from_frame(pairs[["sheet", "row"]])).set_axis(pairs.index)
    numbers = [code_numbers(codes) for codes in (new, pairs["camera_id"])]
    step = (numbers[0] - numbers[1]).where((numbers[0] >= 0) & (numbers[1] >= 0))
    lists = [pairs["sheet"], pairs["source"]]
    usual = step.groupby(lists).transform(lambda s: s.mode().iloc[0] if s.notna().any() else np.nan)
    letters = [
        codes.map(lambda code: re.sub(r"[^a-z]", "", fold(code)))
        for codes in (new, pairs["camera_id"])
    ]
    kept = np.array([a in b or b in a for a, b in zip(*letters, strict=True)], dtype=bool)
    same = (step == usual) & kept
    several = same.groupby(lists).transform("sum") >= _LEAST
    return same & (same.groupby(lists).transform("mean") >= _RULE) & (several | (step == 0))


Shift = tuple[str, int, int, str, str]


def shifted(rows: pd.DataFrame, known: pd.DataFrame) -> tuple[Shift, ...]:
    """Return the lists whose codes are known but name other cameras: they were numbered anew.

    Each as sheet and number of the first such row, how many there are, its code, and the name
    of the camera that had it. A row is such a one where another camera, and that one alone,
    has the row's name, address and commune.
    """
    coded = rows[rows["camera_id"].isin(known["camera_id"])]
    if len(coded) < _LEAST:
        return ()
    ours, theirs = _described(coded), _described(known)
    alone = theirs[(theirs != "||") & ~theirs.duplicated(keep=False)]
    owner = ours.map(pd.Series(known["camera_id"][alone.index].to_numpy(), alone).to_dict())
    moved = coded[owner.notna().to_numpy() & (owner != coded["camera_id"]).to_numpy()]
    counts = moved.groupby(level="sheet").size()
    named = known.set_index("camera_id")["name"]
    found = []
    for sheet, count in counts[counts >= _LEAST].items():
        row, code = moved.loc[[sheet]].reset_index()[["row", "camera_id"]].iloc[0]
        found.append((str(sheet), int(row), int(count), str(code), str(named[code])))
    return tuple(found)


def _described(table: pd.DataFrame) -> pd.Series:
    parts = [
        table[c].map({text: fold(text) for text in set(table[c])})
        for c in ("name", "address", "commune_code")
    ]
    return parts[0] + "|" + parts[1] + "|" + parts[2]
