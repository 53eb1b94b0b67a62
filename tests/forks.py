"""Processes that read files from outside, forked from one that has the program imported already.

Each start of Python and the program takes seconds of processor time, and the tests ask for
hundreds. What such a process does and may do is the same; `tests.ingest.test_isolation` and
the tests in a browser start them as the app does.
"""

import os
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any
from unittest import mock

from gis.core import isolation

WORK = (
    "gis.ingest.importing",
    "gis.demand.files",
    "gis.restoration.files.budget_files",
    "gis.restoration.files.price_files",
)
# What `isolation` sets before it imports anything.
FIRST = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}


class Forked:
    """Stands for the `subprocess.Popen` of a process that does work apart."""

    def __init__(self, command: Sequence[str], **_pipes: int) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload([*WORK, "pytest", __name__])
        (asked, ask), (answer, answered) = context.Pipe(duplex=False), context.Pipe(duplex=False)
        given = (command[-1], dict(os.environ), asked, answered)
        self._process = context.Process(target=_serve, args=given, daemon=True)
        with mock.patch.dict(os.environ, FIRST):
            self._process.start()
        asked.close()
        answered.close()
        self.stdin, self.stdout = _file(ask, "wb"), _file(answer, "rb")

    def poll(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.join()


def _file(end: Connection, mode: str) -> Any:
    """Return an end of a pipe as a file, which holds it from now on."""
    file = os.fdopen(os.dup(end.fileno()), mode)
    end.close()
    return file


def _serve(
    module: str, environment: dict[str, str], asked: Connection, answered: Connection
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(asked.fileno(), 0)
    os.dup2(answered.fileno(), 1)
    asked.close()
    answered.close()
    sys.stdin, sys.argv = os.fdopen(0, closefd=False), ["-c", "", module]
    isolation.serve()
