"""What kind of place words speak of: a category from a cell, or from the name of the place."""

import re
import unicodedata
from functools import cache

from gis.language import in_every_language
from gis.spelling import fold
from gis.weights import read_weights
from gis.words import category_words

# By category, the words lists have for it; of several in one text the first decides, the longer
# one where two begin together.
_WORDS = {
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
_NO_CATEGORY = "trường sa; trường sơn; trường chinh; trường thi; trường thịnh; trường xuân"


def read_category(text: str) -> str:
    """Return the category a cell names, the text itself where it is none known here."""
    words = fold(text.replace("_", " "))
    return _names().get(words) or _spoken_of(text) or text


def named_category(text: str) -> str:
    """Return the category a text is the very name of, empty for none."""
    return _names().get(fold(text.replace("_", " ")), "")


def guess_category(name: str) -> str:
    """Return the category the name of a place begins with or speaks of, empty for none."""
    return _spoken_of(name)


@cache
def _names() -> dict[str, str]:
    """Return folded names and labels of the categories."""
    known = set(read_weights().index)
    labels = in_every_language(category_words)
    spoken = {fold(label): name for table in labels for name, label in table.items()}
    names = {fold(name.replace("_", " ")): name for name in known}
    return _phrases(marked=False) | {w: name for w, name in spoken.items() if name in known} | names


@cache
def _phrases(*, marked: bool) -> dict[str, str]:
    """Return the words and the category of each, in the order of their length, longest first."""
    listings = {**_WORDS, "": _NO_CATEGORY}
    pairs = [(p.strip(), name) for name, listing in listings.items() for p in listing.split(";")]
    spelt = {(phrase if marked else fold(phrase)): name for phrase, name in pairs}
    return dict(sorted(spelt.items(), key=lambda pair: -len(pair[0])))


@cache
def _pattern(*, marked: bool) -> re.Pattern[str]:
    words = "|".join(map(re.escape, _phrases(marked=marked)))
    return re.compile(rf"\b(?:{words})(?![^\W\d_])")


def _spoken_of(text: str) -> str:
    """Return the category whose word stands first in a text; marks count where it has some."""
    written = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    marked = not written.isascii()
    found = _pattern(marked=marked).finditer(written if marked else fold(text))
    return next((name for m in found if (name := _phrases(marked=marked)[m[0]])), "")
