"""A cache with a bound and a lock: the values used last are kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["BoundedCache"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keeps the `limit` values that were used last; safe to share between threads.

    A value that is missing is computed outside the lock, so that it may be computed twice; the
    first one stored is the one that everybody gets.
    """

    def __init__(self, limit: int) -> None:
        """Keep at most `limit` values.

        Raises:
            ValueError: if `limit` is below 1.
        """
        if limit < 1:
            raise ValueError(f"a cache holds at least one value: found limit {limit}")
        self._limit = limit
        self._lock = threading.Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key, compute: Callable[[Key], Value]) -> Value:
        """Return the value of `key`, computed where it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = compute(key)
        with self._lock:
            kept = self._values.setdefault(key, value)
            self._trim()
        return kept

    def get_many(
        self, keys: Sequence[Key], compute: Callable[[list[Key]], Sequence[Value]]
    ) -> Mapping[Key, Value]:
        """Return the values of `keys`; `compute` gives those that are not kept, in one call."""
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
                    found[key] = self._values.setdefault(key, value)
                self._trim()
        return found

    def _trim(self) -> None:
        while len(self._values) > self._limit:
            self._values.popitem(last=False)
