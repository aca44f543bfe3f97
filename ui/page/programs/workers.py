"""A small thread pool for calls of programs, separate from the page's."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["CallWorkers", "TooManyCalls"]

_WAITING_MOST = 200  # maximum number of waiting calls; more are rejected

Result = TypeVar("Result")


class TooManyCalls(Exception):  # noqa: N818  (a response, not an error)
    """A call rejected because too many are waiting."""


class CallWorkers:
    """Runs calls on a few threads, and rejects calls beyond a queue limit."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="program")
        self._waiting = 0  # changed on the event loop only

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns.

        Raises:
            TooManyCalls: if too many are waiting; `work` was not started.
        """
        if self._waiting >= _WAITING_MOST:
            raise TooManyCalls
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1
