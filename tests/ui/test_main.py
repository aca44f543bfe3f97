"""Ctrl+C before the commands are imported, and after they have ended."""

import subprocess
import sys

import pytest

AT_IMPORT = """
import signal, sys

class CtrlC:
    def find_spec(self, name, *_):
        if name == {module!r}:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, CtrlC())
"""
AT_EXIT = """
import atexit, signal

atexit.register(signal.raise_signal, signal.SIGINT)
"""
RUN = """
from ui.__main__ import main

main()
"""
IGNORED = """
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
"""


def ended(program, *arguments):
    command = [sys.executable, "-c", program + RUN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    "module", ["ui.i18n", "ui.i18n.messages", "ui.cli", "typer", "ui.commands.asking"]
)
@pytest.mark.parametrize(
    ("language", "told"), [("zh", "已中断。\n"), ("en-GB", "Interrupted.\n"), ("fr", "已中断。\n")]
)
def test_interrupted_while_importing_ends_in_one_sentence(module, language, told):
    done = ended(AT_IMPORT.format(module=module), "--version", "--language", language)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", told)


@pytest.mark.usefixtures("interruptible")
def test_interrupted_at_its_end_shows_no_traceback():
    done = ended(AT_EXIT, "--version")
    assert (done.returncode, done.stderr) == (130, "")
    assert done.stdout.startswith("govreport-qa")


def test_process_that_ignores_interrupts_goes_on_ignoring_them():
    done = ended(IGNORED + AT_IMPORT.format(module="typer"), "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("govreport-qa")


def test_nothing_is_imported_before_interrupts_are_heeded():
    program = "import sys; old = {*sys.modules}; import ui.__main__; print(*{*sys.modules} - old)"
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True)
    assert not {"json", "pathlib", "typing", "ui.i18n.messages"} & set(done.stdout.split())
