"""One code for two cameras: each commune and each keeper numbers from 01 on.

A code that belongs to a camera of another commune, or to another keeper's camera of another
name, is not that camera. The row gets the code with a number behind it, ``CAM-01 (2)``, under
which the list finds it again; in a list whose other codes fit, it is taken for a correction.
Both are shown side by side either way.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.ingest.matching.certainty import foreign, label_texts
from gis.ingest.matching.likeness import FAR_M, NEAR_M, Likeness, plane
from gis.ingest.matching.matches import LIKELY, POSSIBLE, SURE, Decisions

# A number, or the code of a commune, see `gis.packages.codes`.
_NUMBERED = r" \((\d{1,5})\)$"
# Names that share less are of two places.
_ALIKE, _MOST_FIT = 0.45, 0.5
_SAME, _FITS, _DOUBTFUL, _CLASHES = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class CodeAssignment:
    """The code of each row, and `sheet row camera_id score same` of the pairs to look at."""

    ids: pd.Series
    unsure: pd.DataFrame


def own_codes(rows: pd.DataFrame, known: pd.DataFrame, decisions: Decisions) -> CodeAssignment:
    """Return the codes of rows (indexed by sheet and row number), clashing ones numbered."""
    codes = rows["camera_id"]
    found = _holders(rows, known)
    said = pd.Series([decisions.get(key) for key in rows.index[found["first"]]], found.index)
    open_, other = said.isna(), said == ""
    clash = (found["level"] == _CLASHES) & open_
    fits = (~clash).groupby(found["sheet"]).transform("mean") >= _MOST_FIT
    taken_apart = other | (clash & ~fits)
    unsure = found[open_ & (found["level"] > _FITS)]
    ids = codes.astype(object).copy()
    kept = found[~taken_apart]
    ids.iloc[kept["first"].to_numpy()] = kept["camera_id"].to_numpy()
    yes = found[said.isin(known["camera_id"])]
    ids.iloc[yes["first"].to_numpy()] = said[yes.index].to_numpy()
    apart = found.loc[taken_apart, "first"].to_numpy()
    ids.iloc[apart] = _numbered(codes.iloc[apart], {*known["camera_id"], *ids})
    same = ~taken_apart[unsure.index]
    score = np.where(same, SURE - 0.01, np.minimum(LIKELY - 0.01, POSSIBLE))
    pairs = unsure[["sheet", "row", "camera_id"]].assign(score=score, same=same)
    return CodeAssignment(ids, pairs.reset_index(drop=True))


def _holders(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return, for each row whose code is known, the camera that fits best.

    `first` (the place of the row), `sheet row camera_id level`.
    """
    ours = rows.reset_index()[["sheet", "row", "camera_id"]].rename(columns={"camera_id": "code"})
    ours = ours.assign(first=np.arange(len(rows)))[ours["code"] != ""]
    names = known["camera_id"].reset_index(drop=True)
    number = names.str.extract(_NUMBERED, expand=False)
    plain = pd.DataFrame({"code": names, "camera_id": names, "number": 0, "second": names.index})
    again = plain.assign(code=names.str.replace(_NUMBERED, "", regex=True), number=number)
    holders = pd.concat([plain, again[number.notna()].astype({"number": int})])
    pairs = ours.merge(holders, on="code")
    sides = rows.iloc[pairs["first"]], known.iloc[pairs["second"]]
    pairs["level"] = _levels(*sides, known)
    best = pairs.sort_values(["first", "level", "number"]).drop_duplicates("first")
    return best.reset_index(drop=True)


def _levels(rows: pd.DataFrame, holders: pd.DataFrame, known: pd.DataFrame) -> NDArray[np.int_]:
    metres = np.hypot(*(plane(rows) - plane(holders)).T)
    same_serial = _said_alike(rows, holders, "serial") == 1
    beside = (metres <= NEAR_M) | same_serial
    declared = _said_alike(rows, holders, "declared_commune") == 1
    abroad = foreign(rows, holders) & ~beside & ~declared
    elsewhere = _of_another_name(rows, holders, metres, known, among=~beside)
    keepers = _said_alike(rows, holders, "custodian") == -1
    clashes = abroad | (elsewhere & keepers)
    one, other = (label_texts(table).str.casefold().to_numpy() for table in (rows, holders))
    return np.select([clashes, elsewhere, one == other], [_CLASHES, _DOUBTFUL, _SAME], _FITS)


def _said_alike(rows: pd.DataFrame, holders: pd.DataFrame, column: str) -> NDArray[np.int_]:
    """Return 1 where both say the same, -1 where they differ, 0 where one says nothing."""
    one, other = (table[column].str.casefold().to_numpy() for table in (rows, holders))
    return np.where((one == "") | (other == ""), 0, np.where(one == other, 1, -1))


def _of_another_name(
    rows: pd.DataFrame,
    holders: pd.DataFrame,
    metres: NDArray[np.float64],
    known: pd.DataFrame,
    *,
    among: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell which pairs bear names that share little; a list numbered anew is told elsewhere."""
    one, other = (label_texts(table).str.casefold().to_numpy() for table in (rows, holders))
    differ = among & (one != other) & (one != "") & (other != "")
    names = known["commune_code"] + "|" + label_texts(known).str.casefold()
    here = pd.Series(rows["commune_code"].to_numpy() + "|" + one, dtype=object)
    differ &= ~here.isin(names.unique().tolist()).to_numpy()
    asked = np.flatnonzero(differ)
    if len(asked):
        sides = (table.iloc[asked].reset_index(drop=True) for table in (rows, holders))
        places = np.arange(len(asked))
        words = Likeness(*sides).words(places, places)
        differ[asked] = (words < _ALIKE) | (metres[asked] > FAR_M)
    return np.asarray(differ, dtype=bool)


def _numbered(codes: pd.Series, taken: set[str]) -> list[str]:
    """Return each code with the first number behind it that is free."""
    found = []
    for code in codes:
        free = next(name for k in range(2, 1000) if (name := f"{code} ({k})") not in taken)
        taken.add(free)
        found.append(free)
    return found
