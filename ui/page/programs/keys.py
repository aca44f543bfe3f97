"""API keys of programs, for the routes below `/v1`."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from pathlib import Path

from embeddings.errors import InputError
from embeddings.messages import system_reason

__all__ = ["SHORTEST_KEY", "ApiKeys", "read_keys"]

SHORTEST_KEY = 20  # characters, too many to guess: failures are not counted


class ApiKeys:
    """The valid keys, stored as digests."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._digests = [_digest(key) for key in keys]

    def allow(self, headers: Mapping[str, str]) -> bool:
        """Return whether `Authorization: Bearer KEY` carries one of the keys."""
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        given = _digest(key.strip())
        return any(hmac.compare_digest(given, digest) for digest in self._digests)


def read_keys(path: Path) -> ApiKeys:
    """Return the keys of a file, one per line; `#` begins a comment line.

    Raises:
        InputError: for an unreadable file, a key that is too short or has white space, or no key.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("key_unreadable", path=path, reason=system_reason(error)) from error
    keys = []
    for number, line in enumerate(lines, start=1):
        key = line.strip()
        if not key or key.startswith("#"):
            continue
        if len(key) < SHORTEST_KEY or len(key.split()) != 1:
            raise InputError("key_line", path=path, line=number, least=SHORTEST_KEY)
        keys.append(key)
    if not keys:
        raise InputError("key_none", path=path)
    return ApiKeys(keys)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8")).digest()
