"""Files in every format, made here from a few paragraphs of the real report."""

import hashlib
from collections.abc import Callable, Sequence

import pytest

from embeddings.records import SourceFile


@pytest.fixture(scope="session")
def report_lines(report_text: list[str]) -> list[str]:
    """The lines of the Lanzhou report once, clean."""
    return report_text


@pytest.fixture
def source() -> Callable[..., SourceFile]:
    def make(data: bytes, name: str, kind: str) -> SourceFile:
        return SourceFile(
            path=f"/reports/{name}",
            name=name,
            format=kind,
            encoding="",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        )

    return make


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return write_pdf


Placed = tuple[float, float, float, str]  # left, baseline, size in points, text


def write_pdf(pages: Sequence[Sequence[Placed]], *, height: float = 842) -> bytes:
    """Return a PDF with a text layer, in a Chinese font that every reader knows by name."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",  # the pages, once their numbers are known
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>",
    ]
    kids = []
    for placed in pages:
        parts = [
            f"BT /F1 {size} Tf {left} {baseline} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for left, baseline, size, text in placed
        ]
        content = "\n".join(parts).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (height, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    )
