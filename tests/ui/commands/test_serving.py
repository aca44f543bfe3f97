"""`govreport chat --add-user`: logins without a plain password on disk."""

import io
import sys

from ui import cli
from ui.page.access.logins import read_logins


def run(monkeypatch, *arguments, given=""):
    monkeypatch.setattr(sys, "stdin", io.StringIO(given))
    return cli.run(arguments)


def test_add_user_writes_a_hashed_password_and_serves_nothing(tmp_path, monkeypatch, capsys):
    path = tmp_path / "logins"
    arguments = ("chat", "--auth-file", str(path), "--add-user", "li")
    assert run(monkeypatch, *arguments, given="secret\n") == 0
    assert read_logins(path).plain == ()
    assert "secret" not in path.read_text("utf-8")
    assert run(monkeypatch, *arguments, given="other\n") == 0
    assert "已更新" in capsys.readouterr().err


def test_add_user_without_a_login_file_says_what_is_missing(monkeypatch, capsys):
    assert run(monkeypatch, "chat", "--add-user", "li") == 2
    assert "--auth-file" in capsys.readouterr().err
