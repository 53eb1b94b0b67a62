"""When an answer must be there: one clock for all the work done for one question."""

from threading import Event
from time import monotonic


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The work was stopped by who asked for it."""


class Deadline:
    """A moment by which an answer must be there, and a way to call the work off before.

    Everything done for one question is given the same one, so that its parts together take no
    longer than was allowed. None: as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._end = float("inf") if seconds is None else monotonic() + seconds
        self._called_off = Event()

    @property
    def left_s(self) -> float:
        """Return how many seconds are left, infinity where there is no limit."""
        return max(self._end - monotonic(), 0.0)

    @property
    def passed(self) -> bool:
        """Tell whether no time is left."""
        return self.left_s <= 0.0

    @property
    def stopped(self) -> bool:
        """Tell whether the work was called off."""
        return self._called_off.is_set()

    def stop(self) -> None:
        """Call the work off; whoever does it finds out at its next step."""
        self._called_off.set()

    def check(self) -> None:
        """Go on, unless the work was called off.

        Raises
        ------
        Stopped
            It was.
        """
        if self.stopped:
            raise Stopped

    def within(self, seconds: float) -> "Deadline":
        """Return a deadline of some seconds that is never later, and is called off with this."""
        part = Deadline(min(seconds, self.left_s))
        part._called_off = self._called_off
        return part
