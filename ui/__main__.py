"""`govreport` as a process of its own (`python -m ui`): Ctrl+C ends it in one sentence at any time.

Python imports the commands for a third of a second before the first of them can catch Ctrl+C, and
takes as long to end; in either it would show where it was. So nothing is imported here before
Ctrl+C is heeded, and the sentence is loaded before it can be told.
"""

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

__all__ = ["main"]

_INTERRUPTED = 130  # 128 + SIGINT


def main() -> "NoReturn":
    """Run the command line and end the process with its exit status."""
    # a process started in the background may have been told to ignore Ctrl+C
    heeding = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    early: list[int] = []
    if heeding:
        signal.signal(signal.SIGINT, lambda number, _frame: early.append(number))
    from ui.i18n import messages  # noqa: F401, PLC0415  (what Ctrl+C has to be ready for)

    if heeding:
        signal.signal(signal.SIGINT, _interrupted)
    if early:
        signal.raise_signal(early[0])
    from ui import cli  # noqa: PLC0415  (what Ctrl+C has to be ready for)

    if heeding:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        cli.main()
    finally:
        if heeding:
            signal.signal(signal.SIGINT, _ended)


def _interrupted(_number: int, _frame: "FrameType | None") -> None:
    """End the process, which has done nothing yet, with the sentence of every command."""
    from ui.i18n.messages import (  # noqa: PLC0415  (it has been imported)
        DEFAULT_LANGUAGE,
        LANGUAGES,
        asked_language,
        message,
    )

    asked = asked_language(sys.argv[1:], os.environ)
    language = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
    sys.stderr.write(message("error.interrupted", language) + "\n")
    sys.stderr.flush()
    os._exit(_INTERRUPTED)


def _ended(_number: int, _frame: "FrameType | None") -> None:
    """End the process, which has said all it has to say, without waiting for its threads."""
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
