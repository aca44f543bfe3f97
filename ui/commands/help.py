"""`--help` in the chosen language, laid out for characters of two columns.

The command line declares message keys where typer expects help texts; `localise` replaces them by
sentences once, so that shell completion shows them too.
"""

import re
import shutil
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from qa.markup.plain_text import one_line
from ui.commands.plain_values import taken_plainly
from ui.i18n.messages import DEFAULT_LANGUAGE, keys, message

__all__ = ["LocalisedCommand", "LocalisedGroup", "localise", "wrapped"]

_WIDEST = 100  # columns: longer lines are hard to read
_NAMES_WIDEST = 30  # columns of the left column; a longer name has a line of its own

# A run of ASCII or one character, with punctuation that may not end or begin a line.
_UNBREAKABLE = re.compile(r"[（《「『“]*(?:[!-~]+|[^\s])[，。；：、！？）》」』”’…]*|\s+")

# typer's own options, which come with English help
_OWN_OPTIONS = {
    "help": "help.option.help",
    "install_completion": "help.option.install_completion",
    "show_completion": "help.option.show_completion",
}


def localise(command: Any, language: str) -> None:
    """Replace every message key in the help of `command` and its subcommands by its sentence."""
    command.language = language
    command.help = _sentence(command.help, language)
    command.epilog = _sentence(command.epilog, language)
    command.short_help = (command.help or "").split("\n")[0]
    for parameter in command.params:
        key = _OWN_OPTIONS.get(parameter.name or "", parameter.help)
        parameter.help = _sentence(key, language)
    for child in getattr(command, "commands", {}).values():
        localise(child, language)


def _sentence(text: str | None, language: str) -> str | None:
    return message(text, language) if text in keys(language) else text


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` columns; words and figures stay whole."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for part in _UNBREAKABLE.findall(paragraph):
            if line and cell_len(line + part.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += part if line or part.strip() else ""
        lines.append(line.rstrip())
    return lines


def _columns() -> int:
    return max(40, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def _block(text: str, indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in wrapped(text, _columns() - indent)]


def _definitions(rows: Iterable[tuple[str, str]]) -> list[str]:
    listed = list(rows)
    left = min(_NAMES_WIDEST, max((cell_len(name) for name, _ in listed), default=0)) + 4
    lines = []
    for name, told in listed:
        body = wrapped(told, _columns() - left)
        head = f"  {name}"
        if cell_len(head) > left - 2:
            lines += [head, *(" " * left + line for line in body)]
        else:
            pad = " " * (left - cell_len(head))
            lines += [head + pad + body[0], *(" " * left + line for line in body[1:])]
    return lines


def _option_names(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar or 'TEXT'}"


def _option_text(option: Any, language: str) -> str:
    told = [option.help or ""]
    default = option.default
    if isinstance(default, str | int | float) and not isinstance(default, bool) and default != "":
        shown = f"{default:g}" if isinstance(default, float) else str(default)
        told.append(message("help.default", language, value=shown))
    if option.envvar:
        told.append(message("help.environment", language, name=option.envvar))
    return ("" if language == "zh" else " ").join(told)


def _help_lines(command: Any, context: Any) -> list[str]:
    language: str = command.language
    options = [p for p in command.get_params(context) if p.param_type_name == "option"]
    for option in options:
        option.help = _sentence(_OWN_OPTIONS.get(option.name or "", option.help), language)
    arguments = [p for p in command.get_params(context) if p.param_type_name == "argument"]
    usage = [context.command_path]
    usage += [message("help.options_metavar", language)]
    usage += [_argument_usage(argument) for argument in arguments]
    children = [c for c in getattr(command, "commands", {}).values() if not c.hidden]
    if children:
        usage.append(message("help.command_metavar", language))
    lines = [message("help.usage", language, usage=" ".join(usage)), ""]
    lines += _block(command.help or "", 2)

    def section(title: str, body: Sequence[str]) -> None:
        if body:
            lines.extend(["", message(title, language), *body])

    section("help.arguments", _definitions((a.metavar, a.help or "") for a in arguments))
    section("help.commands", _definitions((c.name or "", c.short_help or "") for c in children))
    section(
        "help.options",
        _definitions(
            (_option_names(o), _option_text(o, language)) for o in options if not o.hidden
        ),
    )
    section("help.examples", ["  " + line for line in (command.epilog or "").splitlines()])
    if children and context.parent is None:
        section("help.statuses", _block(message("help.status_list", language), 2))
        lines += ["", message("help.other_language", language)]
    return lines


def _argument_usage(argument: Any) -> str:
    name = f"{argument.metavar}…" if argument.nargs == -1 else str(argument.metavar)
    return name if argument.required else f"[{name}]"


class LocalisedCommand(TyperCommand):
    """A command whose help is one of our messages."""

    language = DEFAULT_LANGUAGE

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, typer's own `--help` among them."""
        return taken_plainly(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this command."""
        formatter.write("\n".join(_help_lines(self, ctx)) + "\n")


class LocalisedGroup(TyperGroup):
    """A group of commands whose help is one of our messages."""

    language = DEFAULT_LANGUAGE

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, typer's own `--help` among them."""
        return taken_plainly(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of that name.

        Raises:
            InputError: there is none; the message names the most similar one.
        """
        if args and self.get_command(ctx, args[0]) is None:
            from embeddings.errors import InputError  # noqa: PLC0415  (embeddings: numpy)

            near = get_close_matches(args[0], list(self.commands), n=3, cutoff=0.3)
            raise InputError(
                "command_unknown", name=one_line(args[0]), near=tuple(near or self.commands)
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this group and the list of its commands."""
        formatter.write("\n".join(_help_lines(self, ctx)) + "\n")
