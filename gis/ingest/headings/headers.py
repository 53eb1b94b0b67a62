"""What each heading of a sheet names."""

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gis.core.choices import Cause, FaultPart, Kind, Origin, Status
from gis.core.schema import unit_of
from gis.core.text import fold
from gis.core.units import heading_factor
from gis.ingest.choice_words import read_choice
from gis.ingest.headings.abbreviations import Abbreviations
from gis.ingest.headings.aliases import CAMERA_HEADINGS, EQUIPMENT_HEADINGS, Role
from gis.ingest.headings.field_names import Vocabulary, of_a_program, repetitions, spellings
from gis.ingest.headings.mapping import PROPOSED, Mapping
from gis.ingest.states.state_cells import State, read_state

# A heading such as "Hoạt động" or "Số camera hỏng" counts the cameras in that status; one such
# as "Bán cầu" under "Loại camera" those of that kind ("count of kind=dome").
COUNT_OF = "count of "
_COUNTED = {"kind": Kind, "origin": Origin, "fault_part": FaultPart, "cause": Cause}

# What a list of shared equipment has no column for.
_ABOUT_CAMERAS = {
    *("lon", "lat", Role.POSITION, Role.X, Role.Y, Role.QUANTITY, Role.RESOLUTION),
    *("declared_commune", "azimuth_deg", "hfov_deg", "range_m", "height_m", "tilt_deg", "focal_mm"),
}
OVER = " – "
_OF_CAMERAS, _OF_EQUIPMENT = Vocabulary(CAMERA_HEADINGS), Vocabulary(EQUIPMENT_HEADINGS)

_REMARK = re.compile(r"[(\[{].*?(?:[)\]}]|$)|(?:đvt|đơn vị tính)\s*:.*", re.IGNORECASE | re.DOTALL)
_FILLER = re.compile(r"\b(camera|cac|cua|hien nay|hien tai|neu co|ghi ro)\b")
_UNIT_AT_END = re.compile(r" (trieu dong|nghin dong|ngan dong|trieu|dong|vnd|do|deg|m|mm|km)$")
# Words of a heading that say nothing of what stands below it.
_SAID_BESIDE = frozenset(
    {*("camera", "cac", "cua", "tai", "theo", "dang", "da"), *("duoc", "du", "kien", "hien", "nay")}
)
# What is told by its very name alone: a code taken from elsewhere would join the wrong things.
_BY_NAME = frozenset(
    {"camera_id", "site_id", "depends_on", "connects_through", "equipment_id", "declared_commune"}
)
# Such numbers are of cameras that do not stand yet.
_TO_COME = re.compile(r"\b(?:du kien|de xuat|de nghi|ke hoach|quy hoach|nhu cau)\b")
_LONGEST_HEADING, _LONGEST_TEXT, _MOSTLY, _LONGEST_STATE = 12, 300, 0.6, 5
_COUNT = re.compile(r"^(so luong|so|tong so|sl) ")
# Money, days and reasons count no cameras, whatever state they are about.
_NO_COUNT = re.compile(
    r"(?:kinh phi|kp|chi phi|cp|du toan|so tien|tien|gia|don gia|nhu cau|nguon|von|ngay|nam|"
    r"thoi (?:diem|gian)|ly do|nguyen nhan|thiet bi|bo phan)\b"
)
_PRIVATE = re.compile(
    r"\b(mat khau|ma xac minh|verification|password|"
    r"rtsp|stream|dien thoai|sdt|phone|dang nhap|login|user ?name|ip)\b"
)

_STATES_COUNTED = ("hoat dong", "khong hoat dong", "hong", "hu hong", "bi hong", "tot")


# What programs keep as objects of a code and a label, and what they call the two.
_CODED = frozenset(
    {*("status", "kind", "origin", "payer", "cause", "fault_part", "custodian"), "declared_commune"}
)
_LABELS = frozenset({"ten", "name", "label", "nhan", "value", "gia tri", "text", "title"})
_CODES = frozenset({"ma", "id", "code", "key"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the file writes it, the column it names, and the unit of its numbers.

    `column` is a canonical name, a role of `gis.ingest.headings.aliases`, `COUNT_OF` a status, or
    empty when the heading is unknown. `factor` turns the numbers below into the canonical
    unit: 1e6 under ``"Chi phí (triệu đồng)"``. `added`: it is no heading of the file, but of
    what the file says elsewhere.
    """

    text: str
    column: str
    factor: float
    added: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet, one for each of its columns; where they and the data begin."""

    headings: tuple[Heading, ...]
    first_data_row: int
    equipment: bool
    first_heading_row: int = 0

    def known(self) -> set[str]:
        """Return what the headings name."""
        return {heading.column for heading in self.headings} - {""}


def name_columns(
    texts: Sequence[str],
    first_data_row: int = 0,
    *,
    mapping: Mapping = PROPOSED,
    equipment: bool | None = None,
) -> Header:
    """Tell what each of a row of headings names.

    `equipment`: whether they head a list of shared equipment; None tells it from themselves.
    """
    chosen = mapping.of(texts)
    as_equipment = _headings(texts, chosen, equipment=True)
    if equipment is None:
        equipment = _heads_equipment(as_equipment)
    as_cameras = _headings(texts, chosen, equipment=False)
    return Header(as_equipment if equipment else as_cameras, first_data_row, equipment)


def _heads_equipment(headings: Sequence[Heading]) -> bool:
    """Tell whether headings speak of the codes of equipment and of nothing only a camera has."""
    codes = {fold(h.text) for h in headings if h.column == "equipment_id"} - {"ma"}
    others = [h.text for h in headings if h.column not in (Role.SERVES, "equipment_id")]
    as_cameras = {h.column for h in _headings(others, {}, equipment=False)}
    speaks = any(re.search(r"\bcamera\b", fold(text)) for text in others)
    return bool(codes) and not speaks and not _ABOUT_CAMERAS & as_cameras


def _headings(
    texts: Sequence[str], chosen: Table[str, str], *, equipment: bool
) -> tuple[Heading, ...]:
    repeated = dict.fromkeys(repetitions(texts), Role.ORDINAL)
    columns = [
        _chosen(t, chosen, repeated.get(t) or _proposed(t, equipment=equipment)) for t in texts
    ]
    return tuple(Heading(t, c, _factor(t, c)) for t, c in zip(texts, columns, strict=True))


@lru_cache(maxsize=1 << 15)
def _proposed(text: str, *, equipment: bool) -> str:
    """Name the column of a heading; a text too long for one names none."""
    known = _OF_EQUIPMENT if equipment else _OF_CAMERAS
    column = _column(text, known) if len(text) <= _LONGEST_TEXT else ""
    return "" if _is_count(column) and _TO_COME.search(fold(text)) else column


def _chosen(text: str, chosen: Table[str, str], proposed: str) -> str:
    """Follow what was said of the heading, or of the lower part of one over two rows."""
    return chosen.get(fold(text), chosen.get(fold(text.rsplit(OVER, 1)[-1]), proposed))


def _column(text: str, known: Vocabulary) -> str:
    """Name the column; of a heading over several rows the lowest part is tried first."""
    if (own := of_a_program(text)) is not None:
        return own
    if (coded := _of_an_object(text, known)) is not None:
        return coded
    group, _over, lowest = text.rpartition(OVER)
    if group and (counted := _counted_value(group, lowest, known.known)):
        return counted
    if exact := next(filter(None, (_named(part, known.known) for part in (lowest, text))), ""):
        return (_is_count(exact) and _money(group, known.known)) or exact
    if _is_private(text, group, lowest, known.known):
        return Role.PRIVATE
    short = _IN_SHORT[known is _OF_EQUIPMENT].column(_REMARK.sub(" ", lowest))
    return (
        short
        or _loosely(text, known)
        or _nearest(lowest, known.known)
        or _nearest(text if group else "", known.known)
    )


def _of_an_object(text: str, known: Vocabulary) -> str | None:
    """Name the column of a value with its code, ``{"trangThai": {"ma": 2, "ten": "Hỏng"}}``.

    The code says nothing; None for any other heading.
    """
    above, slash, last = text.rpartition("/")
    part = fold(last)
    if not slash or part not in _LABELS | _CODES:
        return None
    column = _loosely(above.rpartition("/")[2], known)
    if column not in _CODED:
        return None
    return column if part in _LABELS else Role.ORDINAL


def _loosely(text: str, known: Vocabulary) -> str:
    """Name the column of a field's name: its words run together, cut, or in groups."""
    loose = (_named(spelling, known.known) for spelling in spellings(text))
    return next(filter(None, loose), known.run_together(text))


def _is_count(column: str) -> bool:
    return column == Role.QUANTITY or column.startswith(COUNT_OF)


def _money(group: str, known: Table[str, str]) -> str:
    """Return the column of money a group heads: “Tổng” under it is no number of cameras."""
    columns = (_named(part, known) for part in group.split(OVER) if part)
    return next((column for column in columns if column.endswith("_vnd")), "")


def _is_private(text: str, group: str, lowest: str, known: Table[str, str]) -> bool:
    """Tell whether a column holds what is never kept; “IP” among kinds of cameras does not."""
    over = _named(group, known) if group else ""
    if over == "kind":
        return False
    texts = (lowest,) if over else (text, *spellings(text))
    return any(_PRIVATE.search(fold(spelling)) for spelling in texts)


def _named(part: str, known: Table[str, str]) -> str:
    """Name the column of a heading that is known word for word, remarks and units aside."""
    bare = fold(_REMARK.sub(" ", part))
    shorter = " ".join(_FILLER.sub(" ", bare).split())
    for words in (fold(part), bare, shorter, _UNIT_AT_END.sub("", shorter)):
        if words in known:
            return known[words]
    return _counted_status(shorter)


def _nearest(part: str, known: Table[str, str]) -> str:
    """Name the column of the longest known heading whose words stand in this one, in order.

    They must be two at least, and most of what is written: ``"Kinh phí dự kiến sửa chữa, khắc
    phục"`` holds ``"kinh phí sửa chữa"``.
    """
    words = [w for w in fold(_REMARK.sub(" ", part)).split() if w not in _SAID_BESIDE]
    if not 2 <= len(words) <= _LONGEST_HEADING:
        return ""
    aliases = (tuple(text.split()) for text, column in known.items() if column not in _BY_NAME)
    size, alias = max(((len(a), a) for a in aliases if _stands_in(a, words)), default=(0, ()))
    return known[" ".join(alias)] if size >= max(2, _MOSTLY * len(words)) else ""


def _stands_in(alias: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether the words of an alias stand among others, in their order."""
    rest = iter(words)
    return len(alias) > 1 and all(word in rest for word in alias)


def _counted_value(group: str, lowest: str, known: Table[str, str]) -> str:
    """Name the value that a heading counts or ticks, under the heading of its column."""
    column = next((c for part in group.split(OVER) if (c := _named(part, known)) in _COUNTED), "")
    try:
        value = read_choice(lowest, _COUNTED[column]) if column else ""
    except ValueError:
        said = read_state(lowest)
        value = {"fault_part": said.part or said.noun, "cause": said.cause}.get(column, "")
    return f"{COUNT_OF}{column}={value}" if value else ""


def _counted_status(words: str) -> str:
    bare = _COUNT.sub("", words)
    if _NO_COUNT.match(bare):
        return ""
    try:
        return COUNT_OF + read_choice(bare, Status)
    except ValueError:
        state = read_state(bare) if len(bare.split()) <= _LONGEST_STATE else State()
        return COUNT_OF + state.status if state.whole and state.status else ""


def _factor(text: str, column: str) -> float:
    factor = heading_factor(text, unit_of(column))
    return 1.0 if factor is None else factor


def _with_counts(known: Table[str, str]) -> dict[str, str]:
    """Add what counts cameras by state, so that “SLHong” is found in short too."""
    heads = ("", "so ", "so luong ", "so camera ", "so cam ")
    counts = (head + state for head in heads for state in _STATES_COUNTED)
    return {words: column for words in counts if (column := _counted_status(words))} | dict(known)


_IN_SHORT = {
    False: Abbreviations(_with_counts(CAMERA_HEADINGS)),
    True: Abbreviations(EQUIPMENT_HEADINGS),
}
