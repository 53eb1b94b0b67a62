"""Work in the words of price lists, and the row it is priced by: arrears, aiming, moving."""

import re

from gis.core.choices import Cause, EquipmentKind, FaultPart, Kind
from gis.core.text import fold
from gis.ingest.choice_terms import read_values
from gis.ingest.choice_words import read_choice
from gis.ingest.states.state_cells import read_state
from gis.restoration.model.prices import ANY, row_of

_OWED = (
    r"no (?:cuoc|tien|phi)|(?:cuoc|tien|phi|con|cong) no|ton dong|con thieu|truy (?:thu|nop)|"
    r"qua han|(?:nop|dong|tra) bu|(?:chua|cham) (?:nop|tra|dong|thanh toan)|arrears|unpaid"
)
_WORK_FIRST = r"^(?:(?:nhan |tien |chi phi )?cong |chi phi )?"
# What a text says of the work: all patterns of a row must be found; the first row counts.
_WORKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (FaultPart.ACCOUNT, Cause.UNPAID, (_OWED, r"cloud|dam may|luu tru|tai khoan")),
    (FaultPart.POWER, Cause.UNPAID, (_OWED, r"tien dien|dien nang|cuoc dien|phi dien")),
    (
        ANY,
        Cause.UNPAID,
        (
            _OWED,
            r"cuoc|phi|tien|thue bao|internet|mang|duong truyen|hop dong|"
            r"fees?|bills?",
        ),
    ),
    (
        FaultPart.ACCOUNT,
        "",
        (
            r"khoi phuc|phuc hoi|lay lai|cap lai|reset|dat lai|mo khoa|doi",
            r"tai khoan|mat khau|password|pass|mk",
        ),
    ),
    (
        ANY,
        Cause.BLOCKED_OR_TURNED,
        (
            r"(?:chinh|xoay|quay) (?:lai )?huong|can chinh|(?:chinh|xoay|quay) lai|lech huong|"
            r"che khuat|phat quang|(?:cat|tia|chat|don) (?:tia )?(?:cay|canh|tan)|"
            rf"{_WORK_FIRST}(?:dieu |hieu )?chinh (?:goc|khung hinh|camera|cam|mat)|re aim\w*",
        ),
    ),
    (
        ANY,
        Cause.BLOCKED_OR_TURNED,
        (r"ve sinh|lau (?:chui|ong kinh|kinh|mat)", r"camera|cam|mat|ong kinh|kinh"),
    ),
    (
        ANY,
        Cause.MOVED,
        (
            r"di doi|di chuyen (?:camera|cam|mat|cot|tru|vi tri|duong|day|dau ghi|thiet bi)|"
            r"thao lap|"
            r"lap (?:dat )?lai|chuyen vi tri|thao do (?:va )?lap",
        ),
    ),
    (
        FaultPart.LINE,
        "",
        (
            r"han noi|han cap|moi han|noi lai|khac phuc|sua|sua chua",
            r"cap quang|cap mang|soi quang|duong truyen|duong mang|day mang|day cap|tuyen cap",
        ),
    ),
)
_CHECKED = re.compile(r"\b(?:kiem tra|khao sat|tiep nhan|ban giao|xac minh)\b")
# Work that is checked too, but is not the price of checking alone.
_MORE = re.compile(r"\b(?:sua|thay|lap|keo|bao tri|bao duong|mua|cung cap)\b")
_MAINTAINED = re.compile(r"\b(?:bao tri|bao duong)\b")
_CAMERA = re.compile(r"\bcam(?:era)?\b", re.IGNORECASE)
_PATTERNS = [
    (str(part), str(cause), [re.compile(rf"\b(?:{pattern})\b") for pattern in patterns])
    for part, cause, patterns in _WORKS
]
# Where a device of another kind has a price of its own for a cause.
_OWN_PRICE = frozenset({Cause.MOVED, Cause.BLOCKED_OR_TURNED})


def work_row(text: str) -> str:
    """Return the row that a text names the work of, "" where it names a thing.

    ``"Công kiểm tra, chỉnh hướng"``, ``"Cước tồn đọng/tháng"``, ``"Di dời cột"``.
    """
    words = fold(text)
    if _MAINTAINED.search(words):
        return ""
    for part, cause, patterns in _PATTERNS:
        if all(pattern.search(words) for pattern in patterns):
            return row_of(_of_device(text, part, cause), cause)
    if _CHECKED.search(words) and not _MORE.search(words):
        return row_of(ANY, Cause.NOT_HANDED_OVER)
    return ""


def _of_device(text: str, part: str, cause: str) -> str:
    """Return the device that a text names for work of a cause: a kind of camera, a pole."""
    if part != ANY or cause not in _OWN_PRICE:
        return part
    named = [*read_values(before_camera(text), EquipmentKind), *read_values(text, Kind)]
    return named[0] if named else part


def before_camera(text: str) -> str:
    """Return what stands before a camera: “cột treo camera” is a pole."""
    camera = _CAMERA.search(text)
    return text[: camera.start()] if camera else text


def read_cause(text: str) -> str:
    """Return the cause that a cell says, "" where it says none."""
    try:
        cause = str(read_choice(text, Cause))
    except ValueError:
        cause = read_state(text).cause
    return "" if cause == Cause.UNKNOWN else cause


def caused_row(part: str, cause: str, known: set[str], *, every_kind: str) -> str:
    """Return the row of the price of a part that failed for a cause."""
    if cause == Cause.ACCOUNT_LOST:
        return str(FaultPart.ACCOUNT)
    own, alike = row_of(part, cause), row_of(ANY, cause)
    general = part in ("", ANY, every_kind)
    return alike if alike in known and general and own not in known else own if part else ""
