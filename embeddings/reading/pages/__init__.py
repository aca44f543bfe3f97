"""Formats of printed pages → `Document`.

In the order in which data passes through: `pdf` and `ofd` (a file's pages → printed lines),
`printed` (characters → lines), `furniture` (running heads, numbers of pages), `paragraphs`
(printed lines → paragraphs).
"""

from embeddings.reading.pages.furniture import PAGE_NUMBER, RUNNING_HEAD
from embeddings.reading.pages.ofd import is_ofd, read_ofd
from embeddings.reading.pages.pdf import read_pdf

__all__ = ["PAGE_NUMBER", "RUNNING_HEAD", "is_ofd", "read_ofd", "read_pdf"]
