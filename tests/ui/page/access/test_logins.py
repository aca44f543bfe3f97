import inspect

import pytest
from fastapi import HTTPException

from embeddings.errors import InputError
from ui.page.access.logins import LoginCheck, Logins, TooManyAttempts, add_login, read_logins
from ui.page.access.passwords import is_hash


def test_read_logins_tells_whose_password_is_not_hashed(tmp_path):
    path = tmp_path / "logins"
    add_login(path, "wang", "铁桥")
    path.write_text(path.read_text("utf-8") + "# readers\nli:secret: with colon\n", "utf-8")
    logins = read_logins(path)
    assert logins.passwords["li"] == "secret: with colon"
    assert logins.plain == ("li",)


@pytest.mark.parametrize("text", ["", "# nobody\n", "li\n", ":secret\n", "li:\n"])
def test_read_logins_refuses_a_file_without_a_login(tmp_path, text):
    path = tmp_path / "logins"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="logins"):
        read_logins(path)


def test_add_login_hashes_replaces_and_keeps_the_other_lines(tmp_path):
    path = tmp_path / "logins"
    path.write_text("# readers\nli:plain\nwang:other\n", "utf-8")
    assert add_login(path, "li", "new") is False
    assert add_login(path, "zhao", "third") is True
    lines = path.read_text("utf-8").splitlines()
    assert lines[:2] == ["# readers", "wang:other"]
    assert [line.partition(":")[0] for line in lines[2:]] == ["li", "zhao"]
    assert all(is_hash(line.partition(":")[2]) for line in lines[2:])
    assert path.stat().st_mode & 0o077 == 0
    assert LoginCheck(read_logins(path)).allows("li", "new", "")


@pytest.mark.parametrize("name", ["", " ", "a:b", "#li", "l\ni"])
def test_add_login_refuses_a_name_that_no_line_can_hold(tmp_path, name):
    with pytest.raises(InputError):
        add_login(tmp_path / "logins", name, "x")


def test_login_check_allows_the_right_password_alone():
    check = LoginCheck(Logins(passwords={"li": "secret"}))
    assert check.allows("li", "secret", "192.0.2.1")
    assert not check.allows("li", "wrong", "192.0.2.1")
    assert not check.allows("nobody", "", "192.0.2.1")
    assert not check.allows("li", "x" * 100_000, "192.0.2.1")


def test_login_check_makes_failures_wait_even_with_the_right_password():
    check = LoginCheck(Logins(passwords={"li": "secret"}))
    for _ in range(5):
        assert not check.allows("li", "wrong", "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        check.allows("li", "secret", "192.0.2.1")
    assert check.allows("li", "secret", "192.0.2.2")


def test_login_check_of_the_form_is_one_that_gradio_awaits(awaited):
    check = LoginCheck(Logins(passwords={"li": "secret"}))
    assert inspect.iscoroutinefunction(check.allows_form)
    assert awaited(check.allows_form("li", "secret")) is True
    assert awaited(check.allows_form("li", "wrong")) is False
    for _ in range(4):
        awaited(check.allows_form("li", "wrong"))
    with pytest.raises(HTTPException) as refused:
        awaited(check.allows_form("li", "secret"))
    assert refused.value.status_code == 429
    assert int(refused.value.headers["Retry-After"]) >= 1
