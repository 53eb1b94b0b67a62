"""The file a package is: a zip of plain parts, the same bytes for the same parts.

Nothing in a file from outside is believed: neither its sizes nor its names.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping

from gis.core.archives import DAMAGE
from gis.core.errors import FileError
from gis.core.language import _
from gis.core.numbers import number

MANIFEST_PART = "manifest.json"
MOST_PARTS = 200
MOST_PACKAGE_BYTES = 200_000_000
MOST_PART_BYTES = 50_000_000
# Plain text is not packed tighter than this, a bomb is; small parts may be.
MOST_RATIO, SMALL_BYTES = 200, 1_000_000
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o644 << 16
# A part's name: at most one folder, and no character that a path or a screen could trip over.
_NAME = re.compile(
    r"(?:[a-z]{1,20}/)?[^\\/:*?\"<>|\x00-\x1f\x7f.\s][^\\/:*?\"<>|\x00-\x1f\x7f]{0,119}"
)
# What computers lay into a folder that a person opened and packed again.
_OF_SYSTEMS = re.compile(r"__MACOSX/.*|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini)")


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as one file: not compressed, in order, with no time of day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != MANIFEST_PART, name)):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.create_system, member.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(member, parts[name])
    return file.getvalue()


def read_parts(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a file from outside, by their names.

    Raises
    ------
    FileError
        It is no package, is damaged or locked, is too large, or a name in it is no name of a
        part or comes twice.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not _of_systems(m)]
            _check_sizes(members, name)
            if MANIFEST_PART not in {member.filename for member in members}:
                raise zipfile.BadZipFile
            _check_names([member.filename for member in members], name)
            return {member.filename: _read(archive, member) for member in members}
    except DAMAGE as error:
        message = _("{file}: this is no report package, or it is damaged; send it again", file=name)
        raise FileError(message) from error


def packages_within(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of an archive of packages, packed together to be sent; none of another.

    Raises
    ------
    FileError
        It is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not _of_systems(m)]
            inside = [m for m in members if m.filename.lower().endswith(".zip")]
            if len(inside) < len(members):
                return {}
            _check_sizes(members, name)
            return {f"{name}: {_shown(m.filename)}": _read(archive, m) for m in members}
    except DAMAGE:
        return {}


def _of_systems(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or _OF_SYSTEMS.fullmatch(member.filename) is not None


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    sizes = [member.file_size for member in members]
    tight = any(
        m.file_size > SMALL_BYTES and m.file_size > MOST_RATIO * max(m.compress_size, 1)
        for m in members
    )
    if (
        tight
        or len(members) > MOST_PARTS
        or sum(sizes) > MOST_PACKAGE_BYTES
        or max(sizes, default=0) > MOST_PART_BYTES
    ):
        raise FileError(
            _(
                "{file}: the package is larger than any commune's; at most {parts} parts and "
                "{size} MB are read",
                file=name,
                parts=number(MOST_PARTS),
                size=number(MOST_PACKAGE_BYTES / 1e6),
            )
        )


def _check_names(names: list[str], name: str) -> None:
    wrong = [part for part in names if not _NAME.fullmatch(part) or ".." in part]
    if wrong:
        message = _(
            "{file}: “{part}” is no name of a part of a package", file=name, part=_shown(wrong[0])
        )
        raise FileError(message)
    alike = [unicodedata.normalize("NFC", part).casefold() for part in names]
    if len(set(alike)) < len(alike):
        raise FileError(_("{file}: a part is in the package twice", file=name))


def _shown(part: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in part[:80])


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read what a member says it holds; what it holds beyond that is never unpacked."""
    with archive.open(member) as part:
        return part.read(member.file_size)
