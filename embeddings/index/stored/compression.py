"""A report's body line compressed by itself, so that one is read without the others.

Each is a member of a gzip file (RFC 1952), which `zcat` prints as lines. Bodies of shards on their
way, and of snapshots of format 1, are plain: a line of JSON begins otherwise than a member.
"""

import zlib

__all__ = ["compressed", "plain", "plain_size"]

LEVEL = 6  # 0.36 of the size; 9 saves a two-hundredth more
_GZIP = 31  # zlib's window bits for a member with header and trailer
_MARK = b"\x1f\x8b"
_SIZE_BYTES = 4  # at the end: the plain size modulo 2^32

Buffer = memoryview | bytes


def compressed(body: Buffer) -> Buffer:
    """Return a body line as a member of a gzip file; one that is a member already, itself."""
    if body[:2] == _MARK:
        return body
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def plain(body: Buffer) -> bytes:
    """Return the line of a stored body.

    Raises:
        ValueError: if the member is damaged.
    """
    if body[:2] != _MARK:
        return bytes(body)
    try:
        return zlib.decompress(body, _GZIP)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def plain_size(body: Buffer) -> int:
    """Return the length of that line in bytes."""
    if body[:2] != _MARK:
        return len(body)
    return int.from_bytes(body[-_SIZE_BYTES:], "little")
