"""What kind of place words speak of: a category from a cell, or from the name of the place."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property

import numpy as np
import pandas as pd

from gis.core.language import in_every_language
from gis.core.text import fold
from gis.demand.weights import PER_CAMERA, read_weights
from gis.vocabulary.words import category_words

# By category, the words lists have for it; of several in one text the first decides, the longer
# one where two begin together.
CATEGORY_WORDS = {
    "school": "trường học; trường; trường mầm non; mầm non; mẫu giáo; nhà trẻ; tiểu học; thcs; "
    "thpt; trung học; đại học; cao đẳng; học viện; trung tâm giáo dục; điểm trường; ptdtnt; "
    "th&thcs; giáo dục; cơ sở giáo dục; school; university; kindergarten; college",
    "market": "chợ; siêu thị; trung tâm thương mại; khu chợ; cửa hàng; market; marketplace; "
    "supermarket",
    "station": "bến xe; nhà ga; ga; ga tàu; bến tàu; bến cảng; cảng; bến phà; bến đò; sân bay; "
    "trạm dừng nghỉ; station; bus station; bus stop",
    "hospital": "bệnh viện; trạm y tế; trung tâm y tế; phòng khám; ttyt; tyt; bvđk; bv; y tế; "
    "nhà hộ sinh; hospital; clinic",
    "office": "ubnd; ủy ban; uỷ ban; hđnd; trụ sở; công an; cơ quan; tòa án; toà án; đảng ủy; "
    "viện kiểm sát; ban chỉ huy quân sự; trung tâm hành chính; trung tâm phục vụ; kho bạc; "
    "chi cục; bưu điện; ngân hàng; hành chính; office; townhall; "
    "government; police",
    "bridge": "cầu; cầu đường bộ; cầu vượt; bridge",
    "junction": "nút giao; nút giao thông; ngã ba; ngã tư; ngã năm; ngã sáu; ngã bảy; ngã 3; "
    "ngã 4; ngã 5; ngã 6; giao lộ; vòng xuyến; vòng xoay; bùng binh; nút; junction; crossroads; "
    "roundabout",
    "border_gate": "cửa khẩu; cửa khẩu quốc tế; lối mở; border gate; border_control",
    "road_national": "quốc lộ; ql; cao tốc; đường hồ chí minh; đường quốc lộ; national road",
    "road_provincial": "tỉnh lộ; đường tỉnh; tl; đt; provincial road",
    "road_commune": "đường xã; đường liên xã; đường huyện; đường phố; đường đô thị; đường; phố",
    "road_hamlet": "đường thôn; đường xóm; đường bản; đường liên thôn; đường ngõ; ngõ; kiệt; hẻm",
}
# Names that begin like another word.
NO_CATEGORY = "trường sa; trường sơn; trường chinh; trường thi; trường thịnh; trường xuân"


class Spoken:
    """Words that speak of something: by its name, a ``;``-separated listing of them."""

    def __init__(self, listings: Mapping[str, str]) -> None:
        self.listings = listings

    @cached_property
    def plain(self) -> dict[str, str]:
        """Return the folded words and what each speaks of, longest first."""
        return self._phrases(marked=False)

    @cached_property
    def marked(self) -> dict[str, str]:
        """Return the words as written and what each speaks of, longest first."""
        return self._phrases(marked=True)

    def first_in(self, text: str) -> str:
        """Return what the word that stands first in a text speaks of, "" for none.

        Marks count where the text has some.
        """
        written = " ".join(unicodedata.normalize("NFC", text).casefold().split())
        if written.isascii():
            known, found = self.plain, self._patterns[0].finditer(fold(text))
        else:
            known, found = self.marked, self._patterns[1].finditer(written)
        return next((name for match in found if (name := known[match[0]])), "")

    def _phrases(self, *, marked: bool) -> dict[str, str]:
        listings = self.listings.items()
        pairs = [(p.strip(), name) for name, listing in listings for p in listing.split(";")]
        spelt = {(phrase if marked else fold(phrase)): name for phrase, name in pairs}
        return dict(sorted(spelt.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        listed = ["|".join(map(re.escape, known)) for known in (self.plain, self.marked)]
        return [re.compile(rf"\b(?:{words})(?![^\W\d_])") for words in listed]


_CATEGORIES = Spoken({**CATEGORY_WORDS, "": NO_CATEGORY})


def read_category(text: str) -> str:
    """Return the category a cell names, the text itself where it is none known here."""
    words = fold(text.replace("_", " "))
    return _names().get(words) or _CATEGORIES.first_in(text) or text


def named_category(text: str) -> str:
    """Return the category a text is the very name of, empty for none."""
    return _names().get(fold(text.replace("_", " ")), "")


def guess_category(name: str) -> str:
    """Return the category the name of a place begins with or speaks of, empty for none."""
    return _CATEGORIES.first_in(name)


@cache
def _names() -> dict[str, str]:
    """Return folded names and labels of the categories."""
    weights = read_weights()
    known = set(weights.index[weights["per"] != PER_CAMERA])
    labels = in_every_language(category_words)
    spoken = {fold(label): name for table in labels for name, label in table.items()}
    names = {fold(name.replace("_", " ")): name for name in known}
    return _CATEGORIES.plain | {w: name for w, name in spoken.items() if name in known} | names


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

    Parameters
    ----------
    cameras
        `name address note`, texts.

    Returns
    -------
    Series
        `purpose`, on the cameras' index: a category whose weight is counted per camera.
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
