"""Numbered pieces of long work done by processes of its own, so that no page waits for it.

Each process is given once what all pieces need, then numbers, a few at a time; it answers each
piece by itself. One that is killed takes nothing along: what it has not answered is given to
another, and what none is left for is told to who asked. When who asked is gone, their next
answer finds nobody, and they end.
"""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.reduction import ForkingPickler
from queue import Empty, SimpleQueue
from typing import IO, Any

from gis.core.deadline import Deadline
from gis.core.paths import ROOT
from gis.core.pipes import read_content, write_content

_START = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); "
    "os.environ.update(OPENBLAS_NUM_THREADS='1', OMP_NUM_THREADS='1'); "
    "from gis.restoration.robustness.processes import serve_samples; serve_samples()"
)
# So many numbers are given to a process at once, and so often who waits may stop all.
CHUNK, TOLD_EVERY_S = 10, 0.25
# No more processes than this: each holds the whole analysis.
MOST = 2


def spare_processes() -> int:
    """Return how many processes are worth starting on this machine: 0 where it has one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST) if (cores or 1) > 1 else 0


def spread(
    begin: Callable[..., Callable[[list[int]], Iterator[Any]]],
    arguments: tuple[Any, ...],
    numbers: Sequence[int],
    deadline: Deadline,
    tick: Callable[[], None],
) -> Iterator[tuple[int, Any]]:
    """Give number and answer of each piece of work, in the order they are done.

    Some may be missing: after the deadline, where all processes broke down, and all of them on
    a machine of one core.

    Parameters
    ----------
    begin
        A function of a module: given the arguments it returns what does pieces of work, and
        gives their answers in order.
    arguments
        What `begin` is given; each process gets a copy.
    numbers
        Of the pieces of work.
    deadline
        When no more is waited for.
    tick
        Called now and then; what it raises ends the work.

    Yields
    ------
    tuple of int and Any
        The number of a piece, and its answer.
    """
    answers: SimpleQueue[tuple[_Process, Any]] = SimpleQueue()
    waiting = deque(list(numbers[k : k + CHUNK]) for k in range(0, len(numbers), CHUNK))
    content = _packed((begin, arguments))
    team = [_Process(content, answers) for _one in range(min(spare_processes(), len(waiting)))]
    try:
        for process in team:
            process.give(waiting)
        while any(p.alive for p in team) and not deadline.passed:
            if not waiting and not any(p.todo for p in team):
                break
            tick()
            with suppress(Empty):
                process, answer = answers.get(timeout=TOLD_EVERY_S)
                if answer is None:  # it broke down: others do what it has not answered
                    process.alive = False
                    waiting.extend([process.todo] if process.todo else [])
                    process.todo = []
                else:
                    yield process.todo.pop(0), answer[0]
                for idle in team:  # who has nothing to do stays, for what another leaves
                    if idle.alive and not idle.todo and waiting:
                        idle.give(waiting)
    finally:
        for process in team:
            process.end()


class _Process:
    """A process that does pieces of work; `todo`: the numbers it has not answered yet."""

    def __init__(self, content: bytes, answers: "SimpleQueue[tuple[_Process, Any]]") -> None:
        self._running = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-c", _START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.todo: list[int] = []
        self.alive = True
        self._questions: SimpleQueue[bytes | None] = SimpleQueue()
        self._questions.put(content)
        for work in (self._ask, lambda: self._listen(answers)):
            threading.Thread(target=work, daemon=True).start()

    def give(self, waiting: deque[list[int]]) -> None:
        """Give it some of the numbers that wait."""
        self.todo = waiting.popleft()
        self._questions.put(_packed(self.todo))

    def end(self) -> None:
        self._questions.put(None)
        self._running.kill()
        self._running.wait()

    def _ask(self) -> None:
        assert self._running.stdin is not None  # noqa: S101 - a pipe was asked for
        with suppress(OSError), self._running.stdin as pipe:
            while (content := self._questions.get()) is not None:
                _write(pipe, content)

    def _listen(self, answers: "SimpleQueue[tuple[_Process, Any]]") -> None:
        assert self._running.stdout is not None  # noqa: S101 - a pipe was asked for
        # An answer cut short, by whatever ended its process, is none.
        with suppress(Exception), self._running.stdout as pipe:
            while True:
                answers.put((self, (_read(pipe),)))
        answers.put((self, None))


def _packed(value: Any) -> bytes:
    """Return a value as `multiprocessing` hands it to another process of the same program."""
    return bytes(ForkingPickler.dumps(value))


def _write(pipe: IO[bytes], content: bytes) -> None:
    write_content(pipe, content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> Any:
    return ForkingPickler.loads(read_content(pipe))


# --- in the process of its own --------------------------------------------------------------


def serve_samples() -> None:
    """Do the work that is asked for on standard input, until there is none."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    if hasattr(os, "nice"):
        os.nice(5)  # pages go first
    with suppress(EOFError, BrokenPipeError):
        begin, arguments = _read(sys.stdin.buffer)
        work = begin(*arguments)
        while True:
            for answer in work(_read(sys.stdin.buffer)):
                _write(answers, _packed(answer))
    os._exit(0)  # nothing is left to be cleared away
