"""Freed memory given back to the system, which glibc's allocator keeps for its next request.

It keeps a heap for each of many threads, and of a heap only what lies at its end goes back by
itself: behind a cached value none of the megabytes that a question took. Other allocators are left
as they are.
"""

import ctypes
import threading

__all__ = ["HEAPS", "PAUSE", "give_back", "keep_giving_back", "share_heaps"]

HEAPS = 2  # of all threads: more would each keep what a question needs
PAUSE = 30.0  # seconds between two times that memory is given back: each takes some milliseconds

_M_ARENA_MAX = -8  # of glibc's malloc.h


def share_heaps() -> bool:
    """Let all threads of this process share `HEAPS` heaps; return whether they will."""
    allocator = _glibc()
    return allocator is not None and bool(allocator.mallopt(_M_ARENA_MAX, HEAPS))


def give_back() -> bool:
    """Give the free memory of all heaps back to the system; return whether any was."""
    allocator = _glibc()
    return allocator is not None and bool(allocator.malloc_trim(0))


def keep_giving_back(stopping: threading.Event, pause: float = PAUSE) -> None:
    """Give memory back every `pause` seconds, in a thread of its own, until `stopping` is set."""
    if _glibc() is None:
        return

    def run() -> None:
        while not stopping.wait(pause):
            give_back()

    threading.Thread(target=run, daemon=True).start()


def _glibc() -> ctypes.CDLL | None:
    """Return this process's C library if it is glibc."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows has no library of the process
        return None
    return library if hasattr(library, "gnu_get_libc_version") else None
