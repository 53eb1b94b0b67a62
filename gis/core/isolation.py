"""Work on files from outside in a process of its own, with limits of time and memory.

Whatever a file does to its reader – run for ever, use up the memory, crash a library – ends
there, and no other reader's page waits for it. Questions go to it the way `multiprocessing`
writes them; its answers are `messages`, since a file may have taken it over.
"""

import gc
import importlib
import inspect
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, Any, TypeVar

from gis.core import messages
from gis.core.errors import FileError, GisError
from gis.core.language import _, language, use_language
from gis.core.numbers import number
from gis.core.paths import ROOT
from gis.core.pipes import LENGTH_BYTES, read_content, read_length, write_content, write_number

T = TypeVar("T")

# Arrow sets a gigabyte aside before it needs any, and each thread of BLAS its own buffers: the
# limit of memory is to bound what is used.
_START = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); "
    "os.environ.update(ARROW_DEFAULT_MEMORY_POOL='system', OPENBLAS_NUM_THREADS='1'); "
    "from gis.core.isolation import serve; serve()"
)
# So often who waits is told how far the work is, and may stop it.
_TOLD_EVERY_S = 0.25
# So many files are read at a time; the next ones wait for their turn.
TURNS = threading.BoundedSemaphore(2)
_LOST = ("lost", None)


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """How long work may take, and how much memory its process may hold, the program included.

    Attributes
    ----------
    seconds
        Of the clock, from the question on; the processor's time is held to it too.
    memory_bytes
        Its data and its shared libraries together, on Linux; it bounds all that is answered too.
    """

    seconds: float
    memory_bytes: int


class _Worker:
    """A process that has a module imported and waits for one piece of work."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-c", _START, str(ROOT), module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.answer: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self.told: float = 0.0
        self._most_bytes = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        answers = self._process.stdout
        assert answers is not None  # noqa: S101 - a pipe was asked for
        try:
            # What no message of ours is, whatever it may be, is an answer that got lost.
            with suppress(Exception):
                while (kind := (answer := self._receive(answers))[0]) == "told":
                    self.told = float(answer[1])
                self.answer.put((kind, answer[1]))
        finally:
            self.answer.put(_LOST)

    def _receive(self, pipe: IO[bytes]) -> tuple[str, Any]:
        parts = []
        for _part in range(read_length(pipe)):
            length = read_length(pipe)
            self._most_bytes -= length + LENGTH_BYTES
            if self._most_bytes < 0:
                raise ValueError(length)
            parts.append(pipe.read(length))
        kind, value = messages.unpack_message(parts)
        return kind, value

    def ask(self, question: tuple[Any, ...], limits: ProcessLimits) -> None:
        """Ask once; all that is answered may be as long as the memory that the work has."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        self._most_bytes = limits.memory_bytes
        content = ForkingPickler.dumps((*question, limits))
        with suppress(OSError):  # one that is gone is told by its answer
            write_content(self._process.stdin, content)
            self._process.stdin.flush()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


_SPARE: dict[str, deque[_Worker]] = {}
_SPARE_LOCK = threading.Lock()


def prepare(module: str) -> None:
    """Have one process wait for work of a module, so that it need not be started then.

    Parameters
    ----------
    module
        Dotted name of the module whose function `run` is to call; the process has it imported.
    """
    with _SPARE_LOCK:
        waiting = _SPARE.setdefault(module, deque())
        if not any(worker.is_alive() for worker in waiting):
            waiting.clear()
            waiting.append(_Worker(module))


def _worker(module: str) -> _Worker:
    with _SPARE_LOCK:
        waiting = _SPARE.get(module, ())
        while waiting:
            worker = waiting.pop()
            if worker.is_alive():
                return worker
    return _Worker(module)


def run(
    work: Callable[..., T],
    *arguments: Any,
    name: str,
    limits: ProcessLimits,
    progress: Callable[[float], object],
    turns: threading.BoundedSemaphore = TURNS,
    **options: Any,
) -> T:
    """Return what a function of a module returns, from a process of its own.

    Parameters
    ----------
    work
        A function of a module; it gets a `progress` to tell if it takes one.
    arguments, options
        What it is called with; they are pickled. What it returns goes through `messages`.
    name
        The file that is read, for messages.
    limits
        Seconds and bytes it may take.
    progress
        Told the last number that the function told its own `progress`, if it takes one, now
        and then from the start on: what it raises ends the work.
    turns
        How many such pieces of work are done at a time; the others wait.

    Returns
    -------
    T
        What the function returns, rebuilt in this process.

    Raises
    ------
    FileError
        The work took too long or too much memory, or its process broke down.
    GisError
        As the function raises it.
    """
    while not turns.acquire(timeout=_TOLD_EVERY_S):
        progress(0.0)
    try:
        worker = _worker(work.__module__)
        try:
            worker.ask((work, arguments, options, language()), limits)
            end = monotonic() + limits.seconds
            while monotonic() < end:
                answer = None
                with suppress(Empty):
                    answer = worker.answer.get(timeout=_TOLD_EVERY_S)
                progress(worker.told)
                if answer is not None:
                    found: T = _result(*answer, name, limits)
                    return found
            raise FileError(_too_slow(name, limits))
        finally:
            worker.end()
    finally:
        turns.release()


def _result(kind: str, value: Any, name: str, limits: ProcessLimits) -> Any:
    if kind == "refused" and isinstance(value, GisError):
        raise value
    if kind == "found":
        return value
    if kind == "fault":
        message = _(
            "{file}: the program cannot read this file ({fault}); save it in another format, and "
            "tell whoever looks after the program",
            file=name,
            fault=value,
        )
        raise FileError(message)
    raise FileError(_too_large(name, limits))


def _too_large(name: str, limits: ProcessLimits) -> str:
    return _(
        "{file}: reading was broken off, for it needs more than {limit} MB of memory or the file "
        "is damaged; remove pictures and unused sheets, split it, or export it again",
        file=name,
        limit=number(limits.memory_bytes / 1e6),
    )


def _too_slow(name: str, limits: ProcessLimits) -> str:
    return _(
        "{file}: reading took more than {limit} seconds and was ended; split the file, or export "
        "only what is needed",
        file=name,
        limit=number(limits.seconds),
    )


# --- in the process of its own --------------------------------------------------------------


def serve() -> None:
    """Do the one piece of work that is asked for on standard input; leave without any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    importlib.import_module(sys.argv[2])
    gc.disable()  # one piece of work, then the process ends: nothing need be collected
    with suppress(EOFError):
        _work(ForkingPickler.loads(read_content(sys.stdin.buffer)), answers)
    os._exit(0)  # nothing is left to be cleared away


def _work(question: tuple[Any, ...], answers: IO[bytes]) -> None:
    work, arguments, options, code, limits = question
    use_language(code)
    _limit(limits)
    if "progress" in inspect.signature(work).parameters:
        options["progress"] = lambda told: _tell(answers, "told", told)
    try:
        _tell(answers, "found", work(*arguments, **options))
    except GisError as error:
        _tell(answers, "refused", error)
    except MemoryError:
        _tell(answers, *_LOST)
    except BaseException as fault:  # noqa: BLE001 - told in the process that asked
        _tell(answers, "fault", type(fault).__name__)


def _limit(limits: ProcessLimits) -> None:
    """Bound memory and processor time where the system can; other pages go first."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on Windows

    os.nice(5)
    # Its libraries, which other processes share, are no data; they count all the same.
    shared = int(Path("/proc/self/statm").read_text("ascii").split()[2]) * resource.getpagesize()
    most = limits.memory_bytes - shared
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(pipe: IO[bytes], kind: str, value: Any) -> None:
    parts = messages.pack_message((kind, value))
    write_number(pipe, len(parts))
    for part in parts:
        write_content(pipe, part)
    pipe.flush()
