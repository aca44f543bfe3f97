"""Passwords as hashes: scrypt, in the form `$scrypt$ln=14,r=8,p=1$salt$hash`.

The parameters are those that OWASP's password storage sheet gives for scrypt at 16 MiB of memory;
the form is the PHC string format, with base64 without padding.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets

__all__ = ["hash_password", "is_hash", "matches"]

_LOG2_COST, _BLOCK, _LANES = 14, 8, 5  # 2^14 × 8 × 128 bytes = 16 MiB, five times over
_MEMORY = 64 * 1024 * 1024  # memory limit of OpenSSL in bytes; its default is too small
_FORM = re.compile(
    r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)", re.ASCII
)
_COST_MOST, _WORK_MOST = 16, 64  # limits for lines written by hand, which must not stall the server


def hash_password(password: str) -> str:
    """Return the hash of a password, with a salt of its own."""
    salt = secrets.token_bytes(16)
    digest = _digest(password, salt, _LOG2_COST, _BLOCK, _LANES)
    return f"$scrypt$ln={_LOG2_COST},r={_BLOCK},p={_LANES}${_text(salt)}${_text(digest)}"


def is_hash(stored: str) -> bool:
    """Whether a stored password is a hash; anything else is a plain password."""
    found = _FORM.fullmatch(stored)
    if found is None:
        return False
    cost, block, lanes = (int(found[group]) for group in (1, 2, 3))
    return 0 < cost <= _COST_MOST and 0 < block * lanes <= _WORK_MOST


def matches(password: str, stored: str) -> bool:
    """Whether `password` is the stored one, compared in constant time."""
    found = _FORM.fullmatch(stored) if is_hash(stored) else None
    if found is None:
        return hmac.compare_digest(password.encode("utf-8"), stored.encode("utf-8"))
    try:
        salt, expected = _bytes(found[4]), _bytes(found[5])
    except (binascii.Error, ValueError):
        return False
    cost, block, lanes = (int(found[group]) for group in (1, 2, 3))
    return hmac.compare_digest(_digest(password, salt, cost, block, lanes), expected)


def _digest(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8"), salt=salt, n=1 << cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
