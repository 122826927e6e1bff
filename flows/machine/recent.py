"""What was looked up last, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """The last values, by key, as many as weigh `most` together.

    Safe for threads: two may make the same value, one of them stays.
    """

    def __init__(self, most: int, weight: Callable[[T], int] = lambda _: 1) -> None:
        self._most, self._weight = most, weight
        self._weighs = 0
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def of(self, key: str, make: Callable[[], T]) -> T:
        """The value kept for `key`; made where there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            self._kept[key] = made
            self._weighs += self._weight(made)
            while self._weighs > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._weighs -= self._weight(oldest)
        return made
