"""Rounds of a day that together make all stops: as few as can be, then with the least travel.

This is vehicle routing with a time limit on each route (Dantzig and Ramser 1959). A first
answer always goes to the nearest stop that still fits; PyVRP, where it is installed, betters
it by iterated local search. Neither is proven best.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gis.core.arrays import Floats, Ints, Rows
from gis.core.deadline import Deadline
from gis.core.geodesy import metres_per_degree

# Roads are so much longer than the straight line, from door to door.
DETOUR = 1.4
# So many stops are put in order at once; more are parted by place.
VISITS_IN_BATCH = 300
# The search ends after so many tries in a row that better nothing.
IDLE = 400


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Where stops lie, and how long all takes, in whole minutes.

    `minutes`: at each stop. `travel`: from each place to each, the start first. `day`: how long
    a round may take at most.
    """

    minutes: Ints
    travel: Ints
    day: int

    def length(self, stops: Rows) -> int:
        """Return how long a round takes, from the start and back."""
        path = np.concatenate([[0], stops + 1, [0]])
        return int(self.travel[path[:-1], path[1:]].sum() + self.minutes[stops].sum())

    def of(self, stops: Rows) -> "TravelTimes":
        """Return the ground of some stops alone."""
        places = np.append(0, stops + 1)
        return TravelTimes(self.minutes[stops], self.travel[np.ix_(places, places)], self.day)


def kilometres(lonlat: Floats) -> Floats:
    """Return the way from each place to each.

    Parameters
    ----------
    lonlat
        Places × 2, degrees in WGS 84.

    Returns
    -------
    ndarray
        Places × places, km: straight ways times `DETOUR`.
    """
    per_lon, per_lat = metres_per_degree(float(np.mean(lonlat[:, 1])))
    xy = lonlat * [float(per_lon), float(per_lat)] / 1000
    km: Floats = DETOUR * np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    return km


def rounds(
    ground: TravelTimes,
    places: Floats,
    *,
    deadline: Deadline,
) -> list[Rows]:
    """Return the stops of each round, in order; what fits into no day has a round of its own.

    Parameters
    ----------
    ground
        Ways between the stops and the start, and minutes on the spot.
    places
        `lon lat` of each stop, degrees in WGS 84.
    deadline
        Of all rounds together.

    Returns
    -------
    list of ndarray
        Positions of stops.

    Raises
    ------
    Stopped
        The deadline was called off. Once it has passed, the best found by then is returned.

    References
    ----------
    Dantzig, G. B. and Ramser, J. H. (1959). The truck dispatching problem. Management Science 6,
    80–91.
    """
    alone = ground.travel[0, 1:] + ground.minutes + ground.travel[1:, 0] > ground.day
    found = [np.array([stop], dtype=np.intp) for stop in np.flatnonzero(alone)]
    areas = _areas(places, np.flatnonzero(~alone))
    for k, stops in enumerate(areas):  # each is put in order by itself
        until = deadline.within(deadline.left_s / (len(areas) - k))
        found += [stops[route] for route in _best(ground.of(stops), places[stops], until)]
    return found


def _areas(places: Floats, stops: Rows) -> list[Rows]:
    """Part stops into areas of at most `VISITS_IN_BATCH`, across the longer side each time."""
    if not len(stops):
        return []
    if len(stops) <= VISITS_IN_BATCH:
        return [stops]
    axis = int(np.argmax(np.ptp(places[stops], axis=0)))
    order = stops[np.argsort(places[stops, axis], kind="stable")]
    half = len(order) // 2
    return _areas(places, np.sort(order[:half])) + _areas(places, np.sort(order[half:]))


def nearest_next(ground: TravelTimes) -> list[Rows]:
    """Return rounds that always go on to the nearest stop from where the way back still fits.

    Parameters
    ----------
    ground
        Ways between the stops and the start, minutes on the spot and of a day; each stop fits into
        a day by itself.

    Returns
    -------
    list of ndarray
        Positions of stops, in order.
    """
    left, found = np.ones(len(ground.minutes), dtype=bool), []
    while left.any():
        route: list[int] = []
        spent, at = 0, 0
        while True:
            there = spent + ground.travel[at, 1:] + ground.minutes
            fits = np.flatnonzero(left & (there + ground.travel[1:, 0] <= ground.day))
            if not len(fits):
                break
            stop = int(fits[np.argmin(ground.travel[at, 1:][fits])])
            spent, at, left[stop] = int(there[stop]), stop + 1, False
            route.append(stop)
        found.append(np.array(route, dtype=np.intp))
    return found


class _Until:
    """Ends a search that betters nothing any more, or whose time is over."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline, self.best, self.idle = deadline, float("inf"), 0

    def __call__(self, best_cost: float) -> bool:
        """Tell whether to end."""
        self.deadline.check()
        self.idle = self.idle + 1 if best_cost >= self.best else 0
        self.best = min(self.best, best_cost)
        return self.idle > IDLE or self.deadline.passed


def _best(ground: TravelTimes, places: Floats, deadline: Deadline) -> list[Rows]:
    deadline.check()
    first = nearest_next(ground)
    if not installed() or len(ground.minutes) < 2:
        return first
    return _bettered(ground, places, first, deadline)


def installed() -> bool:
    """Tell whether PyVRP is there."""
    try:
        import pyvrp  # noqa: F401, PLC0415 - it may be absent
    except ImportError:
        return False
    return True


def _bettered(
    ground: TravelTimes, places: Floats, first: list[Rows], deadline: Deadline
) -> list[Rows]:
    import pyvrp  # noqa: PLC0415 - it may be absent

    middle = places.mean(axis=0)
    matrices: list[Any] = [ground.travel]
    data = pyvrp.ProblemData(
        [pyvrp.Location(*map(float, spot)) for spot in (middle, *places)],
        [pyvrp.Client(k, service_duration=int(m)) for k, m in enumerate(ground.minutes, start=1)],
        [pyvrp.Depot(0)],
        [
            pyvrp.VehicleType(
                len(places),
                shift_duration=ground.day,
                fixed_cost=ground.day,
                unit_distance_cost=0,
                unit_duration_cost=1,
            )
        ],
        matrices,
        matrices,
    )
    start = pyvrp.Solution(data, [route.tolist() for route in first])
    found = pyvrp.solve(
        data, _Until(deadline), seed=1, collect_stats=False, display=False, initial_solution=start
    )
    if not found.is_feasible():
        return first
    return [
        np.array([step.idx for step in route.schedule() if step.is_client()], dtype=np.intp)
        for route in found.best.routes()
    ]
