"""The pool of worker processes of a run.

`borrowed_workers` lends them, one from the last run; work goes to the first that is free.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import LifoQueue
from typing import TypeVar

from embeddings.indexing.worker_process import WorkerProcess

__all__ = ["Workers", "borrowed_workers", "usable_cores"]

IDLE_SECONDS = 30.0  # an idle worker waits for the next run; starting one takes half a second

Result = TypeVar("Result")


def usable_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # absent on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Workers:
    """A fixed number of processes, each with one task at a time, started on demand.

    The process that became free last is used first, so that little work starts few processes.
    """

    def __init__(self, processes: list[WorkerProcess]) -> None:
        self.processes = processes
        self._free: LifoQueue[WorkerProcess] = LifoQueue()
        for process in reversed(processes):
            self._free.put(process)
        self._threads = ThreadPoolExecutor(len(processes), thread_name_prefix="worker")

    def __len__(self) -> int:
        return len(self.processes)

    def submit(self, work: Callable[[WorkerProcess], Result]) -> "Future[Result]":
        """Run `work` with a process of its own, as soon as one is free."""
        return self._threads.submit(self._work, work)

    def stop(self) -> None:
        """Cancel the work in progress, end its processes, and start no further work."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self.processes:
            process.end()
        self._threads.shutdown()
        for process in self.processes:
            process.close()

    def finish(self) -> None:
        """Wait for the work in progress; the processes stay."""
        self._threads.shutdown()

    def _work(self, work: Callable[[WorkerProcess], Result]) -> Result:
        process = self._free.get()
        try:
            return work(process)
        finally:
            self._free.put(process)


class _IdleProcess:
    """A process of the last run, kept for the next one for `IDLE_SECONDS`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None
        self._timer: threading.Timer | None = None

    def take(self) -> WorkerProcess:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            process, self._process = self._process, None
        if process is None or process.owner != os.getpid():
            return WorkerProcess()
        return process

    def give_back(self, process: WorkerProcess) -> None:
        with self._lock:
            other, self._process = self._process, process
            self._timer = threading.Timer(IDLE_SECONDS, self.close)
            self._timer.daemon = True
            self._timer.start()
        if other is not None and other.owner == os.getpid():
            other.close()

    def close(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.owner == os.getpid():
            process.close()


_IDLE = _IdleProcess()
atexit.register(_IDLE.close)


@contextmanager
def borrowed_workers(count: int, *, start: bool = False) -> Iterator[Workers]:
    """Lend `count` workers, one of them the last run's, started at once with `start`.

    If the run is interrupted, by Ctrl+C as well, their work is cancelled.
    """
    first = _IDLE.take()
    workers = Workers([first, *(WorkerProcess() for _ in range(count - 1))])
    try:
        if start:
            first.start()
        yield workers
    except BaseException:
        workers.stop()
        raise
    else:
        workers.finish()
        for process in workers.processes[1:]:
            process.close()
        _IDLE.give_back(first)
