"""The terminal: results on stdout, messages on stderr, progress, prompts."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from qa.markup.plain_text import one_line, plain
from ui.i18n.messages import message

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from embeddings.errors import InputError

__all__ = ["Progress", "Terminal", "end_quietly"]

Progress = Callable[[int, int, str], None]
"""Called with (done, total, current item) by long work."""

_PIPE_WIDTH = 1_000_000  # columns: output to a pipe is never wrapped
_BROKEN_PIPE = 141  # 128 + SIGPIPE, the usual exit status


def _console(stream: TextIO) -> "Console":
    from rich.console import Console  # noqa: PLC0415  (50 ms, not needed by `--version`)

    class Pipeable(Console):
        def on_broken_pipe(self) -> None:
            end_quietly()

    if isinstance(stream, io.TextIOWrapper):
        # a legacy code page lacks characters of reports: show `?` instead of failing
        stream.reconfigure(errors="replace")
    width = None if stream.isatty() else _PIPE_WIDTH
    return Pipeable(file=stream, highlight=False, markup=False, emoji=False, width=width)


def end_quietly() -> None:
    """End the process because the reader of its output has gone.

    Raises:
        SystemExit: always.
    """
    # discard the buffer, or the interpreter reports an error at exit
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(_BROKEN_PIPE)


class Terminal:
    """Input and output of a command; control characters are made visible."""

    def __init__(self, language: str, *, debug: bool = False) -> None:
        self.language = language
        self.debug = debug

    @cached_property
    def out(self) -> "Console":
        """The console of results, stdout."""
        return _console(sys.stdout)

    @cached_property
    def err(self) -> "Console":
        """The console of messages, stderr."""
        return _console(sys.stderr)

    @property
    def interactive(self) -> bool:
        """Whether input and output are a terminal."""
        return sys.stdin is not None and sys.stdin.isatty() and self.err.is_terminal

    def message(self, key: str, **values: object) -> str:
        """Return the sentence for `key` in the chosen language."""
        return message(key, self.language, **values)

    def mistake(self, code: str, /, **values: object) -> "InputError":
        """Return the error for invalid input, to be raised."""
        from embeddings.errors import InputError  # noqa: PLC0415  (importing embeddings: numpy)

        return InputError(code, **values)

    def show(self, text: "str | Text" = "") -> None:
        """Write a part of the result to stdout."""
        self.out.print(plain(text) if isinstance(text, str) else text, soft_wrap=False)

    def say(self, key: str, **values: object) -> None:
        """Write a sentence to stdout."""
        self.show(self.message(key, **values))

    def tell(self, key: str, **values: object) -> None:
        """Write a sentence to stderr, which is not part of the result."""
        self.note(self.message(key, **values))

    def note(self, text: str, *, style: str = "") -> None:
        """Write a line to stderr."""
        self.err.print(plain(text), style=style)

    def emit(self, value: object) -> None:
        """Write a value as one JSON document in UTF-8 to stdout."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        self.raw(text + "\n")

    def raw(self, text: str) -> None:
        """Write machine-readable text to stdout unchanged, in UTF-8 independently of the locale."""
        # lone surrogates cannot be encoded; JSON and CSV show them as U+FFFD
        payload = text.encode("utf-8", errors="surrogatepass").decode("utf-8", errors="replace")
        stream = sys.stdout
        try:
            if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
                stream.reconfigure(encoding="utf-8", newline="\n")
            stream.write(payload)
            stream.flush()
        except BrokenPipeError:
            end_quietly()

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table, fitted to a terminal, or one line per row in a pipe."""
        from rich.box import SIMPLE_HEAD  # noqa: PLC0415  (only for tables)
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for title in header:
            table.add_column(Text(one_line(title)), overflow="fold")
        for row in rows:
            table.add_row(*(Text(one_line(cell)) for cell in row))
        self.out.print(table)

    def confirm(self, key: str, **values: object) -> bool:
        """Ask for confirmation; any answer but yes, or no terminal, is a no."""
        if not self.interactive:
            return False
        self.err.print(plain(self.message(key, **values)), end=" ")
        return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好", "确定")

    @contextmanager
    def status(self, key: str, **values: object) -> Iterator[Callable[[str], None]]:
        """Show a spinner with a sentence on a terminal, nothing in a pipe.

        Yields a function that replaces the sentence by a text, of which the end is shown.
        """
        if not self.err.is_terminal:
            yield lambda text: None
            return
        from rich.text import Text  # noqa: PLC0415  (only on a terminal)

        with self.err.status(Text(plain(self.message(key, **values)))) as spinner:
            room = max(10, self.err.width // 2 - 4)  # wide characters that fit

            def update(text: str) -> None:
                spinner.update(Text(one_line(text)[-room:]))

            yield update

    @contextmanager
    def progress(self, key: str) -> Iterator[Progress]:
        """Show a progress bar on a terminal, none in a pipe; yields its update function."""
        if not self.err.is_terminal:
            yield lambda done, total, what: None
            return
        from rich import progress as bars  # noqa: PLC0415  (40 ms, not needed by `ask`)
        from rich.markup import escape  # noqa: PLC0415

        columns: list[Any] = [
            bars.TextColumn("{task.description}"),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            bars.TimeRemainingColumn(),
        ]
        with bars.Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task(self.message(key), total=None)

            def advance(done: int, total: int, what: str) -> None:
                label = one_line(f"{self.message(key)} {what}")
                bar.update(task, completed=done, total=total or None, description=escape(label))

            yield advance
