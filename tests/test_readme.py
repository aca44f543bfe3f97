"""The README's code runs, and it quotes no number that no benchmark wrote."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.M | re.S)


@pytest.mark.parametrize("name", READMES)
def test_python_blocks_run(name, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (code,) = blocks(name, "python")
    exec(compile(code, name, "exec"), {"__name__": "readme"})
    assert "2220亿元以上" in capsys.readouterr().out


def commands(name: str) -> list[list[str]]:
    lines = [line for block in blocks(name, "console") for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ ")) for line in lines if line.startswith("$ ")]


def test_console_commands_are_the_same_in_both_languages():
    assert commands("README.md") == commands("README.zh-CN.md") != []


def test_console_commands_run(tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    environment = {
        **os.environ,
        "GOVREPORT_INDEX": str(tmp_path / "index"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    for command in commands("README.md"):
        assert command[0] == "govreport"
        done = subprocess.run(
            [sys.executable, "-m", "ui", *command[1:]],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)


@pytest.mark.parametrize("name", READMES)
def test_links_lead_to_files_of_the_project(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{name} links to {target}, which is not there"


@pytest.mark.parametrize("name", READMES)
def test_quoted_results_stand_in_the_recorded_results(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    recorded = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "benchmarks" / "results").glob("*.md"))
    )
    measured = re.search(r"<!-- measured -->(.*?)<!-- /measured -->", text, flags=re.S)
    assert measured, f"{name} has no measured section"
    for figure in set(re.findall(r"\d+\.\d+", measured[1])):
        assert figure in recorded, f"{name} quotes {figure}, which no benchmark recorded"
