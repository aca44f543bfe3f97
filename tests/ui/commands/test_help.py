import re
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from rich.cells import cell_len
from typer.core import TyperCommand
from typer.main import get_command

from ui.cli import app, run
from ui.commands.help import LocalisedCommand, wrapped
from ui.commands.options import Format
from ui.i18n.messages import LANGUAGES, keys


def commands(command, path=()):
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


PATHS = [path for path, _ in commands(get_command(app))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_of_every_command_is_whole_and_in_its_language(path, language, capsys):
    assert run([*path, "--help", "--language", language]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法" if language == "zh" else "Usage")
    assert "--help" in shown
    assert ("例子" if language == "zh" else "Examples") in shown
    assert "govreport " + " ".join(path) in shown
    assert not re.findall(r"\b(?:help|option|argument)\.[a-z_]", shown)


def test_every_parameter_has_a_help_key_that_exists():
    for path, command in commands(get_command(app)):
        assert command.help in keys(), path
        for parameter in command.params:
            known = ("install_completion", "show_completion", "help")
            assert parameter.name in known or parameter.help in keys(), (path, parameter.name)


def test_every_parameter_that_takes_a_value_names_it():
    for path, command in commands(get_command(app)):
        for parameter in command.params:
            flag = parameter.param_type_name == "option" and parameter.is_flag
            assert flag or parameter.metavar, (path, parameter.name)


def test_no_help_line_is_wider_than_the_terminal(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "72")
    for path in PATHS:
        run([*path, "--help"])
    for line in capsys.readouterr().out.splitlines():
        if not line.startswith("  govreport ") and "[选项]" not in line:
            assert cell_len(line) <= 72, line


def test_wrapped_counts_columns_not_characters():
    assert wrapped("国民经济和社会发展", 10) == ["国民经济和", "社会发展"]


def test_wrapped_keeps_words_figures_and_punctuation_together():
    lines = wrapped("地址用 --llm-base-url 指定（默认：60）。", 18)
    assert lines == ["地址用", "--llm-base-url 指", "定（默认：60）。"]
    assert wrapped("默认的时限（60）", 12) == ["默认的时限", "（60）"]


# values that typer need not convert

GIVEN: list[dict[str, Any]] = []


def command(
    words: Annotated[list[str] | None, typer.Argument()] = None,
    file: Annotated[Path | None, typer.Option("--file")] = None,
    layout: Annotated[Format | None, typer.Option("--format")] = None,
    plain: Annotated[bool, typer.Option("--plain")] = False,
    years: Annotated[list[str] | None, typer.Option("--years")] = None,
    k: Annotated[int, typer.Option("-k")] = 10,
    seconds: Annotated[float, typer.Option("--seconds")] = 60.0,
    name: Annotated[str, typer.Option("--name", envvar="PLAIN_NAME")] = "zh",
) -> None:
    GIVEN.append(dict(locals()))


def asked(arguments, *, plainly):
    app = typer.Typer()
    app.command(cls=LocalisedCommand if plainly else TyperCommand)(command)
    made = get_command(app)
    GIVEN.clear()
    try:
        made.main(arguments, standalone_mode=False)
    except typer.TyperException as err:
        return type(err), err.format_message()
    return GIVEN.pop()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["2016年", "兰州"],
        ["--file", "没有.txt", "--plain"],
        ["--file", str(Path(__file__)), "--format", "csv"],
        ["--format", "xml"],
        ["--years", "2016", "--years", "2018-2020", "-k", "3"],
        ["-k", "three"],
        ["--seconds", "2.5", "--name", "en"],
        ["--seconds", "soon"],
        ["--no-such"],
    ],
    ids=" ".join,
)
def test_values_are_those_of_typer(arguments):
    assert asked(arguments, plainly=True) == asked(arguments, plainly=False)


def test_value_of_the_environment_is_taken(monkeypatch):
    monkeypatch.setenv("PLAIN_NAME", "en")
    assert asked([], plainly=True)["name"] == "en"
