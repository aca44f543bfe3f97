"""An iterator with a deadline that applies even while it waits for a server.

A read timeout restarts with every byte: a server that sends a comment each second would never time
out. Here a separate thread does the waiting, so that the total time is bounded.
"""

import queue
import threading
import time
from collections.abc import Generator
from contextlib import closing

__all__ = ["within"]

_End = object()


def within(seconds: float, source: Generator[str, None, None]) -> Generator[str, None, None]:
    """Yield what `source` yields, for at most `seconds` in total.

    Raises:
        TimeoutError: the time is over; `source` is closed after its next item.
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

    # a daemon: a server that never answers must not keep the program running
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
