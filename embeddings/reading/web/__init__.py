"""Web pages → `Document`.

In the order in which data passes through: `archive` (MHTML: pages saved as one file),
`visibility` (what a browser does not show), `tables` (tables of any kind of elements), `blocks`
(the lines that a browser shows), `page` (the main text of a page, without what stands around it).
"""

from embeddings.reading.web.page import NAVIGATION, read_web_page

__all__ = ["NAVIGATION", "read_web_page"]
