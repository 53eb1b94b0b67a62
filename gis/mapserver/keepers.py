"""Who keeps a camera, by kind: the police of all communes are one kind, their offices another."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.text import fold

MOST_KINDS = 250
# A unit of government: what stands before it names the kind of body, the rest which one it is.
_UNIT = re.compile(
    r"\b(?:xã|phường|thị trấn|đặc khu|thôn|bản|tổ dân phố|khu phố|huyện|thị xã|thành phố|tỉnh)\b"
    r"(?!\s+hội)",
    re.IGNORECASE,
)


def keeper_kinds(custodian: pd.Series) -> tuple[NDArray[np.intp], list[str]]:
    """Return of each keeper the kind as a place in a list, -1 for none; and the list.

    ``"Công an xã Gio Linh"`` is of the kind ``"Công an xã"``: the name of the unit makes no
    other kind. The most frequent kind comes first; spellings that differ by marks or case alone
    are one.
    """
    kinds = {body: _kind(body) for body in custodian.unique()}
    named = custodian.map(kinds)
    key = named.map({kind: fold(kind) for kind in set(kinds.values())})
    counts = key[key != ""].value_counts()
    keys = counts.index[:MOST_KINDS]
    # Of several spellings the most frequent one, which is counted first.
    spelt = pd.DataFrame({"key": key, "name": named}).value_counts().reset_index()
    label = spelt.drop_duplicates("key").set_index("key")["name"]
    return pd.Index(keys).get_indexer(key), [str(label[one]) for one in keys]


def _kind(body: str) -> str:
    unit = _UNIT.search(body)
    return body[: unit.end()].strip() if unit else body.strip()
