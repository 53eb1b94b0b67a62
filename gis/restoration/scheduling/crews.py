"""Crews that go from place to place: how many, when, from where, how fast."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from gis.core.errors import GisError
from gis.core.language import _

# After so many minutes of work there is a break of so many.
MORNING_MIN, BREAK_MIN = 240, 90
WEEKEND = (5, 6)


@dataclass(frozen=True)
class Crews:
    """Who goes, and when.

    `first`: the first day. `count`: how many crews, 1 to 100. `hours`: how long a day's work is, 1
    to 14, ways there and back within it. `begins`: when it begins, local time. `speed_kmh`: on the
    road, 1 to 120. `start`: `lon lat` (WGS 84) of where crews set out and return to; None: in each
    commune from the middle of its stops. `off`: days nobody works, beside Saturdays and Sundays.
    """

    first: dt.date
    count: int = 1
    hours: float = 8.0
    begins: dt.time = dt.time(7, 30)
    speed_kmh: float = 30.0
    start: tuple[float, float] | None = None
    off: frozenset[dt.date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises
        ------
        GisError
            A number is out of its range.
        """
        if not 1 <= self.count <= 100:
            raise GisError(_("There must be from 1 to 100 crews"))
        if not 1 <= self.hours <= 14:
            raise GisError(_("A day's work must be from 1 to 14 hours"))
        if not 1 <= self.speed_kmh <= 120:
            raise GisError(_("The speed must be from 1 to 120 km/h"))
        if self.begins.hour * 60 + self.begins.minute + self.hours * 60 + BREAK_MIN > 24 * 60:
            raise GisError(_("A day's work must end before midnight"))

    @property
    def day_min(self) -> int:
        """Return the minutes of a day's work."""
        return int(self.hours * 60)

    def days(self, first: dt.date) -> Iterator[dt.date]:
        """Give the days of work from one on."""
        while True:
            if first.weekday() not in WEEKEND and first not in self.off:
                yield first
            first += dt.timedelta(days=1)

    def clock(self, day: dt.date, minute: int, *, arriving: bool) -> dt.datetime:
        """Return when so many minutes of a day are worked; who arrives then has had the break."""
        rest = BREAK_MIN if minute + arriving > MORNING_MIN else 0
        return dt.datetime.combine(day, self.begins) + dt.timedelta(minutes=minute + rest)
