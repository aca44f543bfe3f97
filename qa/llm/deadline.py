"""An iterator with a deadline that holds even while it waits for a server.

A read time-out starts anew with every byte: a server that sends a comment each second would be
waited for without end. Here the waiting is done in a thread of its own, so that the clock decides.
"""

import queue
import threading
import time
from collections.abc import Generator
from contextlib import closing

__all__ = ["within"]

_End = object()


def within(seconds: float, source: Generator[str, None, None]) -> Generator[str, None, None]:
    """Yield what `source` yields, for `seconds` at most in all.

    Raises:
        TimeoutError: the time is over; `source` is closed as soon as it gives a sign of life.
        Exception: whatever `source` raises, as it is.
    """
    arrived: queue.SimpleQueue[object] = queue.SimpleQueue()
    abandoned = threading.Event()

    def read() -> None:
        with closing(source):
            try:
                for chunk in source:
                    if abandoned.is_set():
                        return
                    arrived.put(chunk)
            except Exception as err:  # noqa: BLE001  (handed over and raised where it is awaited)
                arrived.put(err)
            else:
                arrived.put(_End)

    # a daemon: a server that never answers must not keep the program from ending
    threading.Thread(target=read, name="language-model", daemon=True).start()
    deadline = time.monotonic() + seconds
    try:
        while True:
            try:
                chunk = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"no end within {seconds:g} s") from None
            if chunk is _End:
                return
            if isinstance(chunk, Exception):
                raise chunk
            yield str(chunk)
    finally:
        abandoned.set()
