"""The parent's side of a worker process of an indexing run, one request at a time.

The process is started on demand, and again after a crash. Requests and answers are lines of JSON
(`embeddings.indexing.worker` is the other side); arrays are passed as files.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from embeddings.errors import IndexStateError

__all__ = ["MEMORY", "WorkerEndedError", "WorkerLateError", "WorkerProcess"]

ROOT = Path(__file__).parents[2]  # where `embeddings` is imported from
START_SECONDS = 300.0  # wall time, for a busy machine
MEMORY = 3 << 30  # bytes, beyond the process's size at its start; Linux only
COMMAND = (sys.executable, "-P", "-m", "embeddings.indexing.worker")
# several processes run in parallel
ONE_THREAD = {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}


class WorkerEndedError(Exception):
    """The process ended instead of answering; `status` is its exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"exit status {status}")
        self.status = status


class WorkerLateError(Exception):
    """The process did not answer in time, and was ended."""


class WorkerProcess:
    """One process, used exclusively until it has answered."""

    def __init__(self, memory: int = MEMORY) -> None:
        self.memory = memory  # of the next process that is started
        self.owner = os.getpid()  # a forked process must not use it
        self.starts = 0  # processes started so far
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[list[bytes]] = Queue()
        self._ready = False  # the process has announced its start
        self._asked = False  # the process has not answered yet
        self._ended = False  # no further process may be started

    def start(self) -> None:
        """Start the process if there is none, without waiting for it.

        Raises:
            WorkerEndedError: if no process may be started any more.
        """
        if self._ended:
            raise WorkerEndedError(0)
        if self._process is not None and self._process.poll() is None and not self._asked:
            return
        self.close()
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with _interrupts_blocked():
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
                [*COMMAND, str(self.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
            )
        self._answers, self._ready = Queue(), False
        self.starts += 1
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()

    def ask(self, request: Mapping[str, Any], *, seconds: float) -> list[bytes]:
        """Return the lines of the answer, at least one.

        Args:
            request: JSON values; sets become lists.
            seconds: maximum wall time of the answer.

        Raises:
            WorkerEndedError: if the process ends instead.
            WorkerLateError: if it takes longer.
            IndexStateError: if no process can be started.
        """
        self.start()
        process = self._process
        self._await_start()
        self._asked = True
        with suppress(OSError):  # it has ended, which shows as an empty answer
            if process is not None and process.stdin is not None:
                process.stdin.write(json.dumps(request, default=sorted).encode() + b"\n")
                process.stdin.flush()
        try:
            lines = self._answers.get(timeout=seconds)
        except Empty:
            self.close()
            raise WorkerLateError from None
        if not lines:
            status = process.wait() if process is not None else 0
            self.close()
            raise WorkerEndedError(status)
        self._asked = False
        return lines

    def end(self) -> None:
        """End the process permanently, from another thread than the one that may be using it."""
        self._ended = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        self._asked = False
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def _await_start(self) -> None:
        if self._ready:
            return
        try:
            self._ready = bool(self._answers.get(timeout=START_SECONDS))
        except Empty:
            self._ready = False
        if not self._ready:
            self.close()
            raise IndexStateError("reader_not_started", command=" ".join(COMMAND))


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start processes that ignore Ctrl+C; this process receives it afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _listen(process: subprocess.Popen[bytes], answers: Queue[list[bytes]]) -> None:
    """Queue each answer of the process; an empty one when it has ended."""
    with process.stdout or open(os.devnull, "rb") as output:
        while first := output.readline():
            try:
                count = 3 * json.loads(first).get("reports", 0)
            except (ValueError, AttributeError):  # malformed: no later one can be read
                process.kill()
                break
            lines = [first, *(output.readline() for _ in range(count))]
            if not lines[-1].endswith(b"\n"):
                break
            answers.put(lines)
    answers.put([])
