"""Calls of programs, run on a few threads of their own beside the page's."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["CallWorkers", "TooManyCalls"]

_WAITING_MOST = 200  # calls that wait for a worker; more are turned away

Result = TypeVar("Result")


class TooManyCalls(Exception):  # noqa: N818  (an answer to give, not a fault)
    """A call that was turned away because too many wait."""


class CallWorkers:
    """Runs calls on a few threads, and turns away those that would wait too long."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="program")
        self._waiting = 0  # changed on the event loop alone

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns.

        Raises:
            TooManyCalls: where too many wait already; `work` was not begun.
        """
        if self._waiting >= _WAITING_MOST:
            raise TooManyCalls
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1
