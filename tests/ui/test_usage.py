"""The examples of docs/usage.md are run, in order, over the seed report.

`GOVREPORT_UPDATE_DOCS=1 pytest tests/ui/test_usage.py` writes the real output into the document
where it differs; what to leave out (a line `…`) is for a person to choose again.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from ui.cli import run

DOCUMENT = Path(__file__).parents[2] / "docs" / "usage.md"
CHINESE = DOCUMENT.with_name("usage.zh-CN.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ANYTHING = "…"
# what another machine or another version of the models may change
VARYING = (
    (re.compile(r"\d+%"), "N%"),
    (re.compile(r"\b[01]\.\d{2,4}\b"), "0.N"),
    (re.compile(r"[+-]\d+\.\d+"), "±N"),
    (re.compile(r"\d+(?:\.\d+)? (?:毫秒|GB|MB|KB)"), "N"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "DATE"),
    (re.compile(r"\S*/(?=seeds/0|uploads|feedback\.jsonl|audit\.jsonl|secret)"), "PLACE/"),
    (re.compile(r"\s+"), " "),
)


def examples(document: str) -> list[tuple[str, int, int]]:
    """Return (command, start and end of its output) for each `$ govreport …` of the document."""
    found = []
    for block in BLOCK.finditer(document):
        starts = [match.start() for match in re.finditer(r"^\$ ", block[0], re.MULTILINE)]
        ends = [*starts[1:], len(block[0]) - len("```")]
        for start, end in zip(starts, ends, strict=True):
            line = block[0].index("\n", start)
            command = block[0][start + 2 : line]
            found.append((command, block.start() + line + 1, block.start() + end))
    return found


def masked(line: str) -> str:
    for pattern, name in VARYING:
        line = pattern.sub(name, line)
    return line.strip()


def matches(expected: str, given: str) -> bool:
    """Whether `given` is `expected`, where a line `…` stands for any lines."""
    wanted = [masked(line) for line in expected.strip().splitlines()]
    lines = "\n".join(masked(line) for line in given.strip().splitlines())
    pattern = "\n".join(".*" if line == ANYTHING else re.escape(line) for line in wanted)
    return re.fullmatch(pattern, lines, re.DOTALL) is not None


def shown(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "govreport"
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        run(arguments)
    return screen.getvalue()


@pytest.fixture
def handle(tmp_path, monkeypatch, seeds):
    """A folder as the document's reader has it: the seed, a file of questions, nothing else."""
    shutil.copytree(seeds, tmp_path / "seeds")
    (tmp_path / "questions.txt").write_text(
        "2016年兰州市生产总值预计达到多少？\n2030年成都市的生产总值是多少？\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GOVREPORT_INDEX", "index")
    monkeypatch.setenv("GOVREPORT_DATA", str(tmp_path / "user-data"))
    return tmp_path


def test_examples_show_what_the_program_shows(handle):
    document = DOCUMENT.read_text(encoding="utf-8")
    written = ""
    done = 0
    wrong = []
    for command, start, end in examples(document):
        given = shown(command)
        if not matches(document[start:end], given):
            wrong.append(f"$ {command}\n{given}")
            written += document[done:start] + given
            done = end
    if wrong and os.environ.get("GOVREPORT_UPDATE_DOCS"):
        written += document[done:]
        DOCUMENT.write_text(written, encoding="utf-8")
        blocks = iter(BLOCK.findall(written))
        translated = CHINESE.read_text(encoding="utf-8")
        CHINESE.write_text(
            BLOCK.sub(lambda _: f"```console\n{next(blocks)}```", translated), encoding="utf-8"
        )
        pytest.skip(f"{len(wrong)} examples rewritten")
    assert not wrong, "\n".join(wrong)


def test_chinese_document_shows_the_same_examples():
    english, chinese = (path.read_text(encoding="utf-8") for path in (DOCUMENT, CHINESE))
    assert BLOCK.findall(chinese) == BLOCK.findall(english)


def test_document_shows_every_command():
    from ui.cli import app, testset

    document = DOCUMENT.read_text(encoding="utf-8")
    for group, prefix in ((app, "govreport"), (testset, "govreport testset")):
        for command in group.registered_commands:
            assert f"{prefix} {command.name}" in document, command.name


def test_matches_leaves_out_lines_and_masks_figures():
    assert matches("一\n…\n三 0.91\n", "一\n二\n二\n三 0.87\n")
    assert not matches("一\n三\n", "一\n二\n三\n")
    assert not matches("2220亿元", "2230亿元")
