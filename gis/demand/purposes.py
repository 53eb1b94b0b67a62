"""What kind of place a camera was put up for, by the words of its name, address and note."""

import numpy as np
import pandas as pd

from gis.demand.categories import CATEGORY_WORDS, NO_CATEGORY, Spoken

PLAIN, VILLAGE = "own_plain", "own_village"
# Where a camera says of itself that it hangs, besides the places of `categories`.
_OWN = {
    "own_industrial": "khu công nghiệp; kcn; cụm công nghiệp; ccn; khu kinh tế; kkt; nhà máy; "
    "industrial park; factory",
    "own_culture_house": "nhà văn hóa; nhà văn hoá; nvh; nhà sinh hoạt cộng đồng; "
    "nhà cộng đồng; hội trường thôn; community house",
}
_SHARED = (
    "border_gate",
    "market",
    "station",
    "school",
    "hospital",
    "bridge",
    "office",
    "junction",
    "road_national",
)
_MORE = {
    "border_gate": "; biên phòng; đồn biên phòng; trạm biên phòng; hải quan",
    "road_national": "; đường tránh; đường 9",
}
_NOT = {"": NO_CATEGORY}
_PLACES = Spoken(
    {f"own_{name}": CATEGORY_WORDS[name] + _MORE.get(name, "") for name in _SHARED} | _OWN | _NOT
)
# What a note says of police, lines and roads is about who looks after a camera, or its cable.
_IN_NOTES = Spoken(
    {
        f"own_{name}": CATEGORY_WORDS[name]
        for name in ("border_gate", "market", "school", "hospital")
    }
    | _NOT
)
# A village says least: any other word, wherever it stands, goes before it.
_VILLAGES = Spoken(
    {
        VILLAGE: "thôn; bản; làng; xóm; khóm; ấp; tổ dân phố; tdp; khu phố; kp; khu dân cư; "
        "khu tái định cư; village; hamlet"
    }
)


def purposes(cameras: pd.DataFrame) -> pd.Series:
    """Return the kind of place each camera was put up for, a category of `gis.demand.weights`.

    The first word for one in its name decides, else in its address, else in its note, else
    that it hangs in a village; `PLAIN` without any.
    """
    name, address = cameras["name"], cameras["address"]
    told = [
        _read(name, _PLACES),
        _read(address, _PLACES),
        _read(cameras["note"], _IN_NOTES),
        _read(name, _VILLAGES),
        _read(address, _VILLAGES),
    ]
    first = told[0]
    for other in told[1:]:
        first = first.where(first != "", other)
    return first.replace("", PLAIN).rename("purpose")


def _read(texts: pd.Series, words: Spoken) -> pd.Series:
    """Return what each text speaks of, distinct texts read once."""
    which, distinct = pd.factorize(texts)
    read = np.array([words.first_in(text) for text in distinct], dtype=object)
    return pd.Series(read[which], texts.index, dtype=object)
