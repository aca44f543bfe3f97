"""Scanned pages are read by machine, where that is installed."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from embeddings.errors import FormatError
from embeddings.reading.pages import pdf, read_pdf
from embeddings.reading.pages.recognition import can_recognise

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")


def scanned(lines):
    """A PDF of one picture: lines drawn at 200 dpi."""
    picture = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 34) if FONT.exists() else ImageFont.load_default(34)
    for row, line in enumerate(lines):
        draw.text((200, 200 + 60 * row), line, font=font, fill="black")
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def test_read_pdf_says_how_to_have_a_scan_read(source, monkeypatch):
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    data = scanned([])
    with pytest.raises(FormatError) as caught:
        read_pdf(data, source(data, "a.pdf", "pdf"))
    assert 'pip install "govreport-qa[ocr]"' in caught.value.text("zh")


def test_read_pdf_draws_no_page_of_too_many_pixels(source, monkeypatch):
    class Unused:
        def read(self, picture, page):
            raise AssertionError("the page was drawn")

    monkeypatch.setattr(pdf, "can_recognise", lambda: True)
    monkeypatch.setattr(pdf, "Recogniser", Unused)
    data = scanned([])
    with pytest.raises(AssertionError, match="drawn"):
        read_pdf(data, source(data, "a.pdf", "pdf"))
    wide = data.replace(b"595.44", b"14400 ").replace(b"842.04", b"14400 ")
    assert wide != data
    with pytest.raises(FormatError):
        read_pdf(wide, source(wide, "a.pdf", "pdf"))


@pytest.mark.slow
@pytest.mark.skipif(not can_recognise(), reason="the extra ocr is not installed")
@pytest.mark.skipif(not FONT.exists(), reason="no Chinese font to draw a page with")
@pytest.mark.filterwarnings("default")
def test_read_pdf_reads_pictures_and_tells_it(source):
    lines = [
        "各位代表：",
        "全市地区生产总值完成1846.3亿元、增长5.8%，收入102.7亿元。",
        "（一）产业转型提速增效",
    ]
    data = scanned(lines)
    assert len(pypdfium2.PdfDocument(data)) == 1
    document = read_pdf(data, source(data, "a.pdf", "pdf"))
    assert "".join(line.text for line in document.lines).replace(",", "，") == "".join(lines)
    (notice,) = document.source.unread
    assert notice.code == "recognised_pages"
    assert notice.values["pages"] == (1,)
    assert notice.values["confidence"] > 90
