"""Messages: a code with values, worded in the reader's language.

`messages.toml` beside this module has the sentences of all three packages, by code, in English and
in Chinese, with `{named}` placeholders. A sentence need not use every value: texts of libraries and
of the system, which are in English only, are left out of the Chinese sentence.
"""

import errno
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

__all__ = ["LANGUAGES", "Message", "system_reason"]

LANGUAGES = ("zh", "en")

_CATALOGUE = Path(__file__).with_name("messages.toml")
_BETWEEN = {"zh": "、", "en": ", "}  # the members of a list
_SYSTEM = {  # errno → code
    errno.ENOENT: "system_not_found",
    errno.EACCES: "system_not_allowed",
    errno.EPERM: "system_not_allowed",
    errno.EROFS: "system_read_only",
    errno.ENOSPC: "system_disk_full",
    errno.EDQUOT: "system_disk_full",
    errno.EISDIR: "system_is_folder",
    errno.ENOTDIR: "system_no_folder",
    errno.EEXIST: "system_exists",
    errno.ENAMETOOLONG: "system_name_too_long",
    errno.EMFILE: "system_too_many_files",
    errno.EADDRINUSE: "system_port_taken",
}


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A code of the catalogue with the values of its placeholders.

    A value is a text, a number, a message, or a tuple of these; a tuple is shown as a list.
    """

    code: str
    values: Mapping[str, Any] = field(hash=False)

    def __init__(self, code: str, /, **values: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "values", {name: _plain(value) for name, value in values.items()})

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str) -> str:
        """Return the sentence in `language`, zh or en.

        Raises:
            KeyError: no such code or language, or a placeholder without value; a programming error.
        """
        places = {name: _shown(value, language) for name, value in self.values.items()}
        return _catalogue()[self.code][language].format_map(places)

    def fields(self) -> dict[str, Any]:
        """Return the message as JSON values, for `from_fields`."""
        return {"code": self.code} | {name: _stored(value) for name, value in self.values.items()}

    @classmethod
    def from_fields(cls, stored: object) -> Self:
        """Return the message of its fields, or of a sentence, as older indexes have it.

        Raises:
            ValueError: if the fields are those of no message.
        """
        if isinstance(stored, str):
            return cls("as_written", text=stored)
        if not isinstance(stored, dict) or stored.get("code") not in _catalogue():
            raise ValueError(f"no message: {stored!r}")
        values = {name: _read(value) for name, value in stored.items() if name != "code"}
        message = cls(stored["code"], **values)
        try:
            for language in LANGUAGES:
                message.text(language)
        except (KeyError, TypeError) as error:
            raise ValueError(f"no message: {stored!r}") from error
        return message


def system_reason(error: OSError | UnicodeDecodeError) -> Message:
    """Return the reason why a file or a port cannot be used, as a message."""
    if isinstance(error, UnicodeDecodeError):
        return Message("not_utf8", offset=error.start)
    code = _SYSTEM.get(error.errno or 0)
    if code is None:
        return Message("system_error", number=error.errno or 0, reason=error.strerror or str(error))
    return Message(code)


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    with _CATALOGUE.open("rb") as file:
        return tomllib.load(file)


def _plain(value: object) -> object:
    if isinstance(value, str | int | float | Message):
        return value
    if isinstance(value, tuple | list):
        return tuple(_plain(member) for member in value)
    return str(value)


def _shown(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple):
        return _BETWEEN[language].join(str(_shown(member, language)) for member in value)
    return value


def _stored(value: object) -> object:
    if isinstance(value, Message):
        return value.fields()
    return [_stored(member) for member in value] if isinstance(value, tuple) else value


def _read(value: object) -> object:
    if isinstance(value, dict):
        return Message.from_fields(value)
    return tuple(_read(member) for member in value) if isinstance(value, list) else value
