"""Web pages → `Document`.

In the order in which data passes through: `archive` (MHTML: pages saved as one file), `visibility`
(hidden elements), `tables` (tables of any kind of elements), `blocks` (the lines that a browser
shows), `page` (the main text of a page).
"""

from embeddings.reading.web.page import NAVIGATION, read_web_page

__all__ = ["NAVIGATION", "read_web_page"]
