import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "2016年兰州市生产总值预计达到多少？"
ROOT = Path(__file__).parents[2]


def process(*arguments: str, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "ui", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, **options)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", QUESTION, "--file", "x"],
        ["ask", QUESTION, "-k", "0"],
        ["ask", QUESTION, "-k", "多"],
        ["ask", QUESTION, "--years", "去年"],
        ["ask", QUESTION, "--years", "2018-2016"],
        ["ask", QUESTION, "--regions", "火星"],
        ["ask", QUESTION, "--format", "xml"],
        ["ask", QUESTION, "--llm-model", "qwen"],
        ["ask", QUESTION, "--llm-base-url", "localhost", "--llm-model", "qwen"],
        ["ask", QUESTION, "--no-such-option"],
        ["ask", QUESTION, "--language", "fr"],
        ["no-such-command"],
        ["search"],
        ["chat", "--port", "99999"],
        ["reports", "没有这份"],
        ["reports", "--edit", "year=2017"],
        ["forget"],
        ["forget", "没有这份", "--yes"],
        ["evaluate", "no-such-file.jsonl", "--output", "x"],
        ["compare", "no-such-run", "no-such-run"],
        ["index", "no-such-folder"],
        ["testset", "new", "--output", __file__],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_message_with_status_2_and_no_traceback(govreport, arguments):
    status, out, err = govreport(*arguments)
    assert status == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_ask_without_an_index_says_what_to_run(govreport, tmp_path):
    status, out, err = govreport("ask", QUESTION, "--index", str(tmp_path / "none"))
    assert (status, out) == (2, "")
    assert "govreport index" in err


def test_control_characters_in_a_question_never_reach_the_terminal_raw(govreport):
    for arguments in (
        ["ask", "\x1b[31m2030年成都\x1b]0;t\x07？"],
        ["ask", "x", "--years", "\x1b[2J"],
    ):
        _, out, err = govreport(*arguments)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def test_debug_shows_the_traceback(govreport, tmp_path):
    _, _, err = govreport("ask", QUESTION, "--debug", "--index", str(tmp_path / "none"))
    assert "Traceback" in err
    assert "NoIndexError" in err


def test_mistake_of_ours_is_a_short_message_with_status_70(govreport, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("\x1b[31mbroken")

    monkeypatch.setattr("ui.commands.asking.open_assistant", broken)
    status, _, err = govreport("ask", QUESTION)
    assert status == 70
    assert "RuntimeError: ␛[31mbroken" in err
    assert "govreport doctor" in err
    assert "Traceback" not in err


def test_english_is_one_option_or_variable_away(govreport, monkeypatch, tmp_path):
    _, out, _ = govreport("ask", "2030年成都市的生产总值是多少？", "--language", "en")
    assert "No report is indexed for 成都 2030" in out
    monkeypatch.setenv("GOVREPORT_LANGUAGE", "en")
    _, _, err = govreport("ask")
    assert err.startswith("Error: give a question or --file")


# the process as a whole


def test_version_is_quick_and_plain():
    done = process("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"govreport-qa \S.*\n", done.stdout.decode())


def test_start_of_the_command_line_imports_nothing_heavy():
    code = (
        "import sys, ui.cli; ui.cli.run(['--version']); "
        "heavy = {'numpy', 'torch', 'gradio', 'pandas', 'faiss', 'openai', 'sklearn', 'httpx'}; "
        "found = heavy & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_ask_in_a_pipe_is_plain_and_loads_nothing_heavy(seed_index):
    code = (
        f"import sys, ui.cli; status = ui.cli.run(['ask', {QUESTION!r}, '--index', "
        f"{str(seed_index)!r}]); "
        "heavy = {'torch', 'gradio', 'pandas', 'openai', 'sklearn', 'sentence_transformers', "
        "'ir_measures', 'docx', 'trafilatura', 'matplotlib', 'lightgbm', 'rjieba', 'numpy.ma', "
        "'pydantic', 'email', 'filelock', 'qa.llm', 'embeddings.index.batching', "
        "'embeddings.index.merging', 'embeddings.index.qdrant', 'embeddings.index.verification', "
        "'embeddings.facts.extraction', "
        "'embeddings.parsing', 'embeddings.reading', 'embeddings.indexing'}; "
        "found = heavy & set(sys.modules); sys.exit(str(found) if found else status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert "2220亿元" in shown
    assert done.stderr == b""  # no progress bar in a pipe
    assert "\x1b" not in shown  # no colours
    assert max(map(len, shown.splitlines())) > 80  # not wrapped


def test_terminal_gets_the_excerpt_marked(seed_index):
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on Windows")
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "ui", "ask", QUESTION, "--index", str(seed_index)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=slave, stderr=slave, env=environment
    ) as running:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # Linux's way to say that the other end is closed
            pass
        assert running.wait(60) == 0
    os.close(master)
    text = shown.decode()
    assert re.search(r"\x1b\[1;7m[^\x1b]*2220亿元以上", text)


def test_reader_that_leaves_early_is_no_error(seed_index):
    command = f"{sys.executable} -m ui search 发展 -k 50 --index '{seed_index}' | head -1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


@pytest.mark.usefixtures("interruptible")
def test_interrupt_ends_with_130_and_without_a_traceback(govreport, monkeypatch):
    def interrupted(*_, **__):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("ui.commands.asking.open_assistant", interrupted)
    status, out, err = govreport("ask", QUESTION)
    assert (status, out) == (130, "")
    assert err.strip() == "已中断。"


@pytest.mark.parametrize(("set_by_user", "found"), [(None, "4"), ("26", "26")])
def test_threads_of_the_matrix_library_sleep_between_questions(monkeypatch, set_by_user, found):
    from ui import cli

    monkeypatch.setenv("OPENBLAS_THREAD_TIMEOUT", set_by_user or "")
    if set_by_user is None:
        monkeypatch.delenv("OPENBLAS_THREAD_TIMEOUT")
    monkeypatch.setattr(cli, "run", lambda arguments: 0)
    with pytest.raises(SystemExit):
        cli.main()
    assert os.environ["OPENBLAS_THREAD_TIMEOUT"] == found
