"""Which rows of a sheet hold the headings, and what each heading names."""

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gis.choices import Status
from gis.register.aliases import CAMERA_HEADINGS, EQUIPMENT_HEADINGS, Role
from gis.register.mapping import PROPOSED, Mapping
from gis.register.words import read_choice
from gis.spelling import fold

SEARCHED_ROWS = 40
# A longer text is no heading.
_HEADING_LETTERS = 1000
# A heading such as "Hoạt động" or "Số camera hỏng" counts the cameras in that status.
COUNT_OF = "count of "

# What a list of shared equipment has no column for.
_ABOUT_CAMERAS = {
    *("lon", "lat", Role.POSITION, Role.X, Role.Y, Role.QUANTITY, Role.RESOLUTION),
    *("declared_commune", "azimuth_deg", "hfov_deg", "range_m", "height_m", "tilt_deg", "focal_mm"),
}
_OVER = " – "

_REMARK = re.compile(r"[(\[{].*?(?:[)\]}]|$)|(?:đvt|đơn vị tính)\s*:.*", re.IGNORECASE | re.DOTALL)
_FILLER = re.compile(r"\b(camera|cac|cua|hien nay|hien tai|neu co|ghi ro)\b")
_UNIT_AT_END = re.compile(r" (trieu dong|nghin dong|ngan dong|trieu|dong|vnd|do|deg|m|mm|km)$")
_COUNT = re.compile(r"^(so luong|so|tong so|sl) ")
_PRIVATE = re.compile(
    r"\b(mat khau|password|rtsp|stream|dien thoai|sdt|phone|dang nhap|login|user ?name|ip)\b"
)
# By the unit in the canonical name: which words in a heading mean which multiple of it.
_UNITS = {
    "vnd": (
        (r"\bty\b", 1e9),
        (r"\b(trieu|tr|trd)\b", 1e6),
        (r"\b(nghin|ngan|1 000|1000d?)\b", 1e3),
    ),
    "m": ((r"\bkm\b", 1e3), (r"\bcm\b", 1e-2)),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the file writes it, the column it names, and the unit of its numbers.

    `column` is a canonical name, a role of `gis.register.aliases`, `COUNT_OF` a status, or
    empty when the heading is unknown. `factor` turns the numbers below into the canonical
    unit: 1e6 under ``"Chi phí (triệu đồng)"``.
    """

    text: str
    column: str
    factor: float


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet, one for each of its columns, and where the data begin."""

    headings: tuple[Heading, ...]
    first_data_row: int
    equipment: bool

    def known(self) -> set[str]:
        """Return what the headings name."""
        return {heading.column for heading in self.headings} - {""}


def find(rows: Sequence[Sequence[object]], mapping: Mapping = PROPOSED) -> Header | None:
    """Find the heading row: the one, or two on top of each other, with most known headings.

    Titles may stand above it and a row numbering the columns, (1) (2) (3), below it.
    Returns None when no row has at least two known headings.
    """
    searched = [[_written(cell) for cell in row] for row in rows[:SEARCHED_ROWS]]
    single = [(texts, index + 1) for index, texts in enumerate(searched)]
    double = [
        (_joined(upper, lower), index + 2)
        for index, (upper, lower) in enumerate(pairwise(searched))
        if _stands_over(upper, lower)
    ]
    rows_up = single + double
    found = [name_columns(texts, below, mapping=mapping) for texts, below in rows_up]
    remembered = [h for h, (t, _below) in zip(found, rows_up, strict=True) if mapping.knows(t)]
    best = max(remembered or found, key=lambda header: len(header.known()), default=None)
    if best is None or (len(best.known()) < 2 and not remembered):
        return None
    below = searched[best.first_data_row : best.first_data_row + 1]
    skipped = int(any(map(_numbers_columns, below)))
    return Header(best.headings, best.first_data_row + skipped, best.equipment)


def name_columns(
    texts: Sequence[str], first_data_row: int = 0, *, mapping: Mapping = PROPOSED
) -> Header:
    """Tell what each of a row of headings names; a list of equipment is recognised as such."""
    chosen = mapping.of(texts)
    as_cameras = _headings(texts, CAMERA_HEADINGS, chosen)
    as_equipment = _headings(texts, EQUIPMENT_HEADINGS, chosen)
    about_cameras = _ABOUT_CAMERAS & {heading.column for heading in as_cameras}
    about_cameras |= {text for text in texts if re.search(r"\bcamera\b", fold(text))}
    names_equipment = any(heading.column == "equipment_id" for heading in as_equipment)
    equipment = names_equipment and not about_cameras
    return Header(as_equipment if equipment else as_cameras, first_data_row, equipment)


def _headings(
    texts: Sequence[str], known: Table[str, str], chosen: Table[str, str]
) -> tuple[Heading, ...]:
    columns = [_chosen(text, chosen, _column(text, known)) for text in texts]
    return tuple(Heading(t, c, _factor(t, c)) for t, c in zip(texts, columns, strict=True))


def _chosen(text: str, chosen: Table[str, str], proposed: str) -> str:
    """Follow what was said of the heading, or of the lower part of one over two rows."""
    return chosen.get(fold(text), chosen.get(fold(text.rsplit(_OVER, 1)[-1]), proposed))


def _column(text: str, known: Table[str, str]) -> str:
    """Name the column; of a heading over two rows the lower part is tried first."""
    for part in (text.rsplit(_OVER, 1)[-1], text):
        bare = fold(_REMARK.sub(" ", part))
        shorter = " ".join(_FILLER.sub(" ", bare).split())
        for words in (fold(part), bare, shorter, _UNIT_AT_END.sub("", shorter)):
            if words in known:
                return known[words]
        if counted := _counted_status(shorter):
            return counted
    return Role.PRIVATE if _PRIVATE.search(fold(text)) else ""


def _counted_status(words: str) -> str:
    try:
        return COUNT_OF + read_choice(_COUNT.sub("", words), Status)
    except ValueError:
        return ""


def _factor(text: str, column: str) -> float:
    units = _UNITS.get(column.rsplit("_", 1)[-1], ())
    return next((factor for unit, factor in units if re.search(unit, fold(text))), 1.0)


def _written(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell)[:_HEADING_LETTERS].split())


def _stands_over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether each cell of the lower row lies under a heading merged over several."""
    groups = _groups(upper)
    return any(lower) and all(groups[i] for i, text in enumerate(lower) if text)


def _groups(upper: Sequence[str]) -> list[str]:
    """Return, for each column, the heading merged over it and a neighbour, else nothing."""
    groups, over = [], ""
    for text, following in zip(upper, [*upper[1:], "end"], strict=True):
        over = text or over
        groups.append("" if text and following else over)
    return groups


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    return [
        _OVER.join((over, below)) if below else above
        for over, above, below in zip(_groups(upper), upper, lower, strict=True)
    ]


def _numbers_columns(row: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    written = [fold(text) for text in row if text]
    numbers = [int(words) for words in written if words.isdecimal() and len(words) < 4]
    if len(written) < 3 or len(numbers) < len(written):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
