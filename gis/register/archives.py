"""Zip archives from outside, unpacked within stated limits."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from gis.errors import FileError
from gis.language import _, number

MAX_UNPACKED_BYTES = 500_000_000
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, NotImplementedError),
)


def members(data: bytes, name: str, endings: Sequence[str]) -> dict[str, bytes]:
    """Return the members of an archive with one of these endings, by their names inside.

    Raises
    ------
    FileError
        The archive is damaged, locked, or unpacks to more than `MAX_UNPACKED_BYTES`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, name)
            wanted = [n for n in archive.namelist() if n.lower().endswith(tuple(endings))]
            return {member: archive.read(member) for member in wanted}
    except DAMAGE as error:
        message = _("{file}: the archive is damaged or locked; pack it again", file=name)
        raise FileError(message) from error


def check_size(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that unpacks to too much.

    Raises
    ------
    FileError
        It does. What a member holds beyond the size it states is never read.
    """
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        raise FileError(
            _(
                "{file}: the file unpacks to {size} MB, more than the {limit} MB allowed; remove "
                "pictures and unused sheets",
                file=name,
                size=number(unpacked / 1e6),
                limit=number(MAX_UNPACKED_BYTES / 1e6),
            )
        )
