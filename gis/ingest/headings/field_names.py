"""Headings as programs write them: field names cut to ten letters, run together, in groups."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from gis.core.text import fold, phrases
from gis.ingest.headings.aliases import Role

# A dBASE table keeps ten bytes of a field's name.
_DBASE_BYTES = 10
# What other programs add of their own; it says nothing of the camera.
_OWN = set(
    phrases(
        "fid; ogc_fid; gid; objectid; objectid_1; objectid_2; shape; shape_leng; shape_length; "
        "shape_le_1; shape_area; globalid; geom_x; id_0; featureid; full_id; osm_id; osm_type; "
        "layer_1; path; start; end; today; deviceid; subscriberid; simserial; simid; "
        "formhub/uuid; meta/instanceid; meta/instancename; meta-instanceid; meta-instancename; "
        "key; submissiondate; submitterid; submittername; "
        "attachmentspresent; attachmentsexpected; reviewstate; formversion; edits; styleurl; "
        "snippet; visibility; drawordr; draworder; tessellate; extrude; altitudemode; "
        "gx_media_links; timestamp; begin; icon; popupinfo; folderpath; symbolid; created_us; "
        "created_user; created_da; created_date; last_edite; last_edited_user; last_edited_date"
    )
)
_OF_POINT = re.compile(r"[_-](latitude|longitude|altitude|precision|accuracy)$", re.IGNORECASE)
_NUMBERED = re.compile(r"_\d+$")
_FORM_COLUMNS = {"_id", "_uuid", "_index", "KEY", "meta/instanceID"}
_SHORT = {
    "cam": "camera",
    "ql": "quan ly",
    "dv": "don vi",
    "sd": "su dung",
    "ld": "lap dat",
    "td": "toa do",
    "kp": "kinh phi",
    "gc": "ghi chu",
    "dc": "dia chi",
    "dvql": "don vi quan ly",
    "sx": "san xuat",
    "bt": "bao tri",
    "kd": "kinh do",
    "vd": "vi do",
    "tb": "thiet bi",
}


def of_a_program(text: str) -> str | None:
    """Return what a field that a program adds of its own names, None for any other heading.

    The parts of a point asked on a phone are its longitude and latitude; an Overpass table
    marks what is no tag with @; all the rest says nothing of the camera.
    """
    name = text.strip().casefold()
    last = _last(name)
    if name.startswith("@"):
        return {"@lat": "lat", "@lon": "lon"}.get(name, Role.ORDINAL)
    if part := _OF_POINT.search(last):
        return {"latitude": "lat", "longitude": "lon"}.get(part[1], Role.ORDINAL)
    own = last.startswith("_") or fold(name) in _OWN
    return Role.ORDINAL if own else None


def repetitions(texts: Iterable[str]) -> set[str]:
    """Return the headings of a phone form whose cells other columns say again, in parts.

    A point is followed by its latitude and longitude; of a question with several answers
    each answer has a column of its own, or the answers repeat what stands above them.
    """
    every = set(texts)
    points = {
        _OF_POINT.sub("", _last(text)).lstrip("_") for text in every if _OF_POINT.search(text)
    }
    found = {text for text in every if _last(text) in points}
    if every & _FORM_COLUMNS:
        found |= {text for text in every if "/" in text and text.rsplit("/", 1)[0] in every}
    return found


def _last(text: str) -> str:
    return text.rsplit("/", 1)[-1]


def spellings(text: str) -> Iterator[str]:
    """Give a field's name as words, and without the groups it stands in."""
    for name in (_NUMBERED.sub("", text), *_without_groups(text)):
        words = split_words(name).split()
        yield " ".join(words)
        yield " ".join(_SHORT.get(fold(word).replace(" ", ""), word) for word in words)


def split_words(name: str) -> str:
    """Return a name with blanks where a word begins: behind ``_``, and at a capital."""
    beside = zip(f" {name}", name, strict=False)
    spaced = (f" {c}" if c.isupper() and (b.islower() or b.isdigit()) else c for b, c in beside)
    return "".join(spaced).replace("_", " ")


def _without_groups(text: str) -> Iterator[str]:
    for mark in ("/", " - ", "-"):
        if mark in text and (mark != "-" or " " not in text):
            yield text.rsplit(mark, 1)[-1]


class Vocabulary:
    """Known headings and what they name, found also without spaces and by their beginning."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known
        self._joined: dict[str, str] = {}
        # “camera” may stand before or behind.
        for pattern in ("{}", "{}camera", "camera{}", "{}cam", "cam{}"):
            for words, column in known.items():
                self._joined.setdefault(pattern.format(words.replace(" ", "")), column)
        self._ordered = sorted(self._joined)

    def run_together(self, text: str) -> str:
        """Name a field whose words have no space between them, or are cut off; else empty."""
        for name in (_NUMBERED.sub("", text), *_without_groups(text)):
            letters = fold(name).replace(" ", "")
            if letters in self._joined:
                return self._joined[letters]
            if _may_be_cut(name) and (column := self._begun(letters)):
                return column
        return ""

    def _begun(self, letters: str) -> str:
        """Name what begins with these letters, when all that does extends one heading."""
        first = bisect_left(self._ordered, letters)
        after = bisect_left(self._ordered, letters + "\uffff")
        begun = self._ordered[first:after]
        columns = {self._joined[words] for words in begun}
        one_root = bool(begun) and all(words.startswith(begun[0]) for words in begun)
        return self._joined[begun[0]] if one_root or len(columns) == 1 else ""


def _may_be_cut(text: str) -> bool:
    """Tell whether a name has the most letters a dBASE table keeps, in UTF-8 perhaps fewer."""
    if text.isascii():
        return len(text) == _DBASE_BYTES and " " not in text
    return _DBASE_BYTES - 2 <= len(text.encode()) <= _DBASE_BYTES
