"""Folders for copies of what people handed in; none stays behind, however the program ends."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

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
    cut say, goes when a folder is next made in `parent` (the system's folder for such things).
    """
    place = Path(tempfile.gettempdir()) if parent is None else parent
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    try:
        # Held before the cleaner starts, which takes its time: till then another's sweep may come.
        with (folder / _LOCK).open("wb") as lock:
            _hold(lock)
            with _cleaner(folder):
                yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove the folders in a place whose program is gone."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # in use, another's, or already gone
            with (folder / _LOCK).open("r+b") as lock:
                _hold(lock)
            shutil.rmtree(folder)


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
