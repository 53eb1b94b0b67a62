"""Rows and known cameras worth comparing: of one commune, one place, or the same words."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gis.ingest.matching.likeness import NEAR_M, PlaceIndex, plane, syllables
from gis.register.queries import located

# Of rows that share a word, a commune, or all their words, so many pairs are compared; of more
# the first with the first, the second with the second.
_FEW, _SMALL = 400, 2500
_NEIGHBOURS = 16


def candidates(
    rows: pd.DataFrame, known: pd.DataFrame, content: pd.Series, derived: pd.Series
) -> tuple[PlaceIndex, PlaceIndex]:
    """Return the pairs worth comparing: of one commune, one place, or the same words."""
    ours, theirs = _keys(rows), _keys(known)
    pairs = [_pairs(ours[key], theirs[key], most) for key, most in _MOST.items()]
    said = content[rows.index], derived[known.index]
    homes = [t["commune_code"] for t in (rows, known)]
    here = [keyed((s + " " + h).where(s != "", "")) for s, h in zip(said, homes, strict=True)]
    pairs.append(_pairs(here[0], here[1], _FEW))
    # A word or a text anywhere, where either side does not know its commune.
    lost = [home.index[home == ""] for home in homes]
    for one, other in (
        (ours["anywhere"], theirs["anywhere"]),
        (keyed(said[0]), keyed(said[1])),
    ):
        pairs.append(_pairs(one[one["at"].isin(lost[0])], other, _FEW))
        pairs.append(_pairs(one, other[other["at"].isin(lost[1])], _FEW))
    pairs.append(_near(rows, known))
    found = np.unique(np.concatenate(pairs), axis=0)
    return found[:, 0], found[:, 1]


_MOST = {"commune": _SMALL, "declared": _FEW, "text": _FEW, "word": _FEW, "serial": _FEW}


def _keys(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return, by what rows may share, `key` and `at`, the place of each row with that key."""
    texts = table["name"] + " " + table["address"]
    distinct = {text: syllables(text) for text in set(texts)}
    words = texts.map(distinct)
    commune = table["commune_code"]
    each = words.map(set).explode().dropna()
    return {
        "commune": keyed(commune),
        "declared": keyed(table["declared_commune"].str.casefold()),
        "text": keyed(commune + " " + words.str.join(" ")),
        "word": keyed(commune.loc[each.index] + " " + each),
        "anywhere": keyed(each),
        "serial": keyed(table["serial"]),
    }


def keyed(keys: pd.Series) -> pd.DataFrame:
    """Return `key` and `at`, the place of each row that has one."""
    table = pd.DataFrame({"key": keys.to_numpy(dtype=object), "at": keys.index.to_numpy()})
    return table[table["key"] != ""]


def _pairs(ours: pd.DataFrame, theirs: pd.DataFrame, most: int) -> NDArray[np.intp]:
    """Return the pairs of rows with one key; where there are too many, those of one rank."""
    sizes = [t["key"].value_counts().reindex(ours["key"]).fillna(0) for t in (ours, theirs)]
    count = sizes[0].to_numpy() * sizes[1].to_numpy()
    few = ours[count <= most].merge(theirs, on="key")
    many = ours[count > most]
    ranked = [t.assign(rank=t.groupby("key").cumcount()) for t in (many, theirs)]
    paired = ranked[0].merge(ranked[1], on=["key", "rank"])
    return pd.concat([few, paired])[["at_x", "at_y"]].to_numpy(dtype=np.intp)


def _near(rows: pd.DataFrame, known: pd.DataFrame) -> NDArray[np.intp]:
    """Return each row with the known cameras within `NEAR_M`, the nearest ones."""
    rows, known = (t[located(t)] for t in (rows, known))
    if rows.empty or known.empty:
        return np.empty((0, 2), dtype=np.intp)
    tree = cKDTree(plane(known))
    metres, found = tree.query(plane(rows), k=_NEIGHBOURS, distance_upper_bound=NEAR_M)
    row, rank = np.nonzero(np.isfinite(metres))
    return np.column_stack([rows.index.to_numpy()[row], known.index.to_numpy()[found[row, rank]]])
