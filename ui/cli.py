"""`govreport`: every command, and every error as one message with its exit status.

Exit status: 0 done; 1 a negative result (refused, nothing found, not verified, significantly
worse); 2 wrong use or bad input; 3 index written but some files failed; 70 an internal error; 130
interrupted.
"""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.main import get_command

from qa.markup.plain_text import one_line
from ui.commands import (
    asking,
    comparing,
    housekeeping,
    indexing,
    library,
    measuring,
    serving,
    tables,
)
from ui.commands.help import LocalisedCommand, LocalisedGroup, localise
from ui.commands.terminal import Terminal
from ui.commands.wrong_use import wrong_use
from ui.i18n.messages import DEFAULT_LANGUAGE, chosen_language

__all__ = ["app", "main", "run"]

WRONG_USE = 2
OUR_MISTAKE = 70  # EX_SOFTWARE of sysexits.h, an internal error
INTERRUPTED = 130  # 128 + SIGINT
# OpenBLAS's threads wait for their next product with a core each, for a tenth of a second and more;
# the products of a question are short and far between: 87 ms of processor time, 51 without.
_SLEEPING_BLAS = ("OPENBLAS_THREAD_TIMEOUT", "4")

app = typer.Typer(
    name="govreport",
    cls=LocalisedGroup,
    help="help.govreport",
    epilog="help.govreport.examples",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
testset = typer.Typer(
    cls=LocalisedGroup,
    help="help.testset",
    epilog="help.testset.examples",
    no_args_is_help=True,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"govreport-qa {_installed_version()}")
        raise typer.Exit


def _installed_version() -> str:
    from importlib import metadata  # noqa: PLC0415  (only for --version)

    try:
        return metadata.version("govreport-qa")
    except metadata.PackageNotFoundError:
        return "(not installed)"


@app.callback()
def govreport(
    version: Annotated[
        bool, typer.Option("--version", help="option.version", is_eager=True, callback=_version)
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="zh|en", help="option.language", envvar="GOVREPORT_LANGUAGE"
        ),
    ] = DEFAULT_LANGUAGE,
    debug: Annotated[bool, typer.Option("--debug", help="option.debug")] = False,
) -> None:
    """Options of every command; `run` has already read language and debug."""


def _add(group: typer.Typer, name: str, function: Callable[..., Any], key: str) -> None:
    group.command(name, cls=LocalisedCommand, help=key, epilog=f"{key}.examples")(function)


_COMMANDS: dict[str, Callable[..., Any]] = {
    "index": indexing.index,
    "ask": asking.ask,
    "search": asking.search,
    "diff": comparing.diff,
    "words": comparing.words,
    "terms": comparing.terms,
    "table": tables.table,
    "brief": comparing.brief,
    "chat": serving.chat,
    "reports": library.reports,
    "forget": library.forget,
    "verify": library.verify,
    "evaluate": measuring.evaluate,
    "compare": measuring.compare,
    "doctor": housekeeping.doctor,
    "data": housekeeping.data,
}
_TESTSET_COMMANDS: dict[str, Callable[..., Any]] = {
    "new": measuring.new,
    "check": measuring.check,
    "stats": measuring.stats,
    "feedback": measuring.from_feedback,
}
for _name, _function in _COMMANDS.items():
    _add(app, _name, _function, f"help.{_name}")
for _name, _function in _TESTSET_COMMANDS.items():
    _add(testset, _name, _function, f"help.testset.{_name}")
app.add_typer(testset, name="testset")


def main() -> NoReturn:
    """Run the command line and end the process with its exit status."""
    os.environ.setdefault(*_SLEEPING_BLAS)  # before numpy is imported
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit status. No error leaves this function."""
    debug = "--debug" in arguments or os.environ.get("GOVREPORT_DEBUG", "") not in ("", "0")
    terminal = Terminal(DEFAULT_LANGUAGE, debug=debug)
    try:
        terminal = Terminal(chosen_language(arguments, os.environ), debug=debug)
        status = _run(list(arguments), terminal)
        if status == INTERRUPTED:  # typer has caught Ctrl+C
            terminal.tell("error.interrupted")
        return status
    except typer.TyperException as err:
        return _wrong_use(terminal, err)
    except (typer.Abort, KeyboardInterrupt):  # typer has not
        terminal.tell("error.interrupted")
        return INTERRUPTED
    except Exception as err:  # noqa: BLE001  (the outermost handler: no traceback for users)
        return _report_error(terminal, err)


def _run(arguments: list[str], terminal: Terminal) -> int:
    command = get_command(app)
    localise(command, terminal.language)
    status = command.main(
        _without_global_options(arguments),
        prog_name="govreport",
        standalone_mode=False,
        obj=terminal,
    )
    return status if isinstance(status, int) else 0


def _report_error(terminal: Terminal, err: Exception) -> int:
    """Print an error as one message and return the exit status; system errors name their file."""
    from embeddings.errors import GovreportError  # noqa: PLC0415  (importing embeddings: numpy)
    from embeddings.messages import system_reason  # noqa: PLC0415

    if terminal.debug:
        traceback.print_exception(err)
    if isinstance(err, GovreportError):
        reason = err.text(terminal.language)
    elif isinstance(err, OSError):
        reason = system_reason(err).text(terminal.language)
        reason = one_line(f"{err.filename}: {reason}" if err.filename else reason)
    else:
        reason = one_line(f"{type(err).__name__}: {err}")[:300]
        terminal.note(terminal.message("error.ours", reason=reason), style="red")
        if not terminal.debug:
            terminal.tell("error.report")
        return OUR_MISTAKE
    terminal.note(terminal.message("error.prefix", reason=reason), style="red")
    return WRONG_USE


def _wrong_use(terminal: Terminal, err: typer.TyperException) -> int:
    if type(err).__name__ == "NoArgsIsHelpError":
        terminal.raw(err.format_message() + "\n")
        return 0
    reason = wrong_use(terminal, err)
    terminal.note(terminal.message("error.prefix", reason=reason), style="red")
    context = getattr(err, "ctx", None)
    terminal.tell("error.see_help", command=context.command_path if context else "govreport")
    return WRONG_USE


def _without_global_options(arguments: list[str]) -> list[str]:
    """Remove --language and --debug, which may be anywhere before `--`."""
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return [*kept, argument, *rest]
        if argument == "--language":
            next(rest, None)
        elif argument != "--debug" and not argument.startswith("--language="):
            kept.append(argument)
    return kept


if __name__ == "__main__":
    main()
