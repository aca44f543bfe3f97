"""Throttling of failed logins by name and address: the delay doubles with each failure."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Attempts"]

_FREE = 4  # failures without delay, for typing errors
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 900.0  # seconds; doubled by each failure
_FORGOTTEN_AFTER = 3600.0  # seconds without a failure
_REMEMBERED = 10_000  # names and addresses, the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failures:
    count: int
    last: float  # seconds of the clock


class Attempts:
    """Counts failures; thread-safe, bounded.

    Args:
        clock: a monotonic clock in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def seconds_to_wait(self, name: str, address: str) -> float:
        """Return the seconds until this name may try again from this address; 0 for now."""
        now = self._clock()
        with self._lock:
            return max(self._wait(key, now) for key in _keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Count a failure against the name and the address."""
        now = self._clock()
        with self._lock:
            for key in _keys(name, address):
                known = self._failures.pop(key, None)
                fresh = known is None or now - known.last > _FORGOTTEN_AFTER
                count = 1 if known is None or fresh else known.count + 1
                self._failures[key] = _Failures(count=count, last=now)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Reset the failures of a name; those of the address are kept."""
        with self._lock:
            self._failures.pop(_keys(name, address)[0], None)

    def _wait(self, key: str, now: float) -> float:
        known = self._failures.get(key)
        if known is None or known.count <= _FREE:
            return 0.0
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(known.count - _FREE - 1, 30))
        return max(0.0, known.last + wait - now)


def _keys(name: str, address: str) -> tuple[str, str]:
    """Return the keys of a name at an address, and of the address.

    A name is counted per address: otherwise anybody could lock out another user.
    """
    return f"{name}\0{address}", f"\0{address}"
