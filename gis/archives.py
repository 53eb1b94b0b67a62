"""Zip archives from outside, unpacked within stated limits."""

import io
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from gis.errors import FileError
from gis.language import _, number

MAX_UNPACKED_BYTES = 500_000_000
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
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


def unpack_shapefiles(data: bytes, name: str, folder: Path) -> list[tuple[str, Path]]:
    """Unpack the Shapefiles of an archive: the name inside of each, and its .shp in the folder.

    Raises
    ------
    FileError
        See `members`; or there is no Shapefile inside.
    """
    parts = members(data, name, SHAPEFILE_PARTS)
    shapes = [member for member in parts if member.lower().endswith(".shp")]
    if not shapes:
        raise FileError(_("{file}: there is no Shapefile inside", file=name))
    together: defaultdict[Path, dict[str, bytes]] = defaultdict(dict)
    for member, content in parts.items():
        together[Path(member).with_suffix("")][member] = content
    for place, member in enumerate(shapes):
        _unpack(folder / str(place), together[Path(member).with_suffix("")])
    return [(Path(member).name, folder / f"{place}.shp") for place, member in enumerate(shapes)]


def _unpack(goal: Path, parts: dict[str, bytes]) -> None:
    """Write the parts of one Shapefile under a name of our own: names inside are not trusted."""
    for member, content in parts.items():
        goal.with_suffix(Path(member).suffix.lower()).write_bytes(content)
