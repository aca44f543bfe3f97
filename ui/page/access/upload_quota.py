"""Bytes that may be uploaded within an hour: by one person, and by all together.

Uploaded files that nobody indexes are deleted within the hour, so that this also limits what lies
on the disk until then.
"""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable

__all__ = ["UploadQuota"]

_HOUR = 3600.0  # seconds
_PERSON, _ALL = 500_000_000, 2_000_000_000  # bytes in an hour
_REQUEST = 100_000  # bytes that a request counts for at least, so that requests are limited, too


class UploadQuota:
    """Counts uploaded bytes over the last hour; thread-safe, bounded by the bytes.

    Args:
        person: bytes that one person may send in an hour.
        everybody: bytes that all together may send in an hour.
        clock: a monotonic clock in seconds.
    """

    def __init__(
        self,
        *,
        person: int = _PERSON,
        everybody: int = _ALL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._person, self._everybody = person, everybody
        self._clock = clock
        self._lock = threading.Lock()
        self._parts: deque[tuple[float, str, int]] = deque()  # time, person, bytes
        self._sent: Counter[str] = Counter()  # bytes by person
        self._together = 0

    def admits(self, person: str, declared: int) -> bool:
        """Count a request; return whether its body may be read.

        Args:
            person: who sends it.
            declared: bytes of the body according to the request; 0 if it does not say.
        """
        with self._lock:
            return self._fits(person, max(declared, _REQUEST)) and self._count(person, _REQUEST)

    def takes(self, person: str, size: int) -> bool:
        """Count a part of a body; return whether it may be kept."""
        with self._lock:
            return self._fits(person, size) and self._count(person, size)

    def _fits(self, person: str, size: int) -> bool:
        now = self._clock()
        while self._parts and now - self._parts[0][0] >= _HOUR:
            _, name, count = self._parts.popleft()
            self._together -= count
            self._sent[name] -= count
            if not self._sent[name]:
                del self._sent[name]
        own = self._sent.get(person, 0)
        return own + size <= self._person and self._together + size <= self._everybody

    def _count(self, person: str, size: int) -> bool:
        self._parts.append((self._clock(), person, size))
        self._sent[person] += size
        self._together += size
        return True
