"""Zip archives from outside, unpacked within stated limits."""

import io
import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from gis.core.errors import FileError
from gis.core.language import _
from gis.core.numbers import number

MAX_UNPACKED_BYTES = 500_000_000
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
# Layers of several files: the ending of the one that is opened → all its endings.
_LAYERS = {
    ".shp": SHAPEFILE_PARTS,
    ".tab": (".tab", ".dat", ".map", ".id", ".ind"),
    ".mif": (".mif", ".mid"),
}
MAX_PARTS = tuple(sorted({part for parts in _LAYERS.values() for part in parts}))
# The files of an ESRI File Geodatabase, a folder.
_GEODATABASE = re.compile(
    r"a[0-9a-f]{8}\.(?:gdb(?:table|tablx|indexes)|spx|atx|freelist)|gdb|timestamps"
)
_HIDDEN = ("__MACOSX/", ".")
# What this program packs beside layers, for who opens them; it lists nothing.
README, DICTIONARY, METADATA = "doc-truoc.txt", "tu-dien-du-lieu", "metadata.xml"
_BESIDE = (".", README, DICTIONARY, METADATA)
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, NotImplementedError),
)


def members(data: bytes, name: str, endings: Sequence[str]) -> dict[str, bytes]:
    """Return the members of an archive with one of these endings, by their names inside.

    Parameters
    ----------
    data
        The zip archive.
    name
        What the file is called, for messages.
    endings
        The endings wanted, in lower case with their dot; the case of a member does not count.

    Returns
    -------
    dict
        In the archive's order; empty where no member has such an ending.

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

    Parameters
    ----------
    archive
        Opened for reading; only its directory is read.
    name
        What the file is called, for messages.

    Raises
    ------
    FileError
        Its members together state more than `MAX_UNPACKED_BYTES`. What a member holds beyond
        the size it states is never read.
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


def _by_stem(parts: dict[str, bytes]) -> defaultdict[Path, dict[str, bytes]]:
    """Return the files that belong together: of one name but for the ending."""
    together: defaultdict[Path, dict[str, bytes]] = defaultdict(dict)
    for member, content in parts.items():
        together[Path(member).with_suffix("")][member] = content
    return together


def _unpack(goal: Path, parts: dict[str, bytes]) -> None:
    """Write the parts of one layer under a name of our own: names inside are not trusted."""
    for member, content in parts.items():
        goal.with_suffix(Path(member).suffix.lower()).write_bytes(content)


def unpack_archive(
    data: bytes, name: str, folder: Path, endings: Sequence[str]
) -> tuple[list[tuple[str, Path]], dict[str, bytes]]:
    """Unpack the layers of several files into a folder; return them, and the single files.

    Parameters
    ----------
    data
        The zip archive.
    name
        What the file is called, for messages.
    folder
        Where the layers go; it exists.
    endings
        Of the single files wanted, in lower case with their dot.

    Returns
    -------
    layers
        Of each layer of several files (Shapefile, MapInfo, File Geodatabase) the name inside, and
        what is to be opened, under a name of our own.
    files
        The bytes of the files with one of the `endings`, by their names inside.

    Raises
    ------
    FileError
        See `members`.
    """
    geodatabases = (".gdbtable", ".gdbtablx", ".gdbindexes", ".spx", ".atx", ".freelist", "gdb")
    parts = members(data, name, (*MAX_PARTS, *endings, *geodatabases, "timestamps"))
    parts = {
        m: c
        for m, c in parts.items()
        if not m.startswith(_HIDDEN) and not Path(m).name.startswith(_BESIDE)
    }
    layers, together = _geodatabases(parts, folder), _by_stem(parts)
    for opened in _LAYERS:
        for member in [m for m in parts if Path(m).suffix.lower() == opened]:
            goal = folder / f"{len(layers)}{opened}"
            _unpack(goal, together[Path(member).with_suffix("")])
            layers.append((Path(member).name, goal))
    files = {
        m: c
        for m, c in parts.items()
        if m.lower().endswith(tuple(endings))
        and Path(m).suffix.lower() not in MAX_PARTS
        and Path(m).suffix.lower() != ".zip"
    }
    return layers, files


def _geodatabases(parts: dict[str, bytes], folder: Path) -> list[tuple[str, Path]]:
    found: dict[Path, Path] = {}
    for member, content in parts.items():
        inside = Path(member)
        if inside.parent.suffix.lower() == ".gdb" and _GEODATABASE.fullmatch(inside.name.lower()):
            goal = found.setdefault(inside.parent, folder / f"g{len(found)}.gdb")
            goal.mkdir(exist_ok=True)
            (goal / inside.name.lower()).write_bytes(content)
    return [(inside.name, goal) for inside, goal in found.items()]
