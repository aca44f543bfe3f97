import io
import json
import subprocess
import sys

import pytest

from ui.commands.terminal import Terminal


def test_show_writes_text_with_its_controls_visible(capsys):
    Terminal("zh").show("\x1b[2J第1段 [bold]不是标记[/bold] :smile:")
    assert capsys.readouterr().out == "␛[2J第1段 [bold]不是标记[/bold] :smile:\n"


def test_say_goes_to_stdout_and_tell_to_stderr(capsys):
    terminal = Terminal("en")
    terminal.say("reports.count", count=2)
    terminal.tell("search.nothing")
    captured = capsys.readouterr()
    assert captured.out == "2 reports.\n"
    assert captured.err == "Nothing found.\n"


def test_show_does_not_wrap_in_a_pipe(capsys):
    Terminal("zh").show("国" * 500)
    assert capsys.readouterr().out == "国" * 500 + "\n"


def test_emit_is_json_even_of_lone_surrogates(capsys):
    Terminal("zh").emit({"text": "一\udc80二\x1b"})
    out = capsys.readouterr().out
    assert json.loads(out)["text"].startswith("一")
    assert "\x1b" not in out


def test_emit_writes_utf_8_whatever_the_locale_says():
    code = "from ui.commands.terminal import Terminal; Terminal('zh').emit(['2220亿元'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8")) == ["2220亿元"]


def test_show_in_a_narrow_encoding_replaces_what_it_lacks():
    code = "from ui.commands.terminal import Terminal; Terminal('zh').show('2220亿元 ok')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert done.stdout == b"2220?? ok\n"


def test_table_in_a_pipe_has_one_line_per_row(capsys):
    Terminal("zh").table(["编号", "标题"], [["1", "甲\n乙\x1b"], ["2", "很长" * 200]])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert "甲 乙␛" in lines[2]
    assert "很长" * 200 in lines[3]


def test_progress_and_status_are_silent_in_a_pipe(capsys):
    terminal = Terminal("zh")
    with terminal.progress("index.progress") as advance:
        advance(1, 2, "读取")
    with terminal.status("ask.searching") as update:
        update("字")
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


@pytest.mark.parametrize(
    ("typed", "confirmed"),
    [("y\n", True), ("YES\n", True), ("是\n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_confirm_takes_only_a_yes(monkeypatch, typed, confirmed):
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert Terminal("zh").confirm("data.confirm", count=3) is confirmed


def test_confirm_is_no_where_nobody_is_there():
    assert not Terminal("zh").confirm("data.confirm", count=3)
