"""Pieces of work for processes of their own."""

import os
import signal
import time
from pathlib import Path


def squares(power):
    """Begin to work: what gives the powers of numbers."""
    return lambda numbers: ((n, n**power, os.getpid()) for n in numbers)


def slow(seconds):
    def work_on(numbers):
        for n in numbers:
            time.sleep(seconds)
            yield n, os.getpid()

    return work_on


def killed_once(folder):
    """Begin to work as one that is killed at its third answer, if it is the first there."""

    def work_on(numbers):
        for k, n in enumerate(numbers):
            if k == 2 and not (marker := Path(folder) / "killed").exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield n

    return work_on


def always_killed(_unused):
    os.kill(os.getpid(), signal.SIGKILL)
