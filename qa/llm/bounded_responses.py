"""HTTP responses bounded in bytes and in seconds.

The client reads an event, or the body of an error, to its end, which a server may never send. The
bound applies below the client, to the bytes as they arrive: they are requested uncompressed, and
compressed ones, which can expand a thousandfold, are refused. Redirects are not followed, so that
neither a question nor a key goes to an unconfigured server.
"""

import time
from collections.abc import Callable, Iterator

import httpx2
import openai

from embeddings.messages import Message

__all__ = ["MOST_BYTES", "bounded_client"]

# An answer with its reasoning, one JSON event per token, has half a megabyte.
MOST_BYTES = 8_000_000

Fail = Callable[[Message], Exception]


def bounded_client(wait: openai.Timeout, seconds: float, fail: Fail) -> httpx2.Client:
    """Return an HTTP client whose responses are bounded.

    Args:
        wait: for a connection, and for the next bytes.
        seconds: from the start of a response to its end.
        fail: makes the exception that is raised when a response exceeds a bound.
    """

    def bound(response: httpx2.Response) -> None:
        stream = response.stream
        if isinstance(stream, httpx2.SyncByteStream):
            encoding = response.headers.get("content-encoding", "identity").lower()
            response.stream = _Bounded(stream, encoding == "identity", seconds, fail)

    client: httpx2.Client = openai.DefaultHttpxClient(
        timeout=wait,
        event_hooks={"response": [bound]},
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
    )
    return client


class _Bounded(httpx2.SyncByteStream):
    """A stream that raises an exception when it exceeds its bounds."""

    def __init__(
        self, stream: httpx2.SyncByteStream, is_plain: bool, seconds: float, fail: Fail
    ) -> None:
        self._stream = stream
        self._is_plain = is_plain
        self._seconds = seconds
        self._fail = fail

    def __iter__(self) -> Iterator[bytes]:
        if not self._is_plain:
            raise self._fail(Message("llm_protocol"))
        deadline = time.monotonic() + self._seconds
        left = MOST_BYTES
        for chunk in self._stream:
            left -= len(chunk)
            if left < 0:
                raise self._fail(Message("llm_flood", most=MOST_BYTES // 1_000_000))
            if time.monotonic() > deadline:
                raise self._fail(Message("llm_unfinished", seconds=self._seconds))
            yield chunk

    def close(self) -> None:
        self._stream.close()
