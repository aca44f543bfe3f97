"""What `make` would run, and say, without running it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def planned(tmp_path):
    if shutil.which("make") is None:
        pytest.skip("make is not installed")

    def run(target: str, **environment: str) -> str:
        of_others = ("DISPLAY", "WAYLAND_DISPLAY", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
        clean = {k: v for k, v in os.environ.items() if k not in of_others}
        command = ["make", "-n", target, f"VENV={tmp_path / 'venv'}"]
        ran = subprocess.run(
            command, cwd=ROOT, env=clean | environment, capture_output=True, encoding="utf-8"
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


def test_chat_says_what_it_downloads_before_it_does(planned):
    lines = planned("chat").splitlines()
    told = next(at for at, line in enumerate(lines) if "600 MB" in line)
    assert told < next(at for at, line in enumerate(lines) if "pip install" in line)
    assert not [line for line in lines if "pip install -q" in line]  # its bars are to be seen


def test_chat_opens_a_browser_where_there_is_a_screen(planned):
    assert planned("chat", DISPLAY=":0").splitlines()[-1].endswith("--open")
    if sys.platform != "darwin":
        assert "--open" not in planned("chat")


def test_workers_begin_with_the_files_that_take_long(planned, request):
    assert "--no-loadscope-reorder" in planned("test")
    tests = ROOT / "tests"
    conftest = request.config.pluginmanager.get_plugin(str(tests / "conftest.py"))
    assert not [name for name in conftest.LONG if not (tests / name).exists()]
    items = [
        SimpleNamespace(path=tests / name, fixturenames=fixtures)
        for name, fixtures in (
            ("test_docs.py", ()),
            ("ui/page/test_walk.py", ("start_server",)),
            ("qa/test_assistant.py", ()),
            (conftest.LONG[0], ()),
        )
    ]
    conftest.pytest_collection_modifyitems(items)
    order = [item.path.name for item in items]
    assert order[2:] == ["test_docs.py", "test_assistant.py"]
