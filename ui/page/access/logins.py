"""Logins: the login file, and the check shared by Gradio and HTTP Basic."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from embeddings.errors import InputError
from embeddings.messages import system_reason
from ui.page.access.attempts import Attempts
from ui.page.access.passwords import hash_password, is_hash, matches

__all__ = ["ADDRESS", "LoginCheck", "Logins", "TooManyAttempts", "add_login", "read_logins"]

_LONGEST = 1024  # characters of a password that are hashed
# The address of the request in progress: Gradio passes its login check a name and a password only.
ADDRESS: ContextVar[str] = ContextVar("address", default="")


class TooManyAttempts(Exception):  # noqa: N818  (a response, not an error)
    """A login that must wait, whatever its password."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many failed logins: wait {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Logins:
    """The users of a login file."""

    passwords: Mapping[str, str]  # hashes, or passwords as they are, by name
    plain: tuple[str, ...] = ()  # names whose password is not hashed


class LoginCheck:
    """Checks a name and a password against the login file."""

    def __init__(self, logins: Logins, attempts: Attempts | None = None) -> None:
        self._passwords = dict(logins.passwords)
        self._attempts = attempts or Attempts()
        self._nobody = hash_password("")  # for unknown names, so that the check takes as long
        self._key = secrets.token_bytes(32)
        self._proved: dict[str, bytes] = {}  # keyed digests: programs log in with every request

    def allows(self, name: str, password: str, address: str) -> bool:
        """Return whether the login is right.

        Raises:
            TooManyAttempts: after failures from this address; the password was not looked at.
        """
        wait = self._attempts.seconds_to_wait(name, address)
        if wait > 0:
            raise TooManyAttempts(wait)
        stored = self._passwords.get(name)
        proof = hashlib.blake2b(password.encode("utf-8"), key=self._key).digest()
        if stored is not None and hmac.compare_digest(self._proved.get(name, b""), proof):
            return True
        right = len(password) <= _LONGEST and matches(password, stored or self._nobody)
        if right and stored is not None:
            self._attempts.succeeded(name, address)
            self._proved[name] = proof
            return True
        self._attempts.failed(name, address)
        return False

    async def allows_form(self, name: str, password: str) -> bool:
        """Check Gradio's login form, hashing in another thread.

        A method, not `__call__`: Gradio awaits functions that `inspect.iscoroutinefunction`
        recognises, and takes the coroutine of any other for a true value.
        """
        import anyio.to_thread  # noqa: PLC0415  (comes with gradio)
        from fastapi import HTTPException  # noqa: PLC0415  (comes with gradio)

        try:
            return await anyio.to_thread.run_sync(self.allows, name, password, ADDRESS.get())
        except TooManyAttempts as error:
            seconds = str(int(error.seconds) + 1)
            raise HTTPException(
                status_code=429, detail=str(error), headers={"Retry-After": seconds}
            ) from error


def read_logins(path: Path) -> Logins:
    """Return the users of a login file: lines of `name:hash`, `#` begins a comment line.

    Passwords may be unhashed; `plain` has the names of their users.

    Raises:
        InputError: for an unreadable file, a malformed line, or no login at all.
    """
    passwords: dict[str, str] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, separator, password = line.partition(":")
        if not separator or not name.strip() or not password:
            raise InputError("login_line", path=path, line=number)
        passwords[name.strip()] = password
    if not passwords:
        raise InputError("login_none", path=path)
    plain = tuple(name for name, password in passwords.items() if not is_hash(password))
    return Logins(passwords=passwords, plain=plain)


def add_login(path: Path, name: str, password: str) -> bool:
    """Write a user's hashed password to a login file; return whether the name is new.

    The file is replaced atomically and readable by its owner only; comments and other lines are
    unchanged.

    Raises:
        InputError: for a name or password that cannot be stored, or an unusable file.
    """
    name = name.strip()
    if not name or ":" in name or name.startswith("#") or not name.isprintable():
        raise InputError("login_name", found=name)
    if not password or len(password) > _LONGEST:
        raise InputError("login_password", most=_LONGEST)
    lines = _lines(path) if path.exists() else []
    kept = [
        line for line in lines if line.startswith("#") or line.partition(":")[0].strip() != name
    ]
    new = len(kept) == len(lines)
    text = "\n".join([*kept, f"{name}:{hash_password(password)}"]) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            file.write(text)  # mkstemp's mode: the owner only
        os.replace(file.name, path)
    except OSError as error:
        raise InputError("login_unwritable", path=path, reason=system_reason(error)) from error
    return new


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("login_unreadable", path=path, reason=system_reason(error)) from error
