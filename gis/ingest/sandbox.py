"""A register file read in a process of its own, so that no file holds up other readers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gis.core import isolation
from gis.ingest.importing import Import, read_import

LIMITS = isolation.ProcessLimits(seconds=300, memory_bytes=1_000_000_000)
# Plain text cannot unfold: what it asks for goes by its size, and long lists come as text.
_TEXT = (".csv", ".txt", ".tsv")
_MEMORY_PER_BYTE = 80


def prepare() -> None:
    """Have a process wait for a file."""
    isolation.prepare(read_import.__module__)


def read_isolated(
    source: Path | str | bytes,
    name: str = "",
    *,
    progress: Callable[[float], object] = lambda _share: None,
    **options: Any,
) -> Import:
    """Read a register file as `importing.read_import` does, in a process of its own.

    Parameters
    ----------
    source, name
        See `importing.read_import`.
    progress
        Also told when nothing new is known; what it raises ends the reading.
    options
        Those of `importing.read_import`.

    Returns
    -------
    Import
        As `importing.read_import` returns it.

    Raises
    ------
    FileError
        See `importing.read_import`; or reading takes more time or memory than `LIMITS` (a long
        list as plain text may take memory by its size).
    """
    name = name or Path(str(source)).name
    limits = _limits(source, name)
    return isolation.run(
        read_import, source, name, name=name, limits=limits, progress=progress, **options
    )


def _limits(source: Path | str | bytes, name: str) -> isolation.ProcessLimits:
    if Path(name).suffix.lower() not in _TEXT:
        return LIMITS
    size = len(source) if isinstance(source, bytes) else _size(Path(source))
    return isolation.ProcessLimits(LIMITS.seconds, LIMITS.memory_bytes + size * _MEMORY_PER_BYTE)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
