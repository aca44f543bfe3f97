"""Charts as a browser rendered them, read before a document takes them."""

import struct
from collections.abc import Iterator

__all__ = ["plain_png"]

_MARK = b"\x89PNG\r\n\x1a\n"
_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # chunks that make the picture
_LARGEST = 10_000  # pixels of a side
_AROUND = 12  # bytes of a chunk beside its content: length, name, checksum


def plain_png(content: bytes) -> bytes | None:
    """Return a PNG file without notes, resolutions and profiles; None for anything else.

    The form is that of https://www.w3.org/TR/png-3/#5DataRep. What a side of no pixel, a chunk
    beyond the end, or a resolution of nothing would do to the writer of a document does not occur.
    """
    chunks = list(_chunks(content)) if content.startswith(_MARK) else []
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND" or b"IDAT" not in names:
        return None
    head = chunks[0][1]
    if len(head) != _AROUND + 13 or not all(
        1 <= side <= _LARGEST for side in struct.unpack(">II", head[8:16])
    ):
        return None
    return _MARK + b"".join(whole for name, whole in chunks if name in _DRAWN)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the bytes of each chunk, up to the end of the picture."""
    place = len(_MARK)
    while place + _AROUND <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        end = place + _AROUND + length
        if end > len(content):
            return
        name = content[place + 4 : place + 8]
        yield name, content[place:end]
        if name == b"IEND":
            return
        place = end
