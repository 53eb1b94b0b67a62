"""A disk of a few MB, to be filled; and one that nobody may write."""

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(folder, megabytes):
    """Mount a file system of a few MB; skip where this user may not."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def read_only_disk(folder):
    """Let nothing in a folder be written, not even by root; skip where this user may not."""
    with small_disk(folder, 1):
        yield lambda: subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
