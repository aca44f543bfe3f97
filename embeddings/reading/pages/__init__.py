"""Formats of printed pages → `Document`.

In the order in which data passes through: `pdf` and `ofd` (a file → the characters of its pages),
`recognition` (OCR of pages that are pictures), `directions` (turned pages and vertical writing made
upright), `printed` (characters → lines), `columns` (reading order), `furniture` (running heads,
page numbers, watermarks), `notes` (footnotes), `tables` (rows → statements), `paragraphs` (printed
lines → paragraphs).
"""

from embeddings.reading.pages.furniture import PAGE_NUMBER, RUNNING_HEAD, WATERMARK
from embeddings.reading.pages.ofd import is_ofd, read_ofd
from embeddings.reading.pages.pdf import read_pdf

__all__ = ["PAGE_NUMBER", "RUNNING_HEAD", "WATERMARK", "is_ofd", "read_ofd", "read_pdf"]
