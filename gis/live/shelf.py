"""What was made of one revision for other programs, as long as it is kept and there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")


class Shelf(Generic[T]):
    """Things by name, each made once; those asked for longest ago go first.

    Parameters
    ----------
    room
        How much they may be together; the last one stays, however much it is.
    weigh
        Tells how much one is.
    """

    def __init__(self, room: int, weigh: Callable[[T], int]) -> None:
        self._room, self._weigh = room, weigh
        self._lock = Lock()
        # By name, as long as somebody makes the thing or waits for it.
        self._turns: WeakValueDictionary[Hashable, Any] = WeakValueDictionary()
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return a thing, made where there is none; one that takes long keeps nobody from others.

        Parameters
        ----------
        name
            Its name.
        make
            Makes it.

        Returns
        -------
        T
            The same for the same name, as long as there is room.
        """
        with self._lock:
            turn = self._turns.setdefault(name, Lock())
        with turn:
            with self._lock:
                if name in self._things:
                    self._things.move_to_end(name)
                    return self._things[name][0]
            thing = make()
            self._put(name, thing, self._weigh(thing))
            return thing

    def _put(self, name: Hashable, thing: T, weight: int) -> None:
        with self._lock:
            self._things[name] = thing, weight
            while len(self._things) > 1 and self._weight() > self._room:
                self._things.popitem(last=False)

    def _weight(self) -> int:
        return sum(weight for _thing, weight in self._things.values())
