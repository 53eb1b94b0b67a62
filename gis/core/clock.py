"""What time it is: the one place that looks at the clock on the wall.

The day is that of this place; what is stored is UTC. Tests set the clock, see `stopped`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_read: Callable[[], dt.datetime] = _clock


def now() -> dt.datetime:
    """Return this moment, in the time zone of this place."""
    return _read().astimezone()


def today() -> str:
    """Return today's date here, ISO, as tables hold it; of the day itself ask `now`."""
    return now().date().isoformat()


def stamp() -> str:
    """Return this moment as stored: ISO, UTC, to the second."""
    return now().astimezone(dt.UTC).isoformat(timespec="seconds")


@contextmanager
def stopped(at: dt.datetime) -> Iterator[None]:
    """Let it be one moment (with its time zone) as long as this lasts, in all threads.

    Examples
    --------
    >>> with stopped(dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)):
    ...     stamp()
    '2026-01-02T03:00:00+00:00'
    """
    global _read  # noqa: PLW0603 - there is but one time
    before, _read = _read, lambda: at
    try:
        yield
    finally:
        _read = before
