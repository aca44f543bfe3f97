"""Mistakes in a command line, worded in the chosen language.

Typer's messages are in English; each kind is replaced by a message of ours with its values.
"""

import re

import typer

from qa.markup.plain_text import one_line
from ui.commands.terminal import Terminal

__all__ = ["wrong_use"]

_CHOICES = re.compile(r"is not one of (?P<choices>.+?)\.?$")
_EXTRA = re.compile(r"extra argument\S* \((?P<arguments>.*)\)$", re.DOTALL)
_WANTED_BY_TYPE = {"int_parsing": "error.not_whole", "float_parsing": "error.not_a_number"}


def wrong_use(terminal: Terminal, err: typer.TyperException) -> str:
    """Return the message for a typer error on one line; typer's own for an unknown kind."""
    kind = type(err).__name__
    parameter = getattr(err, "param", None)
    option = one_line(str(getattr(err, "option_name", "")))
    if kind == "MissingParameter" and parameter is not None:
        return terminal.message("error.missing", name=parameter.metavar or parameter.opts[0])
    if kind == "NoSuchOption":
        near = "、".join(getattr(err, "possibilities", None) or ())
        key = "error.no_option_but" if near else "error.no_option"
        return terminal.message(key, name=option, near=near)
    if kind == "BadParameter" and parameter is not None:
        names = "/".join(parameter.opts)
        return terminal.message("error.bad_value", name=names, reason=_bad_value(terminal, err))
    if kind == "BadOptionUsage":
        wants = "requires" in err.format_message()
        return terminal.message("error.no_value" if wants else "error.takes_none", name=option)
    extra = _EXTRA.search(err.format_message()) if kind == "UsageError" else None
    if extra:
        return terminal.message("error.extra", arguments=one_line(extra["arguments"]))
    return one_line(err.format_message())


def _bad_value(terminal: Terminal, err: typer.TyperException) -> str:
    """Return the expected and the actual value, by the first fault of the validation."""
    said = one_line(str(getattr(err, "message", err)))
    faults = getattr(err.__cause__, "errors", None)
    if faults is None:
        return said
    fault = faults()[0]
    value = one_line(str(fault["input"]))[:80]
    choices = _CHOICES.search(fault["msg"])
    if choices:
        shown = choices["choices"].replace("'", "").replace(", ", "、")
        return terminal.message("error.not_one_of", value=value, choices=shown)
    key = _WANTED_BY_TYPE.get(fault["type"])
    return terminal.message(key, value=value) if key else said
