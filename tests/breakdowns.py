"""Work that goes well or badly, for a process of its own: it must be found by its name."""

import os
import signal
from pathlib import Path

import numpy as np
import pandas as pd

from gis.core.errors import GisError
from gis.core.language import language


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


def take_in_steps(megabytes, *, progress):
    """Take memory, megabyte by megabyte; return how many, and the bytes held before."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    before = int(pages) * os.sysconf("SC_PAGE_SIZE")
    taken = [b"x" * 1_000_000 for _step in range(megabytes)]
    return len(taken), before


def make_tables(*, progress):
    """Make and drop a table of texts several times; return how many rows there were."""
    rows = 0
    for _turn in range(3):
        texts = pd.Series(["Cổng chợ"] * 1_000_000, dtype="str")
        rows += len(texts.str.upper())
    return rows
