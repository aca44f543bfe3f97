import threading
import time
from collections.abc import Generator

import pytest

from qa.llm.deadline import within


def counted(upto: int, pause: float = 0.0) -> Generator[str, None, None]:
    for number in range(upto):
        time.sleep(pause)
        yield str(number)


def test_within_yields_everything_in_order() -> None:
    assert list(within(5, counted(4))) == ["0", "1", "2", "3"]


def test_within_stops_a_source_that_never_gives_a_sign() -> None:
    release = threading.Event()

    def silent() -> Generator[str, None, None]:
        yield "先"
        release.wait(10)
        yield "后"

    seen = []
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        seen.extend(within(0.2, silent()))
    assert time.monotonic() - started < 2
    release.set()


def test_within_stops_a_source_that_trickles() -> None:
    with pytest.raises(TimeoutError):
        list(within(0.2, counted(1000, pause=0.02)))


def test_within_raises_what_the_source_raises() -> None:
    def broken() -> Generator[str, None, None]:
        yield "一"
        raise ValueError("rubbish")

    chunks = within(5, broken())
    assert next(chunks) == "一"
    with pytest.raises(ValueError, match="rubbish"):
        next(chunks)


def test_within_closes_the_source_when_abandoned() -> None:
    closed = threading.Event()

    def endless() -> Generator[str, None, None]:
        try:
            while True:
                time.sleep(0.005)
                yield "字"
        finally:
            closed.set()

    chunks = within(30, endless())
    assert next(chunks) == "字"
    chunks.close()
    assert closed.wait(5)
