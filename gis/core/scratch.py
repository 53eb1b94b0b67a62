"""Folders for copies of what people handed in; none stays behind, however the program ends."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from gis.core.file_errors import writing_copies

if os.name != "nt":
    import fcntl

_PREFIX = ".camera-quang-tri-"
_LOCK = ".lock"
# It waits until the program that holds the other end of its input is gone.
_CLEANER = ("sh", "-c", 'cat >/dev/null; rm -rf -- "$0"')


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Give a folder that is gone at the end, and also when the program is killed.

    A cleaner of its own sees to that where the system has a shell; whatever it missed, a power
    cut say, goes when a folder is next made in the same place.

    Parameters
    ----------
    parent
        Where to make it; the system's folder for such things where none is named.

    Yields
    ------
    Path
        The folder, empty.

    Raises
    ------
    FileError
        The system's folder cannot be written, or is full.
    OSError
        Of another place: whoever names it knows what was to be written there.
    """
    if parent is not None:
        with _new_folder(parent) as folder:
            yield folder
        return
    with writing_copies(), _new_folder(Path(tempfile.gettempdir())) as folder:
        yield folder


@contextmanager
def _new_folder(place: Path) -> Iterator[Path]:
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    try:
        with _cleaner(folder), _lock(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove the folders in a place whose program is gone.

    Parameters
    ----------
    place
        Where `scratch_folder` made them.
    """
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # in use, another's, or already gone
            with (folder / _LOCK).open("r+b") as lock:
                _hold(lock)
            shutil.rmtree(folder)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a new folder; it has its name once it is held: no sweep comes before."""
    place = folder / _LOCK
    new = place if os.name == "nt" else folder / f"{_LOCK}-new"
    with new.open("wb") as lock:
        _hold(lock)
        if new != place:
            new.rename(place)
        yield


def _hold(lock: IO[bytes]) -> None:
    """Hold a lock as long as its file is open; on Windows an open file cannot be removed anyway.

    Raises
    ------
    OSError
        Another program holds it.
    """
    if os.name != "nt":
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _cleaner(folder: Path) -> Iterator[None]:
    if shutil.which("sh") is None:
        yield
        return
    command = [*_CLEANER, str(folder.resolve())]
    # In a session of its own: what ends all of ours leaves it its work.
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):  # noqa: S603
        yield
