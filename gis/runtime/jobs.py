"""Long work done beside the pages: it tells how far it is, is kept when done, can be stopped."""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from dataclasses import dataclass
from math import inf, nan
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from gis.core.deadline import Deadline, Stopped

T = TypeVar("T")


@dataclass
class Bounds:
    """How good the best plan found so far is, and what none exceeds; nothing found: nan.

    Attributes
    ----------
    best
        The objective of the best plan found, nan while there is none.
    bound
        What no plan exceeds, infinite while nothing is known.
    more
        By what part of itself the best may be bettered at most, nan where that is not known.
    """

    best: float = nan
    bound: float = inf

    def tell(self, best: float, bound: float) -> None:
        """Note what is found and proven."""
        self.best, self.bound = best, bound

    @property
    def has_solution(self) -> bool:
        """Tell whether any plan was found that brings something back."""
        return self.best > 0

    @property
    def more(self) -> float:
        """Return the part by which a better one may exceed it."""
        known = self.has_solution and self.bound < inf
        return max(self.bound / self.best - 1.0, 0.0) if known else nan


# Told the steps done, and all there are.
JobProgress = Callable[[int, int], None]
# How much finished work is held.
MAX_JOBS = 32
# Work of minutes is done for one reader after the other, so that pages still answer.
_TURN = Lock()


class Job(Generic[T]):
    """Work in a thread of its own, in the language of who asked for it.

    `done`, `steps`: how far it is, and of how many (0 while it waits for its turn).
    `finished`: whether it is at work no more: done, failed, or stopped.
    `deadline`: by when the work ends, and how it is told to. `bounds`: what a search for the
    best tells. `turn`: whether it waits until
    long work of others has ended. `asked_at`: when it was asked for, in seconds of
    `time.monotonic`.
    """

    def __init__(
        self,
        work: Callable[[JobProgress], T],
        deadline: Deadline | None = None,
        *,
        turn: bool = True,
        bounds: Bounds | None = None,
    ) -> None:
        self.deadline = Deadline() if deadline is None else deadline
        self.bounds = Bounds() if bounds is None else bounds
        self._turn: AbstractContextManager[Any] = _TURN if turn else nullcontext()
        self.done = self.steps = 0
        self.finished = self.stopped = False
        self.asked_at = monotonic()
        self._found: T | None = None
        self._fault: BaseException | None = None
        self._thread = Thread(target=copy_context().run, args=(self._run, work), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[JobProgress], T]) -> None:
        try:
            with self._turn:
                self.tell(self.done, self.steps)
                self._found = work(self.tell)
        except Stopped:
            pass
        except BaseException as fault:  # noqa: BLE001 - raised again where it is asked for
            self._fault = fault
        finally:
            self.finished = True

    def tell(self, done: int, steps: int) -> None:
        """Note how far the work is.

        Raises
        ------
        Stopped
            Nobody wants it any more.
        """
        if self.stopped:
            raise Stopped
        self.done, self.steps = done, steps

    def stop(self) -> None:
        """Stop the work, unless it has ended; nothing of it is kept, and what solves it ends."""
        self.stopped = self.stopped or not self.finished
        self.deadline.stop()

    def wait(self, seconds: float) -> None:
        """Wait until the work has ended, so many seconds at most."""
        self._thread.join(seconds)

    def result(self) -> T | None:
        """Return what was found, None while there is nothing; raise what the work raised."""
        if self._fault is not None:
            raise self._fault
        return None if self.stopped else self._found


class Jobs:
    """The jobs asked for, each by a key; what was found stays for all who ask the same."""

    def __init__(self) -> None:
        self._held: dict[Hashable, Job[Any]] = {}
        self._lock = Lock()

    def find(self, key: Hashable) -> Job[Any] | None:
        """Return the job of a key, None when nobody asked for it or it was stopped."""
        job = self._held.get(key)
        return None if job is None or job.stopped else job

    def start(
        self, key: Hashable, work: Callable[[JobProgress], T], deadline: Deadline | None = None
    ) -> Job[T]:
        """Return the job of a key, begun now unless it is there."""
        with self._lock:
            job = self.find(key)
            if job is None:
                job = self._held[key] = Job(work, deadline)
            finished = [k for k, held in self._held.items() if held.finished and k != key]
            for old in finished[: max(len(self._held) - MAX_JOBS, 0)]:
                del self._held[old]
            return job
