"""How sure it can be that a row is a known camera: what communes, names and lists allow.

A camera of another commune is another camera, however alike the words are: only the same serial
number or a position beside it say otherwise. Names that are alike but not equal are one camera
where the list as a whole came before; in a list of somebody else they are two until somebody
says otherwise. Either way both are shown side by side.
"""

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.ingest.matching.likeness import syllables

# A list came before where so much of it, or of what another list brought, is in both.
_MOST = 0.5
Bools = NDArray[np.bool_]


class IdentityEvidence:
    """Knows all rows that come in and all known cameras (canonical columns, `sheet`, `source`).

    Pairs are two tables of one length, the rows and the cameras they are compared with.
    """

    def __init__(self, rows: pd.DataFrame, known: pd.DataFrame) -> None:
        self._sides = rows, known

    @cached_property
    def _listed(self) -> list[pd.DataFrame]:
        return [_listed(table) for table in self._sides]

    @cached_property
    def _known(self) -> pd.MultiIndex:
        return _known_lists(*self._listed)

    @cached_property
    def _several(self) -> list[list[str]]:
        return [_in_several(side) for side in self._listed]

    def settled(self, rows: pd.DataFrame, known: pd.DataFrame, again: Bools) -> Bools:
        """Tell which pairs bear one name in one commune, or say what was said before (`again`)."""
        same_home = rows["commune_code"].to_numpy() == known["commune_code"].to_numpy()
        return np.asarray(same_home & (again | _same_name(rows, known)), dtype=bool)

    def trusted(self, rows: pd.DataFrame, known: pd.DataFrame) -> Bools:
        """Tell which other pairs are one camera, since their list came before."""
        lists = pd.MultiIndex.from_arrays([rows["sheet"], _sources(known)])
        homes = [table["commune_code"].to_numpy() for table in (rows, known)]
        labels = [_labels(table).to_numpy() for table in (rows, known)]
        # Without a commune on one side, a place that several communes have is anybody's.
        vague = (homes[0] == "") & _among(labels[0], self._several[1])
        vague |= (homes[1] == "") & _among(labels[1], self._several[0])
        return np.asarray(lists.isin(self._known) & ~(vague & (homes[0] != homes[1])))


def _same_name(rows: pd.DataFrame, known: pd.DataFrame) -> Bools:
    one, other = (_labels(table).to_numpy() for table in (rows, known))
    silent = (rows["name"].to_numpy() == "") | (known["name"].to_numpy() == "")
    addresses = [_plain(table["address"]).to_numpy() for table in (rows, known)]
    there = silent & (addresses[0] == addresses[1]) & (addresses[0] != "")
    return np.asarray((one == other) | there, dtype=bool)


def _among(texts: NDArray[np.object_], names: list[str]) -> Bools:
    # NumPy sorts objects to find them: 20,000 texts take a second.
    return np.asarray(pd.Series(texts, dtype=object).isin(names), dtype=bool)


def _labels(table: pd.DataFrame) -> pd.Series:
    return _plain(label_texts(table))


def _plain(texts: pd.Series) -> pd.Series:
    return texts.map({text: " ".join(syllables(text)) for text in set(texts)})


def _listed(table: pd.DataFrame) -> pd.DataFrame:
    lists = table["sheet"] if "sheet" in table else pd.Series(_sources(table), table.index)
    columns = {"list": lists, "home": table["commune_code"], "code": table["camera_id"]}
    return pd.DataFrame({**columns, "label": _labels(table)}).reset_index(drop=True)


def foreign(rows: pd.DataFrame, known: pd.DataFrame) -> Bools:
    """Tell which pairs are of two communes, and not by a position against one written name."""
    one, other = (table["commune_code"].to_numpy(dtype=object) for table in (rows, known))
    written = [table["declared_commune"].to_numpy(dtype=object) for table in (rows, known)]
    declared = (written[0] == written[1]) & (written[0] != "")
    return np.asarray((one != other) & (one != "") & (other != "") & ~declared, dtype=bool)


def label_texts(table: pd.DataFrame) -> pd.Series:
    """Return what each camera is called: its name, else its address."""
    return table["name"].where(table["name"] != "", table["address"])


def _sources(known: pd.DataFrame) -> NDArray[np.object_]:
    return known.get("source", pd.Series("", known.index)).to_numpy(dtype=object)


def _in_several(side: pd.DataFrame) -> list[str]:
    """Return the labels that cameras of several communes bear."""
    homes = side[side["home"] != ""].groupby("label")["home"].nunique()
    return [str(label) for label in homes.index[homes > 1]]


def _known_lists(rows: pd.DataFrame, known: pd.DataFrame) -> pd.MultiIndex:
    """Return the pairs of a sheet and a list that came before which are one, by and large."""
    ours, theirs = _keys(rows, known=False), _keys(known, known=True)
    there = known[known["home"].isin([*rows["home"], ""])]
    shares = []
    for side, other, sizes in (
        (ours, theirs, rows["list"].value_counts()),
        (theirs[theirs["at"].isin(there.index)], ours, there["list"].value_counts()),
    ):
        both = side.merge(other[["key", "list"]].drop_duplicates(), on="key")
        count = both.drop_duplicates(["at", "list_y"]).groupby(["list_x", "list_y"]).size()
        shares.append(count / sizes.reindex(count.index.get_level_values(0)).to_numpy())
    ahead, back = (share.index[share >= _MOST].tolist() for share in shares)
    return pd.MultiIndex.from_tuples([*ahead, *((b, a) for a, b in back)] or [("", "")])


def _keys(side: pd.DataFrame, *, known: bool) -> pd.DataFrame:
    """Return `at list key`: what rows of both sides share if they may be one camera.

    The code, or place and commune; the place alone where either does not know its commune.
    """
    label, lost = side["label"], side["home"] == ""
    keys = [
        (side["home"] + "|" + label)[label != ""],
        ("!|" + label)[(label != "") & (lost == known)],
        ("?|" + label)[(label != "") & (lost | known)],
        ("=" + side["code"])[side["code"] != ""],
    ]
    table = pd.concat(keys).rename("key").rename_axis("at").reset_index()
    return pd.DataFrame(table.assign(list=side["list"].to_numpy()[table["at"]]))
