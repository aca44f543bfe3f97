from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand
from typer.main import get_command

from ui.commands.help import LocalisedCommand
from ui.commands.options import Format

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
