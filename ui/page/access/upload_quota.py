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
        return self._counted(person, _REQUEST, room=max(declared, _REQUEST))

    def takes(self, person: str, size: int) -> bool:
        """Count a part of a body; return whether it may be kept."""
        return self._counted(person, size, room=size)

    def _counted(self, person: str, size: int, *, room: int) -> bool:
        """Count `size` bytes if there is room for `room` more; return whether there is."""
        with self._lock:
            now = self._clock()
            self._drop_expired(now)
            own = self._sent.get(person, 0)
            if own + room > self._person or self._together + room > self._everybody:
                return False
            self._parts.append((now, person, size))
            self._sent[person] += size
            self._together += size
            return True

    def _drop_expired(self, now: float) -> None:
        while self._parts and now - self._parts[0][0] >= _HOUR:
            _, name, count = self._parts.popleft()
            self._together -= count
            self._sent[name] -= count
            if not self._sent[name]:
                del self._sent[name]
