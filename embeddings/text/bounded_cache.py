"""A bounded LRU cache with a lock."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["BoundedCache"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keeps the most recently used values, whose sizes sum to `limit` at most; thread-safe.

    One value is kept whatever its size. A missing value is computed outside the lock, so that two
    threads may compute it; both get the one that was stored first.
    """

    def __init__(self, limit: int, *, size: Callable[[Value], int] = lambda value: 1) -> None:
        """Keep values of at most `limit` in all, each of `size`: by default `limit` values.

        Raises:
            ValueError: if `limit` is below 1.
        """
        if limit < 1:
            raise ValueError(f"a cache holds at least one value: found limit {limit}")
        self._limit, self._size = limit, size
        self._held = 0
        self._lock = threading.Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key, compute: Callable[[Key], Value]) -> Value:
        """Return the value of `key`, computed if it is not cached."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = compute(key)
        with self._lock:
            kept = self._put(key, value)
            self._trim()
        return kept

    def get_many(
        self, keys: Sequence[Key], compute: Callable[[list[Key]], Sequence[Value]]
    ) -> Mapping[Key, Value]:
        """Return the values of `keys`; `compute` makes those that are not cached, in one call."""
        found: dict[Key, Value] = {}
        with self._lock:
            for key in keys:
                if key in self._values:
                    self._values.move_to_end(key)
                    found[key] = self._values[key]
        absent = [key for key in dict.fromkeys(keys) if key not in found]
        if absent:
            computed = compute(absent)
            with self._lock:
                for key, value in zip(absent, computed, strict=True):
                    found[key] = self._put(key, value)
                self._trim()
        return found

    def _put(self, key: Key, value: Value) -> Value:
        if key not in self._values:
            self._values[key] = value
            self._held += self._size(value)
        return self._values[key]

    def _trim(self) -> None:
        while self._held > self._limit and len(self._values) > 1:
            self._held -= self._size(self._values.popitem(last=False)[1])
