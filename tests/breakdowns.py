"""Work that goes well or badly, for a process of its own: it must be found by its name."""

import os
import signal

import numpy as np

from gis.errors import GisError
from gis.language import language


def double(value, *, progress):
    progress(0.5)
    print("a library's own words")
    return value * 2, language(), os.getpid()


def run_for_ever(*, progress):
    while True:
        pass


def take_memory(*, progress):
    return np.ones(2_000_000_000)


def break_down(*, progress):
    os.kill(os.getpid(), signal.SIGSEGV)


def fail(*, progress):
    raise KeyError("a fault of the program")


def refuse(*, progress):
    raise GisError("refused")


def told_then_for_ever(*, progress):
    progress(0.1)
    run_for_ever(progress=progress)
