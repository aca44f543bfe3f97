import io
import struct
import zlib

import pytest
from docx.shared import Cm

from ui.rendering.export.pictures import plain_png
from ui.rendering.export.word_document import document_bytes, new_document

MARK = b"\x89PNG\r\n\x1a\n"


def chunk(name, content=b""):
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def head(width, height):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


PIXEL = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
END = chunk(b"IEND")
SOUND = MARK + head(1, 1) + PIXEL + END


def test_picture_of_a_browser_stays_byte_for_byte():
    assert plain_png(SOUND) == SOUND


@pytest.mark.parametrize(
    "more",
    [
        chunk(b"pHYs", struct.pack(">IIB", 1, 1, 1)),  # one pixel a metre
        chunk(b"tEXt", "来源".encode()),
        chunk(b"iCCP", b"x" * 1000),
    ],
)
def test_what_is_no_part_of_the_drawing_is_left_out(more):
    assert plain_png(MARK + head(1, 1) + more + PIXEL + END + b"after") == SOUND


@pytest.mark.parametrize(
    "content",
    [
        b"",
        MARK,
        MARK + b"0" * 20,
        MARK + END,
        MARK + head(1, 1) + END,
        MARK + head(0, 0) + PIXEL + END,
        MARK + head(1, 2**31 - 1) + PIXEL + END,
        MARK + chunk(b"IHDR", b"x") + PIXEL + END,
        SOUND[:-1],
        SOUND.replace(b"IHDR", b"IHDX"),
        b"GIF89a" + SOUND,
    ],
)
def test_forged_picture_is_none(content):
    assert plain_png(content) is None


def test_word_takes_whatever_is_returned():
    for width, height in ((1, 1), (1, 10_000), (10_000, 1)):
        picture = plain_png(MARK + head(width, height) + PIXEL + END)
        document = new_document("图", "zh")
        document.add_picture(io.BytesIO(picture), width=Cm(16))
        assert document_bytes(document).startswith(b"PK")
